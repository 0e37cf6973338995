"""A day as it is typed: nothing of it is lost, and it is counted as a document of it would be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import assume, event, given, settings

from entry.days import choices_hold, day_documents
from quarterhour.assess import assess
from quarterhour.day import Day, DayAssessor, day_document, day_from, day_of, day_text, read_day
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference
from quarterhour.visit import VisitError, visit_from
from visit.visits import documents


def saved(session: DaySession) -> Day:
    """Return what would be saved; it is read again as it was."""
    assert session.why_day_not_saved == ""
    day = session.day_outcome.day
    assert day is not None
    assert day_document(read_day(day_text(day))) == day_document(day)
    return day


@settings(max_examples=150, deadline=None)
@given(document=day_documents(least=1))
def test_a_day_opened_and_saved_without_a_change_is_the_same(
    document: dict[str, Any], reference: Reference
) -> None:
    day = day_from({"zip": "27601"} | document if "locality" not in document else document)
    assume(choices_hold(day, reference))
    session = DaySession(reference, day)
    for at in range(len(day.visits)):
        session.select(at)
    assert saved(session) == day
    assert not session.unsaved


@settings(max_examples=100, deadline=None)
@given(document=day_documents(least=1, tags="A,B,C"))
def test_a_day_is_assessed_as_its_document(document: dict[str, Any], reference: Reference) -> None:
    day = day_from(document)
    assume(choices_hold(day, reference))
    outcome = DaySession(reference, day).day_outcome
    try:
        found = DayAssessor(reference).assess(day)
    except VisitError:
        event("what contradicts the rest is left out, and named")
        assert outcome.left_out
        assert outcome.assessment is not None
    else:
        event("everything is counted")
        assert outcome.left_out == ()
        assert outcome.assessment == found


@settings(max_examples=100, deadline=None)
@given(document=documents(least=1))
def test_a_visit_is_a_day_of_one(document: dict[str, Any], reference: Reference) -> None:
    visit = visit_from(document)
    timed = [service.code for service in visit.services if service.times]
    assume(len(set(timed)) == len(timed))  # in a day, a minute of a code counts once
    session = DaySession(reference, day_of(visit))
    try:
        found = assess(visit, reference)
    except VisitError:
        return
    shown = session.outcome.assessment
    assert shown is not None
    assert replace(shown, visit=visit) == found

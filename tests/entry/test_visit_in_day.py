"""What is shown of a visit is what its day says of it, as `quarterhour day FILE` prints it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, event, given, settings

from entry.days import choices_hold, day_documents
from entry.test_day_acts import ACTS, DAYS, MANY, OVERLAP
from quarterhour.assessment import Assessment
from quarterhour.day import Day, DayAssessor, FindingKind, day_from, read_day
from quarterhour.day.tags import tags_of
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.templates import with_template
from quarterhour.reference import Reference
from quarterhour.visit import VisitError


def assert_as_document(session: DaySession, reference: Reference) -> None:
    """Check each visit against the assessment of the document that would be saved."""
    day = read_day(session.document_text())
    # A row that can't be read is shown with its problem, not as a hint.
    visits = tuple(replace(visit, unread=()) for visit in day.visits)
    day = replace(day, visits=visits)
    try:
        found = DayAssessor(reference).assess(day)
    except VisitError:
        event("something contradicts the rest of the day")
        return
    patients = {each.tag: each.assessment for each in found.visits}
    listed = session.outcomes
    for at, tag in enumerate(tags_of(day)):
        session.select(at)
        rows = len(listed[at].rows)  # a blank one at the end is nothing
        assert listed[at].rows == session.outcome.rows[:rows]
        shown = session.outcome.assessment
        assert shown is not None
        if tag in found.open_tags:
            assert session.outcome.waits
            assert _without_dollars(shown) == _without_dollars(patients[tag])
            assert shown.payment is None
            assert {(line.allowed, line.steps, line.line.charge) for line in shown.lines} <= {
                (None, (), None)
            }
        else:
            assert _figures(shown) == _figures(patients[tag])
        of_rows = [line for row in session.outcome.rows for line in row.lines]
        assert set(map(id, of_rows)) <= set(map(id, shown.lines))
        if tags_of(day).count(tag) == 1:
            assert len(of_rows) == len(shown.lines)


def _figures(assessment: Assessment) -> Any:
    """Return all that is shown; of the visit, how it was typed is no figure."""
    services = [replace(each, times=()) for each in assessment.visit.services]
    return assessment.lines, assessment.payment, assessment.hints, services


def _without_dollars(assessment: Assessment) -> Any:
    """Return what is shown while a question of the day is open."""
    _, _, hints, services = _figures(assessment)
    lines = [(each.line._replace(charge=None), each.denials) for each in assessment.lines]
    return lines, hints, services


@settings(max_examples=100, deadline=None)
@given(document=day_documents(least=1, tags="A,A,B,"))
def test_an_opened_visit_is_shown_as_its_day_has_it(
    document: dict[str, Any], reference: Reference
) -> None:
    day = day_from({"zip": "27601"} | document if "locality" not in document else document)
    assume(choices_hold(day, reference))
    assert_as_document(DaySession(reference, day), reference)


@settings(max_examples=100, deadline=None)
@given(day=DAYS, acts=MANY)
def test_after_any_acts_too(
    day: Day, acts: list[tuple[str, int, str]], reference: Reference
) -> None:
    assume(choices_hold(day, reference))
    session = DaySession(reference, day)
    for name, at, text in acts:
        ACTS[name](session, at, text)
    session.stop_typing()
    if not session.why_day_not_saved:
        event("it can be saved")
        assert_as_document(session, reference)


@pytest.mark.parametrize("choice", range(3))
def test_an_answer_changes_what_is_shown_of_both_visits(choice: int, reference: Reference) -> None:
    session = DaySession(reference, day_from(OVERLAP))
    found = session.day_outcome.assessment
    assert found is not None
    (finding,) = [each for each in found.findings if each.kind is FindingKind.ONE_ON_ONE_OVERLAP]
    session.settle(finding, finding.choices[choice].id)
    assert_as_document(session, reference)
    session.undo()
    assert_as_document(session, reference)


def test_a_tie_between_two_visits_of_a_patient_is_settled_in_both(reference: Reference) -> None:
    tied = {"code": "97112", "discipline": "PT", "therapist_minutes": 20}
    document = {
        "format": "quarterhour.day/1",
        "date_of_service": "2026-11-23",
        "locality": "national",
        "visits": [
            {"tag": "A", "services": [tied]},
            {"tag": "A", "services": [{**tied, "code": "97530"}]},
        ],
    }
    session = DaySession(reference, day_from(document))
    assert session.outcome.rows[0].tied
    for _ in range(2):
        (present, other), ways = session.tie_choices(0, 9, 9)
        assert ways == 2 and present.present
        units = {code: count for _, code, count in other.units}
        session.choose(other)
        assert_as_document(session, reference)
        shown = session.outcome.assessment
        assert shown is not None
        assert {line.line.code: line.line.units for line in shown.lines} == units
        session.select(0)
    session.undo()
    session.undo()
    assert not session.unsaved


def test_a_usual_visit_has_the_services_of_its_visit_alone(reference: Reference) -> None:
    row = {"discipline": "PT", "therapist_minutes": 20}
    document = {
        "format": "quarterhour.day/1",
        "date_of_service": "2026-11-23",
        "locality": "national",
        "visits": [
            {"tag": "A", "services": [{**row, "code": code}]} for code in ("97110", "97140")
        ],
    }
    session = DaySession(reference, day_from(document))
    shown = session.outcome.reading.visit
    assert shown is not None
    assert [service.code for service in shown.services] == ["97110", "97140"]
    (usual,) = with_template((), "Usual", session.typed_alone)
    assert [service.code for service in usual.services] == ["97110"]


def test_a_row_says_what_an_answer_to_the_day_takes_of_its_minutes(reference: Reference) -> None:
    session = DaySession(reference, day_from(OVERLAP))
    assert not any(row.answered for outcome in session.outcomes for row in outcome.rows)
    found = session.day_outcome.assessment
    assert found is not None
    (finding,) = [each for each in found.findings if each.kind is FindingKind.ONE_ON_ONE_OVERLAP]
    for losing, keeping in (("A", "B"), ("B", "A")):
        session.settle(finding, keeping)
        answered = {
            tag: [row.answered for row in outcome.rows]
            for tag, outcome in zip(session.day_draft.tags, session.outcomes, strict=True)
        }
        said = f"The day's audit counts 15 of its 30 minutes with {keeping}."
        assert answered == {losing: [(said,)], keeping: [()]}
        session.undo()

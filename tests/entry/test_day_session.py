"""A day as it is typed: nothing of it is lost, and it is counted as a document of it would be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import assume, event, example, given, settings

from builders import pt
from entry.days import choices_hold, day_documents
from entry.test_draft import WHOLE as FIELDS_OF_VISITS
from entry.test_draft import unset_fields
from quarterhour.assess import assess
from quarterhour.day import (
    Day,
    DayAssessor,
    DayService,
    DayVisit,
    day_document,
    day_from,
    day_of,
    day_text,
    open_day,
    read_day,
)
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference
from quarterhour.visit import MAX_BYTES, VisitError, visit_from
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


# Rows of one code at the same time: the second has no minutes of its own.
TWICE = {
    "format": "quarterhour.day/1",
    "date_of_service": "2026-11-23",
    "locality": "national",
    "visits": [{"tag": "A", "services": [{"code": "97110", "times": ["8:00-8:20"]}] * 2}],
}


@settings(max_examples=100, deadline=None)
@given(document=day_documents(least=1, tags="A,B,C"))
@example(document=TWICE)
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
    assume(not session.outcome.waits)  # its minutes are on two lines: it is asked first
    audited = session.day_outcome.assessment
    # What it answers of shared minutes also settles the audit, which takes them off one row.
    assume(audited is None or not any(each.settled for each in audited.findings))
    shown = session.outcome.assessment
    assert shown is not None
    assert replace(shown, visit=visit) == found


# A choice in a tie goes where there is no tie; it is opened and saved above.
NOT_OF_VISITS = {"format", "services", "extra_units_to"}
WHOLE: dict[str, Any] = {
    "format": "quarterhour.day/1",
    "date_of_service": "2026-11-23",
    "zip": "27601",
    "payer": "my-plan",
    "rule": "midpoint",
    "provider": {"participating": False},
    "people": [{"id": "T1", "role": "PT", "clock": ["8:00-12:00"]}, {"id": "A1", "role": "PTA"}],
    "settled": [{"kind": "co-treatment", "choice": "pt-15-ot-15", "patients": ["B"]}],
    "figures_for": {"target": "0.85", "treatment_minutes": 306, "start": "8:00"},
    "visits": [
        {
            **{
                name: value for name, value in FIELDS_OF_VISITS.items() if name not in NOT_OF_VISITS
            },
            "date_of_service": "2026-11-23",
            "payer": "medicare",
            "in_out": "9:00-10:00",
            "present": [["A1", "9:00-9:15"]],
            "billed_units": {"97110": 2},
            "services": [
                {
                    **FIELDS_OF_VISITS["services"][0],
                    "attended": ["9:00-9:02"],
                    "attended_by": "T1",
                    "mode": "one-on-one",
                },
                pt("97530", 20),
                {"code": "97750", "minutes": 20, "by": ["T1"]},
            ],
            "unread": [{"row": 3, "code": "97x", "minutes": "soon", "by": ["T1"]}],
        }
    ],
}


def test_a_day_with_every_field_set_survives(reference: Reference) -> None:
    day = day_from(WHOLE)
    (visit,) = day.visits
    unset = [*unset_fields(day), *unset_fields(visit), *unset_fields(visit.services[0])]
    assert unset == ["locality", "zip", "extra_units_to", "minutes"]  # others are there instead
    session = DaySession(reference, day)
    session.change_row(2, therapist="21")
    assert session.day_outcome.day == replace(
        day, visits=(replace(visit, services=(*visit.services[:2], _with_minutes(visit, 21))),)
    )


def _with_minutes(visit: DayVisit, minutes: int) -> DayService:
    return replace(visit.services[2], minutes=minutes)


def test_a_long_day_is_not_taken_for_a_changed_one(tmp_path: Path) -> None:
    """It can be longer than a visit; a file that another program has changed is told from it."""
    rows = [pt("97110", 15, charge="80.00", contractor_price="41.50", by=["T1"])] * 150
    visits = [{"tag": f"{at}", "services": rows} for at in range(90)]
    head = {"format": "quarterhour.day/1", "date_of_service": "2026-11-23", "zip": "27601"}
    path = tmp_path / "day.quarterhour"
    path.write_text(day_text(day_from({**head, "visits": visits})))
    assert path.stat().st_size > MAX_BYTES
    day, file = open_day(path)
    assert len(day.visits) == 90
    assert not file.is_changed()
    path.write_bytes(path.read_bytes() + b" ")
    assert file.is_changed()


def test_the_date_of_a_day_is_written_as_in_the_window(reference: Reference) -> None:
    day = day_from(TWICE)
    assert DaySession(reference, day).draft.day_text == "11/23/2026"


def test_a_visit_that_is_alone_again_counts_as_it_did(reference: Reference) -> None:
    """Times beside other minutes count as minutes in one visit, and are asked in a day of two."""
    session = DaySession(reference)
    session.change(place="33101")
    session.type_cells({(0, "code"): "97110", (0, "therapist"): "9:05-9:28"})
    session.change_row(0, together_minutes=30)
    units = session.outcome.rows[0].result.units if session.outcome.rows[0].result else None
    session.add_visit()
    session.select(0)
    assert session.outcome.rows[0].problems
    session.delete_visit(1)
    assert not session.outcome.rows[0].problems
    found = session.outcome.rows[0].result
    assert found is not None and found.units == units == 4
    assert [each.rows[0].problems for each in session.outcomes] == [()]

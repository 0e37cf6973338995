"""A row that can't be read holds nothing back: it is saved as it was typed, and not counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import pt
from entry.typing_hand import types, visit
from quarterhour.assess import assess
from quarterhour.claims import Severity, Topic
from quarterhour.day import DayAssessor, day_from, read_day
from quarterhour.entry import Row
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference
from quarterhour.visit import read_visit

UNREAD = (
    Row("97x", "OT", True, "9:10-9:35", "4", by=("T1",), charge=None, mode="group"),
    Row("97110", "PT", True, "soon", of_people=True, by=("T1",), times=()),
)


def day(*visits: dict[str, Any], **fields: Any) -> Any:
    document = {"format": "quarterhour.day/1", "date_of_service": "2026-11-23", "zip": "27601"}
    return day_from({**document, "visits": list(visits), **fields})


def typed(rows: tuple[Row, ...]) -> list[Row]:
    """Return rows as they were typed, whether or not their discipline was only preset."""
    return [replace(row, discipline_chosen=bool(row.discipline)) for row in rows]


def test_a_visit_is_saved_with_the_text_of_a_row_that_cannot_be_read(reference: Reference) -> None:
    session = DaySession(reference, visit(pt("97110", 15), pt("97140", 8)))
    types(session, 1, "therapist", "8x")
    session.insert_row(0, Row("97x", "PT", True, "12"))
    session.assess_again()
    assert session.why_day_not_saved == ""
    text = session.document_text()
    saved = read_visit(text)
    assert [service.code for service in saved.services] == ["97110"]
    assert [(each.row, each.code, each.therapist_minutes) for each in saved.unread] == [
        (0, "97x", "12"),
        (2, "97140", "8x"),
    ]
    again = DaySession(reference, saved)
    assert typed(again.draft.rows) == typed(session.draft.rows)
    assert again.document_text() == text
    types(again, 0, "code", "97112")
    types(again, 2, "therapist", "8")
    assert [each.code for each in read_visit(again.document_text()).services] == [
        "97112",
        "97110",
        "97140",
    ]


@pytest.mark.parametrize("row", UNREAD)
def test_a_day_is_saved_with_every_field_of_a_row_that_cannot_be_read(
    row: Row, reference: Reference
) -> None:
    people = [{"id": "T1", "role": "PT"}]
    session = DaySession(
        reference, day({"services": [pt("97110", 15)]}, {"services": []}, people=people)
    )
    session.select(1)
    session.insert_row(0, row)
    session.assess_again()
    assert session.why_day_not_saved == ""
    again = DaySession(reference, read_day(session.document_text()))
    assert again.day_draft.visits[1].rows == (row,)
    assert again.document_text() == session.document_text()


def test_times_that_differ_from_the_minutes_are_kept_too(reference: Reference) -> None:
    session = DaySession(reference, day({"services": [pt("97110", 15)]}, {"services": []}))
    session.change_row(0, times=("9:00-9:30",), therapist="15")
    session.assess_again()
    (lost,) = session.day_outcome.left_out
    assert lost.field == "times"
    assert session.why_day_not_saved == ""
    (kept,) = read_day(session.document_text()).visits[0].unread
    assert (kept.times, kept.therapist_minutes) == (("9:00-9:30",), "15")


def test_what_is_no_row_still_holds_the_day_back(reference: Reference) -> None:
    session = DaySession(reference, visit(pt("97110", 15)))
    types(session, 0, "therapist", "x")
    session.change(deductible="much")
    assert "the deductible can't be read" in session.why_day_not_saved
    session.change(deductible="", day=None, day_text="soon")
    assert "the date of service can't be read" in session.why_day_not_saved


def test_a_document_with_an_unread_row_says_so_wherever_it_is_counted(
    reference: Reference,
) -> None:
    unread = [{"row": 1, "code": "97x", "therapist_minutes": "12"}, {"row": 2, "code": "97110"}]
    found = assess(visit(pt("97110", 15), unread=unread), reference)
    (hint,) = (hint for hint in found.hints if hint.topic is Topic.UNREAD_ROWS)
    assert hint.severity is Severity.ACTION
    assert hint.title == "Rows 2 and 3 can't be read"
    other = assess(visit(pt("97110", 15), unread=unread[:1], payer="my-plan"), reference)
    assert [hint.title for hint in other.hints if hint.topic is Topic.UNREAD_ROWS] == [
        "Row 2 can't be read"
    ]
    of_day = DayAssessor(reference).assess(
        day(
            {"tag": "A", "services": [pt("97110", 15)]},
            {"tag": "A", "services": [], "unread": unread[:1]},
        )
    )
    (patient,) = of_day.visits
    assert Topic.UNREAD_ROWS in [hint.topic for hint in patient.assessment.hints]

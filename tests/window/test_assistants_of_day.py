"""Minutes that a day's people say are an assistant's are in the assistant's column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from quarterhour.day import day_from
from quarterhour.window.words import Command
from window.person import Person

ENTER = Qt.Key.Key_Return
PEOPLE = [{"id": "T1", "role": "PT"}, {"id": "A1", "role": "PTA"}]


@pytest.fixture
def person(opened: Callable[..., Person]) -> Person:
    """A day with a row of the assistant alone, one of the therapist, and one of both."""

    def row(code: str, *by: str, **more: Any) -> dict[str, Any]:
        return {"code": code, "by": [*by], **more}

    services = [
        row("97110", "A1", minutes=20),
        row("97140", "T1", minutes=15),
        row("97530", "T1", "A1", minutes=10),
        row("97112", "A1", times=["9:00-9:12"]),
    ]
    document = {
        "format": "quarterhour.day/1",
        "date_of_service": "2026-11-23",
        "zip": "27601",
        "people": PEOPLE,
        "visits": [{"services": services}],
    }
    found = opened()
    found.window.worksheet.session.open(day_from(document))
    return found


def minutes(person: Person, row: int) -> tuple[str, str]:
    return person.cell(row, "therapist"), person.cell(row, "assistant")


def test_minutes_are_in_the_column_of_who_did_them(person: Person) -> None:
    assert person.window.parts.entries[Command.ASSISTANT_COLUMN].isChecked()
    assert [minutes(person, row) for row in range(4)] == [
        ("", "20"),
        ("15", ""),
        ("10", ""),
        ("", "12"),
    ]
    assert "CQ" in person.cell(0, "modifiers")
    assert "CQ" not in person.cell(1, "modifiers")


def test_what_is_typed_in_either_column_takes_their_place(person: Person) -> None:
    session = person.window.worksheet.session
    person.select(0, "assistant").types("25").press(ENTER)
    assert minutes(person, 0) == ("", "25")
    person.select(0, "therapist").types("30").press(ENTER)
    assert minutes(person, 0) == ("", "30")
    person.select(0, "assistant").press(Qt.Key.Key_Delete)
    assert minutes(person, 0) == ("", "")
    person.select(0, "assistant").types("x").press(ENTER)
    assert person.cell(0, "assistant") == "x"
    assert [problem.row for problem in session.problems] == [0]
    person.select(3, "assistant").types("9:00-9:20").press(ENTER)
    assert minutes(person, 3) == ("", "20")
    assert session.draft.rows[3].assistant == ""


def test_a_row_goes_to_the_clipboard_as_it_is_shown(person: Person) -> None:
    session = person.window.worksheet.session
    session.type_cells({(0, "therapist"): "", (0, "assistant"): "18"})
    assert minutes(person, 0) == ("", "18")
    session.change_row(0, by=("T1",))
    assert minutes(person, 0) == ("18", "")

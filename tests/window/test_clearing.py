"""Del and Backspace empty the cell that the keyboard is in; whole rows go by keys of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from quarterhour.visit import Visit
from quarterhour.window.words import Command
from window.person import COLUMNS, Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier
CLEARS = pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
TYPED = ("service", "therapist", "assistant")


@pytest.fixture
def two(opened: Open, visit: Make) -> Person:
    service = {"therapist_minutes": 30, "assistant_minutes": 8}
    return opened(visit({"code": "97110", **service}, {"code": "97140", **service}))


def rows(person: Person) -> list[list[str]]:
    return [person.row(row) for row in range(person.table.model().rowCount())]


@CLEARS
@pytest.mark.parametrize("column", TYPED)
def test_a_cell_is_cleared_and_comes_back(two: Person, column: str, key: Qt.Key) -> None:
    before = rows(two)
    two.select(0, column).press(key)
    assert two.cell(0, column) == ""
    others = [name for name in TYPED if name != column]
    assert [two.cell(0, name) for name in others] == [
        before[0][COLUMNS.index(name)] for name in others
    ]
    assert rows(two)[1][:4] == before[1][:4]
    assert two.at() == (0, column)
    two.choose(Command.UNDO)
    assert rows(two) == before


@CLEARS
@pytest.mark.parametrize("column", ["discipline", "units", "modifiers", "allowed"])
def test_what_is_not_typed_cannot_be_cleared(two: Person, column: str, key: Qt.Key) -> None:
    before = rows(two)
    two.select(0, column).press(key)
    assert rows(two) == before
    assert not two.window.isWindowModified()


def test_clearing_is_a_step_of_its_own(two: Person) -> None:
    two.select(0, "therapist").press(Qt.Key.Key_Delete).types("45").press(Qt.Key.Key_Return)
    assert two.cell(0, "therapist") == "45"
    two.choose(Command.UNDO)
    assert two.cell(0, "therapist") == ""
    two.choose(Command.UNDO)
    assert two.cell(0, "therapist") == "30"


def test_minutes_told_by_times_are_cleared(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "times": ["9:05-9:28"]}))
    person.select(0, "therapist").press(Qt.Key.Key_Delete)
    assert person.cell(0, "therapist") == ""
    person.choose(Command.UNDO)
    assert person.cell(0, "therapist") == "23"


def test_one_blank_row_is_left_when_all_of_the_last_is_cleared(two: Person) -> None:
    for column in TYPED:
        two.select(1, column).press(Qt.Key.Key_Delete)
    assert len(rows(two)) == 2
    assert two.at() == (1, "assistant")
    two.press(Qt.Key.Key_Delete)
    assert len(rows(two)) == 2
    two.choose(Command.UNDO)
    assert two.cell(1, "assistant") == "8"


def test_a_row_is_deleted_by_its_entry_and_by_its_keys(two: Person) -> None:
    keys = two.window.parts.entries[Command.DELETE_ROW].shortcuts()
    assert [each.toString() for each in keys] == ["Ctrl+Backspace"]
    two.select(0, "therapist").press(Qt.Key.Key_Backspace, modifier=CONTROL)
    assert [row[0][:5] for row in rows(two)] == ["97140", ""]
    two.choose(Command.DELETE_ROW)
    assert [row[0] for row in rows(two)] == [""]


def test_deleting_takes_all_rows_that_are_selected(two: Person) -> None:
    session = two.window.worksheet.session
    before = session.draft.rows
    two.select(0, "therapist").press(Qt.Key.Key_A, modifier=CONTROL)
    two.choose(Command.DELETE_ROW)
    assert session.draft.without_blank_end().rows == ()
    assert two.table.selectionModel().selectedRows() == []
    two.choose(Command.UNDO)
    assert session.draft.rows == before

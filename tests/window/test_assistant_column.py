"""The assistant's minutes have a column where they are wanted or there are some."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quarterhour.reference import Reference
from quarterhour.visit import Visit
from quarterhour.window.words import Command
from window.person import COLUMNS, Person, desk_on

Open = Callable[..., Person]
Make = Callable[..., Visit]
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ASSISTANT = COLUMNS.index("assistant")


def shown(person: Person) -> bool:
    return not person.table.isColumnHidden(ASSISTANT)


def test_tab_passes_through_what_is_shown(opened: Open) -> None:
    person = opened()
    assert not shown(person)
    person.types("97110").press(Qt.Key.Key_Tab).types("23").press(Qt.Key.Key_Tab)
    assert person.at() == (1, "service")
    person.press(Qt.Key.Key_Backtab)
    assert person.at() == (0, "therapist")


def test_the_services_take_the_room(opened: Open) -> None:
    person = opened()
    width = person.table.columnWidth(0)
    person.choose(Command.ASSISTANT_COLUMN)
    assert shown(person)
    assert person.table.columnWidth(0) < width
    person.choose(Command.ASSISTANT_COLUMN)
    assert person.table.columnWidth(0) == width


def test_it_is_kept_by_a_new_start(
    opened: Open, qtbot: QtBot, reference: Reference, tmp_path: Path
) -> None:
    opened().choose(Command.ASSISTANT_COLUMN)
    again = desk_on(reference, tmp_path).make_window()
    qtbot.addWidget(again)
    assert shown(Person(again))


def test_it_comes_with_a_visit_that_needs_it_and_goes_with_it(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "assistant_minutes": 15}))
    assert shown(person)
    assert not person.window.parts.entries[Command.ASSISTANT_COLUMN].isEnabled()
    person.window.files.begin_own()
    assert not shown(person)
    assert person.window.parts.entries[Command.ASSISTANT_COLUMN].isEnabled()


def test_it_stays_while_its_minutes_are_typed_anew(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "assistant_minutes": 15}))
    person.select(0, "assistant").press(Qt.Key.Key_F2, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert person.cell(0, "assistant") == ""
    assert shown(person)
    person.types("8").press(Qt.Key.Key_Return)
    assert person.cell(0, "assistant") == "8"


def test_it_comes_with_the_first_minutes(opened: Open) -> None:
    person = opened()
    person.types("97110").press(Qt.Key.Key_Return)
    person.window.worksheet.session.change_row(0, assistant="15")
    assert shown(person)


@pytest.mark.usefixtures("assistant_column")
def test_the_keyboard_does_not_stay_where_nothing_is_seen(opened: Open) -> None:
    person = opened()
    person.types("97110").press(Qt.Key.Key_Return)
    person.select(0, "assistant").choose(Command.ASSISTANT_COLUMN)
    assert person.at() == (0, "therapist")

"""The visits of a day in the main window: by keys, beside the panel, and into the header."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from day.days import a_day, row, visit
from quarterhour.window.visits.view import VisitView
from quarterhour.window.words import Command
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
CONTROL = Qt.KeyboardModifier.ControlModifier
ROW = row("97110", discipline="PT", therapist_minutes=24)


def resize(person: Person, width: int) -> None:
    person.window.resize(width, 768)
    QApplication.processEvents()


def tags(person: Person) -> list[str]:
    return person.window.worksheet.session.day_draft.tags


def test_a_second_visit_is_typed_by_keys(opened: Open) -> None:
    person = opened()
    person.types("97110").press(Qt.Key.Key_Tab).types("24").press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_N, modifier=CONTROL)
    person.types("97140").press(Qt.Key.Key_Tab).types("15").press(Qt.Key.Key_Return)
    assert tags(person) == ["A", "B"]
    first, second = person.window.worksheet.session.day_draft.visits
    assert [each.code for each in first.rows] == ["97110"]
    assert [each.code for each in second.rows if each.code] == ["97140"]
    person.press(Qt.Key.Key_PageUp, modifier=CONTROL)
    assert person.cell(0, "service").startswith("97110")
    assert person.find(QToolButton, "Visits").text() == "Visits  2"


def test_the_keyboard_stays_in_the_list_as_it_goes_through_visits(opened: Open) -> None:
    person = opened()
    person.window.worksheet.session.open(a_day(visit("8:00", ROW), visit("9:30", ROW), people=""))
    person.window.parts.visits.setFocus()
    here = person.focus
    person.press(Qt.Key.Key_Down)
    assert person.focus is here
    assert person.window.worksheet.session.current == 1
    person.press(Qt.Key.Key_Return)
    assert person.focus is person.table


def test_the_side_panes_make_way_for_each_other_in_a_narrow_window(opened: Open) -> None:
    person = opened()
    visits, panel = person.window.parts.visits, person.window.parts.panel
    resize(person, 1366)
    person.press(Qt.Key.Key_B, modifier=CONTROL)
    assert (visits.isVisible(), panel.isHidden()) == (True, False)
    assert visits.width() == 224
    resize(person, 1100)
    assert (visits.isVisible(), panel.isHidden()) == (True, True)
    person.find(QToolButton, "Explanation").click()
    assert (visits.isVisible(), panel.isHidden()) == (False, False)
    person.find(QToolButton, "Visits").click()
    assert (visits.isVisible(), panel.isHidden()) == (True, True)
    assert person.window.parts.entries[Command.VISIT_LIST].isChecked()


@pytest.mark.parametrize("command", [Command.DELETE_VISIT, Command.REPEAT_VISIT])
def test_the_menu_acts_on_the_current_visit(command: Command, opened: Open) -> None:
    person = opened()
    person.window.worksheet.session.open(a_day(visit("8:00", ROW), visit("9:30", ROW), people=""))
    person.window.worksheet.session.select(1)
    person.choose(command)
    expected = ["8:00"] if command is Command.DELETE_VISIT else ["8:00", "9:30", "A"]
    assert tags(person) == expected
    person.choose(Command.UNDO)
    assert tags(person) == ["8:00", "9:30"]
    assert person.window.worksheet.session.current == 1


def test_the_day_is_copied_from_the_menu(opened: Open) -> None:
    person = opened()
    person.window.worksheet.session.open(a_day(visit("8:00", ROW), visit("9:30", ROW), people=""))
    person.choose(Command.COPY_DAY)
    assert person.window.parts.strip.told == "2 claim lines of 2 visits copied"


@offscreen_menu
def test_a_visit_is_renamed_by_the_letters_of_the_menu(opened: Open, qtbot: QtBot) -> None:
    person = opened()
    person.press(Qt.Key.Key_I, modifier=Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(person.menu(), Qt.Key.Key_R)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    person.types("9:00").press(Qt.Key.Key_Return)
    assert tags(person) == ["9:00"]
    assert person.cell(0, "service") == ""


def test_details_of_selected_rows_name_who_treated_in_all_of_them(opened: Open) -> None:
    person = opened()
    person.window.worksheet.session.open(a_day(visit("8:00", ROW, ROW, ROW), people="T1"))
    person.select(0, "service")
    person.press(Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    person.choose(Command.SERVICE_DETAILS)
    assert person.says("About the rows").startswith("Who treated applies to 2 rows.")
    person.dialog().findChildren(QCheckBox)[0].click()
    assert [row.by for row in person.window.worksheet.session.draft.rows[:3]] == [
        ("T1",),
        ("T1",),
        (),
    ]


def test_a_message_of_what_was_done_leaves_with_the_next_edit_or_visit(opened: Open) -> None:
    person = opened()
    session = person.window.worksheet.session
    session.open(a_day(visit("8:00", ROW), visit("9:30", ROW), people=""))
    messages = person.window.messages
    messages.tell("Exported day.csv.")
    person.press(Qt.Key.Key_PageDown, modifier=CONTROL)
    assert messages.text == ""
    messages.tell("Exported day.csv.")
    person.select(0, "therapist").types("25").press(Qt.Key.Key_Return)
    assert messages.text == ""
    messages.say("Not saved.")
    person.press(Qt.Key.Key_PageUp, modifier=CONTROL)
    assert messages.text == "Not saved.", "what went wrong stays"


def test_the_current_visit_stays_on_view_as_a_message_takes_room(opened: Open) -> None:
    person = opened()
    many = [visit(f"{hour}:{minute}0", ROW) for hour in range(8, 12) for minute in range(4)]
    person.window.worksheet.session.open(a_day(*many, people=""))
    resize(person, 1366)
    view = person.window.findChildren(VisitView)[0]
    last = next(at for at in range(view.count()) if not seen(view, at + 1))
    person.window.worksheet.session.select(last)
    QApplication.processEvents()
    assert seen(view, last)
    person.window.messages.say("Not copied. " * 40)
    QApplication.processEvents()
    assert seen(view, last)


def seen(view: VisitView, at: int) -> bool:
    """Return whether all of a visit is on view."""
    return view.viewport().rect().contains(view.visualRect(view.model().index(at, 0)))

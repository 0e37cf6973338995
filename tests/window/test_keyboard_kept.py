"""The keyboard is where whoever types expects it: nothing takes it away unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTreeView

from quarterhour.visit import Visit
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier
SERVICES = (
    {"code": "97110", "therapist_minutes": 20},
    {"code": "97140", "therapist_minutes": 20},
)


def test_a_click_on_copy_leaves_the_keyboard_and_the_next_visit_begins(
    opened: Open, visit: Make
) -> None:
    person = opened(visit(*SERVICES))
    copy = person.find(QPushButton, "Copy claim lines")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert person.focus is person.table
    person.press(Qt.Key.Key_N, modifier=CONTROL)
    person.types("97112")
    assert person.cell(0, "service").startswith("97112")


def test_the_button_gives_the_keyboard_back_where_there_is_nothing_to_copy(
    opened: Open, visit: Make
) -> None:
    person = opened(visit(*SERVICES))
    person.go_to(QPushButton, "Copy claim lines")
    person.press(Qt.Key.Key_N, modifier=CONTROL)
    QApplication.processEvents()
    assert person.table.isAncestorOf(person.focus) or person.focus is person.table


@pytest.mark.parametrize("mouse", [True, False])
def test_closing_a_message_gives_the_keyboard_back_to_the_table(
    mouse: bool, opened: Open, visit: Make
) -> None:
    person = opened(visit(*SERVICES))
    person.select(1, "therapist")
    person.window.messages.tell("Exported.")
    close = person.go_to(QPushButton, "Close the message")
    if mouse:
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    else:
        person.press(Qt.Key.Key_Space)
    assert (person.focus, person.at()) == (person.table, (1, "therapist"))


def test_the_menu_bar_gives_the_keyboard_back_after_a_dialog(opened: Open, visit: Make) -> None:
    person = opened(visit(*SERVICES))
    bar = person.window.menuBar()
    bar.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    QTest.qWait(1)
    assert person.focus is person.table
    bar.setFocus(Qt.FocusReason.ShortcutFocusReason)  # by its own key it keeps it
    QTest.qWait(1)
    assert bar.hasFocus()


@pytest.mark.parametrize("typed", ["9", "zzz"])
@pytest.mark.parametrize("column", ["service", "therapist"])
@pytest.mark.parametrize("escape", [True, False])
def test_undo_while_a_cell_is_typed_keeps_the_keyboard_in_the_table(
    typed: str, column: str, escape: bool, opened: Open
) -> None:
    person = opened().types("97110").press(Qt.Key.Key_Tab).types("20").press(Qt.Key.Key_Return)
    person.types("97140").press(Qt.Key.Key_Tab).types("20").press(Qt.Key.Key_Return)
    person.select(1, column).types(typed)
    if escape:
        person.press(Qt.Key.Key_Escape)
    person.press(Qt.Key.Key_Z, modifier=CONTROL)
    QApplication.processEvents()
    assert person.focus is person.table or person.table.isAncestorOf(person.focus)
    at = person.at()[0]
    person.select(at, "service").types("97112").press(Qt.Key.Key_Tab)
    assert person.cell(at, "service").startswith("97112")


def test_a_message_never_takes_the_room_of_the_answers(opened: Open, visit: Make) -> None:
    person = opened(visit(*SERVICES, zip="27601"))
    person.window.resize(1024, 700)
    person.press(Qt.Key.Key_C, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    strip = person.window.parts.strip
    assert strip.told == "2 claim lines copied"
    assert strip.told in [label.accessibleName() for label in strip.findChildren(QLabel)]
    strip._timer.timeout.emit()
    assert "2 claim lines copied" not in [
        label.accessibleName() for label in strip.findChildren(QLabel)
    ]
    for name in ("Units: ", "Medicare pays: ", "Patient pays: "):
        figure = person.find(QLabel, name)
        assert figure.width() >= figure.fontMetrics().horizontalAdvance(figure.text())


def test_a_panel_that_closes_for_want_of_room_gives_the_keyboard_back(
    opened: Open, visit: Make
) -> None:
    person = opened(visit(*SERVICES))
    person.window.resize(1366, 768)
    QApplication.processEvents()
    person.go_to(QTreeView, "Payment")
    person.window.resize(1024, 700)
    QApplication.processEvents()
    assert person.window.parts.panel.isHidden()
    assert person.focus is person.table

"""A key that stays down does what it was pressed for once, and answers nothing that comes up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from quarterhour.claims import Topic
from quarterhour.visit import Visit
from quarterhour.window.look.buttons import LinkButton
from window.person import COLUMNS, Person, offscreen_menu

Open = Callable[..., Person]
Make = Callable[..., Visit]
CODES = ("97110", "97112", "97530")
CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def repeats(widget: QWidget, key: Qt.Key) -> None:
    """Send what a key sends while it stays down."""
    for _ in range(3):
        event = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", autorep=True
        )
        QApplication.sendEvent(widget, event)


@offscreen_menu
@pytest.mark.parametrize("key", CHOOSING)
def test_a_menu_that_a_key_opens_is_not_answered_by_it(
    key: Qt.Key, opened: Open, visit: Make
) -> None:
    person = opened(visit(*({"code": code, "therapist_minutes": 20} for code in CODES)))
    person.select(0, COLUMNS[4]).press(Qt.Key.Key_F4)
    menu = person.menu()
    repeats(menu, key)
    assert menu.isVisible()
    assert not any(row.takes_remaining_unit for row in person.window.worksheet.session.draft.rows)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert any(row.takes_remaining_unit for row in person.window.worksheet.session.draft.rows)


def test_a_link_and_an_item_are_unfolded_once(opened: Open, visit: Make) -> None:
    person = opened(visit(*({"code": code, "therapist_minutes": 20} for code in CODES)))
    person.at_item(Topic.TIE_OPEN).press(Qt.Key.Key_Space)
    item = person.items()[0]
    repeats(person.focus, Qt.Key.Key_Space)
    links = item.findChildren(LinkButton)
    (sources,) = (each for each in links if each.text() == "Sources")
    assert sources.isVisible(), "it is unfolded still"
    repeats(sources, Qt.Key.Key_Return)
    assert not sources.isChecked()


def test_the_sources_of_an_item_are_called_by_its_title(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110"}))
    (item,) = person.items()
    person.at_item(Topic.NO_MINUTES).press(Qt.Key.Key_Space)
    person.select(0, "service").types("97035").press(Qt.Key.Key_Return)
    (item,) = person.items()
    item.show_item(item.item, True)
    links = item.findChildren(LinkButton)
    names = [each.accessibleName() for each in links if each.text() == "Sources"]
    assert names == [f"Sources of {item.item.title}"]


def test_what_was_copied_is_not_told_of_another_visit(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 20}, zip="27601"))
    held = Qt.KeyboardModifier.ControlModifier
    person.press(Qt.Key.Key_C, modifier=held | Qt.KeyboardModifier.ShiftModifier)
    strip = person.window.parts.strip
    assert strip.told == "1 claim line copied"
    person.press(Qt.Key.Key_N, modifier=held)
    assert strip.told == ""

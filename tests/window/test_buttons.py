"""The buttons at the foot of a dialog are alike in every style of a system."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

import quarterhour.window
from quarterhour.visit import Visit
from quarterhour.window.look.buttons import CheckBox, RadioButton, close_box, without_icons
from quarterhour.window.look.colors import Ink
from quarterhour.window.suggestion_list import SuggestionList
from quarterhour.window.table.editors import ServiceEdit
from quarterhour.window.words import Command
from window import surfaces
from window.person import Person

CLOSE = QDialogButtonBox.StandardButton.Close


def test_close_is_plain_and_closes(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    close = close_box(dialog).button(CLOSE)
    dialog.show()
    assert close.icon().isNull()
    close.click()
    assert not dialog.isVisible()


def test_icons_are_taken_away(qtbot: QtBot) -> None:
    button = QPushButton(QIcon(QPixmap(16, 16)), "Close")
    qtbot.addWidget(button)
    assert not button.icon().isNull()
    without_icons([button])
    assert button.icon().isNull()


@pytest.mark.parametrize("entry", ["Compare r", "Compare f", "Settings", "About Q"])
def test_no_button_of_a_dialog_has_an_icon(opened: Callable[..., Person], entry: str) -> None:
    window = opened().window
    texts = [text for text in surfaces.choices(window) if text.replace("&", "").startswith(entry)]
    assert len(texts) == 1
    for dialog in surfaces.choose(window, texts[0]):
        for box in dialog.findChildren(QDialogButtonBox):
            assert box.button(CLOSE) is not None
            assert all(button.icon().isNull() for button in box.buttons())
        dialog.close()


@pytest.mark.parametrize("command", [Command.CLAIM_STATEMENTS, Command.YEARLY_AMOUNTS])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_keyboard_and_no_other(
    command: Command, key: Qt.Key, opened: Callable[..., Person], visit: Callable[..., Visit]
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 30}))
    person.choose(command)
    dialog = person.dialog()
    found = dialog.findChildren(QPushButton)
    buttons = [each for each in found if each.isEnabled() and each.isVisible()]
    assert buttons
    for button in buttons:
        pressed: list[str] = []
        for each in buttons:
            each.clicked.disconnect()
            each.clicked.connect(partial(pressed.append, each.text()))
        button.setFocus()
        QTest.keyClick(button, key)
        assert pressed == [button.text()]


REASONS = (
    Qt.FocusReason.OtherFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)


@pytest.mark.parametrize("kind", [RadioButton, CheckBox, QPushButton])
def test_the_keyboard_is_seen_alike_whichever_way_it_came(
    kind: type[RadioButton] | type[CheckBox] | type[QPushButton], qtbot: QtBot, ink: Ink
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    other, button = QPushButton("Other", window), kind("Physical therapy", window)
    button.move(100, 20)
    place = button.geometry().adjusted(-2, -2, 2, 2)
    with qtbot.waitActive(window):
        window.show()
    looks = []
    for reason in REASONS:
        other.setFocus()
        before = window.grab(place).toImage()
        button.setFocus(reason)
        looks.append(window.grab(place).toImage())
        assert looks[-1] != before
    assert all(look == looks[0] for look in looks)


def test_every_button_to_mark_shows_the_keyboard() -> None:
    """Qt's own are drawn by the system's style, which has another sign for it."""
    folder = Path(quarterhour.window.__file__).parent
    plain = [
        file.name
        for file in folder.rglob("*.py")
        if re.search(r"\bQ(RadioButton|CheckBox)\([^)]", file.read_text(encoding="utf-8"))
    ]
    assert plain == []


def test_of_two_fields_one_has_the_keyboard(qtbot: QtBot, ink: Ink) -> None:
    """That of a service is also a cell, which shows that it is edited by a frame of its own."""
    window = QWidget()
    qtbot.addWidget(window)
    found = SuggestionList("Services that match", window)
    field = ServiceEdit("Service", lambda text: [], found, window)
    field.setFrame(True)
    other = QLineEdit(window)
    other.move(0, 100)
    with qtbot.waitActive(window):
        window.show()
    looks = []
    for focus in (other, field):
        focus.setFocus()
        looks.append(field.grab().toImage().pixelColor(1, field.height() // 2).name())
    assert looks[0] != ink.accent
    assert looks[0] != looks[1]


def test_a_plain_button_shows_the_keyboard_that_no_tab_brought(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Close", window)
    with qtbot.waitActive(window):
        window.show()
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    assert window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def _ringed(window: QWidget, color: str) -> QRect:
    """Return the place of the ring in a window: of the points in its color, which nothing has."""
    picture = window.grab().toImage()
    points = product(range(picture.width()), range(picture.height()))
    there = [point for point in points if picture.pixelColor(*point).name() == color]
    left, right = (fold(x for x, _ in there) for fold in (min, max)) if there else (0, -1)
    top, bottom = (fold(y for _, y in there) for fold in (min, max)) if there else (0, -1)
    return QRect(QPoint(left, top), QPoint(right, bottom))


def test_the_ring_stays_with_what_has_the_keyboard(qtbot: QtBot, ink: Ink) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    inside = QWidget(window)
    inside.setGeometry(20, 20, 200, 100)
    box = CheckBox("Physical therapy", inside)
    box.resize(190, 20)
    with qtbot.waitActive(window):
        window.show()
    box.clearFocus()
    assert _ringed(window, ink.accent).isEmpty()
    box.setFocus()
    words = QRect(QPoint(0, 0), QSize(box.sizeHint().width(), box.height()))
    wanted = words.adjusted(-2, -2, 2, 2)
    assert _ringed(window, ink.accent) == wanted.translated(20, 20), "around box and words"
    inside.move(50, 60)
    QApplication.processEvents()
    assert _ringed(window, ink.accent) == wanted.translated(50, 60)
    inside.hide()
    assert _ringed(window, ink.accent).isEmpty()


def test_no_button_seems_to_have_the_keyboard_that_has_it_not(qtbot: QtBot, ink: Ink) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    default, plain, field = QPushButton("Close", dialog), QPushButton(dialog), QLineEdit(dialog)
    default.setDefault(True)
    for at, each in enumerate((default, plain, field)):
        each.setGeometry(20, 20 + 50 * at, 80, 30)
    plain.setAutoDefault(False)
    with qtbot.waitActive(dialog):
        dialog.show()
    field.setFocus()
    edges = {each.grab().toImage().pixelColor(0, 15).name() for each in (default, plain)}
    assert edges == {ink.control_edge}


def test_what_the_keyboard_comes_to_is_scrolled_into_view(qtbot: QtBot) -> None:
    """As it comes from elsewhere, too: Qt has the area scroll only within it."""
    window = QWidget()
    qtbot.addWidget(window)
    first, area, inside = QPushButton("First", window), QScrollArea(window), QWidget()
    area.setGeometry(0, 50, 200, 100)
    inside.setFixedSize(150, 1000)
    button = QPushButton("Copy", inside)
    button.move(0, 20)
    area.setWidget(inside)
    with qtbot.waitActive(window):
        window.show()
    first.setFocus()
    area.verticalScrollBar().setValue(500)
    assert button.visibleRegion().isEmpty()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not button.visibleRegion().isEmpty()

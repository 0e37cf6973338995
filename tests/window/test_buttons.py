"""The buttons at the foot of a dialog are alike in every style of a system."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from quarterhour.visit import Visit
from quarterhour.window.look.buttons import close_box, without_icons
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
    buttons = [each for each in dialog.findChildren(QPushButton) if each.isEnabled()]
    assert buttons
    for button in buttons:
        pressed: list[str] = []
        for each in buttons:
            each.clicked.disconnect()
            each.clicked.connect(partial(pressed.append, each.text()))
        button.setFocus()
        QTest.keyClick(button, key)
        assert pressed == [button.text()]

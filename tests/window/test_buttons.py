"""The buttons at the foot of a dialog are alike, whatever the system's style."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from quarterhour.window.look.buttons import close_box, without_icons
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

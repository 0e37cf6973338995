"""Buttons of dialogs, plain, and none pressed by Enter from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QPushButton, QWidget


def close_box(dialog: QDialog) -> QDialogButtonBox:
    """Return the box of the button that closes a dialog, for others beside it."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    without_icons(box.buttons())
    box.rejected.connect(dialog.reject)
    return box


def without_icons(buttons: Iterable[QAbstractButton]) -> None:
    """Take away the icons that the system's style gives to some buttons and not to others."""
    for button in buttons:
        button.setIcon(QIcon())


def plain_button(text: str, name: str, parent: QWidget) -> QPushButton:
    """Return a button with its name for assistive technology."""
    button = QPushButton(text, parent)
    button.setAccessibleName(name)
    button.setAutoDefault(False)
    return button

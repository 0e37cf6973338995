"""Buttons of dialogs, plain; Enter presses the one that has the keyboard, none from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
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
    press_where_focused(button)
    return button


def press_where_focused(button: QPushButton) -> None:
    """Have Enter press a button while it has the keyboard, and never from a field or a list."""
    button.setAutoDefault(False)
    button.installEventFilter(_EnterPresses(button))


class _EnterPresses(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button by Enter, as by Space."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (enter and plain and isinstance(watched, QPushButton)):
            return False
        if not event.isAutoRepeat():
            watched.click()
        return True

"""Undo and redo by key, wherever the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class StepKeys(QObject):
    """Leaves the keys for undo and redo to the window: a line edit would keep them to itself."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the keys, so that the menu hears them."""
        refused = event.type() == QEvent.Type.ShortcutOverride and is_step(event)
        if refused:
            event.ignore()
        return refused


def is_step(event: QEvent) -> bool:
    """Return whether a key event asks for undo or redo."""
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _STEPS)

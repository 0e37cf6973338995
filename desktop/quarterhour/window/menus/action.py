"""The entries that menus are made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

Keys = QKeySequence.StandardKey | str | None


def add_action(menu: QMenu, text: str, run: Callable[[], object], keys: Keys = None) -> QAction:
    """Add an entry that runs something, by its keys too where it has some."""
    action = menu.addAction(text)
    # Qt says whether the action is checked, which none of these is told.
    action.triggered.connect(lambda checked: run())
    if isinstance(keys, str):
        action.setShortcut(QKeySequence(keys))
    elif keys is not None:
        action.setShortcuts(keys)
    return action


def reads(text: str) -> str:
    """Return the text of an entry as it is read: without its mark for the keyboard and dots."""
    return text.replace("&", "").rstrip("\u2026")

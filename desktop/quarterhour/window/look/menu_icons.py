"""Icons of menu entries, in the color of the menu's letters."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QMenu

from quarterhour.window.look.icons import icon
from quarterhour.window.words import Command

# Only what people look for by its picture; for the rest a word is enough.
_DRAWINGS = {
    Command.NEXT_VISIT: "new",
    Command.OPEN: "open",
    Command.SAVE: "save",
    Command.EXPORT: "export",
    Command.PRINT: "print",
    Command.SETTINGS: "settings",
    Command.UNDO: "undo",
    Command.REDO: "redo",
    Command.COPY_ROW: "copy",
    Command.PASTE_ROWS: "paste",
    Command.MOVE_ROW_UP: "up",
    Command.MOVE_ROW_DOWN: "down",
    Command.DELETE_ROW: "delete",
    Command.GUIDE: "guide",
}


def draw_icons(actions: Mapping[Command, QAction], menu: QMenu) -> None:
    """Draw the icons of a menu's entries, in the colors that it has now."""
    color = menu.palette().color(QPalette.ColorRole.WindowText)
    for command, action in actions.items():
        if command in _DRAWINGS:
            action.setIcon(icon(f"menu/{_DRAWINGS[command]}", color))

"""Icons of menu entries: our own drawings, in the color of the menu's letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QMenu

from quarterhour.resources import resource_folder
from quarterhour.window.words import Command

_SIZES = (16, 32, 48)
# Only what people look for by its picture; for the rest a word is enough.
_DRAWINGS = {
    Command.NEW_VISIT: "new",
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
    color = menu.palette().color(QPalette.ColorRole.WindowText).name()
    for command, action in actions.items():
        if command in _DRAWINGS:
            action.setIcon(_icon(_DRAWINGS[command], color))


@lru_cache(maxsize=64)
def _icon(name: str, color: str) -> QIcon:
    # Loaded only here: a first window needs no SVG.
    from PySide6.QtSvg import QSvgRenderer

    drawing = (resource_folder() / "icons" / "menu" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode()))
    icon = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            renderer.render(painter)
        icon.addPixmap(pixmap)
    return icon

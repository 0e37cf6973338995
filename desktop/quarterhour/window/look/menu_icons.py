"""Icons of menu entries: our own drawings, in the colour of the menu's letters."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QMenu, QMenuBar

from quarterhour.resources import resource_folder
from quarterhour.window.look.text import ELLIPSIS

_SIZES = (16, 32, 48)
# Only what people look for by its picture; for the rest a word is enough.
_DRAWINGS = {
    "New visit": "new",
    "Open": "open",
    "Save": "save",
    "Export": "export",
    "Print": "print",
    "Settings": "settings",
    "Copy row": "copy",
    "Paste rows": "paste",
    "Move row up": "up",
    "Move row down": "down",
    "Delete row": "delete",
    "Guide": "guide",
}
# The entries whose text goes on with what they would take back or do again.
_STEPS = {"Undo": "undo", "Redo": "redo"}


def draw_menu_icons(bar: QMenuBar) -> None:
    """Have each menu draw its icons when it is opened: the first window waits for none.

    They are drawn anew where the colours have changed since.
    """
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.aboutToShow.connect(lambda menu=menu: _draw(menu))


def _draw(menu: QMenu) -> None:
    colour = menu.palette().color(QPalette.ColorRole.WindowText).name()
    for action in menu.actions():
        text = action.text().replace("&", "").rstrip(ELLIPSIS)
        name = _DRAWINGS.get(text) or _STEPS.get(text.split(" ")[0])
        if name:
            action.setIcon(_icon(name, colour))


@lru_cache(maxsize=64)
def _icon(name: str, colour: str) -> QIcon:
    # Loaded only here: a first window needs no SVG.
    from PySide6.QtSvg import QSvgRenderer

    drawing = (resource_folder() / "icons" / "menu" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    icon = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            renderer.render(painter)
        icon.addPixmap(pixmap)
    return icon

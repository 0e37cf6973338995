"""Our own drawings, the SVG files of `resources/icons`, in the colors that they are to have."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor, QIcon, QPixmap

from quarterhour.resources import resource_folder

_SIDES = (16, 20, 24, 32, 48)
_SIZE = 'width="{0}" height="{0}"'


def icon(name: str, color: QColor) -> QIcon:
    """Return a drawing for a button or a menu, sharp from 100 to 300%."""
    drawn = QIcon()
    for side in _SIDES:
        drawn.addPixmap(picture(name, color.name(), side))
    return drawn


@lru_cache(maxsize=256)
def picture(name: str, color: str, side: int) -> QPixmap:
    """Return the drawing `name`.svg in a color, as a square of `side` pixels.

    It is null if Qt's plugin for SVG is missing.
    """
    drawing = (resource_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    sized = drawing.replace(_SIZE.format(16), _SIZE.format(side))
    drawn = QPixmap()
    # By the plugin, in 1 ms: loading Qt's module for SVG takes 14.
    drawn.loadFromData(sized.replace("currentColor", color).encode(), "SVG")
    return drawn

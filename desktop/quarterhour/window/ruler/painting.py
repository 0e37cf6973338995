"""Painting the shapes of the minute ruler."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from quarterhour.report.ruler import Box, Hatch, Label, Letters, Picture

_THIN = 1.2
_KEPT = 1000
_FAR = 10_000.0
_SIDES = {
    "start": (0.0, Qt.AlignmentFlag.AlignLeft),
    "middle": (_FAR / 2, Qt.AlignmentFlag.AlignHCenter),
    "end": (_FAR, Qt.AlignmentFlag.AlignRight),
}


def letters_of(font: QFont) -> Letters:
    """Return the letters of a font, whole pixels high; what was measured once is kept."""
    metrics = QFontMetricsF(font)

    # A function of our own: of Qt's, lru_cache would copy the documentation, and have PySide work
    # out the signatures of everything for it (14 ms of the first window).
    @lru_cache(maxsize=_KEPT)
    def width(text: str) -> float:
        return metrics.horizontalAdvance(text)

    return Letters(width, round(metrics.height()))


def paint_picture(painter: QPainter, picture: Picture, colors: Mapping[str, QColor]) -> None:
    """Paint every shape."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.shapes:
        color = colors[shape.color]
        if isinstance(shape, Box):
            painter.fillRect(rect_of(shape), color)
        elif isinstance(shape, Hatch):
            painter.setPen(QPen(color, _THIN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLines([QLineF(*stroke) for stroke in shape.strokes])
        else:
            _write(painter, shape, color)


def rect_of(box: Box) -> QRectF:
    """Return a box as Qt's."""
    return QRectF(box.x, box.y, box.width, box.height)


def _write(painter: QPainter, label: Label, color: QColor) -> None:
    before, side = _SIDES[label.anchor]
    room = QRectF(label.x - before, label.middle - _FAR / 2, _FAR, _FAR)
    painter.setPen(color)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, label.text)

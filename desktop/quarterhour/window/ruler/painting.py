"""Painting the shapes of the minute ruler."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from quarterhour.report.ruler import FACES, Box, Hatch, Label, Letters, Picture

_THIN = 1.2
_KEPT = 1000
_FAR = 10_000.0
_ROUND = 2.0
_PIXELS = 13  # of the letters for which lengths are given
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SIDES = {
    "start": (0.0, Qt.AlignmentFlag.AlignLeft | _MIDDLE),
    "middle": (_FAR / 2, Qt.AlignmentFlag.AlignHCenter | _MIDDLE),
    "end": (_FAR, Qt.AlignmentFlag.AlignRight | _MIDDLE),
}


class Writing(NamedTuple):
    """The font of each face, and the letters as the picture measures them."""

    fonts: Mapping[str, QFont]
    letters: Letters


def writing_of(font: QFont) -> Writing:
    """Return how a font is written in each face; what was measured once is kept."""
    fonts = {face: _in_face(font, *look) for face, look in FACES.items()}
    metrics = {face: QFontMetricsF(own) for face, own in fonts.items()}

    # A function of our own: of Qt's, lru_cache would copy the documentation, and have PySide work
    # out the signatures of everything for it (14 ms of the first window).
    @lru_cache(maxsize=_KEPT)
    def width(text: str, face: str) -> float:
        return metrics[face].horizontalAdvance(text)

    return Writing(fonts, Letters(width, max(1.0, QFontInfo(font).pixelSize() / _PIXELS)))


def paint_picture(
    painter: QPainter, picture: Picture, colors: Mapping[str, QColor], writing: Writing
) -> None:
    """Paint every shape."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.shapes:
        paint_shape(painter, shape, colors, writing)


def paint_shape(
    painter: QPainter,
    shape: Box | Hatch | Label,
    colors: Mapping[str, QColor],
    writing: Writing,
) -> None:
    """Paint one shape."""
    if isinstance(shape, Box):
        _paint_box(painter, shape, colors)
    elif isinstance(shape, Hatch):
        painter.setPen(
            QPen(colors[shape.color], _THIN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        )
        painter.drawLines([QLineF(*stroke) for stroke in shape.strokes])
    else:
        painter.setFont(writing.fonts[shape.face])
        _write(painter, shape, colors[shape.color])


def rect_of(box: Box) -> QRectF:
    """Return a box as Qt's."""
    return QRectF(box.x, box.y, box.width, box.height)


def _in_face(font: QFont, share: float, semibold: bool) -> QFont:
    own = QFont(font)
    if font.pixelSize() > 0:
        own.setPixelSize(round(font.pixelSize() * share))
    else:
        own.setPointSizeF(font.pointSizeF() * share)
    if semibold:
        own.setWeight(QFont.Weight.DemiBold)
    return own


def _paint_box(painter: QPainter, box: Box, colors: Mapping[str, QColor]) -> None:
    """Paint a box, its edge within it."""
    if not box.edge:
        painter.fillRect(rect_of(box), colors[box.fill])
        return
    pen = QPen(colors[box.edge], 1)
    if box.dashed:
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(colors[box.fill] if box.fill else QColor(Qt.GlobalColor.transparent))
    painter.drawRoundedRect(rect_of(box).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)


def _write(painter: QPainter, label: Label, color: QColor) -> None:
    before, side = _SIDES[label.anchor]
    room = QRectF(label.x - before, label.middle - _FAR / 2, _FAR, _FAR)
    painter.setPen(color)
    painter.drawText(room, side, label.text)

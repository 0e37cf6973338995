"""Painting the shapes of a day's timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen

from quarterhour.claims import Severity
from quarterhour.report.timeline_picture import Badge, Line, Shape, Sizes
from quarterhour.window.look.icons import paint_mark
from quarterhour.window.look.ink import danger_fill, ruler_colors, severity_color
from quarterhour.window.ruler.painting import Writing, paint_shape

SIZES = Sizes(left=74, right=16, first=14, lane=44, block=24, last=26, axis=20)
_BADGE = 14


def timeline_colors(palette: QPalette) -> dict[str, QColor]:
    """Return the colors of the timeline that suit a palette."""
    return ruler_colors(palette) | {
        "alarm": severity_color(palette, Severity.ACTION),
        "alarm-ground": danger_fill(palette),
    }


def paint_timeline(
    painter: QPainter,
    shapes: Iterable[Shape],
    colors: Mapping[str, QColor],
    writing: Writing,
    palette: QPalette,
) -> None:
    """Paint every shape."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        if isinstance(shape, Line):
            pen = QPen(colors[shape.color], 1)
            if shape.dashed:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            half = 0.5  # lines are sharp in the middle of a pixel
            x1, x2 = int(shape.x1) + half, int(shape.x2) + half
            painter.drawLine(QLineF(x1, shape.y1, x2, shape.y2))
        elif isinstance(shape, Badge):
            side = _BADGE * writing.letters.scale
            place = QRectF(shape.x - side / 2, shape.y - side / 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors["ground"])
            painter.drawEllipse(place)
            paint_mark(painter, place, Severity.ACTION, palette)
        else:
            paint_shape(painter, shape, colors, writing)

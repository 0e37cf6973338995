"""The mark of what is done: a tick in a ring, unlike any mark of a severity."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QPolygonF

_STROKE = 1.6
_CORNERS = ((0.30, 0.52), (0.45, 0.67), (0.71, 0.35))


def paint_tick(painter: QPainter, place: QRectF, palette: QPalette) -> None:
    """Draw the mark into a square, in the colour of the text."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(palette.color(QPalette.ColorRole.Text), _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(place.left() + across * place.width(), place.top() + down * place.height())
                for across, down in _CORNERS
            ]
        )
    )
    painter.restore()

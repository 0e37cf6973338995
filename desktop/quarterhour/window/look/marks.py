"""Marks that go with words: an octagon, a triangle and a disc, told apart by their shape."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QWidget

from quarterhour.claims import Severity
from quarterhour.window.look.ink import severity_color

MARK_SIZE = 16


class Mark(QWidget):
    """Shows the mark of a severity, or keeps its place empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None
        self.setFixedSize(QSize(MARK_SIZE, MARK_SIZE))

    def show_severity(self, severity: Severity | None) -> None:
        """Show another mark, or none."""
        if severity is not self._severity:
            self._severity = severity
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        if self._severity is not None:
            with QPainter(self) as painter:
                paint_mark(painter, QRectF(self.rect()), self._severity, self.palette())


def paint_mark(painter: QPainter, place: QRectF, severity: Severity, palette: QPalette) -> None:
    """Draw a severity's mark into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(severity_color(palette, severity))
    side = place.width() - 2
    middle = place.center()
    if severity is Severity.ACTION:
        painter.drawPolygon(_ring(middle, side / 2 * 1.04, 8, pi / 8))
    elif severity is Severity.WARNING:
        lowered = QPointF(middle.x(), middle.y() + side * 0.1)
        painter.drawPolygon(_ring(lowered, side * 0.58, 3, -pi / 2))
        middle = lowered
    else:
        painter.drawEllipse(middle, side / 2, side / 2)
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    stroke = side * 0.14
    top, bottom = middle.y() - side * 0.27, middle.y() + side * 0.29
    dot, stem = (top, bottom) if severity is Severity.NOTE else (bottom, top)
    painter.drawEllipse(QPointF(middle.x(), dot), stroke * 0.62, stroke * 0.62)
    far = middle.y() - side * 0.08 if stem > dot else middle.y() + side * 0.1
    painter.drawRoundedRect(
        QRectF(
            QPointF(middle.x() - stroke / 2, min(stem, far)),
            QPointF(middle.x() + stroke / 2, max(stem, far)),
        ),
        stroke / 2,
        stroke / 2,
    )
    painter.restore()


def _ring(middle: QPointF, radius: float, corners: int, turn: float) -> QPolygonF:
    return QPolygonF(
        [
            middle
            + QPointF(
                radius * cos(turn + 2 * pi * corner / corners),
                radius * sin(turn + 2 * pi * corner / corners),
            )
            for corner in range(corners)
        ]
    )

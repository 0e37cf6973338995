"""The swatch of a row: its number in the color of its service."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.ink import secondary, service_ink
from quarterhour.window.look.speech import Drawn

_SMALLER = 0.85


class Swatch(Drawn):
    """Shows the number of a row; it is hollow for one without a color."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._number = 0
        self._color: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_row(self, number: int, color: int | None) -> None:
        """Show another row."""
        if (number, color) != (self._number, self._color):
            self._number, self._color = number, color
            self.setAccessibleName(f"Row {number}")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for two digits."""
        height = self.fontMetrics().height()
        return QSize(max(22, round(1.4 * height)), max(18, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number on its ground."""
        palette = self.palette()
        fill, edge = QColor(Qt.GlobalColor.transparent), secondary(palette)
        if self._color is not None:
            fill, edge = service_ink(palette, self._color)
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * _SMALLER)
        small.setWeight(QFont.Weight.DemiBold)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(edge)
            painter.setBrush(fill)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, GRID - 1, GRID - 1)
            painter.setFont(small)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))

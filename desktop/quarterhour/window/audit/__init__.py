"""The audit of a day in a window of its own, and who treats on it.

Here is what several of its parts are made of.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.colors import service_ink
from quarterhour.window.look.text import Drawn, resized, semibold_of, tip
from quarterhour.window.look.views import LEFT


class ElidedLabel(QLabel):
    """A text that gives way where it is narrow; its tip has all of it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tell(text)

    def tell(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setToolTip(tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), elide, self.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), LEFT, shown)


_SMALLER = 0.85
_LEAST_CHIP = QSize(22, 18)


class TagChip(Drawn):
    """Shows the tag of a visit on its color."""

    def __init__(self, tag: str, color: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tag = tag
        self._color = color
        self.setAccessibleName(f"Visit {tag}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the tag."""
        return chip_size(self._tag, self.font())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tag on its ground."""
        with QPainter(self) as painter:
            paint_chip(painter, QRectF(self.rect()), self._tag, self._color, self.palette())


def chip_size(tag: str, font: QFont) -> QSize:
    """Return the room for a tag among letters of a font."""
    metrics = QFontMetrics(_small(font))
    width = metrics.horizontalAdvance(tag) + 3 * GRID
    return _LEAST_CHIP.expandedTo(QSize(width, metrics.height() + 2))


def paint_chip(painter: QPainter, place: QRectF, tag: str, color: int, palette: QPalette) -> None:
    """Draw a tag on its color into a place."""
    fill, rim = service_ink(palette, color)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(rim)
    painter.setBrush(fill)
    box = place.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, GRID - 1, GRID - 1)
    painter.setFont(_small(painter.font()))
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)
    painter.restore()


def _small(font: QFont) -> QFont:
    return semibold_of(resized(font, _SMALLER))

"""Badges that go with words, told apart by shape and sign.

A filled disc with an exclamation mark is to be fixed, a diamond with a question mark is to be
checked, and a disc with a tick is settled. Notes have none.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from quarterhour.claims import Severity
from quarterhour.window.look.icons import picture
from quarterhour.window.look.ink import settled_color, severity_color

MARK_SIZE = 16


class Mark(QWidget):
    """Shows the badge of a severity, or keeps its place empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None
        self.setFixedSize(QSize(MARK_SIZE, MARK_SIZE))

    def show_severity(self, severity: Severity | None) -> None:
        """Show another badge, or none."""
        if severity is not self._severity:
            self._severity = severity
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        if self._severity is not None:
            with QPainter(self) as painter:
                paint_mark(painter, QRectF(self.rect()), self._severity, self.palette())


def paint_mark(painter: QPainter, place: QRectF, severity: Severity, palette: QPalette) -> None:
    """Draw a severity's badge into a square; a note has none."""
    if severity is not Severity.NOTE:
        _paint(painter, place, severity.value, severity_color(palette, severity))


def paint_settled(painter: QPainter, place: QRectF, palette: QPalette) -> None:
    """Draw the badge of what is settled into a square."""
    _paint(painter, place, "settled", settled_color(palette))


def _paint(painter: QPainter, place: QRectF, name: str, color: QColor) -> None:
    side = round(place.width() * painter.device().devicePixelRatio())
    drawn = picture(f"marks/{name}", color.name(), side)
    painter.drawPixmap(place, drawn, QRectF(drawn.rect()))

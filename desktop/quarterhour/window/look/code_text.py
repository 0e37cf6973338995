"""A code with its label, drawn so that labels line up under each other."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from quarterhour.window.look import GRID
from quarterhour.window.look.text import GAP

_WIDEST_CODE = "G0000"


def draw_code_text(painter: QPainter, room: QRect, metrics: QFontMetrics, text: str) -> None:
    """Draw a text at the left of a room; what follows a gap stands in a column of its own."""
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    code, gap, label = text.partition(GAP)
    if gap:
        painter.drawText(room, middle, code)
        room = room.adjusted(metrics.horizontalAdvance(_WIDEST_CODE) + 2 * GRID, 0, 0, 0)
        text = label
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, middle, shown)

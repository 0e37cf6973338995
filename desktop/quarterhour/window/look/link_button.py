"""A button that looks like a link: it shows more of what is next to it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.ink import link_color

_RING = 2


class LinkButton(QAbstractButton):
    """A link that unfolds something, with an arrow where `arrow` is true. Enter presses it too."""

    def __init__(self, text: str, parent: QWidget, arrow: bool = False) -> None:
        super().__init__(parent)
        self._arrow = arrow
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the words, the arrow, and the ring of the keyboard."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + self._before() + 2 * GRID
        return QSize(width, metrics.height() + 2 * GRID)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it by Enter, as by Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words in the color of links."""
        color = link_color(self.palette())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(color)
            room = self.rect().adjusted(GRID, 0, -GRID, 0)
            if self._arrow:
                paint_arrow(painter, room, self.isChecked())
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(room.adjusted(self._before(), 0, 0, 0), middle, self.text())
            if self.hasFocus():
                painter.setPen(QPen(color, _RING))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), GRID, GRID)

    def _before(self) -> int:
        return 3 * GRID if self._arrow else 0


def paint_arrow(painter: QPainter, room: QRect, down: bool) -> None:
    """Draw an arrow at the left of a room: down where something is unfolded, else to the right."""
    half = GRID - 1
    painter.save()
    painter.translate(room.left() + half + 0.5, room.center().y() + 0.5)
    if down:
        painter.rotate(90)
    pen = painter.pen()
    pen.setWidthF(1.5)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(-1, -half), QPointF(half - 1, 0), QPointF(-1, half)])
    painter.restore()

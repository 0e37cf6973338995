"""What stands in the pane of the visits: the head, the list, and the foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quarterhour.entry.day_session import DaySession
from quarterhour.window.look import GRID
from quarterhour.window.look.flat_button import FlatButton
from quarterhour.window.look.ink import edge, side
from quarterhour.window.look.scaled import ScaledLabel
from quarterhour.window.visits.foot import DayFoot
from quarterhour.window.visits.model import VisitModel
from quarterhour.window.visits.view import VisitView
from quarterhour.window.worksheet import Worksheet

_HEAD = 36
_TITLE = "Visits"
_ADD = "Next visit, Ctrl+N"
_BUTTON, _PLUS = 28, 16


class VisitColumn(QWidget):
    """Shows the visits of the day and what they come to, as they are now.

    `add_wanted` asks for the next visit, `copy_wanted` for the claim lines of the day.
    """

    add_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, worksheet: Worksheet, session: DaySession, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = parent
        self._visits = VisitModel(session, self)
        self._head = QWidget(self)
        self._title = ScaledLabel(1.0, self._head, semibold=True)
        self._add = FlatButton("Next visit", "add", self._head)
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._add.setToolTip(_ADD)
        self._add.setFixedSize(_BUTTON, _BUTTON)
        self._add.setIconSize(QSize(_PLUS, _PLUS))
        self._add.clicked.connect(self.add_wanted)
        self.view = VisitView(session, self._visits, self)
        self._foot = DayFoot(self)
        self._foot.copy_wanted.connect(self.copy_wanted)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(4 * GRID, 0, 2 * GRID, 0)
        line.addWidget(self._title, 1)
        line.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.view, 1)
        column.addWidget(self._foot)
        self._keep_room()
        self._add.draw_icon()
        worksheet.assessed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the visits as they are now, where they are on view."""
        if self._pane.isHidden():
            return
        self._visits.refresh()
        self.view.follow()
        total = self._visits.total
        self._foot.tell(total)
        title = f"{_TITLE} {self._visits.rowCount()}"
        if title != self._title.text():
            self._title.setText(title)
            self._title.setAccessibleName(title)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._title.follow_font()
            self._keep_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the line over the foot."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), side(self.palette()))
            painter.fillRect(0, self._foot.y(), self.width(), 1, edge(self.palette()))

    def _keep_room(self) -> None:
        self._head.setFixedHeight(max(_HEAD, self._title.sizeHint().height() + 2 * GRID))

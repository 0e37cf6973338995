"""The column in the middle: the answer, the table, the ruler and what is to settle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.panels.answer_strip import AnswerStrip
from quarterhour.window.table.view import ServiceTable

_ROWS = 6  # whose height the table keeps: five services and the new one
_LEAST_ROWS = 5
_ITEM = 10 * GRID
_SHARE_OF_SETTLING = 0.4
_LOW, _LOWEST = 640, 560  # heights of a window


class Center(QWidget):
    """Places them from top down; what is left stays empty.

    Where it is tight, first what is to settle scrolls, then the table. It places them itself: in
    a layout, none of them would know which of them is to give way first.
    """

    def __init__(
        self,
        strip: AnswerStrip,
        table: ServiceTable,
        under_table: Sequence[QWidget],
        to_settle: QWidget,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._strip = strip
        self._table = table
        self._under_table = tuple(under_table)
        self._to_settle = to_settle
        self._items = 2
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        table.setFrameShape(QFrame.Shape.NoFrame)
        # In the order in which Tab goes through them.
        for widget in (strip, table, *self._under_table, to_settle):
            widget.setParent(self)
        model = table.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._place)

    def fit_height(self, height: int) -> None:
        """Have the answer take one line in a window that is low, and one item in a lower one."""
        self._strip.lay_in_a_line(height < _LOW)
        self._items = 1 if height < _LOWEST else 2
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Return the room in which all of them are seen, if not all of each."""
        parts = (self._strip, self._table, *self._under_table)
        width = max(part.minimumSizeHint().width() for part in parts)
        fixed = self._strip.height() + sum(map(_height, self._under_table))
        return QSize(width, fixed + self._table_heights()[0] + _ITEM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them in the room that there is now."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Place them anew where one of them needs other room."""
        heard = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return heard

    def _place(self) -> None:
        fixed = self._strip.height() + sum(map(_height, self._under_table))
        free = max(0, self.height() - fixed)
        settling = 0
        if not self._to_settle.isHidden():
            most = int(self.height() * _SHARE_OF_SETTLING)
            settling = min(self._to_settle.sizeHint().height(), max(most, _ITEM))
        least, highest = self._table_heights()
        # The table has all its rows as long as so many items are seen.
        kept = min(settling, self._items * _ITEM)
        table = min(highest, max(least, free - kept))
        heights = (
            self._strip.height(),
            table,
            *map(_height, self._under_table),
            max(0, min(settling, free - table)),
        )
        y = 0
        parts = (self._strip, self._table, *self._under_table, self._to_settle)
        for part, height in zip(parts, heights, strict=True):
            part.setGeometry(0, y, self.width(), height)
            y += height

    def _table_heights(self) -> tuple[int, int]:
        """Return the least height of the table and the one that all its rows take."""
        row = self._table.verticalHeader().defaultSectionSize()
        head = self._table.horizontalHeader().sizeHint().height()
        rows = self._table.model().rowCount()
        return head + _LEAST_ROWS * row, head + max(_ROWS, rows) * row


def _height(part: QWidget) -> int:
    """Return the height that a part takes, whatever room there is."""
    return 0 if part.isHidden() else max(part.sizeHint().height(), part.minimumHeight())

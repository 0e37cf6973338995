"""The column in the middle: the answer, the table, the ruler and what is to settle."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.panels.answer_strip import AnswerStrip
from quarterhour.window.panels.to_settle import ToSettlePanel
from quarterhour.window.ruler import MinuteRuler
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
        ruler: MinuteRuler,
        to_settle: ToSettlePanel,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._strip = strip
        self._table = table
        self._ruler = ruler
        self._low = False
        self._least = QSize()
        self._to_settle = to_settle
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        table.setFrameShape(QFrame.Shape.NoFrame)
        # In the order in which Tab goes through them.
        for widget in (strip, table, ruler, to_settle):
            widget.setParent(self)
        model = table.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._place)

    def fit_height(self, height: int) -> None:
        """Have the answer take one line in a low window, and what is to settle in a lower one."""
        self._low = height < _LOW
        self._fit_strip()
        self._to_settle.lay_in_a_line(height < _LOWEST)
        self._ruler.fit_window(height)
        self._table.fit_window(height)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Return the room in which all of them are seen, if not all of each."""
        parts = (self._table, self._ruler)
        width = max(self._strip.room(False), *(part.minimumSizeHint().width() for part in parts))
        heights = (self._strip.least_height, self._ruler.least_height, self._table_heights()[0])
        return QSize(width, sum(heights) + _ITEM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them in the room that there is now."""
        super().resizeEvent(event)
        self._fit_strip()
        self._place()

    def event(self, event: QEvent) -> bool:
        """Place them anew where one of them needs other room."""
        heard = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            if self.minimumSizeHint() != self._least:
                self._least = self.minimumSizeHint()
                self.updateGeometry()
        return heard

    def _fit_strip(self) -> None:
        """Have the answer take one line in a low window, where there is the room for it."""
        one_line = self._low and self._strip.room(True) <= self.width()
        if one_line is not self._strip.in_a_line:
            self._strip.lay_in_a_line(one_line)

    def _place(self) -> None:
        ruler = self._ruler.sizeHint().height()
        free = max(0, self.height() - self._strip.height() - ruler)
        settling = 0
        if not self._to_settle.isHidden():
            most = int(self.height() * _SHARE_OF_SETTLING)
            settling = min(self._to_settle.sizeHint().height(), max(most, _ITEM))
        least, highest = self._table_heights()
        # The table has all its rows as long as two items are seen, or one in a low window.
        kept = min(settling, self._to_settle.least_height)
        table = min(highest, max(least, free - kept))
        heights = (
            self._strip.height(),
            table,
            ruler,
            max(0, min(settling, free - table)),
        )
        y = 0
        parts = (self._strip, self._table, self._ruler, self._to_settle)
        for part, height in zip(parts, heights, strict=True):
            part.setGeometry(0, y, self.width(), height)
            y += height

    def _table_heights(self) -> tuple[int, int]:
        """Return the least height of the table and the one that all its rows take."""
        row = self._table.verticalHeader().defaultSectionSize()
        head = self._table.horizontalHeader().sizeHint().height()
        rows = self._table.model().rowCount()
        return head + _LEAST_ROWS * row, head + max(_ROWS, rows) * row

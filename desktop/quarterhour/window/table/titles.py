"""The titles of the columns of services, and the height of the rows below them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from quarterhour.window.look.ink import edge, secondary
from quarterhour.window.look.views import MARGIN
from quarterhour.window.table.columns import (
    LAST_MARGIN,
    SERVICE_MARGIN,
    Column,
    caption,
    gutter_of,
    scale_of,
)

# At letters of 13 pixels.
_HEIGHT = 30
_ROW, _TALL_ROW = 28, 32
_TALL_WINDOW = 900
_LEAST_GAP = 6


def row_height(font: QFont, window_height: int) -> int:
    """Return the height of a row: a high window has higher ones."""
    plain = _TALL_ROW if window_height >= _TALL_WINDOW else _ROW
    return max(round(plain * scale_of(font)), QFontMetrics(font).height() + _LEAST_GAP)


class ServiceTitles(QHeaderView):
    """Draws quiet titles over a line, each where the words of its column are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName("Columns of the services")
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        """Return the height of the titles."""
        height = max(round(_HEIGHT * scale_of(self.font())), QFontMetrics(self.font()).height())
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw a title."""
        palette, across = self.palette(), Qt.Orientation.Horizontal
        painter.save()
        painter.fillRect(rect, palette.base())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, edge(palette))
        before, after = MARGIN, MARGIN
        if logicalIndex == Column.SERVICE:
            before = gutter_of(self.font()) + SERVICE_MARGIN
        elif logicalIndex == Column.ALLOWED:
            after = LAST_MARGIN
        aligned = self.model().headerData(logicalIndex, across, Qt.ItemDataRole.TextAlignmentRole)
        title = self.model().headerData(logicalIndex, across)
        painter.setFont(caption(self.font()))
        painter.setPen(secondary(palette))
        painter.drawText(rect.adjusted(before, 0, -after, 0), aligned, title)
        painter.restore()

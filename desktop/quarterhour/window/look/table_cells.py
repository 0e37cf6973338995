"""Cells and titles of a table, drawn with the margins of the grid."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QWidget,
)

from quarterhour.window.index import Index
from quarterhour.window.look import GRID

MARGIN = 2 * GRID
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TableCells(QStyledItemDelegate):
    """Draws the style's ground, and the text within the margins."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room for the margins."""
        return _with_margins(super().sizeHint(option, index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        group = QPalette.ColorGroup.Inactive
        if cell.state & QStyle.StateFlag.State_Active:
            group = QPalette.ColorGroup.Active
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        inner = cell.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        shown = cell.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.setFont(cell.font)
        painter.setPen(cell.palette.color(group, role))
        painter.drawText(inner, cell.displayAlignment, shown)


class TableTitles(QHeaderView):
    """Draws each title with the margins that its cells have."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        """Leave room for the margins."""
        return _with_margins(super().sectionSizeFromContents(logicalIndex))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw the style's ground and the title."""
        option = QStyleOptionHeader()
        self.initStyleOption(option)
        option.rect = rect
        option.section = logicalIndex
        option.state |= QStyle.StateFlag.State_Enabled
        painter.save()
        self.style().drawControl(QStyle.ControlElement.CE_HeaderSection, option, painter, self)
        painter.restore()
        across = Qt.Orientation.Horizontal
        aligned = self.model().headerData(logicalIndex, across, Qt.ItemDataRole.TextAlignmentRole)
        title = self.model().headerData(logicalIndex, across)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        painter.drawText(rect.adjusted(MARGIN, 0, -MARGIN, 0), aligned, title)


def _with_margins(size: QSize) -> QSize:
    return size + QSize(2 * MARGIN, 0)

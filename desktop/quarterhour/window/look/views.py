"""What tables and lists share: their cells and titles, drawn with the margins of the grid."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QWidget,
)

from quarterhour.window.look import GAP, GRID

# The two kinds of index that Qt hands to a model.
Index = QModelIndex | QPersistentModelIndex
_VIEWPORT = "qt_scrollarea_viewport"  # by Qt
_WIDEST_CODE = "G0000"
_FRAME = 2
MARGIN = 2 * GRID
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def know_viewport(area: QAbstractScrollArea) -> None:
    """Have PySide know a viewport as the plain widget that it is.

    Where `viewport()` is the first to hand it out, PySide loads every class of widgets to find
    out which of them it is: 12 ms of the first window.
    """
    area.findChild(QWidget, _VIEWPORT)


def follow_selection(view: QAbstractItemView) -> None:
    """Have the keyboard go to a cell that is selected: assistive technology does no more."""
    selection = view.selectionModel()

    def follow(selected: QItemSelection) -> None:
        indexes = selected.indexes()
        if len(indexes) == 1 and indexes[0] != selection.currentIndex():
            selection.setCurrentIndex(indexes[0], QItemSelectionModel.SelectionFlag.NoUpdate)

    selection.selectionChanged.connect(follow)


def paint_frame(painter: QPainter, cell: QRect, color: QColor) -> None:
    """Paint the edge of a cell that the keyboard is in or that has a mistake."""
    painter.setPen(QPen(color, _FRAME, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cell.adjusted(1, 1, -1, -1))


def draw_cut(
    painter: QPainter,
    room: QRect,
    metrics: QFontMetrics,
    text: str,
    aligned: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw as much of a text as there is room for."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, aligned, shown)


def draw_code_text(painter: QPainter, room: QRect, metrics: QFontMetrics, text: str) -> None:
    """Draw a text at the left of a room; what follows a gap stands in a column of its own."""
    code, gap, label = text.partition(GAP)
    if gap:
        painter.drawText(room, LEFT, code)
        room = room.adjusted(metrics.horizontalAdvance(_WIDEST_CODE) + 2 * GRID, 0, 0, 0)
        text = label
    draw_cut(painter, room, metrics, text)


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
        painter.setFont(cell.font)
        painter.setPen(cell.palette.color(group, role))
        draw_cut(painter, inner, cell.fontMetrics, text, cell.displayAlignment)


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

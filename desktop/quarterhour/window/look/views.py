"""What tables and lists share: their cells and titles, drawn with the margins of the grid."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.colors import accent, edge, hairline, secondary, selection_tint
from quarterhour.window.look.text import CAPTION, resized, scale_of

# The two kinds of index that Qt hands to a model.
Index = QModelIndex | QPersistentModelIndex
_VIEWPORT = "qt_scrollarea_viewport"  # by Qt
_WIDEST_CODE = "G0000"
_FRAME = 2
_TITLE = 30
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
    """Draws the text of a cell within the margins, on the tint of what is selected.

    `side` is the margin at both ends of a row. What has the keyboard is framed: a cell, or its row
    where whole rows are selected.
    """

    def __init__(self, parent: QWidget, side: int = MARGIN) -> None:
        super().__init__(parent)
        self._side = side

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room for the margins."""
        count = _columns(index)
        around = sum(_ends(index.column(), count, self._side))
        return super().sizeHint(option, index) + QSize(around, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell, and the thin line below it."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        palette, room = cell.widget.palette(), cell.rect
        before, after = _ends(index.column(), _columns(index), self._side)
        ground, letters = cell.backgroundBrush, cell.palette
        if ground.style() is Qt.BrushStyle.NoBrush:
            selected = cell.state & QStyle.StateFlag.State_Selected
            ground = QBrush(selection_tint(palette)) if selected else palette.base()
            letters = palette if selected else letters  # what is quiet would be hard to read
        painter.save()
        painter.setClipRect(room)
        painter.fillRect(room, ground)
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, hairline(palette))
        painter.setFont(cell.font)
        painter.setPen(letters.color(QPalette.ColorRole.Text))
        inner = room.adjusted(before, 0, -after, 0)
        draw_cut(painter, inner, cell.fontMetrics, cell.text, cell.displayAlignment)
        if (framed := _framed(cell, index)) is not None:
            paint_frame(painter, framed, accent(palette))
        painter.restore()


def _columns(index: Index) -> int:
    """Return how many columns there are. A list, for which Qt keeps it to itself, has one."""
    model = index.model()
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(index.parent())


def _ends(column: int, count: int, side: int) -> tuple[int, int]:
    """Return the room before and after what stands in a column."""
    return (side if column == 0 else MARGIN), (side if column == count - 1 else MARGIN)


def _framed(cell: QStyleOptionViewItem, index: Index) -> QRect | None:
    """Return what is framed at a cell: nothing, the cell, or a row that goes on beside it."""
    view = cell.widget
    if not (isinstance(view, QAbstractItemView) and view.hasFocus()):
        return None
    current = view.currentIndex()
    if view.selectionBehavior() is not QAbstractItemView.SelectionBehavior.SelectRows:
        return cell.rect if index == current else None
    if (index.row(), index.parent()) != (current.row(), current.parent()):
        return None
    last = index.column() == _columns(index) - 1
    return cell.rect.adjusted(-MARGIN if index.column() else 0, 0, 0 if last else MARGIN, 0)


class TableTitles(QHeaderView):
    """Draws quiet titles over a line, each with the margins that its cells have."""

    def __init__(self, name: str, parent: QWidget, side: int = MARGIN) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._side = side
        self._size: QSize | None = None  # not measured in these letters
        self.setAccessibleName(name)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of the titles, which is asked for very often."""
        if self._size is None:
            least = super().sizeHint()
            height = max(round(_TITLE * scale_of(self.font())), least.height())
            self._size = QSize(least.width(), height)
        return self._size

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        self._size = None
        super().changeEvent(event)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        """Leave room for the margins."""
        around = sum(self.margins(logicalIndex))
        return super().sectionSizeFromContents(logicalIndex) + QSize(around, 0)

    def margins(self, section: int) -> tuple[int, int]:
        """Return the room before and after the title of a column."""
        return _ends(section, self.count(), self._side)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw a title."""
        palette, across = self.palette(), Qt.Orientation.Horizontal
        before, after = self.margins(logicalIndex)
        aligned = self.model().headerData(logicalIndex, across, Qt.ItemDataRole.TextAlignmentRole)
        title = self.model().headerData(logicalIndex, across)
        painter.save()
        painter.fillRect(rect, palette.base())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, edge(palette))
        painter.setFont(resized(self.font(), CAPTION))
        painter.setPen(secondary(palette))
        painter.drawText(rect.adjusted(before, 0, -after, 0), aligned, title)
        painter.restore()

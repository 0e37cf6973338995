"""The units by visit: as typed, and if everything is settled."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quarterhour.day import DayAssessment
from quarterhour.report.audit_units import UnitsLine, units_lines
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import (
    edge,
    hairline,
    link_color,
    secondary,
    selection_tint,
    service_ink,
)
from quarterhour.window.look.plain import Drawn
from quarterhour.window.look.scaled import CAPTION, scaled_font
from quarterhour.window.look.views import (
    LEFT,
    RIGHT,
    Index,
    TableCells,
    TableTitles,
    follow_selection,
    know_viewport,
)

_SMALLER = 0.85
_LEAST = QSize(22, 18)


class TagChip(Drawn):
    """Shows a tag."""

    def __init__(self, tag: str, color: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tag = tag
        self._color = color
        self.setAccessibleName(f"Visit {tag}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the tag."""
        return chip_size(self._tag, self.font())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tag on its ground."""
        with QPainter(self) as painter:
            paint_chip(painter, QRectF(self.rect()), self._tag, self._color, self.palette())


def chip_size(tag: str, font: QFont) -> QSize:
    """Return the room for a tag among letters of a font."""
    metrics = QFontMetrics(_small(font))
    width = metrics.horizontalAdvance(tag) + 3 * GRID
    return QSize(max(_LEAST.width(), width), max(_LEAST.height(), metrics.height() + 2))


def paint_chip(painter: QPainter, place: QRectF, tag: str, color: int, palette: QPalette) -> None:
    """Draw a tag on its color into a place."""
    fill, rim = service_ink(palette, color)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(rim)
    painter.setBrush(fill)
    box = place.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, GRID - 1, GRID - 1)
    painter.setFont(_small(painter.font()))
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)
    painter.restore()


def _small(font: QFont) -> QFont:
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * _SMALLER)
    else:
        small.setPixelSize(round(font.pixelSize() * _SMALLER))
    small.setWeight(QFont.Weight.DemiBold)
    return small


_TITLES = ("Visit", "As typed", "If settled")
_ROW = 28
_HEAD = 30
_TYPED, _SETTLED = 96, 110
_NARROW = 1200  # a window
_SIDE = 4 * GRID
_RING = 2


class UnitsTable(QTableWidget):
    """Lists the visits; Enter on one asks for it: `visit_wanted` has its tag."""

    visit_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, len(_TITLES), parent)
        know_viewport(self)
        self._lines: list[UnitsLine] = []
        self._marked: frozenset[str] = frozenset()
        self.setAccessibleName("Units by visit")
        self.setFrameShape(self.Shape.NoFrame)
        self.setShowGrid(False)
        titles = _Titles("Titles of the units by visit", self)
        self.setHorizontalHeader(titles)
        self.setHorizontalHeaderLabels(list(_TITLES))
        titles.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.fit_window(_NARROW)
        for column, side in enumerate((LEFT, RIGHT, RIGHT)):
            title = self.horizontalHeaderItem(column)
            assert title is not None
            title.setTextAlignment(side)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        follow_selection(self)
        self.setItemDelegate(_Cells(self))
        self.cellDoubleClicked.connect(lambda row, column: self._want(row))

    @property
    def lines(self) -> list[UnitsLine]:
        """What the rows say."""
        return self._lines

    def show_day(self, result: DayAssessment | None) -> None:
        """List the visits of another day."""
        lines = units_lines(result) if result is not None else []
        if lines == self._lines:
            return
        self._lines = lines
        row, column = max(0, self.currentRow()), max(0, self.currentColumn())
        self.setRowCount(len(lines))
        for at, line in enumerate(lines):
            self.setRowHeight(at, max(_ROW, self.fontMetrics().height() + 2 * GRID))
            name = " ".join(filter(None, (line.name, line.disciplines)))
            for place, text in enumerate((name, str(line.typed), line.settled)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(RIGHT if place else LEFT)
                if line.total:
                    heavy = QFont(self.font())
                    heavy.setWeight(QFont.Weight.DemiBold)
                    item.setFont(heavy)
                self.setItem(at, place, item)
        self.setCurrentCell(min(row, len(lines) - 1), column)

    def fit_window(self, width: int) -> None:
        """Have columns as narrow as their titles in a narrow window."""
        metrics = QFontMetrics(scaled_font(CAPTION))
        for column, usual in ((1, _TYPED), (2, _SETTLED)):
            least = metrics.horizontalAdvance(_TITLES[column]) + _SIDE + GRID
            self.setColumnWidth(column, least if width < _NARROW else max(least, usual))

    def mark(self, tags: Collection[str]) -> None:
        """Tint the visits of a finding."""
        self._marked = frozenset(tags)
        self.viewport().update()

    def is_marked(self, row: int) -> bool:
        """Return whether a visit is tinted."""
        return bool(self._lines[row].tag) and self._lines[row].tag in self._marked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected cells; Enter goes to the visit."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self._selected())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.currentRow())
        else:
            super().keyPressEvent(event)

    def _selected(self) -> str:
        """Return the selected cells, row by row."""
        found: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column())):
            found.setdefault(index.row(), []).append(str(index.data()))
        return "\n".join("\t".join(cells) for cells in found.values())

    def _want(self, row: int) -> None:
        if 0 <= row < len(self._lines) and self._lines[row].tag:
            self.visit_wanted.emit(self._lines[row].tag)


class _Titles(TableTitles):
    """Draws the titles over their columns, small, on the ground of the table."""

    def sizeHint(self) -> QSize:
        """Return the height of a head."""
        return QSize(super().sizeHint().width(), max(_HEAD, self.fontMetrics().height() + 2 * GRID))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw a title."""
        palette = self.palette()
        painter.save()
        painter.fillRect(rect, palette.color(QPalette.ColorRole.Base))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, edge(palette))
        painter.setFont(scaled_font(CAPTION))
        painter.setPen(secondary(palette))
        side = RIGHT if logicalIndex else LEFT
        left = 0 if logicalIndex else _SIDE
        painter.drawText(rect.adjusted(left, 0, -_SIDE, 0), side, _TITLES[logicalIndex])
        painter.restore()


class _Cells(TableCells):
    """Draws the tag of a visit on its color, and a thin line below each row."""

    def __init__(self, table: UnitsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        palette, room = self._table.palette(), option.rect
        line = self._table.lines[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._table.hasFocus()
        painter.save()
        tinted = chosen or self._table.is_marked(index.row())
        ground = palette.color(QPalette.ColorRole.Base)
        painter.fillRect(room, selection_tint(palette) if tinted else ground)
        if line.total:
            painter.fillRect(room.left(), room.top(), room.width(), 1, edge(palette))
        else:
            painter.fillRect(room.left(), room.bottom(), room.width(), 1, hairline(palette))
        inner = room.adjusted(_SIDE if not index.column() else 0, 0, -_SIDE, 0)
        font = QFont(self._table.font())
        font.setWeight(QFont.Weight.DemiBold if line.total else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        if index.column():
            painter.drawText(inner, RIGHT, str(index.data()))
        elif line.tag:
            size = chip_size(line.tag, font)
            top = inner.center().y() - size.height() / 2 + 1
            place = QRectF(inner.left(), top, size.width(), size.height())
            paint_chip(painter, place, line.tag, line.color, palette)
            painter.setPen(secondary(palette))
            after = inner.adjusted(size.width() + 2 * GRID, 0, 0, 0)
            painter.drawText(after, LEFT, line.disciplines)
        else:
            if not line.total:
                painter.setPen(secondary(palette))
            elide = Qt.TextElideMode.ElideRight
            name = painter.fontMetrics().elidedText(line.name, elide, room.right() - inner.left())
            painter.drawText(inner.adjusted(0, 0, _SIDE, 0), LEFT, name)
        if self._table.hasFocus() and index == self._table.currentIndex():
            painter.setPen(link_color(palette))
            painter.drawRect(room.adjusted(0, 0, -1, -1))
            painter.drawRect(room.adjusted(1, 1, -2, -2))
        painter.restore()

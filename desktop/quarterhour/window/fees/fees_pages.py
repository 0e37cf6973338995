"""The two comparisons: a table with a picture beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLineF, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quarterhour.reference import Reference
from quarterhour.report.compared_fees import (
    FIGURES,
    Bar,
    FeeRow,
    Subject,
    across_localities,
    through_the_years,
)
from quarterhour.window.look import GRID
from quarterhour.window.look.colors import secondary
from quarterhour.window.look.text import Drawn, figures_font, plain_label, tip
from quarterhour.window.look.views import LEFT, MARGIN, RIGHT, TableCells, TableTitles
from quarterhour.window.words import TABLE_WORDS, Table

_WIDEST = ("$888.88", "$888.88", "+88.88", "+88.8")
_WIDEST_DAYS = ("2026-12-31 to 2026-12-31", "RVU26AR")
_WIDEST_PLACE = ("Rest of California, CA",)
_KEPT_COLUMNS, _KEPT_ROWS = 2, 4
_READ_ONLY = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class FeeTable(QTableWidget):
    """Shows rows of fees, the chosen one selected. Ctrl+C copies all of them.

    `copied` are the titles over what is copied, `widest` the longest words before the figures.
    """

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        copied: Sequence[str],
        widest: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(0, len(titles), parent)
        self._titles = titles
        self._copied = copied
        self._widest = (*widest, *_WIDEST)
        self._rows: Sequence[FeeRow] = ()
        self.setAccessibleName(name)
        self.setFont(figures_font(self.font()))
        self.setItemDelegate(TableCells(self))
        self.setHorizontalHeader(TableTitles(f"Columns of {name}", self))
        for column, title in enumerate(titles):
            item = QTableWidgetItem(title)
            item.setTextAlignment(self._alignment(column))
            self.setHorizontalHeaderItem(column, item)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        copying = QAction("&Copy table", self)
        copying.setShortcut(QKeySequence.StandardKey.Copy)
        copying.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copying.triggered.connect(self.copy)
        self.addAction(copying)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._size_columns()

    def show_rows(self, rows: Sequence[FeeRow]) -> None:
        """Show other rows, the chosen one selected and in sight."""
        self._rows = rows
        self.clearSpans()
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            more = tip(row.more)
            for column, text in enumerate(row.shown):
                item = QTableWidgetItem(text)
                item.setFlags(_READ_ONLY)
                item.setToolTip(more)
                item.setTextAlignment(LEFT if row.why else self._alignment(column))
                self.setItem(at, column, item)
            if row.why:
                self.setSpan(at, self.columnCount() - FIGURES, 1, FIGURES)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Select the chosen row and bring it into sight; without one nothing is selected."""
        chosen = next((at for at, row in enumerate(self._rows) if row.chosen), None)
        if chosen is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            self.scrollToTop()
            return
        self.setCurrentCell(chosen, 0)
        self._center_chosen()

    def copy(self) -> None:
        """Put the table on the clipboard, as lines of tab-separated text with its titles."""
        lines = [self._copied, *(row.copied for row in self._rows)]
        text = "\n".join("\t".join(line) for line in lines)
        QGuiApplication.clipboard().setText(f"{text}\n")

    def sizeHint(self) -> QSize:
        """Ask for the room of all columns."""
        return self._room(len(self._titles))

    def minimumSizeHint(self) -> QSize:
        """Keep room for the first columns and a few rows; the others are scrolled to."""
        return self._room(_KEPT_COLUMNS)

    def _room(self, columns: int) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        rows = _KEPT_ROWS * self.verticalHeader().defaultSectionSize()
        return QSize(
            sum(self._widths()[:columns]) + bar + 2 * self.frameWidth(),
            rows + self.horizontalHeader().sizeHint().height(),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column the room that is left, and keep the chosen row in sight."""
        super().resizeEvent(event)
        self._size_columns()
        self._center_chosen()

    def _center_chosen(self) -> None:
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _size_columns(self) -> None:
        widths = self._widths()
        room = self.viewport().width() - sum(widths[1:])
        for column, width in enumerate([max(widths[0], room), *widths[1:]]):
            self.setColumnWidth(column, width)
        height = self.fontMetrics().height() + 2 * GRID
        self.verticalHeader().setDefaultSectionSize(-(-height // GRID) * GRID)

    def _widths(self) -> list[int]:
        measure = self.fontMetrics().horizontalAdvance
        pairs = zip(self._titles, self._widest, strict=True)
        return [max(map(measure, pair)) + 2 * MARGIN for pair in pairs]

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return LEFT if column < self.columnCount() - FIGURES else RIGHT


_THICK = 2 * GRID
_GAP = 2 * GRID
_MAX_GAP = 5 * GRID
_LEAST_WIDTH = 48 * GRID
_WIDEST_BAR = "88/8888   $888.88"
_MAX_KEPT = 8
_EMPTY = "No fee to draw"


class FeePicture(Drawn):
    """Draws bars from one zero line; the chosen one is hatched and its name is bold."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bars: Sequence[Bar] = ()
        self.setAccessibleName(name)
        self.setFont(figures_font(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[Bar], sentence: str) -> None:
        """Draw other bars; the sentence says the same to those who do not see them."""
        self._bars = bars
        self.setAccessibleDescription(sentence)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Keep room for eight bars at most."""
        return QSize(self._least_width(), _MAX_KEPT * (self._bar_height() + GRID))

    def sizeHint(self) -> QSize:
        """Ask for room for all of the bars."""
        rows = max(_MAX_KEPT, len(self._bars))
        return QSize(self._least_width(), rows * (self._bar_height() + _GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars that fit, the last ones if not all do."""
        with QPainter(self) as painter:
            if all(bar.amount is None for bar in self._bars):
                painter.setPen(secondary(self.palette()))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _EMPTY)
                return
            fit = max(1, self.height() // (self._bar_height() + GRID // 2))
            bars = self._bars[-fit:]
            longest = max(bar.amount or 0 for bar in bars)
            spare = self.height() - len(bars) * self._bar_height()
            gap = min(_MAX_GAP, spare / len(bars))
            top = 0.0
            for at, bar in enumerate(bars):
                if bar.apart and at:
                    self._draw_break(painter, top - gap / 2)
                share = float(bar.amount / longest) if bar.amount and longest else 0.0
                self._draw(painter, bar, top, share)
                top += self._bar_height() + gap

    def _draw(self, painter: QPainter, bar: Bar, top: float, share: float) -> None:
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        font = QFont(self.font())
        font.setBold(bar.chosen)
        metrics = QFontMetrics(font)
        room = QRectF(0, top, self.width() - 1, metrics.height())
        painter.setFont(font)
        painter.setPen(text)
        painter.drawText(room, RIGHT, bar.text)
        left = int(room.width()) - metrics.horizontalAdvance(bar.text) - 2 * GRID
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, left)
        painter.drawText(room, LEFT, name)
        if bar.amount is None:
            return
        box = QRectF(0.5, round(room.bottom()) + 0.5, round(share * (self.width() - 1)), _THICK - 1)
        if not bar.chosen:
            painter.fillRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), secondary(palette))
            return
        painter.fillRect(box, palette.color(QPalette.ColorRole.Highlight))
        hatch = palette.color(QPalette.ColorRole.HighlightedText)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(box)
        painter.setPen(QPen(hatch, 1.5))
        for step in range(-_THICK, round(box.width()) + _THICK, _THICK):
            start = box.left() + step
            painter.drawLine(QLineF(start, box.top() + _THICK, start + _THICK, box.top()))
        painter.restore()
        painter.setPen(text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def _draw_break(self, painter: QPainter, at: float) -> None:
        """Draw a dotted line: others stand between."""
        painter.setPen(QPen(secondary(self.palette()), 1, Qt.PenStyle.DotLine))
        painter.drawLine(0, round(at), self.width(), round(at))

    def _least_width(self) -> int:
        return max(_LEAST_WIDTH, self.fontMetrics().horizontalAdvance(_WIDEST_BAR))

    def _bar_height(self) -> int:
        return self.fontMetrics().height() + _THICK


class YearsPage(QWidget):
    """The fee of a service in one place, edition by edition."""

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self._reference = reference
        titles = TABLE_WORDS[Table.YEARS]
        self.table = FeeTable("Fees through the years", titles, titles, _WIDEST_DAYS, self)
        self._picture = FeePicture("Picture of the fees through the years", self)
        layout = _grid(self)
        layout.addWidget(self.table, 0, 0)
        layout.addWidget(self._picture, 0, 1)

    def show_subject(self, subject: Subject) -> None:
        """Show another service or place; nothing where one of them is not known."""
        found = through_the_years(self._reference, subject)
        self.table.show_rows(found.rows)
        self._picture.show_bars(found.bars, found.sentence)


class LocalitiesPage(QWidget):
    """The fee of a service in one edition, locality by locality, the highest first."""

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self._reference = reference
        self._rows: Sequence[FeeRow] = ()
        titles, copied = TABLE_WORDS[Table.LOCALITIES], TABLE_WORDS[Table.LOCALITIES_COPIED]
        self.table = FeeTable("Fees across localities", titles, copied, _WIDEST_PLACE, self)
        self._picture = FeePicture("Picture of the fees across localities", self)
        self._filter = QLineEdit(self)
        self._filter.setAccessibleName("Filter: show only localities with this text")
        self._filter.setPlaceholderText("Filter by state or name, such as FL")
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._show_rows)
        label = plain_label("&Filter", self)
        label.setBuddy(self._filter)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(label)
        top.addWidget(self._filter, 1)
        self._note = plain_label(parent=self)
        layout = _grid(self)
        layout.addLayout(top, 0, 0)
        layout.addWidget(self._note, 0, 1)
        layout.addWidget(self.table, 1, 0)
        layout.addWidget(self._picture, 1, 1)
        self.setTabOrder(self._filter, self.table)

    def show_subject(self, subject: Subject) -> None:
        """Show another service, edition or place; nothing where the service is not known."""
        found = across_localities(self._reference, subject)
        self._rows = found.rows
        self._note.setText(found.note)
        self._picture.show_bars(found.bars, found.sentence)
        self._show_rows()

    def _show_rows(self) -> None:
        words = self._filter.text().casefold().replace(",", " ").split()
        self.table.show_rows([row for row in self._rows if row.has(words)])


def _grid(page: QWidget) -> QGridLayout:
    layout = QGridLayout(page)
    layout.setContentsMargins(*[3 * GRID] * 4)
    layout.setHorizontalSpacing(4 * GRID)
    layout.setVerticalSpacing(2 * GRID)
    return layout

"""The two comparisons: a table with a picture beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QWidget,
)

from quarterhour.reference import NATIONAL, Reference
from quarterhour.reference.fee_table import EditionFee, fees_by_locality
from quarterhour.window.fees.picture import FeePicture
from quarterhour.window.fees.rows import (
    FIGURES,
    FeeRow,
    Subject,
    difference,
    fees_through_the_years,
    place_bars,
    place_rows,
    place_sentence,
    year_bars,
    year_rows,
    year_sentence,
)
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.plain import plain_label, tip
from quarterhour.window.look.views import LEFT, MARGIN, RIGHT, Index, TableCells, TableTitles
from quarterhour.window.words import TABLE_WORDS, Table

_WIDEST = ("$888.88", "$888.88", "+88.88", "+88.8")
_LEAST = "Rest of California, CA"
_TOP = QModelIndex()


class FeeTable(QTableView):
    """Shows rows of fees, the chosen one selected. Ctrl+C copies all of them."""

    def __init__(
        self, name: str, titles: Sequence[str], copied: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._copied = copied
        self._fees = _Fees(titles, self)
        self.setAccessibleName(name)
        self.setFont(figures_font(self.font()))
        self.setModel(self._fees)
        self.setItemDelegate(TableCells(self))
        self.setHorizontalHeader(TableTitles(f"Columns of {name}", self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.copying = QAction("&Copy table", self)
        self.copying.setShortcut(QKeySequence.StandardKey.Copy)
        self.copying.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.copying.triggered.connect(self.copy)
        self.addAction(self.copying)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._size_columns()

    @property
    def rows(self) -> Sequence[FeeRow]:
        """The rows shown."""
        return self._fees.rows

    def show_rows(self, rows: Sequence[FeeRow]) -> None:
        """Show other rows, the chosen one selected and in sight."""
        self._fees.replace(rows)
        self.clearSpans()
        first = self._fees.columnCount() - FIGURES
        for at, row in enumerate(rows):
            if row.why:
                self.setSpan(at, first, 1, FIGURES)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Select the chosen row and bring it into sight; without one nothing is selected."""
        chosen = next((at for at, row in enumerate(self.rows) if row.chosen), None)
        if chosen is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            self.scrollToTop()
            return
        self.setCurrentIndex(self._fees.index(chosen, 0))
        hint = QAbstractItemView.ScrollHint.PositionAtCenter
        self.scrollTo(self._fees.index(chosen, 0), hint)

    def text(self) -> str:
        """Return the table as lines of tab-separated text, with its titles."""
        lines = [self._copied, *(row.copied for row in self.rows)]
        return "\n".join("\t".join(line) for line in lines) + "\n"

    def copy(self) -> None:
        """Put the table on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def minimumSizeHint(self) -> QSize:
        """Keep room for the columns and a few rows."""
        rows = 4 * self.verticalHeader().defaultSectionSize()
        return QSize(self._least_width(), rows + self.horizontalHeader().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column the room that is left, and keep the chosen row in sight."""
        super().resizeEvent(event)
        self._size_columns()
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _size_columns(self) -> None:
        widths = self._widths()
        room = self.viewport().width() - sum(widths[1:])
        for column, width in enumerate([max(widths[0], room), *widths[1:]]):
            self.setColumnWidth(column, width)
        height = self.fontMetrics().height() + 2 * GRID
        self.verticalHeader().setDefaultSectionSize(-(-height // GRID) * GRID)

    def _least_width(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width()
        return sum(self._widths()) + bar + 2 * self.frameWidth()

    def _widths(self) -> list[int]:
        texts = self._fees.titles
        words = len(texts) - FIGURES
        widest = ("2026-12-31 to 2026-12-31", "RVU26AR") if words > 1 else (_LEAST,)
        measure = self.fontMetrics().horizontalAdvance
        pairs = zip(texts, (*widest, *_WIDEST), strict=True)
        return [max(map(measure, pair)) + 2 * MARGIN for pair in pairs]


class _Fees(QAbstractTableModel):
    """The rows, by column."""

    def __init__(self, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.titles = titles
        self.rows: Sequence[FeeRow] = ()

    def replace(self, rows: Sequence[FeeRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.shown[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if row.why else self._alignment(index.column())
        return tip(row.more) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return LEFT if column < len(self.titles) - FIGURES else RIGHT


_TABLE_SHARE, _PICTURE_SHARE = 3, 2


class YearsPage(QWidget):
    """The fee of a service in one place, edition by edition."""

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self._reference = reference
        titles = TABLE_WORDS[Table.YEARS]
        self.table = FeeTable("Fees through the years", titles, titles, self)
        self.picture = FeePicture("Picture of the fees through the years", self)
        layout = _grid(self)
        layout.addWidget(self.table, 0, 0)
        layout.addWidget(self.picture, 0, 1)

    def show_subject(self, subject: Subject) -> None:
        """Show another service or place; nothing where one of them is not known."""
        if not (subject.code and subject.locality):
            self.table.show_rows([])
            self.picture.show_bars([], "Choose a service and a location.")
            return
        fees = fees_through_the_years(self._reference, subject.locality, subject.code)
        self.table.show_rows(year_rows(fees, subject))
        self.picture.show_bars(year_bars(fees, subject), year_sentence(fees, subject))


class LocalitiesPage(QWidget):
    """The fee of a service in one edition, locality by locality, the highest first."""

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self._reference = reference
        self._rows: Sequence[FeeRow] = ()
        titles, copied = TABLE_WORDS[Table.LOCALITIES], TABLE_WORDS[Table.LOCALITIES_COPIED]
        self.table = FeeTable("Fees across localities", titles, copied, self)
        self.picture = FeePicture("Picture of the fees across localities", self)
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
        layout.addWidget(self.picture, 1, 1)
        self.setTabOrder(self._filter, self.table)

    def show_subject(self, subject: Subject) -> None:
        """Show another service, edition or place; nothing where the service is not known."""
        fees: list[EditionFee] = []
        sentence = "Choose a service and a location."
        if subject.code:
            fees = fees_by_locality(self._reference, subject.edition, subject.code)
            sentence = place_sentence(fees, subject)
        self._rows = place_rows(fees, subject)
        self._note.setText(_compared(fees, subject))
        self.picture.show_bars(place_bars(fees, subject), sentence)
        self._show_rows()

    def _show_rows(self) -> None:
        words = self._filter.text().casefold().replace(",", " ").split()
        self.table.show_rows([row for row in self._rows if row.has(words)])


def _compared(fees: Sequence[EditionFee], subject: Subject) -> str:
    """Say what the localities are compared with, and how the chosen one compares."""
    if len(fees) <= 1:
        return ""
    chosen = next((fee for fee in fees if fee.locality.id == subject.locality), None)
    if chosen is None or chosen.locality == NATIONAL:
        return "Compared with the national average"
    words = difference(chosen)
    return words[0].upper() + words[1:]


def _grid(page: QWidget) -> QGridLayout:
    layout = QGridLayout(page)
    layout.setContentsMargins(*[3 * GRID] * 4)
    layout.setHorizontalSpacing(4 * GRID)
    layout.setVerticalSpacing(2 * GRID)
    layout.setColumnStretch(0, _TABLE_SHARE)
    layout.setColumnStretch(1, _PICTURE_SHARE)
    return layout

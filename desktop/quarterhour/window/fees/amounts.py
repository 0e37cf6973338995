"""The yearly amounts that CMS announces only in notices: typed here, a year a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.reference import (
    AMOUNT_WORDS,
    AmountOfYear,
    Reference,
    YearlyAmount,
    amounts_of_year,
    years_of_amounts,
)
from quarterhour.window.fees.amount_cells import (
    ABOUT_CELL,
    ENTER,
    KINDS,
    KNOWN,
    LAST,
    REFUSED,
    SIDE,
    TYPED,
    AmountCells,
    is_amount,
    new_cell,
)
from quarterhour.window.look import GRID
from quarterhour.window.look.text import figures_font, tip
from quarterhour.window.look.views import Index, TableTitles
from quarterhour.window.words import TABLE_WORDS, WORDS, Table, Title

_ROWS = 4  # on view; the earlier years are scrolled to
_ROW = 7 * GRID
_ONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_STANDS = "An amount you enter stands until you change it, also after an import."
_ABOUT = f"CMS announces these only in notices. {_STANDS}"
_UNKNOWN = f"Not available. Enter it as CMS publishes it. {_STANDS}"
_FLOOR = "Enter yes if the 1.0 floor is law all year, no if it isn't, or its last day."
_Cell = tuple[int, YearlyAmount]


class YearlyTable(QTableWidget):
    """Shows the amounts of each year, the last one on top, and has them typed.

    `keep` keeps texts of a year by their kind, and returns why it can't: they stay in their cells
    then. An empty text takes back what was typed. `edited` follows each letter typed, and what
    comes of it.
    """

    edited = Signal()

    def __init__(
        self,
        reference: Reference,
        keep: Callable[[int, Mapping[YearlyAmount, str]], str],
        parent: QWidget,
    ) -> None:
        super().__init__(0, LAST + 1, parent)
        self._reference = reference
        self._keep = keep
        self._years: tuple[int, ...] = ()
        self._cells: dict[int, list[QTableWidgetItem]] = {}  # of each year
        self._refused: dict[_Cell, tuple[str, str]] = {}  # each text, and why it is not kept
        self.setFont(figures_font(self.font()))
        self.setAccessibleName(WORDS[Title.YEARLY_AMOUNTS])
        self.setFrameShape(QFrame.Shape.NoFrame)
        header = TableTitles("Columns of the yearly amounts", self, SIDE)
        self.setHorizontalHeader(header)
        for column, title in enumerate(TABLE_WORDS[Table.YEARLY_AMOUNTS]):
            cell = new_cell(column)
            cell.setText(title)
            self.setHorizontalHeaderItem(column, cell)
        self.verticalHeader().setAccessibleName("Rows of the yearly amounts")
        self.verticalHeader().hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(LAST, QHeaderView.ResizeMode.Stretch)
        by = QAbstractItemView.EditTrigger
        self.setEditTriggers(by.EditKeyPressed | by.AnyKeyPressed | by.DoubleClicked)
        self.setTabKeyNavigation(False)  # while nothing is edited, Tab goes on
        self.setShowGrid(False)
        self.setWordWrap(False)
        cells = AmountCells(self, self.take)
        cells.edited.connect(self.edited)
        cells.entered.connect(self.go_on)
        self.setItemDelegate(cells)
        self._fit()
        self.renew()
        self._go(0, 1)

    @property
    def said(self) -> tuple[str, Severity | None]:
        """What is to be known of the cell that the keyboard is in, and its mark."""
        index = self.currentIndex()
        if not is_amount(index):
            return _ABOUT, None
        year, kind = self._cell(index)
        if refused := self._refused.get((year, kind)):
            return refused[1], Severity.ACTION
        amount = amounts_of_year(self._reference, year)[KINDS.index(kind)]
        return _about(amount), Severity.WARNING if amount.assumed else None

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self.state() == QAbstractItemView.State.EditingState

    @property
    def unkept(self) -> bool:
        """Whether something is typed that is not kept."""
        field = self.indexWidget(self.currentIndex())
        half = isinstance(field, QLineEdit) and field.text() != self.currentIndex().data(TYPED)
        return half or bool(self._refused)

    def renew(self) -> None:
        """Show what holds now. A cell in use stays, also where a year comes or goes."""
        years = tuple(reversed(years_of_amounts(self._reference)))
        for row in reversed(range(len(self._years))):
            if self._years[row] not in years:
                self.removeRow(row)
        for row, year in enumerate(years):
            if year not in self._years:
                self.insertRow(row)
                self._cells[year] = [new_cell(column) for column in range(LAST + 1)]
                for column, cell in enumerate(self._cells[year]):
                    self.setItem(row, column, cell)
        self._years = years
        self._refused = {cell: what for cell, what in self._refused.items() if cell[0] in years}
        for year in years:
            self._show_year(year)

    def go_to(self, year: int) -> None:
        """Put the keyboard into the first unknown amount of a year, or of the one nearest to it."""
        year = min(max(year, self._years[-1]), self._years[0])
        amounts = amounts_of_year(self._reference, year)
        unknown = (at for at, each in enumerate(amounts, 1) if not each.source)
        self._go(self._years.index(year), next(unknown, 1))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_unkept(self) -> None:
        """Put the keyboard where something is typed that is not kept."""
        if field := self.indexWidget(self.currentIndex()):
            field.setFocus()
        elif self._refused:
            year, kind = next(iter(self._refused))
            self._go(self._years.index(year), KINDS.index(kind) + 1)
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def give_up(self) -> None:
        """Forget what is typed and not kept."""
        if field := self.indexWidget(self.currentIndex()):
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        self._refused.clear()
        self.renew()

    def take(self, index: Index, text: str) -> bool:
        """Keep what is typed in a cell, and return whether it is kept; else it stays there."""
        cell, text = self._cell(index), text.strip()
        kept = {(each.year, each.kind): each.text for each in self._reference.typed}
        if text == kept.get(cell, ""):
            self._refused.pop(cell, None)
        else:
            self._try({cell: text})
        self.renew()
        self.edited.emit()
        return cell not in self._refused

    def sizeHint(self) -> QSize:
        """Return the room of a few years; the others are scrolled to."""
        return QSize(super().sizeHint().width(), self._height_of(_ROWS))

    def minimumSizeHint(self) -> QSize:
        """Return the room of one year."""
        return QSize(super().minimumSizeHint().width(), self._height_of(1))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cell that the keyboard is in on view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back what was typed by the keys that delete elsewhere; go on by Enter."""
        # An editor takes its keys itself, and lets some of them through to here.
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self.editing:
            self._take_back()
        elif event.key() in ENTER and not self.editing:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go from amount to amount, after the last of a year to the year below."""
        actions = QAbstractItemView.CursorAction
        step = {actions.MoveNext: 1, actions.MovePrevious: -1}.get(action)
        if step is None:
            return super().moveCursor(action, held)
        here = self.currentIndex()
        at = here.row() * len(KINDS) + min(here.column(), len(KINDS)) - 1 + step
        row, place = divmod(at, len(KINDS))
        return self.model().index(row, place + 1)  # beyond the ends there is none

    def go_on(self) -> None:
        """Go to the next amount."""
        action = QAbstractItemView.CursorAction.MoveNext
        index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self._go(index.row(), index.column())

    def _take_back(self) -> None:
        """Give up what is not kept in the selected cells; where all is kept, take that back."""
        chosen: set[_Cell] = set()
        for index in self.selectedIndexes() or [self.currentIndex()]:
            year = self._years[index.row()]
            kinds = [self._cell(index)[1]] if is_amount(index) else KINDS
            chosen |= {(year, kind) for kind in kinds}
        if refused := chosen & set(self._refused):
            for cell in refused:
                del self._refused[cell]
        else:
            kept = {(each.year, each.kind) for each in self._reference.typed}
            self._try(dict.fromkeys(chosen & kept, ""))
        self.renew()
        self.edited.emit()

    def _try(self, texts: Mapping[_Cell, str]) -> None:
        """Keep texts; those of a year that can't be kept stay in their cells."""
        for year in {year for year, _ in texts}:
            of_year = {kind: text for (each, kind), text in texts.items() if each == year}
            why = self._keep(year, of_year)
            for kind, text in of_year.items():
                self._refused.pop((year, kind), None)
                if why:
                    self._refused[year, kind] = (text, why)

    def _show_year(self, year: int) -> None:
        amounts = amounts_of_year(self._reference, year)
        origin = _origin(amounts)
        title, *cells, last = self._cells[year]
        title.setText(str(year))
        for amount, cell in zip(amounts, cells, strict=True):
            typed = amount.typed.text if amount.typed else ""
            refused = self._refused.get((year, amount.kind))
            cell.setText(refused[0] if refused else amount.shown)
            cell.setData(TYPED, refused[0] if refused else typed)
            cell.setData(REFUSED, refused is not None)
            cell.setData(KNOWN, bool(amount.source or refused))
            cell.setData(ABOUT_CELL, refused[1] if refused else _about(amount))
            cell.setToolTip(tip(refused[1] if refused else amount.source))
            if refused:
                origin = f"{AMOUNT_WORDS[amount.kind]} not saved; {origin}"
        last.setText(origin)
        last.setToolTip(tip(origin))

    def _cell(self, index: Index) -> _Cell:
        return self._years[index.row()], KINDS[index.column() - 1]

    def _go(self, row: int, column: int) -> None:
        # Not by the keys that are down at this time, such as those that led here.
        self.selectionModel().setCurrentIndex(self.model().index(row, column), _ONE)

    def _fit(self) -> None:
        height = max(_ROW, self.fontMetrics().height() + 2 * GRID)
        self.verticalHeader().setDefaultSectionSize(height)
        self.updateGeometry()

    def _height_of(self, years: int) -> int:
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        return height + years * self.rowHeight(0)


def _about(amount: AmountOfYear) -> str:
    """Return where an amount is from, what it rests on, and what can be done."""
    source = f"{amount.source[:1].upper()}{amount.source[1:]}".rstrip(".")
    if amount.kind is YearlyAmount.WORK_FLOOR:
        return f"{source or 'Not available'}. {amount.assumed or _FLOOR}"
    if not source:
        return _UNKNOWN
    return f"{source}. Del takes it back." if amount.typed else f"{source}."


def _origin(amounts: tuple[AmountOfYear, ...]) -> str:
    """Return which amounts of a year were typed, and when; else where all of them are from."""
    typed = [f"{AMOUNT_WORDS[each.kind]} {each.typed.source}" for each in amounts if each.typed]
    given = dict.fromkeys(each.source.partition(":")[0] for each in amounts if each.source)
    return "; ".join(typed) or " and ".join(given).capitalize()

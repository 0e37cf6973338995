"""The yearly amounts that CMS announces only in notices: typed here, a year a row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.reference import (
    AMOUNT_WORDS,
    Reference,
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
    STANDS,
    TYPED,
    AmountCells,
    Cell,
    Change,
    Refused,
    Step,
    about,
    cell_of,
    is_amount,
    new_cell,
    origin_of,
    with_texts,
)
from quarterhour.window.look import GRID
from quarterhour.window.look.text import figures_font, tip
from quarterhour.window.look.views import Index, TableTitles
from quarterhour.window.words import TABLE_WORDS, WORDS, Table, Title

_ROWS = 4  # on view; the earlier years are scrolled to
_ROW = 7 * GRID
_ONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ABOUT = f"CMS announces these only in notices. {STANDS}"


class YearlyTable(QTableWidget):
    """Shows the amounts of each year, the last one on top, and has them typed.

    `keep` keeps what a change makes of all the amounts typed, and returns why it can't: texts stay
    in their cells then. An empty text takes back what was typed. `edited` follows each letter
    typed, and what comes of it; `rested` follows the end of typing in a cell.
    """

    edited = Signal()
    rested = Signal()

    def __init__(
        self,
        reference: Reference,
        keep: Callable[[Change], str],
        parent: QWidget,
    ) -> None:
        super().__init__(0, LAST + 1, parent)
        self._reference = reference
        self._keep = keep
        self._years: list[int] = []  # of each row
        self._cells: dict[int, list[QTableWidgetItem]] = {}  # of each year
        self._refused: Refused = {}  # an empty text where an amount can't be taken back
        self._steps: list[Step] = []  # that can be undone
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
        # No key parts the frame from what is selected.
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)  # while nothing is edited, Tab goes on
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._delegate = AmountCells(self, self.take)
        self._delegate.edited.connect(self.edited)
        self._delegate.entered.connect(self.go_on)
        # Once the keyboard is where it goes after that.
        self._delegate.left.connect(self._rest, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(self._delegate)
        self._fit()
        self.renew()
        self._go(0, 1)

    @property
    def said(self) -> tuple[str, Severity | None]:
        """What is to be known of the cell that the keyboard is in, and its mark."""
        index = self.currentIndex()
        for cell in self._cells_at(index):
            if cell in self._refused:
                return self._refused[cell][1], Severity.ACTION
        if not is_amount(index):
            return _ABOUT, None
        year, kind = self._cell(index)
        amount = amounts_of_year(self._reference, year)[KINDS.index(kind)]
        return about(amount), Severity.WARNING if amount.assumed else None

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self._delegate.field is not None

    @property
    def unkept(self) -> bool:
        """Whether something is typed that is not kept."""
        return self._half_typed or bool(self._texts)

    @property
    def _half_typed(self) -> bool:
        field = self._delegate.field
        return field is not None and field.text() != self._delegate.index.data(TYPED)

    @property
    def _texts(self) -> set[Cell]:
        """The cells whose text is not kept."""
        return {cell for cell, (text, _) in self._refused.items() if text}

    def renew(self) -> None:
        """Show what holds now. A year stays while someone types in it, or its text isn't kept."""
        listed = {*years_of_amounts(self._reference), *(year for year, _ in self._texts)}
        if self.editing:
            listed.add(self._years[self._delegate.index.row()])
        for year in sorted(listed - set(self._years), reverse=True):
            row = sum(other > year for other in self._years)
            self._years.insert(row, year)
            self.insertRow(row)
            self._cells[year] = [new_cell(column) for column in range(LAST + 1)]
            for column, cell in enumerate(self._cells[year]):
                self.setItem(row, column, cell)
        here = self.currentIndex()
        if here.isValid() and self._years[here.row()] not in listed:
            self._go(self._row_near(self._years[here.row()], listed), here.column())
        for row in reversed(range(len(self._years))):
            if self._years[row] not in listed:
                del self._years[row]
                self.removeRow(row)
        for year in self._years:
            self._show_year(year)

    def go_to(self, year: int) -> None:
        """Put the keyboard into the first unknown amount of a year, or of the one nearest to it.

        What is half typed goes first: the keyboard returns to it.
        """
        if self._half_typed:
            self.go_to_unkept()
            return
        row = self._row_near(year)
        amounts = amounts_of_year(self._reference, self._years[row])
        unknown = (at for at, each in enumerate(amounts, 1) if not each.source)
        self._go(row, next(unknown, 1))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_unkept(self) -> None:
        """Put the keyboard where something is typed that is not kept."""
        if self._delegate.field is not None:
            self._delegate.field.setFocus()
        elif self._texts:
            year, kind = next(cell for cell in self._refused if cell in self._texts)
            self._go(self._years.index(year), KINDS.index(kind) + 1)
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def give_up(self) -> None:
        """Forget what is typed and not kept."""
        if self._delegate.field is not None:
            hint = QAbstractItemDelegate.EndEditHint.RevertModelCache
            self.closeEditor(self._delegate.field, hint)
        self._refused.clear()
        self.renew()

    def take(self, index: Index, text: str) -> bool:
        """Keep what is typed in a cell, and return whether it is kept; else it stays there."""
        cell, text = self._cell(index), text.strip()
        before = self._as_now([cell])
        if text == "".join(each.text for each in before.typed):
            self._refused.pop(cell, None)
        else:
            self._try({cell: text})
        self._have_changed(before)
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
        key = QKeySequence.StandardKey
        # An editor takes its keys itself, and lets some of them through to here.
        if self.editing:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_back()
        elif event.key() in ENTER:
            self.go_on()
        elif event.matches(key.Undo):
            self._undo()
        elif event.matches(key.Copy):
            self._copy()
        elif event.matches(key.Paste):
            self._paste()
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
        indexes = self.selectedIndexes() or [self.currentIndex()]
        chosen = {cell for index in indexes for cell in self._cells_at(index)}
        before = self._as_now(chosen)
        for cell in chosen:
            self._refused.pop(cell, None)
        if not before.refused:
            self._try(dict.fromkeys(map(cell_of, before.typed), ""))
        self._have_changed(before)

    def _undo(self) -> None:
        """Bring back what was before the last change; the keyboard goes where that was."""
        if not self._steps:
            return
        step = self._steps[-1]
        if why := self._keep(step.undone):
            for cell in step.cells:
                self._refused[cell] = (self._refused.get(cell, ("", ""))[0], why)
        else:
            self._steps.pop()
            for cell in step.cells:
                self._refused.pop(cell, None)
            self._refused.update(step.refused)
        self.renew()
        if step.cells.isdisjoint(self._cells_at(self.currentIndex())):
            year, kind = min(step.cells, key=lambda cell: KINDS.index(cell[1]))
            self._go(self._row_near(year), KINDS.index(kind) + 1)
        self.edited.emit()

    def _copy(self) -> None:
        """Copy what is shown, where there is something."""
        index = self.currentIndex()
        if not is_amount(index) or index.data(KNOWN):
            QApplication.clipboard().setText(index.data())

    def _paste(self) -> None:
        """Take the text of the clipboard as if it were typed."""
        text = " ".join(QApplication.clipboard().text().split())
        if text and is_amount(self.currentIndex()):
            self.take(self.currentIndex(), text)

    def _try(self, texts: Mapping[Cell, str]) -> None:
        """Keep texts; where they can't be kept, they stay in their cells."""
        why = self._keep(partial(with_texts, texts)) if texts else ""
        for cell, text in texts.items():
            self._refused.pop(cell, None)
            if why:
                self._refused[cell] = (text, why)

    def _as_now(self, cells: Iterable[Cell]) -> Step:
        """Return what is in cells now."""
        cells = frozenset(cells)
        typed = tuple(each for each in self._reference.typed if cell_of(each) in cells)
        texts = {cell: self._refused[cell] for cell in cells & self._texts}
        return Step(cells, typed, texts)

    def _have_changed(self, before: Step) -> None:
        """Show what came of a change, which can be undone if it made a difference."""
        if self._as_now(before.cells) != before:
            self._steps.append(before)
        self.renew()
        self.edited.emit()

    def _show_year(self, year: int) -> None:
        amounts = amounts_of_year(self._reference, year)
        origin = origin_of(amounts)
        title, *cells, last = self._cells[year]
        title.setText(str(year))
        for amount, cell in zip(amounts, cells, strict=True):
            typed = amount.typed.text if amount.typed else ""
            text, why = self._refused.get((year, amount.kind), ("", ""))
            cell.setText(text or amount.shown)
            cell.setData(TYPED, text or typed)
            cell.setData(REFUSED, bool(text))
            cell.setData(KNOWN, bool(text or amount.source))
            cell.setData(ABOUT_CELL, why or about(amount))
            cell.setToolTip(tip(why or amount.source))
            if why:
                what = "not saved" if text else "not changed"
                origin = f"{AMOUNT_WORDS[amount.kind]} {what}; {origin}"
        last.setText(origin)
        last.setToolTip(tip(origin))

    def _cell(self, index: Index) -> Cell:
        return self._years[index.row()], KINDS[index.column() - 1]

    def _cells_at(self, index: Index) -> list[Cell]:
        """Return the cell itself where it has an amount; of a year all its amounts."""
        if is_amount(index):
            return [self._cell(index)]
        return [] if index.column() else [(self._years[index.row()], kind) for kind in KINDS]

    def _row_near(self, year: int, of: Collection[int] = ()) -> int:
        """Return the row nearest to a year, among all or those of some years."""
        nearest = min(of or self._years, key=lambda each: (abs(each - year), -each))
        return self._years.index(nearest)

    def _rest(self) -> None:
        """Follow the end of typing in a cell: its year may have to go."""
        self.renew()
        self.rested.emit()

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

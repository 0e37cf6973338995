"""The cells of the yearly amounts: what is typed in them, their words, their looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QLineEdit,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quarterhour.reference import (
    AMOUNT_WORDS,
    AmountOfYear,
    TypedAmount,
    YearlyAmount,
    with_amounts,
)
from quarterhour.window.look import GRID
from quarterhour.window.look.colors import danger_fill, secondary
from quarterhour.window.look.text import semibold_of
from quarterhour.window.look.views import LEFT, RIGHT, Index, TableCells

KINDS = tuple(YearlyAmount)
LAST = len(KINDS) + 1
TYPED = Qt.ItemDataRole.UserRole  # what is typed of a cell, as it is edited again
REFUSED = Qt.ItemDataRole.UserRole + 1  # whether that is not kept
KNOWN = Qt.ItemDataRole.UserRole + 2  # whether there is an amount
ABOUT_CELL = Qt.ItemDataRole.AccessibleDescriptionRole
SIDE = 4 * GRID
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STANDS = "An amount you enter stands until you change it, also after an import."
_UNKNOWN = f"Not available. Enter it as CMS publishes it. {STANDS}"
_FLOOR = "Enter yes if the 1.0 floor is law all year, no if it isn't, or its last day."
_GO_ON = (*ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

Cell = tuple[int, YearlyAmount]
Refused = dict[Cell, tuple[str, str]]  # each text, and why it is not kept
Amounts = tuple[TypedAmount, ...]
Change = Callable[[Amounts], Amounts]


class Step(NamedTuple):
    """What was in cells before they changed: what was kept, and the texts that were not."""

    cells: frozenset[Cell]
    typed: Amounts
    refused: Refused

    def undone(self, typed: Amounts) -> Amounts:
        """Return the amounts typed as they were before, those of other cells as they are now."""
        both = (*(each for each in typed if cell_of(each) not in self.cells), *self.typed)
        return tuple(sorted(both, key=lambda each: (each.year, KINDS.index(each.kind))))


class AmountCells(TableCells):
    """Edits what is typed of an amount, not what is shown of it.

    `take` keeps what is typed in a cell, and returns whether it is kept. `edited` follows each
    letter typed, `entered` what Enter had kept, `left` the end of typing in a cell.
    """

    edited = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, table: QTableWidget, take: Callable[[Index, str], bool]) -> None:
        super().__init__(table, SIDE)
        self._table = table
        self._take = take
        self.field: QLineEdit | None = None  # what is typed in now
        self.index = QPersistentModelIndex()  # its cell

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Have the ground of a mistake where something is typed that is not kept."""
        super().initStyleOption(option, index)
        if not index.column():
            option.font = semibold_of(option.font)
        elif index.column() == LAST or not index.data(KNOWN):
            quiet = secondary(self._table.palette())
            option.palette.setColor(QPalette.ColorRole.Text, quiet)
        if index.data(REFUSED):
            option.backgroundBrush = QBrush(danger_fill(self._table.palette()))

    def createEditor(self, parent: QWidget, option: object, index: Index) -> QWidget:
        """Return the field that an amount is typed into."""
        field = QLineEdit(parent)
        year = index.sibling(index.row(), 0).data()
        field.setAccessibleName(f"{AMOUNT_WORDS[KINDS[index.column() - 1]]} of {year}")
        field.setAccessibleDescription(index.data(ABOUT_CELL))
        field.setAlignment(RIGHT)
        if not index.data(TYPED):
            field.setPlaceholderText(index.data())
        field.textEdited.connect(self.edited)
        self.field, self.index = field, QPersistentModelIndex(index)
        return field

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Tell that its cell is left."""
        self.field = None
        super().destroyEditor(editor, index)
        self.left.emit()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is typed, or with nothing; what is being typed stays."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(TYPED))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what is typed."""
        if isinstance(editor, QLineEdit):
            self._take(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Go on by Enter and Tab once what is typed is kept; else stay in it.

        It stays, too, while another window is looked at.
        """
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, QWidget):
            focus = QApplication.focusWidget()
            if focus is None or focus.window() is not editor.window():
                return False
        key = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() != QEvent.Type.KeyPress or not isinstance(editor, QLineEdit):
            return super().eventFilter(editor, event)
        index = self._table.currentIndex()
        if key in _GO_ON and not self._take(index, editor.text()):
            return True
        if key in ENTER:
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.entered.emit()
            return True
        return super().eventFilter(editor, event)


def cell_of(typed: TypedAmount) -> Cell:
    """Return the cell that an amount is typed in."""
    return typed.year, typed.kind


def with_texts(texts: Mapping[Cell, str], typed: Amounts) -> Amounts:
    """Return the amounts typed, with texts. Raises ValueError with a sentence."""
    for (year, kind), text in texts.items():
        typed = with_amounts(typed, year, {kind: text}, date.today())
    return typed


def new_cell(column: int) -> QTableWidgetItem:
    """Return an empty cell of a column: only amounts are edited, and stand at the right."""
    cell = QTableWidgetItem()
    cell.setTextAlignment(RIGHT if 0 < column < LAST else LEFT)
    if not 0 < column < LAST:
        cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return cell


def is_amount(index: Index) -> bool:
    """Return whether a cell has an amount: not a year, nor where amounts are from."""
    return 0 < index.column() < LAST


def about(amount: AmountOfYear) -> str:
    """Return where an amount is from, what it rests on, and what can be done."""
    source = f"{amount.source[:1].upper()}{amount.source[1:]}".rstrip(".")
    if amount.kind is YearlyAmount.WORK_FLOOR:
        return f"{source or 'Not available'}. {amount.assumed or _FLOOR}"
    if not source:
        return _UNKNOWN
    return f"{source}. Del takes it back." if amount.typed else f"{source}."


def origin_of(amounts: tuple[AmountOfYear, ...]) -> str:
    """Return which amounts of a year were typed, and when; else where all of them are from."""
    typed = [f"{AMOUNT_WORDS[each.kind]} {each.typed.source}" for each in amounts if each.typed]
    given = dict.fromkeys(each.source.partition(":")[0] for each in amounts if each.source)
    return "; ".join(typed) or " and ".join(given).capitalize()

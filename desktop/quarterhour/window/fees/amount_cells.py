"""The cells of the yearly amounts: what they hold, how they are drawn and typed in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quarterhour.reference import AMOUNT_WORDS, YearlyAmount
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
_GO_ON = (*ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class AmountCells(TableCells):
    """Edits what is typed of an amount, not what is shown of it.

    `take` keeps what is typed in a cell, and returns whether it is kept. `edited` follows each
    letter typed, `entered` what Enter had kept.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, table: QTableWidget, take: Callable[[Index, str], bool]) -> None:
        super().__init__(table, SIDE)
        self._table = table
        self._take = take

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
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is typed, or with nothing; what is being typed stays."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(TYPED))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what is typed."""
        if isinstance(editor, QLineEdit):
            self._take(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Go on by Enter and Tab once what is typed is kept; else stay in it."""
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


def new_cell(column: int) -> QTableWidgetItem:
    """Return an empty cell of a column: only amounts are edited, and stand at the right."""
    cell = QTableWidgetItem()
    cell.setTextAlignment(RIGHT if 0 < column < LAST else LEFT)
    if not 0 < column < LAST:
        cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return cell


def is_amount(index: Index) -> bool:
    """Return whether a cell is of an amount: not of the year, nor of where amounts are from."""
    return 0 < index.column() < LAST

"""The rows of the price list as a table has them: what is typed, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from quarterhour.claims import Severity
from quarterhour.entry.price_rows import PriceRow, ReadPrice
from quarterhour.fees import dollars
from quarterhour.window.look.ink import danger_fill, severity_color
from quarterhour.window.look.plain import tip
from quarterhour.window.look.views import LEFT, RIGHT, Index
from quarterhour.window.words import TABLE_WORDS, Table

CODE, SERVICE, CHARGE, CHECK = range(4)
TYPED = (CODE, CHARGE)
_NEW = "Type a code"
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class PriceModel(QAbstractTableModel):
    """Holds the rows as typed, each step of them, and a blank row to type a new one into.

    `edited` follows every change.
    """

    edited = Signal()

    def __init__(
        self, read: Callable[[Sequence[PriceRow]], tuple[ReadPrice, ...]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._undone: list[tuple[PriceRow, ...]] = []
        self._done: list[tuple[PriceRow, ...]] = []
        self.rows: tuple[PriceRow, ...] = ()
        self._found: tuple[ReadPrice, ...] = ()
        self._unfinished: int | None = None  # the row whose charge is typed next

    def show_rows(self, rows: Sequence[PriceRow]) -> None:
        """Show the list that is kept, as the first step."""
        self._done, self._undone = [], []
        self._show(tuple(rows))

    def change(self, rows: Sequence[PriceRow]) -> None:
        """Take other rows as a step that can be undone."""
        after = tuple(row for row in rows if not row.blank)
        if after != self.rows:
            self._done.append(self.rows)
            self._undone = []
            self._show(after)
            self.edited.emit()

    def leave(self, at: int | None) -> None:
        """Have the keyboard be in another row: one without its charge is wrong from now on."""
        if self._unfinished not in (None, at):
            self._unfinished = None
            self.read_again()

    @property
    def found(self) -> tuple[ReadPrice, ...]:
        """What each row comes to; nothing is said against one whose charge is typed next."""
        at = self._unfinished
        if at is None or at >= len(self._found):
            return self._found
        return (*self._found[:at], self._found[at]._replace(problem=""), *self._found[at + 1 :])

    def undo(self) -> None:
        """Take the last step back."""
        self._step(self._done, self._undone)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(self._undone, self._done)

    def read_again(self) -> None:
        """Read the rows beside other fees."""
        self._found = self._read(self.rows)
        last = self.index(self.rowCount() - 1, CHECK)
        self.dataChanged.emit(self.index(0, 0), last)

    @property
    def wrong(self) -> list[int]:
        """The rows that are left out, since something is wrong with them."""
        return [at for at, each in enumerate(self.found) if each.problem]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows, with the blank one."""
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(TABLE_WORDS[Table.PRICES])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Return the titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.DisplayRole:
            return TABLE_WORDS[Table.PRICES][section]
        if role == _Role.TextAlignmentRole:
            return RIGHT if section == CHARGE else LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Have codes and charges typed."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() in TYPED else usual

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Return what a cell shows, and how."""
        at, column = index.row(), index.column()
        new = at >= len(self.rows)
        row, found = (PriceRow(), ReadPrice()) if new else (self.rows[at], self.found[at])
        if role == _Role.DisplayRole:
            return _NEW if new and column == CODE else _shown(row, found, column)
        if role == _Role.EditRole:
            return {CODE: row.code, CHARGE: row.price}.get(column, "")
        if role == _Role.TextAlignmentRole:
            return RIGHT if column == CHARGE else LEFT
        if role == _Role.AccessibleTextRole:
            return _said(found) if column == CHECK else _shown(row, found, column)
        if role == _Role.ToolTipRole and column == CHECK and _said(found):
            return tip(_said(found))
        return self._color(role, column, new, found)

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Take what was typed."""
        rows = [*self.rows, PriceRow()]
        field = {CODE: "code", CHARGE: "price"}[index.column()]
        rows[index.row()] = rows[index.row()]._replace(**{field: str(value).strip()})
        row = rows[index.row()]
        self._unfinished = index.row() if row.code and not row.price else None
        # A row whose cells are both emptied is gone with the other blank ones.
        self.change(rows)
        return True

    def _color(self, role: int, column: int, new: bool, found: ReadPrice) -> Any:
        palette = QApplication.palette()
        if role == _Role.BackgroundRole and found.problem and column in TYPED:
            return danger_fill(palette)
        if role == _Role.ForegroundRole and new:
            return palette.color(QPalette.ColorRole.PlaceholderText)
        if role == _Role.ForegroundRole and column == CHECK and found.problem:
            return severity_color(palette, Severity.ACTION)
        return None

    def _step(self, source: list[tuple[PriceRow, ...]], to: list[tuple[PriceRow, ...]]) -> None:
        if source:
            to.append(self.rows)
            self._show(source.pop())
            self.edited.emit()

    def _show(self, rows: tuple[PriceRow, ...]) -> None:
        """Show other rows; the blank one becomes the first of new ones and keeps the keyboard."""
        before, after = len(self.rows), len(rows)
        if after > before:
            self.beginInsertRows(_NOWHERE, before + 1, after)
        elif after < before:
            self.beginRemoveRows(_NOWHERE, after + 1, before)
        self.rows, self._found = rows, self._read(rows)
        if after > before:
            self.endInsertRows()
        elif after < before:
            self.endRemoveRows()
        self.dataChanged.emit(self.index(0, 0), self.index(len(rows), CHECK))


def _shown(row: PriceRow, found: ReadPrice, column: int) -> str:
    if column == CODE:
        # What was typed by its name is shown by its code.
        return found.code or row.code
    if column == SERVICE:
        return found.label
    if column == CHARGE:
        return row.price if found.price is None else dollars(found.price)
    return found.problem or (found.check.title if found.check else "")


def _said(found: ReadPrice) -> str:
    return found.problem or (found.check.text if found.check else "")

"""The price list as a table: its rows, and how it is typed and pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry.price_rows import PriceRow, ReadPrice
from quarterhour.fees import dollars
from quarterhour.window.look import GRID
from quarterhour.window.look.icons import MARK_SIZE, paint_mark
from quarterhour.window.look.ink import danger_fill, figures_font, severity_color
from quarterhour.window.look.plain import tip
from quarterhour.window.look.views import LEFT, RIGHT, Index, TableCells, TableTitles
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
    return found.problem or found.doubt[0]


def _said(found: ReadPrice) -> str:
    return found.problem or found.doubt[1]


_ROW = 7 * GRID
_SHOWN = 5  # rows at least
_CODE_LETTERS, _CHARGE_LETTERS, _CHECK_LETTERS = 14, 12, 50
_ROOM = "\u2003\u2003"  # for the badge before a text
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PriceTable(QTableView):
    """Codes and charges are typed as in a spreadsheet: Tab and Enter go on to the next of them."""

    def __init__(self, model: PriceModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setFont(figures_font(self.font()))
        self.setAccessibleName("Price list")
        self.setAccessibleDescription(
            "Type a code and a charge. Delete empties cells, Ctrl+Backspace removes rows."
        )
        self.setItemDelegate(_PriceCells(self))
        self.setHorizontalHeader(TableTitles("Columns of the price list", self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(_ROW, self.fontMetrics().height() + GRID))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMinimumHeight((_SHOWN + 1) * _ROW)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        )
        header, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        header.setSectionResizeMode(SERVICE, QHeaderView.ResizeMode.Stretch)
        for column, letters in (
            (CODE, _CODE_LETTERS),
            (CHARGE, _CHARGE_LETTERS),
            (CHECK, _CHECK_LETTERS),
        ):
            self.setColumnWidth(column, letters * letter + 2 * GRID)

    @property
    def chosen(self) -> list[QModelIndex]:
        """The cells that are selected, else the one that has the keyboard."""
        return self.selectionModel().selectedIndexes() or [self.currentIndex()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, and empty cells by Delete."""
        action = QAbstractItemView.CursorAction
        if event.key() in _ENTER:
            self.setCurrentIndex(self.moveCursor(action.MoveNext, Qt.KeyboardModifier.NoModifier))
        elif event.key() == Qt.Key.Key_Delete:
            self._empty()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go from code to charge to the next code; at the ends, Tab leaves the table."""
        steps = {
            QAbstractItemView.CursorAction.MoveNext: 1,
            QAbstractItemView.CursorAction.MovePrevious: -1,
        }
        if action not in steps:
            return super().moveCursor(action, held)
        here = self.currentIndex()
        at = 2 * here.row() + (here.column() >= CHARGE) + steps[action]
        row = min(max(at, 0) // 2, self.model().rowCount() - 1)
        return self.model().index(row, CHARGE if at % 2 else CODE)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Leave the table by Tab from its last cell, and by Shift+Tab from its first."""
        here = self.currentIndex()
        last = next and here.row() == self.model().rowCount() - 1
        first = not next and here.row() == 0 and here.column() == CODE
        if last or first or not here.isValid():
            return QWidget.focusNextPrevChild(self, next)
        return super().focusNextPrevChild(next)

    def _empty(self) -> None:
        model = self.model()
        assert isinstance(model, PriceModel)
        rows = list(model.rows)
        for index in self.chosen:
            field = {CODE: "code", CHARGE: "price"}.get(index.column())
            if field and index.row() < len(rows):
                rows[index.row()] = rows[index.row()]._replace(**{field: ""})
        model.change(rows)


class _PriceCells(TableCells):
    """Draws the badge before what is said, and ends typing by Enter as by Tab."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        super().paint(painter, option, index)
        model = index.model()
        if not isinstance(model, PriceModel) or index.row() >= len(model.found):
            return
        found = model.found[index.row()]
        if index.column() != CHECK or not _said(found):
            return
        severity = Severity.ACTION if found.problem else Severity.WARNING
        rect = option.rect
        above = (rect.height() - MARK_SIZE) // 2
        place = QRectF(rect.x() + GRID, rect.y() + above, MARK_SIZE, MARK_SIZE)
        paint_mark(painter, place, severity, option.palette)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for the badge."""
        super().initStyleOption(option, index)
        if index.column() == CHECK:
            option.text = f"{_ROOM}{option.text}" if option.text else ""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        """Return a line to type in."""
        edit = QLineEdit(parent)
        edit.setAccessibleName("Charge for one unit" if index.column() == CHARGE else "Code")
        return edit

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Go on to the next cell by Enter."""
        key = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.KeyPress and key in _ENTER and isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.EditNextItem)
            return True
        return super().eventFilter(editor, event)

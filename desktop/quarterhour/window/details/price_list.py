"""The practice's price list, typed and pasted as a table: its charge for one unit of each code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry.pasted_prices import text_of_file
from quarterhour.entry.price_rows import PriceRow, ReadPrice, prices_of, rows_of
from quarterhour.entry.price_sheet import PriceSheet
from quarterhour.entry.wrong_prices import WRONG_PRICES
from quarterhour.fees import dollars
from quarterhour.window import prompts
from quarterhour.window.details import HoldingDialog, frame, in_a_row, note, stacked, with_aside
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import act_on_keys, acting_button
from quarterhour.window.look.colors import danger_fill
from quarterhour.window.look.icons import mark_size, paint_mark, severity_color
from quarterhour.window.look.text import figures_font, tip
from quarterhour.window.look.views import (
    LEFT,
    RIGHT,
    Index,
    TableCells,
    TableTitles,
    paint_frame,
)
from quarterhour.window.menus import REDO_KEYS
from quarterhour.window.program import Program
from quarterhour.window.words import TABLE_WORDS, WORDS, Table, Title
from quarterhour.window.worksheet import Worksheet

_CODE, _SERVICE, _CHARGE, _CHECK = range(4)
_FIELDS = {_CODE: "code", _CHARGE: "price"}  # which are typed
_NEW = "Type a code"
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class PriceModel(QAbstractTableModel):
    """Shows a sheet, and a blank row to type a new one into; `edited` follows every change."""

    edited = Signal()

    def __init__(self, sheet: PriceSheet, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self._count = len(sheet.rows)

    def show_after(self, edited: bool) -> None:
        """Show the sheet after what may have edited it.

        The blank row becomes the first of new ones and keeps the keyboard.
        """
        if not edited:
            return
        before, after = self._count, len(self.sheet.rows)
        if after > before:
            self.beginInsertRows(_NOWHERE, before + 1, after)
            self._count = after
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(_NOWHERE, after + 1, before)
            self._count = after
            self.endRemoveRows()
        self._show()
        self.edited.emit()

    def leave(self, at: int | None) -> None:
        """Have the keyboard be in another row."""
        if self.sheet.leave(at):
            self.read_again()

    def read_again(self) -> None:
        """Show what the rows come to beside other fees."""
        self.sheet.read_again()
        self._show()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows, with the blank one."""
        return 0 if parent.isValid() else self._count + 1

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
            return RIGHT if section == _CHARGE else LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Have codes and charges typed."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() in _FIELDS else usual

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Return what a cell shows, and how."""
        at, column = index.row(), index.column()
        new = at >= len(self.sheet.rows)
        row = PriceRow() if new else self.sheet.rows[at]
        found = ReadPrice() if new else self.sheet.found[at]
        if role == _Role.DisplayRole:
            return _NEW if new and column == _CODE else _shown(row, found, column)
        if role == _Role.EditRole:
            return {_CODE: row.code, _CHARGE: row.price}.get(column, "")
        if role == _Role.TextAlignmentRole:
            return RIGHT if column == _CHARGE else LEFT
        if role == _Role.AccessibleTextRole:
            return _said(found) if column == _CHECK else _shown(row, found, column)
        if role == _Role.ToolTipRole and column == _CHECK and _said(found):
            return tip(_said(found))
        return self._color(role, column, new, found)

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Take what was typed."""
        self.show_after(self.sheet.put(index.row(), _FIELDS[index.column()], str(value)))
        return True

    def _color(self, role: int, column: int, new: bool, found: ReadPrice) -> Any:
        palette = QApplication.palette()
        if role == _Role.BackgroundRole and _is_wrong(found, column):
            return danger_fill(palette)
        if role == _Role.ForegroundRole and new:
            return palette.color(QPalette.ColorRole.PlaceholderText)
        if role == _Role.ForegroundRole and column == _CHECK and found.problem:
            return severity_color(palette, Severity.ACTION)
        return None

    def _show(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self._count, _CHECK))


def _shown(row: PriceRow, found: ReadPrice, column: int) -> str:
    if column == _CODE:
        # What was typed by its name is shown by its code.
        return found.code or row.code
    if column == _SERVICE:
        return found.label
    if column == _CHARGE:
        return row.price if found.price is None else dollars(found.price)
    return found.problem or found.doubt[0]


def _is_wrong(found: ReadPrice, column: int) -> bool:
    return bool(found.wrong) and _FIELDS.get(column) == found.wrong


def _said(found: ReadPrice) -> str:
    return found.problem or found.doubt[1]


_ROW = 7 * GRID
_SHOWN = 5  # rows at least
_CODE_LETTERS, _CHARGE_LETTERS, _CHECK_LETTERS = 14, 12, 50
_ROOM = "\u2003\u2003"  # for the badge before a text
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PriceTable(QTableView):
    """Codes and charges are typed as in a spreadsheet: Tab and Enter go on to the next of them.

    `rows_pasted` follows rows that are pasted where one cell is typed in.
    """

    rows_pasted = Signal()

    def __init__(self, model: PriceModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setFont(figures_font(self.font()))
        self.setAccessibleName("Price list")
        self.setAccessibleDescription(
            "Type a code and a charge. Delete empties cells, Ctrl+Backspace removes rows."
        )
        cells = _PriceCells(model.sheet, self)
        cells.rows_pasted.connect(self.rows_pasted)
        self.setItemDelegate(cells)
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
        header.setSectionResizeMode(_SERVICE, QHeaderView.ResizeMode.Stretch)
        for column, letters in (
            (_CODE, _CODE_LETTERS),
            (_CHARGE, _CHARGE_LETTERS),
            (_CHECK, _CHECK_LETTERS),
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
        at = 2 * here.row() + (here.column() >= _CHARGE) + steps[action]
        row = min(max(at, 0) // 2, self.model().rowCount() - 1)
        return self.model().index(row, _CHARGE if at % 2 else _CODE)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Leave the table by Tab from its last cell, and by Shift+Tab from its first."""
        here = self.currentIndex()
        last = next and here.row() == self.model().rowCount() - 1
        first = not next and here.row() == 0 and here.column() == _CODE
        if last or first or not here.isValid():
            return QWidget.focusNextPrevChild(self, next)
        return super().focusNextPrevChild(next)

    def _empty(self) -> None:
        columns = ((index.row(), index.column()) for index in self.chosen)
        cells = [(at, _FIELDS[column]) for at, column in columns if column in _FIELDS]
        self._model.show_after(self._model.sheet.empty(cells))


class _PriceCells(TableCells):
    """Draws the badge before what is said, and ends typing by Enter as by Tab.

    `rows_pasted` follows rows that are pasted where one cell is typed in.
    """

    rows_pasted = Signal()

    def __init__(self, sheet: PriceSheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = sheet

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        super().paint(painter, option, index)
        if index.row() >= len(self._sheet.found):
            return
        found = self._sheet.found[index.row()]
        here = option.state & QStyle.StateFlag.State_HasFocus
        if _is_wrong(found, index.column()) and not here:
            paint_frame(painter, option.rect, severity_color(option.palette, Severity.ACTION))
        if index.column() != _CHECK or not _said(found):
            return
        severity = Severity.ACTION if found.problem else Severity.WARNING
        rect = option.rect
        side = mark_size(option.font)
        above = (rect.height() - side) // 2
        place = QRectF(rect.x() + GRID, rect.y() + above, side, side)
        paint_mark(painter, place, severity, option.palette)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for the badge."""
        super().initStyleOption(option, index)
        if index.column() == _CHECK:
            option.text = f"{_ROOM}{option.text}" if option.text else ""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        """Return a line to type in."""
        edit = QLineEdit(parent)
        edit.setAccessibleName("Charge for one unit" if index.column() == _CHARGE else "Code")
        return edit

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Go on to the next cell by Enter; what is typed ends where rows are pasted."""
        pressed = event.type() == QEvent.Type.KeyPress
        if not (pressed and isinstance(event, QKeyEvent) and isinstance(editor, QWidget)):
            return super().eventFilter(editor, event)
        hint = QAbstractItemDelegate.EndEditHint
        rows = event.matches(QKeySequence.StandardKey.Paste) and _has_rows()
        if not rows and event.key() not in _ENTER:
            return super().eventFilter(editor, event)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint.NoHint if rows else hint.EditNextItem)
        if rows:
            self.rows_pasted.emit()
        return True


def _has_rows() -> bool:
    """Return whether the clipboard has more than one cell."""
    return bool({*"\t\n"} & {*QApplication.clipboard().text().strip()})


_SIZE = (860, 600)
_LINES = 2
_ABOUT = (
    "What you charge for one unit of each code. It fills the charges that you don\u2019t type in a "
    "visit. Type here, or paste rows with a code and a charge."
)


class PriceListDialog(HoldingDialog):
    """Edits the price list as a table; every change that can be read is kept at once."""

    def __init__(self, program: Program, worksheet: Worksheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._program = program
        self._given_up = False
        problem = program.read_prices()
        self._wrong, unread = program.practice.read(WRONG_PRICES)
        self._sheet = PriceSheet((*rows_of(program.prices), *self._wrong), worksheet.session)
        self._said = note("the price list", _ABOUT, self, _LINES)
        self._model = PriceModel(self._sheet, self)
        self._table = PriceTable(self._model, self)
        paste = acting_button("&Paste rows", self._paste, self)
        file = acting_button("&Import a CSV\u2026", self._import, self)
        self._use_button = acting_button("&Use suggestion", self._use, self)
        self._remove_button = acting_button("&Remove rows", self._remove, self)
        self._table.rows_pasted.connect(self._paste)
        row = in_a_row(paste, file, None, self._use_button, self._remove_button)
        content = stacked(self._said, self._table, row, grows=self._table)
        frame(self, WORDS[Title.PRICE_LIST], content, _SIZE)
        self._add_keys()
        if problem or unread:
            self._said.say(" ".join(filter(None, (problem, unread))), Severity.WARNING)
        self._model.edited.connect(self._keep)
        selection = self._table.selectionModel()
        selection.selectionChanged.connect(lambda *_: self._follow())
        selection.currentChanged.connect(lambda *_: self._follow())
        worksheet.assessed.connect(self._model.read_again)
        self._table.setCurrentIndex(self._model.index(0, _CODE))
        self._table.setFocus()
        self._follow()

    def holds_back(self) -> bool:
        """Name once the rows that are wrong; they are kept until they are corrected."""
        self._model.leave(None)
        if not self._sheet.wrong or self._given_up:
            return False
        self._given_up = True
        self._said.say(self._sheet.open_at_closing, Severity.ACTION)
        self._go_to_wrong(1)
        return True

    def _add_keys(self) -> None:
        keys: Sequence[tuple[QKeySequence.StandardKey | str, Callable[[], object]]] = (
            (QKeySequence.StandardKey.Paste, self._paste),
            (QKeySequence.StandardKey.Undo, lambda: self._model.show_after(self._sheet.undo())),
            *((key, lambda: self._model.show_after(self._sheet.redo())) for key in REDO_KEYS),
            ("Ctrl+Backspace", self._remove),
            ("F8", lambda: self._go_to_wrong(1)),
            ("Shift+F8", lambda: self._go_to_wrong(-1)),
        )
        act_on_keys(self._table, keys)

    def _follow(self) -> None:
        """Say what is to be known of the row, and offer what can be done with it."""
        at = self._table.currentIndex().row()
        self._model.leave(at)
        found = self._sheet.found
        row = found[at] if 0 <= at < len(found) else ReadPrice()
        self._use_button.setEnabled(row.suggested is not None)
        self._remove_button.setEnabled(bool(self._selected()))
        if row.problem:
            self._said.say(f"Row {at + 1}: {row.problem}", Severity.ACTION)
        elif row.doubt[1]:
            self._said.say(row.doubt[1], Severity.WARNING)
        else:
            self._said.say(self._sheet.summary or _ABOUT)

    def _selected(self) -> list[int]:
        rows = {index.row() for index in self._table.chosen}
        return sorted(at for at in rows if 0 <= at < len(self._sheet.rows))

    def _go_to_wrong(self, step: int) -> None:
        at = self._sheet.next_wrong(self._table.currentIndex().row(), step)
        if at is not None:
            column = _CHARGE if self._sheet.found[at].code else _CODE
            self._table.setCurrentIndex(self._model.index(at, column))
            self._table.setFocus()

    def _paste(self) -> None:
        self._take(QApplication.clipboard().text())

    def _import(self) -> None:
        path = prompts.ask_prices_to_import(self)
        if path is None:
            return
        try:
            text = text_of_file(path.read_bytes())
        except OSError as error:
            self._said.say(f"Can\u2019t read the file ({error.strerror}).", Severity.WARNING)
        except ValueError as error:
            self._said.say(str(error), Severity.WARNING)
        else:
            self._take(text)

    def _take(self, text: str) -> None:
        try:
            changed = self._sheet.paste(text)
        except ValueError as error:
            self._said.say(str(error), Severity.WARNING)
            return
        self._model.show_after(changed)
        if self._sheet.wrong:
            self._table.setCurrentIndex(self._model.index(0, _CODE))
            self._go_to_wrong(1)

    def _use(self) -> None:
        self._model.show_after(self._sheet.use_suggestion(self._table.currentIndex().row()))

    def _remove(self) -> None:
        self._model.show_after(self._sheet.remove(self._selected()))

    def _keep(self) -> None:
        """Keep what can be read, and what is wrong as it was typed; say what stands in the way."""
        self._given_up = False
        self._follow()
        try:
            if self._sheet.wrong_rows != self._wrong:
                self._program.practice.keep(WRONG_PRICES, self._sheet.wrong_rows)
                self._wrong = self._sheet.wrong_rows
            aside = self._program.keep_prices(prices_of(self._sheet.found))
        except OSError as error:
            self._said.say(f"The list can\u2019t be kept ({error.strerror}).", Severity.WARNING)
            return
        if aside:
            self._said.say(with_aside("", aside))

"""The table of services: its keys and the clipboard as in a spreadsheet, and what cells open."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from quarterhour.entry.minutes import read_minutes
from quarterhour.entry.service_cells import ROW_FIELDS, TYPED, Column
from quarterhour.entry.settings import ASSISTANT_COLUMN
from quarterhour.visit import DISCIPLINES
from quarterhour.window.look.views import Index
from quarterhour.window.settings import KeptSettings
from quarterhour.window.table.editors import (
    MAX_CHOICES,
    Leaving,
    discipline_menu,
    modifier_menu,
    present_in,
    tie_menu,
)
from quarterhour.window.table.grid import ServiceGrid
from quarterhour.window.worksheet import Worksheet

_INVITATION = (
    "Type a code (97110) or a name (gait).\nTab moves to minutes; Enter starts the next service."
)
_NO_CHOICE = "Units come from the minutes. In a tie, type the units of a correct choice."
_NO_QUESTION = (
    "Modifiers come from what you enter. This row has no question about 59, XP, or KX. For "
    "telehealth, press Alt+Enter."
)
_TOGETHER = "To change minutes together, press Alt+Enter."
_NO_PRICE = "Allowed comes from the fee schedule. To enter a MAC price, press Alt+Enter."
# What is said where a cell has no list.
_NO_LIST = {
    Column.UNITS: _NO_CHOICE,
    Column.MODIFIERS: _NO_QUESTION,
    Column.ALLOWED: _NO_PRICE,
}
_Key, _Held = Qt.Key, Qt.KeyboardModifier
# Says that the text next to it has the cells of this table, parted by tabs and ends of lines.
_CELLS_FORMAT = "application/x-quarterhour-cells"
_MINUTES = (Column.THERAPIST, Column.ASSISTANT)


class ServiceTable(ServiceGrid):
    """Shows and edits the services. Tab passes through what is typed, Enter goes to the next row.

    `row_changed` follows the row that the keyboard is in. `review_wanted` has the `Attest` to
    ask, and `said` what is to be said of what was typed.
    """

    row_changed = Signal(int)
    review_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(worksheet, parent)
        # Where Tab began to go on from cell to cell, None where it did not.
        self._run: Column | None = None
        self.setAccessibleName("Services")
        self.setAccessibleDescription(_INVITATION)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self._delegate.left.connect(self._go_on)
        self.doubleClicked.connect(self._open_list)

    def choose_in_tie(self, row: int) -> None:
        """Go to the units of a row that ties, and offer the choices."""
        self.go_to(row, Column.UNITS)
        self._open_list(self.currentIndex())

    def leave_editor(self) -> None:
        """Take what is typed in a cell, and have the keyboard in the table."""
        if self.state() == self.State.EditingState:
            self.setFocus()

    def follow_step(self, row: int, field: str) -> None:
        """Go to the cell that was changed by an undone or redone step."""
        changed = (column for column, name in ROW_FIELDS.items() if name == field)
        column = next(changed, Column(max(0, self.currentIndex().column())))
        self.go_to(row, Column.THERAPIST if self.isColumnHidden(column) else column)

    def remove_row(self) -> None:
        """Remove the row of the keyboard, or all in which cells are selected, and stay there."""
        typed = len(self._session.draft.rows)
        rows = {row for row, _ in self.selected_cells() if row < typed}
        row = min(rows, default=self.row)
        if len(rows) > 1:
            self._session.take_rows(rows)
        else:
            self._services.remove_row(row)
        self.go_to(row, Column.SERVICE)
        self.row_changed.emit(self.row)

    def copy_cells(self) -> bool:
        """Copy the selected cells; return whether they are whole rows, with all that is in them."""
        # Loaded with the first that is copied, as below with the first that is pasted.
        from quarterhour.entry.pasting import ROWS_FORMAT, copied_rows, row_text

        cells = self.selected_cells()
        rows = sorted({row for row, _ in cells})
        typed = self._session.draft.without_blank_end().rows
        whole = len(cells) == len(rows) * len(self.columns_shown())
        if whole:
            kept = [row for row in rows if row < len(typed)]
            lines = [row_text(typed[row], self._session.is_assistants(row)) for row in kept]
            form, content = ROWS_FORMAT, copied_rows([typed[row] for row in kept])
        else:
            lines = [
                "\t".join(self._text_to_copy(row, column) for at, column in cells if at == row)
                for row in rows
            ]
            form, content = _CELLS_FORMAT, b"1"
        data = QMimeData()
        data.setText("\n".join(lines))
        data.setData(form, content)
        QApplication.clipboard().setMimeData(data)
        return whole

    def cut_cells(self) -> None:
        """Copy the selected cells and clear them, or take whole rows away."""
        cells = self.selected_cells()
        if self.copy_cells():
            self._session.take_rows({row for row, _ in cells})
        else:
            self.clear_selected()

    def paste_cells(self) -> str:
        """Paste from the cell of the keyboard on, or insert rows; return what is to be said.

        Text from elsewhere is rows, unless it is minutes that are pasted where minutes are typed.
        """
        from quarterhour.entry.pasting import ROWS_FORMAT

        # On some platforms an empty clipboard has no data at all, despite what its type says.
        data: QMimeData | None = QApplication.clipboard().mimeData()
        text = data.text() if data else ""
        copied = bytes(data.data(ROWS_FORMAT).data()) if data else b""
        row, column = self.at()
        if data and text and (data.hasFormat(_CELLS_FORMAT) or _are_minutes(text, Column(column))):
            columns = [each for each in self.columns_shown() if each >= column]
            self.type_cells(
                {
                    (row + down, each): part
                    for down, line in enumerate(text.splitlines())
                    for each, part in zip(columns, line.split("\t"), strict=False)
                }
            )
            return ""
        return self._session.paste(row, text, copied)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say that the keyboard is in another row."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.paint_rows(previous.row(), current.row())
            self.row_changed.emit(self.row)
        else:
            self.paint_remedy(current.row())

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Tab pass through the cells that are typed in; after the last one it leaves."""
        actions = QAbstractItemView.CursorAction
        step = {actions.MoveNext: 1, actions.MovePrevious: -1}.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        row, column = self.at()
        return self._neighbor(row, Column(max(0, column)), step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, clear and open cells as in a spreadsheet."""
        index = self.currentIndex()
        if not index.isValid() or not self._does(index, event):
            self._note_run(index, event)
            super().keyPressEvent(event)

    def _text_to_copy(self, row: int, column: Column) -> str:
        """Return what is typed in a cell, else what it shows."""
        cell = self._services.row(row).cells[column]
        return cell.typed or (cell.text if column not in TYPED else "")

    def _does(self, index: QModelIndex, event: QKeyEvent) -> bool:
        """Do what a key means in a cell; return whether it means something of ours."""
        held = event.modifiers() & ~_Held.KeypadModifier
        column = Column(index.column())
        match _Key(event.key()), held:
            case _Key.Key_Delete, _Held.NoModifier:
                row = self._session.draft.rows[index.row() : index.row() + 1]
                self.clear_selected()
                if column in _MINUTES and row and row[0].together_minutes:
                    self.said.emit(_TOGETHER)
            case _Key.Key_Backspace, _Held.NoModifier:
                self._services.clear(index)
                if column in TYPED:
                    self.edit(self.currentIndex())
            case _Key.Key_F2, _Held.NoModifier:
                if wrong := self._explained_over(index):
                    self.go_to(*wrong)
                return self._edit_on()
            case (_Key.Key_F4, _Held.NoModifier) | (_Key.Key_Down, _Held.AltModifier):
                if not self._open_list(index) and not self._services.is_blank(index.row()):
                    self.said.emit(_NO_LIST[column])
            case _Key.Key_Space, _Held.ShiftModifier:
                self.select_rows(index.row(), index)
            case _Key.Key_Down, _Held.ShiftModifier:
                return self.extend_rows(index, 1)
            case _Key.Key_Up, _Held.ShiftModifier:
                return self.extend_rows(index, -1)
            case _Key.Key_Space, _Held.NoModifier if column not in TYPED:
                return self._open_list(index)
            case ((_Key.Key_Return | _Key.Key_Enter), _Held.NoModifier):
                self._go_on(QPersistentModelIndex(index), Leaving.NEXT_ROW)
            case ((_Key.Key_Return | _Key.Key_Enter), _Held.ShiftModifier):
                self._go_on(QPersistentModelIndex(index), Leaving.UP)
            case _, (_Held.NoModifier | _Held.ShiftModifier):
                return self._types(index, column, event.text())
            case _:
                return False
        return True

    def _edit_on(self) -> bool:
        """Edit what is typed in the cell from its end on; return whether it is typed in."""
        index = self.currentIndex()
        if Column(index.column()) not in TYPED:
            return False
        self.edit(index)
        field = self.indexWidget(index)
        if isinstance(field, QLineEdit):
            field.end(False)  # the view selects all of it
        return True

    def _explained_over(self, index: QModelIndex) -> tuple[int, Column] | None:
        """Return the cell whose mistake is explained over another: F2 is to mend what it tells."""
        row = self._services.row(index.row())
        if not row.remedy_over(Column(index.column())):
            return None
        wrong = next((column for column in TYPED if row.cells[column].problem), None)
        return None if wrong is None else (index.row(), wrong)

    def _types(self, index: QModelIndex, column: Column, text: str) -> bool:
        """Choose a discipline by its letter, in a tie by units; open the questions of modifiers."""
        if column is Column.DISCIPLINE:
            return self._choose_discipline(index, text)
        if not text.strip().isalnum() or self._services.is_blank(index.row()):
            return False
        if column is Column.UNITS:
            self._choose_units(index.row(), text)
        elif column is not Column.MODIFIERS:
            return False
        elif not self._open_list(index):
            self.said.emit(_NO_QUESTION)
        return True

    def _choose_units(self, row: int, text: str) -> None:
        """Take the valid choice of a tie that gives a row this number of units, or say why not."""
        service = self._session.outcome.rows[row].service
        for choice in self._session.tie_choices(row, MAX_CHOICES, 0)[0]:
            if any(at == service and str(units) == text for at, _, units in choice.units):
                self._session.choose(choice)
                return
        self.said.emit(_NO_CHOICE)

    def _note_run(self, index: QModelIndex, event: QKeyEvent) -> None:
        """Remember where Tab began to go on; any other way to another cell ends it."""
        if event.key() == _Key.Key_Tab and self._run is None:
            self._run = Column(max(0, index.column()))
        elif event.key() in (
            *(_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down),
            *(_Key.Key_Home, _Key.Key_End, _Key.Key_PageUp, _Key.Key_PageDown),
        ):
            self._run = None

    def _neighbor(self, row: int, column: Column, step: int) -> QModelIndex:
        """Return the next typed cell in a direction, or none where the table ends."""
        if step > 0 and self._services.is_blank(row):
            return QModelIndex()
        typed = [other for other in TYPED if not self.isColumnHidden(other)]
        later = [other for other in typed if (other > column if step > 0 else other < column)]
        if later:
            return self._services.index(row, later[0] if step > 0 else later[-1])
        row += step
        if not 0 <= row < self._services.rowCount():
            return QModelIndex()
        blank = self._services.is_blank(row)
        return self._services.index(row, typed[0] if step > 0 or blank else typed[-1])

    def _go_on(self, cell: QPersistentModelIndex, how: Leaving) -> None:
        """Go where the keyboard goes after a cell is left, if the cell is still there."""
        if not cell.isValid():
            return
        row, column = cell.row(), Column(cell.column())
        self._services.remove_blank_end()
        match how:
            case Leaving.NEXT | Leaving.PREVIOUS:
                if how is Leaving.NEXT and self._run is None:
                    self._run = column
                index = self._neighbor(row, column, 1 if how is Leaving.NEXT else -1)
                if index.isValid():
                    self.setCurrentIndex(index)
                else:
                    self.focusNextPrevChild(how is Leaving.NEXT)
            case Leaving.NEXT_ROW:
                first = column if self._run is None else self._run
                self._run = None
                blank = self._services.is_blank(row + 1)
                self.go_to(row + 1, Column.SERVICE if blank else first)
            case Leaving.UP:
                self.go_to(max(0, row - 1), column)
            case Leaving.DOWN:
                self.go_to(row + 1, column)

    def _choose_discipline(self, index: QModelIndex, letter: str) -> bool:
        chosen = [each for each in DISCIPLINES if letter and each[0] == letter.upper()]
        return bool(chosen) and self._services.setData(index, chosen[0])

    def _open_list(self, index: QModelIndex) -> bool:
        """Open the list of a cell; return whether it has one. What is typed opens to be edited."""
        if index.column() in TYPED:
            if self.state() != QAbstractItemView.State.EditingState:
                self.edit(index)
            return True
        row = index.row()
        if self._services.is_blank(row):
            return False
        menu = None
        if index.column() == Column.DISCIPLINE:
            menu = discipline_menu(self._services, index, self)
        elif index.column() == Column.UNITS:
            menu = tie_menu(self._session, row, self)
        elif index.column() == Column.MODIFIERS:
            menu = modifier_menu(self._session, row, self.review_wanted.emit, self)
        if menu is None:
            return False
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = self.visualRect(index).bottomLeft()
        menu.popup(self.viewport().mapToGlobal(below))
        if present := present_in(menu):
            menu.setActiveAction(present)
        return True


def _are_minutes(text: str, column: Column) -> bool:
    """Return whether each line of a text is minutes, and is pasted where those are typed."""
    if column not in _MINUTES:
        return False
    try:
        return all(read_minutes(line) for line in text.splitlines())
    except ValueError:
        return False


class AssistantColumn(QObject):
    """Shows the column where it is wanted, by the settings, or needed, by the visit.

    Once shown for a visit it stays, even where its last minutes are deleted: someone may be about
    to type others. An entry of the menu shows and hides it, for all visits to come.
    """

    def __init__(
        self, table: ServiceTable, worksheet: Worksheet, kept: KeptSettings, entry: QAction
    ) -> None:
        super().__init__(table)
        self._table = table
        self._session = worksheet.session
        self._kept = kept
        self._entry = entry
        entry.setCheckable(True)
        # Not `toggled`: that would take the column of one visit for a wish.
        entry.triggered.connect(lambda on: kept.keep(ASSISTANT_COLUMN, on))
        kept.changed.connect(self._begin)
        worksheet.opened.connect(self._begin)
        worksheet.assessed.connect(self._follow)
        self._begin()

    @property
    def _needed(self) -> bool:
        return any(
            row.assistant.strip() or (self._session.is_assistants(at) and not row.blank)
            for at, row in enumerate(self._session.draft.rows)
        )

    def _begin(self) -> None:
        self._show(self._kept.get(ASSISTANT_COLUMN) or self._needed)

    def _follow(self) -> None:
        self._show(self._entry.isChecked() or self._needed)

    def _show(self, shown: bool) -> None:
        self._table.show_assistant(shown)
        self._entry.setChecked(shown)
        # Minutes that count are not hidden.
        self._entry.setEnabled(not self._needed)

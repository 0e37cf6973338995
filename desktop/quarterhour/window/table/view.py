"""The table of services: how it is moved through as a spreadsheet, and what its cells open."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from quarterhour.visit import DISCIPLINES
from quarterhour.window.look.views import Index
from quarterhour.window.table.columns import TYPED, Column
from quarterhour.window.table.editors import (
    MAX_CHOICES,
    Leaving,
    discipline_menu,
    modifier_menu,
    tie_menu,
)
from quarterhour.window.table.grid import ServiceGrid
from quarterhour.window.worksheet import Worksheet

_INVITATION = (
    "Type a code (97110) or a name (gait).\nTab moves to minutes; Enter starts the next service."
)
_NO_CHOICE = "Units come from the minutes. In a tie, type the units of a correct choice."
_NO_QUESTION = (
    "Modifiers come from what you enter. None of this row needs to be confirmed. For telehealth, "
    "press Alt+Enter."
)
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier


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
        self._column = Column.SERVICE
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

    def follow_step(self, row: int) -> None:
        """Go to the row that was changed by an undone or redone step."""
        self.go_to(row, self._column)

    def remove_row(self) -> None:
        """Remove the row that the keyboard is in, and stay in its place."""
        row = self.row
        self._services.remove_row(row)
        self.go_to(row, Column.SERVICE)
        self.row_changed.emit(self.row)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say that the keyboard is in another row."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._column = Column(current.column())
        if current.row() != previous.row():
            self.paint_rows(previous.row(), current.row())
            self.row_changed.emit(self.row)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Tab pass through the cells that are typed in; after the last one it leaves."""
        index = self.currentIndex()
        if action == QAbstractItemView.CursorAction.MoveNext:
            return self._neighbor(index.row(), Column(max(0, index.column())), 1)
        if action == QAbstractItemView.CursorAction.MovePrevious:
            return self._neighbor(index.row(), Column(max(0, index.column())), -1)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, clear and open cells as in a spreadsheet."""
        index = self.currentIndex()
        if not index.isValid() or not self._does(index, event):
            self._note_run(index, event)
            super().keyPressEvent(event)

    def _does(self, index: QModelIndex, event: QKeyEvent) -> bool:
        """Do what a key means in a cell; return whether it means something of ours."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        column = Column(index.column())
        match key, held:
            case Qt.Key.Key_Delete, modifier if modifier == _NONE:
                self.clear_selected()
            case Qt.Key.Key_Backspace, modifier if modifier == _NONE:
                self._services.clear(index)
                index = self._services.index(*self.at())
                if column in TYPED:
                    self.edit(index)
            case Qt.Key.Key_F4, modifier if modifier == _NONE:
                self._open_list(index)
            case Qt.Key.Key_Down, modifier if modifier == _ALT:
                self._open_list(index)
            case Qt.Key.Key_Space, modifier if modifier == _SHIFT:
                self.select_rows(index.row(), index)
            case ((Qt.Key.Key_Up | Qt.Key.Key_Down), modifier) if modifier == _SHIFT:
                return self.extend_rows(index, 1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Space, modifier if modifier == _NONE and column not in TYPED:
                return self._open_list(index)
            case ((Qt.Key.Key_Return | Qt.Key.Key_Enter), modifier) if modifier == _NONE:
                self._go_on(QPersistentModelIndex(index), Leaving.NEXT_ROW)
            case ((Qt.Key.Key_Return | Qt.Key.Key_Enter), modifier) if modifier == _SHIFT:
                self._go_on(QPersistentModelIndex(index), Leaving.UP)
            case _, modifier if modifier in (_NONE, _SHIFT) and column is Column.DISCIPLINE:
                return self._choose_discipline(index, event.text())
            case _, modifier if modifier in (_NONE, _SHIFT) and event.text().strip().isalnum():
                return self._types(index, column, event.text())
            case _:
                return False
        return True

    def _types(self, index: QModelIndex, column: Column, text: str) -> bool:
        """Choose in a tie by units, and open the questions of modifiers."""
        if self._services.is_blank(index.row()):
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
        if event.key() == Qt.Key.Key_Tab and self._run is None:
            self._run = Column(max(0, index.column()))
        elif event.key() in (
            *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
            *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
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
        chosen = next(
            (
                discipline
                for discipline in DISCIPLINES
                if letter and discipline[0] == letter.upper()
            ),
            None,
        )
        return chosen is not None and self._services.setData(index, chosen)

    def _open_list(self, index: QModelIndex) -> bool:
        """Open the list of a cell; return whether it has one. What is typed opens to be edited."""
        if index.column() in TYPED:
            if self.state() != QAbstractItemView.State.EditingState:
                self.edit(index)
            return True
        menu = None
        if index.column() == Column.DISCIPLINE and not self._services.is_blank(index.row()):
            menu = discipline_menu(self._services, index, self)
        elif index.column() == Column.UNITS:
            menu = tie_menu(self._session, index.row(), self)
        elif index.column() == Column.MODIFIERS and not self._services.is_blank(index.row()):
            menu = modifier_menu(self._session, index.row(), self.review_wanted.emit, self)
        if menu is None:
            return False
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = self.visualRect(index).bottomLeft()
        menu.popup(self.viewport().mapToGlobal(below))
        return True

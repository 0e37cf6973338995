"""The table of services: how it is moved through as a spreadsheet, and what its cells open."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from quarterhour.visit import DISCIPLINES
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.views import Index, know_viewport
from quarterhour.window.table.cell_menus import discipline_menu, tie_menu
from quarterhour.window.table.columns import FITTED, TYPED, Column, shared_widths
from quarterhour.window.table.delegate import ServiceDelegate
from quarterhour.window.table.editors import Leaving
from quarterhour.window.table.model import ServiceModel
from quarterhour.window.table.titles import ServiceTitles, row_height
from quarterhour.window.worksheet import Worksheet

_INVITATION = (
    "Type a code such as 97110, or a name such as gait.\n"
    "Tab goes on to the minutes, Enter to the next service."
)
_KEPT_ROWS = 6  # of height, so that nothing below moves in a typical visit
_LEAST_ROWS = 5
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier


class ServiceTable(QTableView):
    """Shows and edits the services. Tab passes through what is typed, Enter goes to the next row.

    `row_changed` follows the row that the keyboard is in.
    """

    row_changed = Signal(int)

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        know_viewport(self)
        self._session = worksheet.session
        self._column = Column.SERVICE
        # Where Tab began to go on from cell to cell, None where it did not.
        self._run: Column | None = None
        self._first_selected = 0  # of whole rows
        self._window_height = 0
        self._services = ServiceModel(worksheet, self)
        self._delegate = ServiceDelegate(worksheet.session, self._services, self)
        self._contents = {column: self._services.texts(column) for column in FITTED}
        self.setFont(figures_font(self.font()))
        self.setModel(self._services)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Services")
        self.setAccessibleDescription(_INVITATION)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setHorizontalHeader(ServiceTitles(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._size_rows()
        self._delegate.left.connect(self._go_on)
        # After the model, which reads what is assessed first.
        worksheet.assessed.connect(self._fit_columns)
        self.doubleClicked.connect(self._open_list)
        for grown in (self._services.rowsInserted, self._services.rowsRemoved):
            grown.connect(self.updateGeometry)
        self._services.modelReset.connect(self.updateGeometry)
        self.selectionModel().selectionChanged.connect(self._paint_rows)

    @property
    def row(self) -> int:
        """The row that the keyboard is in."""
        return max(0, self.currentIndex().row())

    def go_to(self, row: int, column: Column) -> None:
        """Put the keyboard into a cell."""
        row = min(row, self._services.rowCount() - 1)
        if self.isColumnHidden(column):
            column = Column.THERAPIST
        self.setCurrentIndex(self._services.index(row, column))

    def choose_in_tie(self, row: int) -> None:
        """Go to the units of a row that ties, and offer the choices."""
        self.go_to(row, Column.UNITS)
        self._open_list(self.currentIndex())

    def show_assistant(self, shown: bool) -> None:
        """Show or hide the assistant's minutes; the keyboard stays where it can be seen."""
        if shown is not self.isColumnHidden(Column.ASSISTANT):
            return
        if not shown and self.currentIndex().column() == Column.ASSISTANT:
            self.go_to(self.row, Column.THERAPIST)
        self.setColumnHidden(Column.ASSISTANT, not shown)
        self._services.show_assistant(shown)
        self._share_width()

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
            self._paint_rows()
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

    def sizeHint(self) -> QSize:
        """Return the room for all rows: what is below follows the last one."""
        return QSize(super().sizeHint().width(), self._height_of(self._services.rowCount()))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the rows that are always seen."""
        return QSize(super().minimumSizeHint().width(), self._height_of(0, _LEAST_ROWS))

    def fit_window(self, height: int) -> None:
        """Have higher rows in a high window."""
        self._window_height = height
        self._size_rows()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Tint no row any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Redraw the cell alone where its own editor takes the keyboard, not the whole table."""
        if self.state() == QAbstractItemView.State.EditingState:
            self.update(self.currentIndex())
        else:
            super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._share_width()
            self._size_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the services the room that is left."""
        super().resizeEvent(event)
        self._share_width()

    def selected_cells(self) -> list[tuple[int, Column]]:
        """Return the cells that are selected and seen, row by row; else that of the keyboard."""
        indexes = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        return sorted(
            (index.row(), Column(index.column()))
            for index in indexes
            if index.isValid() and not self.isColumnHidden(index.column())
        )

    def columns_shown(self) -> list[Column]:
        """Return the columns that are shown."""
        return [column for column in Column if not self.isColumnHidden(column)]

    def text_to_copy(self, row: int, column: Column) -> str:
        """Return what is typed in a cell, else what stands there."""
        cell = self._services.row(row).cells[column]
        return cell.typed or (cell.text if column not in TYPED else "")

    def type_cells(self, texts: Mapping[tuple[int, Column], str]) -> None:
        """Type into several cells as one step, and stay in the cell of the keyboard."""
        row, column = self.at()
        self._services.type_cells(texts)
        self.go_to(row, Column(column))

    def fill_down(self) -> None:
        """Fill the selected cells with what stands above the first of them."""
        row, column = self.at()
        self._services.fill_down(self.selected_cells())
        self.go_to(row, Column(column))

    def _select_rows(self, first: int, last: QModelIndex) -> None:
        """Select all cells from one row to another, and put the keyboard into that."""
        flags, model = QItemSelectionModel.SelectionFlag, self.selectionModel()
        model.setCurrentIndex(last, flags.NoUpdate)
        corners = (last.siblingAtColumn(0), self._services.index(first, len(Column) - 1))
        model.select(QItemSelection(*corners), flags.ClearAndSelect)
        self._first_selected = first

    def _extend_rows(self, index: QModelIndex, step: int) -> bool:
        """Select one more row, or one less, where whole rows are selected."""
        if not self.selectionModel().isRowSelected(index.row()):
            return False
        row = min(max(index.row() + step, 0), self._services.rowCount() - 1)
        self._select_rows(self._first_selected, index.siblingAtRow(row))
        return True

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
                self._select_rows(index.row(), index)
            case ((Qt.Key.Key_Up | Qt.Key.Key_Down), modifier) if modifier == _SHIFT:
                return self._extend_rows(index, 1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Space, modifier if modifier == _NONE and column not in TYPED:
                return self._open_list(index)
            case ((Qt.Key.Key_Return | Qt.Key.Key_Enter), modifier) if modifier == _NONE:
                self._go_on(QPersistentModelIndex(index), Leaving.NEXT_ROW)
            case ((Qt.Key.Key_Return | Qt.Key.Key_Enter), modifier) if modifier == _SHIFT:
                self._go_on(QPersistentModelIndex(index), Leaving.UP)
            case _, modifier if modifier in (_NONE, _SHIFT) and column is Column.DISCIPLINE:
                return self._choose_discipline(index, event.text())
            case _:
                return False
        return True

    def at(self) -> tuple[int, int]:
        """Return the row and the column that the keyboard is in."""
        return self.currentIndex().row(), self.currentIndex().column()

    def _note_run(self, index: QModelIndex, event: QKeyEvent) -> None:
        """Remember where Tab began to go on; any other way to another cell ends it."""
        if event.key() == Qt.Key.Key_Tab and self._run is None:
            self._run = Column(max(0, index.column()))
        elif event.key() in (
            *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
            *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        ):
            self._run = None

    def clear_selected(self) -> None:
        """Empty the selected cells that are typed in."""
        cells = self.selected_cells()
        if len(cells) == 1:
            self._services.clear(self.currentIndex())
        else:
            self.type_cells({cell: "" for cell in cells})

    def _paint_rows(self) -> None:
        """Paint all rows anew: which are tinted has changed."""
        self._delegate.tints_row = len(self.selectionModel().selectedIndexes()) <= 1
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

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
        if menu is None:
            return False
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = self.visualRect(index).bottomLeft()
        menu.popup(self.viewport().mapToGlobal(below))
        return True

    def _size_rows(self) -> None:
        height = row_height(self.font(), self._window_height)
        if height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setMinimumSectionSize(1)
            self.verticalHeader().setDefaultSectionSize(height)
            self.updateGeometry()

    def _height_of(self, rows: int, least: int = _KEPT_ROWS) -> int:
        titles = self.horizontalHeader().sizeHint().height()
        return titles + max(rows, least) * self.verticalHeader().defaultSectionSize()

    def _fit_columns(self) -> None:
        """Share the width anew where what is computed takes another."""
        contents = {column: self._services.texts(column) for column in FITTED}
        if contents != self._contents:
            self._contents = contents
            self._share_width()

    def _share_width(self) -> None:
        shown, room = self.columns_shown(), self.viewport().width()
        for column, width in shared_widths(self.font(), room, shown, self._contents).items():
            self.setColumnWidth(column, width)

"""The table of services: how it is moved through, and what its cells open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from quarterhour.visit import DISCIPLINES
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font, secondary
from quarterhour.window.look.views import MARGIN, Index, TableTitles, know_viewport
from quarterhour.window.table.cell_menus import discipline_menu, tie_menu
from quarterhour.window.table.columns import FITTED, TYPED, Column, shared_widths
from quarterhour.window.table.delegate import ServiceDelegate
from quarterhour.window.table.editors import Leaving
from quarterhour.window.table.model import ServiceModel
from quarterhour.window.worksheet import Worksheet

ROW_HEIGHT = 7 * GRID
_INVITATION = (
    "Type a code such as 97110, or a name such as gait.\n"
    "Tab goes on to the minutes, Enter to the next service."
)
_LEAST_ROWS = 3
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OPENS_MENU = (Qt.Key.Key_F4, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
        self._services = ServiceModel(worksheet, self)
        self._delegate = ServiceDelegate(worksheet.session, self._services, self)
        self._contents = {column: self._services.texts(column) for column in FITTED}
        self.setFont(figures_font(self.font()))
        self.setModel(self._services)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Services")
        self.setAccessibleDescription(_INVITATION)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_up_headers()
        self._delegate.left.connect(self._go_on)
        # After the model, which reads what is assessed first.
        worksheet.assessed.connect(self._fit_columns)
        self.doubleClicked.connect(self._open_menu)

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
        self._open_menu(self.currentIndex())

    def show_assistant(self, shown: bool) -> None:
        """Show or hide the assistant's minutes; the keyboard stays where it can be seen."""
        if shown is not self.isColumnHidden(Column.ASSISTANT):
            return
        if not shown and self.currentIndex().column() == Column.ASSISTANT:
            self.go_to(self.row, Column.THERAPIST)
        self.setColumnHidden(Column.ASSISTANT, not shown)
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
        """Clear a cell, open what it holds, choose a plan by its first letter, go on by Enter."""
        index, key = self.currentIndex(), event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
        elif key in _CLEARS:
            self._services.clear(index)
        elif key in _OPENS_MENU and index.column() not in TYPED and self._open_menu(index):
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on(QPersistentModelIndex(index), Leaving.NEXT_ROW)
        elif key == Qt.Key.Key_F4 and index.column() in TYPED:
            self.edit(index)
        elif index.column() == Column.DISCIPLINE and self._choose_discipline(index, event.text()):
            event.accept()
        else:
            super().keyPressEvent(event)

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
            self._size_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the services the room that is left."""
        super().resizeEvent(event)
        self._share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what to type where nothing is typed yet."""
        super().paintEvent(event)
        if not self._session.draft.rows:
            with QPainter(self.viewport()) as painter:
                painter.setPen(secondary(self.palette()))
                room = self.viewport().rect().adjusted(MARGIN, 2 * ROW_HEIGHT, -MARGIN, -MARGIN)
                middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
                painter.drawText(room, middle | Qt.TextFlag.TextWordWrap, _INVITATION)

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
                index = self._neighbor(row, column, 1 if how is Leaving.NEXT else -1)
                if index.isValid():
                    self.setCurrentIndex(index)
                else:
                    self.focusNextPrevChild(how is Leaving.NEXT)
            case Leaving.NEXT_ROW:
                self.go_to(row + 1, Column.SERVICE)
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

    def _open_menu(self, index: QModelIndex) -> bool:
        """Open the menu of a cell that has one; return whether it has."""
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

    def _set_up_headers(self) -> None:
        titles = TableTitles("Columns of the services", self)
        titles.setMinimumSectionSize(10 * GRID)
        self.setHorizontalHeader(titles)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setHighlightSections(False)
        rows.setMinimumWidth(6 * GRID)
        rows.setSectionsClickable(False)
        rows.setAccessibleName("Rows of the services")
        self._size_columns()

    def _size_columns(self) -> None:
        metrics = QFontMetrics(self.font())
        self._share_width()
        height = max(ROW_HEIGHT, metrics.height() + 2 * GRID)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight((_LEAST_ROWS + 1) * height)

    def _fit_columns(self) -> None:
        """Share the width anew where what is computed takes another."""
        contents = {column: self._services.texts(column) for column in FITTED}
        if contents != self._contents:
            self._contents = contents
            self._share_width()

    def _share_width(self) -> None:
        shown = [column for column in Column if not self.isColumnHidden(column)]
        metrics, room = QFontMetrics(self.font()), self.viewport().width()
        for column, width in shared_widths(metrics, room, shown, self._contents).items():
            self.setColumnWidth(column, width)

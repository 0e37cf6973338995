"""The cells of the services as they lie in the table: their sizes, and which are selected."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from quarterhour.entry.service_cells import DENIED, FIELD_OF, Column
from quarterhour.window.look.text import CAPTION, figures_font, resized, scale_of, semibold_of
from quarterhour.window.look.views import MARGIN, TableTitles, follow_selection, know_viewport
from quarterhour.window.table.delegate import (
    LAST_MARGIN,
    SERVICE_MARGIN,
    TIE_ROOM,
    ServiceDelegate,
    gutter_of,
)
from quarterhour.window.table.model import COLUMN_WORDS, THERAPIST, ServiceModel
from quarterhour.window.worksheet import Worksheet

# What is computed is as wide as it comes out; what is typed or chosen does not move meanwhile.
FITTED = (Column.THERAPIST, Column.UNITS, Column.MODIFIERS)
# At letters of 13 pixels.
_LEAST_SERVICE = 150
_WIDTHS = {
    Column.DISCIPLINE: 90,
    Column.THERAPIST: 84,
    Column.ASSISTANT: 84,
    Column.UNITS: 64,
    Column.MODIFIERS: 132,
    Column.ALLOWED: 100,
}
# Where there is less room, they give way in this order, down to what they have to say.
_GIVE_WAY = (
    *(Column.MODIFIERS, Column.THERAPIST, Column.ASSISTANT),
    *(Column.DISCIPLINE, Column.ALLOWED, Column.UNITS),
)
_LEAST_TYPED = {Column.THERAPIST: THERAPIST, Column.ASSISTANT: "480", Column.DISCIPLINE: "SLP"}
_CODE = "G0000"
_AMOUNT = "$0,000.00"
_ROW, _TALL_ROW = 28, 32
_TALL_WINDOW = 900
_LEAST_GAP = 6
_KEPT_ROWS = 6  # of height, so that nothing below moves in a typical visit
_LEAST_ROWS = 5


def shared_widths(
    font: QFont,
    room: int,
    shown: Collection[Column],
    contents: Mapping[Column, Collection[str]],
) -> dict[Column, int]:
    """Return the width of each column shown: no text but the name of a service is ever cut.

    Services take what the others leave, but never less than where a code can be read.
    `contents` are the texts in the fitted columns.
    """
    plain, strong, small = map(QFontMetrics, (font, semibold_of(font), resized(font, CAPTION)))
    scale = scale_of(font)
    widths: dict[Column, int] = {}
    needed: dict[Column, int] = {}
    for column in _GIVE_WAY:
        if column not in shown:
            continue
        texts = (*contents.get(column, ()), _LEAST_TYPED.get(column, ""))
        wide = max(map(plain.horizontalAdvance, texts))
        title = small.horizontalAdvance(COLUMN_WORDS[column])
        if column is Column.UNITS:
            wide += round(TIE_ROOM * scale)
        elif column is Column.ALLOWED:
            wide = max(strong.horizontalAdvance(DENIED), plain.horizontalAdvance(_AMOUNT)) + MARGIN
            title += MARGIN
        needed[column] = max(wide, title) + 2 * MARGIN
        widths[column] = max(round(_WIDTHS[column] * scale), needed[column])
    gutter = gutter_of(font)
    for column, width in widths.items():
        lacking = gutter + round(_LEAST_SERVICE * scale) + sum(widths.values()) - room
        widths[column] = max(needed[column], width - max(0, lacking))
    least = gutter + strong.horizontalAdvance(_CODE) + 2 * MARGIN
    widths[Column.SERVICE] = max(least, room - sum(widths.values()))
    return widths


class ServiceTitles(TableTitles):
    """Has each title where the words of its column are."""

    def margins(self, section: int) -> tuple[int, int]:
        """Return the room before and after the title of a column."""
        if section == Column.SERVICE:
            return gutter_of(self.font()) + SERVICE_MARGIN, MARGIN
        return MARGIN, LAST_MARGIN if section == Column.ALLOWED else MARGIN


class ServiceGrid(QTableView):
    """Shows the services. Cells are selected as in a spreadsheet, and typed into several at once.

    Beside the cell of the keyboard, its whole row is tinted, and the row under the mouse.
    """

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        know_viewport(self)
        self._session = worksheet.session
        self._first_selected = 0  # of whole rows
        self._window_height = 0
        self._least_width = 0
        self._place: tuple[int, int] = (-1, -1)
        self._services = ServiceModel(worksheet, self)
        self._delegate = ServiceDelegate(worksheet.session, self._services, self)
        self._contents = self._texts()
        self.setFont(figures_font(self.font()))
        self.setModel(self._services)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        titles, rows = ServiceTitles("Columns of the services", self), self.verticalHeader()
        titles.setMinimumSectionSize(1)
        self.setHorizontalHeader(titles)
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        self._size_rows()
        # After the model, which reads what is assessed first.
        worksheet.assessed.connect(self._fit_columns)
        for grown in (self._services.rowsInserted, self._services.rowsRemoved):
            grown.connect(self.updateGeometry)
        self._services.modelAboutToBeReset.connect(self._note_place)
        self._services.modelReset.connect(self._come_back)
        for other in (self._services.modelReset, self._services.rowsRemoved):
            other.connect(self._fit_columns_anew)
        self.selectionModel().selectionChanged.connect(self._tint)
        follow_selection(self)

    @property
    def row(self) -> int:
        """The row that the keyboard is in."""
        return max(0, self.currentIndex().row())

    def at(self) -> tuple[int, int]:
        """Return the row and the column that the keyboard is in."""
        return self.currentIndex().row(), self.currentIndex().column()

    def go_to(self, row: int, column: Column) -> None:
        """Put the keyboard into a cell."""
        row = min(row, self._services.rowCount() - 1)
        if self.isColumnHidden(column):
            column = Column.THERAPIST
        self.setCurrentIndex(self._services.index(row, column))

    def go_to_field(self, row: int, field: str) -> None:
        """Put the keyboard into the cell in which a field of the document is typed."""
        columns = (column for column, typed in FIELD_OF.items() if typed == field)
        self.go_to(row, next(columns, Column.SERVICE))

    def show_assistant(self, shown: bool) -> None:
        """Show or hide the assistant's minutes; the keyboard stays where it can be seen."""
        if shown is not self.isColumnHidden(Column.ASSISTANT):
            return
        if not shown and self.currentIndex().column() == Column.ASSISTANT:
            self.go_to(self.row, Column.THERAPIST)
        self.setColumnHidden(Column.ASSISTANT, not shown)
        self._services.show_assistant(shown)
        self._share_width()

    def fit_window(self, height: int) -> None:
        """Have higher rows in a high window."""
        self._window_height = height
        self._size_rows()

    def sizeHint(self) -> QSize:
        """Return the room for all rows: what is below follows the last one."""
        return QSize(super().sizeHint().width(), self._height_of(self._services.rowCount()))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the rows that are always seen, each with all but its name."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._least_width + bar, self._height_of(0, _LEAST_ROWS))

    def columns_shown(self) -> list[Column]:
        """Return the columns that are shown."""
        return [column for column in Column if not self.isColumnHidden(column)]

    def selected_cells(self) -> list[tuple[int, Column]]:
        """Return the cells that are selected and seen, row by row; else that of the keyboard."""
        indexes = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        return sorted(
            (index.row(), Column(index.column()))
            for index in indexes
            if index.isValid() and not self.isColumnHidden(index.column())
        )

    def type_cells(self, texts: Mapping[tuple[int, Column], str]) -> None:
        """Type into several cells as one step, and stay in the cell of the keyboard."""
        row, column = self.at()
        self._services.type_cells(texts)
        self.go_to(row, Column(column))

    def clear_selected(self) -> None:
        """Empty the selected cells that are typed in."""
        cells = self.selected_cells()
        if len(cells) == 1:
            self._services.clear(self.currentIndex())
        else:
            self.type_cells({cell: "" for cell in cells})

    def fill_down(self) -> None:
        """Fill the selected cells with what is typed above the first of them."""
        self.type_cells(self._services.above(self.selected_cells()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Tint no row any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Redraw the cell of the keyboard alone: no other shows that the keyboard is here."""
        index = self.currentIndex()
        if not index.isValid():
            super().focusInEvent(event)
            return
        editable = bool(self._services.flags(index) & Qt.ItemFlag.ItemIsEditable)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, editable)
        self.paint_remedy(index.row())
        self.update(index)

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
            self._delegate.dress()
            self._share_width()
            self._size_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the services the room that is left; the row of the keyboard stays whole on view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())
        self._share_width()

    def whole_rows(self, height: int) -> int:
        """Return the height that the titles and the rows take that are whole in a height."""
        titles = self.horizontalHeader().sizeHint().height()
        row = self.verticalHeader().defaultSectionSize()
        return min(height, titles + max(1, (height - titles) // row) * row)

    def select_rows(self, first: int, last: QModelIndex) -> None:
        """Select all cells from one row to another, and put the keyboard into that."""
        flags, model = QItemSelectionModel.SelectionFlag, self.selectionModel()
        model.setCurrentIndex(last, flags.NoUpdate)
        corners = (last.siblingAtColumn(0), self._services.index(first, len(Column) - 1))
        model.select(QItemSelection(*corners), flags.ClearAndSelect)
        self._first_selected = first

    def extend_rows(self, index: QModelIndex, step: int) -> bool:
        """Select one more row, or one less, where whole rows are; return whether they are."""
        if not self.selectionModel().isRowSelected(index.row()):
            return False
        row = min(max(index.row() + step, 0), self._services.rowCount() - 1)
        self.select_rows(self._first_selected, index.siblingAtRow(row))
        return True

    def paint_rows(self, *rows: int) -> None:
        """Paint rows anew whose tint has changed; a row of -1 is none."""
        for row in rows:
            if row >= 0:
                top, height = self.rowViewportPosition(row), self.rowHeight(row)
                self.viewport().update(0, top, self.viewport().width(), height)

    def paint_remedy(self, row: int) -> None:
        """Paint anew the remedy of a mistake, which makes room for the cell of the keyboard."""
        if 0 <= row < self._services.rowCount() and self._services.row(row).remedy:
            self.paint_rows(row)

    def _tint(self) -> None:
        """Tint the row of the keyboard, unless several cells are selected."""
        tints_row = len(self.selectionModel().selectedIndexes()) <= 1
        if tints_row is not self._delegate.tints_row:
            self._delegate.tints_row = tints_row
            self.paint_rows(self.currentIndex().row())

    def _note_place(self) -> None:
        self._place = self.at()

    def _come_back(self) -> None:
        """Have the keyboard where it was: Qt forgets it where all rows are read anew."""
        self.updateGeometry()
        row, column = self._place
        if row >= 0:
            self.go_to(row, Column(column))

    def _hover(self, row: int) -> None:
        before, self._delegate.hovered = self._delegate.hovered, row
        if row != before:
            self.paint_rows(before, row)

    def _size_rows(self) -> None:
        usual = _TALL_ROW if self._window_height >= _TALL_WINDOW else _ROW
        least = self.fontMetrics().height() + _LEAST_GAP
        height = max(round(usual * scale_of(self.font())), least)
        if height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(height)
            self.updateGeometry()

    def _height_of(self, rows: int, least: int = _KEPT_ROWS) -> int:
        titles = self.horizontalHeader().sizeHint().height()
        return titles + max(rows, least) * self.verticalHeader().defaultSectionSize()

    def _texts(self) -> dict[Column, set[str]]:
        return {column: self._services.texts(column) for column in FITTED}

    def _fit_columns(self) -> None:
        """Share the width anew where what is computed needs more.

        No column gives way while other minutes are typed: with the next digit, it would move back.
        """
        before, now = self._contents, self._texts()
        self._take_contents({column: before[column] | now[column] for column in FITTED})

    def _fit_columns_anew(self) -> None:
        """Keep no room for what only other rows, or those of another visit, had in them."""
        self._take_contents(self._texts())

    def _take_contents(self, contents: dict[Column, set[str]]) -> None:
        """Have the fitted columns the room for these texts."""
        if contents != self._contents:
            self._contents = contents
            self._share_width()

    def _share_width(self) -> None:
        shown, room = self.columns_shown(), self.viewport().width()
        for column, width in shared_widths(self.font(), room, shown, self._contents).items():
            self.setColumnWidth(column, width)
        least = sum(shared_widths(self.font(), 0, shown, self._contents).values())
        if least != self._least_width:
            self._least_width = least
            self.updateGeometry()

"""The yearly amounts in a table: a year a row, each amount typed into its cell."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quarterhour.reference import (
    AMOUNT_WORDS,
    AmountOfYear,
    Reference,
    YearlyAmount,
    amounts_of_year,
    years_of_amounts,
)
from quarterhour.window.look.text import figures_font, tip
from quarterhour.window.look.views import LEFT, RIGHT, Index
from quarterhour.window.words import TABLE_WORDS, WORDS, Table, Title

_KINDS = tuple(YearlyAmount)
_FROM = len(_KINDS) + 1
_TYPED = Qt.ItemDataRole.UserRole  # what is typed of a cell, as it is edited again
_ROWS = 4  # on view; the earlier years are scrolled to
_TRIGGERS = (
    QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)


class YearlyTable(QTableWidget):
    """Shows the amounts of each year, the last one on top, and has them typed.

    `typed` carries the year and, by its kind, the text of an amount; an empty one takes back what
    was typed.
    """

    typed = Signal(int, object)

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(0, _FROM + 1, parent)
        self._reference = reference
        self._years: tuple[int, ...] = ()
        self._cells: list[list[QTableWidgetItem]] = []
        self.setFont(figures_font(self.font()))
        self.setAccessibleName(WORDS[Title.YEARLY_AMOUNTS])
        self.setAccessibleDescription("F2 edits an amount. Del takes back what you typed.")
        self.setHorizontalHeaderLabels(list(TABLE_WORDS[Table.YEARLY_AMOUNTS]))
        for column in range(_FROM + 1):
            place = RIGHT if 0 < column < _FROM else LEFT
            role = Qt.ItemDataRole.TextAlignmentRole
            self.model().setHeaderData(column, Qt.Orientation.Horizontal, place, role)
        self.verticalHeader().setAccessibleName("Rows of the yearly amounts")
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setAccessibleName("Columns of the yearly amounts")
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FROM, QHeaderView.ResizeMode.Stretch)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(_TRIGGERS)
        self.setTabKeyNavigation(False)  # while nothing is edited, Tab goes on
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegate(_Delegate(self))
        self.renew()
        self.setCurrentCell(0, 1)

    def renew(self) -> None:
        """Show what holds now. Cells stay the same ones: one may be in use."""
        years = tuple(reversed(years_of_amounts(self._reference)))
        if years != self._years:
            self._years = years
            self.setRowCount(len(years))
            self._cells = [[_cell(column) for column in range(_FROM + 1)] for _ in years]
            for row, cells in enumerate(self._cells):
                for column, cell in enumerate(cells):
                    self.setItem(row, column, cell)
        for year, (title, *cells, origin) in zip(years, self._cells, strict=True):
            amounts = amounts_of_year(self._reference, year)
            title.setText(str(year))
            for amount, cell in zip(amounts, cells, strict=True):
                cell.setText(amount.shown)
                cell.setData(_TYPED, amount.typed.text if amount.typed else "")
                cell.setToolTip(tip(amount.source))
            origin.setText(_origin(amounts))
            origin.setToolTip(tip(_origin(amounts)))

    def go_to(self, year: int) -> None:
        """Put the keyboard into the first amount of a year that is not known."""
        amounts = amounts_of_year(self._reference, year)
        unknown = (at for at, each in enumerate(amounts, 1) if not each.source)
        self.setCurrentCell(self._years.index(year), next(unknown, 1))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_text(self, year: int, texts: Mapping[YearlyAmount, str]) -> None:
        """Have a text that was not taken in its cell, to be edited on."""
        for kind, text in texts.items():
            self._cells[self._years.index(year)][_KINDS.index(kind) + 1].setData(_TYPED, text)

    def take(self, index: Index, text: str) -> None:
        """Tell what is typed in a cell."""
        if text.strip() != index.data(_TYPED):
            self.typed.emit(self._years[index.row()], {_KINDS[index.column() - 1]: text})

    def sizeHint(self) -> QSize:
        """Return the room of a few years; the others are scrolled to."""
        return QSize(super().sizeHint().width(), self._height_of(_ROWS))

    def minimumSizeHint(self) -> QSize:
        """Return the room of one year."""
        return QSize(super().minimumSizeHint().width(), self._height_of(1))

    def _height_of(self, years: int) -> int:
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        return height + years * self.rowHeight(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back what was typed by the keys that delete elsewhere; begin with Enter, too."""
        index = self.currentIndex()
        # An editor takes its keys itself, and lets some of them through to here.
        editing = self.state() == QAbstractItemView.State.EditingState
        amount = 0 < index.column() < _FROM and not editing
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and amount:
            self.take(index, "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and amount:
            self.edit(index)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Edits what is typed of an amount, not what is shown of it."""

    def __init__(self, table: YearlyTable) -> None:
        super().__init__(table)
        self._table = table

    def createEditor(self, parent: QWidget, option: object, index: Index) -> QWidget:
        """Return the field that an amount is typed into."""
        field = QLineEdit(parent)
        year = index.sibling(index.row(), 0).data()
        field.setAccessibleName(f"{AMOUNT_WORDS[_KINDS[index.column() - 1]]} of {year}")
        field.setAlignment(RIGHT)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is typed, or with nothing."""
        if isinstance(editor, QLineEdit):
            editor.setText(index.data(_TYPED))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what is typed."""
        if isinstance(editor, QLineEdit):
            self._table.take(index, editor.text())


def _cell(column: int) -> QTableWidgetItem:
    cell = QTableWidgetItem()
    cell.setTextAlignment(RIGHT if 0 < column < _FROM else LEFT)
    if not 0 < column < _FROM:
        cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return cell


def _origin(amounts: tuple[AmountOfYear, ...]) -> str:
    """Return which amounts of a year were typed, and when; else where all of them are from."""
    typed = [f"{AMOUNT_WORDS[each.kind]} {each.typed.source}" for each in amounts if each.typed]
    given = dict.fromkeys(each.source.partition(":")[0] for each in amounts if each.source)
    return "; ".join(typed) or " and ".join(given).capitalize()

"""The table of the price list: codes and charges typed as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.window.details.price_model import CHARGE, CHECK, CODE, SERVICE, PriceModel
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.marks import MARK_SIZE, paint_mark
from quarterhour.window.look.views import Index, TableCells, TableTitles

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
        if index.column() != CHECK or not (found.problem or found.check):
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

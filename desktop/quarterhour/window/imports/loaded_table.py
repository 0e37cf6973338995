"""The table of what is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from quarterhour.window.imports.loaded import LoadedRow
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.plain import tip
from quarterhour.window.words import TABLE_WORDS, Table

_FROM = 3
_LINES = 3
_GAP = 3 * GRID
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class LoadedTable(QTreeWidget):
    """Lists what is loaded, one row each. `removal_wanted` follows the Delete key."""

    row_changed = Signal()
    removal_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[LoadedRow] = ()
        self.setFont(figures_font(self.font()))
        self.setAccessibleName("Fee schedules and tables loaded")
        self.setHeaderLabels(list(TABLE_WORDS[Table.LOADED]))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumHeight((self.fontMetrics().height() + GRID) * (_LINES + 1) + 2 * GRID)
        header = self.header()
        header.setAccessibleName("Columns of what is loaded")
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FROM, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda item, before: self.row_changed.emit())
        self.itemSelectionChanged.connect(self.row_changed)

    @property
    def row(self) -> LoadedRow | None:
        """The row that the keyboard is on."""
        at = self.currentIndex().row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @property
    def selected(self) -> list[LoadedRow]:
        """The rows selected, from above."""
        chosen = self.selectionModel().selectedRows()
        return [self._rows[at] for at in sorted(index.row() for index in chosen)]

    def show_rows(self, rows: Sequence[LoadedRow]) -> None:
        """Show what is loaded now.

        What has come is selected, else what was; where that is gone, what stands in its place.
        """
        selected, known = self.row, {(row.identity, row.sources) for row in self._rows}
        place = min(self.currentIndex().row(), len(rows) - 1)
        added = [row for row in rows if (row.identity, row.sources) not in known] if known else []
        self.blockSignals(True)
        self.clear()
        self._rows = rows
        self.addTopLevelItems([_item(row, self.fontMetrics()) for row in rows])
        kept = next((row for row in rows if selected and row.identity == selected.identity), None)
        chosen = added[0] if added else kept or (rows[max(place, 0)] if rows else None)
        if chosen is not None:
            # Not by the keys that are down at this time, such as those that opened the dialog.
            self.selectionModel().setCurrentIndex(self.model().index(rows.index(chosen), 0), _ALONE)
        self.blockSignals(False)
        self.row_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._rows:
            self.show_rows(self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected row on view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here, also after another window was closed."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the removal of the row by the keys that delete elsewhere."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


def _item(row: LoadedRow, metrics: QFontMetrics) -> QTreeWidgetItem:
    item = QTreeWidgetItem([row.release, row.dates or DASH, row.factor or DASH, row.origin])
    item.setToolTip(_FROM, tip(row.origin))
    for column in range(_FROM):
        width = metrics.horizontalAdvance(
            max(item.text(column), TABLE_WORDS[Table.LOADED][column], key=len)
        )
        item.setSizeHint(column, QSize(width + _GAP, metrics.height() + GRID))
    return item

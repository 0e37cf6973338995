"""The rows of the worksheet as a table model. It computes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from quarterhour.entry import Edit, Row
from quarterhour.entry.service_cells import (
    ROW_FIELDS,
    TYPED,
    Cell,
    Column,
    Made,
    RowCells,
    blank_cells,
    service_rows,
)
from quarterhour.visit import DISCIPLINES, MAX_SERVICES
from quarterhour.window.look.text import tip
from quarterhour.window.look.views import LEFT, RIGHT, Index
from quarterhour.window.worksheet import Worksheet

COLUMN_WORDS = {
    Column.SERVICE: "Service",
    Column.DISCIPLINE: "Discipline",
    Column.THERAPIST: "Minutes",
    Column.ASSISTANT: "Assistant",
    Column.UNITS: "Units",
    Column.MODIFIERS: "Modifiers",
    Column.ALLOWED: "Allowed",
}
# Where the assistant's minutes show too, it is said whose the others are.
THERAPIST = "Therapist"

MEANING_WORDS = {
    Column.SERVICE: "CPT code or name, such as 97110 or ther ex",
    Column.DISCIPLINE: "Discipline: PT, OT, or SLP",
    Column.THERAPIST: "Therapist's minutes: 23, 10+8, or 9:05-9:28",
    Column.ASSISTANT: "Assistant's minutes: 23, 10+8, or 9:05-9:28",
    Column.UNITS: "Billable units",
    Column.MODIFIERS: "Modifiers on the claim lines",
    Column.ALLOWED: "Medicare allowed amount, after the multiple procedure reduction (MPPR)",
}

_NUMERIC = (Column.THERAPIST, Column.ASSISTANT, Column.UNITS, Column.ALLOWED)
# How a column's cells and its title are aligned.
ALIGNMENT = tuple(RIGHT if column in _NUMERIC else LEFT for column in Column)

_TOP = QModelIndex()
_ALL = len(Column)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TYPED_FLAGS = _FLAGS | Qt.ItemFlag.ItemIsEditable


class ServiceModel(QAbstractTableModel):
    """The services typed, with one blank row at the end to type into."""

    def __init__(self, worksheet: Worksheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._assistant = True
        self._made: Made = []
        self._rows = service_rows(self._session, self._made)
        worksheet.replaced.connect(self._reset)
        worksheet.assessed.connect(self._refresh)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the rows typed and the blank one."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else _ALL  # every cell that is painted asks

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Typed columns can be edited; all can be selected."""
        return _TYPED_FLAGS if index.column() in TYPED else _FLAGS

    def row(self, row: int) -> RowCells:
        """Return what is shown of a row."""
        return self._rows[row]

    def texts(self, column: Column) -> set[str]:
        """Return what is seen in a column, each text once: a remedy is written over some.

        Of minutes, those that more than figures are written beside.
        """
        shown = (row.cells[column] for row in self._rows if not row.remedy_over(column))
        return {cell.text for cell in shown if column not in TYPED or cell.reason}

    def show_assistant(self, shown: bool) -> None:
        """Say whose minutes are in the first of two columns of them."""
        if shown is not self._assistant:
            self._assistant = shown
            across = Qt.Orientation.Horizontal
            self.headerDataChanged.emit(across, Column.THERAPIST, Column.THERAPIST)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, what is edited in it, or what is wrong with it."""
        if not index.isValid():
            return None
        cell = self._cell(index)
        mark = self._rows[index.row()].mark if index.column() == Column.SERVICE else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.EditRole:
                return cell.typed
            case Qt.ItemDataRole.TextAlignmentRole:
                return ALIGNMENT[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                title = mark.title if mark else ""
                return tip(cell.problem or title or cell.reason or cell.text)
            case Qt.ItemDataRole.AccessibleTextRole:
                # A screen reader says what the cell shows, why, and what the badge is for.
                if mark and mark.severity and not cell.problem:
                    return f"{cell.text}. {mark.severity.title}: {mark.title}"
                return cell.reason if cell.quiet and not cell.text else cell.spoken
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return MEANING_WORDS[Column(index.column())]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column, or the number of a row."""
        if orientation is Qt.Orientation.Vertical:
            return super().headerData(section, orientation, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if section == Column.THERAPIST and self._assistant:
                    return THERAPIST
                return COLUMN_WORDS[Column(section)]
            case Qt.ItemDataRole.TextAlignmentRole:
                return ALIGNMENT[section]
            case Qt.ItemDataRole.ToolTipRole:
                return MEANING_WORDS[Column(section)]
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Type a text into a cell, or choose a discipline; the result follows at once."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if value == self._cell(index).typed:
            return False
        row, column = index.row(), Column(index.column())
        if column is Column.DISCIPLINE and (value not in DISCIPLINES or self.is_blank(row)):
            return False
        if column not in ROW_FIELDS:
            return False
        self._ensure_row(row)
        if column is Column.SERVICE:
            self._session.change_code(row, value)
        elif column is Column.DISCIPLINE:
            self._session.change_row(row, discipline=value, discipline_chosen=True)
        else:
            self._session.change_row(row, **{ROW_FIELDS[column]: value})
        return True

    def clear(self, index: Index) -> None:
        """Empty a cell that is typed in; what is chosen or computed stays."""
        column = Column(index.column())
        if column in TYPED and index.row() < len(self._session.draft.rows):
            self._session.clear(index.row(), ROW_FIELDS[column])
            self.remove_blank_end()

    def type_cells(self, texts: Mapping[tuple[int, Column], str]) -> None:
        """Type into several cells as one step; what is computed stays."""
        typed = {
            (row, ROW_FIELDS[column]): text
            for (row, column), text in texts.items()
            if column in ROW_FIELDS
        }
        if typed:
            self._session.type_cells(typed)

    def above(self, cells: Iterable[tuple[int, Column]]) -> dict[tuple[int, Column], str]:
        """Return for each of some cells what is typed in the row above the first of them."""
        cells = [cell for cell in cells if cell[1] in ROW_FIELDS]
        first = min((row for row, _ in cells), default=0)
        if first == 0:
            return {}
        above = self._rows[first - 1].cells
        return {(row, column): above[column].typed for row, column in cells}

    def remove_row(self, row: int) -> None:
        """Remove a row that was typed; the blank one at the end stays."""
        typed = len(self._session.draft.rows)
        if row >= typed:
            return
        self.beginRemoveRows(_TOP, row, row)
        self._session.take_row(row)
        del self._rows[row]
        self.endRemoveRows()
        if typed == MAX_SERVICES:
            # There was no room for the blank row at the end; now there is.
            self.beginInsertRows(_TOP, typed - 1, typed - 1)
            self._rows.append(blank_cells(typed))
            self.endInsertRows()
        self._session.assess_again(Edit.DELETED_ROW)

    def remove_blank_end(self) -> None:
        """Leave one blank row at the end where several are."""
        while (typed := len(self._session.draft.rows)) and self.is_blank(typed - 1):
            spare = self.rowCount() > typed
            if spare:
                self.beginRemoveRows(_TOP, typed, typed)
            self._session.take_row(typed - 1)
            if spare:
                del self._rows[typed]
                self.endRemoveRows()

    def is_blank(self, row: int) -> bool:
        """Return whether nothing is typed in a row."""
        rows = self._session.draft.rows
        return not 0 <= row < len(rows) or rows[row].blank

    def _cell(self, index: Index) -> Cell:
        return self._rows[index.row()].cells[index.column()]

    def _ensure_row(self, row: int) -> None:
        """Make the blank row at the end a real one, and put another blank one after it."""
        typed = len(self._session.draft.rows)
        if row < typed:
            return
        grows = typed + 1 < MAX_SERVICES
        if grows:
            self.beginInsertRows(_TOP, typed + 1, typed + 1)
        self._session.insert_row(typed, Row())
        if grows:
            self._rows.append(blank_cells(typed + 2))
            self.endInsertRows()

    def _reset(self) -> None:
        self.beginResetModel()
        self._rows = service_rows(self._session, self._made)
        self.endResetModel()

    def _refresh(self) -> None:
        """Tell the views which cells have changed, and only those: the rest is not redrawn."""
        before, self._rows = self._rows, service_rows(self._session, self._made)
        for row, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old == new:
                continue
            if old.remedy != new.remedy or old.remedy_from != new.remedy_from:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
                continue
            for column in Column:
                marked = column is Column.SERVICE and old.mark != new.mark
                if marked or old.cells[column] != new.cells[column]:
                    index = self.index(row, column)
                    self.dataChanged.emit(index, index)

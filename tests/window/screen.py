"""What a screen shows: every text of a window that follows from the visit in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtWidgets import QComboBox, QTreeView, QWidget

from quarterhour.visit import MEDICARE
from quarterhour.window.status_line import StatusLine
from window.person import COLUMNS, Person

TOTALS = ("Timed minutes", "Total minutes", "Units", "Patient pays")
NOTES = (
    *("About the date of service", "About the place", "About the deductible"),
    "What the table needs",
)
_COUNTED_IN = re.compile(r"with row ([0-9]+)")


class Screen(NamedTuple):
    """The texts of a window, without those of blank rows, and the row that is explained."""

    rule: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    totals: tuple[str, ...]
    ruler: str
    steps: tuple[list[str], ...]
    payment: tuple[str, ...]
    hints: tuple[str, ...]
    items: tuple[str, ...]
    why: str
    explained: int

    def difference(self, other: Screen) -> str:
        """Return what each of the two screens shows, where that is not the same."""
        return "\n".join(
            f"{name}:\n  {mine!r}\n  {theirs!r}"
            for name, mine, theirs in zip(self._fields, self, other, strict=True)
            if mine != theirs
        )


class Seen:
    """The texts of a list or table as a view knows them: what it is not told of is not painted."""

    def __init__(self, model: QAbstractItemModel, columns: int = 1) -> None:
        self.rows: list[list[str]] = []
        self._model = model
        self._columns = range(columns)
        model.modelReset.connect(self._begin)
        model.dataChanged.connect(self._change)
        model.rowsInserted.connect(self._insert)
        model.rowsRemoved.connect(self._remove)
        self._begin()

    def _begin(self) -> None:
        self.rows = [self._row(row) for row in range(self._model.rowCount())]

    def _change(self, first: QModelIndex, last: QModelIndex) -> None:
        if not first.parent().isValid():
            for row in range(first.row(), last.row() + 1):
                now, end = self._row(row), last.column() + 1
                self.rows[row][first.column() : end] = now[first.column() : end]

    def _insert(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            self.rows[first:first] = [self._row(row) for row in range(first, last + 1)]

    def _remove(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            del self.rows[first : last + 1]

    def _row(self, row: int) -> list[str]:
        return [str(self._model.index(row, column).data() or "") for column in self._columns]


class Reader:
    """Reads the screen of a window again and again."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.session = person.window.worksheet.session
        self._rule = person.find(QComboBox, "Payer")
        self._status = person.find(StatusLine, "")
        self._ruler = person.find(QWidget, "Minute ruler")
        self._services = Seen(person.table.model(), len(COLUMNS))
        self._payment: QAbstractItemModel | None = None
        self._steps: Seen | None = None
        self._why = person

    def read(self) -> Screen:
        """Return what stands in the window now."""
        typed = self._typed()
        self._find_payment()
        row = self.person.table.currentIndex().row()
        return Screen(
            rule=self._rule.currentText(),
            rows=tuple(tuple(self._cells(at, typed)) for at in typed),
            notes=(*map(self.person.says, NOTES), self._status.sentence),
            totals=(*map(self.person.total, TOTALS), self._pays()),
            ruler=self._ruler.accessibleDescription(),
            steps=tuple(self._steps.rows) if self._steps and typed else (),
            payment=tuple(_texts(self._payment)) if self._payment and typed else (),
            hints=tuple(self.person.hints()),
            items=tuple(self._items()),
            why=self._why.why(),
            explained=typed.index(row) if row in typed else len(typed),
        )

    def _pays(self) -> str:
        """Read what the payer pays, which is not always Medicare."""
        medicare = self.session.draft.payer == MEDICARE
        return self.person.total("Medicare pays" if medicare else "Payer pays")

    def explain(self, place: int) -> None:
        """Have a row explained, counted without the blank ones; beyond them, a blank one."""
        rows = (*self._typed(), len(self.session.draft.rows))
        row = rows[min(place, len(rows) - 1)]
        self.person.table.setCurrentIndex(self.person.table.model().index(row, 0))

    def _find_payment(self) -> None:
        """Find the steps of the payment, which are there from the first service on."""
        trees = self.person.window.findChildren(QTreeView)
        found = (each for each in trees if each.accessibleName() == "Payment")
        if self._payment is None and (tree := next(found, None)) is not None:
            self._payment = tree.model()
            self._steps = Seen(self._payment)

    def _items(self) -> list[str]:
        """Read the titles of the items: of the notes, someone may have asked for those of one."""
        count = len(self.person.to_settle.shown.items)
        return self.person.titles()[:count]

    def _typed(self) -> list[int]:
        return [at for at, row in enumerate(self.session.draft.rows) if not row.blank]

    def _cells(self, row: int, typed: list[int]) -> list[str]:
        """Read a row; another that it names is numbered without the blank rows.

        No minutes are typed as 0 or not at all: a saved visit does not tell which.
        """
        cells = list(self._services.rows[row])
        for column in map(COLUMNS.index, ("therapist", "assistant")):
            cells[column] = "" if cells[column] == "0" else cells[column]
        counted_in = _COUNTED_IN.fullmatch(cells[COLUMNS.index("units")])
        if counted_in:
            cells[COLUMNS.index("units")] = f"with row {typed.index(int(counted_in[1]) - 1) + 1}"
        return cells


def _texts(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[str]:
    """Return the texts of a list or a tree from top to bottom."""
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [str(index.data()), *_texts(model, index)]
    return found

"""The waterfall as a tree: its steps, and under each how the claim lines come to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from quarterhour.fees import MINUS, dollars
from quarterhour.report.payment_steps import Calculation, PaymentStep
from quarterhour.window.look import TIMES
from quarterhour.window.look.plain import tip
from quarterhour.window.look.views import Index

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()
_STEP = 0  # the id of a step; that of a working is the number of its step, from 1


class WaterfallModel(QAbstractItemModel):
    """Holds the steps; those that change alone are told of alone."""

    def __init__(self, steps: Sequence[PaymentStep], parent: QObject) -> None:
        super().__init__(parent)
        self.steps = steps

    def replace(self, steps: Sequence[PaymentStep]) -> bool:
        """Show other steps; return whether the tree was built anew for them."""
        before = self.steps
        if [len(step.calculations) for step in before] != [
            len(step.calculations) for step in steps
        ]:
            self.beginResetModel()
            self.steps = steps
            self.endResetModel()
            return True
        self.steps = steps
        for row, (old, new) in enumerate(zip(before, steps, strict=True)):
            if old != new:
                at = self.index(row, 0)
                self.dataChanged.emit(at, at)
                if new.calculations:
                    last = len(new.calculations) - 1
                    self.dataChanged.emit(self.index(0, 0, at), self.index(last, 0, at))
        return False

    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        """Return the index of a step, or of a working under one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _STEP)

    def parent(self, index: Index = _TOP) -> QModelIndex:  # type: ignore[override]
        """Return the step that a working is under."""
        if not index.isValid() or index.internalId() == _STEP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _STEP)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the steps, or the calculations under one."""
        if not parent.isValid():
            return len(self.steps)
        return len(self.steps[parent.row()].calculations) if parent.internalId() == _STEP else 0

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the one column: a row is drawn as a whole."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row as a sentence, or the step or working itself."""
        if not index.isValid():
            return None
        entry: PaymentStep | Calculation
        if index.internalId() == _STEP:
            entry = self.steps[index.row()]
            text = entry.sentence
        else:
            entry = self.steps[index.internalId() - 1].calculations[index.row()]
            text = f"{entry.what}: {working_text(entry)}".rstrip(": ")
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        return text if role == Qt.ItemDataRole.DisplayRole else None


def working_text(working: Calculation) -> str:
    """Return how an amount was worked out, with its result, for reading."""
    how = working.working.replace(" x ", f" {TIMES} ").replace(" - ", f" {MINUS} ")
    if working.amount is None:
        return how
    return f"{how} = {dollars(working.amount)}" if how else dollars(working.amount)

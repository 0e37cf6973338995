"""The visits of a day as a list of Qt: each is told of only where it has changed."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from quarterhour.entry.day_session import DaySession
from quarterhour.entry.visit_list import DayTotal, VisitItem, VisitList, visit_list
from quarterhour.window.look.views import Index
from quarterhour.window.visits.sentences import spoken

_NO_PARENT = QModelIndex()


class VisitModel(QAbstractListModel):
    """Has the visits of a session; `refresh` finds them anew."""

    def __init__(self, session: DaySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._listed = VisitList((), None)

    @property
    def total(self) -> DayTotal | None:
        """What the visits come to."""
        return self._listed.total

    def item(self, at: int) -> VisitItem:
        """Return a visit."""
        return self._listed.items[at]

    def refresh(self) -> None:
        """Find the visits anew."""
        before, now = self._listed.items, visit_list(self._session)
        if len(now.items) != len(before):
            self.beginResetModel()
            self._listed = now
            self.endResetModel()
            return
        self._listed = now
        for at, (item, old) in enumerate(zip(now.items, before, strict=True)):
            if item != old:
                self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return how many visits there are."""
        return 0 if parent.isValid() else len(self._listed.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the tag of a visit, or all that is said of it."""
        if not index.isValid():
            return None
        item = self.item(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return item.tag
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(item)
        return None

"""The list of pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from quarterhour.guide import Entry
from quarterhour.window.look import GRID
from quarterhour.window.look.plain import tip


class PageList(QListWidget):
    """Lists pages; `chosen` tells the key of the one that is selected, `typed` a letter typed."""

    chosen = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages")
        self.setUniformItemSizes(True)
        self.setSpacing(GRID // 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._choose)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List other pages; none is selected."""
        with QSignalBlocker(self):
            self.clear()
            for entry in entries:
                item = QListWidgetItem(entry.title, self)
                item.setData(Qt.ItemDataRole.UserRole, entry.key)
                item.setToolTip(tip(entry.title))
            self.setCurrentRow(-1)

    def select(self, key: str) -> None:
        """Select a page if it is listed, without choosing it anew."""
        with QSignalBlocker(self):
            for row in range(self.count()):
                if self.item(row).data(Qt.ItemDataRole.UserRole) == key:
                    self.setCurrentRow(row)
                    return
            self.setCurrentRow(-1)

    def keyboardSearch(self, search: str) -> None:
        """Leave searching to the field above."""
        self.typed.emit(search)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

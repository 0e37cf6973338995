"""The column of assistants' minutes, which most visits do without."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from quarterhour.window.settings import KeptSettings
from quarterhour.window.table.view import ServiceTable
from quarterhour.window.worksheet import Worksheet


class AssistantColumn(QObject):
    """Shows the column where it is wanted, by the settings, or needed, by the visit.

    Once shown for a visit it stays, even where its last minutes are deleted: someone may be about
    to type others. `action` shows and hides it, for all visits to come.
    """

    def __init__(self, table: ServiceTable, worksheet: Worksheet, kept: KeptSettings) -> None:
        super().__init__(table)
        self._table = table
        self._worksheet = worksheet
        self._kept = kept
        self.action = QAction("&Assistant column", self)
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence("Ctrl+Shift+A"))
        # Not `toggled`: that would take the column of one visit for a wish.
        self.action.triggered.connect(kept.keep_assistant_column)
        kept.changed.connect(self._begin)
        worksheet.opened.connect(self._begin)
        worksheet.assessed.connect(self._follow)
        self._begin()

    @property
    def _needed(self) -> bool:
        return any(row.assistant.strip() for row in self._worksheet.session.draft.rows)

    def _begin(self) -> None:
        self._show(self._kept.assistant_column or self._needed)

    def _follow(self) -> None:
        self._show(self.action.isChecked() or self._needed)

    def _show(self, shown: bool) -> None:
        self._table.show_assistant(shown)
        self.action.setChecked(shown)
        # Minutes that count are not hidden.
        self.action.setEnabled(not self._needed)

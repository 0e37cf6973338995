"""The column of assistants' minutes, which most visits do without."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from quarterhour.entry.settings import ASSISTANT_COLUMN
from quarterhour.window.settings import KeptSettings
from quarterhour.window.table.view import ServiceTable
from quarterhour.window.worksheet import Worksheet


class AssistantColumn(QObject):
    """Shows the column where it is wanted, by the settings, or needed, by the visit.

    Once shown for a visit it stays, even where its last minutes are deleted: someone may be about
    to type others. An entry of the menu shows and hides it, for all visits to come.
    """

    def __init__(
        self, table: ServiceTable, worksheet: Worksheet, kept: KeptSettings, entry: QAction
    ) -> None:
        super().__init__(table)
        self._table = table
        self._worksheet = worksheet
        self._kept = kept
        self._entry = entry
        entry.setCheckable(True)
        # Not `toggled`: that would take the column of one visit for a wish.
        self._entry.triggered.connect(lambda on: kept.keep(ASSISTANT_COLUMN, on))
        kept.changed.connect(self._begin)
        worksheet.opened.connect(self._begin)
        worksheet.assessed.connect(self._follow)
        self._begin()

    @property
    def _needed(self) -> bool:
        session = self._worksheet.session
        return any(
            row.assistant.strip() or (session.is_assistants(at) and not row.blank)
            for at, row in enumerate(session.draft.rows)
        )

    def _begin(self) -> None:
        self._show(self._kept.get(ASSISTANT_COLUMN) or self._needed)

    def _follow(self) -> None:
        self._show(self._entry.isChecked() or self._needed)

    def _show(self, shown: bool) -> None:
        self._table.show_assistant(shown)
        self._entry.setChecked(shown)
        # Minutes that count are not hidden.
        self._entry.setEnabled(not self._needed)

"""Edits of whole rows: move, duplicate, copy and paste."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from quarterhour.entry import Session
from quarterhour.entry.pasting import row_text
from quarterhour.window.message_bar import MessageBar
from quarterhour.window.table.view import ServiceTable


class RowEdits:
    """What can be done with the row that the keyboard is in."""

    def __init__(self, session: Session, table: ServiceTable, messages: MessageBar) -> None:
        self._session = session
        self._table = table
        self._messages = messages

    def move_up(self) -> None:
        """Put the row above the one before it."""
        self._session.move_row(self._table.row, self._table.row - 1)

    def move_down(self) -> None:
        """Put the row below the one after it."""
        self._session.move_row(self._table.row, self._table.row + 1)

    def duplicate(self) -> None:
        """Put a copy of the row after it."""
        if problem := self._session.duplicate_row(self._table.row):
            self._messages.say(problem)

    def copy(self) -> None:
        """Put the row on the clipboard."""
        at, rows = self._table.row, self._session.draft.without_blank_end().rows
        if at < len(rows):
            QApplication.clipboard().setText(row_text(rows[at]))

    def paste(self) -> None:
        """Insert the rows that the clipboard holds where the keyboard is."""
        text = QApplication.clipboard().text()
        if problem := self._session.paste(self._table.row, text):
            self._messages.say(problem)
        else:
            self._messages.clear()

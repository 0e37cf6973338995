"""Edits of whole rows: move, duplicate, copy and paste."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from quarterhour.entry import Row
from quarterhour.entry.pasting import row_text, rows_from_text
from quarterhour.visit import MOST_SERVICES
from quarterhour.window.message_bar import MessageBar
from quarterhour.window.table.view import ServiceTable
from quarterhour.window.worksheet import Worksheet

_NOTHING = (
    "Nothing that was copied is a service: copy lines with a code or a name and the minutes, such "
    "as 97110 and 23."
)


class RowEdits(QObject):
    """What can be done with the row that the keyboard is in."""

    def __init__(self, worksheet: Worksheet, table: ServiceTable, messages: MessageBar) -> None:
        super().__init__(table)
        self._worksheet = worksheet
        self._table = table
        self._messages = messages

    def move_up(self) -> None:
        """Put the row above the one before it."""
        self._swap(self._table.row, self._table.row - 1)

    def move_down(self) -> None:
        """Put the row below the one after it."""
        self._swap(self._table.row, self._table.row + 1)

    def duplicate(self) -> None:
        """Put a copy of the row after it."""
        at, rows = self._table.row, self._rows
        if at < len(rows) and self._has_room(1):
            copy = replace(rows[at], takes_left_over=False)
            self._worksheet.put_rows(
                (*rows[: at + 1], copy, *rows[at + 1 :]), "copy of a row", at + 1
            )

    def copy(self) -> None:
        """Put the row on the clipboard."""
        at = self._table.row
        if at < len(self._rows):
            QApplication.clipboard().setText(row_text(self._rows[at]))

    def paste(self) -> None:
        """Insert the rows that the clipboard holds where the keyboard is."""
        at, rows = min(self._table.row, len(self._rows)), self._rows
        text = QApplication.clipboard().text()
        pasted = rows_from_text(text, self._worksheet.draft, self._worksheet.suggestions)
        if not pasted:
            self._messages.say(_NOTHING)
        elif self._has_room(len(pasted)):
            self._messages.clear()
            step = "pasted row" if len(pasted) == 1 else "pasted rows"
            self._worksheet.put_rows((*rows[:at], *pasted, *rows[at:]), step, at + len(pasted))

    @property
    def _rows(self) -> tuple[Row, ...]:
        return self._worksheet.draft.without_blank_end().rows

    def _has_room(self, more: int) -> bool:
        fits = len(self._rows) + more <= MOST_SERVICES
        if not fits:
            self._messages.say(f"A visit has {MOST_SERVICES} rows at most: delete some first.")
        return fits

    def _swap(self, at: int, other: int) -> None:
        rows = list(self._rows)
        if max(at, other) < len(rows) and min(at, other) >= 0:
            rows[at], rows[other] = rows[other], rows[at]
            self._worksheet.put_rows(tuple(rows), "order of rows", other)

"""Edits of whole rows: one is moved, copied, or pasted beside the others."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from quarterhour.entry.draft import Draft, Row
from quarterhour.entry.edits import Edit
from quarterhour.entry.pasting import read_copied, rows_from_text
from quarterhour.entry.suggestions import Suggestions
from quarterhour.visit import MOST_SERVICES

_NO_SERVICE = (
    "Nothing that was copied is a service: copy lines with a code or a name and the minutes, such "
    "as 97110 and 23."
)
_OTHER_VERSION = (
    "The row was copied in another version of the program, and cannot be read whole here: type it."
)
_FULL = f"A visit has {MOST_SERVICES} rows at most: delete some first."


class RowEdit(NamedTuple):
    """The rows after an edit, what it is, and the row to go to."""

    rows: tuple[Row, ...]
    edit: Edit
    go_to: int


def moved(draft: Draft, at: int, to: int) -> RowEdit | str:
    """Have a row and one beside it change places; return an empty text where one is not typed."""
    rows = list(draft.without_blank_end().rows)
    if min(at, to) < 0 or max(at, to) >= len(rows):
        return ""
    rows[at], rows[to] = rows[to], rows[at]
    return RowEdit(tuple(rows), Edit.ORDER, to)


def duplicated(draft: Draft, at: int) -> RowEdit | str:
    """Put a copy of a row after it, or return a sentence that says why not.

    That is empty where there is no row.
    """
    rows = draft.without_blank_end().rows
    if at >= len(rows):
        return ""
    if len(rows) == MOST_SERVICES:
        return _FULL
    copy = replace(rows[at], takes_left_over=False)
    return RowEdit((*rows[: at + 1], copy, *rows[at + 1 :]), Edit.COPIED_ROW, at + 1)


def pasted(
    draft: Draft, at: int, text: str, copied: bytes, suggestions: Suggestions
) -> RowEdit | str:
    """Insert the rows copied whole, else those that a text holds, or say why not in a sentence."""
    rows = draft.without_blank_end().rows
    at = min(at, len(rows))
    new = read_copied(copied) if copied else rows_from_text(text, draft, suggestions)
    if new is None:
        return _OTHER_VERSION
    if not new:
        return _NO_SERVICE
    if len(rows) + len(new) > MOST_SERVICES:
        return _FULL
    edit = Edit.PASTED_ROW if len(new) == 1 else Edit.PASTED_ROWS
    return RowEdit((*rows[:at], *new, *rows[at:]), edit, at + len(new))

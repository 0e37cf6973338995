"""Edits of whole rows and of several cells: moving, duplicating, pasting, and clearing them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from quarterhour.entry.draft import Draft, Row
from quarterhour.entry.edits import Edit
from quarterhour.entry.history import first_changed
from quarterhour.entry.row_times import with_other_minutes
from quarterhour.entry.suggestions import Suggestions
from quarterhour.visit import DISCIPLINES, MAX_SERVICES

if TYPE_CHECKING:
    from quarterhour.entry.pasting import Pasted

_NO_SERVICE = (
    "No services found to paste. Each line needs a code or name and the minutes, such as 97110 "
    "and 23."
)
_OTHER_VERSION = "This row was copied in another version of Quarterhour. Enter it here instead."
_UNITS = (
    "These are units, not minutes. Copy the codes with their minutes, or copy whole rows of this "
    "table."
)
# What is typed or chosen in the cells of a row, in the order in which one follows the other.
CELL_FIELDS = ("code", "discipline", "therapist", "assistant")
_SHOWN = 40
_MAX_NAMED = 12
# Where what is beside the rows goes, by its form.
_BESIDE = {
    r"(x|qty)?\W*[0-9]+\s*(u|units?)?": "Quarterhour counts units from the minutes.",
    r"[A-Z][A-Z0-9]|[0-9]{2}": "Enter modifiers in Visit > Claim modifiers.",
    r"[0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{2,4}": "Enter the date of service at the top.",
}
_MAX_TOTALS = 2
_FULL = f"A visit can have up to {MAX_SERVICES} rows. Delete some and try again."


class RowEdit(NamedTuple):
    """The rows after an edit, what it is, the row to go to, and what to say about it."""

    rows: tuple[Row, ...]
    edit: Edit
    go_to: int
    said: str = ""


def moved(draft: Draft, at: int, to: int) -> RowEdit | str:
    """Swap two neighboring rows; return an empty text where one of them is not typed."""
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
    if len(rows) == MAX_SERVICES:
        return _FULL
    copy = replace(rows[at], takes_remaining_unit=False)
    return RowEdit((*rows[: at + 1], copy, *rows[at + 1 :]), Edit.COPIED_ROW, at + 1)


def typed(
    draft: Draft,
    texts: Mapping[tuple[int, str], str],
    with_code: Callable[[Draft, int, str], Draft],
) -> RowEdit | str:
    """Type into several cells, each text by its row and field; empty where nothing changes.

    Rows below the last one are added. A text that names no discipline leaves it as it is.
    `with_code` types a service.
    """
    before = draft.without_blank_end().rows
    for at, field in sorted(texts, key=lambda cell: (cell[0], CELL_FIELDS.index(cell[1]))):
        text = texts[at, field]
        if at >= MAX_SERVICES or (at >= len(draft.rows) and not text):
            continue
        draft = _with_rows(draft, at + 1)
        row = draft.rows[at]
        if field == "code":
            draft = with_code(draft, at, text)
        elif field != "discipline":
            minutes: dict[str, Any] = {field: text}
            other = with_other_minutes(row, replace(row, **minutes))
            # The therapist's cell shows what times cover: emptied, it has none.
            emptied = field == "therapist" and not text
            draft = draft.with_row(at, replace(other, times=()) if emptied else other)
        elif text in DISCIPLINES and not row.blank:
            draft = draft.with_row(at, replace(row, discipline=text, discipline_chosen=True))
    rows = draft.without_blank_end().rows
    return "" if rows == before else RowEdit(rows, Edit.CELLS, min(at for at, _ in texts))


def changed_cell(before: Sequence[Row], after: Sequence[Row]) -> tuple[int, str]:
    """Return the first row that differs, and its field; a row that comes or goes begins anew."""
    at = first_changed(before, after)
    if len(before) != len(after) or at == len(before):
        return at, CELL_FIELDS[0]
    differ = (each for each in CELL_FIELDS if getattr(before[at], each) != getattr(after[at], each))
    return at, next(differ, "")


def _with_rows(draft: Draft, count: int) -> Draft:
    """Return the draft with at least this number of rows, those added blank."""
    return replace(draft, rows=(*draft.rows, *[Row()] * (count - len(draft.rows))))


def pasted(
    draft: Draft, at: int, text: str, copied: bytes, suggestions: Suggestions
) -> RowEdit | str:
    """Insert the rows copied whole, else those in a text, or say why not in a sentence."""
    before = draft.without_blank_end().rows[:at]
    # The discipline of a row depends on the rows above.
    found = _on_clipboard(replace(draft, rows=before), text, copied, suggestions)
    if isinstance(found, str):
        return found
    edit = Edit.PASTED_ROW if len(found.rows) == 1 else Edit.PASTED_ROWS
    return inserted(draft, at, found.rows, edit, _said_of(found))


def inserted(
    draft: Draft, at: int, new: Sequence[Row], edit: Edit, said: str = ""
) -> RowEdit | str:
    """Insert rows before a row, or return a sentence that says why not."""
    rows = draft.without_blank_end().rows
    at = min(at, len(rows))
    if len(rows) + len(new) > MAX_SERVICES:
        return _FULL
    return RowEdit((*rows[:at], *new, *rows[at:]), edit, at + len(new), said)


def _on_clipboard(draft: Draft, text: str, copied: bytes, suggestions: Suggestions) -> Pasted | str:
    # Loaded with the first that is pasted.
    from quarterhour.entry.pasted_heading import UnitsError
    from quarterhour.entry.pasting import Pasted, read_copied, rows_from_text

    if copied:
        rows = read_copied(copied)
        return _OTHER_VERSION if rows is None else Pasted(rows)
    try:
        found = rows_from_text(text, draft, suggestions)
    except UnitsError:
        return _UNITS
    return found if found.rows else _NO_SERVICE


def _said_of(found: Pasted) -> str:
    """Say what was not pasted, if anything was not."""
    said = []
    if found.left:
        shown = "\u201d, \u201c".join(map(_short, found.left[:2]))
        more = f" and {len(found.left) - 2} more" if len(found.left) > 2 else ""
        said.append(f"Not pasted: \u201c{shown}\u201d{more}. Enter what is missing.")
    if found.beside:
        said.append(f"Not pasted: {', '.join(found.beside[:_MAX_NAMED])}.")
        said += [
            advice
            for form, advice in _BESIDE.items()
            if any(re.fullmatch(form, each, re.IGNORECASE) for each in found.beside)
        ]
    for line, minutes in found.totals[:_MAX_TOTALS]:
        shown = f"\u201c{_short(line)}\u201d"
        if minutes is None:
            said.append(f"Not pasted: {shown}. It can't be compared with the minutes.")
        else:
            said.append(f"The minutes above {shown} come to {minutes}. Check each row.")
    others = len(found.totals[_MAX_TOTALS:])
    if others:
        said.append(f"{others} more total{'s' * (others > 1)} couldn't be confirmed.")
    return " ".join(said)


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}\u2026"

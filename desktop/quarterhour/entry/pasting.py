"""Rows on the clipboard: what a spreadsheet, a list or this table puts there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from quarterhour.claims import PLAN_OF_CARE
from quarterhour.entry.draft import Draft, Row
from quarterhour.entry.kept_draft import draft_text, read_draft_text
from quarterhour.entry.minutes import UnfinishedError, read_minutes
from quarterhour.entry.reading import read_code
from quarterhour.entry.suggestions import Suggestions
from quarterhour.visit import DISCIPLINES

_PLANS = {plan: plan for plan in DISCIPLINES} | {
    modifier: plan for plan, modifier in PLAN_OF_CARE.items()
}
_CODE = re.compile(r"[0-9A-Z][0-9]{3}[0-9A-Z]")
_CODE_AND_NAME = re.compile(r"([0-9A-Za-z][0-9]{3}[0-9A-Za-z])\b\W+(.*)")
_MOST_CHARACTERS = 100_000
# What a copied row is called on the clipboard, where it lies whole beside its text.
ROWS_FORMAT = "application/x-quarterhour-rows"


def rows_from_text(text: str, draft: Draft, suggestions: Suggestions) -> list[Row]:
    """Return the rows that a text holds: a line each, with a service and its minutes.

    Cells are parted by tabs, else by semicolons, commas or spaces. After the service come the
    therapist's minutes and the assistant's; a plan (PT or GP) may stand anywhere. A line without
    minutes and without a service that is known is a heading, and is left out.
    """
    rows: list[Row] = []
    for cells in _lines(text[:_MOST_CHARACTERS]):
        row = _row(cells, draft, suggestions, rows)
        if row is not None:
            rows.append(row)
    return rows


def row_text(row: Row) -> str:
    """Return a row for the clipboard, its cells parted by tabs."""
    return "\t".join((row.code, row.plan, row.minutes_shown, row.assistant))


def copied_row(row: Row) -> bytes:
    """Return everything that stands in a row, for the clipboard, but for its part in a tie."""
    return draft_text(Draft(rows=(replace(row, takes_left_over=False),))).encode()


def read_copied(copied: bytes) -> tuple[Row, ...] | None:
    """Return the rows that were copied whole, or None where this version cannot read them."""
    draft = read_draft_text(copied) if len(copied) <= _MOST_CHARACTERS else None
    return None if draft is None else draft.rows


def _lines(text: str) -> Iterator[list[str]]:
    parts = next((mark for mark in "\t;," if mark in text), None)
    if parts:
        reader = csv.reader(io.StringIO(text), delimiter=parts)
        yield from ([cell.strip() for cell in cells if cell.strip()] for cells in reader)
    else:
        yield from (line.split() for line in text.splitlines())


def _row(cells: list[str], draft: Draft, suggestions: Suggestions, above: list[Row]) -> Row | None:
    plan = next((_PLANS[cell.upper()] for cell in cells if cell.upper() in _PLANS), "")
    rest = [cell for cell in cells if cell.upper() not in _PLANS]
    # A number of five digits is a code, never minutes.
    minutes = [cell for cell in rest if _is_minutes(cell) and not _CODE.fullmatch(cell.upper())]
    words = [cell for cell in rest if cell not in minutes]
    code, known = _service(words, suggestions)
    if not code or not (known or minutes):
        return None
    therapist, assistant = (*minutes, "", "")[:2]
    service = suggestions.service(code)
    if not plan and service is not None:
        rows = (*draft.rows, *above)
        plan = Draft(None, "", rows=rows, usual_plan=draft.usual_plan).preset_plan(
            len(rows), service
        )
    return Row(code, plan or draft.usual_plan, bool(plan), therapist, assistant)


def _service(words: list[str], suggestions: Suggestions) -> tuple[str, bool]:
    """Return the code that the words name, else the words, and whether it is known."""
    for word in words:
        match = _CODE_AND_NAME.fullmatch(word)
        code = read_code(match[1] if match else word)
        if suggestions.service(code) is not None:
            return code, True
    text = " ".join(words)
    code = suggestions.meant(text)
    return code or text, bool(code)


def _is_minutes(cell: str) -> bool:
    try:
        read_minutes(cell)
    except UnfinishedError:
        return True
    except ValueError:
        return False
    return bool(cell)

"""Rows of a price list out of a spreadsheet: pasted, or from a file of comma-separated values.

Only what can be a code and what can be an amount is taken: names in the text are not kept.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from quarterhour.entry.price_rows import PriceRow
from quarterhour.entry.reading import is_like_a_code
from quarterhour.practice_files import MAX_BYTES

MAX_LINES = 2000
_SEPARATORS = "\t;,"
_CODES = re.compile(r"(cpt|hcpcs|procedure)?\W*(code|cpt|hcpcs)s?", re.IGNORECASE)
_PRICES = re.compile(r".*\b(price|charge|fee|rate|amount|dollars|usd)s?\b.*|\$", re.IGNORECASE)
_AMOUNT = re.compile(r"\(?[-\u2212\u2013]?\s*\$?\s*[0-9][0-9.,]*\s*\$?\)?")
_MARKS = "\ufeff\0"


def text_of_file(content: bytes) -> str:
    """Return the text of a file that a spreadsheet wrote. Raises ValueError with a sentence."""
    if len(content) > MAX_BYTES:
        raise ValueError(f"That file is too large (over {MAX_BYTES:,} bytes).")
    if b"\0" in content:
        raise ValueError("That isn't a CSV file. Save the sheet as CSV, then import it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def price_rows(text: str) -> tuple[PriceRow, ...]:
    """Return the rows that a text holds. Raises ValueError, with a sentence, where none are.

    Columns go by their headings, where there are some; else each cell by what it can be.
    """
    lines = [cells for cells in _cells(text) if any(cells)]
    if len(lines) > MAX_LINES:
        raise ValueError(f"That's over {MAX_LINES:,} lines. Paste fewer at a time.")
    columns = _headings(lines[0]) if lines else None
    if columns is not None:
        del lines[0]
    rows = [_by_columns(cells, *columns) if columns else _by_form(cells) for cells in lines]
    found = tuple(row for row in rows if not row.blank)
    if not found:
        raise ValueError("Nothing to paste. Copy rows with a code and a charge, such as 97110 45.")
    return found


def _cells(text: str) -> list[list[str]]:
    text = text.strip(_MARKS)
    separator = next((each for each in _SEPARATORS if each in text), None)
    # An amount with a decimal comma is one cell, where nothing else parts the cells.
    if separator is None or (separator == "," and not _parts_cells(text)):
        return [line.split() for line in text.splitlines()]
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    return [[cell.strip() for cell in line] for line in reader]


def _parts_cells(text: str) -> bool:
    """Return whether a comma follows a code, or stands between words."""
    return any(not line.partition(",")[0].strip().count(" ") for line in text.splitlines())


def _headings(cells: Sequence[str]) -> tuple[int, list[int]] | None:
    """Return the column of the codes and those of the charges, None where the line names none."""
    codes = [at for at, cell in enumerate(cells) if _CODES.fullmatch(cell)]
    prices = [at for at, cell in enumerate(cells) if _PRICES.fullmatch(cell) and at not in codes]
    return (codes[0], prices) if codes and prices else None


def _by_columns(cells: Sequence[str], code: int, prices: Sequence[int]) -> PriceRow:
    amounts = [cells[at] for at in prices if at < len(cells) and cells[at]]
    return PriceRow(cells[code] if code < len(cells) else "", "; ".join(amounts))


def _by_form(cells: Sequence[str]) -> PriceRow:
    """Take the first cell that is a code, else the first of all; and every amount beside it."""
    at = next((at for at, cell in enumerate(cells) if is_like_a_code(cell)), 0)
    beside = [cell for other, cell in enumerate(cells) if other != at and cell]
    amounts = [cell for cell in beside if _AMOUNT.fullmatch(cell)]
    if not amounts and len(beside) == 1:
        amounts = beside  # such as a figure with a letter in it, to be corrected
    # An amount with a decimal comma that was parted as if it were two cells.
    if len(amounts) == 2 and all(map(str.isdigit, amounts)) and len(amounts[1]) == 2:
        return PriceRow(cells[at], ",".join(amounts))
    return PriceRow(cells[at], "; ".join(amounts))

"""The rows of the price list that are wrong: kept as typed until they are corrected or removed.

They have a file of their own beside the price list, which has only what can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quarterhour.entry.price_rows import PriceRow
from quarterhour.entry.prices import MAX_PRICES
from quarterhour.practice_files import PracticeFile

FORMAT = "quarterhour.wrong-prices/1"
_LONGEST = 120


def _read(document: Any) -> tuple[PriceRow, ...]:
    rows = document.get("rows") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not all(map(_is_row, rows)):
        raise ValueError("it isn't a list of rows with a code and a charge.")
    return tuple(PriceRow(code, price) for code, price in rows)


def _document(rows: Sequence[PriceRow]) -> dict[str, Any]:
    kept = [[row.code[:_LONGEST], row.price[:_LONGEST]] for row in rows[:MAX_PRICES]]
    return {"format": FORMAT, "rows": kept}


def _is_row(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 2 and all(isinstance(each, str) for each in row)


WRONG_PRICES: PracticeFile[tuple[PriceRow, ...]] = PracticeFile(
    "wrong_prices", _read, _document, ()
)

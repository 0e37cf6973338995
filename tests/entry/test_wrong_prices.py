"""Wrong rows of the price list are kept as typed, in a file of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quarterhour.entry.price_rows import PriceRow
from quarterhour.entry.wrong_prices import FORMAT, WRONG_PRICES
from quarterhour.practice_files import PracticeFiles

ROWS: tuple[PriceRow, ...] = (
    PriceRow("9711O", "60.00"),
    PriceRow("97110", "34,75"),
    PriceRow("", "x"),
)


def test_they_come_back_as_they_were_typed(tmp_path: Path) -> None:
    files = PracticeFiles(tmp_path)
    files.keep(WRONG_PRICES, ROWS)
    assert files.read(WRONG_PRICES) == (ROWS, "")
    (written,) = tmp_path.rglob("wrong_prices.json")
    assert json.loads(written.read_text(encoding="utf-8"))["format"] == FORMAT


@pytest.mark.parametrize(
    "document",
    [[], {}, {"rows": "97110"}, {"rows": [["97110"]]}, {"rows": [["97110", 60]]}],
)
def test_another_document_is_refused_in_a_sentence(document: object, tmp_path: Path) -> None:
    files = PracticeFiles(tmp_path)
    files.keep(WRONG_PRICES, ROWS)
    (written,) = tmp_path.rglob("wrong_prices.json")
    written.write_text(json.dumps(document), encoding="utf-8")
    rows, said = files.read(WRONG_PRICES)
    assert rows == ()
    assert "it isn't a list of rows with a code and a charge." in said

"""Every amount that CMS published for 2025 in four localities, to the cent."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from quarterhour.fees import Gpci, RelativeValues, fee
from quarterhour.reference import Edition, Reference

with (Path(__file__).parent / "published_2025.csv").open(newline="") as file:
    ROWS = list(csv.DictReader(file))

FACTOR = Decimal("32.3465")
HALF = Decimal("0.50")


def gpci(reference: Reference, row: dict[str, str]) -> Gpci:
    return reference.localities(edition(reference))[row["locality"]].gpci


def edition(reference: Reference) -> Edition:
    found = reference.edition_on(date(2025, 6, 1))
    assert found is not None
    return found


def values(row: dict[str, str], practice_expense: str = "practice_expense") -> RelativeValues:
    names = ("work", practice_expense, "malpractice")
    return RelativeValues(*(Decimal(row[name]) for name in names))


def test_the_table_is_whole() -> None:
    assert len(ROWS) == 209
    assert sum(bool(row["therapy_amount"]) for row in ROWS) == 121


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['locality']}-{row['code']}" for row in ROWS])
def test_published_amount(row: dict[str, str], reference: Reference) -> None:
    indices = gpci(reference, row)
    assert str(fee(values(row), indices, FACTOR)) == row["amount"]
    facility = values(row, "facility_practice_expense")
    assert str(fee(facility, indices, FACTOR)) == row["facility_amount"]
    if row["therapy_amount"]:
        assert row["multiple_procedure"] == "5"
        assert str(fee(values(row), indices, FACTOR, HALF)) == row["therapy_amount"]


def test_the_reference_holds_the_figures_they_were_made_from(reference: Reference) -> None:
    held = [row for row in ROWS if row["code"] in reference.services]
    assert len(held) > 150
    for row in held:
        figures = reference.figures(edition(reference), row["code"])
        assert figures is not None
        assert figures.values == values(row), row["code"]
        assert figures.multiple_procedure == row["multiple_procedure"]

"""The fee of a code by edition: national amounts of seven years, and figures others published."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from quarterhour.fees import fee
from quarterhour.reference import Reference
from quarterhour.reference.fee_table import EditionFee, edition_fee

with (Path(__file__).parents[1] / "fees" / "national_amounts.csv").open(newline="") as file:
    NATIONAL = list(csv.DictReader(file))


def fee_on(reference: Reference, day: str, code: str, locality: str = "national") -> EditionFee:
    edition = reference.edition_on(date.fromisoformat(day))
    assert edition is not None
    return edition_fee(reference, edition, reference.localities(edition)[locality], code)


def test_the_table_is_whole() -> None:
    assert len(NATIONAL) == 176


@pytest.mark.parametrize("row", NATIONAL, ids=[f"{row['code']}-{row['day']}" for row in NATIONAL])
def test_national_amount(row: dict[str, str], reference: Reference) -> None:
    found = fee_on(reference, row["day"], row["code"])
    assert str(found.full) == row["full"]
    assert (str(found.reduced) if found.reduced is not None else "") == row["reduced"]


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("97110", "31.40", "30.36"),
        ("97140", "28.87", "27.91"),
        ("97112", "36.09", "35.24"),  # 35.34 is widely printed, and a slip
        ("97530", "40.42", "39.43"),
        ("97161", "87.70", "101.89"),
    ],
)
def test_the_widely_quoted_change_of_2021(
    code: str, before: str, after: str, reference: Reference
) -> None:
    found = [fee_on(reference, day, code).full for day in ("2020-07-01", "2021-07-01")]
    assert [str(amount) for amount in found] == [before, after]


OHIO = {
    "97110": ("29.21", "27.89"),
    "97112": ("33.82", "31.96"),
    "97140": ("26.92", "25.72"),
    "97161": ("98.01", "95.13"),
    "97530": ("37.46", "34.80"),
}


@pytest.mark.parametrize("code", OHIO)
def test_ohio(code: str, reference: Reference) -> None:
    """2021 as published; the figures printed for 2023 used a factor that never took effect."""
    of_2021, printed_for_2023 = OHIO[code]
    assert str(fee_on(reference, "2021-07-01", code, "15202-00").full) == of_2021
    edition = reference.edition_on(date(2023, 7, 1))
    assert edition is not None
    figures = reference.figures(edition, code)
    assert figures is not None
    gpci = reference.localities(edition)["15202-00"].gpci
    superseded = fee(figures.values, gpci, Decimal("33.0607"))
    assert str(superseded) == printed_for_2023
    assert str(fee_on(reference, "2023-07-01", code, "15202-00").full) > printed_for_2023


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("97010", "2026-06-01", "bundled into other services (status B)"),
        ("97014", "2026-06-01", "not valid for Medicare (status I)"),
        ("97037", "2026-06-01", "not covered by Medicare (status N)"),
        ("97039", "2026-06-01", "no national fee: MAC-priced (status C)"),
        ("98979", "2025-06-01", "not in this release"),
    ],
)
def test_a_code_without_a_fee_says_why(
    code: str, day: str, words: str, reference: Reference
) -> None:
    found = fee_on(reference, day, code)
    assert (found.full, found.reduced, found.status) == (None, None, words)

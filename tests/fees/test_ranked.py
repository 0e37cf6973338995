"""Ranks of a payer's reduction: each key, per unit or per code, and a list of shares."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quarterhour.fees import RANK_KEYS, Fees, Priced, reduce_by_rank


def fees(full: str, reduced: str = "", pe: str = "0", payment: str = "0") -> Fees:
    shares = tuple(map(Decimal, reduced.split()))
    return Fees(Decimal(full), shares, Decimal(pe), Decimal(payment))


# By PE RVU, by what is paid for it, by the fee, and by the line, another one is first.
HALVED = {
    "A": (1, fees("20", "10", "0.9", "1")),
    "B": (1, fees("30", "15", "0.5", "9")),
    "C": (1, fees("50", "25", "0.4", "2")),
    "D": (3, fees("19", "9.50", "0.3", "3")),
}
LINES = [Priced(code, units, price, True) for code, (units, price) in HALVED.items()]
FIRST = {"pe_rvu": "A", "pe_payment": "B", "unit_fee": "C", "line_allowance": "D"}


def amounts(lines: list[Priced], *rank: str, per: str = "unit") -> list[str]:
    return [str(line.amount) for line in reduce_by_rank(lines, rank, per)]


@pytest.mark.parametrize("key", RANK_KEYS)
def test_each_key_pays_another_line_in_full(key: str) -> None:
    ranked = reduce_by_rank(LINES, (key,), "unit")
    full = [
        line.code
        for line, found in zip(LINES, ranked, strict=True)
        if found.parts[0][1] == line.fees.full
    ]
    assert full == [FIRST[key]]
    assert [found.units_at(line.fees.full) for line, found in zip(LINES, ranked, strict=True)] == [
        int(line.code == FIRST[key]) for line in LINES
    ]


def test_a_further_key_decides_where_the_first_ties() -> None:
    """Of one PE RVU, the dearer is paid in full: 109.38 by the fee alone, 110.05 by both."""
    lines = [
        Priced("X", 1, fees("60.62", "49.28", "0.71"), True),
        Priced("Y", 1, fees("60.10", "48.76", "0.71"), True),
    ]
    assert amounts(lines, "pe_rvu", "unit_fee") == ["60.62", "48.76"]
    assert amounts(lines[::-1], "pe_rvu", "unit_fee") == ["48.76", "60.62"]
    # Without one, the first entered.
    assert amounts(lines[::-1], "pe_rvu") == ["60.10", "49.28"]


def test_per_code_all_units_of_a_code_share_a_rank() -> None:
    """Independence: 3 x 30 is more than 80, so the evaluation is paid at half: 130.00."""
    lines = [Priced("97110", 3, fees("30", "15"), True), Priced("97161", 1, fees("80", "40"), True)]
    assert amounts(lines, "line_allowance", per="code") == ["90.00", "40.00"]
    assert amounts(lines, "unit_fee", per="code") == ["45.00", "80.00"]
    assert amounts(lines, "unit_fee", per="unit") == ["45.00", "80.00"]
    assert amounts(lines, "line_allowance", per="unit") == ["60.00", "40.00"]


def test_lines_of_one_code_count_together_and_share_a_rank() -> None:
    split = [
        Priced("97110", 2, fees("30", "15"), True),
        Priced("97161", 1, fees("80", "40"), True),
        Priced("97110", 1, fees("30", "15"), True),
    ]
    assert amounts(split, "line_allowance", per="code") == ["60.00", "40.00", "30.00"]


def test_a_list_of_shares_has_one_for_each_rank_and_the_last_for_all_after() -> None:
    line = [Priced("97110", 5, fees("100", "75 50"), True)]
    (found,) = reduce_by_rank(line, ("unit_fee",), "unit")
    assert found.parts == ((1, Decimal(100)), (1, Decimal(75)), (3, Decimal(50)))
    assert found.amount == 325


def test_what_takes_no_part_takes_no_rank() -> None:
    """A code that isn't subject, or of which no unit is paid, can't hold the full fee."""
    dear = fees("90", "45", "0.9")
    other = Priced("B", 2, fees("30", "15", "0.5"), True)
    for out in (Priced("A", 1, dear, False), Priced("A", 0, dear, True)):
        assert amounts([out, other], "pe_rvu")[1] == "45.00"
    assert amounts([Priced("A", 1, dear, True), other], "pe_rvu") == ["90.00", "30.00"]


@pytest.mark.parametrize(
    ("share", "allowed"), [("0.50", "47.0"), ("0.75", "51.50"), ("0.80", "52.40")]
)
def test_minnesotas_examples_by_components(share: str, allowed: str) -> None:
    """7 + 10 + 1 twice, and 11 + 8 + 1: the first of the dearest practice expense in full."""
    kept = Decimal(share)
    low = Fees(Decimal(18), (8 + 10 * kept,), Decimal(10))
    high = Fees(Decimal(20), (12 + 8 * kept,), Decimal(8))
    lines = [Priced("A", 2, low, True), Priced("B", 1, high, True)]
    found = reduce_by_rank(lines, ("pe_rvu",), "unit")
    assert sum(line.amount for line in found) == Decimal(allowed)

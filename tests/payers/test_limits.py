"""Limits of units: each measure, each way of the surplus, and what an evaluation raises."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from quarterhour import fees
from quarterhour.payers import Cap, CapTerms, Tier
from quarterhour.pricing.limits import Limited, LimitedLine, limit_units, trim_ranked
from quarterhour.pricing.sums import cap_sums
from quarterhour.pricing.tiers import Price


def line(code: str, units: int, fee: str = "10", **more: Any) -> LimitedLine:
    usual = {"discipline": "PT", "timed": True, "evaluation": False}
    return LimitedLine(code, units=units, fee=Decimal(fee), **{**usual, **more})


def cap(measure: str, limit: str, surplus: str | None = "trim-order", **more: Any) -> CapTerms:
    by, usual = (
        more.pop("by", "day"),
        "cap-total" if measure in ("dollars", "rvus") else "trim-order",
    )
    own = Cap(measure, Decimal(limit), "text", by=by, surplus=surplus, **more)
    return CapTerms(own, surplus or usual, by)


def limited(lines: list[LimitedLine], *caps: CapTerms, **of_codes: int) -> Limited:
    return limit_units(lines, {code[1:]: most for code, most in of_codes.items()}, caps)


LINES = [line("97110", 3, "10"), line("97140", 2, "30"), line("97014", 1, "5", timed=False)]


@pytest.mark.parametrize(
    ("terms", "paid"),
    [
        (cap("units", "6"), (3, 2, 1)),
        (cap("units", "4"), (3, 1, 0)),
        (cap("units", "4", "trim-cheapest"), (2, 2, 0)),
        (cap("units", "4", "deny-code"), (3, 0, 1)),
        (cap("units", "4", "deny-claim"), (0, 0, 0)),
        (cap("timed-units", "4"), (3, 1, 1)),
        (cap("timed-units", "5"), (3, 2, 1)),
        (cap("minutes", "45"), (3, 0, 1)),
        (cap("codes", "1"), (3, 0, 0)),
        (cap("codes", "2"), (3, 2, 0)),
        (cap("codes", "1", "trim-cheapest"), (0, 2, 0)),
        (cap("units", "3", codes=("97140", "97014")), (3, 2, 1)),
        (cap("units", "2", codes=("97140", "97014")), (3, 2, 0)),
        (cap("units", "2", exempt=("97110",)), (3, 2, 0)),
    ],
)
def test_a_cap_by_its_measure_and_surplus(terms: CapTerms, paid: tuple[int, ...]) -> None:
    found = limited(LINES, terms)
    assert found.units == paid
    assert found.undecided == frozenset()
    denies = terms.surplus.startswith("deny") and terms.cap.measure == "units"
    assert found.denied == (
        frozenset(at for at, units in enumerate(paid) if not units) if denies else frozenset()
    )


def test_what_is_not_said_is_undecided() -> None:
    assert limited(LINES, cap("units", "4", None)).undecided == {0, 1, 2}
    assert limited(LINES, cap("units", "6", None)).undecided == frozenset()


def test_a_cap_of_each_discipline() -> None:
    lines = [line("97110", 3), line("97530", 3, discipline="OT")]
    assert limited(lines, cap("units", "2", by="discipline")).units == (2, 2)
    assert limited(lines, cap("units", "4", by="day")).units == (3, 1)


def test_own_limits_of_codes_come_before_caps_and_go_over_lines() -> None:
    lines = [line("97035", 2), line("97110", 3), line("97035", 2)]
    assert limited(lines, _97035=3).units == (2, 3, 1)
    assert limited(lines, cap("units", "5"), _97035=1).units == (1, 3, 0)


@pytest.mark.parametrize(
    ("others", "most"),
    [([], 2), (["97161"], 6), (["97164"], 4), (["97161", "97164"], 6)],
)
def test_an_evaluation_and_a_re_evaluation_raise_a_cap(others: list[str], most: int) -> None:
    raised = (("evaluation", Decimal(6)), ("re-evaluation", Decimal(4)))
    terms = cap("units", "2", codes=("97110",), with_=raised)
    lines = [line("97110", 9), *(line(each, 1, evaluation=True) for each in others)]
    assert limited(lines, terms).units[0] == most


def test_units_ranked_before_a_cap_are_kept_in_order() -> None:
    terms = CapTerms(Cap("units", Decimal(4), "text", by="day"), "rank-first", "day")
    assert limit_units(LINES, {}, [terms]).units == (3, 2, 1)
    assert trim_ranked(LINES, [3, 2, 1], [terms]) == [3, 1, 0]


TIER = Tier("rvu", "text", conversion_factor=Decimal("9.55"))


@pytest.mark.parametrize(
    ("codes", "expected"),
    [(["97110"], "114.60"), (["97110", "97161"], "171.90"), (["97110", "97164"], "143.25")],
)
def test_new_yorks_cap_of_rvus(codes: list[str], expected: str) -> None:
    """E1: 12, 18, or 15 RVUs x 9.55; 8 x 7.70 was the cap before 2019."""
    raised = (("evaluation", Decimal(18)), ("re-evaluation", Decimal(15)))
    terms = cap("rvus", "12", "cap-total", with_=raised)
    lines = [line(code, 1, evaluation=code != "97110") for code in codes]
    rvus = Decimal(20) / len(codes)
    price = Price(fees.Fees(rvus * Decimal("9.55"), rvus=rvus), TIER)
    portions = [fees.Portion((at,), price.fees.full) for at in range(len(codes)) if price.fees]
    found = cap_sums([terms], lines, portions, [price] * len(codes), [1] * len(codes))
    assert sum(each.amount for each in found.portions) == Decimal(expected)
    assert found.over == Decimal("191.00") - Decimal(expected)
    under = cap_sums([cap("rvus", "20", "cap-total")], lines, portions, [price] * 2, [1] * 2)
    assert under.over == fees.ZERO
    assert under.portions == portions


@pytest.mark.parametrize(("dearest", "expected"), [(False, "180.00"), (True, "200.00")])
def test_rvus_of_several_factors_are_kept_by_price(dearest: bool, expected: str) -> None:
    """14 RVUs of 12, 6 at 10 and 8 at 20: the 6 and 6 of the 8, or the 8 and 4 of the 6."""
    prices = [
        Price(
            fees.Fees(Decimal(full), rvus=Decimal(rvus)),
            Tier("rvu", "text", conversion_factor=Decimal(factor)),
        )
        for full, rvus, factor in (("60", "6", "10"), ("160", "8", "20"))
    ]
    lines = [line("97110", 1), line("97140", 1)]
    portions = [fees.Portion((0,), Decimal(60)), fees.Portion((1,), Decimal(160))]
    terms = replace(cap("rvus", "12", "cap-total"), dearest_rvus=dearest)
    (one,) = cap_sums([terms], lines, portions, prices, [1, 1]).portions
    assert str(one.amount) == expected


@pytest.mark.parametrize(
    ("surplus", "kept"),
    [
        ("cap-total", ["149.45"]),
        ("trim-order", ["60.00", "55.00", "34.45"]),
        ("trim-cheapest", ["60.00", "55.00", "34.45"]),
        ("deny-code", ["60.00", "55.00", "0.00"]),
        ("deny-claim", ["0.00", "0.00", "0.00"]),
    ],
)
def test_a_cap_in_dollars(surplus: str, kept: list[str]) -> None:
    lines = [line(code, 1) for code in ("97110", "97140", "97112")]
    portions = [
        fees.Portion((at,), Decimal(each)) for at, each in enumerate(("60.00", "55.00", "40.00"))
    ]
    found = cap_sums(
        [cap("dollars", "149.45", surplus)], lines, portions, [Price(None)] * 3, [1] * 3
    )
    assert sorted(str(fees.cents(each.amount)) for each in found.portions) == sorted(kept)
    denied = {"deny-code": {2}, "deny-claim": {0, 1, 2}}
    assert found.denied == denied.get(surplus, set())


def test_units_of_one_line_over_a_limit_are_all_alike() -> None:
    """Where the text doesn't say which units go, it makes no difference for one line."""
    open_ = cap("units", "2", None)
    one = limited([line("97110", 3)], open_)
    assert (one.units, one.undecided) == ((2,), frozenset())
    beside = limited(
        [line("97110", 3), line("97750", 2)], cap("units", "2", None, by="day", exempt=("97750",))
    )
    assert (beside.units, beside.undecided) == ((2, 2), frozenset())
    assert limited([line("97110", 2), line("97140", 1)], open_).undecided == {0, 1}

"""A range holds every way to read a text, and no more; none depends on the order of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from payers.widened import VECTORS, payer_file, visit_of
from quarterhour import fees
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.payers import MAX_KEPT, Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.visit import VisitError, visit_from

DAY = "2026-05-01"
PRICES = {"97110": "31.50", "97140": "28.00", "97530": "40.25", "97112": "33.10"}
SURE: dict[str, Any] = {
    "counting": {"method": "total-minutes"},
    "reduction": "none",
    "lesser_of_charge": "none",
    "price": [{"base": "dollars", "dollars": PRICES}],
}


def priced(reference: Reference, services: Sequence[dict[str, Any]], **more: Any) -> Assessment:
    payer = payer_from(payer_file({**SURE, **more}, DAY))
    visit = visit_of({"date": DAY, "place": "national", "services": list(services)})
    return assess(visit_from(visit), reference, payers=Payers([payer]))


def allowed(found: Assessment) -> fees.Between:
    assert found.by_payer is not None
    assert found.by_payer.allowed is not None
    return found.by_payer.allowed


def every_choice(units: dict[str, int], most: int) -> list[Decimal]:
    """Return what each choice of the units that are kept comes to."""
    kept = product(*(range(each + 1) for each in units.values()))
    total = min(most, sum(units.values()))
    return [
        sum(
            (Decimal(PRICES[code]) * each for code, each in zip(units, some, strict=True)),
            fees.ZERO,
        )
        for some in kept
        if sum(some) == total
    ]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    units=st.dictionaries(st.sampled_from(sorted(PRICES)), st.integers(1, 3), min_size=1),
    most=st.integers(1, 6),
)
def test_units_over_a_limit_are_every_choice(
    units: dict[str, int], most: int, reference: Reference
) -> None:
    services = [{"code": code, "units": each} for code, each in units.items()]
    cap = {"measure": "units", "limit": most, "by": "day", "surplus": "?"}
    choices = every_choice(units, most)
    found = allowed(priced(reference, services, caps=[cap]))
    assert found == fees.Between(min(choices), max(choices))


@pytest.mark.parametrize("rows", list(permutations(range(3))))
def test_a_range_does_not_depend_on_the_order_of_rows(
    rows: tuple[int, ...], reference: Reference
) -> None:
    vector = VECTORS["E8-cap-and-mppr"]
    services = [vector["visit"]["services"][at] for at in rows]
    found = priced(reference, services, **vector["payer"])
    amounts = sorted(map(Decimal, vector["expect"]["outcomes"].values()))
    assert allowed(found) == fees.Between(amounts[0], amounts[-1])


def test_an_evaluation_that_is_denied_raises_no_limit(reference: Reference) -> None:
    """New York's limit is 12 RVUs, and 18 with an evaluation that is paid."""
    rvus = {"97110": "4.00", "97161": "8.00"}
    services = [{"code": "97110", "units": 4}, {"code": "97161", "units": 1}]
    settings: dict[str, Any] = {
        "price": [{"base": "rvu", "conversion_factor": "9.55", "gpci": "none", "rvus": rvus}],
        "caps": [
            {
                "measure": "rvus",
                "limit": "12",
                "with": {"evaluation": "18"},
                "by": "day",
                "surplus": "cap-total",
            }
        ],
    }
    paid = priced(reference, services, **settings)
    denied = priced(reference, services, evaluation_same_day="denied-with-treatment", **settings)
    assert str(allowed(paid).single) == "171.90"
    assert str(allowed(denied).single) == "114.60"


def test_a_share_of_a_charge_loses_no_cent(reference: Reference) -> None:
    services = [{"code": "97110", "units": 3, "charge": "10.01"}]
    found = priced(reference, services, price=[{"base": "charge", "percent": "50"}])
    assert str(allowed(found).single) == "5.01"


@pytest.mark.parametrize("rounding", ["unit", "line", "total"])
def test_nothing_is_reduced_where_the_payer_reduces_nothing(
    rounding: str, reference: Reference
) -> None:
    tier = {"base": "rvu", "conversion_factor": "41.37", "gpci": "none", "edition": "RVU26C"}
    cap = {"measure": "units", "limit": 1, "by": "day", "surplus": "trim"}
    services = [{"code": "97763", "units": 2}]
    found = priced(reference, services, price=[tier], caps=[cap], rounding=rounding).by_payer
    assert found is not None
    assert found.reduction == fees.Between(fees.ZERO, fees.ZERO)


def test_a_file_with_too_many_ways_is_refused() -> None:
    caps = [{"measure": "units", "limit": at + 1, "surplus": "?"} for at in range(7)]
    document = payer_file({"caps": caps}, DAY)
    for cap in document["caps"]:
        del cap["by"]
    with pytest.raises(VisitError, match="ways to read the file") as raised:
        payer_from(document)
    assert raised.value.field == "caps"


@pytest.mark.parametrize("measure", ["units", "timed-units", "minutes", "codes"])
def test_a_total_of_what_is_counted_leaves_open_which_go(
    measure: str, reference: Reference
) -> None:
    """Where only the total is limited, it is as open as where the file is silent."""
    cap = {"measure": measure, "limit": {"minutes": "60", "codes": "1"}.get(measure, "4")}
    services = [{"code": "97110", "units": 3}, {"code": "97140", "units": 2}]
    total, silent = (
        priced(reference, services, caps=[{**cap, "by": "day", "surplus": surplus}])
        for surplus in ("cap-total", "?")
    )
    assert allowed(total) == allowed(silent)
    assert allowed(total).single is None
    assert [line.units_paid for line in total.lines] == [None, None]


REDUCED: dict[str, dict[str, Any]] = {
    "whole": {"reduction": {"kind": "whole", "pays": "0.50", "rank": ["unit_fee"], "per": "unit"}},
    "practice expense": {
        "price": [{"base": "medicare", "percent": "100", "edition": "RVU26C"}],
        "reduction": {"kind": "practice-expense", "pays": "0.50", "rank": ["pe_rvu", "unit_fee"]},
    },
}


@pytest.mark.parametrize("kind", REDUCED)
@settings(derandomize=True, max_examples=40, deadline=None)
@given(
    units=st.dictionaries(
        st.sampled_from(["97110", "97140", "97530", "97129"]), st.integers(1, 3), min_size=2
    ),
    most=st.integers(1, 6),
)
def test_a_reduction_after_a_limit_is_in_the_range_by_each_choice(
    kind: str,
    units: dict[str, int],
    most: int,
    reference: Reference,
) -> None:
    """Each choice of units, claimed alone, is within the range."""
    dollars = {**PRICES, "97129": "22.00"}
    terms = {**SURE, "price": [{"base": "dollars", "dollars": dollars}], **REDUCED[kind]}

    def services(kept: dict[str, int]) -> list[dict[str, Any]]:
        return [{"code": code, "units": each} for code, each in kept.items() if each]

    choices = [
        dict(zip(units, kept, strict=True))
        for kept in product(*(range(each + 1) for each in units.values()))
        if sum(kept) == min(most, sum(units.values()))
    ]
    assume(len(choices) <= MAX_KEPT)
    alone = [allowed(priced(reference, services(kept), **terms)).low for kept in choices]
    cap = {"measure": "units", "limit": most, "by": "day", "surplus": "?"}
    found = allowed(priced(reference, services(units), **terms, caps=[cap]))
    assert found.low <= min(alone)
    assert found.high is not None and found.high >= max(alone)

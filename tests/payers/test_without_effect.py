"""What a payer's file has that takes nothing, or rests on an assumption, is told."""

from __future__ import annotations

from typing import Any

import pytest

from builders import hint_of, pt, topics
from payers.test_dollars import Priced, allowed, assumed
from quarterhour.claims import Topic
from quarterhour.reference import Reference

TWO = pt("97110", 15), pt("97140", 15)
MEDICARES = {"base": "medicare", "percent": "100", "edition": "date-of-service"}
BY_MEDICARE = {"price": [{**MEDICARES, "source": "contract"}]}
OWN_RVUS = {
    **{"base": "rvu", "conversion_factor": "40.00", "gpci": "none", "edition": "own"},
    **{"rvus": {"97110": "0.75", "97140": "0.50"}, "source": "contract"},
}


@pytest.fixture(scope="module")
def priced(reference: Reference) -> Priced:
    return Priced(reference)


def reduction(**fields: Any) -> dict[str, Any]:
    return {"reduction": {**fields, "source": "contract"}}


def test_prices_without_practice_expense_are_said_not_to_be_reduced(priced: Priced) -> None:
    half = reduction(kind="practice-expense", pays="0.50")
    charge = [{"base": "charge", "percent": "80", "source": "contract"}]
    charged = pt("97110", 15, charge="37.50"), pt("97140", 15, charge="25.00")
    for settings, visit in (({}, TWO), ({"price": charge}, charged), ({"price": [OWN_RVUS]}, TWO)):
        found = priced({**half, **settings}, *visit)
        assert allowed(found) == "$50.00"
        told = hint_of(found, Topic.PAYER_NOT_REDUCED)
        assert told.codes == ("97110", "97140")
        assert "practice-expense-proportion" in told.detail


def test_what_is_reduced_or_alone_has_no_such_hint(priced: Priced) -> None:
    half = reduction(kind="practice-expense", pays="0.50")
    for settings, visit in (
        (half, TWO[:1]),
        ({**half, **BY_MEDICARE}, TWO),
        (reduction(kind="practice-expense-proportion", pays="0.50"), TWO),
        (reduction(kind="whole", pays="0.50"), TWO),
        ({}, TWO),
        ({"reduction": None}, TWO),
    ):
        assert Topic.PAYER_NOT_REDUCED not in topics(priced(settings, *visit))


def test_a_rank_that_is_not_given_is_assumed(priced: Priced) -> None:
    whole = {"kind": "whole", "pays": "0.50", "per": "unit"}
    assert assumed(priced(reduction(**whole), *TWO)) == ["Assumed: the order of a reduction"]
    ranked = reduction(**whole, rank=["unit_fee"])
    for settings, visit in (
        (ranked, TWO),
        (reduction(**whole), (pt("97110", 30),)),
        (reduction(**{**whole, "kind": "practice-expense"}), TWO),
    ):
        assert assumed(priced(settings, *visit)) == []


def test_charges_of_some_lines_alone_are_said_to_limit_nothing(priced: Priced) -> None:
    claim = {"lesser_of_charge": {"value": "claim", "source": "contract"}}
    low = pt("97110", 15, charge="10.00")
    found = priced(claim, low, TWO[1])
    assert allowed(found) == "$50.00"
    assert hint_of(found, Topic.PAYER_CHARGES_WANTED).codes == ("97140",)
    for settings, visit in (
        (claim, TWO),
        (claim, (low, pt("97140", 15, charge="15.00"))),
        ({}, (low, TWO[1])),
    ):
        assert Topic.PAYER_CHARGES_WANTED not in topics(priced(settings, *visit))


def test_charges_of_some_lines_of_a_visit_rate_are_said_to_limit_nothing(priced: Priced) -> None:
    rate = {
        "lesser_of_charge": {"value": "line", "source": "contract"},
        "price": [{"base": "visit", "dollars": "75.00", "source": "contract"}],
    }
    low = pt("97110", 15, charge="10.00")
    assert hint_of(priced(rate, low, TWO[1]), Topic.PAYER_CHARGES_WANTED).codes == ("97140",)
    charged = pt("97140", 15, charge="15.00")
    assert Topic.PAYER_CHARGES_WANTED not in topics(priced(rate, low, charged))
    assert Topic.PAYER_CHARGES_WANTED not in topics(priced(rate, *TWO))

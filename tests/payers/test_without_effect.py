"""What a payer's file has that takes nothing, or rests on an assumption, is told."""

from __future__ import annotations

from typing import Any

import pytest

from builders import hint_of, ot, pt, topics
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


def test_a_proportion_of_a_code_without_rvus_is_said_not_to_be_reduced(priced: Priced) -> None:
    half = reduction(kind="practice-expense-proportion", pays="0.50", subject={"plus": ["97799"]})
    dollars = {"base": "dollars", "dollars": {"97110": "30.00", "97799": "50.00"}}
    by_dollars = {"price": [{**dollars, "source": "contract"}]}
    found = priced({**half, **by_dollars}, TWO[0], pt("97799", 15))
    assert hint_of(found, Topic.PAYER_NOT_REDUCED).codes == ("97799",)


def test_a_charge_on_some_rows_of_a_code_is_said_not_to_be_used(priced: Priced) -> None:
    rows = pt("97110", 15, charge="10.00"), pt("97110", 15)
    assert Topic.CHARGE_ON_SOME_ROWS in topics(priced({}, *rows))
    none = {"lesser_of_charge": {"value": "none", "source": "contract"}}
    assert Topic.CHARGE_ON_SOME_ROWS not in topics(priced(none, *rows))


@pytest.mark.parametrize("modifier", ["threshold", "purpose"])
def test_a_modifier_that_is_wanted_and_not_there_is_told(modifier: str, priced: Priced) -> None:
    wanted = {"modifiers": {modifier: True, "source": "contract"}}
    assert Topic.PAYER_WANTS_MODIFIER in topics(priced(wanted, *TWO))
    assert Topic.PAYER_WANTS_MODIFIER not in topics(priced({}, *TWO))


def test_units_that_only_one_reading_cuts_are_not_told_as_cut(priced: Priced) -> None:
    visit = pt("97110", 60), ot("97535", 30)
    cap = {"measure": "units", "limit": 4, "surplus": "trim-order", "source": "contract"}
    dollars = {"base": "dollars", "dollars": {"97110": "30.00", "97535": "20.00"}}
    prices = {"price": [{**dollars, "source": "contract"}]}
    for by, told in ((None, False), ("day", True)):
        found = priced({"caps": [{**cap, "by": by} if by else cap], **prices}, *visit)
        assert (Topic.PAYER_CUTS in topics(found)) is told

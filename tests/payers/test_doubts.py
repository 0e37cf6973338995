"""What a payer file that can be used probably doesn't mean."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payers.payer_files import small
from quarterhour.payers import payer_from
from quarterhour.payers.doubts import doubts

TODAY = date(2026, 6, 1)
RELEASES = ("RVU26C", "2024")
CODES = ("97110", "97112", "97140")


def tier(base: str, **fields: Any) -> dict[str, Any]:
    return {"base": base, "source": "contract", **fields}


def said(*tiers: dict[str, Any], **fields: Any) -> list[str]:
    payer = payer_from(small(price=list(tiers), **fields))
    return list(doubts(payer, TODAY, RELEASES, CODES.__contains__))


MEDICARE = tier("medicare", percent="140")
VISIT = tier("visit", dollars="80.00")


def dollars(*codes: str, **fields: Any) -> dict[str, Any]:
    return tier("dollars", dollars=dict.fromkeys(codes, "30.00"), **fields)


@pytest.mark.parametrize(
    ("base", "percent", "expected"),
    [
        ("medicare", "1.40", "Price tier 1, percent: 1.40 percent: write 140 for 140 percent."),
        ("charge", "0.65", "Price tier 1, percent: 0.65 percent: write 65 for 65 percent."),
        ("charge", "1.40", "Price tier 1, percent: 1.40 percent is very low. Check it."),
        ("medicare", "9", "Price tier 1, percent: 9 percent is very low. Check it."),
    ],
)
def test_a_percent_that_is_a_factor(base: str, percent: str, expected: str) -> None:
    assert said(tier(base, percent=percent)) == [expected]


@pytest.mark.parametrize("percent", ["10", "100"])
def test_other_percents_are_in_no_doubt(percent: str) -> None:
    assert said(tier("charge", percent=percent)) == []


@pytest.mark.parametrize(
    "tiers",
    [
        (VISIT, MEDICARE),
        (VISIT, dollars("97110")),
        (dollars("97110", complete=False), MEDICARE),
        (dollars("97110", "97140"), dollars("97140")),
        (dollars("97110", "97140"), tier("charge", percent="65", codes=["97110"])),
        (MEDICARE, tier("medicare", percent="120")),
    ],
)
def test_a_price_that_is_never_reached(tiers: tuple[dict[str, Any], ...]) -> None:
    assert said(*tiers) == ["Price tier 2: never used, since earlier tiers take all its codes."]


@pytest.mark.parametrize(
    "tiers",
    [
        (tier("visit", dollars="80.00", carved_out=["97140"]), MEDICARE),
        (dollars("97110"), MEDICARE),
        (dollars("97110"), dollars("97110", "97140")),
        (dollars("97110", complete=False, codes=["97110"]), MEDICARE),
        (MEDICARE, tier("medicare", percent="120", edition="RVU26C")),
        (tier("charge", percent="65"), MEDICARE),
    ],
)
def test_a_price_that_may_be_reached(tiers: tuple[dict[str, Any], ...]) -> None:
    assert said(*tiers) == []


@pytest.mark.parametrize("name", ["edition", "floor_edition"])
@pytest.mark.parametrize(("release", "doubted"), [("RVU99Z", 1), ("2026", 1), ("RVU26C", 0)])
def test_a_release_that_is_not_loaded(name: str, release: str, doubted: int) -> None:
    found = said(tier("medicare", percent="140", **{name: release}))
    assert len(found) == doubted
    assert all(release in each for each in found)


@pytest.mark.parametrize(
    ("day", "doubted"),
    [("2026-06-02", 1), ("2026-07", 1), ("2027", 1), ("2026", 0), ("2026-06", 0)],
)
def test_a_source_of_the_future(day: str, doubted: int) -> None:
    source = {"title": "My contract", "date": day, "mark": "T"}
    assert len(said(MEDICARE, sources={"contract": source}, valid_to="2026-06-01")) == doubted


def test_codes_that_are_not_known() -> None:
    codes = {"97999": {"value": "97998", "source": "contract"}}
    caps = [{"measure": "units", "limit": 4, "exempt": ["97110", "97997"], "source": "contract"}]
    (found,) = said(dollars("97110"), codes=codes, caps=caps)
    assert found == "Quarterhour has no rules for these codes: 97997, 97998, 97999."


def test_own_prices_behind_all_of_medicares_are_told() -> None:
    (doubt,) = said(MEDICARE, dollars("97140"))
    assert doubt == "Price tier 2: used only for codes that no earlier tier has a price for."
    assert said({**MEDICARE, "codes": ["97110"]}, dollars("97140")) == []
    assert said(dollars("97140"), MEDICARE) == []


def test_codes_that_a_limit_names_twice_are_told() -> None:
    cap = {"measure": "units", "limit": 4, "by": "day", "source": "contract"}
    (doubt,) = said(MEDICARE, caps=[{**cap, "codes": ["97110", "97140"], "exempt": ["97140"]}])
    assert "97140 are in codes and in exempt" in doubt


def test_one_who_told_is_wanted() -> None:
    source = {"title": "A talk", "date": "2026-01", "mark": "2"}
    (doubt,) = said(MEDICARE, sources={"contract": source})
    assert "Add who told it" in doubt
    assert said(MEDICARE, sources={"contract": {**source, "told_by": "APTA"}}) == []

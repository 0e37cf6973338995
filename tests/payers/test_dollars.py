"""Files of one's own, in dollars that can be added up by hand: what an auditor would look for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from builders import hint_of, ot, pt, slp, step_of, topics, visit_fields
from payers.payer_files import small
from quarterhour import fees
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import DenialKind, Topic
from quarterhour.fees import Between, StepKind
from quarterhour.payers import Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.visit import VisitError, visit_from

PRICES = {"97110": "30.00", "97112": "40.00", "97140": "20.00", "97161": "90.00", "97530": "35.00"}
DOLLARS = [{"base": "dollars", "dollars": PRICES, "source": "contract"}]
PLAIN: dict[str, Any] = {
    "price": DOLLARS,
    "counting": {"method": "total-minutes", "source": "contract"},
    "reduction": {"applies": False, "source": "contract"},
    "lesser_of_charge": {"value": "line", "source": "contract"},
    "patient": {"applies": False, "source": "contract"},
}


def given(value: Any) -> dict[str, Any]:
    return {"value": value, "source": "contract"}


def cap(measure: str, limit: str, **fields: Any) -> list[dict[str, Any]]:
    return [{"measure": measure, "limit": limit, "source": "contract", **fields}]


class Priced:
    """A visit by a file of plain dollars with other settings."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def __call__(
        self, settings: dict[str, Any], *services: dict[str, Any], **fields: Any
    ) -> Assessment:
        estimate = bool(fields.pop("estimate", False))
        document = {name: held for name, held in {**PLAIN, **settings}.items() if held is not None}
        payer = payer_from(small(id="my-plan", **document))
        visit = visit_from(visit_fields(*services, **{"payer": "my-plan", **fields}))
        return assess(visit, self._reference, estimate, payers=Payers([payer]))


@pytest.fixture(scope="module")
def priced(reference: Reference) -> Priced:
    return Priced(reference)


def allowed(found: Assessment) -> str:
    assert found.by_payer is not None
    assert found.by_payer.allowed is not None
    return found.by_payer.allowed.text


def assumed(found: Assessment) -> list[str]:
    return [hint.title for hint in found.hints if hint.topic is Topic.PAYER_ASSUMED]


def test_the_charge_of_a_line_or_of_the_claim_limits_it(priced: Priced) -> None:
    """A low line is made good by a high one where the claim is compared."""
    visit = pt("97110", 15, charge="25.00"), pt("97140", 15, charge="30.00")
    assert allowed(priced({}, *visit)) == "$45.00"
    assert allowed(priced({"lesser_of_charge": given("claim")}, *visit)) == "$50.00"
    assert allowed(priced({"lesser_of_charge": given("none")}, *visit)) == "$50.00"
    low = pt("97110", 15, charge="25.00"), pt("97140", 15, charge="20.00")
    found = priced({"lesser_of_charge": given("claim")}, *low)
    assert allowed(found) == "$45.00"
    # One sum is paid: no line has an amount of its own.
    assert [line.allowed for line in found.lines] == [None, None]


def test_a_visit_has_the_rate_of_its_own_tier(priced: Priced) -> None:
    rates = [
        {"base": "visit", "dollars": "75.00", "codes": ["97110", "97140"], "source": "contract"},
        {"base": "visit", "dollars": "85.00", "codes": ["97530"], "source": "contract"},
    ]
    found = priced({"price": rates}, pt("97110", 30), ot("97530", 30))
    assert allowed(found) == "$160.00"
    assert [step_of(line, StepKind.PAYER_VISIT).amount for line in found.lines] == [75, 85]


def test_an_evaluation_has_its_visit_rate_and_its_step_says_it(priced: Priced) -> None:
    rate = {"base": "visit", "dollars": "75.00", "evaluation_dollars": "120.00"}
    tiers = [{**rate, "per": "discipline", "carved_out": ["97140"], "source": "contract"}, *DOLLARS]
    visit = pt("97161"), pt("97110", 30), pt("97140", 15)
    found = priced({"price": tiers}, *visit)
    assert allowed(found) == "$140.00"
    assert step_of(found.lines[0], StepKind.PAYER_VISIT).amount == 120
    assert allowed(priced({"price": tiers}, *visit[1:])) == "$95.00"


def test_an_evaluation_lifts_the_limit_of_its_own_discipline(priced: Priced) -> None:
    lifted = {"with": {"evaluation": "4"}, "by": "discipline", "surplus": "trim-order"}
    limit = {"caps": cap("units", "2", **lifted)}
    assert allowed(priced(limit, pt("97110", 60))) == "$60.00"
    assert allowed(priced(limit, pt("97161"), pt("97110", 60))) == "$180.00"
    # That of OT leaves PT's at 2.
    assert allowed(priced(limit, ot("97165"), pt("97110", 60))) == "$60.00"
    together = {"caps": cap("units", "2", **{**lifted, "by": "day"})}
    assert allowed(priced(together, ot("97165"), pt("97110", 60))) == "$90.00"


def test_the_factor_of_qualifying_practices_is_medicares_alone(priced: Priced) -> None:
    tier = {"base": "medicare", "percent": "100", "edition": "date-of-service"}
    price = {"price": [{**tier, "source": "contract"}]}
    qualifying = {"provider": {"qualifying_apm": True}}
    usual = allowed(priced(price, pt("97110", 15)))
    assert usual == "$29.06"
    assert allowed(priced(price, pt("97110", 15), **qualifying)) == usual


def test_what_ended_has_units_and_no_amounts(priced: Priced) -> None:
    for settings in ({}, {"like": "medicare", **dict.fromkeys(PLAIN)}):
        found = priced(settings, pt("97110", 30), date_of_service="2027-01-02", locality="national")
        assert (found.units, found.by_payer, found.payment) == (2, None, None)
        assert Topic.PAYER_EXPIRED in topics(found)
        assert all(line.allowed is None for line in found.lines)
        early = priced(settings, pt("97110", 30), date_of_service="2025-12-31")
        assert (early.units, early.by_payer, early.payment) == (2, None, None)
        assert "begin on" in hint_of(early, Topic.PAYER_EXPIRED).detail


def test_a_count_without_a_unit_is_the_low_end_of_a_range(priced: Priced) -> None:
    """7 and 7 minutes are 14: a unit by total minutes, and none by the midpoint."""
    found = priced({"counting": None}, pt("97110", 7), pt("97140", 7))
    assert allowed(found) == "$0.00 to $30.00"
    assert Topic.PAYER_COUNTS_DIFFER in topics(found)
    assert found.by_payer is not None and found.by_payer.payer_pays == Between(
        fees.ZERO, Decimal("30.00")
    )


def test_a_rule_beside_a_payer_that_states_its_own_is_refused(priced: Priced) -> None:
    with pytest.raises(VisitError) as refused:
        priced({}, pt("97110", 15), rule="midpoint")
    assert refused.value.field == "rule"
    assert priced({"counting": None}, pt("97110", 15), rule="midpoint").units == 1


def test_amounts_that_rest_on_silence_say_so(priced: Priced) -> None:
    one = pt("97110", 15)
    assert assumed(priced({}, one)) == []
    medicare = {"base": "medicare", "percent": "100", "source": "contract"}
    assert "the year of the fee" in " ".join(assumed(priced({"price": [medicare]}, one)))
    visit = {"base": "visit", "dollars": "75.00", "source": "contract"}
    assert "several disciplines" in " ".join(
        assumed(priced({"price": [visit]}, one, ot("97530", 15)))
    )
    assert assumed(priced({"price": [visit]}, one)) == []
    half = {"price": [{**medicare, "edition": "date-of-service"}]}
    kind = {"reduction": {"kind": "practice-expense", "source": "contract"}}
    assert "share that a reduction leaves" in " ".join(
        assumed(priced({**half, **kind}, one, pt("97140", 15)))
    )
    share = {"patient": {"coinsurance": "0.20", "source": "contract"}}
    assert "the deductible" in " ".join(assumed(priced(share, one)))
    section = {"assistant": {"modifiers": "CQ/CO", "source": "contract"}}
    assert "payment for assistants" in " ".join(assumed(priced(section, pt("97110", 0, 15))))
    unmarked = {"assistant": {"factor": "1", "source": "contract"}}
    assert "marking services of assistants" in " ".join(
        assumed(priced(unmarked, pt("97110", 0, 15)))
    )


def test_an_assistants_cut_of_one_sum_is_a_range(priced: Priced) -> None:
    """Of $50 for a therapist's and an assistant's line, nobody says which part is whose."""
    assistant = {"factor": "0.85", "of": "allowed", "modifiers": "CQ/CO"}
    cut = {"assistant": {**assistant, "source": "contract"}}
    limit = {"caps": cap("dollars", "50.00", by="day", surplus="cap-total"), **cut}
    mixed = pt("97110", 30), pt("97140", 0, 15)
    found = priced(limit, *mixed)
    assert allowed(found) == "$42.50 to $50.00"
    assert Topic.PAYER_OPEN in topics(found)
    assert allowed(priced(limit, pt("97110", 0, 30))) == "$42.50"
    assert allowed(priced(cut, *mixed)) == "$77.00"


def test_a_copay_of_each_discipline_is_owed_of_a_sum_too(priced: Priced) -> None:
    copay = {"patient": {"copay": "20.00", "per": "discipline", "source": "contract"}}
    visit = pt("97110", 30), ot("97530", 30)
    plain = priced(copay, *visit)
    limit = cap("dollars", "100.00", by="day", surplus="cap-total")
    limited = priced({**copay, "caps": limit}, *visit)
    for found, paid in ((plain, "90.00"), (limited, "60.00")):
        assert found.by_payer is not None
        assert found.by_payer.copay == Between.of(Decimal("40.00"))
        assert found.by_payer.payer_pays == Between.of(Decimal(paid))


def test_limits_come_before_evaluations_and_edits(priced: Priced) -> None:
    """By the order of the steps, a unit that is denied later has had its place in the limit."""
    settings = {
        "caps": cap("units", "2", by="day", surplus="trim-order"),
        "edits": given([["97110", "97140"]]),
    }
    found = priced(settings, pt("97140", 15), pt("97110", 30))
    assert [line.units_paid for line in found.lines] == [0, 1]
    assert allowed(found) == "$30.00"


def test_a_dollar_limit_that_denies_denies(priced: Priced) -> None:
    visit = pt("97110", 30), ot("97530", 15)
    whole = cap("dollars", "50.00", by="discipline", surplus="deny-claim")
    found = priced({"caps": whole}, *visit)
    assert allowed(found) == "$0.00"
    assert all(line.denied for line in found.lines)
    own = cap("dollars", "50.00", by="discipline", surplus="deny-code")
    found = priced({"caps": own}, *visit)
    assert allowed(found) == "$35.00"
    assert [line.denied for line in found.lines] == [True, False]
    assert Topic.PAYER_CLAIM_DENIED in topics(found)


def test_own_pairs_are_not_called_ncci(priced: Priced) -> None:
    settings = {"edits": given([["97110", "97140"]])}
    found = priced(settings, pt("97140", 15), pt("97110", 15))
    assert [reason.kind for reason in found.lines[0].denials] == [DenialKind.PAYER_PAIR]
    assert "NCCI" not in found.lines[0].why_denied
    assert hint_of(found, Topic.PAYER_PAIR_DENIED).citation == "My plan"
    kept = {"attested": {"separate": [["97110", "97140"]]}}
    assert allowed(priced(settings, pt("97140", 15), pt("97110", 15), **kept)) == "$50.00"


def test_telehealth_is_said_not_to_be_known(priced: Priced) -> None:
    found = priced({}, pt("97110", 15, telehealth=True))
    assert Topic.PAYER_TELEHEALTH in topics(found)
    assert Topic.PAYER_TELEHEALTH not in topics(priced({}, pt("97110", 15)))


def test_an_estimate_by_medicares_fees_says_so(priced: Priced) -> None:
    tier = {
        "base": "medicare",
        "percent": "100",
        "edition": "date-of-service",
        "source": "contract",
    }
    dates = {"valid_from": "2027-01-01", "valid_to": "2027-12-31"}
    source = {"sources": {"contract": {"title": "Mine", "date": "2027-01-01", "mark": "T"}}}
    day = {"date_of_service": "2027-02-01"}
    settings = {"price": [tier], **dates, **source}
    without = priced(settings, pt("97110", 15), **day)
    assert without.by_payer is None
    assert Topic.PAYER_PRICE_WANTS in topics(without)
    found = priced(settings, pt("97110", 15), estimate=True, **day)
    assert allowed(found) == "$29.06"
    assert Topic.ESTIMATED in topics(found)
    own = priced({**dates, **source}, pt("97110", 15), estimate=True, **day)
    assert allowed(own) == "$30.00"
    assert Topic.ESTIMATED not in topics(own)


def test_a_choice_in_a_tie_that_the_payer_has_not_is_refused_with_its_path(priced: Priced) -> None:
    tie = pt("97110", 22), pt("97140", 22), pt("97112", 20)
    day = {"counting": {"method": "total-minutes", "pool": "day", "source": "contract"}}
    assert priced(day, pt("97110", 8), ot("97530", 7)).units == 1
    with pytest.raises(VisitError) as refused:
        priced({"counting": {"method": "midpoint", "source": "contract"}}, *tie, extra_units_to=[2])
    assert refused.value.field.startswith("extra_units_to")


def test_a_percent_of_the_charge_follows_the_units_that_are_paid(priced: Priced) -> None:
    tier = {"base": "charge", "percent": "80", "source": "contract"}
    limit = {"caps": cap("units", "2", by="day", surplus="trim-order")}
    visit = pt("97110", 45, charge="100.00")
    assert allowed(priced({"price": [tier]}, visit)) == "$80.00"
    assert allowed(priced({"price": [tier], **limit}, visit)) == "$53.33"


def test_like_medicare_with_another_price_keeps_medicares_denials(priced: Priced) -> None:
    found = priced(
        {"like": "medicare", **dict.fromkeys(PLAIN), "price": DOLLARS},
        pt("97530", 15),
        pt("97750", 15),
    )
    assert [line.denied for line in found.lines] == [False, True]
    assert allowed(found) == "$35.00"
    assert found.by_payer is not None
    # 35.00 less 20% and 2% of the rest.
    assert found.by_payer.payer_pays == Between.of(Decimal("27.44"))


def test_speech_is_not_raised_by_a_physical_evaluation(priced: Priced) -> None:
    denied = {"evaluation_same_day": given("denied-with-treatment")}
    found = priced(denied, pt("97161"), slp("92507", 30))
    assert not any(line.denied for line in found.lines)
    found = priced(denied, pt("97161"), pt("97110", 15))
    assert [line.denied for line in found.lines] == [True, False]


def test_a_line_that_all_counts_have_keeps_its_amount(priced: Priced) -> None:
    """By the midpoint, 7 minutes of 97140 earn no unit; the line after them is the same."""
    visit = pt("97110", 33), pt("97140", 7), pt("97161")
    found = priced({"counting": None}, *visit)
    assert [line.line.code for line in found.lines] == ["97110", "97140", "97161"]
    amounts = [line.allowed for line in found.lines]
    assert amounts == [Decimal("60.00"), None, Decimal("90.00")]
    detail = hint_of(found, Topic.PAYER_COUNTS_DIFFER).detail
    assert "4 by total minutes ($170.00) or 3 by CPT midpoint ($150.00)" in detail
    assert Topic.PAYER_OPEN not in topics(found)


def test_a_table_that_is_not_in_the_file_is_not_a_table_without_the_code(priced: Priced) -> None:
    table = [{"base": "dollars", "complete": False, "source": "contract"}, *DOLLARS]
    found = priced({"price": table}, pt("97110", 15))
    assert "isn't in its file" in hint_of(found, Topic.PAYER_PRICE_WANTS).detail
    assert found.by_payer is None
    listed = priced({"price": table, "not_priced": given({"97110": "by-report"})}, pt("97110", 15))
    assert "by report" in hint_of(listed, Topic.PAYER_NO_PRICE).detail
    other = priced({}, pt("97116", 15))
    assert "not listed" in hint_of(other, Topic.PAYER_NO_PRICE).detail


def test_a_setting_that_matters_by_another_reading_alone_has_its_hint(priced: Priced) -> None:
    """Only the midpoint count has units over the limit; which go then is open as well."""
    limit = {"caps": cap("units", "1", by="day"), "counting": None}
    found = priced(limit, pt("97140", 10), pt("97112", 9))
    assert found.units == 1
    assert allowed(found) == "$20.00 to $40.00"
    said = [hint.title for hint in found.hints if hint.topic is Topic.PAYER_OPEN]
    assert said == ["Open: what is over a limit"]


LIKE: dict[str, Any] = {"like": "medicare", **dict.fromkeys(PLAIN)}


def test_one_like_medicare_pays_a_nonparticipating_practice_less(
    priced: Priced, reference: Reference
) -> None:
    visit = pt("97110", 30), pt("97140", 15)
    nonparticipating = {"provider": {"participating": False}}
    own = priced(LIKE, *visit, **nonparticipating).payment
    like = priced(
        {**LIKE, "patient": {"coinsurance": "0.20", "source": "contract"}},
        *visit,
        **nonparticipating,
    )
    assert own is not None and like.by_payer is not None
    assert like.by_payer.allowed == Between.of(own.allowed)
    assert like.by_payer.payer_pays == Between.of(own.medicare_pays)
    # A price of the payer's own is not lowered.
    assert allowed(priced({**LIKE, "price": DOLLARS}, *visit, **nonparticipating)) == "$80.00"


def test_own_prices_have_no_hints_of_medicares_fees(priced: Priced) -> None:
    fields = {"provider": {"participating": False}}
    topics_of = [
        {*topics(priced(settings, pt("97110", 15, charge="10.00"), pt("97039", 10), **fields))}
        for settings in (LIKE, {**LIKE, "price": DOLLARS})
    ]
    medicares = {Topic.ASSIGNMENT_ACCEPTED, Topic.CHARGE_BELOW_FEE, Topic.NO_NATIONAL_PRICE}
    assert medicares <= topics_of[0]
    assert not medicares & topics_of[1]
    assert Topic.PAYER_NO_PRICE in topics_of[1]


def test_what_is_like_medicare_is_assumed_once(priced: Priced) -> None:
    found = priced({**LIKE, "price": DOLLARS}, pt("97110", 15, charge="25.00"), pt("97140", 0, 15))
    assert assumed(found) == []
    assert Topic.PAYER_LIKE_MEDICARE in topics(found)


def test_units_at_the_full_fee_are_told(priced: Priced) -> None:
    medicare = {"base": "medicare", "percent": "100", "edition": "date-of-service"}
    tier = {**medicare, "source": "contract"}
    half = {"kind": "practice-expense", "pays": "0.50", "per": "unit", "source": "contract"}
    visit = pt("97110", 30), pt("97140", 15)
    found = priced({"price": [tier], "reduction": half}, *visit)
    assert [line.full_units for line in found.lines] == [1, 0]
    assert [line.full_units for line in priced({"price": [tier]}, *visit).lines] == [0, 0]


def test_what_cannot_be_counted_is_named(priced: Priced) -> None:
    found = priced({}, pt("99999", 15), pt("97110", 15), pt("97140"))
    assert allowed(found) == "$30.00"
    assert hint_of(found, Topic.UNKNOWN_CODE).codes == ("99999",)
    assert hint_of(found, Topic.NO_MINUTES).codes == ("97140",)


def test_a_place_that_is_not_known_is_named(priced: Priced) -> None:
    tier = {"base": "medicare", "percent": "100", "source": "contract"}
    assert Topic.PLACE_UNKNOWN in topics(priced({"price": [tier]}, pt("97110", 15), zip="00000"))
    assert Topic.PLACE_SEVERAL in topics(priced({"price": [tier]}, pt("97110", 15), zip="90265"))
    assert Topic.PLACE_UNKNOWN not in topics(priced({}, pt("97110", 15), zip="00000"))


def test_a_total_is_rounded_once(priced: Priced) -> None:
    """0.58 RVUs x 9.99 is 5.7942 each: three are 17.3826, by lines 17.37."""
    codes = ("97110", "97140", "97530")
    rvu = {"base": "rvu", "conversion_factor": "9.99", "gpci": "none", "edition": "own"}
    tier = {**rvu, "rvus": dict.fromkeys(codes, "0.58"), "source": "contract"}
    visit = [pt(code, 15) for code in codes]
    for rounding, expected in (("total", "$17.38"), ("line", "$17.37"), ("unit", "$17.37")):
        found = priced({"price": [tier], "rounding": given(rounding)}, *visit)
        assert allowed(found) == expected
        assert sum(line.allowed or 0 for line in found.lines) == Decimal(expected[1:])
        assert {step.kind for line in found.lines for step in line.steps} == {
            *(StepKind.PAYER_FEE, StepKind.PAYER_AMOUNT, StepKind.PAYER_PAYS),
            *((StepKind.ROUNDED,) if rounding == "total" else ()),
        }


def test_a_year_is_its_release_where_it_has_one(priced: Priced) -> None:
    tier = {"base": "medicare", "percent": "100", "source": "contract"}
    visit = pt("97110", 15)
    assert allowed(priced({"price": [{**tier, "edition": "2025"}]}, visit)) == "$28.79"
    two = priced({"price": [{**tier, "edition": "2024"}]}, visit)
    assert "several" in hint_of(two, Topic.PAYER_PRICE_WANTS).detail
    # The fee of 2020 is more than that of 2026, and the least that is paid.
    floor = {**tier, "edition": "date-of-service", "floor_edition": "2020"}
    assert allowed(priced({"price": [floor]}, visit)) == "$31.40"
    assert allowed(priced({"price": [{**floor, "floor_edition": "2025"}]}, visit)) == "$29.06"


def test_codes_without_a_price_need_no_word_of_the_payers(priced: Priced) -> None:
    """That the setting does not apply is no reason of its own."""
    silent = {"not_priced": {"applies": False, "source": "contract"}}
    for settings in (silent, {"not_priced": given("bundled")}):
        found = priced(settings, pt("97110", 15), pt("97116", 15))
        assert allowed(found) == "$30.00"
        word = "not listed" if settings is silent else "bundled"
        assert word in hint_of(found, Topic.PAYER_NO_PRICE).detail


def test_one_code_over_a_limit_is_one_amount(priced: Priced) -> None:
    found = priced({"caps": cap("units", "2", by="day")}, pt("97110", 45))
    assert allowed(found) == "$60.00"
    assert [(line.allowed, line.units_paid) for line in found.lines] == [(Decimal("60.00"), 2)]
    assert Topic.PAYER_UNITS_OPEN not in topics(found)
    assert Topic.PAYER_CUTS in topics(found)


def test_a_limit_of_rvus_with_several_factors_is_a_range(priced: Priced) -> None:
    """Of 3 RVUs, 2 at $10 and 1 at $20, 2 are paid: $20, or $20 and $10."""
    rvu = {"base": "rvu", "gpci": "none", "edition": "own", "source": "contract"}
    tiers = [
        {**rvu, "conversion_factor": "10.00", "rvus": {"97110": "2"}},
        {**rvu, "conversion_factor": "20.00", "rvus": {"97140": "1"}},
    ]
    limit = {"price": tiers, "caps": cap("rvus", "2", by="day", surplus="cap-total")}
    found = priced(limit, pt("97110", 15), pt("97140", 15))
    assert allowed(found) == "$20.00 to $30.00"
    assert "RVUs" in hint_of(found, Topic.PAYER_OPEN).title
    one = priced(limit, pt("97110", 30))
    assert allowed(one) == "$20.00"
    assert Topic.PAYER_OPEN not in topics(one)

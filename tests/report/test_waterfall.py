"""The payment as a waterfall: it adds up, and every step shows its arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from builders import ot, pt
from quarterhour.assessment import Assessment
from quarterhour.fees import ZERO
from quarterhour.report.waterfall import Fall, Flow, waterfall_of

Assess = Callable[..., Assessment]
VISITS: tuple[tuple[list[dict[str, Any]], dict[str, Any]], ...] = (
    ([pt("97110", 33), pt("97140", 7)], {}),
    ([pt("97110", 13, 23), pt("97140", 30)], {"patient": {"deductible_remaining": "20.00"}}),
    ([pt("97110", 45, charge="40.00"), ot("97530", 20)], {}),
    ([pt("97110", 30)], {"provider": {"participating": False, "accepts_assignment": False}}),
    ([pt("97530", 15), pt("97750", 15)], {}),
    ([pt("97010", 15)], {}),
)


def _step(falls: tuple[Fall, ...], name: str) -> Fall:
    return next(fall for fall in falls if fall.name.startswith(name))


@pytest.mark.parametrize(("services", "fields"), VISITS)
def test_each_level_is_the_one_before_less_what_is_taken_off(
    assessed: Assess, services: list[dict[str, Any]], fields: dict[str, Any]
) -> None:
    falls = waterfall_of(assessed(*services, **fields))
    level: Decimal | None = None
    for fall in falls[:-1]:
        if fall.amount is None:
            continue
        if fall.flow is Flow.TAKEN_OFF:
            assert level is not None
            level -= fall.amount
        else:
            assert level is None or level == fall.amount, fall.name
            level = fall.amount
        assert ZERO <= fall.start <= fall.end <= 1


@pytest.mark.parametrize(("services", "fields"), VISITS)
def test_the_arithmetic_of_the_lines_adds_up_to_its_step(
    assessed: Assess, services: list[dict[str, Any]], fields: dict[str, Any]
) -> None:
    for fall in waterfall_of(assessed(*services, **fields))[:-1]:
        amounts = [working.amount for working in fall.workings if working.amount is not None]
        if fall.amount is not None:
            assert sum(amounts, ZERO) == fall.amount, fall.name


def test_a_step_is_spoken_with_its_rate_and_where_it_goes(assessed: Assess) -> None:
    falls = waterfall_of(assessed(pt("97112", 20), pt("97530", 20)))
    assert [fall.sentence for fall in falls] == [
        "Before the MPPR: $100.53",
        "MPPR reduction: $15.70, not paid",
        "Allowed: $84.83",
        "Deductible: $0.00, to the patient",
        "Coinsurance 20 %: $16.96, to the patient",
        "Assistant reduction 15 %: $0.00, not paid",
        "Sequestration 2 %: $1.36, not paid",
        "Medicare pays: $66.51",
        "Patient pays: $16.96",
    ]
    taken = _step(falls, "MPPR").workings
    assert [(each.what, each.working) for each in taken] == [("97112 GP", "65.46 - 49.76")]


def test_a_charge_below_the_fee_schedule_is_a_step_of_its_own(assessed: Assess) -> None:
    falls = waterfall_of(assessed(pt("97110", 15, charge="20.00")))
    cut = _step(falls, "Above the charge")
    assert cut.amount is not None and cut.amount > 0
    assert _step(falls, "Allowed").amount == Decimal("20.00")


def test_a_denied_line_says_why(assessed: Assess) -> None:
    falls = waterfall_of(assessed(pt("97530", 15), pt("97750", 15)))
    denied = _step(falls, "Allowed, denied lines left out").workings[1]
    assert denied.working == "denied: column 2 of an NCCI pair with 97530"


def test_a_charge_that_is_not_known_makes_the_patient_s_part_unknown(assessed: Assess) -> None:
    fields: dict[str, Any] = {
        "patient": {"pt_slp_to_date": "2480.00"},
        "attested": {"advance_notice": True},
    }
    unknown = _step(waterfall_of(assessed(pt("97110", 30), **fields)), "Patient pays")
    assert unknown.sentence == "Patient pays: not known"
    assert "enter the charge" in unknown.workings[-1].working
    known = waterfall_of(assessed(pt("97110", 30, charge="120.00"), **fields))
    assert _step(known, "Patient pays").workings[-1].amount == Decimal("120.00")


def test_withheld_money_is_not_known_and_says_why(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), date_of_service="2019-01-01")
    falls = waterfall_of(found, "Money is withheld.")
    assert {fall.amount for fall in falls} == {None}
    assert falls[0].workings[0].what == "Money is withheld."
    assert all(fall.sentence.endswith(": not known") for fall in falls)

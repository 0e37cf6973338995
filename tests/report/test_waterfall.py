"""The payment as a waterfall: it adds up, and every step shows its arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from builders import ot, pt
from quarterhour.assessment import Assessment
from quarterhour.fees import STEP_WORDS, ZERO, StepKind
from quarterhour.report.waterfall import (
    GOAL_WORDS,
    OTHER_WORDS,
    Fall,
    Flow,
    Goal,
    waterfall_of,
)

Assess = Callable[..., Assessment]
VISITS: tuple[tuple[list[dict[str, Any]], dict[str, Any]], ...] = (
    ([pt("97110", 33), pt("97140", 7)], {}),
    ([pt("97110", 13, 23), pt("97140", 30)], {"patient": {"deductible_remaining": "20.00"}}),
    ([pt("97110", 45, charge="40.00"), ot("97530", 20)], {}),
    ([pt("97110", 30)], {"provider": {"participating": False, "accepts_assignment": False}}),
    ([pt("97530", 15), pt("97750", 15)], {}),
    ([pt("97010", 15)], {}),
)


# What each step does to the amount, where it goes, and the rate that its name has.
STEPS = (
    (StepKind.BEFORE_MPPR, Flow.LEVEL, None, "100.53", ""),
    (StepKind.MPPR_REDUCTION, Flow.TAKEN_OFF, Goal.NOT_PAID, "15.70", ""),
    (StepKind.ALLOWED, Flow.LEVEL, None, "84.83", ""),
    (StepKind.DEDUCTIBLE, Flow.TAKEN_OFF, Goal.PATIENT, "0.00", ""),
    (StepKind.COINSURANCE, Flow.TAKEN_OFF, Goal.PATIENT, "16.96", " 20 %"),
    (StepKind.ASSISTANT_REDUCTION, Flow.TAKEN_OFF, Goal.NOT_PAID, "0.00", " 15 %"),
    (StepKind.SEQUESTRATION, Flow.TAKEN_OFF, Goal.NOT_PAID, "1.36", " 2 %"),
    (StepKind.MEDICARE_PAYS, Flow.RESULT, None, "66.51", ""),
    (StepKind.PATIENT_PAYS, Flow.RESULT, None, "16.96", ""),
)


def _step(falls: tuple[Fall, ...], kind: StepKind) -> Fall:
    (found,) = (fall for fall in falls if fall.kind is kind)
    return found


def shared_out(falls: Sequence[Fall]) -> list[Fall]:
    """Return the steps before what the patient pays."""
    kinds = [fall.kind for fall in falls]
    return list(falls[: kinds.index(StepKind.PATIENT_PAYS)])


@pytest.mark.parametrize(("services", "fields"), VISITS)
def test_each_level_is_the_one_before_less_what_is_taken_off(
    assessed: Assess, services: list[dict[str, Any]], fields: dict[str, Any]
) -> None:
    falls = waterfall_of(assessed(*services, **fields))
    level: Decimal | None = None
    for fall in shared_out(falls):
        if fall.amount is None:
            continue
        if fall.flow is Flow.TAKEN_OFF:
            assert level is not None
            level -= fall.amount
        else:
            assert level is None or level == fall.amount, fall.kind
            level = fall.amount
        assert ZERO <= fall.start <= fall.end <= 1


@pytest.mark.parametrize(("services", "fields"), VISITS)
def test_the_arithmetic_of_the_lines_adds_up_to_its_step(
    assessed: Assess, services: list[dict[str, Any]], fields: dict[str, Any]
) -> None:
    for fall in shared_out(waterfall_of(assessed(*services, **fields))):
        amounts = [working.amount for working in fall.workings if working.amount is not None]
        if fall.amount is not None:
            assert sum(amounts, ZERO) == fall.amount, fall.kind


def test_a_step_is_spoken_with_its_rate_and_where_it_goes(assessed: Assess) -> None:
    falls = waterfall_of(assessed(pt("97112", 20), pt("97530", 20)))
    for fall, (kind, flow, goal, amount, rate) in zip(falls, STEPS, strict=True):
        assert (fall.kind, fall.flow, fall.goal) == (kind, flow, goal)
        assert str(fall.amount) == amount
        assert fall.name == STEP_WORDS[kind] + rate
        whither = f", {GOAL_WORDS[goal]}" if goal else ""
        assert fall.sentence == f"{fall.name}: ${amount}{whither}"
    taken = _step(falls, StepKind.MPPR_REDUCTION).workings
    assert [(each.what, each.working) for each in taken] == [("97112 GP", "65.46 - 49.76")]


def test_a_charge_below_the_fee_schedule_is_a_step_of_its_own(assessed: Assess) -> None:
    falls = waterfall_of(assessed(pt("97110", 15, charge="20.00")))
    cut = _step(falls, StepKind.ABOVE_CHARGE)
    assert (cut.goal, cut.amount) == (Goal.NOT_CHARGED, Decimal("9.06"))
    assert _step(falls, StepKind.ALLOWED).amount == Decimal("20.00")


def test_a_denied_line_says_why(assessed: Assess) -> None:
    found = assessed(pt("97530", 15), pt("97750", 15))
    falls = waterfall_of(found)
    assert (falls[-1].kind, str(falls[-1].amount)) == (StepKind.DENIED_NOT_INCLUDED, "24.55")
    allowed = _step(falls, StepKind.ALLOWED)
    assert allowed.name == OTHER_WORDS["denied left out"]
    why = found.lines[1].why_denied
    assert [(each.working, each.amount) for each in allowed.workings[1:]] == [
        (OTHER_WORDS["denied"].format(why=why), None)
    ]


def test_a_charge_that_is_not_known_makes_the_patient_s_part_unknown(assessed: Assess) -> None:
    fields: dict[str, Any] = {
        "patient": {"pt_slp_to_date": "2480.00"},
        "attested": {"advance_notice": True},
    }
    unknown = _step(waterfall_of(assessed(pt("97110", 30), **fields)), StepKind.PATIENT_PAYS)
    assert (unknown.amount, unknown.shown) == (None, OTHER_WORDS["not known"])
    assert unknown.workings[-1].working == OTHER_WORDS["charge wanted"]
    known = waterfall_of(assessed(pt("97110", 30, charge="120.00"), **fields))
    assert _step(known, StepKind.PATIENT_PAYS).workings[-1].amount == Decimal("120.00")


def test_withheld_money_is_not_known_and_says_why(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), date_of_service="2019-01-01")
    falls = waterfall_of(found, "Money is withheld.")
    assert {fall.amount for fall in falls} == {None}
    assert falls[0].workings[0].what == "Money is withheld."
    assert all(fall.shown == OTHER_WORDS["not known"] for fall in falls)
    assert all(fall.shown in fall.sentence for fall in falls)

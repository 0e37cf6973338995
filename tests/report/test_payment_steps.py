"""The payment step by step: it adds up, and every step shows its arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from builders import ot, pt
from quarterhour.assessment import Assessment
from quarterhour.fees import STEP_WORDS, ZERO, StepKind
from quarterhour.report.payment_flow import GOAL_WORDS, OTHER_WORDS, Flow, Goal, PaymentStep
from quarterhour.report.payment_steps import payment_steps

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
    (StepKind.COINSURANCE, Flow.TAKEN_OFF, Goal.PATIENT, "16.96", " (20%)"),
    (StepKind.ASSISTANT_REDUCTION, Flow.TAKEN_OFF, Goal.NOT_PAID, "0.00", " (15%)"),
    (StepKind.SEQUESTRATION, Flow.TAKEN_OFF, Goal.NOT_PAID, "1.36", " (2%)"),
    (StepKind.MEDICARE_PAYS, Flow.RESULT, None, "66.51", ""),
    (StepKind.PATIENT_PAYS, Flow.RESULT, None, "16.96", ""),
)


def _step(steps: tuple[PaymentStep, ...], kind: StepKind) -> PaymentStep:
    (found,) = (step for step in steps if step.kind is kind)
    return found


def shared_out(steps: Sequence[PaymentStep]) -> list[PaymentStep]:
    """Return the steps before what the patient pays."""
    kinds = [step.kind for step in steps]
    return list(steps[: kinds.index(StepKind.PATIENT_PAYS)])


@pytest.mark.parametrize(("services", "fields"), VISITS)
def test_each_level_is_the_one_before_less_what_is_taken_off(
    assessed: Assess, services: list[dict[str, Any]], fields: dict[str, Any]
) -> None:
    steps = payment_steps(assessed(*services, **fields))
    level: Decimal | None = None
    for step in shared_out(steps):
        if step.amount is None:
            continue
        if step.flow is Flow.TAKEN_OFF:
            assert level is not None
            level -= step.amount
        else:
            assert level is None or level == step.amount, step.kind
            level = step.amount
        assert ZERO <= step.start <= step.end <= 1


@pytest.mark.parametrize(("services", "fields"), VISITS)
def test_the_arithmetic_of_the_lines_adds_up_to_its_step(
    assessed: Assess, services: list[dict[str, Any]], fields: dict[str, Any]
) -> None:
    for step in shared_out(payment_steps(assessed(*services, **fields))):
        amounts = [working.amount for working in step.calculations if working.amount is not None]
        if step.amount is not None:
            assert sum(amounts, ZERO) == step.amount, step.kind


def test_a_step_is_spoken_with_its_rate_and_where_it_goes(assessed: Assess) -> None:
    steps = payment_steps(assessed(pt("97112", 20), pt("97530", 20)))
    for step, (kind, flow, goal, amount, rate) in zip(steps, STEPS, strict=True):
        assert (step.kind, step.flow, step.goal) == (kind, flow, goal)
        assert str(step.amount) == amount
        assert step.name == STEP_WORDS[kind] + rate
        goes_to = f", {GOAL_WORDS[goal]}" if goal else ""
        assert step.sentence == f"{step.name}: ${amount}{goes_to}"
    taken = _step(steps, StepKind.MPPR_REDUCTION).calculations
    assert [(each.what, each.working) for each in taken] == [("97112 GP", "65.46 - 49.76")]


def test_a_charge_below_the_fee_schedule_is_a_step_of_its_own(assessed: Assess) -> None:
    steps = payment_steps(assessed(pt("97110", 15, charge="20.00")))
    cut = _step(steps, StepKind.ABOVE_CHARGE)
    assert (cut.goal, cut.amount) == (Goal.NOT_CHARGED, Decimal("9.06"))
    assert _step(steps, StepKind.ALLOWED).amount == Decimal("20.00")


def test_a_denied_line_says_why(assessed: Assess) -> None:
    found = assessed(pt("97530", 15), pt("97750", 15))
    steps = payment_steps(found)
    assert (steps[-1].kind, str(steps[-1].amount)) == (StepKind.DENIED_NOT_INCLUDED, "24.55")
    allowed = _step(steps, StepKind.ALLOWED)
    assert allowed.name == OTHER_WORDS["denied not included"]
    why = found.lines[1].why_denied
    assert [(each.working, each.amount) for each in allowed.calculations[1:]] == [
        (OTHER_WORDS["denied"].format(why=why), None)
    ]


def test_a_charge_that_is_not_known_makes_the_patient_s_part_unknown(assessed: Assess) -> None:
    fields: dict[str, Any] = {
        "patient": {"pt_slp_to_date": "2480.00"},
        "attested": {"advance_notice": True},
    }
    unknown = _step(payment_steps(assessed(pt("97110", 30), **fields)), StepKind.PATIENT_PAYS)
    assert (unknown.amount, unknown.shown) == (None, OTHER_WORDS["not known"])
    assert unknown.calculations[-1].working == OTHER_WORDS["charge wanted"]
    known = payment_steps(assessed(pt("97110", 30, charge="120.00"), **fields))
    assert _step(known, StepKind.PATIENT_PAYS).calculations[-1].amount == Decimal("120.00")


def test_withheld_money_is_not_known_and_says_why(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), date_of_service="2019-01-01")
    steps = payment_steps(found, "Money is withheld.")
    assert {step.amount for step in steps} == {None}
    assert steps[0].calculations[0].what == "Money is withheld."
    assert all(step.shown == OTHER_WORDS["not known"] for step in steps)
    assert all(step.shown in step.sentence for step in steps)

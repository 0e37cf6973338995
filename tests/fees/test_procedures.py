"""Of the day's splints, casts and strapping the dearest is paid in full, four more at half.

Amounts are worked out by hand from the values of RVU26C: of 29125, `2.37 x 33.4009 = 79.16`, and
half of it is `39.58`. Source: relative value file, MULT PROC 2; Pub. 100-04 ch. 12 §40.6.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from builders import hint_of, ot, pt, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Severity, Topic
from quarterhour.fees import StepKind
from quarterhour.report.payment_flow import Goal
from quarterhour.report.payment_steps import payment_steps

Assess = Callable[..., Assessment]
SIX = ("29105", "29075", "29125", "29130", "29505", "29515")


@pytest.mark.parametrize(
    ("services", "amounts"),
    [
        ([ot("29125"), ot("29130")], ["79.16", "23.05"]),
        ([ot("29130"), ot("29125")], ["23.05", "79.16"]),
        ([pt("29240"), pt("29530")], ["28.72", "14.36"]),  # as dear: the first in full
        ([pt("29240"), ot("29125")], ["14.36", "79.16"]),  # of all disciplines
        ([pt("29240")], ["28.72"]),
        ([pt(code) for code in SIX[:3]], ["48.60", "97.53", "39.58"]),
        # The MPPR has a first unit of its own.
        (
            [pt("97112", 15), pt("97110", 15), pt("29240"), pt("29530")],
            ["32.73", "22.21", "28.72", "14.36"],
        ),
        ([ot("29125"), ot("29130", charge="20.00")], ["79.16", "20.00"]),
        ([pt("97597", square_cm=10), pt("29240")], ["101.54", "28.72"]),
        # Units of a line rank one by one: 46.09 + 2 x 23.05.
        ([ot("29130", count=3)], ["92.19"]),
        ([ot("29130"), ot("29130")], ["69.14"]),
        ([ot("29130", count=3), ot("29125")], ["69.15", "79.16"]),
        ([ot("29130", count=3), ot("29131", count=2)], ["69.15", "89.18"]),  # 59.45 + 29.73
        ([ot("29130", count=2), pt("29130")], ["69.14", "23.05"]),
        ([ot("29130", count=2, charge="50.00")], ["50.00"]),
    ],
)
def test_amounts(services: list[dict[str, Any]], amounts: list[str], assessed: Assess) -> None:
    found = assessed(*services)
    assert [str(line.allowed) for line in found.lines] == amounts


def test_what_is_denied_takes_no_part(assessed: Assess) -> None:
    found = assessed(pt("97760", 15), pt("29581"), pt("29240"))
    assert [str(line.allowed) for line in found.lines] == ["46.09", "0.00", "28.72"]
    assert not [hint for hint in found.hints if hint.topic is Topic.SECOND_AT_HALF]


def test_half_of_the_lowered_fee_where_the_practice_does_not_participate(assessed: Assess) -> None:
    found = assessed(ot("29125"), ot("29130"), provider={"participating": False})
    assert [str(line.allowed) for line in found.lines] == ["75.20", "21.90"]


def test_the_figures_of_the_year(assessed: Assess) -> None:
    found = assessed(ot("29125"), ot("29130"), date_of_service="2023-06-01")
    assert [str(line.allowed) for line in found.lines] == ["67.77", "21.35"]


def test_the_sixth_is_left_to_the_contractor(assessed: Assess) -> None:
    found = assessed(*(pt(code) for code in SIX))
    amounts = [line.allowed and str(line.allowed) for line in found.lines]
    assert amounts == ["48.60", "48.77", "39.58", None, "109.55", "41.25"]
    assert found.payment is not None
    assert str(found.payment.allowed) == "287.75"
    assert hint_of(found, Topic.SECOND_AT_HALF).severity is Severity.WARNING
    assert "the sixth and later procedures" in hint_of(found, Topic.SECOND_AT_HALF).detail


def test_a_line_that_holds_the_sixth_unit_has_no_amount(assessed: Assess) -> None:
    """29125 is the first, 29131 the second and third, so 29130 has the fourth to the sixth."""
    found = assessed(ot("29130", count=3), ot("29131", count=2), ot("29125"))
    amounts = [line.allowed and str(line.allowed) for line in found.lines]
    assert amounts == [None, "59.46", "79.16"]
    assert found.payment is not None
    assert str(found.payment.allowed) == "138.62"
    assert str(found.payment.procedure_reduction) == "59.44"  # 2 x (59.45 - 29.73)
    assert "no amount for a line with one of these" in hint_of(found, Topic.SECOND_AT_HALF).detail


def test_units_above_the_limit_leave_the_full_fee_to_another(assessed: Assess) -> None:
    found = assessed(ot("29131", count=3), ot("29130", count=2))
    assert [str(line.allowed) for line in found.lines] == ["0.00", "69.14"]


def test_the_reduction_stands_apart_from_the_mppr(assessed: Assess) -> None:
    found = assessed(pt("97112", 15), pt("97110", 15), ot("29125"), ot("29130"))
    payment = found.payment
    assert payment is not None
    assert str(payment.before_mppr) == "187.04"  # 32.73 + 29.06 + 79.16 + 46.09
    assert str(payment.mppr_reduction) == "6.85"  # 29.06 - 22.21
    assert str(payment.procedure_reduction) == "23.04"  # 46.09 - 23.05
    assert str(payment.allowed) == "157.15"
    (step,) = [step for step in payment_steps(found) if step.kind is StepKind.PROCEDURE_REDUCTION]
    assert (step.amount, step.goal) == (Decimal("23.04"), Goal.NOT_PAID)
    assert "MPPR" in step.name


def test_every_step_says_so(assessed: Assess) -> None:
    found = assessed(ot("29125"), ot("29130"))
    first, second = ([step.text() for step in line.steps] for line in found.lines)
    assert first[2] == "Fee schedule amount: 1 x 79.16 at full fee = 79.16"
    assert second[1:5] == [
        "Fee for each additional splint, cast, or strapping: 46.09 x 0.50 = 23.05",
        "Full fee of procedures: 1 x 46.09 = 46.09",
        "Fee schedule amount: 1 x 23.05 at half = 23.05",
        "Additional splints at half (not the MPPR): 46.09 - 23.05 = 23.04",
    ]


def test_units_of_one_line_are_told_apart_in_its_steps(assessed: Assess) -> None:
    (line,) = assessed(ot("29130", count=3)).lines
    assert [step.text() for step in line.steps][2:5] == [
        "Full fee of procedures: 3 x 46.09 = 138.27",
        "Fee schedule amount: 1 x 46.09 at full fee + 2 x 23.05 at half = 92.19",
        "Additional splints at half (not the MPPR): 138.27 - 92.19 = 46.08",
    ]


def test_one_alone_has_no_reduction_to_speak_of(assessed: Assess) -> None:
    found = assessed(ot("29125"))
    assert not topics(found, "coverage")
    assert StepKind.PROCEDURE_REDUCTION not in {step.kind for step in payment_steps(found)}


def test_it_is_to_be_confirmed(assessed: Assess) -> None:
    hint = hint_of(assessed(ot("29125"), ot("29130")), Topic.SECOND_AT_HALF)
    assert (hint.severity, hint.unconfirmed, hint.rows) == (Severity.NOTE, True, (0, 1))
    assert hint.codes == ("29125", "29130")

"""The multiple procedure payment reduction (MPPR) for therapy.

Of all units of the day that are subject to it (indicator 5), across disciplines, one is paid in
full: the one with the highest practice expense RVU, then the highest fee. Every other is paid
at the reduced fee. Source: Medicare Claims Processing Manual (Pub. 100-04) ch. 5 s. 10.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour.fees.money import ZERO
from quarterhour.fees.step import WORKING_WORDS, Step, StepKind


class Bill(NamedTuple):
    """One claim line before the reduction.

    `full` and `reduced` are the fees of one unit. `practice_expense` is the RVU that ranks it.
    `charge` is what the practice charges for the line, if known.
    """

    units: int
    full: Decimal
    reduced: Decimal
    practice_expense: Decimal
    subject: bool
    assistant: bool = False
    charge: Decimal | None = None


class PricedBill(NamedTuple):
    """A claim line after the reduction: units at each fee, amounts in dollars, the steps.

    `unreduced` is the amount of all units in full, `scheduled` the fee schedule amount, `allowed`
    the lesser of it and the charge.
    """

    bill: Bill
    full_units: int
    unreduced: Decimal
    scheduled: Decimal
    allowed: Decimal
    reduction: Decimal
    steps: tuple[Step, ...]


def reduce_multiple(bills: Sequence[Bill]) -> list[PricedBill]:
    """Price the lines of one day, in order; equal ranks pay the first of them in full."""
    ranked = [place for place, bill in enumerate(bills) if bill.subject and bill.units]
    first = max(
        ranked, key=lambda place: (bills[place].practice_expense, bills[place].full), default=None
    )
    return [_priced(bill, place == first) for place, bill in enumerate(bills)]


def _priced(bill: Bill, holds_first: bool) -> PricedBill:
    full_units = bill.units if not bill.subject else int(holds_first)
    reduced_units = bill.units - full_units
    scheduled = full_units * bill.full + reduced_units * bill.reduced
    unreduced = bill.units * bill.full
    allowed = scheduled if bill.charge is None else min(scheduled, bill.charge)
    return PricedBill(
        bill=bill,
        full_units=full_units,
        unreduced=unreduced,
        scheduled=scheduled,
        allowed=allowed,
        reduction=unreduced - scheduled,
        steps=tuple(_steps(bill, full_units, unreduced, scheduled, allowed)),
    )


def _steps(
    bill: Bill, full_units: int, unreduced: Decimal, scheduled: Decimal, allowed: Decimal
) -> list[Step]:
    parts = []
    if full_units:
        words = WORKING_WORDS["in full"] if bill.subject else "{units} x {fee}"
        parts.append(words.format(units=full_units, fee=bill.full))
    if bill.units > full_units:
        words = WORKING_WORDS["reduced"]
        parts.append(words.format(units=bill.units - full_units, fee=bill.reduced))
    steps = [Step(StepKind.SCHEDULED, " + ".join(parts) or str(ZERO), scheduled)]
    if unreduced != scheduled:
        before = Step(StepKind.BEFORE_MPPR, f"{bill.units} x {bill.full}", unreduced)
        working = f"{unreduced} - {scheduled}"
        taken = Step(StepKind.MPPR_REDUCTION, working, unreduced - scheduled)
        steps = [before, *steps, taken]
    if bill.charge is not None:
        working = WORKING_WORDS["lesser of charge"].format(scheduled=scheduled, charge=bill.charge)
        steps.append(Step(StepKind.ALLOWED, working, allowed))
        if allowed != scheduled:
            working = f"{scheduled} - {allowed}"
            steps.append(Step(StepKind.ABOVE_CHARGE, working, scheduled - allowed))
    return steps

"""The multiple procedure payment reduction (MPPR) for therapy.

Of all units of the day that are subject to it (indicator 5), across disciplines, one is paid in
full: the one with the highest practice expense RVU, then the highest fee. Every other is paid
at the reduced fee. Source: Medicare Claims Processing Manual (Pub. 100-04) ch. 5 s. 10.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quarterhour.fees.money import ZERO
from quarterhour.fees.step import Step


@dataclass(frozen=True, slots=True)
class Bill:
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


@dataclass(frozen=True, slots=True)
class PricedBill:
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
        parts.append(f"{full_units} x {bill.full}{' in full' if bill.subject else ''}")
    if bill.units > full_units:
        parts.append(f"{bill.units - full_units} x {bill.reduced} reduced")
    steps = [Step("Fee schedule amount", " + ".join(parts) or str(ZERO), scheduled)]
    if unreduced != scheduled:
        before = Step("Before the MPPR", f"{bill.units} x {bill.full}", unreduced)
        taken = Step("MPPR reduction", f"{unreduced} - {scheduled}", unreduced - scheduled)
        steps = [before, *steps, taken]
    if bill.charge is not None:
        working = f"lesser of {scheduled} and the charge of {bill.charge}"
        steps.append(Step("Allowed", working, allowed))
        if allowed != scheduled:
            cut = Step("Above the charge", f"{scheduled} - {allowed}", scheduled - allowed)
            steps.append(cut)
    return steps

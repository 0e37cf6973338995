"""What is paid less with others on the same day: the MPPR of therapy, and further procedures.

Of all units of the day that are subject to the multiple procedure payment reduction (MPPR;
indicator 5), across disciplines, one is paid in full: the one with the highest practice expense
RVU, then the highest fee. Every other is paid at the reduced fee. Source: Medicare Claims
Processing Manual (Pub. 100-04) ch. 5 §10.7.

Apart from that, of the day's splints, casts and strapping (indicator 2) the unit with the highest
fee is paid in full, each additional one at a share of its whole fee, up to a number; the MAC
prices any beyond. Source: relative value file, MULT PROC; Pub. 100-04 ch. 12 §40.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour.fees.money import ZERO
from quarterhour.fees.step import CALCULATION_WORDS, Step, StepKind

# How many procedures a day are paid by rank.
MAX_PROCEDURES = 5
# What comes before a reduction, and what it takes off.
_OF_MPPR = (StepKind.BEFORE_MPPR, StepKind.MPPR_REDUCTION)
_OF_PROCEDURES = (StepKind.BEFORE_PROCEDURES, StepKind.PROCEDURE_REDUCTION)


class Bill(NamedTuple):
    """One claim line before the reduction.

    `full` and `reduced` are the fees of one unit. `practice_expense` is the RVU that ranks it for
    the MPPR, where it is `subject` to it. A `procedure` is a splint, a cast or strapping.
    `charge` is what the practice charges for the line, if known.
    """

    units: int
    full: Decimal
    reduced: Decimal
    practice_expense: Decimal
    subject: bool
    assistant: bool = False
    charge: Decimal | None = None
    procedure: bool = False


class PricedBill(NamedTuple):
    """A claim line after the reduction: units at each fee, and amounts in dollars.

    `unreduced` is the amount of all units in full, `scheduled` the fee schedule amount, `allowed`
    the lesser of it and the charge.
    """

    bill: Bill
    full_units: int
    unreduced: Decimal
    scheduled: Decimal
    allowed: Decimal
    reduction: Decimal

    @property
    def steps(self) -> tuple[Step, ...]:
        """How the amounts were worked out. Lines are priced far more often than that is shown."""
        return tuple(_steps(self))


def reduce_multiple(bills: Sequence[Bill], first: int | None = None) -> list[PricedBill]:
    """Price the lines of one day, in order; equal ranks pay the first of them in full.

    `first` is another of them, one of `full_fee_places` or of `dearest_procedures`.
    """
    in_full = []
    for places in (full_fee_places(bills), dearest_procedures(bills)):
        in_full.append(first if first in places else next(iter(places), None))
    return [_priced(bill, place in in_full) for place, bill in enumerate(bills)]


def beyond_procedures(bills: Sequence[Bill]) -> frozenset[int]:
    """Return the places of procedures beyond those that are paid by rank, if any."""
    beyond, units = set(), 0
    for place in _procedures(bills):
        units += bills[place].units
        if units > MAX_PROCEDURES:
            beyond.add(place)
    return frozenset(beyond)


def _procedures(bills: Sequence[Bill]) -> list[int]:
    """Return the places of the procedures of the day, the highest fee first."""
    found = [place for place, bill in enumerate(bills) if bill.procedure and bill.units]
    return sorted(found, key=lambda place: -bills[place].full)


def dearest_procedures(bills: Sequence[Bill]) -> list[int]:
    """Return the places of the procedures that rank highest, one of which has a unit in full."""
    places = _procedures(bills)
    return [place for place in places if bills[place].full == bills[places[0]].full]


def full_fee_places(bills: Sequence[Bill]) -> list[int]:
    """Return the places of the bills that rank highest, one of which has the unit in full."""
    ranks = {
        place: (bill.practice_expense, bill.full)
        for place, bill in enumerate(bills)
        if bill.subject and bill.units
    }
    highest = max(ranks.values(), default=None)
    return [place for place, rank in ranks.items() if rank == highest]


def _priced(bill: Bill, holds_first: bool) -> PricedBill:
    full_units = int(holds_first) if bill.subject or bill.procedure else bill.units
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
    )


def _steps(priced: PricedBill) -> list[Step]:
    bill, full_units, unreduced, scheduled, allowed, _ = priced
    parts = []
    if full_units:
        ranked = bill.subject or bill.procedure
        words = CALCULATION_WORDS["in full"] if ranked else "{units} x {fee}"
        parts.append(words.format(units=full_units, fee=bill.full))
    if bill.units > full_units:
        words = CALCULATION_WORDS["at half" if bill.procedure else "reduced"]
        parts.append(words.format(units=bill.units - full_units, fee=bill.reduced))
    steps = [Step(StepKind.SCHEDULED, " + ".join(parts) or str(ZERO), scheduled)]
    if unreduced != scheduled:
        kinds = _OF_PROCEDURES if bill.procedure else _OF_MPPR
        before = Step(kinds[0], f"{bill.units} x {bill.full}", unreduced)
        calculation = f"{unreduced} - {scheduled}"
        taken = Step(kinds[1], calculation, unreduced - scheduled)
        steps = [before, *steps, taken]
    if bill.charge is not None:
        calculation = CALCULATION_WORDS["lesser of charge"].format(
            scheduled=scheduled, charge=bill.charge
        )
        steps.append(Step(StepKind.ALLOWED, calculation, allowed))
        if allowed != scheduled:
            calculation = f"{scheduled} - {allowed}"
            steps.append(Step(StepKind.ABOVE_CHARGE, calculation, scheduled - allowed))
    return steps

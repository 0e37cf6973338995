"""The correct choices in a tie: which codes get the remaining units, and the payment of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from quarterhour.assess import payment_of
from quarterhour.claims import NO_PRICES, PriceList, listed
from quarterhour.entry.outcome import Outcome
from quarterhour.fees import Payment
from quarterhour.reference import Reference
from quarterhour.units import Pool

_MAX_NAMED = 3


class TieChoice(NamedTuple):
    """One correct choice in a pool: units of its tied services by row, and the payment.

    The row is None of what was typed in another visit of the patient.

    `takers` are the services of the visit that get the remaining units by this choice, `taking`
    the rows of those in this pool. The payment is None where it is not shown or was not asked
    for; Medicare then pays so much `more` than by the present choice, or less.
    """

    units: tuple[tuple[int | None, str, int], ...]
    takers: tuple[int, ...]
    taking: tuple[int, ...]
    present: bool
    payment: Payment | None
    more: Decimal | None = None

    def text(self) -> str:
        """Return the choice in words; of many services, only those that get a remaining unit."""
        if len(self.units) <= _MAX_NAMED:
            return ", ".join(
                f"{code} {units} unit{'' if units == 1 else 's'}" for _, code, units in self.units
            )
        taking = [code for row, code, _ in self.units if row in self.taking]
        others = [code for row, code, _ in self.units if row not in self.taking]
        which = f"all but {listed(others)}" if len(others) < len(taking) else listed(taking)
        return f"remaining unit to {which}"


def tie_choices(
    outcome: Outcome,
    row: int,
    reference: Reference,
    most: int,
    most_priced: int,
    prices: PriceList = NO_PRICES,
) -> tuple[list[TieChoice], int]:
    """Return the correct choices in the tie that a row is in, and how many there are in all.

    At most `most` are listed, the present one first; they are priced where there are no more
    than `most_priced` in all, with charges that `prices` fill. A tie of another
    discipline stays as it is.
    """
    assessment, pool = outcome.assessment, outcome.pool_of(row)
    if assessment is None or pool is None or not outcome.rows[row].tied:
        return [], 0
    choices: list[TieChoice] = []
    for units, choice in _of_pool(outcome, pool):
        if len(choices) == most:
            break
        takers = tuple(at for at in choice if at in pool.rows or _is_chosen(outcome, at))
        payment = assessment.payment
        if pool.assignment.choice_count > most_priced:
            payment = None
        elif choices:
            other = replace(assessment.visit, extra_units_to=takers)
            estimate = assessment.estimated_with is not None
            payment = payment_of(other, reference, estimate, prices)
        choices.append(
            TieChoice(
                units=tuple(_units_of_tied(outcome, pool, units)),
                takers=takers,
                taking=tuple(outcome.rows_of(at for at in choice if at in pool.rows)),
                present=not choices,
                payment=payment,
                more=_more(payment, choices),
            )
        )
    return choices, pool.assignment.choice_count


def _more(payment: Payment | None, before: Sequence[TieChoice]) -> Decimal | None:
    """Return how much more Medicare pays than by the first choice, which is the present one."""
    if payment is None:
        return None
    present = before[0].payment if before else payment
    return payment.medicare_pays - present.medicare_pays if present else None


def _of_pool(outcome: Outcome, pool: Pool) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield units and takers of the choices that differ from the present one in this pool."""
    assert outcome.assessment is not None
    count = outcome.assessment.count
    elsewhere = set(count.choices[0]) - set(pool.rows)
    for units, choice in zip(count.alternatives, count.choices, strict=True):
        if set(choice) - set(pool.rows) == elsewhere:
            yield units, choice


def _is_chosen(outcome: Outcome, service: int) -> bool:
    assert outcome.assessment is not None
    return service in outcome.assessment.visit.extra_units_to


def _units_of_tied(
    outcome: Outcome, pool: Pool, units: tuple[int, ...]
) -> Iterator[tuple[int | None, str, int]]:
    for place in pool.assignment.tied:
        group = pool.services[place].group
        yield outcome.row_of(group.rows[0]), group.key, units[group.rows[0]]

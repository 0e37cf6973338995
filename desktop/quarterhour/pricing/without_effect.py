"""What a payer's file has that takes nothing from this claim, by what the claim lacks."""

from __future__ import annotations

from quarterhour.claims import Judged
from quarterhour.payers import Payer, Reduction, Terms
from quarterhour.pricing.by_payer import ByReading


def not_reduced(payer: Payer, terms: Terms, priced: ByReading) -> tuple[int, ...]:
    """Return the lines whose prices have no practice expense, or no share of it, to take.

    There are none where the reduction is only assumed, or one unit alone is ranked for it.
    """
    section = payer.reduction
    given = isinstance(section, Reduction) and section.kind is not None
    units = sum(priced.units_paid[at] for at in priced.ranked)
    of_expense = terms.reduction.kind in ("practice-expense", "practice-expense-proportion")
    if not of_expense or not (given or payer.like) or units <= 1:
        return ()
    found = []
    for at in sorted(priced.ranked):
        price = priced.prices[at].fees
        if price is not None and not price.reduced and priced.units_paid[at]:
            found.append(at)
    return tuple(found)


def without_charge(case: Judged, terms: Terms, priced: ByReading) -> tuple[int, ...]:
    """Return the lines whose missing charges keep those of others from limiting an amount.

    It is that of the claim, or one amount for several lines, such as a visit rate.
    """
    compared = [at for at, units in enumerate(priced.units_paid) if units]
    if terms.lesser == "line":
        compared = [at for at in compared if _is_in_a_sum(priced, at)]
    missing = [at for at in compared if case.lines[at].charge is None]
    if terms.lesser == "none" or len(missing) == len(compared):
        return ()
    return tuple(missing)


def _is_in_a_sum(priced: ByReading, at: int) -> bool:
    """Return whether a line is paid, but has no amount of its own."""
    price = priced.prices[at]
    return priced.lines[at].allowed is None and (price.flat or price.fees is not None)

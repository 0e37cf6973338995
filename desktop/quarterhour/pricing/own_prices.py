"""Prices without practice expense of their own: what a payer's reduction makes of them, and how.

A reduction of the whole takes them, and one by the proportion of Medicare's RVUs.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from quarterhour import fees
from quarterhour.payers import ReductionTerms

WHOLE, PROPORTION = "whole", "practice-expense-proportion"


def own_fees(
    full: Decimal,
    values: fees.RelativeValues | None,
    terms: ReductionTerms,
    rounded: Callable[[Decimal], Decimal],
) -> fees.Fees:
    """Return the fees of a unit at a price, in dollars; `values` are the code's RVUs, if known."""
    expense = values.practice_expense if values else fees.ZERO
    total = sum(values, fees.ZERO) if values else fees.ZERO
    reduced: tuple[Decimal, ...] = ()
    if terms.kind == WHOLE:
        reduced = tuple(rounded(full * share) for share in terms.pays)
    elif terms.kind == PROPORTION and total:
        cut = expense / total
        reduced = tuple(rounded(full * (1 - (1 - share) * cut)) for share in terms.pays)
    return fees.Fees(full, reduced, expense)


def reduced_steps(
    own: fees.Fees, values: fees.RelativeValues | None, terms: ReductionTerms
) -> tuple[fees.Step, ...]:
    """Return how the prices after the first rank are found."""
    total = sum(values, fees.ZERO) if values else fees.ZERO
    steps = []
    for share, amount in zip(terms.pays, own.reduced, strict=False):
        working = f"{own.full} x {share}"
        if terms.kind == PROPORTION:
            working = f"{own.full} x (1 - {1 - share} x {own.practice_expense} / {total})"
        steps.append(fees.Step(fees.StepKind.PAYER_REDUCED, working, amount))
    return tuple(steps)

"""Amounts of several lines together: visit rates, and caps in dollars or RVUs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour import fees
from quarterhour.claims import ClaimLine
from quarterhour.payers import CapTerms, Tier
from quarterhour.pricing.limits import LimitedLine, in_cap, most_of
from quarterhour.pricing.tiers import Price

_DENY_CODE, _DENY_CLAIM = "deny-code", "deny-claim"


class Capped(NamedTuple):
    """Portions after caps, what these take off in dollars, and the lines that they deny."""

    portions: list[fees.Portion]
    over: Decimal
    denied: frozenset[int]


def visit_rates(
    lines: Sequence[ClaimLine],
    limited: Sequence[LimitedLine],
    prices: Sequence[Price],
    paid: Sequence[int],
    in_all: Sequence[int],
) -> list[fees.Portion]:
    """Return what visit rates pay: each tier's once a discipline, or once a day.

    `paid` are the units of each line after limits, `in_all` those that nothing else denies.
    """
    groups: dict[tuple[Tier, str], list[int]] = {}
    for at, price in enumerate(prices):
        if price.flat and price.tier is not None and in_all[at]:
            once = price.tier.per == "day"
            key = price.tier, "" if once else limited[at].discipline
            groups.setdefault(key, []).append(at)
    found = []
    for (tier, _), own in groups.items():
        if any(paid[at] for at in own):
            each = [
                fees.Portion(
                    (at,),
                    fees.ZERO,
                    lines[at].charge,
                    lines[at].assistant,
                    (limited[at].discipline,),
                )
                for at in own
            ]
            rate = rate_of(tier, any(limited[at].evaluation for at in own))
            found.append(fees.together(each, rate))
    return found


def rate_of(tier: Tier, evaluation: bool) -> Decimal:
    """Return the dollars of a visit; one with an evaluation may have its own."""
    own = tier.evaluation_dollars if evaluation else None
    return own if own is not None else Decimal(str(tier.dollars))


def cap_sums(
    caps: Iterable[CapTerms],
    lines: Sequence[LimitedLine],
    portions: list[fees.Portion],
    prices: Sequence[Price],
    paid: Sequence[int],
) -> Capped:
    """Cap portions in dollars, or in RVUs before the conversion factor."""
    over = fees.ZERO
    denied: set[int] = set()
    for terms in caps:
        if not terms.cap.is_a_sum:
            continue
        for group in in_cap(lines, terms):
            own = [each for each in portions if {*each.lines} <= {*group}]
            limit = _limit(terms, lines, group, own, prices, paid)
            amount = sum((each.amount for each in own), fees.ZERO)
            if limit is None or amount <= limit:
                continue
            if terms.surplus == _DENY_CLAIM:
                denied.update(range(len(lines)))
                own, kept = portions, [each._replace(amount=fees.ZERO) for each in portions]
            elif terms.surplus == _DENY_CODE:
                kept = _without_codes(own, limit, lines, denied)
            else:
                kept = _cut(own, limit, terms.surplus)
            over += sum((each.amount for each in own), fees.ZERO)
            over -= sum((each.amount for each in kept), fees.ZERO)
            portions = [*(each for each in portions if each not in own), *kept]
    return Capped(sorted(portions, key=lambda each: each.lines), over, frozenset(denied))


def _limit(
    terms: CapTerms,
    lines: Sequence[LimitedLine],
    group: Sequence[int],
    own: Sequence[fees.Portion],
    prices: Sequence[Price],
    paid: Sequence[int],
) -> Decimal | None:
    """Return the most that is paid, in dollars; None where a cap in RVUs is not passed."""
    most = most_of(terms, lines, group)
    if terms.cap.measure == "dollars":
        return most
    own_rvus, factors = [], set()
    for at in (at for portion in own for at in portion.lines):
        found, tier = prices[at].fees, prices[at].tier
        if found is not None and found.rvus and paid[at]:
            own_rvus.append((found.full / found.rvus, found.rvus * paid[at]))
            factors.add(tier and tier.conversion_factor)
    if sum((rvus for _, rvus in own_rvus), fees.ZERO) <= most:
        return None
    if len(factors) == 1 and (factor := factors.pop()):
        return fees.cents(most * factor)
    return fees.cents(_worth(most, sorted(own_rvus, reverse=terms.dearest_rvus)))


def _worth(most: Decimal, rvus: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Return what the first RVUs come to, in dollars: pairs of the price of one, and how many."""
    found = fees.ZERO
    for price, own in rvus:
        kept = min(own, most)
        found += price * kept
        most -= kept
    return found


def _cut(own: Sequence[fees.Portion], limit: Decimal, surplus: str) -> list[fees.Portion]:
    """Return portions that come to a limit: one sum, or each in order as far as it goes."""
    if surplus == "cap-total":
        return [fees.together(own, limit)]
    order = sorted(own, key=lambda each: -each.amount) if surplus == "trim-cheapest" else own
    found = []
    for each in order:
        kept = min(each.amount, limit)
        limit -= kept
        found.append(each._replace(amount=kept))
    return found


def _without_codes(
    own: Sequence[fees.Portion], limit: Decimal, lines: Sequence[LimitedLine], denied: set[int]
) -> list[fees.Portion]:
    """Return portions without the codes with which a limit is passed, which are denied whole."""
    by_codes: dict[frozenset[str], list[fees.Portion]] = {}
    for each in own:
        codes = frozenset(lines[at].code for at in each.lines)
        by_codes.setdefault(codes, []).append(each)
    found: list[fees.Portion] = []
    for own_codes in by_codes.values():
        amount = sum((each.amount for each in own_codes), fees.ZERO)
        if amount > limit:
            denied.update(at for each in own_codes for at in each.lines)
            found += [each._replace(amount=fees.ZERO) for each in own_codes]
        else:
            limit -= amount
            found += own_codes
    return found

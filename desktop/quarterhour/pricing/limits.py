"""How many units of each claim line a payer pays: limits of codes, then caps of the day.

What is over a limit goes by the cap's surplus. Source of the order: `docs/payers.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice
from typing import NamedTuple

from quarterhour.payers import (
    EVALUATION,
    MAX_KEPT,
    RANK_FIRST,
    RANK_FIRST_DEAREST,
    RE_EVALUATION,
    CapTerms,
)
from quarterhour.units import EIGHT_MINUTE_RULE

# Evaluations of a patient who was evaluated before.
RE_EVALUATION_CODES = ("97164", "97168", "97172")
_RANKED = (RANK_FIRST, RANK_FIRST_DEAREST)


class LimitedLine(NamedTuple):
    """A claim line as limits see it. `fee` is the full price of a unit, None without a price."""

    code: str
    discipline: str
    units: int
    timed: bool
    evaluation: bool
    fee: Decimal | None


class Limited(NamedTuple):
    """The units of each line that are paid, and the lines that a limit denies with it.

    Lines are `undecided` where a cap takes units of several and its text doesn't say which; those
    of one line are all alike.
    """

    units: tuple[int, ...]
    denied: frozenset[int]
    undecided: frozenset[int]


def limit_units(
    lines: Sequence[LimitedLine],
    of_codes: Mapping[str, int],
    caps: Iterable[CapTerms],
) -> Limited:
    """Return the units that are paid."""
    paid = [line.units for line in lines]
    left = dict(of_codes)
    for at, line in enumerate(lines):
        if line.code in left:
            paid[at] = min(paid[at], left[line.code])
            left[line.code] -= paid[at]
    denied: set[int] = set()
    undecided: set[int] = set()
    for terms in caps:
        if terms.cap.is_a_sum:
            continue
        for group in _groups(lines, terms):
            most = most_of(terms, lines, group)
            if not _is_over(lines, paid, group, terms, most):
                continue
            if terms.cap.stated_surplus is None:
                within = [at for at in group if paid[at]]
                undecided.update(within if within[1:] else ())
            if terms.surplus in _RANKED:
                continue
            if terms.surplus == "deny-claim":
                denied.update(range(len(lines)))
                paid = [0] * len(lines)
            elif terms.cap.measure == "codes":
                _keep_codes(lines, paid, group, terms, int(most))
            elif terms.surplus == "keep-units":
                _keep_units(paid, group, terms, int(most))
            elif terms.surplus == "deny-code":
                _deny_codes(lines, paid, group, int(most), denied)
            else:
                _trim(lines, paid, group, terms, int(most))
    return Limited(tuple(paid), frozenset(denied), frozenset(undecided))


def trim_ranked(
    lines: Sequence[LimitedLine], paid: Sequence[int], caps: Iterable[CapTerms]
) -> list[int]:
    """Return the units that are kept where units were ranked before the cap."""
    kept = list(paid)
    for terms in caps:
        if terms.surplus in _RANKED:
            for group in _groups(lines, terms):
                most = most_of(terms, lines, group)
                if _is_over(lines, kept, group, terms, most):
                    _trim(lines, kept, group, terms, int(most))
    return kept


def in_cap(lines: Sequence[LimitedLine], terms: CapTerms) -> list[list[int]]:
    """Return the lines that a cap limits together."""
    return list(_groups(lines, terms))


def _groups(lines: Sequence[LimitedLine], terms: CapTerms) -> Iterator[list[int]]:
    cap = terms.cap
    within = [
        at
        for at, line in enumerate(lines)
        if (not cap.codes or line.code in cap.codes)
        and line.code not in cap.exempt
        and (line.timed or cap.measure not in ("timed-units", "minutes"))
    ]
    if terms.by != "discipline":
        yield within
        return
    for discipline in dict.fromkeys(lines[at].discipline for at in within):
        yield [at for at in within if lines[at].discipline == discipline]


def most_of(terms: CapTerms, lines: Sequence[LimitedLine], group: Sequence[int]) -> Decimal:
    """Return the limit of some lines: an evaluation can raise it, one of a discipline its own.

    One that the cap exempts, or doesn't name, raises it as well.
    """
    disciplines = {lines[at].discipline for at in group}
    own = [line for line in lines if terms.by != "discipline" or line.discipline in disciplines]
    raised = dict(terms.cap.with_)
    first = [line for line in own if line.evaluation and line.code not in RE_EVALUATION_CODES]
    again = [line for line in own if line.evaluation and line.code in RE_EVALUATION_CODES]
    found = terms.cap.limit
    if again:
        found = max(found, raised.get(RE_EVALUATION, found))
    if first:
        found = max(found, raised.get(EVALUATION, found))
    if terms.cap.measure == "minutes":
        return Decimal(EIGHT_MINUTE_RULE.total_units(int(found)))
    return found


def _is_over(
    lines: Sequence[LimitedLine],
    paid: Sequence[int],
    group: Sequence[int],
    terms: CapTerms,
    most: Decimal,
) -> bool:
    if terms.cap.measure == "codes":
        return len({lines[at].code for at in group if paid[at]}) > most
    return sum(paid[at] for at in group) > most


def _trim(
    lines: Sequence[LimitedLine],
    paid: list[int],
    group: Sequence[int],
    terms: CapTerms,
    most: int,
) -> None:
    """Drop the units over a limit: the last entered, the cheapest, or the dearest.

    Of units of one price it is the last.
    """
    order = list(group)
    if terms.surplus == "trim-cheapest":
        order.sort(key=lambda at: -(lines[at].fee or Decimal(0)))
    elif terms.surplus in ("trim-dearest", RANK_FIRST_DEAREST):
        order.sort(key=lambda at: lines[at].fee or Decimal(0))
    for at in order:
        paid[at] = min(paid[at], most)
        most -= paid[at]


def _keep_units(paid: list[int], group: Sequence[int], terms: CapTerms, most: int) -> None:
    """Keep some units: each choice of as many as the limit has in turn."""
    choices = list(islice(_choices([paid[at] for at in group], most), MAX_KEPT))
    for at, units in zip(group, choices[terms.keeps % len(choices)], strict=True):
        paid[at] = units


def _choices(units: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """Yield each way to keep `most` of some units, those of the first line first."""
    if not units:
        yield ()
        return
    first, rest = units[0], units[1:]
    for kept in range(min(first, most), max(0, most - sum(rest)) - 1, -1):
        yield from ((kept, *others) for others in _choices(rest, most - kept))


def _deny_codes(
    lines: Sequence[LimitedLine],
    paid: list[int],
    group: Sequence[int],
    most: int,
    denied: set[int],
) -> None:
    """Deny the codes with which the limit is passed, whole."""
    for code in dict.fromkeys(lines[at].code for at in group):
        own = [at for at in group if lines[at].code == code]
        units = sum(paid[at] for at in own)
        if units > most:
            denied.update(at for at in own if paid[at])
            for at in own:
                paid[at] = 0
        else:
            most -= units


def _keep_codes(
    lines: Sequence[LimitedLine],
    paid: list[int],
    group: Sequence[int],
    terms: CapTerms,
    most: int,
) -> None:
    """Keep some codes: the first entered, the dearest, or each choice in turn."""
    codes = list(dict.fromkeys(lines[at].code for at in group if paid[at]))
    if terms.surplus == "keep-codes":
        choices = list(combinations(codes, most))
        if len(choices) > MAX_KEPT:
            # Too many to try each: the ones that keep least and most are among those tried.
            choices.sort(key=lambda kept: sum(_worth(lines, paid, group, code) for code in kept))
            choices = [choices[0], choices[-1], *choices[1 : MAX_KEPT - 1]]
        kept = choices[terms.keeps % len(choices)]
    else:
        if terms.surplus == "trim-cheapest":
            codes.sort(key=lambda code: -_worth(lines, paid, group, code))
        kept = tuple(codes[:most])
    for at in group:
        if lines[at].code not in kept:
            paid[at] = 0


def _worth(
    lines: Sequence[LimitedLine], paid: Sequence[int], group: Sequence[int], code: str
) -> Decimal:
    return sum(
        ((lines[at].fee or Decimal(0)) * paid[at] for at in group if lines[at].code == code),
        Decimal(0),
    )

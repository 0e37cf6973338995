"""Hints about splints, casts, and strapping."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.fees import MAX_PROCEDURES
from quarterhour.reference import CodeList

# The parameter of what both sides are paid, of one.
_BOTH_SIDES_LAW = "both_sides_factor"


def procedure_hints(case: Judged) -> Iterator[Hint]:
    """Say what is paid of several on one day, and of both sides."""
    yield from _both_sides(case)
    yield from _further_at_half(case)


def _further_at_half(case: Judged) -> Iterator[Hint]:
    """Tell that a second splint, cast, or strapping of the day is paid at half."""
    lines = [
        line
        for at, line in enumerate(case.lines)
        if (figures := case.services[line.row].figures)
        and figures.is_procedure
        and not case.denials.get(at)
    ]
    units = sum(line.units for line in lines)
    if units > 1:
        rows = [line.row for line in lines]
        beyond = units > MAX_PROCEDURES
        yield make_hint(
            Topic.SECOND_AT_HALF,
            Severity.WARNING if beyond else Severity.NOTE,
            rows,
            case.codes_of(rows),
            f"{case.release}, relative value file, multiple procedure indicator 2; Pub. 100-04 "
            "ch. 12 §40.6",
            beyond=part("beyond") if beyond else "",
        )


def _both_sides(case: Judged) -> Iterator[Hint]:
    """Say of what is entered more than once that it counts once, and how both sides are billed."""
    law = case.law.get(_BOTH_SIDES_LAW)
    for counted in case.count.services:
        rows = counted.group.rows
        one = case.services[rows[0]]
        if not (law and one.billing_status.billable and counted.group.timing.untimed):
            continue
        rule = case.on_list(CodeList.BOTH_SIDES, one.entry.code)
        if rule and (len(rows) > 1 or counted.group.count > 1):
            yield make_hint(
                Topic.BOTH_SIDES,
                Severity.WARNING,
                rows,
                (one.entry.code,),
                f"{rule.source}; {law.source}",
                percent=f"{100 * law.value:.0f}",
            )

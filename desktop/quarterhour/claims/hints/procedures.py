"""Hints about splints, casts and strapping."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.hints.hint import Hint, Severity, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.fees import MOST_PROCEDURES


def procedure_hints(case: Judged) -> Iterator[Hint]:
    """Say what is paid of several on one day."""
    yield from _further_at_half(case)


def _further_at_half(case: Judged) -> Iterator[Hint]:
    """Tell that a second splint, cast or strapping of the day is paid at half."""
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
        beyond = units > MOST_PROCEDURES
        yield make_hint(
            Topic.SECOND_AT_HALF,
            Severity.WARNING if beyond else Severity.NOTE,
            rows,
            case.codes_of(rows),
            f"{case.release}, relative value file; Pub. 100-04 ch. 12 s. 40.6",
            beyond=part("beyond") if beyond else "",
        )

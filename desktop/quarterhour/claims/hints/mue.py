"""Hints about units above the most that a day allows (MUE)."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.hints.hint import Hint, Severity, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged

_ABSOLUTE = "2"


def mue_hints(case: Judged) -> Iterator[Hint]:
    """Name every code whose units of the day pass its limit."""
    for limit in case.limits:
        own = [line for line in case.lines if line.code == limit.code]
        units = sum(line.units for line in own)
        if units > limit.units:
            known = limit.known_on(case.visit.date_of_service)
            yield make_hint(
                Topic.UNITS_ABOVE_LIMIT if known else Topic.LIMIT_NOT_KNOWN,
                Severity.ACTION if known else Severity.WARNING,
                [line.row for line in own],
                (limit.code,),
                f"{limit.release}, practitioner MUE table, adjudication indicator "
                f"{limit.adjudication}; NCCI Policy Manual ch. I",
                day=case.visit.date_of_service,
                release=limit.release,
                units=units,
                most=limit.units,
                appeal=part("absolute" if limit.adjudication == _ABSOLUTE else "appeal"),
            )

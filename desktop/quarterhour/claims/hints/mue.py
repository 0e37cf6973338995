"""Hints about units above the most that a day allows (MUE)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.lines import ClaimLine
from quarterhour.units import Measure

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
                appeal=part("absolute" if limit.adjudication == _ABSOLUTE else _appeal(case, own)),
                providers=part("of one provider") if _of_several(case, own) else "",
            )


def _appeal(case: Judged, lines: Sequence[ClaimLine]) -> str:
    """Return what can be done about units that are counted by minutes, or one by one."""
    code = case.services[lines[0].row].code
    counted = code is not None and code.timing.measure is Measure.COUNT
    return "check the count" if counted else "appeal"


def _of_several(case: Judged, lines: Sequence[ClaimLine]) -> bool:
    """Return whether lines are of several disciplines, each a provider of its own."""
    return len({case.visit.services[line.row].discipline for line in lines}) > 1

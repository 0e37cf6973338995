"""Hints about ties: the same remaining minutes, so the therapist chooses who gets a unit."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.actions import ChooseInTie
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import PART_WORDS, part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.modifiers import ASSISTANT
from quarterhour.claims.phrases import listed
from quarterhour.units import MAX_ALTERNATIVES, Pool, units_text

_MAX_NAMED = 3  # codes in a title


def tie_hints(case: Judged) -> Iterator[Hint]:
    """Name the services that tie, and which of them has the unit."""
    for pool in case.count.pools:
        if pool.assignment.tied:
            yield _tie(case, pool)
    if case.count.assignments > MAX_ALTERNATIVES:
        yield make_hint(
            Topic.MANY_CHOICES,
            Severity.NOTE,
            (),
            (),
            case.count.rule.source,
            ways=f"{case.count.assignments:,}",
            most=f"{MAX_ALTERNATIVES:,}",
        )


def _tie(case: Judged, pool: Pool) -> Hint:
    tied = [pool.services[at].group for at in pool.assignment.tied]
    rows = [group.rows[0] for group in tied]
    codes = case.codes_of(rows)
    takers = [
        service.group.rows[0] for service in pool.services if service.took and service.group in tied
    ]
    one, chosen = len(takers) == 1, pool.assignment.chosen
    has = listed(case.codes_of(takers))
    assistant = any(group.assistant_minutes for group in tied)
    return make_hint(
        Topic.TIE_CHOSEN if chosen else Topic.TIE_OPEN,
        Severity.NOTE if chosen else Severity.WARNING,
        rows,
        codes,
        case.count.rule.source,
        [ChooseInTie(rows[0])],
        either=part("many codes", number=len(codes))
        if len(codes) > _MAX_NAMED
        else PART_WORDS["either"].join(codes),
        to_give=part("gets a unit")
        if one and len(codes) <= _MAX_NAMED
        else part("units to give", units=units_text(len(takers))),
        chosen=has,
        units=part("remaining unit" if one else "remaining units", units=len(takers)),
        takers=part("entered first" if one else "all entered first", codes=has),
        assistant=part("assistant modifier", modifier=ASSISTANT[tied[0].pool]) if assistant else "",
    )

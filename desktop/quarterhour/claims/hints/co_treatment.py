"""Hints about minutes in which two disciplines may have treated the patient at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from quarterhour.claims.coded import listed
from quarterhour.claims.hints.hint import Hint, Severity, make_hint
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.units import ServiceUnits, minutes_text
from quarterhour.visit import SameMinutes

_TEAM = "CMS, 11 Part B Billing Scenarios for PTs and OTs (team therapy)"
# Minutes of a month or a period are not those of one session.
_LONGER = ("period", "month-10", "month-20")


def co_treatment_hints(case: Judged) -> Iterator[Hint]:
    """Ask of two disciplines with equal minutes whether those were the same.

    Nothing is asked once it is stated, and what is stated to be the same is to be billed once.
    """
    on_claim = {line.row for line in case.lines}
    by_discipline: dict[str, list[ServiceUnits]] = {}
    for service in case.count.services:
        group = service.group
        if group.rows[0] in on_claim and group.minutes and group.clock.name not in _LONGER:
            by_discipline.setdefault(group.pool, []).append(service)
    for one, two in combinations(by_discipline, 2):
        stated = _stated(case, one, two)
        equal = _equal(by_discipline[one], by_discipline[two])
        if stated is None and equal:
            minutes = _minutes(equal, one)
            yield _hint(case, equal, Topic.SAME_MINUTES, one=one, two=two, minutes=minutes)
        elif stated is not None and stated.minutes:
            yield _hint(
                case,
                [*by_discipline[one], *by_discipline[two]],
                Topic.SAME_MINUTES_STATED,
                one=one,
                two=two,
                minutes=minutes_text(stated.minutes),
                who=stated.billed_by,
                others=listed(each for each in stated.disciplines if each != stated.billed_by),
            )


def _stated(case: Judged, one: str, two: str) -> SameMinutes | None:
    """Return what is stated of the minutes of two disciplines, if it is."""
    return next(
        (each for each in case.visit.attested.same_minutes if {one, two} <= {*each.disciplines}),
        None,
    )


def _equal(one: Sequence[ServiceUnits], two: Sequence[ServiceUnits]) -> list[ServiceUnits]:
    """Return the services of two disciplines whose minutes are equal: two of them, or all."""
    by_minutes = {each.group.minutes: each for each in reversed(one)}
    for other in two:
        if other.group.minutes in by_minutes:
            return [by_minutes[other.group.minutes], other]
    totals = [sum(each.group.minutes for each in services) for services in (one, two)]
    return [*one, *two] if totals[0] == totals[1] else []


def _minutes(services: Sequence[ServiceUnits], discipline: str) -> str:
    own = [each.group.minutes for each in services if each.group.pool == discipline]
    return minutes_text(sum(own))


def _hint(case: Judged, services: Sequence[ServiceUnits], topic: Topic, **facts: str) -> Hint:
    rows = [row for service in services for row in service.group.rows]
    return make_hint(topic, Severity.WARNING, rows, case.codes_of(rows), _TEAM, (), **facts)

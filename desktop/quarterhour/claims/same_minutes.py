"""Minutes in which two disciplines treated at once: one of them bills these, the other doesn't.

Source: CMS, 11 Part B Billing Scenarios for PTs and OTs (team therapy): the time in which the
patient is treated is billed once, by one discipline or split.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quarterhour.claims.services import CodedService, Standing, minutes_to_count
from quarterhour.units import Measure
from quarterhour.visit import SameMinutes

# Minutes of a month or a period are not those of one session.
_LONGER = ("period", "month-10", "month-20")


def of_one_session(service: CodedService) -> bool:
    """Return whether a service is billed, with minutes that are those of this visit."""
    return (
        service.code is not None
        and service.standing.billable
        and service.code.clock.name not in _LONGER
        and minutes_to_count(service) > 0
    )


class BilledOnce(NamedTuple):
    """Services without the minutes that another discipline bills.

    Answers that are `unclear`, since they do not tell which minutes those are, change nothing.
    """

    services: tuple[CodedService, ...]
    unclear: tuple[SameMinutes, ...]


def billed_once(services: tuple[CodedService, ...], answers: Iterable[SameMinutes]) -> BilledOnce:
    """Take from services the minutes that another discipline bills, answer by answer."""
    unclear = []
    for answer in answers:
        taken = _taken(services, answer)
        if taken is None:
            unclear.append(answer)
        elif taken:
            services = tuple(_without(each, taken.get(each.row, 0), answer) for each in services)
    return BilledOnce(services, tuple(unclear))


def _taken(services: Sequence[CodedService], answer: SameMinutes) -> dict[int, int] | None:
    """Return the minutes that each row gives up by an answer; None where that is unclear."""
    if not answer.minutes:
        return {}
    asked = [
        service
        for service in services
        if of_one_session(service) and (not answer.codes or service.entry.code in answer.codes)
    ]
    by_discipline = {
        discipline: [each for each in asked if each.entry.discipline == discipline]
        for discipline in answer.disciplines
    }
    billing = by_discipline.pop(answer.billed_by)
    taken: dict[int, int] = {}
    if not any(by_discipline.values()):
        return None
    for giving in filter(None, by_discipline.values()):
        given = _given(giving, answer.minutes)
        if given is None or sum(map(minutes_to_count, billing)) < answer.minutes:
            return None
        taken |= given
    return taken


def _given(services: Sequence[CodedService], minutes: int) -> dict[int, int] | None:
    """Return which of one discipline's services give up so many minutes, where that is clear.

    It is where these are all their minutes, all of one service, or a part of the only row.
    """
    by_key: dict[str, dict[int, int]] = {}
    for service in services:
        by_key.setdefault(service.key, {})[service.row] = minutes_to_count(service)
    every = {row: each for rows in by_key.values() for row, each in rows.items()}
    if sum(every.values()) == minutes:
        return every
    exact = [rows for rows in by_key.values() if sum(rows.values()) == minutes]
    if len(exact) == 1:
        return exact[0]
    if len(services) == 1 and minutes < minutes_to_count(services[0]) and _divisible(services[0]):
        return {services[0].row: minutes}
    return None


def _divisible(service: CodedService) -> bool:
    """Return whether a part of a row's minutes counts apart: a timed code, the therapist alone."""
    entry, code = service.entry, service.code
    timed = code is not None and code.clock.measure is Measure.MINUTES and not code.clock.untimed
    return timed and not (entry.assistant_minutes or entry.together_minutes)


def _without(service: CodedService, minutes: int, answer: SameMinutes) -> CodedService:
    """Return a service without minutes; one that has none left is not billed."""
    if not minutes:
        return service
    left = minutes_to_count(service) - minutes
    return service._replace(
        given_up=service.given_up + minutes,
        billed_by=answer.billed_by,
        standing=service.standing if left else Standing.BILLED_BY_OTHERS,
    )

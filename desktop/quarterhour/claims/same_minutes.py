"""Minutes in which two disciplines treated at once: one of them bills these, the other doesn't.

Source: CMS, 11 Part B Billing Scenarios for PTs and OTs (team therapy): the time in which the
patient is treated is billed once, by one discipline or split.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quarterhour.claims.services import BillingStatus, CodedService, minutes_to_count
from quarterhour.units import Measure
from quarterhour.visit import SameMinutes
from quarterhour.visit.times import read_interval

# Minutes of a month or a period are not those of one session.
_LONGER = ("period", "month-10", "month-20")

Part = tuple[CodedService, ...]


class BilledOnce(NamedTuple):
    """Services without the minutes that another discipline bills.

    Answers that are `unclear`, since they do not tell which minutes those are, change nothing.
    """

    services: tuple[CodedService, ...]
    unclear: tuple[SameMinutes, ...]


class EqualMinutes(NamedTuple):
    """Equal minutes of two disciplines, and the parts of each that have them."""

    minutes: int
    firsts: list[Part]
    seconds: list[Part]


def of_one_session(service: CodedService) -> bool:
    """Return whether a service can be billed, with minutes that are those of this visit."""
    return (
        service.code is not None
        and service.billing_status.billable
        and service.code.timing.name not in _LONGER
        and minutes_to_count(service) > 0
    )


def entered_minutes(services: Iterable[CodedService]) -> int:
    """Return the minutes that services were entered with, those that they give up among them."""
    return sum(minutes_to_count(service) + service.given_up for service in services)


def equal_minutes(one: Sequence[CodedService], two: Sequence[CodedService]) -> list[EqualMinutes]:
    """Return where two disciplines have equal minutes, the most first, no service in two of them.

    A part is all of a discipline, one service, or a row of it. What clock times tell apart is not
    the same.
    """
    found: list[EqualMinutes] = []
    used: set[int] = set()
    lengths = {entered_minutes(part) for part in _parts(one)}
    for minutes in sorted(lengths & {entered_minutes(part) for part in _parts(two)}, reverse=True):
        firsts, seconds = (
            [
                part
                for part in _parts(services)
                if entered_minutes(part) == minutes and used.isdisjoint(_rows(part))
            ]
            for services in (one, two)
        )
        firsts = [part for part in firsts if any(_may_overlap(part, each) for each in seconds)]
        seconds = [part for part in seconds if any(_may_overlap(part, each) for each in firsts)]
        if firsts and seconds:
            found.append(EqualMinutes(minutes, firsts, seconds))
            used.update(row for part in (*firsts, *seconds) for row in _rows(part))
    return found


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


def asked_of(services: Iterable[CodedService], answer: SameMinutes) -> list[CodedService]:
    """Return the services that an answer is about."""
    return [
        service
        for service in services
        if service.entry.discipline in answer.disciplines
        and service.entry.code
        in (answer.codes_of(service.entry.discipline) or (service.entry.code,))
    ]


def _may_overlap(one: Part, other: Part) -> bool:
    """Return whether two parts can have a minute in common, as far as their times tell."""
    if not all(service.entry.times for service in (*one, *other)):
        return True
    spans, others = (
        [span for service in part for text in service.entry.times if (span := read_interval(text))]
        for part in (one, other)
    )
    return any(a.start < b.end and b.start < a.end for a in spans for b in others)


def _rows(part: Part) -> list[int]:
    return [service.row for service in part]


def _parts(services: Sequence[CodedService]) -> Iterator[Part]:
    """Yield all of a discipline, each of its services, and each row, none of them twice."""
    by_key: dict[str, list[CodedService]] = {}
    for service in services:
        by_key.setdefault(service.key, []).append(service)
    every = [tuple(services), *map(tuple, by_key.values()), *((service,) for service in services)]
    yield from {tuple(_rows(part)): part for part in every if part}.values()


def _taken(services: Sequence[CodedService], answer: SameMinutes) -> dict[int, int] | None:
    """Return the minutes that each row gives up by an answer; None where that is unclear."""
    if not answer.minutes:
        return {}
    asked = [service for service in asked_of(services, answer) if of_one_session(service)]
    by_discipline = {
        discipline: [each for each in asked if each.entry.discipline == discipline]
        for discipline in answer.disciplines
    }
    billing = by_discipline.pop(answer.billed_by)
    givers = [giving for giving in by_discipline.values() if giving]
    if not givers or sum(map(minutes_to_count, billing)) < answer.minutes:
        return None
    taken: dict[int, int] = {}
    for giving in givers:
        given = _given(giving, answer.minutes)
        if given is None:
            return None
        taken |= given
    return taken


def _given(services: Sequence[CodedService], minutes: int) -> dict[int, int] | None:
    """Return which of one discipline's services give up these minutes, where that is clear.

    It is where these are all their minutes, all of one service or of a row, or a part of the only
    row. Rows that are alike are the same.
    """
    fitting = [part for part in _parts(services) if sum(map(minutes_to_count, part)) == minutes]
    whole = [part for part in fitting if len(part) == len(services)] or fitting
    if whole and len({_alike(part) for part in whole}) == 1:
        return {service.row: minutes_to_count(service) for service in whole[0]}
    if len(services) == 1 and minutes < minutes_to_count(services[0]) and _divisible(services[0]):
        return {services[0].row: minutes}
    return None


def _alike(part: Part) -> tuple[object, ...]:
    """Return what two parts must share for it not to matter which one gives up its minutes."""
    return tuple((service.entry, service.given_up) for service in part)


def _divisible(service: CodedService) -> bool:
    """Return whether a part of a row's minutes counts apart: a timed code, the therapist alone."""
    entry, code = service.entry, service.code
    timed = code is not None and code.timing.measure is Measure.MINUTES and not code.timing.untimed
    return timed and not (entry.assistant_minutes or entry.together_minutes)


def _without(service: CodedService, minutes: int, answer: SameMinutes) -> CodedService:
    """Return a service without minutes; one that has none left is not billed."""
    if not minutes:
        return service
    left = minutes_to_count(service) - minutes
    return service._replace(
        given_up=service.given_up + minutes,
        billed_by=answer.billed_by,
        billing_status=service.billing_status if left else BillingStatus.BILLED_BY_OTHERS,
    )

"""Hints about minutes in which two disciplines may have treated the patient at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from quarterhour.claims.actions import Attest
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.phrases import listed
from quarterhour.claims.questions import SharedMinutes, ask_same_minutes
from quarterhour.claims.same_minutes import (
    EqualMinutes,
    asked_of,
    entered_minutes,
    equal_minutes,
    of_one_session,
)
from quarterhour.claims.services import CodedService
from quarterhour.units import minutes_text
from quarterhour.visit import SameMinutes

_TEAM = "CMS, 11 Part B Billing Scenarios for PTs and OTs (team therapy)"
_WITH_SPEECH = f"{_TEAM}; American Speech-Language-Hearing Association on co-treatment (secondary)"

_SEVERITIES = {
    Topic.SAME_MINUTES: Severity.WARNING,
    Topic.SAME_MINUTES_STATED: Severity.NOTE,
    Topic.SAME_MINUTES_UNCLEAR: Severity.ACTION,
    Topic.SAME_MINUTES_NOT_BILLED: Severity.ACTION,
    Topic.OTHER_MINUTES_STATED: Severity.NOTE,
}

Services = list[CodedService]


def co_treatment_hints(case: Judged) -> Iterator[Hint]:
    """Ask of two disciplines with equal minutes whether those were the same.

    What is answered is told, and can be answered again.
    """
    by_discipline: dict[str, Services] = {}
    for service in case.services:
        if service.given_up or of_one_session(service):
            by_discipline.setdefault(service.entry.discipline, []).append(service)
    for one, two in combinations(by_discipline.values(), 2):
        yield from _of_two(case, one, two)


def _of_two(case: Judged, one: Services, two: Services) -> Iterator[Hint]:
    """Say what is answered of two disciplines, and ask of what is not answered yet."""
    both = [*one, *two]
    disciplines = {service.entry.discipline for service in both}
    answers = [
        each
        for each in case.visit.attested.same_minutes
        if disciplines <= {*each.disciplines} and each.billed_by in ("", *disciplines)
    ]
    by_codes: dict[object, list[SameMinutes]] = {}
    for answer in answers:
        if answer.minutes:
            by_codes.setdefault(answer.codes, []).append(answer)
    told: list[list[SameMinutes]] = []
    stale: list[list[SameMinutes]] = []
    for group in by_codes.values():
        (told if len(_disciplines(asked_of(both, group[0]))) > 1 else stale).append(group)
    open_ = _open(case, both, told)
    for group in told:
        yield _told(case, both, open_, group)
    apart = [answer for answer in answers if not answer.minutes]
    if apart:
        if open_ or not told:
            yield _apart(case, open_, both, apart)
        return
    equal = equal_minutes(*_by_discipline(open_, both))
    unused = [answer for group in stale for answer in group]
    for each in equal:
        shared = _shared(each)
        question = ask_same_minutes(case.visit.attested, shared, unused)
        yield _hint(case, _services(each), Topic.SAME_MINUTES, shared, question)
    if not equal:
        for group in stale:
            yield _told(case, both, open_, group)


def _open(case: Judged, both: Services, told: Sequence[Sequence[SameMinutes]]) -> Services:
    """Return the services with a line of which nothing is answered."""
    billed = _billed_rows(case)
    answered = {service.row for group in told for service in asked_of(both, group[0])}
    return [
        service
        for service in both
        if service.row not in answered and service.row in billed and not service.given_up
    ]


def _told(case: Judged, both: Services, open_: Services, group: Sequence[SameMinutes]) -> Hint:
    """Say who bills the shared minutes, or that the answer does not fit what is entered."""
    asked = asked_of(both, group[0])
    if len(_disciplines(asked)) < 2:
        asked = both
    length = sum(answer.minutes for answer in group)
    fewest = min(map(entered_minutes, _by_discipline(asked, both)))
    if any(answer in case.unclear_minutes for answer in group):
        topic, shared = Topic.SAME_MINUTES_UNCLEAR, _of_all(asked, both, fewest)
    elif not _is_billed(case, asked, group):
        topic, shared = Topic.SAME_MINUTES_NOT_BILLED, _of_all(asked, both, length)
    else:
        free = sorted({*asked, *open_}, key=lambda service: service.row)
        equal = equal_minutes(*_by_discipline(free, both))
        of_length = [_shared(each) for each in equal if each.minutes == length]
        topic = Topic.SAME_MINUTES_STATED
        shared = of_length[0] if of_length else _of_all(asked, both, length)
    question = ask_same_minutes(case.visit.attested, shared, group)
    return _hint(case, asked, topic, shared, question, group)


def _apart(case: Judged, open_: Services, both: Services, apart: Sequence[SameMinutes]) -> Hint:
    """Say that the two treated at different times, but for what else is answered."""
    equal = equal_minutes(*_by_discipline(open_, both))
    if equal:
        services, shared = _services(equal[0]), _shared(equal[0])
    else:
        services = open_ if len(_disciplines(open_)) > 1 else both
        fewest = min(map(entered_minutes, _by_discipline(services, both)))
        shared = _of_all(services, both, fewest)
    question = ask_same_minutes(case.visit.attested, shared, apart)
    return _hint(case, services, Topic.OTHER_MINUTES_STATED, shared, question, apart)


def _hint(
    case: Judged,
    services: Sequence[CodedService],
    topic: Topic,
    shared: SharedMinutes,
    question: Attest,
    answers: Sequence[SameMinutes] = (),
) -> Hint:
    rows = [service.row for service in services]
    one, two = shared.disciplines
    who = tuple(dict.fromkeys(each.billed_by for each in answers if each.billed_by))
    named = listed(who) if who else ""
    return make_hint(
        topic,
        _SEVERITIES[topic],
        rows,
        case.codes_of(rows),
        _WITH_SPEECH if "SLP" in (one, two) else _TEAM,
        (question,),
        one=one,
        two=two,
        minutes=minutes_text(sum(answer.minutes for answer in answers) or shared.minutes),
        session=part("session code") if "SLP" in (one, two) else "",
        who=named,
        bills=part("split them" if who[1:] else "bills them", who=named),
    )


def _billed_rows(case: Judged) -> set[int]:
    """Return the rows whose minutes are billed: they have a line, or add to those that do."""
    on_claim = {line.row for line in case.lines}
    together = [counted.group.rows for counted in case.count.services]
    together += [pool.rows for pool in case.count.pools]
    return {row for rows in together if on_claim & {*rows} for row in rows}


def _is_billed(case: Judged, asked: Services, group: Sequence[SameMinutes]) -> bool:
    """Return whether whoever bills the minutes has a line for them."""
    billed = _billed_rows(case)
    return all(
        any(each.row in billed for each in asked if each.entry.discipline == answer.billed_by)
        for answer in group
    )


def _disciplines(services: Collection[CodedService]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(service.entry.discipline for service in services))


def _by_discipline(services: Services, both: Services) -> list[Services]:
    """Return services of each of the two disciplines of `both`, in order."""
    return [
        [service for service in services if service.entry.discipline == discipline]
        for discipline in _disciplines(both)
    ]


def _services(equal: EqualMinutes) -> Services:
    found = {service.row: service for each in (*equal.firsts, *equal.seconds) for service in each}
    return list(found.values())


def _shared(equal: EqualMinutes) -> SharedMinutes:
    """Return what is asked of equal minutes."""
    one, two = (side[0][0].entry.discipline for side in (equal.firsts, equal.seconds))
    parts = {
        discipline: [tuple(dict.fromkeys(each.entry.code for each in found)) for found in side]
        for discipline, side in ((one, equal.firsts), (two, equal.seconds))
    }
    return SharedMinutes((one, two), equal.minutes, parts)


def _of_all(services: Services, both: Services, minutes: int) -> SharedMinutes:
    """Return what is asked of services as a whole, whatever minutes each has."""
    one, two = _disciplines(both)
    parts = {
        discipline: [tuple(dict.fromkeys(each.entry.code for each in found))]
        for discipline, found in zip((one, two), _by_discipline(services, both), strict=True)
    }
    return SharedMinutes((one, two), minutes, parts)

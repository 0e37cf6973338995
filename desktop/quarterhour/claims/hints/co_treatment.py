"""Hints about minutes in which two disciplines may have treated the patient at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from quarterhour.claims.coded import listed
from quarterhour.claims.hints.hint import Hint, Severity, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.questions import ask_same_minutes
from quarterhour.claims.same_minutes import of_one_session
from quarterhour.claims.services import CodedService, minutes_to_count
from quarterhour.units import minutes_text
from quarterhour.visit import SameMinutes

_TEAM = "CMS, 11 Part B Billing Scenarios for PTs and OTs (team therapy)"
_WITH_SPEECH = f"{_TEAM}; American Speech-Language-Hearing Association on co-treatment (secondary)"


def co_treatment_hints(case: Judged) -> Iterator[Hint]:
    """Ask of two disciplines with equal minutes whether those were the same.

    What is answered is told, and can be answered anew.
    """
    billed = _billed_rows(case)
    by_discipline: dict[str, list[CodedService]] = {}
    for service in case.services:
        if service.given_up or (service.row in billed and of_one_session(service)):
            by_discipline.setdefault(service.entry.discipline, []).append(service)
    for one, two in combinations(by_discipline, 2):
        services = [*by_discipline[one], *by_discipline[two]]
        answers = [
            answer
            for answer in case.visit.attested.same_minutes
            if {one, two} <= {*answer.disciplines}
        ]
        if holding := [answer for answer in answers if _holds(services, answer)]:
            yield _answered(case, services, holding)
        elif equal := _equal(by_discipline[one], by_discipline[two]):
            yield _hint(case, equal, Topic.SAME_MINUTES, Severity.WARNING, _minutes(equal))
        elif any(answer.minutes for answer in answers):
            yield _answered(case, services, answers)


def _billed_rows(case: Judged) -> set[int]:
    """Return the rows of services that have a line."""
    on_claim = {line.row for line in case.lines}
    groups = [counted.group.rows for counted in case.count.services]
    return {row for rows in groups if rows[0] in on_claim for row in rows}


def _disciplines(services: Sequence[CodedService]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(service.entry.discipline for service in services))


def _minutes(services: Sequence[CodedService]) -> int:
    """Return the minutes of the first discipline of some services, with those it gives up."""
    first = _disciplines(services)[0]
    return sum(
        minutes_to_count(service) + service.given_up
        for service in services
        if service.entry.discipline == first
    )


def _holds(services: Sequence[CodedService], answer: SameMinutes) -> bool:
    """Return whether services that an answer is about are there, of both disciplines."""
    return _disciplines(_asked(services, answer)) == _disciplines(services)


def _asked(services: Sequence[CodedService], answer: SameMinutes) -> list[CodedService]:
    return [each for each in services if not answer.codes or each.entry.code in answer.codes]


def _equal(one: Sequence[CodedService], two: Sequence[CodedService]) -> list[CodedService]:
    """Return the services of two disciplines whose minutes are equal: all, or one of each."""
    if _minutes(one) == _minutes(two):
        return [*one, *two]
    for first in _by_key(one):
        for second in _by_key(two):
            if _minutes(first) == _minutes(second):
                return [*first, *second]
    return []


def _by_key(services: Sequence[CodedService]) -> list[list[CodedService]]:
    """Return the rows of services that are counted as one."""
    found: dict[str, list[CodedService]] = {}
    for service in services:
        found.setdefault(service.key, []).append(service)
    return list(found.values())


def _answered(
    case: Judged, services: Sequence[CodedService], answers: Sequence[SameMinutes]
) -> Hint:
    """Say what is answered, and what comes of it."""
    asked = [each for each in services if any(_asked([each], answer) for answer in answers)]
    if len(_disciplines(asked)) < 2:
        asked = list(services)
    same = [answer for answer in answers if answer.minutes]
    if not same:
        minutes = _minutes(asked)
        return _hint(case, asked, Topic.OTHER_MINUTES_STATED, Severity.NOTE, minutes)
    unclear = any(answer in case.unclear_minutes for answer in same)
    return _hint(
        case,
        asked,
        Topic.SAME_MINUTES_UNCLEAR if unclear else Topic.SAME_MINUTES_STATED,
        Severity.ACTION if unclear else Severity.NOTE,
        sum(answer.minutes for answer in same),
        same,
    )


def _hint(
    case: Judged,
    services: Sequence[CodedService],
    topic: Topic,
    severity: Severity,
    minutes: int,
    answers: Sequence[SameMinutes] = (),
) -> Hint:
    rows = [service.row for service in services]
    codes = case.codes_of(rows)
    one, two = _disciplines(services)
    billing = listed(each.billed_by for each in answers) if answers else ""
    return make_hint(
        topic,
        severity,
        rows,
        codes,
        _WITH_SPEECH if "SLP" in (one, two) else _TEAM,
        (ask_same_minutes(case.visit.attested, (one, two), minutes, codes),),
        one=one,
        two=two,
        minutes=minutes_text(minutes),
        session=part("session code") if "SLP" in (one, two) else "",
        bills=part("split them" if answers[1:] else "bills them", who=billing),
    )

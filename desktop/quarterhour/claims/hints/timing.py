"""Hints about codes that are not counted by 15 minutes: hours, months, wound area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from quarterhour.claims.actions import ReplaceCode
from quarterhour.claims.denials import exclusive_lines
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.services import CodedService
from quarterhour.reference import CodeList
from quarterhour.units import Measure

_CONVENTION = "CPT time convention: a unit of time is attained when its midpoint is passed"
_MINUTES = "Medicare Claims Processing Manual (Pub. 100-04) ch. 5 §20.2"
_MONTHLY = "CMS transmittal CR 14250 (2026 therapy code update)"
_SHORT_MONTHS_FROM = date(2026, 1, 1)  # when 98979 came
_MONTHS = ("98979", "98980")


def timing_hints(case: Judged) -> Iterator[Hint]:
    """Say what to confirm, and what of a month or an area does not fit together."""
    yield from minutes_hints(case)
    billable = [service for service in case.services if service.billing_status.billable]
    yield from _convention(billable)
    yield from _month(case)
    yield from _exclusive(case)
    yield from _areas(billable)


def minutes_hints(case: Judged) -> Iterator[Hint]:
    """Name the timed codes without minutes, which are easily overlooked on the claim."""
    services = [service for service in case.services if service.billing_status.billable]
    missing = [
        service
        for service in services
        if service.code is not None
        and not service.code.first_code
        and not service.code.timing.untimed
        and service.code.timing.measure is Measure.MINUTES
        and not service.entry.minutes
    ]
    for code in dict.fromkeys(service.entry.code for service in missing):
        rows = [service.row for service in missing if service.entry.code == code]
        yield make_hint(Topic.NO_MINUTES, Severity.WARNING, rows, (code,), _MINUTES)


def _convention(services: Sequence[CodedService]) -> Iterator[Hint]:
    found = [service for service in services if _by_convention(service)]
    if found:
        codes = [service.entry.code for service in found]
        rows = [service.row for service in found]
        yield make_hint(
            Topic.TIMED_BY_CONVENTION,
            Severity.NOTE,
            rows,
            codes,
            _CONVENTION,
            are=part("are" if len({*codes}) > 1 else "is"),
        )


def _by_convention(service: CodedService) -> bool:
    """Return whether only the CPT convention says how the code counts: hours, or 97129."""
    if service.code is None:
        return False
    return service.code.timing.by_convention or service.key == "97129"


def _month(case: Judged) -> Iterator[Hint]:
    """Say that the minutes of a month are another code's; of two codes, only that one goes."""
    if any(rule.code in _MONTHS for rule, _ in exclusive_lines(case)):
        return
    for counted in case.count.services:
        rows, key, minutes = counted.group.rows, counted.group.key, counted.group.minutes
        if key == "98979" and minutes >= 20:
            yield _other_month(Topic.MONTH_OF_20_MINUTES, rows, key, "98980")
        elif key == "98979":
            yield make_hint(Topic.LIVE_INTERACTION, Severity.NOTE, rows, (key,), _MONTHLY)
        elif key == "98980" and 10 <= minutes < 20 and _short_is_there(case):
            yield _other_month(Topic.MONTH_OF_10_MINUTES, rows, key, "98979")


def _other_month(topic: Topic, rows: tuple[int, ...], code: str, other: str) -> Hint:
    """Say that the minutes are another code's; offer it where one row alone has them."""
    actions = [ReplaceCode(rows[0], code, other)] if len(rows) == 1 else []
    return make_hint(topic, Severity.ACTION, rows, (code,), _MONTHLY, actions)


def _short_is_there(case: Judged) -> bool:
    return case.visit.date_of_service >= _SHORT_MONTHS_FROM


def _exclusive(case: Judged) -> Iterator[Hint]:
    """Say which codes one month or period does not have both of, the paid one first."""
    for rule, (first, *later) in exclusive_lines(case):
        kept, codes = case.lines[first], [case.lines[at].code for at in later]
        other = next(code for code in codes if code != kept.code)
        yield make_hint(
            _of_period(case, rule.code),
            Severity.ACTION,
            (kept.row, *(case.lines[at].row for at in later)),
            (kept.code, other),
            rule.source,
            go_to=case.lines[later[0]].row,
            many=rule.code,
            few=rule.other,
            later=other,
            left_out=part("pair not counted", codes=other) if case.priced else "",
        )


def _of_period(case: Judged, code: str) -> Topic:
    """Return what is said of two codes of one period, by the first of them."""
    if case.on_list(CodeList.PHONE_CALL, code):
        return Topic.ONE_CALL
    if case.on_list(CodeList.E_VISIT, code):
        return Topic.ONE_E_VISIT
    return Topic.SAME_MONTH if code in _MONTHS else Topic.SAME_PERIOD


def _areas(services: Sequence[CodedService]) -> Iterator[Hint]:
    entered = [service for service in services if service.key == "97597"]
    if entered and not any(service.entry.square_cm for service in entered):
        yield make_hint(
            Topic.WOUND_AREA,
            Severity.WARNING,
            [service.row for service in entered],
            [service.entry.code for service in entered],
            "Code structure of 97597 and 97598",
        )

"""Hints about codes that do not count by the quarter hour: hours, months, wound area."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quarterhour.claims.case import Case, CodedService
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.remedy import ReplaceCode

_CONVENTION = "CPT time convention: a unit of time is attained when its midpoint is passed"
_MONTHLY = "CMS transmittal CR 14250 (2026 therapy code update)"
_SHORT_MONTHS_FROM = date(2026, 1, 1)  # when 98979 came
# Either 16 to 30 days of data in the period, or 2 to 15.
_PERIODS = (("98976", "98984"), ("98977", "98985"), ("98978", "98986"))


def clock_hints(case: Case) -> Iterator[Hint]:
    """Say what to confirm, and what of a month or an area does not fit together."""
    billable = [service for service in case.services if service.standing.billable]
    yield from _convention(case, billable)
    yield from _month(case, billable)
    yield from _periods(billable)
    yield from _areas(billable)


def _convention(case: Case, services: list[CodedService]) -> Iterator[Hint]:
    rows = [service.row for service in services if _by_convention(service)]
    if rows:
        yield Hint(
            "clock",
            Severity.NOTE,
            tuple(rows),
            f"How the minutes of {case.named(*rows)} are counted is widely stated; Medicare's own "
            "text was not seen: confirm with your MAC.",
            _CONVENTION,
        )


def _by_convention(service: CodedService) -> bool:
    """Return whether only the CPT convention says how the code counts: hours, or 97129."""
    if service.code is None:
        return False
    return service.code.clock.by_convention or service.key == "97129"


def _month(case: Case, services: list[CodedService]) -> Iterator[Hint]:
    short, long = _rows(services, "98979"), _rows(services, "98980")
    if short and long:
        yield _action(
            (*short, *long), "98979 and 98980 are not billed for the same month: keep one."
        )
        return
    for counted in case.count.services:
        rows, minutes = counted.group.rows, counted.group.minutes
        if counted.group.key == "98979" and minutes >= 20:
            yield _action(
                rows,
                "20 minutes or more in the month is 98980: use it, not 98979.",
                _instead(rows, "98979", "98980"),
            )
        elif counted.group.key == "98979":
            yield Hint(
                "clock",
                Severity.NOTE,
                rows,
                "98979 needs one live interaction with the patient in the month: note it "
                "(confirm with your MAC).",
                _MONTHLY,
            )
        elif counted.group.key == "98980" and 10 <= minutes < 20 and _short_is_there(case):
            yield _action(
                rows,
                "10 to 19 minutes in the month is 98979 from 2026 on: use it.",
                _instead(rows, "98980", "98979"),
            )


def _instead(rows: tuple[int, ...], code: str, other: str) -> ReplaceCode | None:
    """Offer the other code, where one row alone has the minutes."""
    return ReplaceCode(f"Replace {code} by {other}", rows[0], other) if len(rows) == 1 else None


def _short_is_there(case: Case) -> bool:
    return case.visit.date_of_service >= _SHORT_MONTHS_FROM


def _periods(services: list[CodedService]) -> Iterator[Hint]:
    for many_days, few_days in _PERIODS:
        many, few = _rows(services, many_days), _rows(services, few_days)
        if many and few:
            yield _action(
                (*many, *few),
                f"{many_days} is for 16 to 30 days of data in the period, {few_days} for 2 to "
                "15: keep one.",
            )


def _areas(services: list[CodedService]) -> Iterator[Hint]:
    entered = [service for service in services if service.key == "97597"]
    if entered and not any(service.entry.square_cm for service in entered):
        yield Hint(
            "clock",
            Severity.WARNING,
            tuple(service.row for service in entered),
            "Enter the whole treated area in square cm: 97597 is its first 20, and 97598 is "
            "counted from the rest. Without it, only 97597 is billed.",
            "Code structure of 97597 and 97598",
        )


def _rows(services: list[CodedService], code: str) -> tuple[int, ...]:
    """Return the rows of a code and of its add-on."""
    return tuple(service.row for service in services if service.key == code)


def _action(rows: tuple[int, ...], message: str, remedy: ReplaceCode | None = None) -> Hint:
    text = f"{message.removesuffix('.')} (confirm with your MAC)."
    return Hint("clock", Severity.ACTION, rows, text, _MONTHLY, remedy)

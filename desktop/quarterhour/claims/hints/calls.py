"""Hints about telephone calls and e-visits, of which the minutes decide the code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quarterhour.claims.actions import ReplaceCode
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.services import CodedService, minutes_to_count
from quarterhour.reference import CodeList
from quarterhour.units import minutes_text

_CALLS = "Code structure of 98966 to 98968 and 98970 to 98972"


def call_hints(case: Judged) -> Iterator[Hint]:
    """Say what does not fit together."""
    yield from _both(case)
    yield from _minutes(case)


def _both(case: Judged) -> Iterator[Hint]:
    """Ask of a call and an e-visit of one discipline whether they were about one problem."""
    found: dict[str, dict[CodeList, int]] = {}
    for at, line in enumerate(case.lines):
        discipline = case.visit.services[line.row].discipline
        for name in (CodeList.PHONE_CALL, CodeList.E_VISIT):
            if case.on_list(name, line.code) and not case.denials.get(at):
                found.setdefault(discipline, {}).setdefault(name, line.row)
    for rows in found.values():
        if len(rows) > 1:
            both = sorted(rows.values())
            codes = case.codes_of(both)
            yield make_hint(Topic.CALL_WITH_E_VISIT, Severity.WARNING, both, codes, _CALLS)


def _minutes(case: Judged) -> Iterator[Hint]:
    """Say which code the minutes belong to, where it is not the code entered.

    Of two codes of a family, which one is kept is told already.
    """
    families: dict[tuple[str, str], list[CodedService]] = {}
    for service in case.services:
        if bands := case.minute_bands.get(service.entry.code):
            key = service.entry.discipline, bands[0].family
            families.setdefault(key, []).append(service)
    for services in families.values():
        minutes = sum(map(_entered, services))
        if minutes and len({service.entry.code for service in services}) == 1:
            yield from _of_band(case, services, minutes)


def _entered(service: CodedService) -> int:
    """Return the minutes that count; of a code without a loaded fee, those entered."""
    return minutes_to_count(service) if service.billing_status.billable else service.entry.minutes


def _of_band(case: Judged, services: Sequence[CodedService], minutes: int) -> Iterator[Hint]:
    rows = [service.row for service in services]
    code = services[0].entry.code
    bands = case.minute_bands[code]
    reached = [band.code for band in bands if band.least <= minutes]
    if code in reached[-1:]:
        return
    other = reached[-1] if reached else ""
    yield make_hint(
        Topic.MINUTES_OF_OTHER_CODE if other else Topic.MINUTES_OF_NO_CODE,
        Severity.WARNING,
        rows,
        (code,),
        bands[0].source,
        [ReplaceCode(rows[0], code, other)] if other and len(rows) == 1 else (),
        minutes=minutes_text(minutes),
        other=other,
        first=bands[0].code,
        least=bands[0].least,
        every=part("seven days" if case.on_list(CodeList.E_VISIT, code) else "whole call"),
    )

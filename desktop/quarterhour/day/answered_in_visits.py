"""Findings of the day that an answer in a visit settles: who bills the minutes two shared."""

from __future__ import annotations

from collections.abc import Sequence

from quarterhour.day.entries import Day
from quarterhour.day.finding import FindingKind, Found, Option
from quarterhour.visit import DISCIPLINES, SameMinutes


def answered_in_visits(day: Day, tags: Sequence[str], found: Sequence[Found]) -> dict[int, Option]:
    """Return the choices that visits have taken already, by the index of the finding.

    The answer of a visit settles co-treatment where it names the same two disciplines and all of
    their minutes on the clock, and says who bills them. Where it differs from the clock, the day
    asks.
    """
    together = [each for each in found if each.kind is FindingKind.CO_TREATMENT]
    settled: dict[int, Option] = {}
    for index, each in enumerate(found):
        if each.kind is not FindingKind.CO_TREATMENT:
            continue
        alike = [other for other in together if _about(other) == _about(each)]
        minutes = sum(other.minutes or 0 for other in alike)
        answers = {
            same.billed_by
            for tag, visit in zip(tags, day.visits, strict=True)
            if tag in each.patients
            for same in visit.attested.same_minutes
            if same.minutes == minutes and all(_fits(same, other) for other in alike)
        }
        if len(answers) == 1:
            id = _all_to(answers.pop(), each)
            settled[index] = next(option for option in each.options if option.id == id)
    return settled


def _about(found: Found) -> tuple[tuple[str, ...], frozenset[str]]:
    return found.patients, frozenset(row.discipline for row in found.rows)


def _fits(same: SameMinutes, found: Found) -> bool:
    """Return whether an answer is about the disciplines and the services of a finding."""
    disciplines = {row.discipline for row in found.rows}
    return {*same.disciplines} == disciplines and all(
        row.entry.code in (same.codes_of(row.discipline) or (row.entry.code,)) for row in found.rows
    )


def _all_to(billed_by: str, found: Found) -> str:
    """Return the id of the choice by which one discipline bills all minutes."""
    both = sorted({row.discipline for row in found.rows}, key=DISCIPLINES.index)
    return "-".join(f"{each.lower()}-{found.minutes if each == billed_by else 0}" for each in both)

"""Short ways to write a day in a test, and to answer what is found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from builders import TODAY
from quarterhour.day import (
    Choice,
    Day,
    DayAssessment,
    DayAssessor,
    Finding,
    FindingKind,
    Settled,
    day_from,
)

ROLES = {
    **{"T1": "PT", "T2": "PT", "A1": "PTA", "O1": "OT", "B1": "OTA"},
    **{"S1": "SLP", "L1": "SLPA", "U1": "student", "X1": "aide"},
}


def person(id: str, *clock: str) -> dict[str, Any]:
    """Return a person whose role the mark tells, as a document."""
    return {"id": id, "role": ROLES[id], **({"clock": list(clock)} if clock else {})}


def row(code: str | None, by: str = "", *times: str, **more: Any) -> dict[str, Any]:
    """Return a row as a document; `by` are marks, `T1 A1`."""
    return {"code": code, "by": by.split(), **({"times": list(times)} if times else {}), **more}


def visit(tag: str, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a visit of a day as a document."""
    return {"tag": tag, **more, "services": list(rows)}


def day_fields(
    *visits: dict[str, Any], people: str | list[dict[str, Any]] = "T1", **more: Any
) -> dict[str, Any]:
    """Return the document of a day on 2026-11-23 at national prices, unless fields say more.

    `people` are documents, or the marks of those without hours.
    """
    usual = {"format": "quarterhour.day/1", "date_of_service": TODAY.isoformat()}
    place = {} if "zip" in more else {"locality": "national"}
    return {
        **usual,
        **place,
        "people": [person(id) for id in people.split()] if isinstance(people, str) else people,
        **more,
        "visits": list(visits),
    }


def a_day(*visits: dict[str, Any], **more: Any) -> Day:
    """Return a day; see `day_fields`."""
    return day_from(day_fields(*visits, **more))


def kinds(result: DayAssessment) -> list[str]:
    """Return the kinds of what was found, apart from what was not audited."""
    audited = [each for each in result.findings if each.kind is not FindingKind.NOT_AUDITED]
    return sorted(each.kind.value for each in audited)


def found(result: DayAssessment, kind: FindingKind) -> Finding:
    """Return the only finding of a kind."""
    (one,) = [each for each in result.findings if each.kind is kind]
    return one


def answer(finding: Finding, choice: str) -> Settled:
    """Return an answer to a finding."""
    return Settled(
        kind=finding.kind.value,
        patients=finding.patients,
        people=finding.people,
        when=finding.when or "",
        choice=choice,
    )


def answering(day: Day, *answers: Settled) -> Day:
    """Return a day with more answers."""
    return replace(day, settled=(*day.settled, *answers))


def settled(
    day: Day, assessor: DayAssessor, pick: Callable[[tuple[Choice, ...]], Choice]
) -> DayAssessment:
    """Answer whatever is found, until nothing is open."""
    for _ in range(4):
        result = assessor.assess(day)
        if not result.open_findings:
            return result
        day = answering(
            day, *(answer(each, pick(each.choices).id) for each in result.open_findings)
        )
    raise AssertionError([each.title for each in result.open_findings])


def units(result: DayAssessment) -> dict[str, dict[str, int]]:
    """Return the units of the visits, with the answers that were given."""
    return {
        each.tag: {
            code: count
            for code in dict.fromkeys(priced.line.code for priced in each.assessment.lines)
            if (
                count := sum(
                    priced.line.units
                    for priced in each.assessment.lines
                    if priced.line.code == code
                )
            )
        }
        for each in result.visits
    }

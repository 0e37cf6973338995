"""Minutes of two patients that may have been a group's: which services, and under which code."""

from __future__ import annotations

from itertools import combinations

import pytest

from builders import TODAY
from day.days import a_day, found, row, visit
from quarterhour.day import DayAssessor, FindingKind
from quarterhour.reference import Reference

GROUP = "group"
IN_A_GROUP = {
    **dict.fromkeys(("97110", "97112", "97113", "97116", "97124", "97140"), "97150"),
    **dict.fromkeys(("97530", "97533", "97535", "97537", "97542"), "97150"),
    "92507": "92508",
}
PEOPLE = {"PT": "T1", "OT": "O1", "SLP": "S1"}


def offered(codes: tuple[str, str], discipline: str, assessor: DayAssessor) -> bool:
    """Return whether two patients' minutes of one person can be a group."""
    person = PEOPLE[discipline]
    day = a_day(
        *[
            visit(tag, row(code, person, "9:00-9:30"))
            for tag, code in zip("AB", codes, strict=True)
        ],
        people=person,
    )
    overlap = found(assessor.assess(day), FindingKind.ONE_ON_ONE_OVERLAP)
    return GROUP in [each.id for each in overlap.choices]


def test_only_services_with_a_code_for_a_group_can_have_been_one(
    assessor: DayAssessor, reference: Reference
) -> None:
    apart = {"97150", "92508"} | {
        code
        for code in reference.services_on(TODAY)
        if (code.startswith("970") and code < "97029") or code in ("G0281", "G0283", "G0329")
    }
    codes = {
        code: service
        for code, service in reference.services_on(TODAY).items()
        if code not in apart and service.disciplines
    }
    grouped = {
        code: group
        for code, service in codes.items()
        for discipline in service.disciplines
        if offered((code, code), discipline, assessor)
        for group in [IN_A_GROUP.get(code, "none")]
    }
    assert grouped == IN_A_GROUP


@pytest.mark.parametrize("codes", list(combinations(["97110", "97530", "97597", "97161"], 2)))
def test_a_group_needs_every_service_to_be_one(
    codes: tuple[str, str], assessor: DayAssessor
) -> None:
    assert offered(codes, "PT", assessor) == ({*codes} <= {*IN_A_GROUP})

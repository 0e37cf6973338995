"""Minutes of two patients that may have been a group's: which services, and under which code."""

from __future__ import annotations

from itertools import combinations

import pytest

from builders import TODAY
from day.days import a_day, answer, answering, found, row, units, visit
from quarterhour.day import Choice, DayAssessor, FindingKind
from quarterhour.reference import Reference

GROUP = "group"
IN_A_GROUP = {
    **dict.fromkeys(("97110", "97112", "97113", "97116", "97124", "97140"), "97150"),
    **dict.fromkeys(("97530", "97533", "97535", "97537", "97542"), "97150"),
    "92507": "92508",
}
PEOPLE = {"PT": "T1", "OT": "O1", "SLP": "S1"}


def choices(codes: tuple[str, str], discipline: str, assessor: DayAssessor) -> dict[str, Choice]:
    """Return the choices of two patients' minutes of one person, by id."""
    person = PEOPLE[discipline]
    day = a_day(
        *[
            visit(tag, row(code, person, "9:00-9:30"))
            for tag, code in zip("AB", codes, strict=True)
        ],
        people=person,
    )
    overlap = found(assessor.assess(day), FindingKind.ONE_ON_ONE_OVERLAP)
    return {each.id: each for each in overlap.choices}


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
        if GROUP in choices((code, code), discipline, assessor)
        for group in [IN_A_GROUP.get(code, "none")]
    }
    assert grouped == IN_A_GROUP


@pytest.mark.parametrize("codes", list(combinations(["97110", "97530", "97597", "97161"], 2)))
def test_a_group_needs_every_service_to_be_one(
    codes: tuple[str, str], assessor: DayAssessor
) -> None:
    assert (GROUP in choices(codes, "PT", assessor)) == ({*codes} <= {*IN_A_GROUP})


@pytest.mark.parametrize(
    ("codes", "discipline", "title"),
    [
        (("97110", "97140"), "PT", "A group of both: 97150"),
        (("92507", "92507"), "SLP", "A group of both: 92508"),
    ],
)
def test_a_group_is_named_by_its_code(
    codes: tuple[str, str], discipline: str, title: str, assessor: DayAssessor
) -> None:
    assert choices(codes, discipline, assessor)[GROUP].title == title


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("97110", [("97150", "97110", "1")]),
        ("97750", [("97750", "97150", "0")]),
        ("97161", []),
        ("97535", [("97150", "97535", "1")]),
    ],
)
def test_a_group_tells_the_edits_that_it_falls_under(
    beside: str, expected: list[tuple[str, str, str]], assessor: DayAssessor
) -> None:
    shared = row("97116", "T1", "9:00-9:20")
    day = a_day(visit("A", shared, row(beside, "T1", "9:20-9:50")), visit("B", shared))
    overlap = found(assessor.assess(day), FindingKind.ONE_ON_ONE_OVERLAP)
    (group,) = [each for each in overlap.choices if each.id == GROUP]
    told = {
        tag: [(each.column_1, each.column_2, each.modifier_indicator) for each in edits]
        for tag, edits in group.edits.items()
    }
    assert told == ({"A": expected} if expected else {})
    assert not any(each.edits for each in overlap.choices if each.id != GROUP)


def test_an_edit_that_is_answered_is_not_told_again(assessor: DayAssessor) -> None:
    shared = row("97116", "T1", "9:00-9:20")
    for answered in ("separate", "not_separate"):
        day = a_day(
            visit(
                "A",
                shared,
                row("97110", "T1", "9:20-9:50"),
                attested={answered: [["97150", "97110"]]},
            ),
            visit("B", shared),
        )
        overlap = found(assessor.assess(day), FindingKind.ONE_ON_ONE_OVERLAP)
        assert not any(each.edits for each in overlap.choices)


def test_short_turns_are_one_on_one_or_a_group(assessor: DayAssessor) -> None:
    turns = [
        [f"9:{start:02}-9:{start + 2:02}" for start in range(first, 20, 4)] for first in (0, 2)
    ]
    day = a_day(
        *[visit(tag, row("97110", "T1", *times)) for tag, times in zip("AB", turns, strict=True)]
    )
    before = assessor.assess(day)
    short = found(before, FindingKind.SHORT_EPISODES)
    assert [each.id for each in short.choices] == ["one-on-one", GROUP]
    expected = {"one-on-one": "97110", GROUP: "97150"}
    for choice, code in expected.items():
        after = assessor.assess(answering(day, answer(short, choice)))
        assert units(after) == {"A": {code: 1}, "B": {code: 1}}
        assert found(after, FindingKind.SHORT_EPISODES).settled == choice


def test_short_turns_with_an_evaluation_are_no_group(assessor: DayAssessor) -> None:
    times = [f"9:{start:02}-9:{start + 2:02}" for start in range(0, 20, 4)]
    day = a_day(visit("A", row("97161", "T1", *times)), visit("B", row("97110", "T1", *times)))
    short = found(assessor.assess(day), FindingKind.SHORT_EPISODES)
    assert [each.id for each in short.choices] == ["one-on-one"]

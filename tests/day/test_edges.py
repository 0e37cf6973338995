"""Where a rule begins and ends: the last case on one side of it, and the first on the other."""

from __future__ import annotations

from typing import Any

import pytest

from day.days import a_day, answer, answering, found, kinds, person, row, units, visit
from quarterhour.day import DayAssessor, FindingKind

NINE = "9:00-9:30"


@pytest.mark.parametrize(("end", "group"), [("9:11", False), ("9:12", False), ("9:13", True)])
def test_a_group_is_longer_than_a_turn(end: str, group: bool, assessor: DayAssessor) -> None:
    day = a_day(
        visit("A", row("97110", "T1", f"9:00-{end}")), visit("B", row("97110", "T1", "9:10-9:40"))
    )
    overlap = found(assessor.assess(day), FindingKind.ONE_ON_ONE_OVERLAP)
    assert ("group" in {each.id for each in overlap.choices}) == group


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ([[], []], False),
        ([["12:00-16:00"], []], False),
        ([[], ["12:00-16:00"]], False),
        ([["12:00-16:00"], ["12:00-16:00"]], True),
        ([["12:00-16:00"], ["9:00-10:00"]], False),
    ],
)
def test_a_therapist_whose_hours_are_not_known_may_have_been_there(
    hours: list[list[str]], told: bool, assessor: DayAssessor
) -> None:
    day = a_day(
        visit("A", row("97110", "A1", NINE)),
        people=[
            person("A1"),
            *(person(id, *own) for id, own in zip(["T1", "T2"], hours, strict=True)),
        ],
        date_of_service="2024-06-03",
    )
    assert (kinds(assessor.assess(day)) == ["assistant-supervision"]) == told


@pytest.mark.parametrize(
    ("by", "alone"), [("T1", False), ("", False), ("T2", True), ("T1 T2", False)]
)
def test_a_group_is_of_those_whom_the_same_person_can_have_led(
    by: str, alone: bool, assessor: DayAssessor
) -> None:
    for rows in ([("A", "T1"), ("B", by)], [("A", by), ("B", "T1")]):
        day = a_day(
            *[visit(tag, row("97150", people, NINE)) for tag, people in rows], people="T1 T2"
        )
        told = [each for each in kinds(assessor.assess(day)) if each == "group-of-one"]
        assert told == ["group-of-one"] * (2 * alone)


def test_fewer_minutes_are_the_therapists_first(assessor: DayAssessor) -> None:
    day = a_day(
        visit(
            "A",
            row("97110", "A1", "9:00-9:10"),
            row("97110", "T1", "9:10-9:20"),
            row("97140", "T1", minutes=10),
            in_out="9:00-9:20",
        ),
        people="T1 A1",
    )
    above = found(assessor.assess(day), FindingKind.MINUTES_ABOVE_CLOCK)
    result = assessor.assess(answering(day, answer(above, "97110")))
    services = result.visits[0].assessment.visit.services
    assert sum(each.assistant_minutes for each in services) == 10
    assert [each.therapist_minutes for each in services if each.code == "97110"] == [0]


@pytest.mark.parametrize("billed", [{"97110": 1}, {"97140": 1}])
def test_every_correct_choice_in_a_tie_can_be_on_the_claim(
    billed: dict[str, int], assessor: DayAssessor
) -> None:
    tie = row("97110", "T1", "9:00-9:08"), row("97140", "T1", "9:08-9:16")
    assert kinds(assessor.assess(a_day(visit("A", *tie, billed_units=billed)))) == []


def test_minutes_of_a_group_and_one_on_one_are_one_persons_once(assessor: DayAssessor) -> None:
    day = a_day(
        visit("A", row("97150", "T1", NINE)),
        visit("B", row("97150", "T1", NINE), row("97110", "T1", "9:20-9:40")),
    )
    assert assessor.assess(day).totals.by_person["T1"].minutes == 40


def test_the_range_of_a_large_knot_holds_each_answer_alone(assessor: DayAssessor) -> None:
    # With 2 minutes fewer of 97110 the last unit is that of 97112, unless that gives up its own.
    chain = [visit("B", row("97110", "T1", "8:30-9:02"))]
    chain += [
        visit(
            f"{at}",
            row("97110", "T1", f"{9 + start // 60}:{start % 60:02}-{9 + end // 60}:{end % 60:02}"),
        )
        for at in range(9)
        for start, end in [(38 + at * 20, 38 + at * 20 + 27)]
    ]
    own: list[dict[str, Any]] = [
        row("97110", "T1", "9:00-9:23"),
        row("97140", "T1", "9:23-9:38"),
        row("97112", "T1", "9:38-9:45"),
    ]
    day = a_day(visit("A", *own), *chain)
    before = assessor.assess(day)
    assert units(before)["A"] == {"97110": 2, "97140": 1}
    for finding in before.open_findings:
        for choice in finding.choices:
            for tag, by_code in choice.units.items():
                for code, count in by_code.items():
                    least, most = before.units_if_settled[tag].get(code, (0, 0))
                    assert least <= count <= most, (tag, code, choice.id)
    assert any(
        choice.units.get("A", {}).get("97112")
        for finding in before.open_findings
        for choice in finding.choices
    )

"""Answers that meet: no minute is taken twice, and none is billed twice."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from day.days import a_day, answer, answering, found, kinds, row, units, visit
from quarterhour.day import Day, DayAssessment, DayAssessor, FindingKind, FindingSeverity, Settled

GROUP = "group"
NINE = "9:00-9:15"


def answered(day: Day, assessor: DayAssessor, choices: dict[tuple[str, ...], str]) -> DayAssessment:
    """Answer each open finding by its patients."""
    result = assessor.assess(day)
    answers = [answer(each, choices[each.patients]) for each in result.open_findings]
    return assessor.assess(answering(day, *answers))


def modifiers(result: DayAssessment) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the modifiers of lines by tag and code."""
    return {
        (each.tag, priced.line.code): priced.line.modifiers
        for each in result.visits
        for priced in each.assessment.lines
    }


def test_a_group_by_a_therapist_and_an_assistant_is_marked(assessor: DayAssessor) -> None:
    rows = row("97110", "T1", NINE), row("97112", "A1", "9:30-9:45")
    day = a_day(visit("A", *rows), visit("B", *rows), people="T1 A1")
    result = answered(day, assessor, {("A", "B"): GROUP})
    assert units(result) == {"A": {"97150": 1}, "B": {"97150": 1}}
    assert modifiers(result)["A", "97150"] == ("GP", "CQ")


def test_hours_of_group_are_counted(assessor: DayAssessor) -> None:
    rows = row("97110", "T1", "8:00-13:00"), row("97112", "T1", "13:00-18:00")
    day = a_day(visit("A", *rows), visit("B", *rows))
    result = answered(day, assessor, {("A", "B"): GROUP})
    assert units(result) == {"A": {"97150": 1}, "B": {"97150": 1}}
    assert [each.assessment.total_minutes for each in result.visits] == [600, 600]


@pytest.mark.parametrize("choices", list(product("ABG", "ACG", "BCG")), ids="".join)
def test_minutes_that_are_one_patients_are_no_group(
    choices: tuple[str, ...], assessor: DayAssessor
) -> None:
    pairs: list[tuple[str, ...]] = [("A", "B"), ("A", "C"), ("B", "C")]
    chosen = {
        pair: GROUP if choice == "G" else choice
        for pair, choice in zip(pairs, choices, strict=True)
    }
    day = a_day(*[visit(tag, row("97110", "T1", NINE)) for tag in "ABC"])
    billed = units(answered(day, assessor, chosen))
    alone = [tag for tag, by_code in billed.items() if by_code.get("97110")]
    assert len(alone) <= 1
    assert not alone or sum(len(by_code) for by_code in billed.values()) == 1


def same_minutes(minutes: int, *disciplines: str, by: str) -> dict[str, Any]:
    entry = {"disciplines": list(disciplines), "minutes": minutes, "billed_by": by}
    return {"attested": {"same_minutes": [entry]}}


def test_a_split_replaces_the_same_minutes_of_the_visit(assessor: DayAssessor) -> None:
    day = a_day(
        visit(
            "A",
            row("97110", "T1", "9:00-9:30"),
            row("97530", "O1", "9:00-9:30"),
            **same_minutes(30, "PT", "OT", by="PT"),
        ),
        people="T1 O1",
    )
    assert assessor.assess(day).units_as_typed == {"A": {"97110": 2, "97530": 0}}
    split = found(assessor.assess(day), FindingKind.CO_TREATMENT)
    after = assessor.assess(answering(day, answer(split, "pt-15-ot-15")))
    assert units(after) == {"A": {"97110": 1, "97530": 1}}


def test_a_split_leaves_the_same_minutes_of_others(assessor: DayAssessor) -> None:
    day = a_day(
        visit(
            "A",
            row("97110", "T1", "9:00-9:30"),
            row("97530", "O1", "9:30-10:00"),
            row("92507", "S1", "9:00-9:30"),
            **same_minutes(15, "PT", "OT", by="PT"),
        ),
        people="T1 O1 S1",
    )
    assert units(answered(day, assessor, {("A",): "pt-30-slp-0"})) == {
        "A": {"97110": 2, "97530": 1}
    }


@pytest.mark.parametrize("also", ["97112", "97110"])
def test_minutes_above_the_visit_are_those_that_someone_else_had(
    also: str, assessor: DayAssessor
) -> None:
    day = a_day(
        visit("A", row("97110", "T1", "9:00-9:40"), in_out="9:00-9:30"),
        visit("B", row(also, "T1", "9:30-9:40")),
    )
    result = answered(day, assessor, {("A", "B"): "B", ("A",): "97110"})
    assert [each.assessment.total_minutes for each in result.visits] == [30, 10]


def test_one_stay_entered_twice(assessor: DayAssessor) -> None:
    day = a_day(
        visit("A", row("97110", "T1", minutes=30), in_out="9:00-9:45"),
        visit("A", row("97530", "O1", minutes=23), in_out="9:00-9:45"),
        people="T1 O1",
    )
    above = found(assessor.assess(day), FindingKind.MINUTES_ABOVE_CLOCK)
    assert above.minutes == 8
    assert [each.id for each in above.choices] == ["clock", "97110", "97530"]
    assert above.choices[1].units == {"A": {"97110": 1, "97530": 2}}


def test_the_last_of_two_answers_holds(assessor: DayAssessor) -> None:
    day = a_day(*[visit(tag, row("97110", "T1", NINE)) for tag in "AB"])
    (finding,) = assessor.assess(day).findings
    result = assessor.assess(answering(day, answer(finding, "A"), answer(finding, "B")))
    assert (units(result)["A"], [each.answer for each in result.unused_answers]) == ({}, [0])


@pytest.mark.parametrize(
    "stale",
    [
        Settled("one-on-one-overlap", "A", ("A", "B"), ("T1",), "9:00-9:14"),
        Settled("one-on-one-overlap", "C", ("A", "B"), ("T1",), NINE),
        Settled("time-unclear", "turned", ("A",), ("T1",), "9:15-9:00"),
        Settled("of-a-later-version", "A"),
    ],
    ids=str,
)
def test_an_answer_to_nothing_changes_nothing(stale: Settled, assessor: DayAssessor) -> None:
    day = a_day(*[visit(tag, row("97110", "T1", NINE)) for tag in "AB"])
    result = assessor.assess(answering(day, stale))
    assert [each.answer for each in result.unused_answers] == [0]
    assert kinds(result) == ["one-on-one-overlap"]
    assert result.total_if_settled == assessor.assess(day).total_if_settled


@pytest.mark.parametrize("people", [("U1", "T1"), ("T1", "U1")])
def test_an_answer_names_people_in_any_order(
    people: tuple[str, ...], assessor: DayAssessor
) -> None:
    day = a_day(
        visit("A", row("97110", "T1 U1", "9:15-9:00")),
        visit("B", row("97110", "T1", NINE)),
        people="T1 U1",
    )
    turned = Settled("time-unclear", "turned", ("A",), people, "9:15-9:00")
    result = assessor.assess(answering(day, turned))
    assert kinds(result) == ["one-on-one-overlap", "time-unclear"]


def test_no_other_answer_makes_a_time_clear(assessor: DayAssessor) -> None:
    day = a_day(visit("A", row("97110", "T1", "8:00-8:15", "9:15-9:00")))
    result = assessor.assess(
        answering(day, Settled("time-unclear", "guess", ("A",), ("T1",), "9:15-9:00"))
    )
    assert (units(result), len(result.open_findings)) == ({"A": {}}, 1)


def test_a_row_entered_twice_counts_once_and_is_told(assessor: DayAssessor) -> None:
    rows = row("97110", "T1", "9:00-9:20"), row("97110", "T1", "9:10-9:30")
    result = assessor.assess(a_day(visit("A", *rows)))
    (finding,) = result.findings
    assert result.units_as_typed == {"A": {"97110": 2}}
    assert (finding.kind, finding.severity) == (
        FindingKind.SAME_MINUTES_TWICE,
        FindingSeverity.NOTE,
    )
    assert (finding.when, finding.title) == (
        "9:10-9:20",
        "A has 97110 twice, 9:10\u20139:20",
    )
    assert (finding.choices, finding.question) == ((), "")


def test_an_evaluation_without_minutes_stays_one(assessor: DayAssessor) -> None:
    result = assessor.assess(a_day(visit("A", row("97161", "T1", "9:00-9:00"))))
    assert result.units_as_typed == {"A": {"97161": 1}}


@pytest.mark.parametrize(
    ("times", "minutes", "choices"),
    [
        (["9:45-9:00"], 0, ["turned", "not-counted"]),
        (["9:45-9:00"], 45, ["turned", "not-counted"]),
        (["9:45-9:00"], 30, ["not-counted"]),
        (["23:50-0:10"], 0, ["not-counted"]),
    ],
)
def test_ends_are_swapped_only_where_that_can_be(
    times: list[str], minutes: int, choices: list[str], assessor: DayAssessor
) -> None:
    more = {"minutes": minutes} if minutes else {}
    result = assessor.assess(a_day(visit("A", row("97161", "T1", *times, **more))))
    unclear = found(result, FindingKind.TIME_UNCLEAR)
    assert [each.id for each in unclear.choices] == choices
    left_out = assessor.assess(answering(result.day, answer(unclear, "not-counted")))
    assert units(left_out) == {"A": {}}


def test_an_unclear_time_of_a_modality_leaves_the_modality(assessor: DayAssessor) -> None:
    modality = row("G0283", "", attended=["9:15-9:10"], attended_by="T1")
    result = assessor.assess(a_day(visit("A", modality)))
    unclear = found(result, FindingKind.TIME_UNCLEAR)
    for choice in unclear.choices:
        assert units(assessor.assess(answering(result.day, answer(unclear, choice.id)))) == {
            "A": {"G0283": 1}
        }


def test_treatment_outside_the_visit_is_told(assessor: DayAssessor) -> None:
    result = assessor.assess(
        a_day(visit("A", row("97110", "T1", "9:30-10:00"), in_out="9:00-9:45"))
    )
    (finding,) = result.findings
    assert (finding.kind, finding.title) == (
        FindingKind.OUTSIDE_CLOCK,
        "A was treated outside the visit, 9:45\u201310:00",
    )


def test_a_person_named_twice_is_one(assessor: DayAssessor) -> None:
    assert kinds(assessor.assess(a_day(visit("A", row("97110", "T1 T1", NINE))))) == []

"""Times by a clock of 12 hours: read where they have one meaning, asked about where not."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from day.days import a_day, answer, answering, found, kinds, person, row, units, visit
from quarterhour.day import Day, DayAssessment, DayAssessor, FindingKind

OVERLAP = "one-on-one-overlap"


def shared(one: str, other: str, assessor: DayAssessor) -> str | None:
    """Return when two patients share their therapist, in any order."""
    visits = [visit(tag, row("97110", "T1", text)) for tag, text in (("A", one), ("B", other))]
    results = [assessor.assess(a_day(*ordered)) for ordered in (visits, visits[::-1])]
    told = [[each.when for each in result.findings] for result in results]
    assert told[0] == told[1]
    assert {*kinds(results[0])} <= {OVERLAP}
    return told[0][0] if told[0] else None


@pytest.mark.parametrize(
    ("one", "other", "when"),
    [
        ("12:45-1:15", "13:00-13:30", "13:00-13:15"),
        ("12:45-1:15", "1:00-1:45", "13:00-13:15"),
        ("1:00-1:45", "13:30-14:00", "13:30-13:45"),
        ("11:45-12:15", "12:00-12:30", "12:00-12:15"),
        ("11:45-12:15", "12:00-1:00", "12:00-12:15"),
        ("5:30-6:15", "18:00-18:30", "18:00-18:15"),
        ("5:30-6:15", "6:00-6:45", "18:00-18:15"),
        ("6:30-7:15", "7:00-7:30", "7:00-7:15"),
        ("6:30-7:15", "18:30-19:00", None),
        ("1:00-1:45", "1:45-2:30", None),
        ("8:00-8:45", "20:00-20:45", None),
        ("23:30-24:00", "23:45-24:00", "23:45-24:00"),
        (" 9:00 \u2013 9:15", "9:10-9:30", "9:10-9:15"),
        ("09:00-09:15", "9:10-9:30", "9:10-9:15"),
        ("11:50-12:20 pm", "12:10-12:40", "12:10-12:20"),
        ("6:30-7:15 pm", "18:30-19:00", "18:30-19:00"),
        ("6:30 am-7:15 am", "18:30-19:00", None),
        ("1:00-1:45 a.m.", "13:00-13:30", None),
        ("8:00-8:45 PM", "20:30-20:50", "20:30-20:45"),
    ],
)
def test_two_patients(one: str, other: str, when: str | None, assessor: DayAssessor) -> None:
    assert shared(one, other, assessor) == when


HOURS = ["6:30-7:15", "7:00-7:30", "1:00-1:30"]


def whole_day(**fields: Any) -> Day:
    """Return a day with a morning, an afternoon, and a patient at 6:30."""
    rows = [visit(tag, row("97110", "T1", text)) for tag, text in zip("ABC", HOURS, strict=True)]
    return a_day(*rows, **fields)


@pytest.mark.parametrize(
    ("choice", "then"),
    [("morning", ["7:00-7:15"]), ("evening", ["7:00-7:30"]), ("not-counted", [])],
)
def test_early_or_late_is_asked_where_the_day_has_both(
    choice: str, then: list[str], assessor: DayAssessor
) -> None:
    day = whole_day()
    before = assessor.assess(day)
    unclear = found(before, FindingKind.TIME_UNCLEAR)
    assert [each.id for each in unclear.choices] == ["morning", "evening", "not-counted"]
    assert before.total_if_settled == (4, 7)
    after = assessor.assess(answering(day, answer(unclear, choice)))
    assert [each.when for each in after.open_findings] == then
    assert (units(after)["A"] == {}) == (choice == "not-counted")


@pytest.mark.parametrize(
    ("clock", "overlap"),
    [
        (["6:00-12:00", "1:00-3:00"], ["7:00-7:15"]),
        (["6:30-11:00", "1:00-5:00"], ["7:00-7:15"]),
        (["7:30-12:00", "1:00-5:00", "6:00-8:00"], ["19:00-19:15"]),
        (["9:00-20:00"], ["19:00-19:15"]),
        (["6:00-2:00"], ["7:00-7:15"]),
    ],
)
def test_hours_tell_early_from_late(
    clock: list[str], overlap: list[str], assessor: DayAssessor
) -> None:
    result = assessor.assess(whole_day(people=[person("T1", *clock)]))
    assert [each.when for each in result.open_findings] == overlap
    assert kinds(result) == [OVERLAP] * len(overlap)


@pytest.mark.parametrize("clock", [["7:00-12:00", "1:00-5:00", "6:00-8:00"], ["7:00-20:00"]])
def test_hours_of_both_leave_the_next_time_of_an_evening_open(
    clock: list[str], assessor: DayAssessor
) -> None:
    result = assessor.assess(whole_day(people=[person("T1", *clock)]))
    assert [each.when for each in result.open_findings] == ["7:00-7:30"]


@pytest.mark.parametrize(
    ("clock", "minutes"),
    [
        (["8:00-12:00", "1:00-5:00"], 480),
        (["8:00-12:00", "13:00-17:00"], 480),
        (["8:00-5:00"], 540),
        (["7:30-12:00", "12:30-4:00"], 480),
        (["12:00-8:00"], 480),
        (["3:00-8:00"], 300),
        (["6:00-10:00", "1:00-5:00"], 480),
    ],
)
def test_hours(clock: list[str], minutes: int, assessor: DayAssessor) -> None:
    figures = assessor.assess(a_day(people=[person("T1", *clock)])).figures["T1"]
    assert figures.clocked_minutes == minutes


@pytest.mark.parametrize("in_out", ["1:00-1:30", "13:00-13:30"])
@pytest.mark.parametrize("times", ["1:00-1:40", "13:00-13:40"])
def test_a_stay_is_when_the_patient_was_treated(
    in_out: str, times: str, assessor: DayAssessor
) -> None:
    result = assessor.assess(a_day(visit("A", row("97110", "T1", times), in_out=in_out)))
    above = found(result, FindingKind.MINUTES_ABOVE_CLOCK)
    assert (above.when, above.minutes) == ("13:00-13:30", 10)


@pytest.mark.parametrize(
    ("one", "other"), list(combinations(["9:15-9:00", "13:30-13:00", "23:50-0:10"], 2))
)
def test_what_ends_before_it_starts_is_asked(one: str, other: str, assessor: DayAssessor) -> None:
    result: DayAssessment = assessor.assess(
        a_day(visit("A", row("97110", "T1", one)), visit("B", row("97110", "T1", other)))
    )
    assert kinds(result) == ["time-unclear", "time-unclear"]
    assert result.total_as_typed == 0


def test_what_is_said_to_be_before_noon_is_not_asked_about(assessor: DayAssessor) -> None:
    """Without am, 6:30 is early or late in a day that has a morning and an afternoon."""
    for text, asked in (("6:30-7:15", True), ("6:30-7:15 am", False), ("6:30 pm-7:15 pm", False)):
        rows = [
            visit(tag, row("97110", "T1", each))
            for tag, each in zip("ABC", (text, *HOURS[1:]), strict=True)
        ]
        result = assessor.assess(a_day(*rows))
        assert (FindingKind.TIME_UNCLEAR.value in kinds(result)) is asked

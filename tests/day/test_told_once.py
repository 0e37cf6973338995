"""What is found is told once: by the finding, or by the hint of the visit."""

from __future__ import annotations

from typing import Any

import pytest

from day.days import a_day, answer, answering, found, row, units, visit
from quarterhour.claims import Topic
from quarterhour.day import DayAssessment, DayAssessor, FindingKind
from quarterhour.report.day_findings import to_settle

NINE = "9:00-9:30"


def topics(result: DayAssessment) -> set[Topic]:
    return {hint.topic for each in result.visits for hint in each.assessment.hints}


@pytest.mark.parametrize(
    "other",
    [
        row("97110", "T1", NINE),
        row("97110", "T2", "9:10-9:20"),
        row("97110", "T1 T2", "9:05-9:25"),
    ],
)
@pytest.mark.parametrize("apart", [False, True])
def test_a_row_whose_minutes_an_earlier_row_has_does_not_lack_them(
    other: dict[str, Any], apart: bool, assessor: DayAssessor
) -> None:
    first = row("97110", "T1", NINE)
    visits = [visit("A", first), visit("A", other)] if apart else [visit("A", first, other)]
    result = assessor.assess(a_day(*visits, people="T1 T2"))
    assert units(result) == {"A": {"97110": 2}}
    assert Topic.NO_MINUTES not in topics(result)
    assert to_settle(result) == []


@pytest.mark.parametrize("missing", [row("97140", "T1"), row("97140", "T1", "9:30-9:30")])
def test_a_row_without_minutes_is_still_told(
    missing: dict[str, Any], assessor: DayAssessor
) -> None:
    result = assessor.assess(a_day(visit("A", row("97110", "T1", NINE), missing)))
    assert Topic.NO_MINUTES in topics(result)


@pytest.mark.parametrize("code", ["97161", "97164"])
@pytest.mark.parametrize("times", [[NINE], []])
def test_an_evaluation_by_an_assistant_is_told_once_and_leaves_the_claim(
    code: str, times: list[str], assessor: DayAssessor
) -> None:
    minutes = {} if times else {"minutes": 30}
    day = a_day(
        visit("A", row(code, "A1", *times, **minutes), row("97110", "A1", "10:00-10:30")),
        people="T1 A1",
    )
    before = assessor.assess(day)
    assert len(to_settle(before)) == 1
    not_may = found(before, FindingKind.ASSISTANT_MAY_NOT)
    after = assessor.assess(answering(day, answer(not_may, "not-billed")))
    assert to_settle(after) == []
    assert units(after) == {"A": {"97110": 2}}
    codes = [each.code for each in after.visits[0].assessment.visit.services]
    assert codes == ["97110"]

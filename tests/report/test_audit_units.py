"""The units by visit beside the audit of a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quarterhour.day import DayAssessment, DayAssessor, day_from
from quarterhour.reference import Reference
from quarterhour.report.audit_units import units_lines, visits_with_times
from report.days import busy_day, settled_day, untimed_day

Assess = Callable[[dict[str, Any]], DayAssessment]


@pytest.fixture(scope="module")
def assess(reference: Reference) -> Assess:
    return lambda day: DayAssessor(reference).assess(day_from(day))


def test_visits_in_question_stand_alone_and_the_rest_together(assess: Assess) -> None:
    result = assess(busy_day())
    lines = units_lines(result)
    assert [(line.name, line.disciplines, line.typed, line.settled) for line in lines[:6]] == [
        ("H", "PT", 2, "1 or 2"),
        ("J", "PT", 3, "2 or 3"),
        ("M", "PT", 2, "1 or 2"),
        ("N", "PT", 2, "1 or 2"),
        ("P", "PT OT", 4, "2"),
        ("Q", "PT", 2, "1 or 2"),
    ]
    assert lines[6].name == "The other 14 visits"
    assert lines[7].total
    assert lines[7].typed == sum(line.typed for line in lines[:7]) == result.total_as_typed


def test_with_none_in_question_each_visit_is_told(assess: Assess) -> None:
    lines = units_lines(assess(untimed_day()))
    assert len(lines) == 21
    assert {line.settled for line in lines[:-1]} == {"4"}


def test_visits_are_counted_by_whether_they_have_times(assess: Assess) -> None:
    assert visits_with_times(assess(busy_day())) == (20, 0)
    assert visits_with_times(assess(settled_day())) == (3, 1)

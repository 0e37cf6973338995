"""An answer takes minutes from the people of its finding: the others treated, and keep theirs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from day.days import a_day, answer, answering, found, row, visit
from day.generated import DAYS, FEW, Generated
from quarterhour.day import DayAssessor, FindingKind
from quarterhour.day.clock import Clock
from quarterhour.day.counted import counted
from quarterhour.day.minutes import union
from quarterhour.day.overlaps import overlaps
from quarterhour.day.rows import DayRows
from quarterhour.reference import Reference

NINE = "9:00-9:30"


@FEW
@given(DAYS)
def test_an_answer_leaves_the_minutes_of_people_it_is_not_about(
    reference: Reference, generated: Generated
) -> None:
    day = generated.day
    rows = DayRows(day, Clock(day), reference).all
    for each in overlaps(rows):
        for option in each.options:
            left: dict[tuple[str, str, str | None], int] = {}
            for one in counted(rows, [option.effect]):
                key = one.row.tag, one.row.discipline, one.row.entry.code
                minutes = one.therapist + one.assistant + one.together
                left[key] = left.get(key, 0) + minutes
            for key, count in left.items():
                others = union(
                    row.times
                    for row in rows
                    if (row.tag, row.discipline, row.entry.code) == key
                    and row.treats
                    and not row.unclear
                    and {*row.by} - {*each.people}
                )
                assert count >= others.bit_count(), (each.kind, option.id, key)


@pytest.mark.parametrize(
    ("by", "elsewhere", "left"),
    [
        ("T1 A1", "A1", (30, 0, 0)),
        ("T1 A1", "T1", (0, 30, 0)),
        ("T1 T2", "T2", (30, 0, 0)),
        ("T1", "T1", None),
    ],
)
@pytest.mark.parametrize("entered", [False, True])
def test_who_was_with_the_patient_treated_alone(
    by: str, elsewhere: str, left: tuple[int, int, int] | None, entered: bool, assessor: DayAssessor
) -> None:
    split: dict[str, Any] = {}
    if entered:
        name = "together_minutes" if "A1" in by else "therapist_minutes"
        split = {name: 30}
    day = a_day(
        visit("A", row("97110", by, NINE, **split)),
        visit("B", row("97140", elsewhere, NINE)),
        people="T1 T2 A1",
    )
    overlap = found(assessor.assess(day), FindingKind.ONE_ON_ONE_OVERLAP)
    result = assessor.assess(answering(day, answer(overlap, "B")))
    services = result.visits[0].assessment.visit.services
    minutes = [
        (each.therapist_minutes, each.assistant_minutes, each.together_minutes) for each in services
    ]
    assert minutes == ([] if left is None else [left])
    marked = [priced.line.modifiers for priced in result.visits[0].assessment.lines]
    assert all(("CQ" in each) == (left == (0, 30, 0)) for each in marked)


def test_a_patient_whom_someone_else_treats_alone_was_in_no_group(assessor: DayAssessor) -> None:
    day = a_day(
        visit("A", row("97110", "T1 T2", NINE)), visit("B", row("97110", "T2", NINE)),
        people="T1 T2",
    )  # fmt: skip
    overlap = found(assessor.assess(day), FindingKind.ONE_ON_ONE_OVERLAP)
    assert [each.id for each in overlap.choices] == ["A", "B"]

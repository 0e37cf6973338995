"""Who gets a unit, and how the time on the clock was spent."""

from __future__ import annotations

from typing import Any

import pytest

from day.days import a_day, person, row, visit
from quarterhour.day import DayAssessor

TAKERS: list[tuple[str, list[dict[str, Any]], dict[str, int]]] = [
    ("alone", [row("97110", "T1", "9:00-9:30")], {"T1": 2}),
    ("more", [row("97110", "T1", "9:00-9:07"), row("97110", "T2", "9:07-9:15")], {"T2": 1}),
    ("tie", [row("97110", "T1", "9:00-9:10"), row("97110", "T2", "9:10-9:20")], {"T1": 1}),
    ("tie", [row("97110", "T2", "9:10-9:20"), row("97110", "T1", "9:00-9:10")], {"T2": 1}),
    (
        "each",
        [row("97110", "T1", "9:00-9:15"), row("97110", "T2", "9:15-9:30")],
        {"T1": 1, "T2": 1},
    ),
    (
        "together",
        [row("97110", "T1", "9:00-9:30"), row("97110", "A1", "9:00-9:30")],
        {"T1": 2},
    ),
    ("named together", [row("97110", "T1 A1", "9:00-9:30")], {"T1": 2}),
    (
        "nobody",
        [row("97110", "T2", "9:00-9:30"), row("G0283", "", "9:30-9:45")],
        {"T2": 3},
    ),
    ("minutes", [row("97110", "T2", minutes=23)], {"T2": 2}),
    ("student", [row("97110", "U1", "9:00-9:30")], {}),
    ("student with T1", [row("97110", "U1 T1", "9:00-9:30")], {"T1": 2}),
]


@pytest.mark.parametrize(
    ("rows", "units"), [each[1:] for each in TAKERS], ids=[each[0] for each in TAKERS]
)
def test_a_unit_goes_to_whom_has_more_of_its_minutes(
    rows: list[dict[str, Any]], units: dict[str, int], assessor: DayAssessor
) -> None:
    result = assessor.assess(a_day(visit("A", *rows), people="T1 T2 A1 U1"))
    assert {id: each.units for id, each in result.figures.items() if each.units} == units


def test_a_group_counts_once_and_nobody_is_on_the_clock_unsaid(assessor: DayAssessor) -> None:
    people = [person("T1", "9:00-10:00"), person("T2")]
    group = [visit(tag, row("97150", "T1", "9:00-9:40")) for tag in "ABC"]
    result = assessor.assess(a_day(*group, people=people))
    first, second = result.figures["T1"], result.figures["T2"]
    assert (first.group_minutes, first.skilled_minutes, first.units) == (40, 40, 3)
    assert str(first.skilled_share_percent) == "66.7"
    assert (second.clocked_minutes, second.skilled_share_percent) == (None, None)
    assert result.of_all.clocked_minutes is None


def test_figures_have_no_dollars(assessor: DayAssessor) -> None:
    result = assessor.assess(a_day(visit("A", row("97110", "T1", "9:00-9:30"))))
    names = {*result.figures["T1"]._fields, *result.totals.by_person["T1"]._fields}
    assert not {name for name in names if "allowed" in name or "pays" in name}


@pytest.mark.parametrize(
    ("treated", "target", "pause", "end"),
    [
        (306, "0.85", 0, "14:00"),
        (306, "0.85", 30, "14:30"),
        (450, "0.85", 0, "16:49"),
        (480, "1", 0, "16:00"),
        (960, "1", 0, "24:00"),
        (960, "1", 1, ""),
    ],
)
def test_clock_out(treated: int, target: str, pause: int, end: str, assessor: DayAssessor) -> None:
    asked = {"treatment_minutes": treated, "target": target, "pause_minutes": pause}
    clock_out = assessor.assess(a_day(figures_for={**asked, "start": "8:00"})).clock_out
    assert clock_out is not None
    assert clock_out.end == end


@pytest.mark.parametrize(
    ("times", "units"),
    [
        (("10:30-10:45", "10:30-11:00"), {"T1": 1, "O1": 2}),
        (("10:30-11:00", "10:30-11:00"), {"T1": 2, "O1": 2}),
        (("10:30-11:00", "11:00-11:15"), {"T1": 2, "O1": 1}),
    ],
)
def test_units_of_a_code_in_two_disciplines_are_those_of_each(
    times: tuple[str, str], units: dict[str, int], assessor: DayAssessor
) -> None:
    rows = [row("97530", id, time) for id, time in zip(("T1", "O1"), times, strict=True)]
    result = assessor.assess(a_day(visit("A", *rows), people="T1 O1"))
    assert {id: each.units for id, each in result.figures.items()} == units
    assert {id: each.units for id, each in result.totals.by_person.items()} == units


def test_an_add_on_goes_to_who_did_its_first_code(assessor: DayAssessor) -> None:
    rows = row("97129", "S1", "11:00-11:23"), row("97110", "T1", "12:00-12:40")
    result = assessor.assess(a_day(visit("A", *rows), people="T1 S1"))
    assert {id: each.units for id, each in result.figures.items()} == {"T1": 3, "S1": 2}

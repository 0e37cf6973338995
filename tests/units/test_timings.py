"""Codes that are not 15-minute timed codes have timings of their own."""

from __future__ import annotations

import pytest

from quarterhour.units import TIMINGS, Service, count_units

# The timing, and amounts (minutes, square cm, sections) below and at each edge with their units.
EDGES = {
    "hour": {0: 0, 30: 0, 31: 1, 90: 1, 91: 2, 150: 2, 151: 3},
    "first-15-then-15": {7: 0, 8: 1, 22: 1, 23: 2, 37: 2, 38: 3},
    "first-30-then-15": {15: 0, 16: 1, 37: 1, 38: 2, 52: 2, 53: 3},
    "first-hour-then-30": {30: 0, 31: 1, 75: 1, 76: 2, 91: 2, 105: 2, 106: 3},
    "first-2-hours-then-hour": {60: 0, 61: 1, 150: 1, 151: 2, 211: 3},
    "month-10": {9: 0, 10: 1, 19: 1, 45: 1},
    "month-20": {19: 0, 20: 1, 39: 1, 40: 2, 60: 3},
    "area": {1: 1, 20: 1, 21: 2, 40: 2, 41: 3},
    "section": {1: 1, 2: 2, 3: 3},
    "applied": {1: 1, 2: 2, 3: 3},
    "untimed": {0: 1, 1: 1, 200: 1},
    "period": {0: 1, 45: 1},
}


@pytest.mark.parametrize("name", EDGES)
def test_edges(name: str) -> None:
    timing = TIMINGS[name]
    assert {amount: timing.units(amount) for amount in EDGES[name]} == EDGES[name]


@pytest.mark.parametrize("name", [name for name in EDGES if TIMINGS[name].first])
def test_the_least_amount_for_a_unit_is_the_edge(name: str) -> None:
    timing = TIMINGS[name]
    for units in (1, 2, 3) if timing.each else (1,):
        least = timing.least_for(units)
        assert (timing.units(least), timing.units(least - 1)) == (units, units - 1)


def test_every_timing_but_the_pooled_one_is_tested() -> None:
    assert set(EDGES) == {name for name, timing in TIMINGS.items() if not timing.pooled}


def test_only_quarter_hours_are_added_together() -> None:
    services = [
        Service("97110", 10),
        Service("97129", 10),
        Service("96125", 31, timing=TIMINGS["hour"]),
        Service("97012", 10, timing=TIMINGS["untimed"]),
    ]
    count = count_units(services)
    assert [service.units for service in count.services] == [1, 0, 1, 1]
    assert count.timed_minutes == 20


@pytest.mark.parametrize(
    ("name", "covered"),
    [
        ("quarter-hour", [0, 15, 30, 45]),
        ("first-30-then-15", [0, 30, 45, 60]),
        ("first-2-hours-then-hour", [0, 120, 180, 240]),
        ("month-10", [0, 10, 10]),
        ("area", [0, 20, 40]),
        ("untimed", [0, 0]),
    ],
)
def test_what_units_stand_for(name: str, covered: list[int]) -> None:
    assert [TIMINGS[name].covered(units) for units in range(len(covered))] == covered


def test_hours_and_own_quarter_hours_are_counted_by_convention() -> None:
    assert {name for name, timing in TIMINGS.items() if timing.by_convention} == {
        "hour",
        "first-15-then-15",
        "first-30-then-15",
        "first-hour-then-30",
        "first-2-hours-then-hour",
    }

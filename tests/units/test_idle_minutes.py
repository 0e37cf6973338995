"""Minutes that earn no unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterhour.units import (
    EIGHT_MINUTE_RULE,
    MIDPOINT,
    RULES,
    TIMINGS,
    Rule,
    Service,
    count_units,
)

MINUTES = st.integers(0, 130)


@pytest.mark.parametrize(
    ("rule", "minutes", "idle"),
    [
        (EIGHT_MINUTE_RULE, (33, 7), [3, 0]),
        (EIGHT_MINUTE_RULE, (20, 20), [0, 5]),
        (EIGHT_MINUTE_RULE, (15, 15), [0, 0]),
        (EIGHT_MINUTE_RULE, (33, 5, 2), [3, 0, 2]),
        (EIGHT_MINUTE_RULE, (3, 4, 0), [3, 4, 0]),
        (MIDPOINT, (33, 7), [3, 7]),
        (MIDPOINT, (23, 22), [0, 7]),
    ],
)
def test_of_timed_services(rule: Rule, minutes: tuple[int, ...], idle: list[int]) -> None:
    services = [Service(str(at), each) for at, each in enumerate(minutes)]
    assert [one.idle_minutes for one in count_units(services, rule).services] == idle


def test_of_a_service_in_parts_all_its_minutes_are_looked_at() -> None:
    services = [Service("A", 4, 5, 6), Service("B", 15), Service("A", 3)]
    assert [one.idle_minutes for one in count_units(services).services] == [3, 0]


@pytest.mark.parametrize(
    ("timing", "minutes", "idle"),
    [
        ("untimed", 40, 0),
        ("period", 40, 0),
        ("hour", 30, 30),
        ("hour", 31, 0),
        ("hour", 90, 30),
        ("hour", 91, 0),
        ("first-30-then-15", 37, 7),
        ("first-30-then-15", 50, 5),
        ("month-10", 9, 9),
        ("month-10", 35, 25),
        ("month-20", 39, 19),
        ("area", 40, 0),
    ],
)
def test_of_other_timings(timing: str, minutes: int, idle: int) -> None:
    count = count_units([Service("code", minutes, timing=TIMINGS[timing])])
    assert count.services[0].idle_minutes == idle


@given(st.lists(MINUTES, min_size=1, max_size=6), st.sampled_from(list(RULES.values())))
def test_they_are_what_no_unit_covers(minutes: list[int], rule: Rule) -> None:
    services = [Service(str(at), each) for at, each in enumerate(minutes)]
    for one in count_units(services, rule).services:
        assert 0 <= one.idle_minutes <= one.group.minutes
        assert one.idle_minutes < 15
        assert one.group.minutes - one.idle_minutes <= 15 * one.units

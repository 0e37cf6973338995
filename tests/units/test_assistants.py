"""Whose unit it is: therapist and assistant minutes, by the rules of 2022."""

from __future__ import annotations

import pytest

from quarterhour.units import (
    MIDPOINT,
    TIMINGS,
    Service,
    Split,
    SplitKind,
    Timing,
    count_units,
    least_by_simple_method,
    percent_of,
)

QUARTER_HOUR, UNTIMED = TIMINGS["quarter-hour"], TIMINGS["untimed"]

# Therapist, assistant and together minutes of each service; plain and assistant units of each.
EXAMPLES = {
    "the therapist has less than 8 and the assistant more than 10%": ([(5, 10, 0)], [(0, 1)]),
    "the therapist's own remainder passes the midpoint": (
        [(13, 23, 0), (30, 0, 0)],
        [(1, 1), (2, 0)],
    ),
    "10 and 19": ([(10, 19, 0)], [(1, 1)]),
    "two left: one each, 12 and 14": ([(12, 14, 0)], [(1, 1)]),
    "two left: one each, 9 and 14": ([(9, 14, 0)], [(1, 1)]),
    "two left: one each, 14 and 14": ([(14, 14, 0)], [(1, 1)]),
    "20 and 25": ([(20, 25, 0)], [(1, 2)]),
    "22 and 23": ([(22, 23, 0)], [(1, 2)]),
    "7 and 7": ([(7, 7, 0)], [(0, 1)]),
    "both units are the therapist's": ([(30, 2, 0)], [(2, 0)]),
    "the assistant's service has no unit": ([(15, 0, 0), (0, 7, 0)], [(1, 0), (0, 0)]),
    "more minutes take the unit": ([(0, 11, 0), (10, 0, 0)], [(0, 1), (0, 0)]),
    "a tie goes to the first": ([(7, 0, 0), (0, 7, 0)], [(1, 0), (0, 0)]),
    "10 and 5": ([(10, 5, 0)], [(1, 0)]),
    "together is the therapist's": ([(0, 0, 30)], [(2, 0)]),
    "together adds to the therapist's": ([(4, 7, 4)], [(1, 0)]),
    "all the assistant's": ([(0, 38, 0)], [(0, 3)]),
    "exactly 10% is not more": ([(18, 2, 0)], [(1, 0)]),
    "8 of the therapist settle it": ([(8, 5, 0)], [(1, 0)]),
    "the therapist has 7, the assistant 1 of 8": ([(7, 1, 0)], [(0, 1)]),
}


def split_of(therapist: int, assistant: int, timing: Timing = QUARTER_HOUR) -> Split:
    """Return how the units of a service that is counted alone are split."""
    count = count_units([Service("code", therapist, assistant, timing=timing)], MIDPOINT)
    return count.services[0].split


@pytest.mark.parametrize(("minutes", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_timed(minutes: list[tuple[int, int, int]], expected: list[tuple[int, int]]) -> None:
    services = [Service(str(at), *numbers) for at, numbers in enumerate(minutes)]
    found = [service.split for service in count_units(services).services]
    assert [(split.plain, split.assistant) for split in found] == expected


def test_in_a_tie_the_other_choice_carries_its_own_mark() -> None:
    services = [Service("97110", 7), Service("97116", 0, 7)]
    count = count_units(services, extra_units_to=[1])
    assert [(one.split.plain, one.split.assistant) for one in count.services] == [(0, 0), (0, 1)]
    assert count.assignments == 2


@pytest.mark.parametrize(
    ("timing", "minutes", "expected"),
    [
        ("untimed", (18, 2, 0), (1, 0)),
        ("untimed", (17, 3, 0), (0, 1)),
        ("untimed", (0, 0, 20), (1, 0)),
        ("untimed", (0, 0, 0), (1, 0)),
        ("hour", (60, 31, 0), (0, 2)),
        ("hour", (85, 6, 0), (2, 0)),
    ],
)
def test_other_timings_are_whole(
    timing: str, minutes: tuple[int, int, int], expected: tuple[int, int]
) -> None:
    split = count_units([Service("code", *minutes, timing=TIMINGS[timing])]).services[0].split
    assert (split.plain, split.assistant) == expected


@pytest.mark.parametrize(
    ("minutes", "kind", "weighed"),
    [
        ((13, 23), SplitKind.THERAPIST_PAST_MIDPOINT, (13, 8)),
        ((8, 0), SplitKind.THERAPIST_PAST_MIDPOINT, (8, 0)),
        ((5, 10), SplitKind.LAST_ABOVE_TENTH, (5, 10)),
        ((7, 1), SplitKind.LAST_ABOVE_TENTH, (7, 1)),
        ((12, 14), SplitKind.ONE_EACH, (12, 14)),
        ((30, 15), SplitKind.OWN_QUARTER_HOURS, (0, 0)),
        ((30, 2), SplitKind.OWN_QUARTER_HOURS, (0, 2)),
        ((0, 3), SplitKind.OWN_QUARTER_HOURS, (0, 3)),
    ],
)
def test_what_decided_whose_the_units_are(
    minutes: tuple[int, int], kind: SplitKind, weighed: tuple[int, int]
) -> None:
    split = split_of(*minutes)
    assert split.kind is kind
    assert (split.plain_minutes, split.assistant_minutes) == weighed


def test_a_service_without_a_unit_is_nobodys() -> None:
    split = split_of(0, 3)
    assert (split.plain, split.assistant) == (0, 0)


def test_a_last_unit_without_the_assistant_is_the_therapists() -> None:
    count = count_units([Service("A", 7, 15), Service("B", 3)])
    split = count.services[0].split
    assert (split.plain, split.assistant) == (1, 1)
    assert split.kind is SplitKind.LAST_WITHIN_TENTH


@pytest.mark.parametrize(
    ("assistant", "kind"), [(3, SplitKind.ALL_ABOVE_TENTH), (2, SplitKind.ALL_WITHIN_TENTH)]
)
def test_an_untimed_service_is_weighed_whole(assistant: int, kind: SplitKind) -> None:
    split = split_of(20 - assistant, assistant, UNTIMED)
    assert split.kind is kind
    assert (split.plain_minutes, split.assistant_minutes) == (20 - assistant, assistant)


@pytest.mark.parametrize(
    ("minutes", "timing", "differs"),
    [
        ((13, 23), QUARTER_HOUR, True),
        ((10, 2), QUARTER_HOUR, True),
        ((9, 1), QUARTER_HOUR, False),  # exactly 10%
        ((24, 17), QUARTER_HOUR, True),  # 9 and 2 beyond the full units
        ((14, 16), QUARTER_HOUR, False),  # 14 and 1: not more than 10%
        ((8, 15), QUARTER_HOUR, False),
        ((8, 0), QUARTER_HOUR, False),
        ((7, 8), QUARTER_HOUR, False),  # the assistant's already
        ((12, 14), QUARTER_HOUR, False),  # one each
        ((30, 7), QUARTER_HOUR, False),
        ((10, 5), UNTIMED, False),  # marked as a whole
        ((40, 20), TIMINGS["hour"], False),
    ],
)
def test_a_last_unit_that_a_strict_reading_of_the_10_percent_test_would_mark(
    minutes: tuple[int, int], timing: Timing, differs: bool
) -> None:
    assert split_of(*minutes, timing).strict_reading_differs is differs


@pytest.mark.parametrize(
    ("part", "total", "percent"),
    [(5, 49, 10), (5, 45, 11), (2, 20, 10), (3, 29, 10), (2, 19, 11), (21, 200, 11), (0, 7, 0)],
)
def test_a_share_is_rounded_half_up_to_a_whole_percent(part: int, total: int, percent: int) -> None:
    assert percent_of(part, total) == percent


def test_of_nothing_the_share_is_nothing() -> None:
    assert percent_of(0, 0) == 0


@pytest.mark.parametrize(
    ("total", "least"), [(8, 2), (44, 5), (45, 6), (49, 6), (50, 6), (54, 6), (55, 7)]
)
def test_the_simple_method_asks_for_a_tenth_rounded_and_a_minute(total: int, least: int) -> None:
    assert least_by_simple_method(total) == least


@pytest.mark.parametrize(
    ("minutes", "timing", "differs"),
    [
        ((40, 5), UNTIMED, True),  # 11%, and 6 minutes are asked for
        ((39, 6), UNTIMED, False),
        ((44, 5), UNTIMED, False),
        ((111, 13), UNTIMED, True),  # 10%, and 13 minutes are asked for
        ((7, 1), QUARTER_HOUR, True),  # 13%, and 2 minutes are asked for
        ((7, 2), QUARTER_HOUR, False),
        ((5, 10), QUARTER_HOUR, False),
        ((10, 1), QUARTER_HOUR, False),  # the therapist's own 8 minutes decide
        ((30, 2), QUARTER_HOUR, False),
        ((12, 14), QUARTER_HOUR, False),
    ],
)
def test_where_the_simple_method_decides_the_other_way(
    minutes: tuple[int, int], timing: Timing, differs: bool
) -> None:
    split = split_of(*minutes, timing)
    assert split.simple_method_differs is differs
    assert split.total == split.plain_minutes + split.assistant_minutes

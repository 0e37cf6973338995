"""Every unit has its reason, and a service without one a sentence for the note."""

from __future__ import annotations

import pytest

from quarterhour.units import MIDPOINT, TOTAL_MINUTES, Rule, Service, count_units, reason
from quarterhour.units import pool_sentence as sentence


@pytest.mark.parametrize(
    ("rule", "minutes", "row", "expected"),
    [
        (
            TOTAL_MINUTES,
            (33, 7),
            1,
            "7 minutes: no full quarter hour, remainder 7; the largest remainder, so it takes "
            "the left-over unit.",
        ),
        (
            TOTAL_MINUTES,
            (33, 7),
            0,
            "33 minutes: 2 full quarter hours, remainder 3; the left-over unit went to a larger "
            "remainder.",
        ),
        (
            TOTAL_MINUTES,
            (33, 5, 2),
            2,
            "2 minutes, documented; total timed minutes of 40 allow 3 units, taken by A (2) "
            "and B (1).",
        ),
        (
            TOTAL_MINUTES,
            (3, 4),
            0,
            "3 minutes, documented; the total of timed minutes is 7, and the first unit needs 8.",
        ),
        (TOTAL_MINUTES, (30,), 0, "30 minutes: 2 full quarter hours, nothing over."),
        (
            TOTAL_MINUTES,
            (23,),
            0,
            "23 minutes: 1 full quarter hour, remainder 8; 8 minutes pass the midpoint and earn "
            "one more unit.",
        ),
        (TOTAL_MINUTES, (0, 15), 0, "No minutes entered."),
        (
            TOTAL_MINUTES,
            (29, 24, 1),
            0,
            "29 minutes: 1 full quarter hour, remainder 14; one of the largest, so it takes one "
            "of 2 left-over units.",
        ),
        (
            TOTAL_MINUTES,
            (16, 14, 13),
            0,
            "16 minutes: 1 full quarter hour, remainder 1; the left-over units went to larger "
            "remainders.",
        ),
        (
            TOTAL_MINUTES,
            (31, 16),
            0,
            "31 minutes: 2 full quarter hours, remainder 1; total timed minutes of 47 allow "
            "3 units, all full quarter hours.",
        ),
        (
            TOTAL_MINUTES,
            (20, 20),
            1,
            "20 minutes: 1 full quarter hour, remainder 5; A and B tie on 5 for a left-over unit, "
            "and it goes to A by order of entry.",
        ),
        (
            TOTAL_MINUTES,
            (7, 7, 7),
            2,
            "7 minutes, documented; total timed minutes of 21 allow 1 unit, taken by A (1). "
            "A, B and C tie; by order of entry it goes to A.",
        ),
        (
            MIDPOINT,
            (31,),
            0,
            "31 minutes: 2 full quarter hours, remainder 1; 31 minutes alone allow 2 units, all "
            "full quarter hours.",
        ),
        (
            MIDPOINT,
            (33, 7),
            1,
            "7 minutes, documented; it is counted alone, and the first unit needs 8.",
        ),
    ],
)
def test_reason(rule: Rule, minutes: tuple[int, ...], row: int, expected: str) -> None:
    services = [Service("ABC"[at], number) for at, number in enumerate(minutes)]
    count = count_units(services, rule)
    assert reason(count.services[row], count) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (
            40,
            "40 PT timed minutes: 38 to 52 is 3 units (2 above the lower edge); 13 minutes more "
            "would allow 4 units.",
        ),
        (
            38,
            "38 PT timed minutes: 38 to 52 is 3 units (just at the lower edge); 15 minutes more "
            "would allow 4 units.",
        ),
        (7, "7 PT timed minutes allow no unit; 1 minute more would allow 1 unit."),
    ],
)
def test_the_pool_names_its_range_and_the_way_to_the_next_unit(minutes: int, expected: str) -> None:
    count = count_units([Service("97110", minutes, pool="PT")])
    assert sentence(count.pools[0]) == expected


def test_a_service_counted_alone_is_named_in_its_sentence() -> None:
    pools = count_units([Service("97110", 8, pool="PT"), Service("97140", 7)], MIDPOINT).pools
    assert [sentence(pool) for pool in pools] == [
        "8 PT timed minutes of 97110: 8 to 22 is 1 unit (just at the lower edge); 15 minutes "
        "more would allow 2 units.",
        "7 timed minutes of 97140 allow no unit; 1 minute more would allow 1 unit.",
    ]


def test_a_first_unit_is_not_one_more() -> None:
    count = count_units([Service("97110", 8)])
    assert reason(count.services[0], count) == (
        "8 minutes: no full quarter hour, remainder 8; 8 minutes pass the midpoint and earn a unit."
    )


def test_a_pool_without_a_name_has_none_in_its_sentence() -> None:
    count = count_units([Service("97110", 7)])
    assert (
        sentence(count.pools[0])
        == "7 timed minutes allow no unit; 1 minute more would allow 1 unit."
    )

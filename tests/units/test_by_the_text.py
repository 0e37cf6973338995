"""The engine against the rule's text: exhaustively for two services, at random for six."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from by_the_text import units_of_total, valid_allocations
from quarterhour.units import MIDPOINT, Service, count_units

LONGEST = 130


def check(minutes: Sequence[int]) -> None:
    count = count_units([Service(str(at), number) for at, number in enumerate(minutes)])
    assert set(count.alternatives) == valid_allocations(minutes), minutes
    assert len(set(count.alternatives)) == len(count.alternatives) == count.assignments, minutes
    assert tuple(service.units for service in count.services) == count.alternatives[0]


def test_every_single_service() -> None:
    for minutes in range(LONGEST + 1):
        check([minutes])


def test_every_pair_of_services() -> None:
    for one in range(LONGEST + 1):
        for other in range(LONGEST + 1):
            check([one, other])


def random_visits(number: int) -> None:
    draw = random.Random(20_2)
    for _ in range(number):
        longest = draw.choice([9, 16, 31, 60, LONGEST])
        check([draw.randint(0, longest) for _ in range(draw.randint(1, 6))])


def test_random_visits_of_up_to_six_services() -> None:
    random_visits(20_000)


@pytest.mark.long
def test_many_more_random_visits() -> None:
    random_visits(500_000)


def test_the_midpoint_rule_is_the_chart_for_each_service_alone() -> None:
    for one in range(LONGEST + 1):
        count = count_units([Service("A", one), Service("B", 22)], MIDPOINT)
        assert [service.units for service in count.services] == [units_of_total(one), 1]
        assert count.assignments == 1

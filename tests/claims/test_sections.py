"""95851: a unit for each extremity or trunk section that was measured, whatever the minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import ot, pt, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.reference import Reference
from quarterhour.units import Measure

Assess = Callable[..., Assessment]


@pytest.mark.parametrize(
    ("services", "units"),
    [
        ([pt("95851")], 1),
        ([pt("95851", 15), pt("95851", 15), pt("95851", 15)], 3),  # A52
        ([pt("95851", 15, count=2)], 2),
        ([pt("95851", 15, count=2), pt("95851")], 3),
    ],
)
def test_rows_add_up(services: list[dict[str, Any]], units: int, assessed: Assess) -> None:
    found = assessed(*services)
    assert [(line.line.code, line.line.units) for line in found.lines] == [("95851", units)]
    assert found.services[0].units == units
    assert found.services[0].idle_minutes == 0
    assert found.hints == ()


def test_three_limbs_with_their_amounts(assessed: Assess) -> None:
    """A52: 27.40 each."""
    found = assessed(*[pt("95851", 15)] * 3, date_of_service="2026-05-11", zip="33101")
    assert [str(line.allowed) for line in found.lines] == ["82.20"]


def test_above_three_a_day_the_limit_speaks(assessed: Assess) -> None:
    found = assessed(pt("95851", count=3), pt("95851"))
    assert topics(found) == [Topic.UNITS_ABOVE_LIMIT]
    assert found.lines[0].denied


def test_an_assistants_share_is_of_all_minutes(assessed: Assess) -> None:
    found = assessed(ot("95851", 10, 5, count=2))
    assert [(line.line.units, line.line.modifiers) for line in found.lines] == [(2, ("GO", "CO"))]


def test_no_other_code_counts_so(reference: Reference) -> None:
    """95852 is the hand, and 1 a day."""
    counted = [
        code
        for code, service in reference.services.items()
        if service.clock.measure is Measure.COUNT
    ]
    assert counted == ["95851"]

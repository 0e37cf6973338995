"""Codes with a unit for each extremity or trunk section measured, or each finger treated.

Minutes earn none. Which codes those are, the MUE tells: of 95851 it allows three a day, of the
splints, casts and strapping of fingers two or three, of those of a limb one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import TODAY, ot, pt, topics
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
        ([ot("29130")], 1),
        ([ot("29130"), ot("29130")], 2),
        ([ot("29130", count=2), ot("29130")], 3),
        ([ot("29131", 40, count=2)], 2),
        ([ot("29086", count=2)], 2),
        ([pt("29280", count=2)], 2),
    ],
)
def test_rows_add_up(services: list[dict[str, Any]], units: int, assessed: Assess) -> None:
    found = assessed(*services)
    code = services[0]["code"]
    assert [(line.line.code, line.line.units) for line in found.lines] == [(code, units)]
    assert found.services[0].units == units
    assert found.services[0].idle_minutes == 0
    assert topics(found) == ([Topic.SECOND_AT_HALF] if units > 1 and code != "95851" else [])


def test_three_limbs_with_their_amounts(assessed: Assess) -> None:
    """A52: 27.40 each."""
    found = assessed(*[pt("95851", 15)] * 3, date_of_service="2026-05-11", zip="33101")
    assert [str(line.allowed) for line in found.lines] == ["82.20"]


@pytest.mark.parametrize(
    "services",
    [
        [pt("95851", count=3), pt("95851")],
        [ot("29130", count=4)],
        [ot("29131", count=2), ot("29131")],
        [ot("29086", count=3)],
        [pt("29280", count=3)],
    ],
)
def test_above_the_days_most_the_limit_speaks(
    services: list[dict[str, Any]], assessed: Assess
) -> None:
    found = assessed(*services)
    assert topics(found) == [Topic.UNITS_ABOVE_LIMIT]
    assert found.lines[0].denied


@pytest.mark.parametrize(
    ("service", "reason"),
    [
        (pt("95851", count=2), "One unit for each extremity or trunk section: 2 units."),
        (ot("29130", count=3), "One unit for each one applied: 3 units."),
        (pt("29280"), "One unit for each one applied: 1 unit."),
    ],
)
def test_what_is_counted_is_said(service: dict[str, Any], reason: str, assessed: Assess) -> None:
    assert assessed(service).services[0].reason == reason


@pytest.mark.parametrize("code", ["29125", "29240", "95852"])
def test_what_is_one_a_day_is_one_whatever_the_count(code: str, assessed: Assess) -> None:
    found = assessed(ot(code, count=2), ot(code))
    assert [line.line.units for line in found.lines] == [1]


def test_an_assistants_share_is_of_all_minutes(assessed: Assess) -> None:
    found = assessed(ot("95851", 10, 5, count=2))
    assert [(line.line.units, line.line.modifiers) for line in found.lines] == [(2, ("GO", "CO"))]


def test_no_other_code_counts_so(reference: Reference) -> None:
    """95852 is the hand, and 1 a day."""
    counted = {
        code
        for code, service in reference.services.items()
        if service.timing.measure is Measure.COUNT
    }
    assert counted == {"95851", "29086", "29130", "29131", "29280"}


def test_of_splints_casts_and_strapping_the_limit_tells_which_count(reference: Reference) -> None:
    applied = [code for code in reference.services if "29065" <= code <= "29584"]
    assert len(applied) == 26
    for code in applied:
        limit = reference.edits.unit_limit(code, TODAY)
        assert limit is not None
        several = reference.services[code].timing.measure is Measure.COUNT
        assert several == (limit.units > 1), code

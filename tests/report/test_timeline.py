"""The timeline of a day: whose minutes are whose, and which are in two places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from quarterhour.day import DayAssessor, day_from
from quarterhour.reference import Reference
from quarterhour.report.timeline import Block, Timeline, timeline_of
from quarterhour.report.timeline_svg import timeline_svg
from report.days import busy_day, day_fields, empty_day, seen, unclear_day, untimed_day

SVG = "{http://www.w3.org/2000/svg}"
HOUR = 60


@pytest.fixture(scope="module")
def drawn(reference: Reference) -> Callable[[dict[str, Any]], Timeline | None]:
    """Return the timeline of the document of a day."""
    return lambda day: timeline_of(DayAssessor(reference).assess(day_from(day)))


Drawn = Callable[[dict[str, Any]], Timeline]


def test_a_lane_has_the_blocks_of_its_person(drawn: Drawn) -> None:
    timeline = drawn(busy_day())
    lanes = {lane.id: lane for lane in timeline.lanes}
    assert list(lanes) == ["T1", "T2", "T3", "T4"]
    assert (timeline.start, timeline.end) == (8 * HOUR, 17 * HOUR)
    first = lanes["T1"].blocks[0]
    assert first == Block(("A",), 8 * HOUR, 8 * HOUR + 45, cuts=(8 * HOUR + 35,))
    assert [block.tags for block in lanes["T1"].blocks if block.group] == [("D", "E")]
    assert [block.tags for block in timeline.unattended] == [("F",), ("R",)]


def test_every_typed_minute_of_a_person_is_drawn(drawn: Drawn, reference: Reference) -> None:
    result = DayAssessor(reference).assess(day_from(busy_day()))
    for lane in drawn(busy_day()).lanes:
        minutes = {minute for block in lane.blocks for minute in range(block.start, block.end)}
        assert len(minutes) == result.figures[lane.id].skilled_minutes


def test_blocks_that_overlap_have_different_levels(drawn: Drawn) -> None:
    for lane in drawn(busy_day()).lanes:
        for at, one in enumerate(lane.blocks):
            for other in lane.blocks[at + 1 :]:
                if one.start < other.end and other.start < one.end:
                    assert one.level != other.level


def test_only_blocks_that_overlap_are_shifted(drawn: Drawn) -> None:
    shifted = {
        tag
        for lane in drawn(busy_day()).lanes
        for block in lane.blocks
        if block.levels > 1
        for tag in block.tags
    }
    assert shifted == {"H", "J", "M", "N"}


def test_a_patient_has_a_color_by_the_order_of_entry(drawn: Drawn) -> None:
    timeline = drawn(busy_day())
    colors = {block.tags[0]: block.color for lane in timeline.lanes for block in lane.blocks}
    assert [colors[tag] for tag in "ABCDFGHJ"] == [0, 1, 2, 3, 5, 6, 7, 8]
    assert timeline.unattended[0].color == colors["F"]


def test_shared_minutes_are_those_of_the_findings(drawn: Drawn) -> None:
    timeline = drawn(busy_day())
    shared = {
        (lane.id, each.start, each.end - each.start, each.other)
        for lane in timeline.lanes
        for each in lane.shared
    }
    assert shared == {
        ("T1", 13 * HOUR + 22, 1, None),
        ("T2", 9 * HOUR + 15, 15, None),
        ("T1", 15 * HOUR + 10, 3, 4),  # with the lane of modalities
        ("T1", 14 * HOUR, 30, 2),
        ("T3", 14 * HOUR, 30, 2),
    }


def test_what_is_settled_is_not_hatched(drawn: Drawn) -> None:
    answer = {
        "kind": "one-on-one-overlap",
        "patients": ["M", "N"],
        "people": ["T1"],
        "when": "13:22-13:23",
        "choice": "M",
    }
    lane = drawn(busy_day(settled=[answer])).lanes[0]
    assert [each.start for each in lane.shared] == [15 * HOUR + 10, 14 * HOUR]


@pytest.mark.parametrize("minutes", [5, 8, 15, 30])
def test_each_block_has_its_letters(minutes: int, drawn: Drawn) -> None:
    group = [seen(tag, ("97150", "T1", f"10:00-10:{minutes:02}")) for tag in "ABC"]
    day = day_fields(
        *group,
        seen("D", ("97110", "T1", f"11:00-11:{minutes:02}")),
        seen("E", ("97110", "T1", "16:00-17:00")),
        people=[{"id": "T1", "role": "PT", "clock": ["8:00-17:00"]}],
    )
    root = ElementTree.fromstring(timeline_svg(drawn(day)))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {"A B C", "D", "E"} <= {*texts}


@pytest.mark.parametrize("day", [untimed_day, empty_day])
def test_a_day_without_times_has_none(day: Callable[[], dict[str, Any]], drawn: Drawn) -> None:
    assert drawn(day()) is None


def test_people_without_roles_are_drawn_in_their_order(drawn: Drawn) -> None:
    day = day_fields(
        seen("A", ("97110", "T9", "9:00-9:30")), seen("B", ("97110", "T2", "9:00-9:30"))
    )
    assert [(lane.id, lane.role) for lane in drawn(day).lanes] == [("T9", ""), ("T2", "")]


def test_the_width_of_a_block_is_its_minutes(drawn: Drawn) -> None:
    timeline = drawn(busy_day())
    root = ElementTree.fromstring(timeline_svg(timeline))
    widths = {
        round(float(box.get("width", "0")), 1)
        for box in root.iter(f"{SVG}rect")
        if box.get("stroke") != "none"
    }
    scale = (700 - 76 - 16) / (timeline.end - timeline.start)
    for lane in timeline.lanes:
        for block in lane.blocks:
            within = (block.end - block.start) * scale - 1  # the edge is a pixel wide
            assert min(abs(width - within) for width in widths) < 0.15


def test_a_minute_that_is_shared_is_seen(drawn: Drawn) -> None:
    root = ElementTree.fromstring(timeline_svg(drawn(busy_day())))
    alarms = [box for box in root.iter(f"{SVG}rect") if box.get("stroke") == "#8f1d16"]
    assert len(alarms) == 5
    assert min(float(box.get("width", "0")) for box in alarms) >= 4


def test_the_picture_names_people_visits_and_hours(drawn: Drawn) -> None:
    root = ElementTree.fromstring(timeline_svg(drawn(busy_day())))
    texts = {element.text for element in root.iter(f"{SVG}text")}
    assert {"T1", "PTA", "A", "45", "D E", "unattended", "R", "8:00", "12:00", "1:00"} <= texts
    assert root.get("aria-label") == "The day of T1, T2, T3, T4, 8:00\u20135:00"


def test_an_unclear_time_is_not_drawn(drawn: Drawn) -> None:
    (lane,) = drawn(unclear_day()).lanes
    assert [block.tags for block in lane.blocks] == [("B",), ("B",)]

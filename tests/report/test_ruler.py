"""The minute ruler: what it shows, where its shapes lie, and what it says."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import ot, pt, slp
from quarterhour.assessment import Assessment
from quarterhour.report.formats import FORMATS
from quarterhour.report.ruler import (
    EMPTY,
    Bar,
    Box,
    Glide,
    Hatch,
    Label,
    Letters,
    Ruler,
    picture_height,
    picture_of,
    ruler_of,
)
from quarterhour.report.ruler.svg import ruler_svg
from quarterhour.report.visit_summary import visit_summary

Assess = Callable[..., Assessment]
LETTERS = Letters(lambda text: 7.0 * len(text), 15)
TIMED = ("97110", "97112", "97116", "97140", "97530", "97535", "97035", "97129", "97130")


def ruled(assessed: Assess, *services: dict[str, Any], **fields: Any) -> Ruler:
    return ruler_of(assessed(*services, **fields))


def laid(bar: Bar) -> list[tuple[str, int, int, int]]:
    return [(one.code, one.start, one.end, one.units) for one in bar.segments]


@pytest.mark.parametrize(
    ("minutes", "units", "at_least", "at_most", "minutes_to_next"),
    [
        (1, 0, 0, 7, "next unit at 8"),
        (7, 0, 0, 7, "next unit at 8"),
        (8, 1, 8, 22, "0 over 8; next unit at 23"),
        (22, 1, 8, 22, "14 over 8; next unit at 23"),
        (23, 2, 23, 37, "0 over 23; next unit at 38"),
        (40, 3, 38, 52, "2 over 38; next unit at 53"),
    ],
)
def test_the_range_and_the_way_to_its_edges(
    assessed: Assess, minutes: int, units: int, at_least: int, at_most: int, minutes_to_next: str
) -> None:
    (bar,) = ruled(assessed, pt("97110", minutes)).bars
    assert (bar.minutes, bar.units, bar.at_least, bar.at_most) == (
        minutes,
        units,
        at_least,
        at_most,
    )
    assert bar.minutes_to_next == minutes_to_next


@pytest.mark.parametrize(
    ("minutes", "until"), [(7, 53), (40, 53), (52, 53), (53, 68), (67, 68), (68, 83), (480, 488)]
)
def test_the_scale_ends_at_the_edge_beyond_and_does_not_shrink_below_53(
    assessed: Assess, minutes: int, until: int
) -> None:
    ticks = ruled(assessed, pt("97110", minutes)).ticks
    assert ticks[:5] == (0, 8, 23, 38, 53)
    assert ticks[-1] == until


@pytest.mark.parametrize("services", [(), (pt("97110"),), (pt("97161", 35), pt("97010", 10))])
def test_without_timed_minutes_there_is_no_bar(
    assessed: Assess, services: tuple[dict[str, Any], ...]
) -> None:
    found = assessed(*services)
    assert ruler_of(found) == EMPTY
    assert EMPTY.sentence == "No timed minutes."
    assert "<svg" not in visit_summary(found)


def test_services_lie_end_to_end_in_order_of_entry(assessed: Assess) -> None:
    (bar,) = ruled(assessed, pt("97140", 7), pt("97110", 33), pt("97161", 30)).bars
    assert laid(bar) == [("97140", 0, 7, 1), ("97110", 7, 40, 2)]
    assert bar.segments[1].quarters == (22, 37)
    assert bar.segments[1].label == "Therapeutic exercise"


def test_a_service_entered_twice_is_one_segment(assessed: Assess) -> None:
    (bar,) = ruled(assessed, pt("97110", 10), pt("97140", 9), pt("97110", 13)).bars
    assert laid(bar) == [("97110", 0, 23, 1), ("97140", 23, 32, 1)]
    assert bar.segments[0].rows == (0, 2)


def test_services_counted_together_are_one_segment(assessed: Assess) -> None:
    (bar,) = ruled(assessed, slp("97129", 22), slp("97130", 16)).bars
    assert [(one.rows, one.minutes, one.units) for one in bar.segments] == [((0, 1), 38, 3)]


def test_a_tie_is_laid_as_it_stands(assessed: Assess) -> None:
    services = (pt("97112", 20), pt("97530", 20))
    first = ruled(assessed, *services).bars[0]
    other = ruled(assessed, *services, extra_units_to=[1]).bars[0]
    assert [one.units for one in first.segments] == [2, 1]
    assert [one.units for one in other.segments] == [1, 2]
    assert [one.start for one in first.segments] == [one.start for one in other.segments]


def test_disciplines_have_a_bar_each_on_one_scale(assessed: Assess) -> None:
    ruler = ruled(assessed, pt("97110", 20), ot("97530", 60), pt("97140", 5), ot("97535", 8))
    assert [(bar.name, bar.minutes, bar.units) for bar in ruler.bars] == [
        ("PT", 25, 2),
        ("OT", 68, 5),
    ]
    assert ruler.until == 83


def test_by_the_midpoint_rule_each_service_has_a_bar_from_zero(assessed: Assess) -> None:
    services = (pt("97110", 33), pt("97140", 7), pt("97112", 8))
    ruler = ruled(assessed, *services, rule="midpoint")
    assert [(bar.name, laid(bar)) for bar in ruler.bars] == [
        ("PT 97110", [("97110", 0, 33, 2)]),
        ("PT 97140", [("97140", 0, 7, 0)]),
        ("PT 97112", [("97112", 0, 8, 1)]),
    ]
    pooled = ruled(assessed, *services).bars[0]
    assert [bar.segments[0].at for bar in ruler.bars] == [one.at for one in pooled.segments]


def test_the_sentence_says_what_the_bar_shows(assessed: Assess) -> None:
    assert ruled(assessed, pt("97110", 33), pt("97140", 7)).sentence == (
        "PT: 40 timed minutes are 3 units (38\u201352 minutes): 97110 33, 97140 7. "
        "4 units start at 53."
    )
    assert ruled(assessed, ot("97530", 1)).sentence == (
        "OT: 1 timed minute is no unit: 97530 1. 1 unit starts at 8."
    )
    assert ruled(assessed, pt("97110", 8)).sentence == (
        "PT: 8 timed minutes are 1 unit (8\u201322 minutes): 97110 8. 2 units start at 23."
    )


def test_a_segment_says_what_it_is(assessed: Assess) -> None:
    (bar,) = ruled(assessed, pt("97110", 33), pt("97140", 1)).bars
    assert bar.segments[1].sentence == (
        "97140 Manual therapy: 1 minute, no unit. 1 minute, not billable: 34 total timed minutes "
        "= 2 units, billed on 97110 (2)."
    )


entries = st.tuples(
    st.sampled_from((pt, ot, slp)), st.sampled_from(TIMED), st.integers(min_value=0, max_value=48)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    drawn=st.lists(entries, max_size=25),
    rule=st.sampled_from(("total-minutes", "midpoint")),
    width=st.integers(min_value=0, max_value=3000),
)
def test_bars_are_whole_and_shapes_stay_in_the_picture(
    assessed: Assess, drawn: Sequence[tuple[Any, str, int]], rule: str, width: int
) -> None:
    services = [make(code, minutes) for make, code, minutes in drawn]
    found = assessed(*services, rule=rule)
    ruler = ruler_of(found)
    pools = [pool for pool in found.count.pools if pool.minutes]
    assert [bar.minutes for bar in ruler.bars] == [pool.minutes for pool in pools]
    assert all(early < late for early, late in pairwise(ruler.ticks))
    for bar, pool in zip(ruler.bars, pools, strict=True):
        assert bar.segments[0].start == 0
        assert all(one.end == other.start for one, other in pairwise(bar.segments))
        assert sum(one.minutes for one in bar.segments) == pool.minutes < ruler.until
        assert sum(one.units for one in bar.segments) == pool.units
        assert bar.at_least <= bar.minutes <= bar.at_most
        assert {bar.at_least, bar.at_most + 1} <= set(ruler.ticks)
        for service in pool.services:
            told = f" {service.group.key} {service.group.minutes}"
            assert (told in ruler.sentence) == bool(service.group.minutes)
    picture = picture_of(ruler, width, LETTERS)
    assert picture.height == picture_height(len(ruler.bars), LETTERS)
    assert len(picture.places) == sum(len(bar.segments) for bar in ruler.bars)
    for shape in picture.shapes:
        if isinstance(shape, Box):
            assert shape.width >= 0 and 0 <= shape.y < shape.bottom <= picture.height
    for one, other in pairwise(picture.places):
        assert one.box.right <= other.box.x or one.box.bottom <= other.box.y


def test_hatches_stay_in_their_segments_and_differ(assessed: Assess) -> None:
    services = [pt(code, 20) for code in TIMED[:6]]
    picture = picture_of(ruled(assessed, *services), 1200, LETTERS)
    hatches = [shape for shape in picture.shapes if isinstance(shape, Hatch)]
    shapes = set()
    for place, hatch in zip(picture.places, hatches, strict=True):
        for x1, y1, x2, y2 in hatch.strokes:
            assert place.box.x <= x1 <= x2 <= place.box.right
            assert all(place.box.y <= y <= place.box.bottom for y in (y1, y2))
        shapes.add(frozenset((x2 - x1, y2 - y1) for x1, y1, x2, y2 in hatch.strokes))
    assert len(shapes) == 6


def test_a_label_that_has_no_room_is_left_out(assessed: Assess) -> None:
    ruler = ruled(assessed, pt("97110", 33), pt("97140", 7))

    def labels(width: int) -> set[str]:
        shapes = picture_of(ruler, width, LETTERS).shapes
        return {shape.text for shape in shapes if isinstance(shape, Label)}

    assert {"97110\u200233 min", "97140\u20027 min", "40 min, 3 units", "2 units"} <= labels(1200)
    assert {"97110\u200233 min", "97140\u20027", "PT"} <= labels(900)
    assert {"97110\u200233 min", "97140"} <= labels(700)
    assert labels(30) == {"0"}


def test_no_number_stands_on_another(assessed: Assess) -> None:
    ruler = ruled(assessed, *(pt("97110", 480) for _ in range(3)))
    assert ruler.bars[0].minutes == 1440
    for width in (100, 500, 760, 2500):
        picture = picture_of(ruler, width, LETTERS)
        numbers = [
            shape
            for shape in picture.shapes
            if isinstance(shape, Label) and shape.anchor == "middle"
        ]
        for one, other in pairwise(numbers):
            half = LETTERS.width(one.text + other.text) / 2
            assert other.x - one.x >= half


def test_a_bar_on_its_way_ends_where_it_is(assessed: Assess) -> None:
    ruler = ruled(assessed, pt("97110", 33), pt("97140", 7))
    there = picture_of(ruler, 800, LETTERS).places
    short = picture_of(ruler, 800, LETTERS, Glide((20.0,), 53)).places
    beyond = picture_of(ruler, 800, LETTERS, Glide((50.0,), 53)).places
    assert short[0].box.right < there[0].box.right == beyond[0].box.right
    assert short[1].box.width == 0
    assert beyond[1].box.right > there[1].box.right


def test_a_scale_on_its_way_shows_the_edges_that_it_has_reached(assessed: Assess) -> None:
    ruler = ruled(assessed, pt("97110", 33))
    shapes = picture_of(ruler, 800, LETTERS, Glide((33.0,), 40.0)).shapes
    numbers = [shape.text for shape in shapes if isinstance(shape, Label)]
    assert "38" in numbers and "53" not in numbers


def test_the_svg_says_what_it_shows(assessed: Assess) -> None:
    ruler = ruled(assessed, pt("97110", 33), slp("97129", 20))
    root = ElementTree.fromstring(ruler_svg(ruler))
    assert root.get("role") == "img"
    assert root.get("aria-label") == ruler.sentence
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"PT", "SLP", "0", "8", "23", "38", "53", "97110\u200233 min"} <= set(texts)


def test_the_day_sheet_holds_the_ruler_and_its_sentence(assessed: Assess) -> None:
    found = assessed(pt("97110", 33), pt("97140", 7))
    sheet = visit_summary(found)
    assert sheet.count("<svg ") == 1
    assert f'aria-label="{ruler_of(found).sentence}"' in sheet


def test_the_pdf_holds_the_ruler(
    assessed: Assess, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = assessed(pt("97110", 33), pt("97140", 7))
    drawn = FORMATS["pdf"](found)
    monkeypatch.setattr("quarterhour.report.pdf._Drawing.drawObject", lambda *given: None)
    assert len(drawn) > len(FORMATS["pdf"](found)) + 500

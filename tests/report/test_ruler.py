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
    COLORS,
    EMPTY,
    Bar,
    Box,
    Frame,
    Glide,
    Hatch,
    Label,
    Letters,
    Ruler,
    empty_ruler,
    picture_height,
    picture_of,
    ruler_of,
    service_colors,
)
from quarterhour.report.ruler.svg import ruler_svg
from quarterhour.report.visit_summary import visit_summary

Assess = Callable[..., Assessment]
LETTERS = Letters(lambda text, face: 7.0 * len(text), 1.0)
TIMED = ("97110", "97112", "97116", "97140", "97530", "97535", "97035", "97129", "97130")


def ruled(assessed: Assess, *services: dict[str, Any], **fields: Any) -> Ruler:
    return ruler_of(assessed(*services, **fields))


def laid(bar: Bar) -> list[tuple[str, int, int, int]]:
    return [(one.code, one.start, one.end, one.units) for one in bar.segments]


@pytest.mark.parametrize(
    ("minutes", "units", "at_least", "at_most", "minutes_to_next"),
    [
        (1, 0, 0, 7, "first unit at 8 min"),
        (7, 0, 0, 7, "first unit at 8 min"),
        (8, 1, 8, 22, "next unit at 23 min"),
        (22, 1, 8, 22, "next unit at 23 min"),
        (23, 2, 23, 37, "next unit at 38 min"),
        (40, 3, 38, 52, "next unit at 53 min"),
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
    assert visit_summary(found).count("<svg ") == len(services), "but the swatches"


def test_services_lie_end_to_end_in_order_of_entry(assessed: Assess) -> None:
    (bar,) = ruled(assessed, pt("97140", 7), pt("97110", 33), pt("97161", 30)).bars
    assert laid(bar) == [("97140", 0, 7, 1), ("97110", 7, 40, 2)]
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
    colors = [one.color for one in pooled.segments]
    assert [bar.segments[0].color for bar in ruler.bars] == colors == [0, 1, 2]


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


@pytest.mark.parametrize(
    ("services", "idle"),
    [
        ((pt("97110", 33), pt("97140", 7)), [3, 0]),
        ((pt("97112", 20), pt("97530", 20)), [0, 5]),
        ((pt("97110", 15), pt("97140", 15)), [0, 0]),
        ((pt("97110", 24), pt("97035", 6)), [0, 6]),
        ((pt("97110", 7),), [7]),
    ],
)
def test_what_earns_no_unit_is_hatched_to_the_pixel(
    assessed: Assess, services: tuple[dict[str, Any], ...], idle: list[int]
) -> None:
    ruler = ruled(assessed, *services)
    (bar,) = ruler.bars
    assert [one.idle for one in bar.segments] == idle
    # A scale on which a minute is 10 pixels.
    width = 10 * ruler.until + 48 + 176 + 14
    picture = picture_of(ruler, width, LETTERS)
    assert [place.hatched for place in picture.places] == [
        10 * minutes - (place.segment.start > 0) * (minutes == place.segment.minutes)
        for minutes, place in zip(idle, picture.places, strict=True)
    ]
    hatched = [place for place in picture.places if place.hatched]
    hatches = [shape for shape in picture.shapes if isinstance(shape, Hatch)]
    for place, hatch in zip(hatched, hatches, strict=True):
        assert hatch.color == f"edge-{place.segment.color}"
        for x1, y1, x2, y2 in hatch.strokes:
            assert place.box.right - place.hatched <= x1 <= x2 <= place.box.right
            assert all(place.box.y <= y <= place.box.bottom for y in (y1, y2))


@pytest.mark.parametrize("wide", [2.0, 6.0, 8.0, 10.0, 20.0])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("services", [(pt("97110", 24), pt("97035", 6)), (pt("97110", 7),)])
def test_a_service_without_a_unit_is_hatched_all_around_its_label(
    assessed: Assess, services: tuple[dict[str, Any], ...], scale: float, wide: float
) -> None:
    ruler = ruled(assessed, *services)
    letters = Letters(lambda text, face: 7.0 * scale * len(text), scale)
    width = scale * (wide * ruler.until + 48 + 176 + 14)
    picture = picture_of(ruler, width, letters)
    box = picture.places[-1].box
    (strokes,) = [shape.strokes for shape in picture.shapes if isinstance(shape, Hatch)]
    assert min(x for x, *_ in strokes) == box.x
    assert max(x for _, _, x, _ in strokes) == box.right
    written = [
        shape
        for shape in picture.shapes
        if isinstance(shape, Label) and box.x <= shape.x < box.right and shape.face != "axis"
    ]
    plates = [
        shape
        for shape in picture.shapes
        if isinstance(shape, Box) and (shape.fill, shape.edge) == ("ground", "")
    ]
    assert len(plates) == bool(written)
    for plate in plates:
        rim = 2 * scale
        assert box.x + rim <= plate.x < plate.right <= box.right - rim
        assert box.y + rim <= plate.y < plate.bottom <= box.bottom - rim
        for label in written:
            end = label.x + letters.width(label.text, label.face)
            assert plate.x <= label.x < end <= plate.right


def test_no_color_stands_twice_in_a_visit_of_eight_services(assessed: Assess) -> None:
    services = [pt(code, 8) for code in TIMED[:4]] + [ot(code, 8) for code in TIMED[2:6]]
    ruler = ruled(assessed, pt("97161", 20), *services)
    edges = {
        shape.edge
        for shape in picture_of(ruler, 2000, LETTERS).shapes
        if isinstance(shape, Box) and shape.edge.startswith("edge-")
    }
    assert len(edges) == len(services) == COLORS
    assert [one.color for bar in ruler.bars for one in bar.segments] == list(range(COLORS))


def test_colors_are_given_out_in_order_of_entry(assessed: Assess) -> None:
    services = (ot("97535", 20), pt("97110", 20), ot("97535", 8), pt("97140"), ot("97530", 15))
    found = assessed(*services)
    assert service_colors(found) == {0: 0, 1: 1, 2: 0, 3: 2, 4: 3}
    colors = {bar.name: [one.color for one in bar.segments] for bar in ruler_of(found).bars}
    assert colors == {"PT": [1], "OT": [0, 3]}
    kept = ruler_of(found, {0: 5, 1: 6, 2: 5, 3: 7, 4: 8}, (0, 2, 3, 4, 6))
    segments = [one for bar in kept.bars for one in bar.segments]
    assert [one.color for one in segments] == [5, 8, 6]
    assert [one.numbers for one in segments] == [(1, 4), (7,), (3,)]


def test_the_band_of_the_units_reached_and_what_is_left_of_it(assessed: Assess) -> None:
    ruler = ruled(assessed, pt("97110", 33), pt("97140", 7))
    width = 10 * ruler.until + 48 + 176 + 14
    boxes = [shape for shape in picture_of(ruler, width, LETTERS).shapes if isinstance(shape, Box)]
    (band,) = [box for box in boxes if box.fill == "band"]
    (left,) = [box for box in boxes if box.dashed]
    assert (band.x, band.right) == (48 + 380, 48 + 530)
    assert (left.x, left.right) == (48 + 401, 48 + 530)


def test_an_empty_ruler_shows_where_the_first_unit_starts() -> None:
    ruler = empty_ruler("OT")
    assert ruler.sentence == EMPTY.sentence
    shapes = picture_of(ruler, 1200, LETTERS).shapes
    texts = {shape.text for shape in shapes if isinstance(shape, Label)}
    assert {"OT", "0 min, 0 units", "first unit at 8 min", "0", "8", "23", "2 units"} <= texts
    assert not any(isinstance(shape, Box) and shape.dashed for shape in shapes)


def test_a_tight_ruler_is_lower_and_has_no_axis(assessed: Assess) -> None:
    ruler = ruled(assessed, pt("97110", 33), ot("97530", 20))
    tight = picture_of(ruler, 1200, LETTERS, frame=Frame(tight=True))
    assert picture_height(2, LETTERS) - tight.height == 2 * 8 + 20
    texts = [shape.text for shape in tight.shapes if isinstance(shape, Label)]
    assert "38" not in texts and "33 min, 2 units" in texts
    for place in tight.places:
        assert place.box.bottom < tight.height


def test_a_label_that_has_no_room_is_left_out(assessed: Assess) -> None:
    ruler = ruled(assessed, pt("97110", 33), pt("97140", 7))

    def labels(width: int) -> list[str]:
        shapes = picture_of(ruler, width, LETTERS).shapes
        return [shape.text for shape in shapes if isinstance(shape, Label)]

    wide = labels(1200)
    assert wide.count("97140") == 1 and "7 min" in wide and "40 min, 3 units" in wide
    assert {"33 min", "97140", "7", "PT", "2 units"} <= set(labels(850))
    assert {"97110", "33 min", "2"} <= set(labels(640))
    assert labels(30) == ["0"]


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
            half = LETTERS.width(one.text + other.text, "axis") / 2
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
    assert {"PT", "SLP", "0", "8", "23", "38", "53", "97110", "33 min"} <= set(texts)


def test_the_day_sheet_holds_the_ruler_and_its_sentence(assessed: Assess) -> None:
    found = assessed(pt("97110", 33), pt("97140", 7))
    sheet = visit_summary(found)
    assert sheet.count("<svg ") == 1 + len(found.services), "with a swatch for each row"
    assert f'aria-label="{ruler_of(found).sentence}"' in sheet


def test_the_pdf_holds_the_ruler(
    assessed: Assess, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = assessed(pt("97110", 33), pt("97140", 7))
    drawn = FORMATS["pdf"](found)
    monkeypatch.setattr("quarterhour.report.pdf._Drawing.drawObject", lambda *given: None)
    assert len(drawn) > len(FORMATS["pdf"](found)) + 500

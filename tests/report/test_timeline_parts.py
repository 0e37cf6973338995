"""The parts of a timeline as they are told: who, whom, what, when, and shared with whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quarterhour.day import DayAssessment, DayAssessor, day_from
from quarterhour.reference import Reference
from quarterhour.report.audit_figures import AFTER_SETTLING, figure_lines
from quarterhour.report.timeline import timeline_of
from quarterhour.report.timeline_parts import Part, blocks_of, parts_of
from report.days import busy_day, settled_day

Assess = Callable[[dict[str, Any]], DayAssessment]


@pytest.fixture(scope="module")
def assess(reference: Reference) -> Assess:
    return lambda day: DayAssessor(reference).assess(day_from(day))


def _parts(result: DayAssessment) -> tuple[Part, ...]:
    timeline = timeline_of(result)
    assert timeline is not None
    return parts_of(result, timeline)


def test_each_part_is_told(assess: Assess) -> None:
    told = [part.sentence for part in _parts(assess(busy_day()))]
    assert "T1, A, 97110, 8:00 to 8:35" in told
    assert "T2, J, 97140, 9:15 to 9:30, shared with H" in told
    assert "T2, J, 97110, 9:30 to 10:00" in told
    assert "T1, D, 97150, 10:30 to 11:00, in a group" in told
    assert "T3, P, 97530, 2:00 to 2:30, shared with T1 97530" in told
    assert "unattended, R, G0283, 3:10 to 3:25, shared with Q" in told


def test_parts_make_up_the_blocks(assess: Assess) -> None:
    result = assess(busy_day())
    timeline = timeline_of(result)
    assert timeline is not None
    lanes = [*(lane.blocks for lane in timeline.lanes), timeline.unattended]
    seen = {(part.lane, part.block) for part in _parts(result)}
    assert seen == {(at, place) for at, own in enumerate(lanes) for place in range(len(own))}
    for part in _parts(result):
        block = lanes[part.lane][part.block]
        assert block.start <= part.start < part.end <= block.end


def test_a_finding_has_its_blocks(assess: Assess) -> None:
    result = assess(busy_day())
    timeline = timeline_of(result)
    assert timeline is not None
    (finding,) = (each for each in result.findings if each.patients == ("H", "J"))
    found = [
        timeline.lanes[lane].blocks[at].tags
        for lane, at in sorted(blocks_of(result, timeline, finding))
    ]
    assert found == [("H",), ("J",)]


def test_figures_have_dollars_only_once_all_is_settled(assess: Assess) -> None:
    lines = {line.name: line for line in figure_lines(assess(busy_day()))}
    assert lines["Skilled time"].value == "11 h 53 min, 62.5%"
    assert lines["Allowed per visit"].value == AFTER_SETTLING
    settled = {line.name: line for line in figure_lines(assess(settled_day()))}
    assert settled["Allowed per visit"].value.startswith("$")


def test_a_visit_without_services_is_none_in_what_is_per_visit(assess: Assess) -> None:
    day = settled_day()
    begun = {**day, "visits": [*day["visits"], {"tag": "Z", "services": []}]}
    found, with_begun = (
        {line.name: line.value for line in figure_lines(assess(each))} for each in (day, begun)
    )
    for name in ("Units per visit", "Allowed per visit"):
        assert found[name] == with_begun[name]


def test_figures_of_a_person_have_no_dollars(assess: Assess) -> None:
    lines = figure_lines(assess(settled_day()), "T1")
    assert not [line for line in lines if "$" in line.value]
    assert "Allowed per visit" not in {line.name for line in lines}

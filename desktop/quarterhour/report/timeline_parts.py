"""The parts of a day's timeline, one by one: who did which service, when, and with what it clashes.

A block of the picture is whom someone treated; its parts are the services.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quarterhour.claims import listed
from quarterhour.day import DayAssessment, Finding, Row
from quarterhour.day.minutes import intervals_of, minutes_in, shown_clock, stretches
from quarterhour.day.rows import GROUP, SUPERVISED
from quarterhour.report.timeline import SHARED, Block, Lane, Timeline
from quarterhour.visit.times import Interval


class Part(NamedTuple):
    """A stretch of a service: in which lane and block it is drawn, and its row in the result."""

    lane: int
    block: int
    row: Row
    start: int
    end: int
    sentence: str


def parts_of(result: DayAssessment, timeline: Timeline) -> tuple[Part, ...]:
    """Return the parts, lane by lane in the order of time; modalities nobody attends come last."""
    return tuple(_parts(result, timeline))


def blocks_of(
    result: DayAssessment, timeline: Timeline, finding: Finding
) -> frozenset[tuple[int, int]]:
    """Return the blocks that a finding is about, by lane and place in the lane."""
    numbers = {row.number for row in finding.rows}
    parts = parts_of(result, timeline)
    return frozenset((part.lane, part.block) for part in parts if part.row.number in numbers)


def _parts(result: DayAssessment, timeline: Timeline) -> Iterator[Part]:
    lanes: list[tuple[str, Sequence[Block], list[Row]]] = [
        (lane.id, lane.blocks, _rows_of(result, lane)) for lane in timeline.lanes
    ]
    alone = [row for row in result.rows if row.mode == SUPERVISED]
    lanes.append(("unattended", timeline.unattended, alone))
    for at, (name, blocks, rows) in enumerate(lanes):
        pieces = [(start, end, row) for row in rows for start, end in stretches(row.times)]
        for start, end, row in sorted(pieces, key=lambda each: (each[0], each[1], each[2].number)):
            block = next(
                place
                for place, each in enumerate(blocks)
                if row.tag in each.tags and each.start <= start and end <= each.end
            )
            said = _sentence(result, name, row, Interval(start, end))
            yield Part(at, block, row, start, end, said)


def _rows_of(result: DayAssessment, lane: Lane) -> list[Row]:
    return [
        row
        for row in result.rows
        if row.entry.code and row.mode != SUPERVISED and lane.id in (*row.by, *row.others)
    ]


def _sentence(result: DayAssessment, name: str, row: Row, span: Interval) -> str:
    said = [name, row.tag, row.entry.code or ""]
    said.append(f"{shown_clock(span.start)} to {shown_clock(span.end)}")
    if row.mode == GROUP:
        said.append("in a group")
    others = _shared_with(result, row, span)
    if others:
        said.append(f"shared with {listed(others)}")
    return ", ".join(said)


def _shared_with(result: DayAssessment, row: Row, span: Interval) -> list[str]:
    """Return with what a stretch shares minutes, while that is to be settled."""
    minutes, found = minutes_in([span]), []
    for finding in result.findings:
        if not finding.open or finding.kind not in SHARED:
            continue
        if not minutes & minutes_in(intervals_of(finding.when or "")):
            continue
        if row.number in {each.number for each in finding.rows}:
            others = [each for each in finding.rows if each.number != row.number]
            found += [_other(row, each) for each in others]
    return list(dict.fromkeys(found))


def _other(row: Row, other: Row) -> str:
    """Return what another row is called: its patient, or of the same one its people and service."""
    if other.tag != row.tag:
        return other.tag
    return " ".join(filter(None, (listed((*other.by, *other.others)), other.entry.code or "")))

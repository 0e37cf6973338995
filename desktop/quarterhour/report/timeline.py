"""Who treated whom: a lane of the day for each person, with the minutes that are in two places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quarterhour.day import DayAssessment, Finding, FindingKind, Row
from quarterhour.day.minutes import NONE, intervals_of, minutes_in, stretches
from quarterhour.day.rows import GROUP, SUPERVISED
from quarterhour.visit.times import HOUR, Interval

# Findings about minutes that are in two places; others are about whole rows or visits.
SHARED = (
    FindingKind.ONE_ON_ONE_OVERLAP,
    FindingKind.SAME_MINUTES_TWICE,
    FindingKind.GROUP_WITH_ONE_ON_ONE,
    FindingKind.ATTENDED_ELSEWHERE,
    FindingKind.CO_TREATMENT,
)

_USUAL_HOURS = [8 * HOUR, 17 * HOUR]


class Block(NamedTuple):
    """Minutes with one patient, or with a group of several.

    `cuts` are the minutes where another service starts. Blocks of a lane that overlap have
    different levels, from 0, and know how many they are. `color` is the number of the patient in
    the order of entry: of a group, of the first.
    """

    tags: tuple[str, ...]
    start: int
    end: int
    cuts: tuple[int, ...] = ()
    group: bool = False
    level: int = 0
    levels: int = 1
    color: int = 0


class Shared(NamedTuple):
    """Minutes of a lane that are in two places, while that is to be settled.

    They are in `other` too: the lane of the other person, or that of modalities.
    """

    start: int
    end: int
    other: int | None = None


class Lane(NamedTuple):
    """A person's day: when on the clock, whom the person treated, and what is shared."""

    id: str
    role: str
    hours: tuple[Interval, ...]
    blocks: tuple[Block, ...]
    shared: tuple[Shared, ...]


class Timeline(NamedTuple):
    """The lanes in the order in which people are entered, from one full hour to another.

    `unattended` are modalities that nobody needs to attend; their lane is the last.
    """

    lanes: tuple[Lane, ...]
    unattended: tuple[Block, ...]
    start: int
    end: int


def timeline_of(result: DayAssessment) -> Timeline | None:
    """Return the timeline of a day, None where no row has times and people."""
    if not result.audited:
        return None
    colors = {patient.tag: at for at, patient in enumerate(result.visits)}
    roles = {person.id: person.role for person in result.day.people}
    ids = list(roles or dict.fromkeys(id for row in result.rows for id in (*row.by, *row.others)))
    treated = [row for row in result.rows if row.entry.code and row.mode != SUPERVISED]
    lanes = tuple(
        Lane(
            id=id,
            role=roles.get(id, ""),
            hours=tuple(stretches(result.hours.get(id, NONE))),
            blocks=_blocks([row for row in treated if id in (*row.by, *row.others)], colors),
            shared=tuple(_shared(result, ids, id)),
        )
        for id in ids
    )
    unattended = _leveled(_alone([row for row in result.rows if row.mode == SUPERVISED], colors))
    ends = [
        each
        for lane in lanes
        for start, end in (*lane.hours, *((block.start, block.end) for block in lane.blocks))
        for each in (start, end)
    ]
    ends += [each for block in unattended for each in (block.start, block.end)]
    if not ends:
        return None
    return Timeline(lanes, unattended, min(ends) // HOUR * HOUR, -(-max(ends) // HOUR) * HOUR)


def empty_timeline(result: DayAssessment) -> Timeline:
    """Return the lanes of the people before any time is typed, with their hours."""
    lanes = tuple(
        Lane(each.id, each.role, tuple(stretches(result.hours.get(each.id, NONE))), (), ())
        for each in result.day.people
    )
    ends = [each for lane in lanes for hours in lane.hours for each in hours] or _USUAL_HOURS
    return Timeline(lanes, (), min(ends) // HOUR * HOUR, -(-max(ends) // HOUR) * HOUR)


def _blocks(rows: Sequence[Row], colors: Mapping[str, int]) -> tuple[Block, ...]:
    alone = _alone([row for row in rows if row.mode != GROUP], colors)
    return _leveled([*alone, *_groups([row for row in rows if row.mode == GROUP], colors)])


def _alone(rows: Iterable[Row], colors: Mapping[str, int]) -> list[Block]:
    """Return the blocks of each patient: minutes without a gap are one."""
    own: dict[str, list[Row]] = {}
    for row in rows:
        own.setdefault(row.tag, []).append(row)
    return [
        Block((tag,), start, end, _cuts(of_tag, start, end), color=colors[tag])
        for tag, of_tag in own.items()
        for start, end in stretches(_union(of_tag))
    ]


def _groups(rows: Sequence[Row], colors: Mapping[str, int]) -> list[Block]:
    """Return the groups: each has the patients that were in it."""
    found = []
    for stretch in stretches(_union(rows)):
        own = dict.fromkeys(row.tag for row in rows if row.times & minutes_in([stretch]))
        first = next(iter(own))
        found.append(Block(tuple(own), *stretch, group=True, color=colors[first]))
    return found


def _cuts(rows: Sequence[Row], start: int, end: int) -> tuple[int, ...]:
    starts = {each.start for row in rows for each in stretches(row.times)}
    return tuple(sorted(each for each in starts if start < each < end))


def _union(rows: Iterable[Row]) -> int:
    minutes = NONE
    for row in rows:
        minutes |= row.times
    return minutes


def _leveled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks by their start, each on the first level that is free then."""
    together: list[list[Block]] = []
    ends: list[int] = []
    for block in sorted(blocks, key=lambda each: (each.start, each.end)):
        if max(ends, default=0) <= block.start:
            together.append([])
            ends = []
        level = next((at for at, end in enumerate(ends) if end <= block.start), len(ends))
        ends[level : level + 1] = [block.end]
        together[-1].append(block._replace(level=level))
    return tuple(
        block._replace(levels=1 + max(each.level for each in those))
        for those in together
        for block in those
    )


def _shared(result: DayAssessment, ids: Sequence[str], id: str) -> Iterable[Shared]:
    for finding in result.findings:
        if finding.open and finding.kind in SHARED and id in finding.people:
            for start, end in intervals_of(finding.when or ""):
                yield Shared(start, end, _other(finding, ids, id))


def _other(finding: Finding, ids: Sequence[str], id: str) -> int | None:
    """Return the lane that has the minutes too; for two people, it goes with the upper one."""
    if finding.kind is FindingKind.ATTENDED_ELSEWHERE:
        return len(ids)
    others = [ids.index(each) for each in finding.people if each != id]
    below = [each for each in others if each > ids.index(id)]
    return below[0] if below else ids.index(id) if others else None

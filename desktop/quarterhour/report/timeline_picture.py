"""The timeline of a day as plain shapes, from the ground up. Lengths are in pixels.

The window paints them, and the printed audit has them as SVG. Colors go by name, as those of the
minute ruler: `alarm` and its `alarm-ground` are for minutes that are in two places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quarterhour.day.minutes import shown_clock
from quarterhour.report.ruler import COLORS, Box, Hatch, Label, Letters
from quarterhour.report.ruler.hatch import hatch
from quarterhour.report.timeline import Block, Lane, Shared, Timeline
from quarterhour.visit.times import HOUR

LEGEND = "Hatched: minutes in two places. Double edge: a group. Dashed: nobody attends."
_LEAST_HATCHED = 5  # its edges lie within
_FOOT = 6
_WITHIN = 6  # before the letters of a block
_MOST_HOURS = 14  # whose times are written


class Line(NamedTuple):
    """A thin line."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: str
    dashed: bool = False


class Badge(NamedTuple):
    """The mark of what is to be settled, around a point."""

    x: float
    y: float


Shape = Box | Hatch | Label | Line | Badge


class Sizes(NamedTuple):
    """The room of the parts: the names of lanes at the `left`, lanes, and the blocks in them.

    `first` is above the lanes, for their badges; `last` is the lane of modalities.
    """

    left: int
    right: int
    first: int
    lane: int
    block: int
    last: int
    axis: int

    def scaled(self, scale: float) -> Sizes:
        """Return the room with letters that are larger."""
        return Sizes(*(round(each * scale) for each in self))


class Placed(NamedTuple):
    """A block where it is drawn; the lane of modalities is the one after those of people.

    `place` is which of the lane it is.
    """

    lane: int
    place: int
    block: Block
    box: Box


class TimelinePicture(NamedTuple):
    """The shapes in the order in which they are drawn, and where each block is.

    The times of the `axis` stand apart, as if it began at 0.
    """

    shapes: tuple[Shape, ...]
    axis: tuple[Label, ...]
    blocks: tuple[Placed, ...]
    height: float


def timeline_picture(
    timeline: Timeline, width: float, letters: Letters, sizes: Sizes
) -> TimelinePicture:
    """Draw a timeline into a width."""
    return _Drawing(timeline, width, letters, sizes).picture()


def lanes_height(people: int, sizes: Sizes, unattended: bool) -> int:
    """Return the height of the lanes of some people, and of what nobody attends."""
    return sizes.first + sizes.lane * people + sizes.last * unattended


class _Drawing:
    """A timeline being drawn, from the ground up."""

    def __init__(self, timeline: Timeline, width: float, letters: Letters, sizes: Sizes) -> None:
        self._timeline = timeline
        self._letters = letters
        self._sizes = sizes
        room = max(1.0, width - sizes.left - sizes.right)
        self._scale = room / (timeline.end - timeline.start)
        self._bottom = lanes_height(len(timeline.lanes), sizes, bool(timeline.unattended))

    def picture(self) -> TimelinePicture:
        """Return the picture."""
        placed = tuple(self._placed())
        return TimelinePicture(
            tuple(self._shapes(placed)), tuple(self._axis()), placed, self._bottom
        )

    def _shapes(self, placed: Sequence[Placed]) -> Iterator[Shape]:
        lanes = self._timeline.lanes
        for at, lane in enumerate(lanes):
            for start, end in lane.hours:
                height = self._sizes.lane - 6
                x, y = self._x(start), self._y(at) + 3
                yield Box(x, y, self._x(end) - x, height, "band")
        for minute in self._hours():
            x = self._x(minute)
            yield Line(x, self._sizes.first - 4, x, self._bottom, "line")
        yield from self._names()
        last = len(lanes)
        for each in placed:
            yield from self._block(each, each.lane == last)
        for at, lane in enumerate(lanes):
            yield from self._links(at, lane, placed)
        for at, lane in enumerate(lanes):
            for shared in lane.shared:
                yield from self._hatched(shared, _sharing(placed, at, shared))
        for each in placed:
            yield from self._label(each, lanes[each.lane].shared if each.lane < last else ())
        for at, lane in enumerate(lanes):
            for shared in lane.shared:
                if shared.other != at:
                    boxes = _sharing(placed, at, shared)
                    middle = (self._x(shared.start) + self._x(shared.end)) / 2
                    top = min((box.y for box in boxes), default=self._y(at))
                    yield Badge(middle, top - 5)

    def _placed(self) -> Iterator[Placed]:
        for at, lane in enumerate(self._timeline.lanes):
            for place, block in enumerate(lane.blocks):
                yield Placed(at, place, block, self._box(block, *self._edges(at, block)))
        last = len(self._timeline.lanes)
        for place, block in enumerate(self._timeline.unattended):
            top = self._y(last) + 3 + 2 * block.level
            bottom = self._y(last) + self._sizes.last - 4
            yield Placed(last, place, block, self._box(block, top, bottom))

    def _box(self, block: Block, top: float, bottom: float) -> Box:
        left, color = self._x(block.start), block.color % COLORS
        return Box(
            left,
            top,
            self._x(block.end) - left,
            bottom - top,
            f"fill-{color}",
            f"edge-{color}",
        )

    def _edges(self, at: int, block: Block) -> tuple[float, float]:
        """Return the upper and lower edge of a block; blocks that overlap are shifted."""
        lane, height = self._sizes.lane, float(self._sizes.block)
        y = self._y(at)
        if block.levels == 1:
            return y + (lane - height) / 2, y + (lane + height) / 2
        room = lane - 4
        if block.levels > 2:
            height = max(10.0, room / block.levels)
        top = y + 2 + block.level * (room - height) / (block.levels - 1)
        return top, top + height

    def _x(self, minute: int) -> float:
        return self._sizes.left + (minute - self._timeline.start) * self._scale

    def _y(self, lane: int) -> float:
        return self._sizes.first + lane * self._sizes.lane

    def _hours(self) -> range:
        return range(self._timeline.start, self._timeline.end + 1, HOUR)

    def _axis(self) -> Iterator[Label]:
        hours = self._hours()
        every = -(-len(hours) // _MOST_HOURS)
        for minute in hours[::every]:
            middle = self._sizes.axis / 2
            yield Label(self._x(minute), middle, shown_clock(minute), "middle", "quiet", "axis")

    def _names(self) -> Iterator[Label]:
        for at, lane in enumerate(self._timeline.lanes):
            middle = self._y(at) + self._sizes.lane / 2
            yield Label(0, middle, lane.id, "start", "text", "code")
            after = self._letters.width(f"{lane.id} ", "code")
            yield Label(after, middle, lane.role, "start", "quiet", "label")
        if self._timeline.unattended:
            middle = self._y(len(self._timeline.lanes)) + self._sizes.last / 2
            yield Label(0, middle, "unattended", "start", "quiet", "axis")

    def _block(self, placed: Placed, unattended: bool) -> Iterator[Shape]:
        block, box = placed.block, placed.box
        if unattended:
            yield box._replace(fill="ground", edge="control", dashed=True)
            return
        yield box
        for minute in block.cuts:
            x = self._x(minute)
            yield Line(x, box.y + 1, x, box.bottom - 1, box.edge)
        if block.group and box.width > _WITHIN:
            yield Box(box.x + 2, box.y + 2, box.width - 4, box.height - 4, "", box.edge)

    def _hatched(self, shared: Shared, boxes: Sequence[Box]) -> Iterator[Shape]:
        left = self._x(shared.start)
        width = max(self._x(shared.end) - left, _LEAST_HATCHED)
        top = min((box.y for box in boxes), default=0.0)
        bottom = max((box.bottom for box in boxes), default=0.0)
        if self._in_two_lanes(shared):
            top = bottom - _FOOT
        else:
            top, bottom = top - 2, bottom + 2
        yield Box(left, top, width, bottom - top, "alarm-ground", "alarm")
        yield Hatch(hatch(left, top, left + width, bottom), "alarm")

    def _in_two_lanes(self, shared: Shared) -> bool:
        """Return whether two people have the minutes: they are then hatched at the foot alone."""
        return shared.other is not None and shared.other < len(self._timeline.lanes)

    def _links(self, at: int, lane: Lane, placed: Sequence[Placed]) -> Iterator[Line]:
        for shared in lane.shared:
            if shared.other is None or shared.other == at:
                continue
            last = shared.other == len(self._timeline.lanes)
            start = max((box.bottom for box in _sharing(placed, at, shared)), default=self._y(at))
            others = _sharing(placed, shared.other, shared)
            end = min((box.y for box in others), default=self._y(shared.other))
            for minute in (shared.start, shared.end)[: 1 if last else 2]:
                x = self._x(minute)
                yield Line(x, start, x, end, "alarm", dashed=True)

    def _label(self, placed: Placed, shared: Sequence[Shared]) -> Iterator[Shape]:
        """Write whose minutes a block has, where it is not hatched if there is room."""
        block, box = placed.block, placed.box
        tags = " ".join(block.tags)
        beside = [each for each in shared if not self._in_two_lanes(each)]
        start, end = _free(block, beside)
        written = self._letters.width(tags, "code")
        hatched = (end - start) * self._scale < written + _WITHIN
        if hatched:
            start, end = block.start, block.end
        room = (end - start) * self._scale - _WITHIN
        footed = any(_in_block(block, each) for each in shared if each not in beside)
        middle = (box.y + box.bottom) / 2 - 3 * footed
        badged = hatched and any(_in_block(block, each) for each in beside)
        if written > room or (badged and block.levels == 1):
            # Below where a badge is above: no letter covers what is hatched.
            edge, way = (box.bottom, 1) if badged else (box.y, -1)
            center = (box.x + box.right) / 2
            outside = edge + way * self._letters.scale * _WITHIN
            yield Label(center, outside, tags, "middle", "text", "axis")
            return
        x = self._x(start) + 4
        if hatched:
            height = box.height - 4
            yield Box(x - 2, middle - height / 2, written + 4, height, "ground")
        yield Label(x, middle, tags, "start", "text", "code")
        minutes = f"{block.end - block.start}"
        before = written + self._letters.width(" ", "label")
        width = before + self._letters.width(minutes, "label")
        uncut = min((each for each in block.cuts if each > start), default=end)
        if not hatched and width <= min(room, (uncut - start) * self._scale - _WITHIN):
            yield Label(x + before, middle, minutes, "start", "text", "label")


def _sharing(placed: Sequence[Placed], lane: int, shared: Shared) -> list[Box]:
    """Return where the blocks of a lane are that have some minutes that are shared."""
    return [each.box for each in placed if each.lane == lane and _in_block(each.block, shared)]


def _in_block(block: Block, shared: Shared) -> bool:
    return block.start < shared.end and shared.start < block.end


def _free(block: Block, shared: Iterable[Shared]) -> tuple[int, int]:
    """Return the longest part of a block that is not hatched."""
    free = [(block.start, block.end)]
    for each in shared:
        free = [
            part
            for left, right in free
            for part in ((left, min(right, each.start)), (max(left, each.end), right))
            if part[0] < part[1]
        ]
    return max(free, key=lambda part: part[1] - part[0], default=(block.start, block.start))

"""The timeline of a day as SVG of the plainest kind. Black and white is enough to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from quarterhour.day.minutes import shown_clock, shown_interval
from quarterhour.report.ruler.hatch import hatch
from quarterhour.report.timeline import Block, Lane, Shared, Timeline
from quarterhour.visit.times import HOUR, Interval

LEGEND = (
    "Hatched: minutes in two places, to settle. Double edge: a group. Dashed: nobody attends. "
    "The number in a block is minutes."
)
_WIDTH = 700
_LEFT = 76
_RIGHT = 16
_TOP = 14
_LANE = 36
_BLOCK = 20
_LAST_LANE = 26
_SIZE = 11
_SMALL_SIZE = 8
# A letter of a sans-serif font, rather too wide than too narrow.
_LETTER = 0.62
_LEAST_HATCHED = 4
_FOOT = 7
_INK, _QUIET, _LINE, _BAND, _PAPER = "#111111", "#505050", "#c4c8ce", "#eceff3", "#ffffff"
_ALARM = "#8f1d16"


def timeline_svg(timeline: Timeline) -> str:
    """Return a timeline as an SVG element. Lengths are in pixels."""
    return _Drawing(timeline).svg()


class _Drawing:
    """A timeline being drawn, from the ground up."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._scale = (_WIDTH - _LEFT - _RIGHT) / (timeline.end - timeline.start)
        last = _LAST_LANE if timeline.unattended else 0
        self._bottom = _TOP + _LANE * len(timeline.lanes) + last

    def svg(self) -> str:
        people = ", ".join(lane.id for lane in self._timeline.lanes)
        span = shown_interval(Interval(self._timeline.start, self._timeline.end))
        shapes = "".join(self._shapes())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" '
            f'viewBox="0 0 {_WIDTH} {self._bottom + 20}" role="img" '
            f'aria-label="{escape(f"The day of {people}, {span}")}" '
            f'font-family="sans-serif" font-size="{_SIZE}">{shapes}</svg>'
        )

    def _shapes(self) -> Iterator[str]:
        lanes = self._timeline.lanes
        for at, lane in enumerate(lanes):
            for start, end in lane.hours:
                yield _box(self._x(start), self._y(at) + 3, self._x(end), self._y(at) + 33, _BAND)
        yield from self._axis()
        for at, lane in enumerate(lanes):
            yield _text(0, self._y(at) + 22, lane.id, bold=True)
            yield _text(len(lane.id) * _SIZE * _LETTER + 6, self._y(at) + 22, lane.role, _QUIET)
        if self._timeline.unattended:
            yield _text(0, self._y(len(lanes)) + 17, "unattended", _QUIET)
            yield from self._unattended(self._y(len(lanes)))
        for at, lane in enumerate(lanes):
            yield from self._lane(at, lane)
        for at, lane in enumerate(lanes):
            yield from self._links(at, lane)

    def _x(self, minute: int) -> float:
        return round(_LEFT + (minute - self._timeline.start) * self._scale, 1)

    def _y(self, lane: int) -> int:
        return _TOP + lane * _LANE

    def _axis(self) -> Iterator[str]:
        hours = range(self._timeline.start, self._timeline.end + 1, HOUR)
        every = -(-len(hours) // 14)
        for at, minute in enumerate(hours):
            x = self._x(minute)
            yield _line(x, _TOP - 4, x, self._bottom, _LINE)
            if at % every == 0:
                yield _text(x, self._bottom + 14, shown_clock(minute), _QUIET, anchor="middle")

    def _lane(self, at: int, lane: Lane) -> Iterator[str]:
        levels = 1 + max((block.level for block in lane.blocks), default=0)
        for block in lane.blocks:
            yield from self._block(block, *_edges(self._y(at), block.level, levels))
        for shared in lane.shared:
            yield from self._hatched(self._y(at), shared)
        for block in lane.blocks:
            top, bottom = _edges(self._y(at), block.level, levels)
            yield from self._label(block, top, bottom, lane.shared)
        for shared in lane.shared:
            if shared.other != at:
                yield _badge((self._x(shared.start) + self._x(shared.end)) / 2, self._y(at) - 5)

    def _block(self, block: Block, top: float, bottom: float) -> Iterator[str]:
        left, right = self._x(block.start), self._x(block.end)
        yield _box(left, top, right, bottom, _PAPER, _INK)
        for minute in block.cuts:
            yield _line(self._x(minute), top, self._x(minute), bottom, _INK)
        if block.group and right - left > 6:
            yield _box(left + 2, top + 2, right - 2, bottom - 2, "none", _INK)

    def _unattended(self, y: float) -> Iterator[str]:
        for block in self._timeline.unattended:
            top, bottom = y + 3 + 2 * block.level, y + 23
            edges = (self._x(block.start), top, self._x(block.end), bottom)
            yield _box(*edges, _PAPER, _QUIET, "3 2")
            yield from self._label(block, top, bottom, ())

    def _hatched(self, y: float, shared: Shared) -> Iterator[str]:
        left, right = self._x(shared.start), self._x(shared.end)
        right = max(right, left + _LEAST_HATCHED)
        foot = self._in_two_lanes(shared)
        top, bottom = (y + 28 - _FOOT, y + 28) if foot else (y + 1, y + 35)
        yield _box(left, top, right, bottom, _PAPER if foot else "none", _ALARM)
        strokes = hatch(left, top, right, bottom)
        path = "".join(f"M{x1:g} {y1:g}L{x2:g} {y2:g}" for x1, y1, x2, y2 in strokes)
        yield f'<path d="{path}" stroke="{_ALARM}" stroke-width="1.6"/>' if path else ""

    def _in_two_lanes(self, shared: Shared) -> bool:
        """Return whether two people have the minutes: they are then hatched at the foot alone."""
        return shared.other is not None and shared.other < len(self._timeline.lanes)

    def _label(
        self, block: Block, top: float, bottom: float, shared: Sequence[Shared]
    ) -> Iterator[str]:
        """Write whose minutes a block has, where it is not hatched if there is room."""
        tags = " ".join(block.tags)
        beside = [each for each in shared if not self._in_two_lanes(each)]
        start, end = _free(block, beside)
        written = len(tags) * _SIZE * _LETTER
        hatched = (end - start) * self._scale < written + 6
        if hatched:
            start, end = block.start, block.end
        room = (end - start) * self._scale - 6
        footed = any(
            each.start < block.end and block.start < each.end
            for each in shared
            if each not in beside
        )
        middle = (top + bottom) / 2 + _SIZE * 0.36 - 3 * footed
        if written > room:
            centered = (self._x(block.start) + self._x(block.end)) / 2
            yield _text(centered, top - 1, tags, anchor="middle", bold=True, size=_SMALL_SIZE)
            return
        x = self._x(start) + 4
        if hatched:
            yield _box(x - 2, middle - _SIZE, x + written + 2, middle + 2, _PAPER)
        yield _text(x, middle, tags, bold=True)
        minutes = f"{block.end - block.start}"
        width = (len(tags) + 1 + len(minutes)) * _SIZE * _LETTER
        uncut = min((each for each in block.cuts if each > start), default=end)
        if not hatched and width <= min(room, (uncut - start) * self._scale - 4):
            yield _text(x + (len(tags) + 0.7) * _SIZE * _LETTER, middle, minutes)

    def _links(self, at: int, lane: Lane) -> Iterator[str]:
        for shared in lane.shared:
            if shared.other is not None and shared.other != at:
                last = shared.other == len(self._timeline.lanes)
                until = self._y(shared.other) + (3 if last else 28 - _FOOT)
                for minute in (shared.start, shared.end)[: 1 if last else 2]:
                    x = self._x(minute)
                    yield _line(x, self._y(at) + (35 if last else 28), x, until, _ALARM, "3 2")


def _edges(y: float, level: int, levels: int) -> tuple[float, float]:
    """Return the upper and lower edge of a block in its lane; those that overlap are shifted."""
    if levels == 1:
        return y + 8, y + 8 + _BLOCK
    height = _BLOCK if levels == 2 else max(10, 32 / levels)
    top = y + 2 + level * (32 - height) / (levels - 1)
    return top, top + height


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


def _box(
    left: float,
    top: float,
    right: float,
    bottom: float,
    fill: str,
    stroke: str = "none",
    dashes: str = "",
) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<rect x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}" '
        f'fill="{fill}" stroke="{stroke}"{dashed}/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, color: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{color}" fill="none"{dashed}/>'


def _text(
    x: float,
    y: float,
    text: str,
    color: str = _INK,
    anchor: str = "start",
    bold: bool = False,
    size: int = _SIZE,
) -> str:
    weight = ' font-weight="bold"' * bold + f' font-size="{size}"' * (size != _SIZE)
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{color}"{weight}>'
        f"{escape(text)}</text>"
    )


def _badge(x: float, y: float) -> str:
    """Return the mark of minutes that are to be settled."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="6.5" fill="{_ALARM}"/>'
        f'<path d="M{x:g} {y - 3.5:g}V{y + 1:g}M{x:g} {y + 2.6:g}V{y + 4:g}" '
        f'stroke="{_PAPER}" stroke-width="1.7"/>'
    )

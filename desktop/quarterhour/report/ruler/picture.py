"""The minute ruler as plain shapes, from the ground up. Lengths are in pixels.

Colors go by name: `text`, `quiet` (text), `ground`, `band` (of the units reached), `line`,
`control` (the edges of the units), and `fill-0`, `edge-0` ... of the services. Letters go by
`FACES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil
from typing import NamedTuple

from quarterhour.report.ruler.hatch import Stroke, hatch
from quarterhour.report.ruler.ruler import Bar, Ruler, Segment
from quarterhour.units import units_text

# The size of letters, of that of the text around the ruler, and whether they are semibold.
FACES = {
    "total": (1.0, True),
    "code": (0.92, True),
    "label": (0.92, False),
    "axis": (0.85, False),
}
# The fill and the edge of each service, on light; then they begin again with the first.
LIGHT_SERVICES = (
    ("#cfe1f3", "#4379b2"),
    ("#f5e3b5", "#9a7015"),
    ("#cfe6d2", "#45804f"),
    ("#f4d3d6", "#b25761"),
    ("#e0d7f2", "#7860b4"),
    ("#c6e6e5", "#2f807f"),
    ("#f6dac5", "#a8622f"),
    ("#dbe1e8", "#647080"),
)
COLORS = len(LIGHT_SERVICES)
# At letters of 13 pixels.
_TOP, _LANE, _TIGHT_LANE, _BAR, _AXIS, _BOTTOM = 12, 36, 28, 24, 20, 10
_NAME, _AFTER_NAME, _SUM, _SUM_GAP, _LAST_NUMBER = 48, 12, 176, 16, 14
_WITHIN, _AFTER_LABEL = 7, 4  # within a segment
_RIM, _RIM_OVER = 3, 4  # of the hatch, beside and over what a label needs to be read on it
_LINE = 16


class Letters(NamedTuple):
    """The letters that are written: the width of a text in a face, and their size of 13 pixels."""

    width: Callable[[str, str], float]
    scale: float


class Box(NamedTuple):
    """A box: its fill, its edge, and whether that is dashed. A color that is empty is none."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    dashed: bool = False

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


class Hatch(NamedTuple):
    """Thin lines."""

    strokes: tuple[Stroke, ...]
    color: str


class Label(NamedTuple):
    """A text that starts at, ends at or is centered on `x` (`start`, `end`, `middle`)."""

    x: float
    middle: float
    text: str
    anchor: str
    color: str
    face: str


class Place(NamedTuple):
    """Where a segment is drawn, and the width of what is hatched at its end."""

    segment: Segment
    box: Box
    hatched: float


class Picture(NamedTuple):
    """The shapes, in the order in which they are drawn, and the place of each segment."""

    shapes: tuple[Box | Hatch | Label, ...]
    places: tuple[Place, ...]
    width: float
    height: float


class Glide(NamedTuple):
    """Where the bars end and the scale ends while both are on their way to new places."""

    ends: tuple[float, ...]
    until: float


class _Part(NamedTuple):
    """A part of a segment's label, and the gap before it."""

    text: str
    face: str
    gap: int = 0


class Frame(NamedTuple):
    """What is around the bars: the margin at both sides, and a `note` under their names.

    Where it is `tight`, lanes are lower and the axis is left out.
    """

    margin: int = 0
    note: str = ""
    tight: bool = False


PLAIN = Frame()


def picture_height(bars: int, letters: Letters, tight: bool = False) -> int:
    """Return the height of a picture of some bars; without a bar, it has an empty lane."""
    lanes, scale = max(1, bars), letters.scale
    lane = _TIGHT_LANE if tight else _LANE
    axis = 0 if tight else _AXIS
    return round((_TOP + axis + _BOTTOM) * scale) + lanes * round(lane * scale)


def picture_of(
    ruler: Ruler,
    width: float,
    letters: Letters,
    glide: Glide | None = None,
    frame: Frame = PLAIN,
) -> Picture:
    """Draw a ruler in a width; what has no room is left out, the bars never are."""
    if glide is None:
        glide = Glide(tuple(float(bar.minutes) for bar in ruler.bars), ruler.until)
    return _Drawing(ruler, width, letters, glide, frame).picture()


class _Drawing:
    """A picture being drawn: the scale, and one shape after another."""

    def __init__(
        self, ruler: Ruler, width: float, letters: Letters, glide: Glide, frame: Frame
    ) -> None:
        self._ruler = ruler
        self._width = width
        self._letters = letters
        self._glide = glide
        self._frame = frame
        self._margin = round(frame.margin * letters.scale)
        names = [letters.width(bar.name, "total") for bar in ruler.bars]
        widest = max((*names, letters.width(frame.note, "axis")))
        name_room = max(self._px(_NAME), widest + self._px(_AFTER_NAME))
        room = width - 2 * self._margin
        self._left = self._margin + (round(name_room) if room > 3 * name_room else 0)
        sum_room = self._sum_room(room)
        self._tells = sum_room > 0
        right = width - self._margin
        right -= sum_room or letters.width("88", "axis")
        self._right = max(round(right), self._left + 1)
        self._lane_height = self._px(_TIGHT_LANE if frame.tight else _LANE)
        self._height = picture_height(len(ruler.bars), letters, frame.tight)
        self._shapes: list[Box | Hatch | Label] = []
        self._places: list[Place] = []

    def picture(self) -> Picture:
        self._draw_axis()
        for at, bar in enumerate(self._ruler.bars):
            self._draw_band(at, bar)
            self._draw_bar(at, bar)
            self._draw_words(at, bar)
        return Picture(tuple(self._shapes), tuple(self._places), self._width, self._height)

    def _sum_room(self, room: float) -> float:
        """Return the room for the sums beside the bars, less where it is scarce, or 0 for none."""
        usual = self._px(_SUM + _LAST_NUMBER)
        if room > 3 * usual:
            return usual
        told = [self._letters.width(bar.total, "total") for bar in self._ruler.bars]
        if not self._frame.tight:
            told += [self._letters.width(bar.minutes_to_next, "label") for bar in self._ruler.bars]
        least = max(told, default=0.0) + self._px(_LAST_NUMBER + _SUM_GAP)
        bars = room - (self._left - self._margin)
        return least if least < usual and bars > 2 * least else 0.0

    def _px(self, length: float) -> int:
        return round(length * self._letters.scale)

    def _x(self, minute: float) -> float:
        """Return the place of a minute; whole pixels keep upright edges sharp."""
        share = min(1.0, minute / self._glide.until)
        return round(self._left + share * (self._right - self._left))

    def _lanes_end(self) -> float:
        return self._px(_TOP) + max(1, len(self._ruler.bars)) * self._lane_height

    def _track(self, at: int) -> tuple[float, float]:
        """Return the upper and the lower edge of a bar."""
        top = self._px(_TOP) + at * self._lane_height + self._px(2 if self._frame.tight else 4)
        return top, top + self._px(_BAR)

    def _box(self, edges: tuple[float, float, float, float], fill: str, edge: str = "") -> None:
        left, top, right, bottom = edges
        self._shapes.append(Box(left, top, right - left, bottom - top, fill, edge))

    def _label(
        self, x: float, middle: float, text: str, anchor: str, color: str, face: str
    ) -> None:
        self._shapes.append(Label(x, middle, text, anchor, color, face))

    def _draw_axis(self) -> None:
        """Draw where each number of units begins, and write its minutes."""
        top, end = self._px(_TOP), self._lanes_end()
        foot = end if self._frame.tight else end + self._px(2)
        middle = end + self._px(_AXIS / 2)
        if self._left > self._margin and self._frame.note:
            self._label(self._margin, middle, self._frame.note, "start", "quiet", "axis")
        numbered = self._numbered()
        seen = [minute for minute in self._ruler.ticks if minute <= self._glide.until]
        for units, minute in enumerate(seen):
            x = self._x(minute)
            self._box((x, top, x + 1, foot), "line")
            if self._frame.tight:
                continue
            if units % numbered == 0:
                self._label(x + 0.5, middle, str(minute), "middle", "text", "axis")
            if minute < self._ruler.until:
                self._draw_units(units, x, self._x(self._ruler.ticks[units + 1]), middle)

    def _numbered(self) -> int:
        """Return of how many ticks one has room for its number."""
        last, end = self._ruler.ticks[-2:]
        apart = (end - last) / self._glide.until * (self._right - self._left)
        return ceil((self._letters.width(str(end), "axis") + self._px(8)) / apart)

    def _draw_units(self, units: int, left: float, right: float, middle: float) -> None:
        """Write how many units the minutes between two edges are, where there is room."""
        text = units_text(units)
        if units and right - left > self._letters.width(f"{text} 888 888", "axis"):
            self._label((left + right) / 2, middle, text, "middle", "quiet", "axis")

    def _draw_band(self, at: int, bar: Bar) -> None:
        """Tint the minutes that are the same units, and mark what of them is left."""
        top, bottom = self._track(at)
        over = self._px(3)
        left, right = self._x(bar.at_least), self._x(bar.at_most + 1)
        self._box((left, top - over, right, bottom + over), "band")
        for minute in self._ruler.ticks:
            if minute <= min(bar.at_most + 1, self._glide.until):
                x = self._x(minute)
                self._box((x, top - over, x + 1, bottom + over), "control")
        end = self._x(self._glide.ends[at])
        if bar.segments and right - end > 2:
            unused = Box(end + 1, top, right - end - 1, bottom - top, "", "control", True)
            self._shapes.append(unused)

    def _draw_bar(self, at: int, bar: Bar) -> None:
        end = self._glide.ends[at]
        for segment in bar.segments:
            last = segment is bar.segments[-1]
            start, stop = min(segment.start, end), end if last else min(segment.end, end)
            self._draw_segment(self._track(at), segment, start, stop)

    def _draw_segment(
        self, track: tuple[float, float], segment: Segment, start: float, stop: float
    ) -> None:
        top, bottom = track
        left, right = self._x(start), self._x(stop)
        split = min(max(self._x(segment.end - segment.idle), left), right)
        if segment.start and right - left > 2:
            left += 1  # the ground shows between neighbors
            split = max(split, left)
        color = segment.color % COLORS
        edge = f"edge-{color}"
        solid = split - left
        if solid > 0:
            # The edge between the two is that of the hatched part.
            self._box((left, top, min(split + 1, right), bottom), f"fill-{color}", edge)
        after = self._px(_AFTER_LABEL if solid else _AFTER_LABEL + _RIM)
        label = self._label_of(segment, (solid or right - left) - self._px(_WITHIN) - after)
        if segment.idle:
            self._box((split, top, right, bottom), "ground", edge)
            self._shapes.append(Hatch(hatch(split, top, right, bottom), edge))
        if label and not solid:
            # All of it is hatched: letters are read on a plate that has the hatch around it.
            over, end = self._px(_RIM_OVER), left + self._px(_WITHIN) + self._width_of(label)
            plate = (left + self._px(_RIM), top + over, end + after - self._px(_RIM), bottom - over)
            self._box(plate, "ground")
        place = Box(left, top, right - left, bottom - top)
        self._places.append(Place(segment, place, right - split if segment.idle else 0))
        x = left + self._px(_WITHIN)
        for part in label:
            x += self._px(part.gap)
            self._label(x, (top + bottom) / 2, part.text, "start", "text", part.face)
            x += self._letters.width(part.text, part.face)

    def _label_of(self, segment: Segment, room: float) -> tuple[_Part, ...]:
        """Return the longest label that has room; none may have."""
        fitting = (label for label in _labels(segment) if self._width_of(label) <= room)
        return next(fitting, ())

    def _width_of(self, label: tuple[_Part, ...]) -> float:
        return sum(self._px(part.gap) + self._letters.width(part.text, part.face) for part in label)

    def _draw_words(self, at: int, bar: Bar) -> None:
        top, bottom = self._track(at)
        middle = (top + bottom) / 2
        if self._left > self._margin:
            self._label(self._margin, middle, bar.name, "start", "text", "total")
        if not self._tells:
            return
        x = self._right + self._px(_LAST_NUMBER + _SUM_GAP)
        if self._frame.tight:
            self._label(x, middle, bar.total, "start", "text", "total")
        else:
            half = self._px(_LINE / 2)
            self._label(x, middle - half, bar.total, "start", "text", "total")
            self._label(x, middle + half, bar.minutes_to_next, "start", "quiet", "label")


def _labels(segment: Segment) -> Iterator[tuple[_Part, ...]]:
    """Yield the labels of a segment, the longest first."""
    code = _Part(segment.code, "code")
    yield code, _Part(f"{segment.minutes} min", "label", 6)
    yield code, _Part(str(segment.minutes), "label", 3)
    yield (_Part("+".join(map(str, segment.numbers)), "code"),)

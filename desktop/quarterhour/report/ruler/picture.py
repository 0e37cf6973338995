"""The minute ruler as plain shapes, from the ground up. Lengths are in pixels.

Colors go by name: `text`, `quiet` (text), `ground`, `track`, `tint` (the present range), `line`,
`shade-0` ... for the services and `on-shade-0` ... for what is written on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil
from typing import NamedTuple

from quarterhour.report.ruler.hatch import Stroke, hatch
from quarterhour.report.ruler.ruler import Bar, Ruler, Segment
from quarterhour.units import units_text

GRID = 4  # pixels
# The fills of neighboring services, on light and on dark. Each stands out 3 : 1 from its ground and
# from its neighbors (`tests/window/test_ruler.py`), so middling and extreme ones alternate.
# Services are told apart by hatch and label too.
SHADES = ("#2f86d6", "#4a1a5e", "#c9730a", "#08382d", "#c8589a", "#1d2f66")
DARK_SHADES = ("#2f7fc4", "#e9d3ff", "#b06a10", "#b9f0dc", "#c05c98", "#cfe0ff")
_WIDEST_TOTAL = "888 min, 88 units"
_WIDEST_GAP = "88 over 888; next unit at 888"
_LEAST_HATCHED = 3 * GRID
_TOP = GRID


class Letters(NamedTuple):
    """The letters that are written: the width of a text, and the height of a line."""

    width: Callable[[str], float]
    height: float


class Box(NamedTuple):
    """A filled box."""

    x: float
    y: float
    width: float
    height: float
    color: str

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


class Place(NamedTuple):
    """Where a segment is drawn."""

    segment: Segment
    box: Box


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


def picture_height(bars: int, letters: Letters) -> int:
    """Return the height of a picture of some bars; without a bar, it has an empty track."""
    return round(_TOP + max(1, bars) * _pitch(letters) + letters.height + 2 * GRID)


def picture_of(
    ruler: Ruler, width: float, letters: Letters, glide: Glide | None = None, note: str = ""
) -> Picture:
    """Draw a ruler in a width; what has no room is left out, the bars never are.

    `note` is under the names of the bars.
    """
    if glide is None:
        glide = Glide(tuple(float(bar.minutes) for bar in ruler.bars), ruler.until)
    return _Drawing(ruler, width, letters, glide, note).picture()


def _bar_height(letters: Letters) -> float:
    return GRID * -(-letters.height // GRID) + GRID


def _pitch(letters: Letters) -> float:
    """Each bar has two lines of text."""
    lines = GRID * -(-2 * letters.height // GRID)
    return float(max(lines, _bar_height(letters) + 2 * GRID) + GRID)


class _Drawing:
    """A picture being drawn: the scale, and one shape after another."""

    def __init__(
        self, ruler: Ruler, width: float, letters: Letters, glide: Glide, note: str
    ) -> None:
        self._ruler = ruler
        self._width = width
        self._letters = letters
        self._glide = glide
        self._note = note
        names = ("SLP", note, *(bar.name for bar in ruler.bars))
        name_room = max(map(letters.width, names)) + 3 * GRID
        told = max(map(letters.width, (_WIDEST_TOTAL, _WIDEST_GAP))) + 4 * GRID
        self._tells = width > 3 * told
        self._left = round(name_room) if width > 3 * name_room else 0
        self._right = round(width - (told if self._tells else letters.width("88")))
        self._right = max(self._right, self._left + 1)
        self._height = picture_height(len(ruler.bars), letters)
        self._shapes: list[Box | Hatch | Label] = []
        self._places: list[Place] = []

    def picture(self) -> Picture:
        for at in range(max(1, len(self._ruler.bars))):
            self._draw_track(at)
        for at, bar in enumerate(self._ruler.bars):
            self._draw_range(at, bar)
        self._draw_ticks()
        for at, bar in enumerate(self._ruler.bars):
            self._draw_bar(at, bar)
            self._draw_words(at, bar)
        return Picture(tuple(self._shapes), tuple(self._places), self._width, self._height)

    def _x(self, minute: float) -> float:
        """Return the place of a minute; whole pixels keep upright edges sharp."""
        share = min(1.0, minute / self._glide.until)
        return round(self._left + share * (self._right - self._left))

    def _track(self, at: int) -> tuple[float, float]:
        """Return the upper and the lower edge of a bar."""
        pitch, height = _pitch(self._letters), _bar_height(self._letters)
        top = _TOP + at * pitch + (pitch - GRID - height) // 2
        return top, top + height

    def _box(self, left: float, top: float, right: float, bottom: float, color: str) -> Box:
        box = Box(left, top, right - left, bottom - top, color)
        self._shapes.append(box)
        return box

    def _label(self, x: float, middle: float, text: str, anchor: str, color: str) -> None:
        self._shapes.append(Label(x, middle, text, anchor, color))

    def _draw_track(self, at: int) -> None:
        top, bottom = self._track(at)
        self._box(self._left, top, self._right, bottom, "line")
        self._box(self._left, top + 1, self._right, bottom - 1, "track")

    def _draw_range(self, at: int, bar: Bar) -> None:
        """Tint the minutes that are the same units, beyond the bar so that it stays in sight."""
        top, bottom = self._track(at)
        left, right = self._x(bar.at_least), self._x(bar.at_most + 1)
        self._box(left, top - GRID, right, bottom + GRID, "tint")

    def _draw_ticks(self) -> None:
        top = self._track(0)[0] - GRID
        foot = self._height - self._letters.height - 2 * GRID
        middle = self._height - self._letters.height / 2 - GRID
        if self._left and self._note:
            self._label(GRID, middle, self._note, "start", "quiet")
        numbered = self._numbered()
        seen = [minute for minute in self._ruler.ticks if minute <= self._glide.until]
        for units, minute in enumerate(seen):
            x = self._x(minute)
            self._box(x, top, x + 1, foot + GRID // 2, "line")
            if units % numbered == 0:
                self._label(x + 0.5, middle, str(minute), "middle", "text")
            if minute < self._ruler.until:
                self._draw_units(units, x, self._x(self._ruler.ticks[units + 1]), middle)

    def _numbered(self) -> int:
        """Return of how many ticks one has room for its number."""
        last, end = self._ruler.ticks[-2:]
        apart = (end - last) / self._glide.until * (self._right - self._left)
        return ceil((self._letters.width(str(end)) + 2 * GRID) / apart)

    def _draw_units(self, units: int, left: float, right: float, middle: float) -> None:
        """Write how many units the minutes between two edges are, where there is room."""
        text = units_text(units) if units else "no unit"
        if right - left > self._letters.width(f"{text} 888 888"):
            self._label((left + right) / 2, middle, text, "middle", "quiet")

    def _draw_bar(self, at: int, bar: Bar) -> None:
        end = self._glide.ends[at]
        for segment in bar.segments:
            last = segment is bar.segments[-1]
            start, stop = min(segment.start, end), end if last else min(segment.end, end)
            self._draw_segment(self._track(at), segment, self._x(start), self._x(stop))

    def _draw_segment(
        self, track: tuple[float, float], segment: Segment, left: float, right: float
    ) -> None:
        top, bottom = track
        if segment.start and right - left > 2:
            left += 1  # the ground shows between neighbors
        color = f"shade-{segment.at % len(SHADES)}"
        box = self._box(left, top, right, bottom, color)
        self._places.append(Place(segment, box))
        text = next((text for text in _texts(segment) if self._fits(text, segment, box)), "")
        plate = left + (self._letters.width(text) + 2 * GRID if text else 0)
        self._shapes.append(Hatch(hatch(segment.at, plate, top, right, bottom), "ground"))
        for minute in segment.quarters:
            x = self._x(minute)
            if left < x < right - 1:
                self._box(x, top, x + 1, top + GRID, "ground")
                self._box(x, bottom - GRID, x + 1, bottom, "ground")
        if text:
            self._label(left + GRID, (top + bottom) / 2, text, "start", f"on-{color}")

    def _fits(self, text: str, segment: Segment, box: Box) -> bool:
        """Return whether a text has room, next to the hatch where there is one."""
        hatched = _LEAST_HATCHED if segment.at % len(SHADES) else 0
        return self._letters.width(text) + 2 * GRID + hatched <= box.width

    def _draw_words(self, at: int, bar: Bar) -> None:
        top, bottom = self._track(at)
        middle, half = (top + bottom) / 2, self._letters.height / 2
        if self._left:
            self._label(GRID, middle, bar.name, "start", "text")
        if self._tells:
            right = self._width - GRID
            self._label(right, middle - half, bar.total, "end", "text")
            self._label(right, middle + half, bar.minutes_to_next, "end", "quiet")


def _texts(segment: Segment) -> Iterator[str]:
    yield f"{segment.code}\u2002{segment.minutes} min"
    yield f"{segment.code}\u2002{segment.minutes}"
    yield segment.code

"""What the minute ruler shows: bars of timed minutes, and where each unit starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import count, takewhile
from typing import NamedTuple

from quarterhour.assessment import Assessment
from quarterhour.units import Pool, minutes_text, units_text

_QUARTER = 15
# The first minutes typed do not change the scale: it has 3 units, and the start of the fourth.
_LEAST_UNTIL = 53


class Segment(NamedTuple):
    """A service on its bar, from minute `start` to minute `end`.

    `rows` are its services of the visit, counted together; `at` is its place among those of the
    discipline, which gives it its color and hatch under either rule.
    """

    rows: tuple[int, ...]
    code: str
    label: str
    start: int
    end: int
    units: int
    reason: str
    at: int

    @property
    def minutes(self) -> int:
        """Its minutes."""
        return self.end - self.start

    @property
    def quarters(self) -> tuple[int, ...]:
        """Where its full 15-minute units end."""
        return tuple(range(self.start + _QUARTER, self.end + 1, _QUARTER))

    @property
    def sentence(self) -> str:
        """The service, its minutes and units, and why."""
        name = f"{self.code} {self.label}".strip()
        return f"{name}: {minutes_text(self.minutes)}, {_units(self.units)}. {self.reason}"


class Bar(NamedTuple):
    """Timed minutes that are added together, laid end to end in the order entered.

    `name` is the discipline, or the service where the rule counts each alone. `at_least` and
    `at_most` are the least and most minutes of exactly these `units`.
    """

    name: str
    segments: tuple[Segment, ...]
    units: int
    at_least: int
    at_most: int

    @property
    def minutes(self) -> int:
        """The total timed minutes."""
        return self.segments[-1].end

    @property
    def above(self) -> int:
        """How many minutes the total is over the start of its last unit."""
        return self.minutes - self.at_least

    @property
    def total(self) -> str:
        """The minutes and their units, in few words."""
        return f"{self.minutes} min, {_units(self.units)}"

    @property
    def minutes_to_next(self) -> str:
        """Where the last unit and the next one start, in few words."""
        following = f"next unit at {self.at_most + 1}"
        return f"{self.above} over {self.at_least}; {following}" if self.units else following

    @property
    def sentence(self) -> str:
        """The whole bar in two sentences, for those who hear it."""
        total = f"{self.name}: {self.minutes} timed {_minutes(self.minutes)}"
        verb = "is" if self.minutes == 1 else "are"
        kept = f" ({self.at_least}\u2013{self.at_most} minutes)" if self.units else ""
        services = ", ".join(f"{one.code} {one.minutes}" for one in self.segments)
        starts = f"{units_text(self.units + 1)} start{'' if self.units else 's'}"
        units = f"{_units(self.units)}{kept}"
        return f"{total} {verb} {units}: {services}. {starts} at {self.at_most + 1}."


class Ruler(NamedTuple):
    """The bars of a day on one scale. `ticks` are the least minutes of 0, 1, 2 ... units.

    The last tick is beyond every bar, so that the way to the next unit is seen.
    """

    bars: tuple[Bar, ...]
    ticks: tuple[int, ...]

    @property
    def until(self) -> int:
        """The minute at which the scale ends."""
        return self.ticks[-1]

    @property
    def sentence(self) -> str:
        """All bars in sentences."""
        return " ".join(bar.sentence for bar in self.bars) or "No timed minutes."


EMPTY = Ruler((), (0, 8, 23, 38, _LEAST_UNTIL))


def ruler_of(assessment: Assessment) -> Ruler:
    """Return the ruler of a visit: a bar for each discipline that has timed minutes.

    Where the rule counts each service alone, each has a bar of its own from minute 0: minutes that
    are never added must not lie end to end. Units start at equal minutes on all bars, so they
    share a scale.
    """
    minute_range = assessment.count.rule.minute_range
    bars: list[Bar] = []
    drawn: Counter[str] = Counter()  # segments of a discipline
    for pool in assessment.count.pools:
        if pool.minutes:
            bars.append(_bar(pool, assessment, drawn[pool.name]))
            drawn[pool.name] += len(bars[-1].segments)
    longest = max((bar.minutes for bar in bars), default=0)
    return Ruler(tuple(bars), _ticks(longest, minute_range))


def _bar(pool: Pool, assessment: Assessment, drawn: int) -> Bar:
    segments: list[Segment] = []
    start = 0
    for service in pool.services:
        if not service.group.minutes:
            continue
        result = assessment.services[service.group.rows[0]]
        segments.append(
            Segment(
                rows=service.group.rows,
                code=service.group.key,
                label=result.label,
                start=start,
                end=start + service.group.minutes,
                units=service.units,
                reason=result.reason,
                at=drawn + len(segments),
            )
        )
        start = segments[-1].end
    name = f"{pool.name} {pool.key}".strip()
    return Bar(name, tuple(segments), pool.units, pool.at_least, pool.at_most)


def _ticks(minutes: int, minute_range: Callable[[int], tuple[int, int]]) -> tuple[int, ...]:
    """Return the least minutes of each number of units, up to the first beyond `minutes`."""
    edges = (minute_range(units)[0] for units in count())
    beyond = max(minutes, _LEAST_UNTIL - 1)
    ticks = tuple(takewhile(lambda edge: edge <= beyond, edges))
    return (*ticks, minute_range(len(ticks))[0])


def _units(units: int) -> str:
    return units_text(units) if units else "no unit"


def _minutes(minutes: int) -> str:
    return "minute" if minutes == 1 else "minutes"

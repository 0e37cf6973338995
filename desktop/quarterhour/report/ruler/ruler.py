"""What the minute ruler shows: bars of timed minutes, and where each unit starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count, takewhile
from typing import TYPE_CHECKING, NamedTuple

from quarterhour.units import minutes_text, units_text

if TYPE_CHECKING:
    from quarterhour.assessment import Assessment
    from quarterhour.units import Pool

# The first minutes typed do not change the scale: it has 3 units, and the start of the fourth.
_LEAST_UNTIL = 53


class Segment(NamedTuple):
    """A service on its bar, from minute `start` to minute `end`.

    `rows` are its services of the visit, counted together. The last `idle` minutes earn no unit.
    `color` is its place among the timed services of the visit, in order of entry, and `numbers`
    are those of its rows.
    """

    rows: tuple[int, ...]
    code: str
    label: str
    start: int
    end: int
    units: int
    idle: int
    reason: str
    color: int
    numbers: tuple[int, ...]

    @property
    def minutes(self) -> int:
        """Its minutes."""
        return self.end - self.start

    @property
    def name(self) -> str:
        """The service, its minutes and units."""
        return f"{self.code}, {minutes_text(self.minutes)}, {units_text(self.units)}"

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
        return self.segments[-1].end if self.segments else 0

    @property
    def total(self) -> str:
        """The minutes and their units, in few words."""
        return f"{self.minutes} min, {units_text(self.units)}"

    @property
    def minutes_to_next(self) -> str:
        """Where the next unit starts, in few words."""
        return f"{'next' if self.units else 'first'} unit at {self.at_most + 1} min"

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
        told = " ".join(bar.sentence for bar in self.bars if bar.segments)
        return told or "No timed minutes."


EMPTY = Ruler((), (0, 8, 23, 38, _LEAST_UNTIL))


def empty_ruler(discipline: str) -> Ruler:
    """Return the ruler of a discipline that has no timed minutes yet."""
    first = EMPTY.ticks[1]
    return EMPTY._replace(bars=(Bar(discipline, (), 0, 0, first - 1),))


def service_colors(assessment: Assessment) -> dict[int, int]:
    """Return the color of each timed service of a visit, given out in order of entry.

    Those counted together are one service. A service that has no minutes yet has its color, so
    that none changes while minutes are typed.
    """
    groups = sorted(
        service.group.rows for pool in assessment.count.pools for service in pool.services
    )
    return {row: color for color, rows in enumerate(groups) for row in rows}


def ruler_of(
    assessment: Assessment,
    colors: Mapping[int, int] | None = None,
    rows: Sequence[int | None] = (),
) -> Ruler:
    """Return the ruler of a visit: a bar for each discipline that has timed minutes.

    `colors` are those of its services, where they are not given out in order of entry, and `rows`
    the row of each, where rows are left out; None of one that has no row there.

    Where the rule counts each service alone, each has a bar of its own from minute 0: minutes that
    are never added must not lie end to end. Units start at equal minutes on all bars, so they
    share a scale.
    """
    minute_range = assessment.count.rule.minute_range
    colors = service_colors(assessment) if colors is None else colors
    rows = rows or range(len(assessment.services))
    pools = [pool for pool in assessment.count.pools if pool.minutes]
    bars = [_bar(pool, assessment, colors, rows) for pool in pools]
    longest = max((bar.minutes for bar in bars), default=0)
    return Ruler(tuple(bars), _ticks(longest, minute_range))


def _bar(
    pool: Pool,
    assessment: Assessment,
    colors: Mapping[int, int],
    rows: Sequence[int | None],
) -> Bar:
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
                idle=service.idle_minutes,
                reason=result.reason,
                color=colors[service.group.rows[0]],
                numbers=tuple(
                    row + 1 for at in service.group.rows if (row := rows[at]) is not None
                ),
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

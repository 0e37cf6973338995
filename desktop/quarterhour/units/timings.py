"""The timings by which therapy codes are counted.

A timing says how many units an amount of one service earns on its own. The amount is minutes
for every timing except `AREA`, which counts square centimeters of wound, `SECTION`, which counts
extremities and trunk sections, and `APPLIED`, which counts the splints, casts or strapping applied.

Sources: CPT time convention (a unit is earned once its midpoint is passed); Medicare Claims
Processing Manual (Pub. 100-04) ch. 5 §20.2 for the 15-minute codes and the untimed ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Earned(Enum):
    """How much of a unit must be done before the unit is earned."""

    MIDPOINT = "midpoint"
    FULL = "full"
    ANY = "any"

    def least(self, size: int) -> int:
        """Return the least amount that earns a unit of `size`."""
        if self is Earned.MIDPOINT:
            return size // 2 + 1
        return size if self is Earned.FULL else 1


class Measure(Enum):
    """What a timing counts."""

    MINUTES = "minutes"
    AREA = "area"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Timing:
    """How one kind of code turns an amount into units.

    `first` and `each` are the amounts that the first and every further unit cover.
    An untimed code has neither: one unit a day. A timing without `each` never passes one unit.
    `pooled` marks the 15-minute timed codes, whose minutes the payer's rule may add together.
    """

    name: str
    first: int | None = None
    each: int | None = None
    pooled: bool = False
    earned: Earned = Earned.MIDPOINT
    measure: Measure = Measure.MINUTES

    @property
    def untimed(self) -> bool:
        """Whether the code is one unit regardless of the minutes."""
        return self.first is None

    @property
    def by_convention(self) -> bool:
        """Whether minutes count apart by the CPT midpoint convention, without a text of CMS."""
        return (
            not self.untimed
            and not self.pooled
            and self.measure is Measure.MINUTES
            and self.earned is Earned.MIDPOINT
        )

    def units(self, amount: int) -> int:
        """Return the units that `amount`, of what the timing counts, earns alone."""
        if self.first is None:
            return 1
        if amount < self.earned.least(self.first):
            return 0
        if self.each is None or amount <= self.first:
            return 1
        return 1 + (amount - self.first + self.each - self.earned.least(self.each)) // self.each

    def least_for(self, units: int) -> int:
        """Return the least amount that earns `units` by this timing."""
        if units <= 0 or self.first is None:
            return 0
        if units == 1 or self.each is None:
            return self.earned.least(self.first)
        return self.first + (units - 2) * self.each + self.earned.least(self.each)

    def covered(self, units: int) -> int:
        """Return the amount that `units` cover: 15 minutes a unit for a 15-minute code."""
        if units <= 0 or self.first is None:
            return 0
        return self.first + (units - 1) * (self.each or 0)


QUARTER_HOUR = Timing("quarter-hour", 15, 15, pooled=True)
UNTIMED = Timing("untimed")
PERIOD = Timing("period")
HOUR = Timing("hour", 60, 60)
FIRST_15_THEN_15 = Timing("first-15-then-15", 15, 15)
FIRST_30_THEN_15 = Timing("first-30-then-15", 30, 15)
FIRST_HOUR_THEN_30 = Timing("first-hour-then-30", 60, 30)
FIRST_2_HOURS_THEN_HOUR = Timing("first-2-hours-then-hour", 120, 60)
MONTH_10 = Timing("month-10", 10, None, earned=Earned.FULL)
MONTH_20 = Timing("month-20", 20, 20, earned=Earned.FULL)
SECTION = Timing("section", 1, 1, earned=Earned.ANY, measure=Measure.COUNT)
APPLIED = Timing("applied", 1, 1, earned=Earned.ANY, measure=Measure.COUNT)
AREA = Timing("area", 20, 20, earned=Earned.ANY, measure=Measure.AREA)

TIMINGS = {
    timing.name: timing
    for timing in (
        QUARTER_HOUR,
        UNTIMED,
        PERIOD,
        HOUR,
        FIRST_15_THEN_15,
        FIRST_30_THEN_15,
        FIRST_HOUR_THEN_30,
        FIRST_2_HOURS_THEN_HOUR,
        MONTH_10,
        MONTH_20,
        SECTION,
        APPLIED,
        AREA,
    )
}

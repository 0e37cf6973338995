"""The payers' rules for the 15-minute timed codes.

A further rule is one more `Rule`, and one more entry in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Pooling(Enum):
    """Which minutes share one total."""

    DISCIPLINE = "discipline"
    DAY = "day"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Rule:
    """A payer's rule: which minutes are added together, and the units of a total.

    `pooling`: the services that share one total.
    `total_units(minutes)`: the units that a total of minutes allows.
    `minute_range(units)`: the least and the most total minutes that allow exactly `units`.
    `source`: the CMS or CPT text of the rule.
    """

    name: str
    title: str
    description: str
    source: str
    pooling: Pooling
    total_units: Callable[[int], int]
    minute_range: Callable[[int], tuple[int, int]]

    @property
    def pools_services(self) -> bool:
        """Whether minutes of several services share a total (otherwise each is alone)."""
        return self.pooling is not Pooling.CODE


def _chart_units(minutes: int) -> int:
    """Return the units of a total of timed minutes by the CMS chart: none below 8.

    Chart (Pub. 100-04 ch. 5 §20.2): 8 to 22 minutes are 1 unit, 23 to 37 are 2, 38 to 52 are 3,
    and so on in steps of 15.
    """
    return (minutes + 7) // 15


def _chart_range(units: int) -> tuple[int, int]:
    """Return the least and the most minutes that the chart gives exactly `units`."""
    return max(15 * units - 7, 0), 15 * units + 7


def _full_units(units: int) -> tuple[int, int]:
    """Return the least and the most minutes that hold exactly `units` full 15 minutes."""
    return 15 * units, 15 * units + 14


# The timed minutes of a discipline are one total.
EIGHT_MINUTE_RULE = Rule(
    name="total-minutes",
    title="Medicare 8-minute rule",
    description=(
        "Add the minutes of all 15-minute codes in a discipline; the total sets the units. Each "
        "code keeps its full 15-minute units. Remaining units go to the codes with the most "
        "remaining minutes."
    ),
    source="Medicare Claims Processing Manual (Pub. 100-04) ch. 5 §20.2",
    pooling=Pooling.DISCIPLINE,
    total_units=_chart_units,
    minute_range=_chart_range,
)

# Each code is counted by itself, and minutes never combine. A unit is earned once its midpoint is
# passed: 8 minutes of a 15-minute code. For one service that is Medicare's chart.
MIDPOINT = Rule(
    name="midpoint",
    title="CPT midpoint rule (each code separately)",
    description=(
        "Each 15-minute code is counted by itself: 8\N{EN DASH}22 minutes = 1 unit, "
        "23\N{EN DASH}37 = 2. Minutes of different codes are never combined."
    ),
    source="CPT time convention: a unit of time is attained when its midpoint is passed",
    pooling=Pooling.CODE,
    total_units=_chart_units,
    minute_range=_chart_range,
)

# Only full 15 minutes earn units.
FULL_QUARTER_HOURS = Rule(
    name="full-quarter-hours",
    title="Full 15 minutes",
    description="Only full 15 minutes earn a unit: 15\N{EN DASH}29 minutes = 1 unit.",
    source="The payer's own text",
    pooling=Pooling.CODE,
    total_units=lambda minutes: minutes // 15,
    minute_range=_full_units,
)

# The rules that Medicare's own visits can be counted by, and compared.
RULES: dict[str, Rule] = {rule.name: rule for rule in (EIGHT_MINUTE_RULE, MIDPOINT)}

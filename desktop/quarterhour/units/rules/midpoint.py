"""The CPT midpoint rule: each code is counted by itself, and minutes never combine.

A unit is earned once its midpoint is passed: 8 minutes of a 15-minute code. For one service
that is the same chart as Medicare's; the difference is that nothing is added together.
"""

from quarterhour.units.rules.eight_minute import chart_range, chart_units
from quarterhour.units.rules.rule import Rule

MIDPOINT = Rule(
    name="midpoint",
    title="CPT midpoint rule (each code separately)",
    description=(
        "Each 15-minute code is counted by itself: 8\N{EN DASH}22 minutes = 1 unit, "
        "23\N{EN DASH}37 = 2. Minutes of different codes are never combined."
    ),
    source="CPT time convention: a unit of time is attained when its midpoint is passed",
    pools_services=False,
    total_units=chart_units,
    minute_range=chart_range,
)

"""Medicare's 8-minute rule: the timed minutes of a discipline are one total.

Chart (Pub. 100-04 ch. 5 s. 20.2): 8 to 22 minutes are 1 unit, 23 to 37 are 2, 38 to 52 are 3,
and so on in steps of 15.
"""

from quarterhour.units.rules.rule import Rule


def chart_units(minutes: int) -> int:
    """Return the units of a total of timed minutes by the CMS chart: none below 8."""
    return (minutes + 7) // 15


def chart_range(units: int) -> tuple[int, int]:
    """Return the least and the most minutes that the chart gives exactly `units`."""
    return max(15 * units - 7, 0), 15 * units + 7


EIGHT_MINUTE_RULE = Rule(
    name="total-minutes",
    title="Medicare 8-minute rule",
    description=(
        "Add the minutes of all 15-minute codes in a discipline; the total sets the units. Each "
        "code keeps its full 15-minute units. Remaining units go to the codes with the most "
        "remaining minutes."
    ),
    source="Medicare Claims Processing Manual (Pub. 100-04) ch. 5 §20.2",
    pools_services=True,
    total_units=chart_units,
    minute_range=chart_range,
)

"""What a payer's rule for the 15-minute timed codes consists of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A payer's rule: which minutes are added together, and the units of a total.

    `pools_services`: the services of a discipline share one total (otherwise each is alone).
    `total_units(minutes)`: the units that a total of minutes allows.
    `minute_range(units)`: the least and the most total minutes that allow exactly `units`.
    `source`: the CMS or CPT text of the rule.
    """

    name: str
    title: str
    description: str
    source: str
    pools_services: bool
    total_units: Callable[[int], int]
    minute_range: Callable[[int], tuple[int, int]]

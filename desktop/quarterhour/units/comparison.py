"""The same services by several rules, and why the rules differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quarterhour.units.count import ServiceUnits, UnitCount, count_units
from quarterhour.units.reasons import units_text
from quarterhour.units.rules import MIDPOINT, TOTAL_MINUTES
from quarterhour.units.service import Service


@dataclass(frozen=True, slots=True)
class Comparison:
    """The count by Medicare's rule and by the CPT midpoint rule, and the difference in words."""

    total_minutes: UnitCount
    midpoint: UnitCount
    differences: tuple[str, ...]


def compare_rules(services: Sequence[Service]) -> Comparison:
    """Count the services by both rules, with a sentence for every service that differs.

    Ties fall by order of entry.
    """
    together = count_units(services, TOTAL_MINUTES)
    alone = count_units(services, MIDPOINT)
    return Comparison(
        together,
        alone,
        tuple(
            _difference(pooled, single)
            for pooled, single in zip(together.services, alone.services, strict=True)
            if pooled.units != single.units
        ),
    )


def _difference(pooled: ServiceUnits, single: ServiceUnits) -> str:
    key, remainder = pooled.group.key, pooled.remainder
    if pooled.units > single.units:
        return (
            f"{key} has {units_text(pooled.units)} when minutes are added and {single.units} "
            f"alone: its remainder of {remainder} is below 8, and takes a unit that the total "
            "leaves over."
        )
    return (
        f"{key} has {units_text(pooled.units)} when minutes are added and {single.units} alone: "
        f"its remainder of {remainder} passes the midpoint, and the total leaves no unit for it."
    )

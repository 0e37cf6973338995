"""The same services by several rules, and why the rules differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from quarterhour.units.count import ServiceUnits, UnitCount, count_units
from quarterhour.units.rules import EIGHT_MINUTE_RULE, MIDPOINT
from quarterhour.units.service import Service


class DifferenceKind(Enum):
    """Which rule gives a service more."""

    MORE_TOGETHER = auto()
    MORE_ALONE = auto()


class Difference(NamedTuple):
    """A service that differs: its units by both rules, and its remaining minutes."""

    kind: DifferenceKind
    key: str
    together: int
    alone: int
    remaining_minutes: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The count by Medicare's rule and by the CPT midpoint rule, and every service that differs."""

    total_minutes: UnitCount
    midpoint: UnitCount
    differences: tuple[Difference, ...]


def compare_rules(services: Sequence[Service]) -> Comparison:
    """Count the services by both rules, and name every service that differs.

    In a tie, the code entered first takes the unit.
    """
    together = count_units(services, EIGHT_MINUTE_RULE)
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


def _difference(pooled: ServiceUnits, single: ServiceUnits) -> Difference:
    more_together = pooled.units > single.units
    kind = DifferenceKind.MORE_TOGETHER if more_together else DifferenceKind.MORE_ALONE
    return Difference(kind, pooled.group.key, pooled.units, single.units, pooled.remaining_minutes)

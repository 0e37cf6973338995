"""What the units engine is given: services with their minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quarterhour.units.rules import Rule
from quarterhour.units.timings import QUARTER_HOUR, Measure, Timing

_AMOUNTS = ("therapist_minutes", "assistant_minutes", "together_minutes", "square_cm", "count")


@dataclass(frozen=True, slots=True)
class Service:
    """One service of the day.

    `key` names the service: entries with the same key and pool are counted as one.
    `pool` is the discipline; minutes of different pools are never added.
    Minutes are whole minutes. Time that therapist and assistant worked together on the patient
    is `together_minutes` and counts as the therapist's. `square_cm` is the area of a wound, `count`
    the number of extremities and trunk sections, or of what is applied. A `rule` of its own counts
    it, where the payer counts some codes otherwise than the rest.

    Raises TypeError for a field of the wrong type, ValueError for a negative amount.
    """

    key: str
    therapist_minutes: int = 0
    assistant_minutes: int = 0
    together_minutes: int = 0
    timing: Timing = QUARTER_HOUR
    pool: str = ""
    square_cm: int = 0
    count: int = 1
    rule: Rule | None = None

    def __post_init__(self) -> None:
        for name in ("key", "pool"):
            if not isinstance(getattr(self, name), str):
                raise TypeError(f"{name} of {self.key} must be text, not {getattr(self, name)!r}")
        if not isinstance(self.timing, Timing):
            raise TypeError(f"timing of {self.key} must be a Timing, not {self.timing!r}")
        for name in _AMOUNTS:
            amount = getattr(self, name)
            if isinstance(amount, bool) or not isinstance(amount, int):
                raise TypeError(f"{name} of {self.key} must be a whole number, not {amount!r}")
            if amount < 0:
                raise ValueError(f"{name} of {self.key} must not be negative, not {amount}")


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one service on one day, counted together.

    `rows` are their places in the list that was given; `plain_minutes` are the therapist's,
    the time together included.
    """

    key: str
    pool: str
    timing: Timing
    rows: tuple[int, ...]
    plain_minutes: int
    assistant_minutes: int
    square_cm: int
    count: int
    rule: Rule | None = None

    @property
    def minutes(self) -> int:
        """All minutes of the service."""
        return self.plain_minutes + self.assistant_minutes

    @property
    def amount(self) -> int:
        """What the service's timing counts: minutes, square centimeters, extremities, splints.

        An area that was not entered still is one: the first code covers the smallest.
        """
        if self.timing.measure is Measure.COUNT:
            return self.count
        return max(self.square_cm, 1) if self.timing.measure is Measure.AREA else self.minutes


def group_services(services: Sequence[Service]) -> list[Group]:
    """Merge entries of the same service and pool, in order of first entry.

    Raises ValueError where one service is given two different timings.
    """
    rows_of: dict[tuple[str, str], list[int]] = {}
    for row, service in enumerate(services):
        rows_of.setdefault((service.pool, service.key), []).append(row)
    groups = []
    for (pool, key), rows in rows_of.items():
        members = [services[row] for row in rows]
        timing = members[0].timing
        if any(member.timing != timing for member in members):
            raise ValueError(f"{key} is given with two different timings")
        groups.append(
            Group(
                key=key,
                pool=pool,
                timing=timing,
                rows=tuple(rows),
                plain_minutes=sum(m.therapist_minutes + m.together_minutes for m in members),
                assistant_minutes=sum(m.assistant_minutes for m in members),
                square_cm=sum(m.square_cm for m in members),
                count=sum(m.count for m in members),
                rule=members[0].rule,
            )
        )
    return groups

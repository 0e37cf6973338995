"""Counting the units of a day: pools, other timings, ties, and the assistants' share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from typing import NamedTuple

from quarterhour.units.assignment import Assignment, ChoiceError, assign
from quarterhour.units.assistants import Split, split_timed, split_whole
from quarterhour.units.rules import EIGHT_MINUTE_RULE, Pooling, Rule
from quarterhour.units.service import Group, Service, group_services
from quarterhour.units.timings import Measure

MAX_ALTERNATIVES = 1000


class ServiceUnits(NamedTuple):
    """The units of one service: its entries (`rows`), minutes, units and whose units they are.

    For a pooled service, `full` is its full 15-minute units, `remaining_minutes` the minutes beyond
    them, and `took` tells whether it took a remaining unit.
    """

    group: Group
    units: int
    split: Split
    full: int = 0
    remaining_minutes: int = 0
    took: bool = False

    @property
    def idle_minutes(self) -> int:
        """Minutes that earn no unit: those beyond what its units cover, 15 each if pooled.

        Without a unit they are all its minutes. A unit that no minutes earn, of an untimed code, of
        an area or of a count, leaves none idle.
        """
        timing = self.group.timing
        if timing.untimed or timing.measure is not Measure.MINUTES:
            return 0
        return max(self.group.minutes - timing.covered(self.units), 0)


@dataclass(frozen=True, slots=True)
class Pool:
    """Timed minutes that were added together, and the units they allow.

    `name` is the discipline, empty where the minutes of all are one total; `key` is the service
    where the `rule` counts each alone, else empty.
    `at_least` and `at_most` are the least and most minutes that allow exactly `units`.
    """

    name: str
    key: str
    services: tuple[ServiceUnits, ...]
    assignment: Assignment
    at_least: int
    at_most: int
    rule: Rule

    @property
    def rows(self) -> tuple[int, ...]:
        """The entries that the pool adds together, in order."""
        return tuple(sorted(row for service in self.services for row in service.group.rows))

    @property
    def minutes(self) -> int:
        """The total timed minutes."""
        return self.assignment.minutes

    @property
    def units(self) -> int:
        """The units that the total allows."""
        return self.assignment.units


@dataclass(frozen=True, slots=True)
class UnitCount:
    """The units of a day.

    `alternatives` holds every valid vector of units per entry, the present one first, and
    `choices` the entries that take the remaining units in each; both stop at
    `MAX_ALTERNATIVES`, while `assignments` is the true number. Entries of one service are counted
    together at the first of them; the others show 0.
    """

    rule: Rule
    services: tuple[ServiceUnits, ...]
    pools: tuple[Pool, ...]
    alternatives: tuple[tuple[int, ...], ...]
    choices: tuple[tuple[int, ...], ...]
    assignments: int

    @property
    def timed_minutes(self) -> int:
        """The minutes of all pooled 15-minute services."""
        return sum(pool.minutes for pool in self.pools)


def count_units(
    services: Sequence[Service],
    rule: Rule = EIGHT_MINUTE_RULE,
    extra_units_to: Collection[int] = (),
) -> UnitCount:
    """Count the billable units of the services of one patient on one day.

    `extra_units_to` records the clinician's choice in a tie: the places in
    `services` of those that take the remaining units. Without a choice for a pool, entry order
    decides.

    Raises ChoiceError if that choice is not valid.
    """
    groups = group_services(services)
    chosen = _chosen_groups(groups, extra_units_to)
    pools = tuple(
        _count_pool(name, key, members, own, chosen)
        for (name, key, own), members in _pools(groups, rule).items()
    )
    counted = {service.group.rows: service for pool in pools for service in pool.services}
    for group in groups:
        if not group.timing.pooled:
            counted[group.rows] = _count_alone(group)
    ordered = tuple(counted[group.rows] for group in groups)
    certain = _certain_units(len(services), ordered)
    choices = tuple(islice(_choices(pools), MAX_ALTERNATIVES))
    return UnitCount(
        rule=rule,
        services=ordered,
        pools=pools,
        alternatives=tuple(_with_remaining_units(certain, choice) for choice in choices),
        choices=choices,
        assignments=prod(pool.assignment.choice_count for pool in pools),
    )


def _chosen_groups(groups: Sequence[Group], extra_units_to: Collection[int]) -> list[Group]:
    pooled = {row: group for group in groups if group.timing.pooled for row in group.rows}
    for row in extra_units_to:
        if type(row) is not int or row not in pooled:
            raise ChoiceError(f"entry {row} is not a 15-minute timed service of this visit")
    return [pooled[row] for row in extra_units_to]


def _pools(groups: Sequence[Group], rule: Rule) -> dict[tuple[str, str, Rule], list[Group]]:
    pools: dict[tuple[str, str, Rule], list[Group]] = {}
    for group in groups:
        if group.timing.pooled:
            own = group.rule or rule
            key = "" if own.pools_services else group.key
            name = "" if own.pooling is Pooling.DAY else group.pool
            pools.setdefault((name, key, own), []).append(group)
    return pools


def _count_pool(name: str, key: str, members: list[Group], rule: Rule, chosen: list[Group]) -> Pool:
    choice = [members.index(group) for group in chosen if group in members]
    assignment = assign([group.minutes for group in members], rule, choice)
    services = []
    for place, group in enumerate(members):
        took = place in assignment.takers
        units = assignment.full[place] + took
        services.append(
            ServiceUnits(
                group=group,
                units=units,
                split=split_timed(units, group.plain_minutes, group.assistant_minutes),
                full=assignment.full[place],
                remaining_minutes=assignment.remaining[place],
                took=took,
            )
        )
    at_least, at_most = rule.minute_range(assignment.units)
    return Pool(name, key, tuple(services), assignment, at_least, at_most, rule)


def _count_alone(group: Group) -> ServiceUnits:
    units = group.timing.units(group.amount)
    return ServiceUnits(
        group, units, split_whole(units, group.plain_minutes, group.assistant_minutes)
    )


def _choices(pools: Sequence[Pool]) -> Iterator[tuple[int, ...]]:
    """Yield the entries that take the remaining units, for every combination of the pools."""
    per_pool = [
        [
            [pool.services[place].group.rows[0] for place in takers]
            for takers in islice(pool.assignment.choices(), MAX_ALTERNATIVES)
        ]
        for pool in pools
    ]
    for combination in product(*per_pool):
        yield tuple(sorted(row for rows in combination for row in rows))


def _certain_units(entries: int, services: Sequence[ServiceUnits]) -> list[int]:
    """Return the units of every entry without the remaining ones."""
    units = [0] * entries
    for service in services:
        pooled = service.group.timing.pooled
        units[service.group.rows[0]] = service.full if pooled else service.units
    return units


def _with_remaining_units(certain: list[int], choice: Collection[int]) -> tuple[int, ...]:
    units = certain.copy()
    for row in choice:
        units[row] += 1
    return tuple(units)

"""Why a service has its units, as facts: a kind with its figures. `words` has their words."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from quarterhour.units.assistants import Split
from quarterhour.units.count import Pool, ServiceUnits, UnitCount
from quarterhour.units.rules import Rule
from quarterhour.units.service import Group
from quarterhour.units.timings import Measure


class ReasonKind(Enum):
    """What decided the units of a service."""

    # A code with a timing of its own, or an untimed one.
    PERIOD = auto()
    UNTIMED = auto()
    COUNTED_SECTIONS = auto()
    COUNTED_APPLIED = auto()
    AREA_ASSUMED = auto()
    BELOW_FIRST_UNIT = auto()
    COUNTED_APART = auto()
    COUNTED_APART_AT_ITS_MOST = auto()
    # A 15-minute code without a unit.
    NO_MINUTES = auto()
    TOTAL_BELOW_FIRST_UNIT = auto()
    ALONE_BELOW_FIRST_UNIT = auto()
    NONE_LEFT = auto()
    NONE_LEFT_IN_TIE = auto()
    # A 15-minute code with units.
    NOTHING_OVER = auto()
    TOOK_IN_TIE = auto()
    TOOK_FIRST_PAST_MIDPOINT = auto()
    TOOK_ONE_MORE_PAST_MIDPOINT = auto()
    TOOK_AS_LARGEST = auto()
    TOOK_AMONG_LARGEST = auto()
    LOST_IN_TIE = auto()
    LOST_THE_ONE_TO_LARGER = auto()
    LOST_SEVERAL_TO_LARGER = auto()
    ONLY_FULL_OF_TOTAL = auto()
    ONLY_FULL_ALONE = auto()


class Reason(NamedTuple):
    """Why a service has its units: the kind, and the figures of it.

    `amount` is what the service's timing counts, in its `measure`, or the area assumed; `needed`
    is the amount that the next unit with a timing of its own needs, `key` the service that needs it
    where it is the first. `full`, `remaining_minutes`, and `units` are the service's, as in
    `ServiceUnits`; `total`, `total_units`, and `remaining_units` are its pool's, and `first` the
    minutes of its first unit.
    `takers` are the keys of the pool with their units, where none is left for this service.
    `tied` are the keys with the same remaining minutes, `tied_takers` those of them that took a
    unit, and `chosen` is true where someone chose them. `split` is there where an assistant
    provided a part of a service with units. `pool` is the discipline, or empty.
    """

    kind: ReasonKind
    amount: int = 0
    measure: Measure = Measure.MINUTES
    units: int = 0
    needed: int = 0
    first: int = 0
    key: str = ""
    full: int = 0
    remaining_minutes: int = 0
    total: int = 0
    total_units: int = 0
    remaining_units: int = 0
    takers: tuple[tuple[str, int], ...] = ()
    tied: tuple[str, ...] = ()
    tied_takers: tuple[str, ...] = ()
    chosen: bool = False
    split: Split | None = None
    pool: str = ""


def reason_of(service: ServiceUnits, count: UnitCount) -> Reason:
    """Return why a service has its units."""
    split = service.split if service.group.assistant_minutes and service.units else None
    if not service.group.timing.pooled:
        return _alone(service, split)
    pool = _pool_of(service.group, count)
    assignment = pool.assignment
    tied = tuple([pool.services[at].group.key for at in assignment.tied])
    in_tie = service.group.key in tied
    kind = _pooled_kind(service, pool, pool.rule, in_tie)
    none_left = kind is ReasonKind.NONE_LEFT or kind is ReasonKind.NONE_LEFT_IN_TIE
    return Reason(
        kind,
        amount=service.group.minutes,
        units=service.units,
        full=service.full,
        remaining_minutes=service.remaining_minutes,
        total=assignment.minutes,
        total_units=assignment.units,
        remaining_units=assignment.remaining_units,
        first=pool.rule.minute_range(1)[0],
        takers=_takers(pool) if none_left else (),
        tied=tied if in_tie else (),
        tied_takers=_tied_takers(pool) if in_tie else (),
        chosen=in_tie and assignment.chosen,
        split=split,
        pool=service.group.pool,
    )


def _pool_of(group: Group, count: UnitCount) -> Pool:
    return next(
        pool
        for pool in count.pools
        if any(service.group.rows == group.rows for service in pool.services)
    )


def _alone(service: ServiceUnits, split: Split | None) -> Reason:
    group, timing = service.group, service.group.timing
    at_its_most = service.units > 0 and timing.each is None
    if timing.untimed:
        kind = ReasonKind.PERIOD if timing.name == "period" else ReasonKind.UNTIMED
    elif timing.measure is Measure.COUNT:
        sections = timing.name == "section"
        kind = ReasonKind.COUNTED_SECTIONS if sections else ReasonKind.COUNTED_APPLIED
    elif timing.measure is Measure.AREA and not group.square_cm:
        kind = ReasonKind.AREA_ASSUMED
    elif not service.units:
        kind = ReasonKind.BELOW_FIRST_UNIT
    elif at_its_most:
        kind = ReasonKind.COUNTED_APART_AT_ITS_MOST
    else:
        kind = ReasonKind.COUNTED_APART
    return Reason(
        kind,
        amount=timing.covered(1) if kind is ReasonKind.AREA_ASSUMED else group.amount,
        measure=timing.measure,
        units=service.units,
        needed=0 if at_its_most else timing.least_for(service.units + 1),
        key=group.key if kind is ReasonKind.BELOW_FIRST_UNIT else "",
        split=split,
        pool=group.pool,
    )


def _pooled_kind(service: ServiceUnits, pool: Pool, rule: Rule, in_tie: bool) -> ReasonKind:
    if not service.units:
        return _kind_without_unit(service, pool, rule, in_tie)
    if not service.remaining_minutes:
        return ReasonKind.NOTHING_OVER
    if service.took:
        return _kind_of_taking(service, pool, in_tie)
    if in_tie:
        return ReasonKind.LOST_IN_TIE
    if not pool.assignment.remaining_units:
        pooled = rule.pools_services
        return ReasonKind.ONLY_FULL_OF_TOTAL if pooled else ReasonKind.ONLY_FULL_ALONE
    if pool.assignment.remaining_units == 1:
        return ReasonKind.LOST_THE_ONE_TO_LARGER
    return ReasonKind.LOST_SEVERAL_TO_LARGER


def _kind_without_unit(service: ServiceUnits, pool: Pool, rule: Rule, in_tie: bool) -> ReasonKind:
    if not service.group.minutes:
        return ReasonKind.NO_MINUTES
    if pool.units:
        return ReasonKind.NONE_LEFT_IN_TIE if in_tie else ReasonKind.NONE_LEFT
    if rule.pools_services:
        return ReasonKind.TOTAL_BELOW_FIRST_UNIT
    return ReasonKind.ALONE_BELOW_FIRST_UNIT


def _kind_of_taking(service: ServiceUnits, pool: Pool, in_tie: bool) -> ReasonKind:
    if in_tie:
        return ReasonKind.TOOK_IN_TIE
    if len(pool.services) == 1:
        if service.full:
            return ReasonKind.TOOK_ONE_MORE_PAST_MIDPOINT
        return ReasonKind.TOOK_FIRST_PAST_MIDPOINT
    if pool.assignment.remaining_units == 1:
        return ReasonKind.TOOK_AS_LARGEST
    return ReasonKind.TOOK_AMONG_LARGEST


def _takers(pool: Pool) -> tuple[tuple[str, int], ...]:
    return tuple([(other.group.key, other.units) for other in pool.services if other.units])


def _tied_takers(pool: Pool) -> tuple[str, ...]:
    takers = pool.assignment.takers
    return tuple([pool.services[at].group.key for at in pool.assignment.tied if at in takers])

"""Why a service has the units it has, in sentences that can be pasted into a note."""

from __future__ import annotations

from collections.abc import Sequence

from quarterhour.units.count import Pool, ServiceUnits, UnitCount


def reason(service: ServiceUnits, count: UnitCount) -> str:
    """Return the reason for a service's units as one or two sentences."""
    pool = next((pool for pool in count.pools if service in pool.services), None)
    text = _pooled(service, pool, count) if pool else _alone(service)
    if service.group.assistant_minutes and service.split.reason and service.units:
        text = f"{text} {service.split.reason}"
    return text


def pool_sentence(pool: Pool) -> str:
    """Return the total, its units and the minutes to each edge of the range as a sentence."""
    slack = pool.at_most - pool.minutes
    more = f"{minutes_text(slack + 1)} more would allow {units_text(pool.units + 1)}"
    who = f"{pool.name} " if pool.name else ""
    what = f" of {pool.key}" if pool.key else ""
    total = f"{pool.minutes} {who}timed minutes{what}"
    if not pool.units:
        return f"{total} allow no unit; {more}."
    spare = pool.minutes - pool.at_least
    above = f"{spare} above" if spare else "just at"
    return (
        f"{total}: {pool.at_least} to {pool.at_most} is {units_text(pool.units)} "
        f"({above} the lower edge); {more}."
    )


def units_text(units: int) -> str:
    """Return a number of units in words that agree with it."""
    return f"{units} unit" if units == 1 else f"{units} units"


def minutes_text(minutes: int) -> str:
    """Return a number of minutes in words that agree with it."""
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"


def joined(parts: Sequence[str]) -> str:
    """Return the parts as a list in a sentence."""
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _alone(service: ServiceUnits) -> str:
    group = service.group
    clock = group.clock
    if clock.untimed:
        if clock.name == "period":
            return "Billed once in its period, whatever the minutes."
        return "Untimed: 1 unit a day, whatever the minutes."
    if clock.measure == "square cm" and not group.square_cm:
        return f"First {clock.first} square cm assumed: enter the treated area."
    measure = "minute" if clock.measure == "minutes" and group.amount == 1 else clock.measure
    amount = f"{group.amount} {measure}"
    if not service.units:
        return (
            f"{amount}, documented; the first unit of this code needs "
            f"{clock.least_for(1)} {clock.measure}."
        )
    text = f"{amount}, counted apart from other services: {units_text(service.units)}"
    if clock.each is None:
        return f"{text}, the most it has."
    return f"{text}; the next needs {clock.least_for(service.units + 1)} {clock.measure}."


def _pooled(service: ServiceUnits, pool: Pool, count: UnitCount) -> str:
    if not service.units:
        return _no_unit(service, pool, count)
    text = f"{minutes_text(service.group.minutes)}: {_full(service.full)}"
    if not service.remainder:
        return f"{text}, nothing over."
    text = f"{text}, remainder {service.remainder}"
    if service.took:
        return f"{text}; {_why_taken(service, pool)}"
    return f"{text}; {_why_not(service, pool, count)}"


def _full(blocks: int) -> str:
    if not blocks:
        return "no full quarter hour"
    return f"{blocks} full quarter hour" + ("s" if blocks > 1 else "")


def _tied_keys(pool: Pool) -> list[str]:
    return [pool.services[place].group.key for place in pool.allocation.tied]


def _why_taken(service: ServiceUnits, pool: Pool) -> str:
    if service.group.key in _tied_keys(pool):
        return (
            f"{joined(_tied_keys(pool))} tie on {service.remainder} for a left-over unit, "
            f"and it goes here {_by(pool)}."
        )
    if len(pool.services) == 1:
        earned = "one more unit" if service.full else "a unit"
        return f"{minutes_text(service.remainder)} pass the midpoint and earn {earned}."
    if pool.allocation.left_over == 1:
        return "the largest remainder, so it takes the left-over unit."
    return f"one of the largest, so it takes one of {pool.allocation.left_over} left-over units."


def _why_not(service: ServiceUnits, pool: Pool, count: UnitCount) -> str:
    if service.group.key in _tied_keys(pool):
        return (
            f"{joined(_tied_keys(pool))} tie on {service.remainder} for a left-over unit, "
            f"and it goes to {_tied_takers(pool)} {_by(pool)}."
        )
    if not pool.allocation.left_over:
        total = _total(pool, count)
        return f"{total} allow {units_text(pool.units)}, all full quarter hours."
    if pool.allocation.left_over == 1:
        return "the left-over unit went to a larger remainder."
    return "the left-over units went to larger remainders."


def _total(pool: Pool, count: UnitCount) -> str:
    if not count.rule.pools_services:
        return f"{minutes_text(pool.minutes)} alone"
    return f"total timed minutes of {pool.minutes}"


def _no_unit(service: ServiceUnits, pool: Pool, count: UnitCount) -> str:
    if not service.group.minutes:
        return "No minutes entered."
    documented = f"{minutes_text(service.group.minutes)}, documented"
    if not pool.units:
        total = f"the total of timed minutes is {pool.minutes}"
        counted = total if count.rule.pools_services else "it is counted alone"
        return f"{documented}; {counted}, and the first unit needs 8."
    takers = [f"{other.group.key} ({other.units})" for other in pool.services if other.units]
    text = (
        f"{documented}; {_total(pool, count)} allow {units_text(pool.units)}, "
        f"taken by {joined(takers)}."
    )
    if service.group.key in _tied_keys(pool):
        return (
            f"{text} {joined(_tied_keys(pool))} tie; {_by(pool)} it goes to {_tied_takers(pool)}."
        )
    return text


def _by(pool: Pool) -> str:
    return "by the therapist's choice" if pool.allocation.chosen else "by order of entry"


def _tied_takers(pool: Pool) -> str:
    takers = set(pool.allocation.takers) & set(pool.allocation.tied)
    return joined([pool.services[place].group.key for place in sorted(takers)])

"""The total-minutes rule worked out from its text alone, to compare the engine with.

It shares no code and no method with the engine: the chart is read off line by line, and units
are handed out one at a time, each to a service with the most minutes not yet billed. Where
several have the most, every choice is followed.
"""

from __future__ import annotations

from collections.abc import Sequence

# Pub. 100-04 ch. 5 §20.2: 1 unit from 8 minutes, 2 from 23, 3 from 38, and so on.
CHART = [8, 23, 38, 53, 68, 83, 98, 113]


def units_of_total(total: int) -> int:
    """Return the units of a total by the chart, which goes on in steps of 15 minutes."""
    lines = list(CHART)
    while lines[-1] <= total:
        lines.append(lines[-1] + 15)
    return sum(1 for least in lines if least <= total)


def valid_allocations(minutes: Sequence[int]) -> set[tuple[int, ...]]:
    """Return every correct choice by the rule."""
    found = {tuple(0 for _ in minutes)}
    for _ in range(units_of_total(sum(minutes))):
        found = {following for units in found for following in hand_out(minutes, units)}
    return found


def hand_out(minutes: Sequence[int], units: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Return the choices with one more unit, where most minutes are not yet billed."""
    unbilled = [have - 15 * billed for have, billed in zip(minutes, units, strict=True)]
    most = max(unbilled)
    return {
        tuple(billed + (at == place) for at, billed in enumerate(units))
        for place, left in enumerate(unbilled)
        if left == most
    }

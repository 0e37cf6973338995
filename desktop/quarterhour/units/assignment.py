"""One pool of timed minutes: its units, who takes the remaining ones, and every tie."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from quarterhour.units.rules import Rule

QUARTER = 15


class ChoiceError(ValueError):
    """The recorded choice of who takes the remaining units is not a valid one."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """How the units of one pool are assigned to its services (numbered in order of entry).

    `full` and `remaining` are each service's full 15-minute units and the minutes beyond them.
    `remaining_units` units remain after these. `certain` services take one of them in every
    correct choice; `tied` ones have the same remaining minutes and compete for the rest.
    `takers` are those that take one here; `chosen` tells whether someone chose them.
    """

    minutes: int
    units: int
    full: tuple[int, ...]
    remaining: tuple[int, ...]
    remaining_units: int
    certain: tuple[int, ...]
    tied: tuple[int, ...]
    takers: tuple[int, ...]
    chosen: bool

    @property
    def choice_count(self) -> int:
        """Return how many correct choices there are."""
        return comb(len(self.tied), self.remaining_units - len(self.certain))

    def choices(self) -> Iterator[tuple[int, ...]]:
        """Yield the takers of every correct choice, the present one first."""
        yield self.takers
        for some in combinations(self.tied, self.remaining_units - len(self.certain)):
            takers = tuple(sorted((*self.certain, *some)))
            if takers != self.takers:
                yield takers


def assign(minutes: Sequence[int], rule: Rule, choice: Collection[int] = ()) -> Assignment:
    """Assign the units of one pool.

    `minutes` are those of each service. `choice` names the services that take the remaining
    units; without one, those entered first take them in a tie.

    Raises ChoiceError if the choice gives a unit to fewer remaining minutes, or too many or too
    few.
    """
    full = tuple(each // QUARTER for each in minutes)
    remaining = tuple(each % QUARTER for each in minutes)
    total = sum(minutes)
    units = rule.total_units(total)
    remaining_units = units - sum(full)
    certain, tied = _ranked(remaining, remaining_units)
    takers = tuple(sorted((*certain, *tied[: remaining_units - len(certain)])))
    if choice:
        chosen = tuple(sorted(choice))
        _check_choice(chosen, certain, tied, remaining_units)
        takers = chosen
    return Assignment(
        total, units, full, remaining, remaining_units, certain, tied, takers, bool(choice)
    )


def _ranked(
    remaining: Sequence[int], remaining_units: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the services with more remaining minutes than the cut, and those that tie on it."""
    if remaining_units == 0:
        return (), ()
    cut = sorted(remaining, reverse=True)[remaining_units - 1]
    above = tuple(i for i, remaining_minutes in enumerate(remaining) if remaining_minutes > cut)
    equal = tuple(i for i, remaining_minutes in enumerate(remaining) if remaining_minutes == cut)
    if len(above) + len(equal) == remaining_units:
        return tuple(sorted((*above, *equal))), ()
    return above, equal


def _check_choice(
    choice: tuple[int, ...], certain: tuple[int, ...], tied: tuple[int, ...], remaining_units: int
) -> None:
    if len(set(choice)) != len(choice):
        raise ChoiceError("a service is named twice")
    if len(choice) != remaining_units:
        raise ChoiceError(
            f"{len(choice)} named, but there {'is' if remaining_units == 1 else 'are'} "
            f"{remaining_units} remaining {'unit' if remaining_units == 1 else 'units'}"
        )
    if not set(certain) <= set(choice) <= {*certain, *tied}:
        raise ChoiceError("remaining units go to the codes with the most remaining minutes")

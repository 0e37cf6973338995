"""The tags of a day's visits: a visit without one gets the next free letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from string import ascii_uppercase

from quarterhour.day.entries import Day


def tags_of(day: Day) -> list[str]:
    """Return the tag of each visit; visits with the same one are of one patient."""
    return with_letters([visit.tag for visit in day.visits])


def with_letters(typed: Sequence[str]) -> list[str]:
    """Return tags, with the next free letter for each that is empty."""
    taken = set(typed)
    free = (tag for tag in _letters() if tag not in taken)
    return [tag or next(free) for tag in typed]


def _letters() -> Iterator[str]:
    yield from ascii_uppercase
    yield from map("".join, product(ascii_uppercase, repeat=2))

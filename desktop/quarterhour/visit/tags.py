"""Tags that tell the patients of a day apart: a visit without one gets the next free letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from string import ascii_uppercase


def with_letters(typed: Sequence[str]) -> list[str]:
    """Return tags, with the next free letter for each that is empty."""
    return list(_lettered(tuple(typed)))


@lru_cache(maxsize=64)  # of a day, each visit asks for them
def _lettered(typed: tuple[str, ...]) -> tuple[str, ...]:
    taken = set(typed)
    free = (tag for tag in _letters() if tag not in taken)
    return tuple([tag or next(free) for tag in typed])


def _letters() -> Iterator[str]:
    yield from ascii_uppercase
    yield from map("".join, product(ascii_uppercase, repeat=2))

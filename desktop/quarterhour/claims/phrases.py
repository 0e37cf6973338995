"""How words and dates stand in the sentences about a claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache


def listed(words: Iterable[str], joined_by: str = "and") -> str:
    """Return words as a list in a sentence, each once; nothing for no words."""
    *others, last = dict.fromkeys(words) or [""]
    comma = "," if others[1:] else ""
    return f"{', '.join(others)}{comma} {joined_by} {last}" if others else last


# Python imports a module for each date that it formats, and every key tells the same few.
@lru_cache(maxsize=64)
def date_text(day: date) -> str:
    """Return a date as in running text: November 23, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


@lru_cache(maxsize=64)
def month_text(day: date) -> str:
    """Return the month of a date: November 2026."""
    return f"{day:%B %Y}"


@lru_cache(maxsize=64)
def weekday(day: date) -> str:
    """Return the day of the week of a date: Monday."""
    return f"{day:%A}"

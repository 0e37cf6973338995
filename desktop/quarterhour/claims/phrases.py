"""How words and dates stand in the sentences about a claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def listed(words: Iterable[str], joined_by: str = "and") -> str:
    """Return words as a list in a sentence, each once; nothing for no words."""
    *others, last = dict.fromkeys(words) or [""]
    comma = "," if others[1:] else ""
    return f"{', '.join(others)}{comma} {joined_by} {last}" if others else last


def date_text(day: date) -> str:
    """Return a date as in running text: November 23, 2026."""
    return f"{day:%B} {day.day}, {day.year}"

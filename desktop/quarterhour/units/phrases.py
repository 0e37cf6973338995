"""The words for units and minutes, and for lists of words, that agree with their number."""

from __future__ import annotations

from collections.abc import Sequence


def units_text(units: int) -> str:
    """Return a number of units in words that agree with it."""
    return f"{units} unit" if units == 1 else f"{units} units"


def minutes_text(minutes: int) -> str:
    """Return a number of minutes in words that agree with it."""
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"


def joined(parts: Sequence[str]) -> str:
    """Return the parts as a list in a sentence."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"

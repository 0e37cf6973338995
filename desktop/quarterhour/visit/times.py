"""Clock times as people type them: `9:05-9:28`. All times are read here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from quarterhour.visit.kinds import quoted

HOUR = 60
HALF_DAY = 12 * HOUR
DAY = 24 * HOUR
# The longest time that can pass noon on a 12-hour clock: that of the longest row.
_LONGEST = 480

PATTERN = r"\s*[0-9]{1,2}:[0-9]{2}\s*[-\u2013\u2212]\s*[0-9]{1,2}:[0-9]{2}\s*"
_CLOCKS = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*-\s*([0-9]{1,2}):([0-9]{2})")


class Interval(NamedTuple):
    """Minutes of a day since midnight. It is half open: the minute `end` is not in it."""

    start: int
    end: int


def plain_dashes(text: str) -> str:
    """Return a text with a plain hyphen for the dashes and minus signs of word processors."""
    return text.replace("\u2013", "-").replace("\u2212", "-")


@lru_cache(maxsize=4096)  # a key that is typed leaves all other times of a day as they were
def typed_interval(text: str) -> Interval | None:
    """Return two clock times as they are typed, or None where the text is something else.

    The second may be the earlier one. Raises ValueError with a message for impossible times; the
    day ends at 24:00.
    """
    text = plain_dashes(text).strip()
    clocks = _CLOCKS.fullmatch(text)
    if clocks is None:
        return None
    hour, minute, end_hour, end_minute = map(int, clocks.groups())
    start, end = hour * HOUR + minute, end_hour * HOUR + end_minute
    if max(start, end) > DAY or max(minute, end_minute) > 59:
        raise ValueError(f"\u201c{quoted(text)}\u201d isn't a time. Enter times as 9:05-9:28.")
    return Interval(start, end)


def past_noon(typed: Interval, longest: int = _LONGEST) -> Interval | None:
    """Return a time that passes noon on a 12-hour clock, as 12:50-1:15; None where it can't."""
    start, end = typed
    if end < start and start < HALF_DAY + HOUR and end + HALF_DAY - start <= longest:
        return Interval(start, end + HALF_DAY)
    return None


def read_interval(text: str) -> Interval | None:
    """Return the time between two clock times, or None where the text is something else.

    A pair may pass noon on a 12-hour clock: `12:50-1:15` ends at 13:15. Raises ValueError with
    a message for impossible times; the day ends at 24:00.
    """
    typed = typed_interval(text)
    if typed is None or typed.start <= typed.end:
        return typed
    found = past_noon(typed)
    if found is None:
        raise ValueError(
            f"\u201c{quoted(plain_dashes(text).strip())}\u201d ends before it starts. "
            "Check that both times are typed correctly."
        )
    return found


def minutes_of(times: Iterable[str]) -> int:
    """Return how many minutes the times cover; a minute in several of them counts once.

    Raises ValueError where one is not a pair of times.
    """
    covered, until = 0, 0
    for start, end in sorted(map(_interval, times)):
        covered += max(0, end - max(start, until))
        until = max(until, end)
    return covered


def _interval(text: str) -> Interval:
    interval = read_interval(text)
    if interval is None:
        raise ValueError(
            f"\u201c{quoted(text)}\u201d isn't a start and an end time. Enter times as 9:05-9:28."
        )
    return interval

"""Clock times as people type them: `9:05-9:28`. All times are read here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from quarterhour.visit.kinds import quoted

_HOUR = 60
_HALF_DAY = 12 * _HOUR
_DAY = 24 * _HOUR
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


def read_interval(text: str) -> Interval | None:
    """Return the time between two clock times, or None where the text is something else.

    A pair may pass noon on a 12-hour clock: `12:50-1:15` ends at 13:15. Raises ValueError with
    a message for impossible times; the day ends at 24:00.
    """
    text = plain_dashes(text).strip()
    clocks = _CLOCKS.fullmatch(text)
    if clocks is None:
        return None
    hour, minute, end_hour, end_minute = map(int, clocks.groups())
    start, end = hour * _HOUR + minute, end_hour * _HOUR + end_minute
    shown = quoted(text)
    if max(start, end) > _DAY or max(minute, end_minute) > 59:
        raise ValueError(f"\u201c{shown}\u201d isn't a time. Enter times as 9:05-9:28.")
    if end < start and max(hour, end_hour) <= 12 and end + _HALF_DAY - start <= _LONGEST:
        end += _HALF_DAY
    if end < start:
        raise ValueError(
            f"\u201c{shown}\u201d ends before it starts. Check that both times are typed correctly."
        )
    return Interval(start, end)


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

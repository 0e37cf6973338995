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

# Half a day may be said after each clock time, as am or pm.
_ONE = r"\s*[0-9]{1,2}:[0-9]{2}(?:\s*[AaPp]\.?(?:[Mm]\.?)?)?\s*"
PATTERN = rf"{_ONE}[-\u2013\u2212]{_ONE}"
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?:\s*([ap])\.?(?:m\.?)?)?"
_HOUR_ALONE = re.compile(r"(?<![:0-9])([0-9]{1,2})(?![:0-9])")
_CLOCKS = re.compile(rf"{_CLOCK}\s*-\s*{_CLOCK}", re.IGNORECASE)


class Interval(NamedTuple):
    """Minutes of a day since midnight. It is half open: the minute `end` is not in it."""

    start: int
    end: int


class SaidInterval(Interval):
    """Minutes of a day of which it is said whether they are before or after noon."""

    __slots__ = ()


def with_minutes(text: str) -> str:
    """Return a pair of clock times with the minutes of hours typed alone: 8-12 as 8:00-12:00.

    It is for where nothing but times is typed; a text that is none is as it was.
    """
    whole = _HOUR_ALONE.sub(r"\1:00", text)
    return whole if re.fullmatch(PATTERN, whole) else text


def plain_dashes(text: str) -> str:
    """Return a text with a plain hyphen for the dashes and minus signs of word processors."""
    return text.replace("\u2013", "-").replace("\u2212", "-")


@lru_cache(maxsize=4096)  # a key that is typed leaves all other times of a day as they were
def typed_interval(text: str) -> Interval | None:
    """Return two clock times as they are typed, or None where the text is something else.

    The second may be the earlier one. Where am or pm is said, it is the one time that is meant;
    said of one of the two, it is a time of at most 8 hours. Raises ValueError with a message for
    impossible times; the day ends at 24:00.
    """
    text = plain_dashes(text).strip()
    clocks = _CLOCKS.fullmatch(text)
    if clocks is None:
        return None
    *first, half, end_hour, end_minute, end_half = clocks.groups()
    hour, minute = map(int, first)
    start, end = hour * HOUR + minute, int(end_hour) * HOUR + int(end_minute)
    said = [at // HOUR for at, of in ((start, half), (end, end_half)) if of]
    impossible = any(not 1 <= each <= 12 for each in said)  # as 13:10 pm is
    if impossible or max(start, end) > DAY or max(minute, int(end_minute)) > 59:
        raise ValueError(f"\u201c{quoted(text)}\u201d isn't a time. Enter times as 9:05-9:28.")
    return _said(text, (start, half), (end, end_half)) if said else Interval(start, end)


def _said(text: str, start: tuple[int, str | None], end: tuple[int, str | None]) -> SaidInterval:
    """Return the only time that two clock times can be, of which half a day is said."""
    longest = DAY if start[1] and end[1] else _LONGEST
    ends = [DAY if each == 0 and end[1] else each for each in _halves(*end)]  # 12:00 am
    for first in _halves(*start):
        for last in ends:
            if first <= last <= first + longest:
                return SaidInterval(first, last)
    why = "ends before it starts. Check" if longest == DAY else "isn't clear. Enter am or pm after"
    both = "that both times are typed correctly." if longest == DAY else "both times."
    raise ValueError(f"\u201c{quoted(text)}\u201d {why} {both}")


def _halves(minute: int, half: str | None) -> list[int]:
    """Return the minutes of a day that a clock time can be; said half a day, it is one."""
    if not HOUR <= minute < HALF_DAY + HOUR:
        return [minute]
    early = minute % HALF_DAY
    if half is None:
        return [early, early + HALF_DAY]
    return [early + HALF_DAY * (half in "pP")]


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

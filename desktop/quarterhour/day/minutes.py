"""Sets of minutes of a day.

A set is an integer whose bits are the minutes since midnight, so that what two services share is
`one & other`, and how many minutes that is, `(one & other).bit_count()`.
"""

from __future__ import annotations

from collections.abc import Iterable

from quarterhour.visit.times import HOUR, Interval, typed_interval

NONE = 0


def minutes_between(start: int, end: int) -> int:
    """Return the minutes from `start` up to `end`, which is not one of them."""
    return (1 << end) - (1 << start)


def minutes_in(intervals: Iterable[Interval]) -> int:
    """Return the minutes in any of some intervals."""
    found = NONE
    for start, end in intervals:
        found |= minutes_between(start, end)
    return found


def union(sets: Iterable[int]) -> int:
    """Return the minutes in any of some sets."""
    found = NONE
    for minutes in sets:
        found |= minutes
    return found


def gap(interval: Interval, minutes: int) -> int | None:
    """Return how many minutes lie between a time and the nearest of some; None without any."""
    start, end = interval
    if minutes_between(start, end) & minutes:
        return 0
    before, after = minutes & minutes_between(0, start), minutes >> end
    gaps = [start - before.bit_length()] * bool(before)
    gaps += [(after & -after).bit_length() - 1] * bool(after)
    return min(gaps, default=None)


def stretches(minutes: int) -> list[Interval]:
    """Return the stretches that minutes make up, in order."""
    found = []
    start = 0
    while minutes:
        skipped = (minutes & -minutes).bit_length() - 1
        minutes >>= skipped
        start += skipped
        length = (~minutes & (minutes + 1)).bit_length() - 1
        minutes >>= length
        found.append(Interval(start, start + length))
        start += length
    return found


def first_minutes(minutes: int, count: int) -> int:
    """Return the first `count` of some minutes."""
    found = NONE
    for start, end in stretches(minutes):
        taken = min(count, end - start)
        found |= minutes_between(start, start + taken)
        count -= taken
    return found


def clock_text(minute: int) -> str:
    """Return a minute of the day on a 24-hour clock: 9:05, 13:15."""
    return f"{minute // HOUR}:{minute % HOUR:02}"


def interval_text(interval: Interval) -> str:
    """Return a time from one minute to another: 9:05-9:28."""
    return f"{clock_text(interval.start)}-{clock_text(interval.end)}"


def shown_clock(minute: int) -> str:
    """Return a minute of the day as people say it: 9:05, 1:15."""
    hour = (minute // HOUR - 1) % 12 + 1
    return f"{hour}:{minute % HOUR:02}"


def shown_interval(interval: Interval) -> str:
    """Return a time from one minute to another as people say it: 1:22\u20131:23."""
    return f"{shown_clock(interval.start)}\u2013{shown_clock(interval.end)}"


def minutes_text(count: int) -> str:
    """Return how many minutes: `1 minute`, `15 minutes`."""
    return f"{count} minute{'s' * (count != 1)}"


def intervals_of(when: str) -> list[Interval]:
    """Return the stretches that `when_text` wrote."""
    read = map(typed_interval, filter(None, when.split(", ")))
    return [each for each in read if each is not None]


def when_text(minutes: int) -> str:
    """Return the stretches of some minutes: `9:15-9:30, 10:00-10:05`; empty for none."""
    return ", ".join(map(interval_text, stretches(minutes)))

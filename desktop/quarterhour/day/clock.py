"""Clock times of a day as people mean them: `1:00-1:45` after a morning is 13:00 to 13:45.

Times stay as they are typed. Here they are read as minutes of the day. What can't be read so is not
guessed: it is unclear, and asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quarterhour.day.entries import Day
from quarterhour.day.minutes import NONE, gap, minutes_between, minutes_in, union
from quarterhour.visit import VisitError
from quarterhour.visit.times import (
    DAY,
    HALF_DAY,
    HOUR,
    Interval,
    SaidInterval,
    past_noon,
    typed_interval,
)

# Nobody treats before 6:00 by a 12-hour clock. What begins at 6:00 is early before a morning, late
# after an afternoon, and unclear where the day has both. From 7:00 it is morning, unless
# other times of the day put that in doubt; see `unclear`.
_AFTERNOON = range(HOUR, 6 * HOUR)
_EARLY_OR_LATE = range(6 * HOUR, 7 * HOUR)
_MORNING = range(7 * HOUR, HALF_DAY)
TURNED, MORNING, EVENING = "turned", "morning", "evening"


class Read(NamedTuple):
    """Times that were read: their minutes, and those that are unclear, as typed.

    `twice` are minutes that several of the times have.
    """

    minutes: int = NONE
    unclear: tuple[str, ...] = ()
    twice: int = NONE


class Clock:
    """Reads the times of a day, whose people and their hours help where a time has two meanings."""

    def __init__(self, day: Day) -> None:
        typed = [_typed(text) for text in _all_times(day)]
        times = [each for each in typed if not isinstance(each, SaidInterval)]
        self._evening = any(each.start in _AFTERNOON and each.end <= HALF_DAY for each in times)
        self._morning = any(each.start in _MORNING for each in typed)
        self.hours = {
            person.id: self._hours(person.clock, f"people[{at}].clock")
            for at, person in enumerate(day.people)
        }

    def reads_as(self, other: Clock) -> bool:
        """Return whether both read the same times alike, of people who have the same hours."""
        return (self._evening, self._morning) == (other._evening, other._morning)

    def read(self, times: Iterable[str], people: Iterable[str] = ()) -> Read:
        """Return the minutes of some times, of people who were on the clock where that is known."""
        times, people = list(times), tuple(people)
        on_clock = self._on_clock(people)
        meant = {text: self._meant(_typed(text), on_clock) for text in times}
        unclear = [text for text, each in meant.items() if each is None]
        for text in unclear:  # the list grows: a time next to an unclear one is unclear, too
            late = minutes_in(_meanings(_typed(text))[1:])
            unclear += [
                other
                for other in meant
                if other not in unclear
                and (either := self.morning_or_evening(other, people))
                and gap(either[1], late) == 0
            ]
        once = twice = NONE
        for text in times:
            each = meant[text]
            if each and text not in unclear:
                minutes = minutes_between(*each)
                twice |= once & minutes
                once |= minutes
        return Read(once, tuple(text for text in times if text in unclear), twice)

    def morning_or_evening(
        self, text: str, people: Iterable[str]
    ) -> tuple[Interval, Interval] | None:
        """Return both meanings of a time that is read as one of the morning, if it has two.

        None where the hours of its people tell which is meant.
        """
        typed = _typed(text)
        meanings = self._possible(typed, self._on_clock(people))
        if typed.start not in _MORNING or len(meanings) < 2:
            return None
        early, late = meanings
        return early, late

    def stay(self, text: str, treated: int) -> int:
        """Return the minutes from coming to going, where it can be that of treated minutes."""
        typed = _typed(text)
        meant = self._meant(typed, treated) or next(iter(_meanings(typed)), None)
        return minutes_between(*meant) if meant else NONE

    def _on_clock(self, people: Iterable[str]) -> int:
        return union(self.hours.get(id, NONE) for id in people)

    def _possible(self, typed: Interval, on_clock: int) -> list[Interval]:
        """Return what a time can mean of people who were on the clock then."""
        meanings = _meanings(typed)
        if on_clock and len(meanings) > 1:
            within = [(minutes_between(*each) & on_clock).bit_count() for each in meanings]
            if within[0] != within[1]:
                return [meanings[within.index(max(within))]]
        return meanings

    def _meant(self, typed: Interval, on_clock: int) -> Interval | None:
        meanings = self._possible(typed, on_clock)
        early_or_late = typed.start in _EARLY_OR_LATE and self._evening
        if early_or_late and self._morning and len(meanings) > 1:
            return None
        late = typed.start in _AFTERNOON or early_or_late
        return next(iter(meanings[::-1] if late else meanings), None)

    def _hours(self, clock: tuple[str, ...], path: str) -> int:
        """Return when a person was on the clock. Raises VisitError where that is unclear."""
        intervals: list[Interval] = []
        for at, text in enumerate(clock):
            typed = _typed(text)
            meant = past_noon(typed, HALF_DAY)
            meanings = [meant] if meant else _meanings(typed)
            # Hours are in the order of the day: what begins at 6:00 is late after an afternoon.
            after_noon = any(each.end > HALF_DAY for each in intervals)
            late = typed.start in _AFTERNOON or (after_noon and typed.start in _EARLY_OR_LATE)
            meant = next(iter(meanings[::-1] if late else meanings), None)
            if meant is None:
                raise VisitError(
                    f"{path}[{at}]",
                    f"\u201c{text}\u201d ends before it starts. Enter times as 8:00-12:00.",
                )
            if meant.start == meant.end:
                raise VisitError(
                    f"{path}[{at}]",
                    f"\u201c{text}\u201d has no minutes. Enter times as 8:00-12:00.",
                )
            intervals.append(meant)
        return minutes_in(intervals)


def evening_minutes(texts: Iterable[str], minutes: int) -> int:
    """Return the minutes that a 12-hour clock has of an afternoon or an evening.

    They are those of the texts that were read as after noon, of which there are `minutes`.
    """
    if not minutes >> HALF_DAY:
        return NONE
    late = (each for text in texts for each in _meanings(_typed(text))[1:])
    return minutes_in(each for each in late if not minutes_between(*each) & ~minutes)


def readings(times: Iterable[str]) -> dict[str, int]:
    """Return what unclear times can mean, all of them alike, by the id of the choice."""
    intervals = list(map(_typed, times))
    meanings = [_meanings(each) for each in intervals]
    if all(len(each) > 1 for each in meanings):
        early, late = zip(*meanings, strict=True) if meanings else ((), ())
        return {MORNING: minutes_in(early), EVENING: minutes_in(late)}
    if any(meanings):
        return {}
    return {TURNED: minutes_in(Interval(*sorted(each)) for each in intervals)}


def _typed(text: str) -> Interval:
    typed = typed_interval(text)
    assert typed is not None  # the kind of value in the document
    return typed


def _meanings(typed: Interval) -> list[Interval]:
    """Return what a typed time can mean, the one as typed first; nothing where it is unclear."""
    start, end = typed
    if isinstance(typed, SaidInterval):
        return [typed]
    if end < start:
        passing = past_noon(typed)
        return [passing] if passing else []
    twelve_hours = HOUR <= start < HALF_DAY and end <= HALF_DAY
    later = [Interval(start + HALF_DAY, end + HALF_DAY)] if twelve_hours else []
    return [typed, *(each for each in later if each.end <= DAY)]


def _all_times(day: Day) -> Iterable[str]:
    for person in day.people:
        yield from person.clock
    for visit in day.visits:
        for service in visit.services:
            yield from service.times
            yield from service.attended
        yield from (visit.in_out,) * bool(visit.in_out)

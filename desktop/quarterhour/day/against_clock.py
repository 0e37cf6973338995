"""Times that are outside a visit or the hours of a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quarterhour.day.clock import Clock
from quarterhour.day.entries import Day
from quarterhour.day.finding import (
    Effect,
    FindingKind,
    FindingSeverity,
    Found,
    Option,
    Taken,
    about,
)
from quarterhour.day.minutes import NONE, first_minutes, union, when_text
from quarterhour.day.rows import Row

CLOCK_WRONG = "clock"


def above_clock(day: Day, rows: Sequence[Row], clock: Clock) -> Iterator[Found]:
    """More minutes of treatment than the patient was there, or others.

    Visits of a patient with the same times of coming and going are one stay.
    """
    stays: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        in_out = day.visits[row.visit].in_out
        if in_out and row.treats:
            stays.setdefault((row.tag, in_out), []).append(row)
    for (tag, in_out), own in stays.items():
        minutes = union(row.times for row in own)
        there = clock.stay(in_out, minutes)
        entered = sum(row.entry.entered_minutes for row in own if not row.entry.times)
        above = minutes.bit_count() + entered - there.bit_count()
        if above <= 0:
            if minutes & ~there:
                yield about(
                    FindingKind.OUTSIDE_CLOCK, FindingSeverity.WARNING, own, minutes & ~there
                )
            continue
        yield Found(
            kind=FindingKind.MINUTES_ABOVE_CLOCK,
            severity=FindingSeverity.ACTION,
            people=(),
            patients=(tag,),
            rows=tuple(own),
            when=when_text(there),
            minutes=above,
            options=(Option(CLOCK_WRONG), *_with_fewer(own, above, there)),
        )


def _with_fewer(rows: Sequence[Row], above: int, there: int) -> Iterator[Option]:
    """Yield an option for each code to have had fewer minutes.

    They are those in which the patient was not there, then those of no assistant: an assistant's
    lower the payment, and stay.
    """
    by_code: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_code.setdefault((row.entry.code or "", row.discipline), []).append(row)
    for (code, discipline), own in by_code.items():
        minutes = union(row.times for row in own)
        assistants = union(row.times for row in own if row.by_assistants)
        given_up = NONE
        for rather in (minutes & ~there, minutes & ~assistants, minutes):
            left = above - given_up.bit_count()
            given_up |= first_minutes(rather & ~given_up, left)
        left = above - given_up.bit_count()
        taken = [Taken(row.number, row.times & given_up) for row in own if row.times & given_up]
        for row in own:
            if not row.entry.times:
                taken.append(Taken(row.number, fewer=min(left, row.entry.entered_minutes)))
                left -= taken[-1].fewer
        if not left:
            alone = sum(code == other for other, _ in by_code) == 1
            id = code if alone else f"{code}-{discipline.lower()}"
            yield Option(id, Effect(tuple(taken)))


def outside_clock(rows: Sequence[Row], clock: Clock) -> Iterator[Found]:
    """Minutes of someone who was not on the clock then."""
    outside: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for id in (*row.by, *row.others):
            if clock.hours.get(id) and row.times & ~clock.hours[id]:
                outside.setdefault((id, row.tag), []).append(row)
    for (id, _), own in outside.items():
        minutes = union(row.times for row in own) & ~clock.hours[id]
        yield about(FindingKind.OUTSIDE_CLOCK, FindingSeverity.WARNING, own, minutes, [id])

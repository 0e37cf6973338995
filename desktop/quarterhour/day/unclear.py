"""Times that can't be read: they end before they start, or can be morning or evening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quarterhour.day.clock import Clock, evening_minutes, readings
from quarterhour.day.entries import Day, Settled
from quarterhour.day.finding import Effect, FindingKind, FindingSeverity, Found, Option, Taken
from quarterhour.day.minutes import NONE, gap
from quarterhour.day.rows import Row
from quarterhour.day.settling import Answers
from quarterhour.visit.terms import MAX_MINUTES_A_ROW

NOT_COUNTED = "not-counted"


def read_with(
    settled: Sequence[Settled], rows: Sequence[Row], day: Day, clock: Clock
) -> tuple[list[Row], list[Found]]:
    """Return the rows with the times that answers settle, and what is or was unclear.

    A time that turns out to be in the evening can raise the question whether the next one is, too.
    Each row is asked about once.
    """
    marked = list(rows)
    while True:
        found = list(_unclear_times(marked))
        read = _with_times_settled(marked, found, settled)
        asked = {row.number for each in found for row in each.rows}
        doubts = [row for row in _in_doubt(read, day, clock) if row.number not in asked]
        if not doubts:
            return read, found
        for row in doubts:
            marked[row.number] = row


def _in_doubt(rows: Sequence[Row], day: Day, clock: Clock) -> Iterator[Row]:
    """Yield the rows of a morning that may be one of the evening, with these times unclear.

    By a 12-hour clock a time is in doubt if its evening meets an afternoon or evening of the same
    person or patient, or is nearer to that of the same visit than its morning is.
    """
    late: dict[object, int] = defaultdict(int)
    for row in rows:
        for texts, minutes, people in _read(row):
            if evening := evening_minutes(texts, minutes):
                for key in (*people, (row.tag,), row.visit):
                    late[key] |= evening
    for at, visit in enumerate(day.visits):
        if visit.in_out:
            late[at] |= evening_minutes([visit.in_out], clock.stay(visit.in_out, NONE))
    if not any(late.values()):
        return
    for row in rows:
        times, attended = (
            tuple(text for text in texts if _can_be_evening(text, people, row, clock, late))
            for texts, _, people in _read(row)
        )
        if times or attended:
            yield _unclear(row, times, attended, clock)


def _read(row: Row) -> tuple[tuple[tuple[str, ...], int, tuple[str, ...]], ...]:
    """Return the times of a row and when someone attended: texts, minutes, and people."""
    entry = row.entry
    return (entry.times, row.times, entry.by), (entry.attended, row.attended, (entry.attended_by,))


def _can_be_evening(
    text: str, people: Sequence[str], row: Row, clock: Clock, late: Mapping[object, int]
) -> bool:
    either = clock.morning_or_evening(text, people)
    if either is None:
        return False
    morning, evening = either
    if any(gap(evening, late[key]) == 0 for key in (*people, (row.tag,))):
        return True
    away = gap(evening, late[row.visit])
    return away is not None and away < (gap(morning, late[row.visit]) or 0)


def _unclear(row: Row, times: tuple[str, ...], attended: tuple[str, ...], clock: Clock) -> Row:
    """Return a row some of whose times are unclear."""
    clear, clear_attended = (
        clock.read([text for text in texts if text not in but], people)
        for (texts, _, people), but in zip(_read(row), (times, attended), strict=True)
    )
    return row._replace(
        times=clear.minutes,
        twice=clear.twice,
        unclear=times,
        attended=clear_attended.minutes,
        unclear_attended=attended,
    )


def _unclear_times(rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the rows with times that can't be read; they are not counted until that is settled."""
    found: dict[tuple[str, tuple[str, ...], str], list[Row]] = {}
    for row in rows:
        texts = ", ".join((*row.unclear, *row.unclear_attended))
        if texts:
            people = tuple(sorted({*row.by, *row.others}))
            found.setdefault((row.tag, people, texts), []).append(row)
    for (tag, people, texts), own in found.items():
        left_out = tuple(Taken(row.number) for row in own)
        yield Found(
            kind=FindingKind.TIME_UNCLEAR,
            severity=FindingSeverity.ACTION,
            people=people,
            patients=(tag,),
            rows=tuple(own),
            when=texts,
            minutes=None,
            options=(
                *_readings(own),
                Option(NOT_COUNTED, Effect(read=left_out)),
            ),
        )


def _readings(rows: Sequence[Row]) -> Iterator[Option]:
    """Yield what unclear times can mean, where that can be the minutes of a row."""
    for id in readings((*rows[0].unclear, *rows[0].unclear_attended)):
        read = tuple(Taken(row.number, readings(row.unclear).get(id, NONE)) for row in rows)
        minutes = [
            (row.times | each.times).bit_count() for row, each in zip(rows, read, strict=True)
        ]
        if max(minutes) <= MAX_MINUTES_A_ROW and all(
            row.entry.entered_minutes in (0, count)
            for row, count in zip(rows, minutes, strict=True)
        ):
            yield Option(id, Effect(read=read))


def _with_times_settled(
    rows: Sequence[Row], found: Sequence[Found], settled: Sequence[Settled]
) -> list[Row]:
    """Return the rows, those whose unclear times were found and settled with what was answered."""
    answers = Answers(settled, found, {})
    read = list(rows)
    for index, each in enumerate(found):
        option = answers.of(index)
        if option is not None:
            for row in each.rows:
                read[row.number] = _settled(row, option.id)
    return read


def _settled(row: Row, choice: str) -> Row:
    return row._replace(
        times=row.times | readings(row.unclear).get(choice, NONE),
        unclear=(),
        attended=row.attended | readings(row.unclear_attended).get(choice, NONE),
        unclear_attended=(),
    )

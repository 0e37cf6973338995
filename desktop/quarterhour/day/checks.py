"""What is wrong with one row, one visit, or one person of a day.

Sources: Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 §220 to §230 (who may do what,
students and aides, group therapy); CY 2025 physician fee schedule final rule (supervision of
assistants).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quarterhour.day.clock import Clock, readings
from quarterhour.day.entries import Day
from quarterhour.day.finding import (
    Effect,
    FindingKind,
    FindingSeverity,
    Found,
    Option,
    Taken,
)
from quarterhour.day.minutes import NONE, first_minutes, stretches, union, when_text
from quarterhour.day.people import ROLES
from quarterhour.day.rows import GROUP, ONE_ON_ONE, Row
from quarterhour.day.tags import tags_of
from quarterhour.reference import Reference
from quarterhour.visit.terms import MAX_MINUTES_A_ROW

NOT_BILLED, CLOCK_WRONG, NOT_COUNTED = "not-billed", "clock", "not-counted"
_SHORT, _MANY = 2, 3


def checks(day: Day, rows: Sequence[Row], clock: Clock, reference: Reference) -> Iterator[Found]:
    """Yield what the rows show by themselves."""
    yield from _not_billable(rows)
    yield from _supervision(day, rows, clock, reference)
    yield from _above_clock(day, rows, clock)
    yield from _outside_clock(day, rows, clock)
    yield from _short_episodes(rows)
    yield from _groups_of_one(rows)
    yield from _same_patient(day)
    yield from _not_audited(rows)


def _about(
    kind: FindingKind,
    severity: FindingSeverity,
    rows: Sequence[Row],
    minutes: int | None = None,
    people: Sequence[str] = (),
    options: Sequence[str] = (),
) -> Found:
    """Return a finding about some rows; `minutes` are those of the clock, None where not."""
    return Found(
        kind=kind,
        severity=severity,
        people=tuple(sorted(set(people))),
        patients=tuple(sorted({row.tag for row in rows})),
        rows=tuple(rows),
        when=None if minutes is None else when_text(minutes),
        minutes=None if minutes is None else minutes.bit_count(),
        options=tuple(map(Option, options)),
    )


def unclear_times(rows: Sequence[Row]) -> Iterator[Found]:
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


def _not_billable(rows: Sequence[Row]) -> Iterator[Found]:
    """Students and aides alone, and evaluations by assistants: no units."""
    found: dict[tuple[FindingKind, str, tuple[str, ...], int | None], list[Row]] = {}
    for row in rows:
        if row.entry.code is None or row.unclear:
            continue  # its times are asked about first
        if not row.billable:
            kind, people = FindingKind.NOT_BILLABLE_PERSON, row.others
        elif row.by_assistants and row.evaluation:
            kind, people = FindingKind.ASSISTANT_MAY_NOT, row.by
        else:
            continue
        found.setdefault((kind, row.tag, tuple(sorted(people)), _times(row)), []).append(row)
    for (kind, _, people, times), own in found.items():
        yield _about(kind, FindingSeverity.ACTION, own, times, people, [NOT_BILLED])


def _times(row: Row) -> int | None:
    return row.times if row.entry.times else None


def _supervision(
    day: Day, rows: Sequence[Row], clock: Clock, reference: Reference
) -> Iterator[Found]:
    """Assistants without a therapist of their discipline: on the clock, or since 2025 at all."""
    general = reference.parameter("general_supervision_of_assistants", day.date_of_service)
    severity = FindingSeverity.NOTE if general else FindingSeverity.WARNING
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.by_assistants and row.billable:
            for id in row.by:
                found.setdefault((id, row.tag), []).append(row)
    for (id, _), own in found.items():
        discipline = own[0].discipline
        therapists = [
            person.id
            for person in day.people
            if ROLES[person.role].discipline == discipline and not ROLES[person.role].assistant
        ]
        if general and therapists:
            continue
        minutes = union(row.times for row in own)
        # A therapist whose hours are not known may have been there.
        if any(not clock.hours[each] for each in therapists):
            continue
        for each in therapists:
            minutes &= ~clock.hours[each]
        if minutes or not therapists:
            timed = any(row.entry.times for row in own)
            yield _about(
                FindingKind.ASSISTANT_SUPERVISION,
                severity,
                own,
                minutes if timed else None,
                [id],
            )


def _above_clock(day: Day, rows: Sequence[Row], clock: Clock) -> Iterator[Found]:
    """More minutes of treatment than the patient was there.

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


def _outside_clock(day: Day, rows: Sequence[Row], clock: Clock) -> Iterator[Found]:
    """Minutes of someone who was not on the clock then."""
    outside: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for id in (*row.by, *row.others):
            if clock.hours.get(id) and row.times & ~clock.hours[id]:
                outside.setdefault((id, row.tag), []).append(row)
    for (id, _), own in outside.items():
        minutes = union(row.times for row in own) & ~clock.hours[id]
        yield _about(FindingKind.OUTSIDE_CLOCK, FindingSeverity.WARNING, own, minutes, [id])


def _short_episodes(rows: Sequence[Row]) -> Iterator[Found]:
    """Episodes of a minute or two, one after the other: CMS calls this a group."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        lengths = [end - start for start, end in stretches(row.times)]
        short = len(lengths) >= _MANY and max(lengths) <= _SHORT
        if short and row.treats and row.mode == ONE_ON_ONE:
            for id in row.by:
                found.setdefault(id, []).append(row)
    for id, own in found.items():
        yield Found(
            kind=FindingKind.SHORT_EPISODES,
            severity=FindingSeverity.WARNING,
            people=(id,),
            patients=tuple(sorted({row.tag for row in own})),
            rows=tuple(own),
            when="",
            minutes=None,
        )


def _groups_of_one(rows: Sequence[Row]) -> Iterator[Found]:
    """A group in which the day shows one patient alone."""
    groups = [row for row in rows if row.mode == GROUP and row.billable and row.times]
    for row in groups:
        with_others = any(
            other.tag != row.tag
            and other.times & row.times
            and (not row.by or not other.by or {*row.by} & {*other.by})
            for other in groups
        )
        if not with_others:
            yield _about(
                FindingKind.GROUP_OF_ONE, FindingSeverity.WARNING, [row], row.times, row.by
            )


def _same_patient(day: Day) -> Iterator[Found]:
    """Several visits of one patient: counted together."""
    for tag, times in Counter(tags_of(day)).items():
        if times > 1:
            yield Found(
                kind=FindingKind.SAME_PATIENT_TWICE,
                severity=FindingSeverity.NOTE,
                people=(),
                patients=(tag,),
                rows=(),
                when=None,
                minutes=None,
            )


def _not_audited(rows: Sequence[Row]) -> Iterator[Found]:
    """Minutes without times, or without the person: nothing tells whether they overlap."""
    missing = [
        row
        for row in rows
        if row.treats
        and not row.unclear
        and not (row.times and row.by)
        and (row.times or row.entry.entered_minutes)
    ]
    if missing:
        yield _about(FindingKind.NOT_AUDITED, FindingSeverity.NOTE, missing)

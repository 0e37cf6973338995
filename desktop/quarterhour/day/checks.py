"""What is wrong with one row, one visit, or one person of a day.

Sources: Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 §220 to §230 (who may do what,
students and aides, group therapy); CY 2025 physician fee schedule final rule (supervision of
assistants).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quarterhour.day.against_clock import above_clock, outside_clock
from quarterhour.day.clock import Clock
from quarterhour.day.entries import Day
from quarterhour.day.finding import (
    Effect,
    FindingKind,
    FindingSeverity,
    Found,
    Grouped,
    Option,
    Taken,
    about,
)
from quarterhour.day.minutes import stretches, union
from quarterhour.day.people import ROLES
from quarterhour.day.rows import GROUP, ONE_ON_ONE, Row
from quarterhour.day.tags import tags_of
from quarterhour.reference import Reference
from quarterhour.visit import MEDICARE

NOT_BILLED = "not-billed"
_SHORT, _MANY = 2, 3


def checks(day: Day, rows: Sequence[Row], clock: Clock, reference: Reference) -> Iterator[Found]:
    """Yield what the rows show by themselves."""
    yield from _not_billable(day, rows)
    yield from _supervision(day, rows, clock, reference)
    yield from above_clock(day, rows, clock)
    yield from outside_clock(rows, clock)
    yield from _short_episodes(rows)
    yield from _groups_of_one(rows)
    yield from _same_patient(day)
    yield from _not_audited(rows)
    yield from _present_elsewhere(day, rows, clock)


def _not_billable(day: Day, rows: Sequence[Row]) -> Iterator[Found]:
    """No units: students, aides, and for Medicare SLP assistants alone; assistants' evaluations."""
    found: dict[tuple[FindingKind, str, tuple[str, ...], int | None], list[Row]] = {}
    for row in rows:
        if row.entry.code is None or row.unclear:
            continue  # its times are asked about first
        if not row.billable:
            kind, people = FindingKind.NOT_BILLABLE_PERSON, row.others
        elif row.by_assistants and row.evaluation:
            kind, people = FindingKind.ASSISTANT_MAY_NOT, row.by
        elif row.by_assistants and row.discipline == "SLP" and _for_medicare(day, row):
            kind, people = FindingKind.NOT_BILLABLE_PERSON, row.by
        else:
            continue
        found.setdefault((kind, row.tag, tuple(sorted(people)), _times(row)), []).append(row)
    for (kind, _, people, times), own in found.items():
        off = Option(NOT_BILLED, Effect(off=tuple(row.number for row in own)))
        yield about(kind, FindingSeverity.ACTION, own, times, people, [off])


def _for_medicare(day: Day, row: Row) -> bool:
    return (day.visits[row.visit].payer or day.payer) == MEDICARE


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
            yield about(
                FindingKind.ASSISTANT_SUPERVISION,
                severity,
                own,
                minutes if timed else None,
                [id],
            )


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
        patients = tuple(sorted({row.tag for row in own}))
        options = [Option(ONE_ON_ONE)]
        if len(patients) > 1 and all(row.group_code for row in own):
            options.append(Option(GROUP, _as_group(own, id)))
        yield Found(
            kind=FindingKind.SHORT_EPISODES,
            severity=FindingSeverity.WARNING,
            people=(id,),
            patients=patients,
            rows=tuple(own),
            when="",
            minutes=None,
            options=tuple(options),
        )


def _as_group(rows: Sequence[Row], person: str) -> Effect:
    """Return that all minutes of rows were those of a group."""
    return Effect(
        tuple(Taken(row.number, row.times, people=(person,)) for row in rows),
        tuple(Grouped(row.number, row.times, person) for row in rows),
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
            yield about(FindingKind.GROUP_OF_ONE, FindingSeverity.WARNING, [row], row.times, row.by)


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
    """Minutes without times, or without the person: nothing tells whether they overlap.

    Visits of which no row has times, or a person with them, are told from those of which some do.
    """
    missing = [
        row
        for row in rows
        if row.treats
        and not row.unclear
        and not (row.times and row.by)
        and (row.times or row.entry.entered_minutes)
    ]
    timed = {row.tag for row in rows if row.entry.times}
    named = {row.tag for row in rows if row.times and row.by}
    for without_times, others in ((True, timed), (False, named)):
        for in_part in (False, True):
            own = [
                row
                for row in missing
                if (not row.times) == without_times and (row.tag in others) == in_part
            ]
            if own:
                found = about(FindingKind.NOT_AUDITED, FindingSeverity.NOTE, own)
                yield replace(found, in_part=in_part)


def _present_elsewhere(day: Day, rows: Sequence[Row], clock: Clock) -> Iterator[Found]:
    """Someone who is with a patient without billing, and treats another one at that time."""
    tags = tags_of(day)
    for visit, tag in zip(day.visits, tags, strict=True):
        for id, time in visit.present:
            there = clock.read([time], [id]).minutes
            own = [
                row
                for row in rows
                if row.treats and id in row.by and row.tag != tag and row.times & there
            ]
            if own:
                minutes = union(row.times for row in own) & there
                note = about(
                    FindingKind.PRESENT_ELSEWHERE, FindingSeverity.NOTE, own, minutes, [id]
                )
                yield replace(note, patients=tuple(sorted({*note.patients, tag})))

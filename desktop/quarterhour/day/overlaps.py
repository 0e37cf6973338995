"""Minutes that are on two claims, or twice on one: what the rows of a day share.

Sources: CMS, guidance on Part B therapy billing (codes not permitted in the same period, codes
permitted, team therapy, group and individual therapy); Medicare Benefit Policy Manual (Pub.
100-02) ch. 15 §230.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from quarterhour.day.finding import (
    Effect,
    FindingKind,
    FindingSeverity,
    Found,
    Grouped,
    Option,
    Taken,
)
from quarterhour.day.minutes import NONE, first_minutes, when_text
from quarterhour.day.rows import GROUP, ONE_ON_ONE, Row
from quarterhour.visit import DISCIPLINES

# CMS calls it a group where a therapist turns from one patient to the other every minute or two.
# That a group must last longer than this is our own reading.
_LONGER_THAN_A_TURN = 2
_QUARTER_HOUR = 15


class Shared(NamedTuple):
    """Rows that share minutes, and whose they are."""

    rows: tuple[Row, ...]
    people: tuple[str, ...]
    minutes: int

    @property
    def patients(self) -> tuple[str, ...]:
        """The tags, in order."""
        return tuple(sorted({row.tag for row in self.rows}))

    def found(
        self,
        kind: FindingKind,
        severity: FindingSeverity = FindingSeverity.ACTION,
        options: tuple[Option, ...] = (),
    ) -> Found:
        """Return a finding about these minutes."""
        return Found(
            kind=kind,
            severity=severity,
            people=self.people,
            patients=self.patients,
            rows=self.rows,
            when=when_text(self.minutes),
            minutes=self.minutes.bit_count(),
            options=options,
        )

    def taken_from(self, rows: Iterable[Row], minutes: int | None = None) -> tuple[Taken, ...]:
        """Return that some of the rows give up these minutes of the people, or some of them.

        Of a row that nobody is named for, they are given up, whoever it was.
        """
        given = self.minutes if minutes is None else minutes
        return tuple(
            Taken(
                row.number,
                row.times & given,
                people=tuple(filter(row.by.__contains__, self.people)),
            )
            for row in rows
            if row.times & given
        )


class _Pairs:
    """Collects pairs of rows that share minutes under a key, in the order of the rows."""

    def __init__(self) -> None:
        self._rows: dict[object, dict[int, Row]] = {}
        self._minutes: dict[object, int] = {}
        self._people: dict[object, set[str]] = {}

    def add(self, key: object, one: Row, other: Row, minutes: int, people: Iterable[str]) -> None:
        """Add what two rows share."""
        self._rows.setdefault(key, {}).update({one.number: one, other.number: other})
        self._minutes[key] = self._minutes.get(key, NONE) | minutes
        self._people.setdefault(key, set()).update(people)

    def __iter__(self) -> Iterator[Shared]:
        for key, rows in self._rows.items():
            in_order = tuple(rows[index] for index in sorted(rows))
            yield Shared(in_order, tuple(sorted(self._people[key])), self._minutes[key])


def overlaps(rows: Sequence[Row]) -> Iterator[Found]:
    """Yield what the rows share that cannot be billed twice, and what counts once anyway."""
    by_person: dict[str, list[Row]] = {}
    by_patient: dict[str, list[Row]] = {}
    for row in rows:
        if row.treats and row.times:
            by_patient.setdefault(row.tag, []).append(row)
            for id in row.by:
                by_person.setdefault(id, []).append(row)
    yield from _of_people(rows, by_person)
    yield from _attended(rows, by_person)
    yield from _of_patients(by_patient)


def _of_people(rows: Sequence[Row], by_person: dict[str, list[Row]]) -> Iterator[Found]:
    """One clinician with two patients, or with a group and one patient, at the same time."""
    alone, grouped = _Pairs(), _Pairs()
    for id, own in by_person.items():
        for one, other in combinations(own, 2):
            minutes = one.times & other.times
            if not minutes or (one.mode, other.mode) == (GROUP, GROUP):
                continue
            key = (id, *sorted({one.tag, other.tag}))
            if one.mode != other.mode:
                grouped.add(key, one, other, minutes, [id])
            elif one.tag != other.tag:
                alone.add(key, one, other, minutes, [id])
    for shared in alone:
        yield shared.found(FindingKind.ONE_ON_ONE_OVERLAP, options=_whose(shared, rows))
    for shared in grouped:
        yield shared.found(FindingKind.GROUP_WITH_ONE_ON_ONE, options=_was_group(shared))


def _attended(rows: Sequence[Row], by_person: dict[str, list[Row]]) -> Iterator[Found]:
    """Minutes in which someone attended a modality that are one-on-one minutes too."""
    found = _Pairs()
    for row in rows:
        id = row.entry.attended_by
        for other in by_person.get(id, []):
            minutes = row.attended & other.times
            if minutes and other.mode == ONE_ON_ONE:
                found.add((id, *sorted({row.tag, other.tag})), row, other, minutes, [id])
    for shared in found:
        losing = [row for row in shared.rows if row.treats]
        yield shared.found(
            FindingKind.ATTENDED_ELSEWHERE,
            options=(
                Option("attended", Effect(shared.taken_from(losing))),
                Option("one-on-one"),
            ),
        )


def _of_patients(by_patient: dict[str, list[Row]]) -> Iterator[Found]:
    """Minutes of one patient that several rows have."""
    twice, together, helped, again = _Pairs(), _Pairs(), _Pairs(), _Pairs()
    for tag, own in by_patient.items():
        # Each discipline is asked about its own services, where people tell one from the other.
        named = all(row.by for row in own)
        for one, other in combinations(own, 2):
            minutes = one.times & other.times
            if not minutes:
                continue
            people = {*one.by, *other.by}
            if one.discipline != other.discipline:
                key = (tag, *sorted((one.discipline, other.discipline)))
                together.add(key, one, other, minutes, people)
                continue
            # One person with a group and one-on-one: `_of_people` has that finding.
            told = one.mode != other.mode and one.by == other.by and len(people) == 1
            if one.entry.code != other.entry.code and not told:
                whose = one.discipline if named else ""
                twice.add((tag, minutes, whose), one, other, minutes, people)
            if len(people) > 1:
                helped.add((tag, one.discipline), one, other, minutes, people)
            elif one.entry.code == other.entry.code:
                again.add((tag, one.discipline, one.entry.code), one, other, minutes, people)
        for row in own:
            if row.twice:
                again.add((tag, row.number), row, row, row.twice, row.by)
            if len(row.by) > 1:
                helped.add((tag, row.discipline), row, row, row.times, row.by)
    for shared in twice:
        yield shared.found(FindingKind.SAME_MINUTES_TWICE, options=_which(shared))
    for shared in together:
        yield shared.found(FindingKind.CO_TREATMENT, options=tuple(_splits(shared)))
    for shared in again:  # the same row entered twice: a note, since it counts once
        yield shared.found(FindingKind.SAME_MINUTES_TWICE, FindingSeverity.NOTE)
    for shared in helped:
        yield shared.found(FindingKind.TWO_CLINICIANS, FindingSeverity.NOTE)


def _whose(shared: Shared, rows: Sequence[Row]) -> tuple[Option, ...]:
    """Whose minutes: those of one patient, or of a group of both."""
    options = _keeping(shared, shared.patients, lambda row: row.tag)
    long_enough = shared.minutes.bit_count() > _LONGER_THAN_A_TURN
    if (
        long_enough
        and all(row.group_code for row in shared.rows)
        and _treated_by_the_same(shared, rows)
    ):
        (person,) = shared.people
        grouped = tuple(
            Grouped(row.number, row.times & shared.minutes, person) for row in shared.rows
        )
        effect = Effect(shared.taken_from(shared.rows), grouped)
        options = (*options, Option(GROUP, effect))
    return options


def _treated_by_the_same(shared: Shared, rows: Sequence[Row]) -> bool:
    """Return whether nobody else treats one of the patients alone: that one was in no group."""
    people: dict[str, set[str]] = {tag: set() for tag in shared.patients}
    discipline = shared.rows[0].discipline
    for row in rows:
        alone = row.tag in people and row.treats and row.mode == ONE_ON_ONE
        if alone and row.discipline == discipline and row.times & shared.minutes:
            people[row.tag].update(row.by)
    one, *others = people.values()
    return all(other == one for other in others)


def _which(shared: Shared) -> tuple[Option, ...]:
    codes = tuple(dict.fromkeys(row.entry.code or "" for row in shared.rows))
    return _keeping(shared, codes, lambda row: row.entry.code or "")


def _was_group(shared: Shared) -> tuple[Option, ...]:
    return _keeping(shared, (GROUP, ONE_ON_ONE), lambda row: row.mode)


def _keeping(shared: Shared, kept: Iterable[str], part: Callable[[Row], str]) -> tuple[Option, ...]:
    """Return an option for each part of the rows to keep the minutes, which the others give up."""
    return tuple(
        Option(one, Effect(shared.taken_from([row for row in shared.rows if part(row) != one])))
        for one in kept
    )


def _splits(shared: Shared) -> Iterator[Option]:
    """Yield how two disciplines can split the minutes: one has them all, or by 15 minutes.

    A service that is not timed, as a session of speech therapy, has all of them or none.
    """
    one, other = sorted({row.discipline for row in shared.rows}, key=DISCIPLINES.index)
    all_minutes = shared.minutes.bit_count()
    parts = {0, all_minutes}
    if all(row.code is not None and row.code.timing.pooled for row in shared.rows):
        steps = range(0, all_minutes + 1, _QUARTER_HOUR)
        parts |= {*steps, *(all_minutes - step for step in steps)}
    for part in sorted(parts, reverse=True):
        first = first_minutes(shared.minutes, part)
        losing = (
            *shared.taken_from(
                [row for row in shared.rows if row.discipline == one], shared.minutes & ~first
            ),
            *shared.taken_from([row for row in shared.rows if row.discipline == other], first),
        )
        id = f"{one}-{part}-{other}-{all_minutes - part}".lower()
        yield Option(id, Effect(losing))

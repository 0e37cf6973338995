"""What the audit of a day finds, and the choices that settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from quarterhour.day.minutes import NONE, when_text
from quarterhour.day.rows import Row
from quarterhour.reference import PairEdit

Units = Mapping[str, Mapping[str, int]]


class FindingKind(Enum):
    """What was found."""

    ONE_ON_ONE_OVERLAP = "one-on-one-overlap"
    SAME_MINUTES_TWICE = "same-minutes-twice"
    GROUP_WITH_ONE_ON_ONE = "group-with-one-on-one"
    ATTENDED_ELSEWHERE = "attended-minutes-elsewhere"
    CO_TREATMENT = "co-treatment"
    TWO_CLINICIANS = "two-clinicians-one-patient"
    NOT_BILLABLE_PERSON = "not-billable-person"
    ASSISTANT_MAY_NOT = "assistant-may-not"
    ASSISTANT_SUPERVISION = "assistant-supervision"
    MINUTES_ABOVE_CLOCK = "minutes-above-clock"
    UNITS_ABOVE_MINUTES = "units-above-minutes"
    UNITS_BELOW_MINUTES = "units-below-minutes"
    SHORT_EPISODES = "short-episodes"
    GROUP_OF_ONE = "group-of-one"
    SAME_PATIENT_TWICE = "same-patient-twice"
    OUTSIDE_CLOCK = "outside-clock"
    TIME_UNCLEAR = "time-unclear"
    NOT_AUDITED = "not-audited"
    PRESENT_ELSEWHERE = "present-elsewhere"

    @property
    def asks_whose(self) -> bool:
        """Whether a choice that settles it can be the tag of a patient."""
        return self is FindingKind.ONE_ON_ONE_OVERLAP


class FindingSeverity(Enum):
    """How much a finding matters: `action` is settled before billing."""

    ACTION = "action"
    WARNING = "warning"
    NOTE = "note"


class Taken(NamedTuple):
    """Minutes that a row gives up: those of `times`, or `fewer` of its minutes, whichever.

    They are those of some `people`, without whom the others treated; of all where it has none.
    """

    row: int
    times: int = NONE
    fewer: int = 0
    people: tuple[str, ...] = ()


class Grouped(NamedTuple):
    """Minutes of a row that a person spent with a group."""

    row: int
    times: int
    person: str


class Effect(NamedTuple):
    """What a choice does to the minutes that are counted; the times stay as typed.

    `read` are minutes that an unclear time turns out to be. Rows that are `off` the claim are not
    counted at all.
    """

    taken: tuple[Taken, ...] = ()
    grouped: tuple[Grouped, ...] = ()
    read: tuple[Taken, ...] = ()
    off: tuple[int, ...] = ()


class Option(NamedTuple):
    """A choice: its id, and what it does."""

    id: str
    effect: Effect = Effect()


@dataclass(frozen=True)
class Found:
    """A finding before its units are known: the rows it is about, its minutes, its options.

    `when` is None where it is not about minutes on the clock. `codes` and `units` are those of a
    claim that differs from the minutes. It is `in_part` where it doesn't hold for the whole visits.
    """

    kind: FindingKind
    severity: FindingSeverity
    people: tuple[str, ...]
    patients: tuple[str, ...]
    rows: tuple[Row, ...]
    when: str | None
    minutes: int | None
    codes: tuple[str, ...] = ()
    units: int | None = None
    options: tuple[Option, ...] = ()
    in_part: bool = False


def about(
    kind: FindingKind,
    severity: FindingSeverity,
    rows: Sequence[Row],
    minutes: int | None = None,
    people: Sequence[str] = (),
    options: Sequence[Option] = (),
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
        options=tuple(options),
    )


class Choice(NamedTuple):
    """A choice that settles a finding, and the units of the visits that it changes.

    `edits` are the NCCI edits by tag that the code of a group then falls under, beside the other
    services of the visit.
    """

    id: str
    title: str
    units: Units
    edits: Mapping[str, tuple[PairEdit, ...]]


@dataclass(frozen=True)
class Finding:
    """What the audit found.

    `settled` is the id of the choice that was taken, empty while it is open; a settled finding is
    a note. `title`, `question` and `rule` say it in words; `rule_alone` leaves out its `source`.
    """

    kind: FindingKind
    severity: FindingSeverity
    people: tuple[str, ...]
    patients: tuple[str, ...]
    rows: tuple[Row, ...]
    when: str | None
    minutes: int | None
    codes: tuple[str, ...]
    units: int | None
    choices: tuple[Choice, ...]
    settled: str
    title: str
    question: str
    rule: str
    rule_alone: str
    source: str

    @property
    def open(self) -> bool:
        """Whether it is to be settled before billing."""
        return self.severity is FindingSeverity.ACTION

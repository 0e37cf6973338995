"""The frozen result of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from quarterhour.assessment import Assessment
from quarterhour.day.answered_minutes import GivenUp, TimesRead
from quarterhour.day.entries import Day
from quarterhour.day.finding import Finding, FindingSeverity, Units
from quarterhour.day.rows import Row
from quarterhour.fees import Between


class Range(NamedTuple):
    """Units that are not settled: at least, and at most."""

    low: int
    high: int

    @property
    def certain(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


class Why(Enum):
    """Why an answer settles nothing."""

    NO_SUCH_CHOICE = "no-such-choice"
    OTHER_FINDING = "other-finding"
    NOT_FOUND = "not-found"
    ANSWERED_AGAIN = "answered-again"


class Unused(NamedTuple):
    """An answer that settles nothing, by its index, and why.

    `choices` are those that it could have, where its own is none of them.
    """

    answer: int
    why: Why
    choices: tuple[str, ...] = ()


class PatientDay(NamedTuple):
    """All visits of a tag, assessed as one with the answers that were given.

    `rows` are the entries that each service comes from.
    """

    tag: str
    assessment: Assessment
    rows: tuple[Row, ...]


class Total(NamedTuple):
    """What visits come to.

    Amounts are in dollars, and are those of the visits whose amounts are known; `without_amounts`
    are the tags of the others. They are None where no amount is known, and where it is not one: it
    is then from the least to the most in the field of its name with `between`.
    """

    patients: int
    minutes: int
    units: int
    allowed: Decimal | None
    payer_pays: Decimal | None
    patient_pays: Decimal | None
    denied_not_included: Decimal | None
    without_amounts: tuple[str, ...]
    allowed_between: Between | None = None
    payer_pays_between: Between | None = None
    patient_pays_between: Between | None = None


class DisciplineTotal(NamedTuple):
    """What the lines of a discipline come to; a patient of two disciplines counts in both.

    `allowed` is in dollars, None where it isn't known, or is not one amount: it is then from the
    least to the most in `allowed_between`.
    """

    patients: int
    minutes: int
    units: int
    allowed: Decimal | None
    allowed_between: Between | None = None


class PersonTotal(NamedTuple):
    """What a person did: the minutes with patients, and the units that go to the person."""

    patients: int
    minutes: int
    units: int


class Totals(NamedTuple):
    """The totals of a day; those by person are without dollars."""

    all: Total
    by_payer: Mapping[str, Total]
    by_discipline: Mapping[str, DisciplineTotal]
    by_person: Mapping[str, PersonTotal]


class Figures(NamedTuple):
    """How a person's time was spent, in minutes of the times as typed.

    `group_minutes` count once, regardless of the number of patients. What is per hour or a share is
    of the time on the clock, None where that is not known.
    """

    clocked_minutes: int | None
    one_on_one_minutes: int
    group_minutes: int
    skilled_minutes: int
    skilled_share_percent: Decimal | None
    units: int
    units_per_hour: Decimal | None
    units_times_15_percent: Decimal | None


class ClockOut(NamedTuple):
    """When the day ends at a share of treatment. `end` is empty where it is after midnight."""

    treatment_minutes: int
    target: Decimal
    start: str
    pause_minutes: int
    paid_minutes: Decimal
    end: str


@dataclass(frozen=True)
class DayAssessment:
    """The result of a day.

    `rows` are all rows as entered, and `hours` the minutes of the day that each person was on the
    clock, by mark. `units_as_typed` are by tag and code before any answer, `units_if_settled` those
    that are possible once every finding is settled, and `visits_if_settled` their sums by tag.
    `given_up` is what answers take of the minutes of rows, and `times_read` what they make of times
    that were not clear. `unused_answers` are the answers that
    settle nothing. `figures` are those of the
    people by their marks, `of_all` those of all of them.
    """

    day: Day
    rows: tuple[Row, ...]
    hours: Mapping[str, int]
    visits: tuple[PatientDay, ...]
    findings: tuple[Finding, ...]
    given_up: tuple[GivenUp, ...]
    times_read: tuple[TimesRead, ...]
    units_as_typed: Units
    units_if_settled: Mapping[str, Mapping[str, Range]]
    visits_if_settled: Mapping[str, Range]
    total_if_settled: Range
    totals: Totals
    figures: Mapping[str, Figures]
    of_all: Figures
    clock_out: ClockOut | None
    unused_answers: tuple[Unused, ...]

    @property
    def total_as_typed(self) -> int:
        """All units before any answer."""
        return total_units(self.units_as_typed)

    @property
    def answered_minutes(self) -> tuple[GivenUp | TimesRead, ...]:
        """All that answers make of the minutes of rows."""
        return (*self.times_read, *self.given_up)

    @property
    def audited(self) -> bool:
        """Whether a row has times and people, without which nobody's minutes can be seen."""
        return any(row.entry.times and (row.by or row.others) for row in self.rows)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What is to be settled before billing."""
        return tuple(each for each in self.findings if each.severity is FindingSeverity.ACTION)

    @property
    def open_tags(self) -> frozenset[str]:
        """The tags whose units can still change by an answer."""
        return frozenset(tag for each in self.open_findings for tag in each.patients)


def total_units(units: Mapping[str, Mapping[str, int]]) -> int:
    """Return all units by tag and code."""
    return sum(sum(by_code.values()) for by_code in units.values())

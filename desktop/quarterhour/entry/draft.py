"""Everything that is typed in the window. It is frozen, so that an undo step is one value."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from quarterhour.entry.minutes import has_times
from quarterhour.reference import Reference, ServiceCode, american
from quarterhour.units import EIGHT_MINUTE_RULE
from quarterhour.visit import (
    MEDICARE,
    USUAL_DISCIPLINE,
    Attested,
    Checked,
    Patient,
    Provider,
    ServiceEntry,
    UnreadRow,
    Visit,
)
from quarterhour.visit.times import minutes_of


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table as typed. `discipline` is preset from the code until someone chooses it.

    `takes_remaining_unit` marks the rows that the therapist chose for the remaining units of a
    tie. `of_people` says that `therapist` has the minutes of those who did it, whoever they are.
    The fields after it have no column: they are entered in the details of the service, or were in
    the document, with the meaning and the usual value of those of a ServiceEntry or a DayService.
    """

    code: str = ""
    discipline: str = ""
    discipline_chosen: bool = False
    therapist: str = ""
    assistant: str = ""
    takes_remaining_unit: bool = False
    of_people: bool = False
    together_minutes: int = 0
    count: int = 1
    by: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    square_cm: int = 0
    charge: Decimal | None = None
    contractor_price: Decimal | None = None
    telehealth: bool | str = False
    audio_only: bool = False
    mode: str = ""
    attended: tuple[str, ...] = ()
    attended_by: str = ""

    @property
    def minutes(self) -> tuple[str, str, int]:
        """What is typed as minutes: the therapist's, the assistant's, those together."""
        return self.therapist, self.assistant, self.together_minutes

    @property
    def minutes_shown(self) -> str:
        """The therapist's minutes: as typed, else what the times of the row cover.

        Empty where that is unclear, as of times that end before they start.
        """
        if any(self.minutes) or not self.times:
            return self.therapist
        try:
            return str(minutes_of(self.times))
        except ValueError:
            return ""

    @property
    def of_a_day(self) -> bool:
        """Whether something is typed that only a day counts: who did it, and when."""
        timed = self.times or self.attended or any(map(has_times, (self.therapist, self.assistant)))
        return bool(timed or self.by or self.of_people or self.mode or self.attended_by)

    @property
    def blank(self) -> bool:
        """Whether nothing is typed in the row."""
        return not (self.code + self.therapist + self.assistant + self.mode).strip()


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed. `day` is None while `day_text` isn't a date.

    `locality` is set when a place was chosen from a list; else `place` is read. The deductible
    is typed in `deductible`. `usual_discipline` is that of rows whose code leaves it open. What has
    the name of a field of a Visit or a DayVisit is entered in dialogs, or was in the document, and
    is as there. `own` are fields that a visit of a day says itself, though the day says them.
    """

    day: date | None = None
    day_text: str = ""
    place: str = ""
    locality: str = ""
    rule: str = EIGHT_MINUTE_RULE.name
    deductible: str = ""
    rows: tuple[Row, ...] = ()
    provider: Provider = field(default_factory=Provider)
    patient: Patient = field(default_factory=Patient)
    attested: Attested = field(default_factory=Attested)
    label: str = ""
    purpose: str = ""
    usual_discipline: str = USUAL_DISCIPLINE
    payer: str = MEDICARE
    tag: str = ""
    place_of_service: str = ""
    checked: tuple[Checked, ...] = ()
    own: tuple[str, ...] = ()
    in_out: str = ""
    present: tuple[tuple[str, ...], ...] = ()
    billed_units: tuple[tuple[str, int], ...] = ()

    @property
    def of_a_day(self) -> bool:
        """Whether something is typed that only a day counts: who did it, and when."""
        if self.own or self.in_out or self.present or self.billed_units:
            return True
        return any(row.of_a_day for row in self.rows)

    def with_row(self, at: int, row: Row) -> Draft:
        """Return the draft with another row at a place."""
        return replace(self, rows=(*self.rows[:at], row, *self.rows[at + 1 :]))

    def with_choice(self, takers: Container[int]) -> Draft:
        """Return the draft in which these rows, and no others, take the remaining units."""
        rows = (
            row
            if row.takes_remaining_unit == (at in takers)
            else replace(row, takes_remaining_unit=at in takers)
            for at, row in enumerate(self.rows)
        )
        return replace(self, rows=tuple(rows))

    def without_blank_end(self) -> Draft:
        """Return the draft without the blank rows at its end."""
        rows = self.rows
        while rows and rows[-1].blank:
            rows = rows[:-1]
        return self if rows == self.rows else replace(self, rows=rows)

    def discipline_of(self, at: int) -> str:
        """Return the discipline that a row is of before its service is known."""
        chosen = at < len(self.rows) and self.rows[at].discipline_chosen
        return self.rows[at].discipline if chosen else self._discipline_above(at)

    def preset_discipline(self, at: int, service: ServiceCode | None) -> str:
        """Return the preset discipline of a service: the code's, or that of the rows above.

        It is that of the nearest row which may bill the code, else that of the practice. `None` is
        a code without a rule, which any discipline may have.
        """
        if service is not None and service.locked_to:
            return service.locked_to
        usual = service.disciplines if service is not None else ()
        if not usual:
            return self._discipline_above(at)
        return next((each for each in self._disciplines_above(at) if each in usual), usual[0])

    def _discipline_above(self, at: int) -> str:
        return next(self._disciplines_above(at))

    def _disciplines_above(self, at: int) -> Iterator[str]:
        """Yield the disciplines of the rows above, the nearest first, then that of the practice."""
        yield from (row.discipline for row in reversed(self.rows[:at]) if row.discipline)
        yield self.usual_discipline


@dataclass(frozen=True, slots=True)
class NewVisit:
    """How a new visit begins: its location and payer, and how the practice bills.

    `place` is a text as typed; `locality` is set where it was chosen from a list. `discipline`
    is that of rows whose code leaves it open.
    """

    place: str = ""
    locality: str = ""
    payer: str = MEDICARE
    discipline: str = USUAL_DISCIPLINE
    provider: Provider = field(default_factory=Provider)

    def draft(self, day: date) -> Draft:
        """Return the empty draft of a day."""
        return Draft(
            day=day,
            day_text=american(day),
            place=self.place,
            locality=self.locality,
            payer=self.payer,
            provider=self.provider,
            usual_discipline=self.discipline,
        )


def shared_fields(one: type[Any], other: type[Any], but: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the fields that two classes have in common."""
    names = {field.name for field in fields(other)} - set(but)
    return tuple(field.name for field in fields(one) if field.name in names)


# What a draft and a visit have in common is carried from one to the other as it is.
CARRIED = shared_fields(Draft, Visit, but=("locality", "patient"))
CARRIED_IN_ROWS = shared_fields(Row, ServiceEntry, but=("code", "discipline"))
CARRIED_IF_UNREAD = shared_fields(Row, UnreadRow, but=())


def carried(names: Iterable[str], source: object) -> dict[str, Any]:
    """Return fields of a draft, a visit or their rows by name."""
    return {name: getattr(source, name) for name in names}


def draft_of(visit: Visit, reference: Reference, usual_discipline: str = USUAL_DISCIPLINE) -> Draft:
    """Return a visit as it is typed."""
    deductible = visit.patient.deductible_remaining
    takers = visit.extra_units_to
    rows = [row_of(each, at in takers) for at, each in enumerate(visit.services)]
    return Draft(
        day=visit.date_of_service,
        day_text=american(visit.date_of_service),
        place=visit.zip or place_title(visit.locality, visit.date_of_service, reference),
        locality=visit.locality,
        deductible="" if deductible is None else str(deductible),
        rows=with_unread(rows, visit.unread),
        patient=visit.patient,
        usual_discipline=usual_discipline,
        **carried(CARRIED, visit),
    )


def row_of(service: ServiceEntry, takes_remaining_unit: bool = False) -> Row:
    """Return a service as it is typed."""
    return Row(
        code=service.code,
        discipline=service.discipline,
        discipline_chosen=True,
        therapist=str(service.therapist_minutes or ""),
        assistant=str(service.assistant_minutes or ""),
        takes_remaining_unit=takes_remaining_unit,
        **carried(CARRIED_IN_ROWS, service),
    )


def unread_rows(draft: Draft, read: Collection[int | None]) -> tuple[UnreadRow, ...]:
    """Return the rows of a draft that are not among those that are `read`."""
    typed = (at for at, row in enumerate(draft.rows) if not row.blank)  # blank ones aren't saved
    return tuple(
        _unread_row(place, draft.rows[at]) for place, at in enumerate(typed) if at not in read
    )


def with_unread(rows: Sequence[Row], unread: Sequence[UnreadRow]) -> tuple[Row, ...]:
    """Return the rows of a document, with those that couldn't be read where they stood."""
    found = list(rows)
    for each in sorted(unread, key=lambda each: each.row):
        found.insert(each.row, _row_of_unread(each))
    return tuple(found)


def _unread_row(place: int, row: Row) -> UnreadRow:
    minutes = "minutes" if row.of_people else "therapist_minutes"
    values = {minutes: row.therapist, **carried(CARRIED_IF_UNREAD, row)}
    return UnreadRow(row=place, assistant_minutes=row.assistant, **values)


def _row_of_unread(unread: UnreadRow) -> Row:
    return Row(
        discipline_chosen=bool(unread.discipline),
        therapist=unread.minutes or unread.therapist_minutes,
        assistant=unread.assistant_minutes,
        of_people=bool(unread.minutes),
        **carried(CARRIED_IF_UNREAD, unread),
    )


def place_title(locality: str, day: date, reference: Reference) -> str:
    """Return a locality as it is typed: by its name on a day, else by its id."""
    edition = reference.edition_on(day) or reference.editions[-1]
    place = reference.localities(edition).get(locality)
    return place.title if place else locality

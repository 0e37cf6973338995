"""From what is typed of a day to the day that is assessed, and what of it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

from quarterhour.day import Day, DayService, DayVisit, Person
from quarterhour.day.entries import DAY_VISIT, MAX_PEOPLE
from quarterhour.day.joining import as_typed
from quarterhour.day.people import ROLES
from quarterhour.entry.day_as_typed import CARRIED_IN_SERVICES, CARRIED_IN_VISITS
from quarterhour.entry.day_draft import DATE, PLACE, DayDraft
from quarterhour.entry.draft import Draft, Row, carried, unread_rows
from quarterhour.entry.minutes import read_minutes
from quarterhour.entry.place import PlaceReading
from quarterhour.entry.reading import (
    DEDUCTIBLE,
    NO_DAY,
    Problem,
    Reading,
    deductible_problems,
    out_of_bounds,
    patient_of,
    place_of,
    read_code,
    read_rows,
    takers,
)
from quarterhour.entry.row_times import times_typed
from quarterhour.entry.suggestions import Suggestions
from quarterhour.reference import Reference
from quarterhour.visit import VisitError
from quarterhour.visit.record import Record
from quarterhour.visit.times import minutes_of

PERSON = Record(Person)
CHOICE = "extra_units_to"
_VISIT = re.compile(r"visits\[([0-9]+)\]\.(?:services\[([0-9]+)\]\.)?(.+)")
_PERSON = re.compile(r"people\[([0-9]+)\]\.(.+)")


class LeftOut(NamedTuple):
    """What of a day is not counted, and why: a visit, one of its rows, or what a person has.

    `visit` and `row` are those of the drafts. Without a visit it is about the whole day, or about
    the person that `field` names.
    """

    visit: int | None
    row: int | None
    tag: str
    field: str
    why: str


class ReadVisit(NamedTuple):
    """A visit of a day as read, None where it can't be: the row of each service, and problems."""

    visit: DayVisit | None
    rows: tuple[int, ...]
    place: PlaceReading
    problems: tuple[Problem, ...]


def read_visit_of_day(
    draft: Draft, day: DayDraft, reference: Reference, suggestions: Suggestions
) -> ReadVisit:
    """Read a visit; a row that cannot be read is not counted, and has a problem."""
    read = read_rows(
        draft, reference, suggestions, partial(_service, day.people, len(day.visits) > 1)
    )
    place, problems = place_of(draft, reference), list(read.problems)
    try:
        visit = DayVisit(
            date_of_service=draft.day if DATE in draft.own else None,
            locality=place.locality if PLACE in draft.own else "",
            zip=place.zip if PLACE in draft.own else "",
            payer=_own(draft, day, "payer"),
            rule=_own(draft, day, "rule"),
            provider=draft.provider if "provider" in draft.own else None,
            patient=patient_of(draft),
            extra_units_to=takers(draft, read.rows),
            services=read.entries,
            **carried(CARRIED_IN_VISITS, draft),
        )
        problems += deductible_problems(draft, reference)
        if place.problem and PLACE in draft.own:
            problems.append(Problem(None, PLACE, place.problem))
        DAY_VISIT.check(visit)
    except VisitError as error:
        problems.append(out_of_bounds(error, read.rows))
        return ReadVisit(None, (), place, tuple(problems))
    return ReadVisit(visit, read.rows, place, tuple(problems))


def read_alone(read: ReadVisit, head: Day, reference: Reference) -> Reading:
    """Return a visit of a day as the visit that is counted, before any answer.

    Its minutes are those of the people of the `head`, the day without its visits. A row that
    contradicts them is not counted, and has a problem.
    """
    visit, rows, problems = read.visit, read.rows, list(read.problems)
    # Hours tell which times are meant, and no other count of minutes.
    head = replace(head, people=tuple(replace(person, clock=()) for person in head.people))
    while visit is not None:
        try:
            (joined,) = as_typed(replace(head, visits=(visit,)), reference)
        except VisitError as error:
            _, service, field = _place_in(error)
            if service is None:
                problems.append(Problem(None, field, error.problem))
                break
            problems.append(Problem(rows[service], field, error.problem))
            visit, rows = _without(visit, service), (*rows[:service], *rows[service + 1 :])
        else:
            counted = tuple(rows[row.service] for row in joined.rows)
            return Reading(joined.visit, counted, read.place, tuple(problems))
    return Reading(None, (), read.place, tuple(problems))


class Part(NamedTuple):
    """A visit of a day that is read: which of the drafts it is, and the row of each service."""

    at: int
    visit: DayVisit
    rows: tuple[int, ...]


class Parts:
    """What of a day can be read. What contradicts the rest is left out, one after the other."""

    def __init__(self, draft: DayDraft, read: Sequence[ReadVisit], reference: Reference) -> None:
        self._draft = draft
        self.left_out: list[LeftOut] = []
        self._people = dict(self._readable_people())
        self._head = self._read_head(reference)
        self.visits: list[Part] = []
        self.without_deductible: set[int] = set()  # the visits that have one that can't be read
        for at, each in enumerate(read):
            if each.visit is not None:
                self.visits.append(Part(at, each.visit, each.rows))
            for problem in each.problems:
                if each.visit is None or not problem.counted:
                    self._leave(at, problem.row, problem.field, problem.message)
                    if problem.field == DEDUCTIBLE:
                        self.without_deductible.add(at)

    @property
    def head(self) -> Day:
        """The day without its visits."""
        return replace(self._head, people=tuple(self._people.values()))

    @property
    def day(self) -> Day:
        """The day. Visits have their letters as tags where one of them is left out.

        Raises VisitError, with the path in this day, for what contradicts itself.
        """
        visits = [part.visit for part in self.visits]
        if len(visits) < len(self._draft.visits):
            tags = self._draft.tags
            visits = [replace(part.visit, tag=tags[part.at]) for part in self.visits]
        return replace(self.head, visits=tuple(visits))

    def with_unread(self, day: Day) -> Day:
        """Return the `day` with the text of the rows of its visits that can't be read."""
        drafts = self._draft.visits
        unread = [unread_rows(drafts[part.at], part.rows) for part in self.visits]
        if not any(unread):
            return day
        visits = zip(day.visits, unread, strict=True)
        return replace(day, visits=tuple(replace(one, unread=rows) for one, rows in visits))

    def is_lost(self, left: LeftOut) -> bool:
        """Return whether what is left out is not in a document: all but rows of its visits."""
        return left.row is None or left.visit not in [part.at for part in self.visits]

    def leave_out(self, error: VisitError) -> bool:
        """Leave out what an error of the day is about; return whether there was such a thing."""
        index, service, field = _place_in(error)
        if person := _PERSON.fullmatch(error.field):
            at = list(self._people)[int(person[1])]
            self._people[at] = replace(self._people[at], clock=())
            self._leave(None, None, f"people[{at}].{person[2]}", error.problem)
        elif index is None:
            self._leave(None, None, error.field, error.problem)
            return False
        elif field == CHOICE and (part := self.visits[index]).visit.extra_units_to:
            self._leave(part.at, None, field, error.problem)
            visit = replace(part.visit, extra_units_to=())
            self.visits[index] = part._replace(visit=visit)
        elif service is None:
            part = self.visits.pop(index)
            self._leave(part.at, None, field, error.problem)
        else:
            part = self.visits[index]
            self._leave(part.at, part.rows[service], field, error.problem)
            rows = (*part.rows[:service], *part.rows[service + 1 :])
            self.visits[index] = Part(part.at, _without(part.visit, service), rows)
        return True

    def _leave(self, at: int | None, row: int | None, field: str, why: str) -> None:
        tag = "" if at is None else self._draft.tags[at]
        self.left_out.append(LeftOut(at, row, tag, field, why))

    def _read_head(self, reference: Reference) -> Day:
        draft = self._draft
        if draft.day is None:
            why = "The date of service can't be read. Enter it as 11/23/2026."
            self._leave(None, None, DATE, why)
        place = place_of(draft.new_visit(), reference)
        if place.problem:
            self._leave(None, None, PLACE, place.problem)
        return Day(
            date_of_service=draft.day or NO_DAY,
            locality=place.locality,
            zip=place.zip,
            visits=(),
            **carried(("payer", "rule", "provider", "settled", "figures_for"), draft),
        )

    def _readable_people(self) -> Iterator[tuple[int, Person]]:
        """Yield the people whose mark can be read, without clock times that can't be."""
        known: set[str] = set()
        for at, typed in enumerate(self._draft.people):
            person, problem = typed, _person_problem(typed)
            if problem is not None and problem.field.startswith("clock"):
                self._leave(None, None, f"people[{at}].{problem.field}", problem.problem)
                person = replace(typed, clock=())
                problem = _person_problem(person)
            if problem is None and person.id in known:
                problem = VisitError("id", f"{person.id} is there twice; use another mark.")
            if problem is None:
                known.add(person.id)
                yield at, person
            else:
                self._leave(None, None, f"people[{at}].{problem.field}", problem.problem)


@lru_cache(maxsize=2 * MAX_PEOPLE)
def _person_problem(person: Person) -> VisitError | None:
    """Return why a document can't have a person, None where it can."""
    try:
        PERSON.check(person)
    except VisitError as error:
        return error
    return None


def _own(draft: Draft, day: DayDraft, name: str) -> str | None:
    value: str = getattr(draft, name)
    return value if name in draft.own or value != getattr(day, name) else None


def _service(people: Sequence[Person], several: bool, row: Row) -> DayService:
    """Make a service. Raises VisitError where it contradicts itself."""
    typed = times_typed(row, bool(people) or several)
    values = carried(CARRIED_IN_SERVICES, row)
    values["minutes" if row.of_people else "therapist_minutes"] = (
        0 if typed else read_minutes(row.therapist)
    )
    assistant = read_minutes(row.assistant)
    return DayService(
        code=read_code(row.code) or None,
        discipline=_discipline(row, people),
        # A minute that several times have is one minute.
        assistant_minutes=minutes_of(typed) if typed and assistant else assistant,
        **(values | ({"times": typed} if typed else {})),
    )


def _discipline(row: Row, people: Sequence[Person]) -> str:
    """Return the discipline; one that was only preset gives way to that of who did it."""
    known = any(person.id in row.by and ROLES[person.role].discipline for person in people)
    return "" if known and not row.discipline_chosen else row.discipline


def _without(visit: DayVisit, service: int) -> DayVisit:
    """Return a visit without one of its services."""
    kept = [at for at in range(len(visit.services)) if at != service]
    return replace(
        visit,
        services=tuple(visit.services[at] for at in kept),
        extra_units_to=tuple(new for new, at in enumerate(kept) if at in visit.extra_units_to),
    )


def _place_in(error: VisitError) -> tuple[int | None, int | None, str]:
    """Return the visit and the service that an error of a day is about, and the field there."""
    found = _VISIT.fullmatch(error.field)
    if found is None:
        return None, None, error.field
    visit, service, field = found.groups()
    return int(visit), None if service is None else int(service), field

"""From what is typed to the visit that is assessed, and what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from quarterhour.claims import is_above_years, listed
from quarterhour.entry.amounts import read_dollars
from quarterhour.entry.draft import CARRIED, CARRIED_IN_ROWS, Draft, Row, carried
from quarterhour.entry.minutes import UnfinishedError, read_minutes
from quarterhour.entry.place import PlaceReading, read_place
from quarterhour.entry.suggestions import Suggestions
from quarterhour.fees import dollars
from quarterhour.reference import Abbreviation, Edition, Place, Reference, find_place
from quarterhour.visit import (
    MAX_MINUTES_A_ROW,
    MAX_SERVICES,
    VISIT,
    Patient,
    ServiceEntry,
    Visit,
    VisitError,
)

E = TypeVar("E")

# The date of a visit whose date cannot be read: no edition prices it, so it has no amounts.
NO_DAY = date.min
# The field of a problem with the deductible.
DEDUCTIBLE = "deductible"
_SERVICE = re.compile(r"services\[([0-9]+)\]\.")
_MAX_SHOWN = 24
# The form of CPT and HCPCS codes. Quarterhour has rules for only some of the valid ones.
_LIKE_A_CODE = re.compile(r"[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}")
_CODE = re.compile("[0-9A-Z][0-9]{3}[0-9A-Z]")
_CODE_WITHIN = re.compile(rf"(?<![0-9A-Z])(?:{_LIKE_A_CODE.pattern})(?![0-9A-Z])")
_MAX_NAMED = 6  # codes that a word can mean
# A shorter word may still become a name as it is typed.
_LEAST_UNKNOWN = 4


# Those that are not called as in the document, but as the columns are.
_FIELD_WORDS = {
    "code": "service",
    "therapist_minutes": "minutes",
    "by": "who treated",
    "attended_by": "who attended",
}


class Problem(NamedTuple):
    """Something typed that cannot be read: the row (None: the day), the field, one sentence.

    `field` is named as in the document: `code`, `therapist_minutes`, `assistant_minutes`.
    `unfinished` problems can go away with more typing; they are not shown while someone types.
    What is `counted` was read, and is saved as it is, though it can't be right.
    """

    row: int | None
    field: str
    message: str
    unfinished: bool = False
    counted: bool = False

    @property
    def sentence(self) -> str:
        """The message, after the row and the field that it is about."""
        if self.row is None:
            unread = self.field == DEDUCTIBLE and not self.counted
            return f"Deductible: {self.message}" if unread else self.message
        field = _FIELD_WORDS.get(self.field) or self.field.replace("_", " ")
        return f"Row {self.row + 1}, {field}: {self.message}"


class Reading(NamedTuple):
    """The visit (None where no visit can be made of it), and the row of each of its services.

    That of a service is None where it was typed in another visit of the same patient.
    """

    visit: Visit | None
    rows: tuple[int | None, ...]
    place: PlaceReading
    problems: tuple[Problem, ...]

    @property
    def unread_deductible(self) -> Problem | None:
        """The problem of a deductible that can't be read, on which no unit hangs: only amounts."""
        found = (each for each in self.problems if each.field == DEDUCTIBLE and not each.counted)
        return next(found, None)


class ReadRows(NamedTuple, Generic[E]):
    """The rows that can be read, the row of each in the draft, and what the others lack."""

    entries: tuple[E, ...]
    rows: tuple[int, ...]
    problems: tuple[Problem, ...]


class SoundServices:
    """The services of the visit that was read last, each with the row that it was made of.

    A key changes one row: the services of the others are not made and checked anew.
    """

    def __init__(self) -> None:
        self._made: dict[int, tuple[Row, str, ServiceEntry]] = {}  # by the identity of the row

    def of(self, usual_discipline: str, row: Row) -> ServiceEntry:
        """Return the service of a row. Raises VisitError where it cannot be one."""
        of_row, discipline, service = self._made.get(id(row), (None, "", None))
        if service is not None and of_row is row and discipline == usual_discipline:
            return service
        return _entry(usual_discipline, row)

    def check(self, visit: Visit) -> None:
        """Raise VisitError where no document can have a visit."""
        sound = {id(service) for _, _, service in self._made.values()}
        others = tuple(each for each in visit.services if id(each) not in sound)
        if len(others) < len(visit.services) <= MAX_SERVICES:
            try:
                VISIT.check(replace(visit, services=others))
                return
            except VisitError:
                pass  # the message has to say which of all services it is
        VISIT.check(visit)

    def keep(self, draft: Draft, read: ReadRows[ServiceEntry]) -> None:
        """Keep the services of a visit that a document can have."""
        rows = [draft.rows[at] for at in read.rows]
        usual = draft.usual_discipline
        self._made = {
            id(row): (row, usual, service) for row, service in zip(rows, read.entries, strict=True)
        }


def read_draft(
    draft: Draft,
    reference: Reference,
    suggestions: Suggestions,
    known: SoundServices | None = None,
) -> Reading:
    """Read what is typed; a row that cannot be read is not counted, and has a problem.

    `known` has the services of the draft before this one, and then those of this one.
    """
    known = known or SoundServices()
    read = read_rows(draft, reference, suggestions, partial(known.of, draft.usual_discipline))
    place, problems = place_of(draft, reference), list(read.problems)
    try:
        visit = _visit(draft, place, read)
    except VisitError as error:
        problems.append(Problem(None, error.field, error.problem))
        return Reading(None, (), place, tuple(problems))
    problems += deductible_problems(draft, reference)
    try:
        known.check(visit)
    except VisitError as error:
        problems.append(out_of_bounds(error, read.rows))
        return Reading(None, (), place, tuple(problems))
    known.keep(draft, read)
    return Reading(visit, read.rows, place, tuple(problems))


def read_rows(
    draft: Draft, reference: Reference, suggestions: Suggestions, made: Callable[[Row], E]
) -> ReadRows[E]:
    """Read the rows that are not blank, each made an entry; `made` may raise VisitError."""
    entries: list[E] = []
    rows: list[int] = []
    problems: list[Problem] = []
    edition = _edition(draft, reference)
    for at, row in enumerate(draft.rows):
        if row.blank:
            continue
        found = list(_minutes_problems(at, row))
        code = read_code(row.code)
        if (code or not row.mode) and not is_known(code, reference, edition):
            found.insert(0, _code_problem(at, row, draft.discipline_of(at), suggestions))
        if not found:
            try:
                entries.append(made(row))
                rows.append(at)
            except VisitError as error:
                found.append(Problem(at, error.field, error.problem))
        problems += found
    return ReadRows(tuple(entries), tuple(rows), tuple(problems))


def place_of(draft: Draft, reference: Reference) -> PlaceReading:
    """Read the location of a draft."""
    edition = _edition(draft, reference)
    return read_place(
        reference, edition, draft.place, draft.locality, draft.day or edition.valid_to
    )


def found_at(draft: Draft, place: PlaceReading, reference: Reference) -> Place:
    """Return where the location of a draft is found to be, as it was read; nowhere for none."""
    if not (place.locality or place.zip):
        return Place()
    edition = _edition(draft, reference)
    day = draft.day or edition.valid_to
    return find_place(reference, edition, place.locality, place.zip, day)


def _edition(draft: Draft, reference: Reference) -> Edition:
    return (draft.day and reference.edition_on(draft.day)) or reference.editions[-1]


def read_code(text: str) -> str:
    """Return the code that a text can be: codes are written in capitals."""
    return text.strip().upper()


def _visit(draft: Draft, place: PlaceReading, read: ReadRows[ServiceEntry]) -> Visit:
    """Make the visit. Raises VisitError where the whole day cannot be one."""
    return Visit(
        date_of_service=draft.day or NO_DAY,
        services=read.entries,
        locality=place.locality,
        zip=place.zip,
        patient=patient_of(draft),
        extra_units_to=takers(draft, read.rows),
        **carried(CARRIED, draft),
    )


def patient_of(draft: Draft) -> Patient:
    """Return the amounts of the patient, without a deductible that can't be read."""
    try:
        deductible = _read_deductible(draft)
    except ValueError:
        deductible = None
    return replace(draft.patient, deductible_remaining=deductible)


def _read_deductible(draft: Draft) -> Decimal | None:
    """Return what is left of the deductible. Raises ValueError with a message."""
    return read_dollars(draft.deductible.strip().rstrip("."))


def takers(draft: Draft, rows: Sequence[int]) -> tuple[int, ...]:
    """Return the services that were chosen for the remaining units, by the row of each service."""
    return tuple(index for index, row in enumerate(rows) if draft.rows[row].takes_remaining_unit)


def deductible_problems(draft: Draft, reference: Reference) -> Iterator[Problem]:
    """Yield that the deductible can't be read, or that more is left of it than the year has."""
    try:
        _read_deductible(draft)
    except ValueError as error:
        yield Problem(None, DEDUCTIBLE, str(error))
        return
    day = draft.day or NO_DAY
    year = reference.parameter("part_b_deductible", day)
    if year is not None and is_above_years(patient_of(draft), year):
        yield Problem(
            None,
            DEDUCTIBLE,
            f"The {day.year} deductible is {dollars(year.value)}. "
            "Enter what is left of the deductible.",
            counted=True,
        )


def _entry(usual_discipline: str, row: Row) -> ServiceEntry:
    """Make a service. Raises VisitError where its times and minutes contradict each other."""
    return ServiceEntry(
        code=read_code(row.code),
        discipline=row.discipline or usual_discipline,
        therapist_minutes=read_minutes(row.therapist),
        assistant_minutes=read_minutes(row.assistant),
        **carried(CARRIED_IN_ROWS, row),
    )


def out_of_bounds(error: VisitError, rows: Sequence[int]) -> Problem:
    """Return the problem of a value that a document cannot have."""
    service = _SERVICE.match(error.field)
    field = error.field[service.end() if service else 0 :]
    if service:
        return Problem(rows[int(service[1])], field, error.problem)
    return Problem(None, field, str(error))


def is_like_a_code(text: str) -> bool:
    """Return whether a text has the form of a code, and so may be one without rules here."""
    return _LIKE_A_CODE.fullmatch(read_code(text)) is not None


def is_known(code: str, reference: Reference, edition: Edition) -> bool:
    """Return whether it is a code. A code with a fee and no rules is: the assessment says so."""
    return code in reference.services or reference.figures(edition, code) is not None


def _minutes_problems(at: int, row: Row) -> Iterator[Problem]:
    minutes = [row.together_minutes]
    for field, text in (("therapist_minutes", row.therapist), ("assistant_minutes", row.assistant)):
        try:
            minutes.append(read_minutes(text))
        except ValueError as error:
            yield Problem(at, field, str(error), isinstance(error, UnfinishedError))
    if len(minutes) == 3 and sum(minutes) > MAX_MINUTES_A_ROW:
        yield Problem(
            at,
            "assistant_minutes",
            f"{sum(minutes)} minutes is over the limit of {MAX_MINUTES_A_ROW} for one row. "
            "Enter the minutes for this service on this date.",
        )


def _code_problem(at: int, row: Row, discipline: str, suggestions: Suggestions) -> Problem:
    text = row.code.strip()
    if not text:
        message = "Enter a code or name for these minutes."
        return Problem(at, "code", message, unfinished=True)
    shown = text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "\u2026"
    if said := why_not_taken(text, discipline, suggestions):
        return Problem(at, "code", f"\u201c{shown}\u201d {said}", unfinished=True)
    if is_like_a_code(text):
        message = (
            f"Quarterhour has no rules for {read_code(text)}, so this row isn't counted. Check the "
            "code. If it's right, bill it by your payer's rules."
        )
        return Problem(at, "code", message)
    message = "No such code. Try a name."
    return Problem(at, "code", message, unfinished=len(text) < _LEAST_UNKNOWN)


def why_not_taken(text: str, discipline: str, suggestions: Suggestions) -> str:
    """Return why a text isn't read as one code, and what to do; empty where nothing is like it.

    It is the sentence after the text.
    """
    if meant := suggestions.meant(text, discipline):
        return f"means {meant}. Press Tab to use it."
    abbreviation = suggestions.abbreviation(text)
    if abbreviation is not None:
        return _of_word(abbreviation, discipline, suggestions)
    if found := suggestions.find(text, discipline):
        codes = [each.code for each in found]
        which = "isn't a complete code or name" if len(codes) > _MAX_NAMED else _can_be(codes)
        return f"{which}. Press F2 in its cell to choose from the list."
    codes = [
        code
        for code in dict.fromkeys(_CODE_WITHIN.findall(text.upper()))
        if suggestions.service(code) is not None
    ]
    if len(codes) > 1:
        return f"names {listed(codes[:_MAX_NAMED], 'and')}. Type each code in a row of its own."
    if codes and text.upper().startswith(codes[0]):
        return (
            f"is more than a code. Type only {codes[0]}. Assistant minutes go in their own column."
        )
    return f"is more than a code. Type only {codes[0]}." if codes else ""


def _of_word(word: Abbreviation, discipline: str, suggestions: Suggestions) -> str:
    known = [service for code in word.codes if (service := suggestions.service(code))]
    own = [service for service in known if discipline in service.disciplines] or known
    codes = [service.code for service in own][:_MAX_NAMED]
    if not word.codes:
        said = "doesn't name one service."
    elif not known:
        said = f"means {listed(word.codes, 'or')}. Quarterhour has no rules for it yet."
    elif _CODE.fullmatch(word.word):
        choices = listed(codes, "or")
        said = f"is no longer a code. Press F2 in its cell to choose {choices} from the list."
    else:
        said = f"{_can_be(codes)}. Press F2 in its cell to choose from the list."
    return f"{said} {word.note}".strip()


def _can_be(codes: Sequence[str]) -> str:
    return f"can mean {listed(codes, 'or')}"

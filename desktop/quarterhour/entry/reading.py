"""From what is typed to the visit that is assessed, and to what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from quarterhour.entry.draft import Draft, Row
from quarterhour.entry.minutes import UnfinishedError, read_minutes
from quarterhour.entry.place import PlaceReading, read_place
from quarterhour.entry.suggestions import Suggestions
from quarterhour.reference import Edition, Reference
from quarterhour.visit import MOST_MINUTES_A_ROW, ServiceEntry, Visit, VisitError

# Stands in a visit whose date cannot be read: no edition prices it, so money is withheld.
NO_DAY = date.min
_MOST_SHOWN = 24
_NOT_AMOUNT = re.compile(r"[^0-9.]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something typed that cannot be read: the row (None: the day), the field, one sentence.

    `field` is named as in the document: `code`, `therapist_minutes`, `assistant_minutes`.
    `unfinished` problems can be mended by typing on; they are not held against whoever types.
    """

    row: int | None
    field: str
    message: str
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The visit (None where no visit can be made of it), and the row of each of its services."""

    visit: Visit | None
    rows: tuple[int, ...]
    place: PlaceReading
    problems: tuple[Problem, ...]


def read_draft(draft: Draft, reference: Reference, suggestions: Suggestions) -> Reading:
    """Read what is typed; a row that cannot be read is left out and named."""
    entries: list[ServiceEntry] = []
    rows: list[int] = []
    problems: list[Problem] = []
    edition = (draft.day and reference.edition_on(draft.day)) or reference.editions[-1]
    for at, row in enumerate(draft.rows):
        if row.blank:
            continue
        found = list(_minutes_problems(at, row))
        if not _is_known(read_code(row.code), reference, edition):
            found.insert(0, _code_problem(at, row, suggestions))
        problems += found
        if not found:
            entries.append(_entry(row, draft.usual_plan))
            rows.append(at)
    place = read_place(reference, edition, draft.place, draft.locality)
    chosen = tuple(at for at, row in enumerate(rows) if draft.rows[row].takes_left_over)
    try:
        visit = Visit(
            date_of_service=draft.day or NO_DAY,
            services=tuple(entries),
            locality=place.locality,
            zip=place.zip,
            rule=draft.rule,
            provider=draft.provider,
            patient=replace(draft.patient, deductible_remaining=read_amount(draft.deductible)),
            attested=draft.attested,
            extra_units_to=chosen,
            label=draft.label,
            purpose=draft.purpose,
        )
    except VisitError as error:
        problems.append(Problem(None, error.field, error.problem))
        return Reading(None, (), place, tuple(problems))
    return Reading(visit, tuple(rows), place, tuple(problems))


def read_code(text: str) -> str:
    """Return the code that a text can be: codes are written in capitals."""
    return text.strip().upper()


def read_amount(text: str) -> Decimal:
    """Return dollars as typed, with or without a dollar sign and commas."""
    figures = _NOT_AMOUNT.sub("", text).strip(".") or "0"
    return Decimal(figures).quantize(Decimal("0.01"))


def _entry(row: Row, usual_plan: str) -> ServiceEntry:
    return ServiceEntry(
        code=read_code(row.code),
        discipline=row.plan or usual_plan,
        therapist_minutes=read_minutes(row.therapist),
        assistant_minutes=read_minutes(row.assistant),
        together_minutes=row.together_minutes,
        square_cm=row.square_cm,
        charge=row.charge,
        contractor_price=row.contractor_price,
        telehealth=row.telehealth,
    )


def _is_known(code: str, reference: Reference, edition: Edition) -> bool:
    """Return whether it is a code. One with a fee and no rule is: the assessment speaks of it."""
    return code in reference.services or reference.figures(edition, code) is not None


def _minutes_problems(at: int, row: Row) -> Iterator[Problem]:
    minutes = [row.together_minutes]
    for field, text in (("therapist_minutes", row.therapist), ("assistant_minutes", row.assistant)):
        try:
            minutes.append(read_minutes(text))
        except ValueError as error:
            yield Problem(at, field, str(error), isinstance(error, UnfinishedError))
    if len(minutes) == 3 and sum(minutes) > MOST_MINUTES_A_ROW:
        yield Problem(
            at,
            "assistant_minutes",
            f"{sum(minutes)} minutes in one row is more than {MOST_MINUTES_A_ROW}: "
            "type the minutes of this service on this day.",
        )


def _code_problem(at: int, row: Row, suggestions: Suggestions) -> Problem:
    text = row.code.strip()
    if not text:
        message = "These minutes have no service: type a code or a name."
        return Problem(at, "code", message, unfinished=True)
    shown = text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "\u2026"
    if suggestions.find(text):
        message = f"\u201c{shown}\u201d is not a whole code: choose a service from the list."
        return Problem(at, "code", message, unfinished=True)
    message = (
        f"\u201c{shown}\u201d is no code or name that this program knows: check it, or type a "
        "name such as gait."
    )
    return Problem(at, "code", message)

"""The document format of a day: `quarterhour.day/1`, JSON. A visit opens as a day of one."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from quarterhour.day.clock import Clock
from quarterhour.day.entries import DAY, AnswerKey, Day, DayService, DayVisit
from quarterhour.visit import FORMAT as VISIT_FORMAT
from quarterhour.visit import (
    VISIT,
    ServiceEntry,
    Visit,
    VisitError,
    VisitFile,
    read_json,
    visit_from,
)
from quarterhour.visit.file import content_of, open_document
from quarterhour.visit.times import read_interval

MAX_BYTES = 5_000_000
WHAT = "Quarterhour day or visit"


def read_day(text: str | bytes) -> Day:
    """Read the document of a day, or of a visit. Raises VisitError for anything else."""
    return day_from(read_json(text, MAX_BYTES, WHAT))


def read_day_file(path: Path) -> Day:
    """Read a day from a file. Raises OSError, and VisitError if it is not a valid day."""
    return read_day(content_of(path, MAX_BYTES))


def open_day(path: Path) -> tuple[Day, VisitFile]:
    """Read a day, or a visit, and its file. Raises as `open_document`."""
    return open_document(path, MAX_BYTES, read_day)


def day_from(document: object) -> Day:
    """Make a day from a parsed document of a day or a visit. Raises VisitError."""
    if isinstance(document, dict) and document.get("format") == VISIT_FORMAT:
        return day_of(visit_from(document))
    day: Day = DAY.read(document)
    if day.locality and day.zip:
        raise VisitError("locality", 'use "locality" or "zip", not both.')
    check_minutes(day)
    _check_answers(day)
    return day


def day_document(day: Day) -> dict[str, Any]:
    """Return the day as a document, without the fields that have their default.

    A day of one visit without people or answers is the document of a visit.
    """
    visit = visit_of(day)
    return DAY.write(day) if visit is None else VISIT.write(visit)


def day_text(day: Day) -> str:
    """Return the document as indented JSON text, with a line end.

    Raises VisitError where it could not be read again.
    """
    text = json.dumps(day_document(day), indent=2) + "\n"
    read_day(text)
    return text


def day_of(visit: Visit) -> Day:
    """Return a day with one visit."""
    shared = {name: getattr(visit, name) for name in _OF_THE_DAY}
    own = {name: getattr(visit, name) for name in _names(DayVisit) & _names(Visit)}
    services = tuple(
        DayService(**{name: getattr(entry, name) for name in _names(ServiceEntry)})
        for entry in visit.services
    )
    entered = DayVisit(**(own | dict.fromkeys(_OF_THE_DAY) | _NO_PLACE | {"services": services}))
    return Day(**shared, visits=(entered,))


def visit_of(day: Day) -> Visit | None:
    """Return the only visit of a day without people; None where it is more than a visit."""
    if len(day.visits) != 1 or day.people or day.settled or day.figures_for:
        return None
    (entered,) = day.visits
    if any(getattr(entered, name) for name in _names(DayVisit) - _names(Visit)):
        return None
    try:
        services = tuple(map(_service_of, entered.services))
        visit = Visit(**(_of_visit(day, entered) | {"services": services}))
        return visit_from(VISIT.write(visit))
    except (VisitError, _OnlyOfADayError):
        return None


_OF_THE_DAY = ("date_of_service", "locality", "zip", "payer", "rule", "provider")
_NO_PLACE = {"locality": "", "zip": ""}


class _OnlyOfADayError(Exception):
    """A row that the document of a visit can't hold."""


def _names(entered: type[Any]) -> set[str]:
    return {field.name for field in fields(entered)}


def _of_visit(day: Day, entered: DayVisit) -> dict[str, Any]:
    """Return the fields of a visit, with those of the day where it has none."""
    found = {name: getattr(entered, name) for name in _names(DayVisit) & _names(Visit)}
    places = ("locality", "zip")
    elsewhere = any(found[name] for name in places)
    for name in _OF_THE_DAY:
        if not (elsewhere if name in places else found[name]):
            found[name] = getattr(day, name)
    return found


def _service_of(service: DayService) -> ServiceEntry:
    only_here = _names(DayService) - _names(ServiceEntry)
    if service.code is None or any(getattr(service, name) for name in only_here):
        raise _OnlyOfADayError
    values = {name: getattr(service, name) for name in _names(ServiceEntry)}
    return ServiceEntry(**(values | {"discipline": service.discipline}))


def check_minutes(day: Day) -> None:
    """Raise VisitError where hours are unclear, or minutes and times differ."""
    clock = Clock(day)
    for at, visit in enumerate(day.visits):
        _check_stay(visit.in_out, f"visits[{at}].in_out")
        for row, service in enumerate(visit.services):
            entered = service.entered_minutes
            if not (service.times and entered):
                continue
            read = clock.read(service.times, service.by)
            covered = read.minutes.bit_count()
            if not read.unclear and entered != covered:
                raise VisitError(
                    f"visits[{at}].services[{row}].times",
                    f"The times are {covered} minutes and the row has {entered}; "
                    "make them agree, or remove one of them.",
                )


def _check_answers(day: Day) -> None:
    """Raise VisitError where two answers settle one finding."""
    first: dict[AnswerKey, int] = {}
    for at, one in enumerate(day.settled):
        if first.setdefault(one.key, at) != at:
            raise VisitError(
                f"settled[{at}]",
                f"answers the same finding as settled[{first[one.key]}]; keep one of them.",
            )


def _check_stay(in_out: str, path: str) -> None:
    try:
        stay = read_interval(in_out)
    except ValueError as error:
        raise VisitError(path, str(error)) from None
    if stay and stay.start == stay.end:
        raise VisitError(path, "has no minutes; enter when the patient came and went.")

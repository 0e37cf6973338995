"""The frozen values of a day: all visits of a date, the people who treat, and their answers.

A visit of a day is a visit without its date. What it does not say is as the day says. These classes
are the table of fields of the document, as those of a visit are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from quarterhour.day.kinds import TIMES, Fraction, PerhapsCode, Present
from quarterhour.day.people import ROLES
from quarterhour.units import EIGHT_MINUTE_RULE, RULES
from quarterhour.visit import (
    MAX_MINUTES_A_DAY,
    MEDICARE,
    SERVICE,
    VISIT,
    Attested,
    Checked,
    Patient,
    Provider,
    UnreadRow,
    VisitError,
)
from quarterhour.visit.kinds import Day as Date
from quarterhour.visit.kinds import Kind, ListOf, MapOf, Matching, OneOf, Text, Whole
from quarterhour.visit.record import Carrying, Record
from quarterhour.visit.terms import (
    CODE,
    LOCALITY,
    MINUTES,
    PAYER,
    PERSON,
    TAG,
    UNITS,
    ZIP,
)

FORMAT = "quarterhour.day/1"
MAX_VISITS = 100
MAX_PEOPLE = 50
MAX_INTERVALS = 50
MAX_ANSWERS = 1000
INDEPENDENT = "independent"
MODES = ("one-on-one", "group", "supervised", INDEPENDENT)
_TIMES = ListOf(TIMES, MAX_INTERVALS)
_WORD = Text(200)
_PARTS = "use a file for each part of the day."
AnswerKey = tuple[str, tuple[str, ...], tuple[str, ...], str]
_TREATED = Whole(MAX_MINUTES_A_DAY, "is more than one day; enter the minutes of this day.")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who treats on the day. No name: a short mark."""

    id: Annotated[str, PERSON, "A short mark, such as T1"]
    role: Annotated[str, OneOf(tuple(ROLES)), "What the person is"]
    clock: Annotated[tuple[str, ...], _TIMES, "When the person was on the clock"] = ()


@dataclass(frozen=True, slots=True)
class DayService:
    """One row of a visit of a day.

    Without a discipline it is that of the people who did it, else that of the visit's other
    services, else PT. Raises VisitError where the row contradicts itself.
    """

    code: str | None
    discipline: str = ""
    therapist_minutes: int = 0
    assistant_minutes: int = 0
    together_minutes: int = 0
    minutes: int = 0
    count: int = 1
    by: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    mode: str = ""
    attended: tuple[str, ...] = ()
    attended_by: str = ""
    square_cm: int = 0
    charge: Decimal | None = None
    contractor_price: Decimal | None = None
    telehealth: bool | str = False
    audio_only: bool = False

    def __post_init__(self) -> None:
        if (self.code is None) != (self.mode == INDEPENDENT):
            raise VisitError(
                "code",
                'null goes with the mode "independent", where the patient exercised alone.',
            )
        if self.minutes and self.split_minutes:
            raise VisitError(
                "minutes", "stands next to the therapist's or assistant's minutes; keep one."
            )
        if bool(self.attended) != bool(self.attended_by):
            raise VisitError("attended_by", "goes with attended; enter both, or remove both.")
        if self.audio_only and not self.telehealth:
            raise VisitError(
                "audio_only", "needs telehealth; enter telehealth too, or remove audio_only."
            )

    @property
    def split_minutes(self) -> int:
        """Minutes entered as the therapist's, the assistant's, or of both together."""
        return self.therapist_minutes + self.assistant_minutes + self.together_minutes

    @property
    def entered_minutes(self) -> int:
        """All minutes that were entered, apart from times."""
        return self.minutes or self.split_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class DayVisit:
    """One visit of a day. What is None, and an empty place, is as the day has it."""

    date_of_service: date | None = None
    tag: str = ""
    locality: str = ""
    zip: str = ""
    payer: str | None = None
    place_of_service: str = ""
    rule: str | None = None
    provider: Provider | None = None
    patient: Patient = field(default_factory=Patient)
    attested: Attested = field(default_factory=Attested)
    checked: tuple[Checked, ...] = ()
    extra_units_to: tuple[int, ...] = ()
    label: str = ""
    purpose: str = ""
    in_out: str = ""
    present: tuple[tuple[str, str], ...] = ()
    billed_units: tuple[tuple[str, int], ...] = ()
    services: tuple[DayService, ...]
    unread: tuple[UnreadRow, ...] = ()

    def __post_init__(self) -> None:
        if self.locality and self.zip:
            raise VisitError("locality", 'use "locality" or "zip", not both.')


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer: the finding it settles, and the id of the choice that was taken."""

    kind: Annotated[str, _WORD, "Kind of the finding"]
    choice: Annotated[str, _WORD, "Id of the choice"]
    patients: Annotated[tuple[str, ...], ListOf(TAG), "Tags of the finding"] = ()
    people: Annotated[tuple[str, ...], ListOf(PERSON), "People of the finding"] = ()
    when: Annotated[str, Text(2000), "Minutes of the finding, as the finding writes them"] = ""

    @property
    def key(self) -> AnswerKey:
        """What it names a finding by, in whatever order and with whatever dash."""
        return answer_key(self.kind, self.patients, self.people, self.when)


def answer_key(kind: str, patients: Iterable[str], people: Iterable[str], when: str) -> AnswerKey:
    """Return what names a finding, and the answer to it."""
    plain = re.sub(r"\s*[-\u2013]\s*", "-", when.strip())
    return kind, tuple(sorted(patients)), tuple(sorted(people)), plain


@dataclass(frozen=True, slots=True)
class FiguresFor:
    """What clock-out is asked for: minutes of treatment at a share of the time on the clock."""

    target: Annotated[Decimal, Fraction(), "Treatment as a part of the time on the clock"]
    treatment_minutes: Annotated[int, _TREATED, "Minutes of treatment"]
    start: Annotated[
        str,
        Matching("([01]?[0-9]|2[0-3]):[0-5][0-9]", "write a time of the day, such as 8:00"),
        "When the day starts",
    ]
    pause_minutes: Annotated[int, _TREATED, "Minutes of unpaid pauses"] = 0


_SERVICE_OWN: dict[str, tuple[Kind, str]] = {
    "code": (PerhapsCode(), "CPT or HCPCS code; null where the patient exercised alone"),
    "minutes": (MINUTES, "Minutes of the people who did it"),
    "times": (_TIMES, "When, as typed; if minutes are entered too, they must agree"),
    "mode": (OneOf(MODES), "How it was done; if absent, as the code is done"),
    "attended": (_TIMES, "When someone attended a supervised modality, as to set it up"),
    "attended_by": (PERSON, "Who attended it"),
}
DAY_SERVICE = Carrying(DayService, _SERVICE_OWN, SERVICE)
_VISIT_OWN: dict[str, tuple[Kind, str]] = {
    "in_out": (TIMES, "When the patient came and went"),
    "present": (ListOf(Present()), "People who were there without billing, and when"),
    "billed_units": (
        MapOf(CODE, UNITS),
        "Units on the claim by code, to compare with the minutes",
    ),
    "services": (ListOf(DAY_SERVICE), "The services, one row each"),
}
# A day and a visit of it have at most one place: both may be without.
_NOT_TWO_PLACES: dict[str, Any] = {"not": {"required": ["locality", "zip"]}}
DAY_VISIT = Carrying(DayVisit, _VISIT_OWN, VISIT, **_NOT_TWO_PLACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """All visits of a date.

    Raises VisitError where people or dates contradict each other.
    """

    date_of_service: Annotated[date, Date(), "The day"]
    locality: Annotated[
        str, LOCALITY, "Medicare locality, or national; or enter a ZIP code instead"
    ] = ""
    zip: Annotated[str, ZIP, "ZIP code"] = ""
    payer: Annotated[str, PAYER, "Id of a payer file"] = MEDICARE
    rule: Annotated[str, OneOf(tuple(RULES)), "How units are counted for Medicare"] = (
        EIGHT_MINUTE_RULE.name
    )
    provider: Annotated[Provider, Record(Provider), "How the practice participates"] = field(
        default_factory=Provider
    )
    people: Annotated[
        tuple[Person, ...],
        ListOf(Record(Person), MAX_PEOPLE, _PARTS, "people"),
        "The people who treat",
    ] = ()
    visits: Annotated[
        tuple[DayVisit, ...], ListOf(DAY_VISIT, MAX_VISITS, _PARTS, "visits"), "The visits"
    ]
    settled: Annotated[
        tuple[Settled, ...],
        ListOf(Record(Settled), MAX_ANSWERS, "remove some.", "answers"),
        "Answers to findings",
    ] = ()
    figures_for: Annotated[FiguresFor | None, Record(FiguresFor), "What clock-out to calculate"] = (
        None
    )

    def __post_init__(self) -> None:
        ids = [person.id for person in self.people]
        for at, id in enumerate(ids):
            if id in ids[:at]:
                raise VisitError(f"people[{at}].id", f"{id} is there twice; use another mark.")
        for at, visit in enumerate(self.visits):
            if visit.date_of_service not in (None, self.date_of_service):
                raise VisitError(
                    f"visits[{at}].date_of_service",
                    f"isn't {self.date_of_service}; a day has the visits of one date.",
                )
            self._check_people(f"visits[{at}]", visit, ids)

    def _check_people(self, path: str, visit: DayVisit, ids: list[str]) -> None:
        if not ids:
            return  # roles are not known: only the marks tell people apart
        named = [(f"{path}.present[{at}]", id) for at, (id, _) in enumerate(visit.present)]
        for at, service in enumerate(visit.services):
            here = f"{path}.services[{at}]"
            named += [(f"{here}.by", id) for id in service.by]
            named += [(f"{here}.attended_by", service.attended_by)] * bool(service.attended_by)
        for where, id in named:
            if id not in ids:
                raise VisitError(where, f"{id} isn't one of the people; add {id} with a role.")

    def person(self, id: str) -> Person | None:
        """Return the person with a mark, None where the day does not say who it is."""
        return next((person for person in self.people if person.id == id), None)


DAY = Record(Day, FORMAT, **_NOT_TWO_PLACES)

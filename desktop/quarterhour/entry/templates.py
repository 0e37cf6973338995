"""The practice's usual visits: services under a name, to be put into any visit.

They have the fields of a service of a visit, but for those that are of one patient or one day. The
price list fills charges: one that was entered would be for the units of another day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any

from quarterhour.entry.outcome import Outcome
from quarterhour.entry.suggestions import folded
from quarterhour.entry.why_not import why_services_not_read
from quarterhour.practice_files import PracticeFile
from quarterhour.visit import SERVICE, ServiceEntry, VisitError
from quarterhour.visit.kinds import ListOf, Matching
from quarterhour.visit.record import Field, Record

FORMAT = "quarterhour.templates/1"
MAX_TEMPLATES = 100
MAX_NAME = 60
_NAME_WORDS = f"use 1 to {MAX_NAME} characters, such as Knee, week 2"
_OF_ONE_VISIT = {"by", "times", "square_cm", "charge"}


class _UsualService(Record):
    """A service of a visit, without the fields that are of one patient or one day."""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in the order in which they are written."""
        return tuple(each for each in SERVICE.fields if each.name not in _OF_ONE_VISIT)


@dataclass(frozen=True)
class Template:
    """A usual visit. Raises VisitError where it has no services."""

    name: Annotated[
        str,
        Matching(rf"\S(?:.{{0,{MAX_NAME - 2}}}\S)?", _NAME_WORDS),
        "What the practice calls it, never a patient's name",
    ]
    services: Annotated[
        tuple[ServiceEntry, ...], ListOf(_UsualService(ServiceEntry)), "The services, one row each"
    ]

    def __post_init__(self) -> None:
        if not self.services:
            raise VisitError("services", "needs at least one service; add one.")


Templates = tuple[Template, ...]


@dataclass(frozen=True)
class _Templates:
    """The document of the usual visits. Raises VisitError where two have one name."""

    templates: Annotated[
        Templates,
        ListOf(Record(Template), MAX_TEMPLATES, "remove some."),
        "The usual visits, in their order",
    ]

    def __post_init__(self) -> None:
        names = [folded(each.name) for each in self.templates]
        for at, name in enumerate(names):
            if name in names[:at]:
                problem = "is the name of an earlier usual visit too; change one of them."
                raise VisitError(f"templates[{at}].name", problem)


TEMPLATES_DOCUMENT = Record(_Templates, FORMAT)


def _read(document: Any) -> Templates:
    templates: Templates = TEMPLATES_DOCUMENT.read(document).templates
    return templates


def _document(templates: Templates) -> dict[str, Any]:
    return TEMPLATES_DOCUMENT.write(_Templates(templates))


TEMPLATES: PracticeFile[Templates] = PracticeFile("templates", _read, _document, ())


def with_template(templates: Templates, name: str, outcome: Outcome) -> Templates:
    """Return the usual visits with one more, the services of a visit under a name.

    What is of one patient or day is left out. Raises ValueError with a sentence where the name
    cannot be used, or services would be lost.
    """
    if len(templates) == MAX_TEMPLATES:
        raise ValueError(f"There are already {MAX_TEMPLATES} usual visits. Delete one first.")
    name = _new_name(name, templates)
    visit, problem = outcome.reading.visit, why_services_not_read(outcome)
    if problem:
        raise ValueError(f"Not kept yet: {problem}")
    if visit is None or not visit.services:
        raise ValueError("Enter the services of the usual visit first.")
    return (*templates, Template(name, tuple(map(_usual, visit.services))))


def renamed(templates: Templates, name: str, new: str) -> Templates:
    """Return the usual visits with another name of one. Raises ValueError with a sentence."""
    others = [each for each in templates if each.name != name]
    new = _new_name(new, others)
    return tuple(replace(each, name=new) if each.name == name else each for each in templates)


def without_template(templates: Templates, name: str) -> Templates:
    """Return the usual visits without one."""
    return tuple(each for each in templates if each.name != name)


def moved_template(templates: Templates, at: int, to: int) -> Templates:
    """Return the usual visits in another order: the one at an index is then at another."""
    order = list(templates)
    order.insert(to, order.pop(at))
    return tuple(order)


def _new_name(text: str, others: Iterable[Template]) -> str:
    """Return a name as it is kept. Raises ValueError with a sentence where it cannot be used."""
    name = " ".join(text.split())
    if not 1 <= len(name) <= MAX_NAME:
        raise ValueError(f"Enter a name of 1 to {MAX_NAME} characters.")
    if folded(name) in {folded(each.name) for each in others}:
        raise ValueError(f"A usual visit is already named {name}. Enter another name.")
    return name


def _usual(service: ServiceEntry) -> ServiceEntry:
    """Return a service without what is of one patient or one day; minutes of its times stay."""
    usual = {each.name: each.usual for each in SERVICE.fields if each.name in _OF_ONE_VISIT}
    return replace(service, therapist_minutes=service.therapists_own, **usual)

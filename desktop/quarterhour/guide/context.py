"""The date and the location that a page's figures are for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quarterhour.guide.wording import day_words
from quarterhour.reference import Edition, Locality, Reference, find_place


@dataclass(frozen=True, slots=True)
class Context:
    """A date of service, the edition that prices it and the locality; None where not known.

    `problem` says in one sentence why there is no locality.
    """

    day: date
    edition: Edition | None
    locality: Locality | None
    problem: str = ""


def context_on(reference: Reference, day: date, locality: str, zip_code: str) -> Context:
    """Return the context of a day at a `MAC-locality` or a five-digit ZIP code."""
    edition = reference.edition_on(day)
    if edition is None:
        return Context(day, None, None, f"no fee schedule is loaded for {day_words(day)}")
    place = find_place(reference, edition, locality, zip_code, day)
    return Context(day, edition, place.locality, place.problem)

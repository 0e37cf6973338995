"""What is compared: the service and the place that are typed, and where their fees are found."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from quarterhour.entry import PlaceReading, Suggestions, find_places
from quarterhour.entry.place import read_place
from quarterhour.entry.reading import is_like_a_code, read_code
from quarterhour.reference import NATIONAL, Edition, Locality, PlaceMatch, Reference
from quarterhour.reference.fee_table import EditionFee, fees_by_edition


class Subject(NamedTuple):
    """A service, a place and an edition; code or locality is empty where none is known."""

    code: str
    service: str
    locality: str
    place: str
    edition: Edition

    @property
    def title(self) -> str:
        """The service and the place as people say them."""
        where = "at the" if self.locality == NATIONAL.id else "in"
        place = "national average" if self.locality == NATIONAL.id else self.place
        return f"{self.service} {where} {place}"


class ServiceReading(NamedTuple):
    """The code that a text means, or the problem.

    `unknown` says that more typing cannot make it a code.
    """

    code: str = ""
    problem: str = ""
    unknown: bool = False


def read_service(reference: Reference, suggestions: Suggestions, text: str) -> ServiceReading:
    """Read a service typed by its code or its name."""
    text = text.strip()
    if not text:
        return ServiceReading(problem="Enter a code (97110) or a name (gait).")
    code = read_code(text)
    if code in reference.services or any(
        reference.figures(edition, code) for edition in reference.editions
    ):
        return ServiceReading(code)
    if meant := suggestions.meant(text):
        return ServiceReading(meant)
    if found := suggestions.find(text):
        which = "1 service matches" if len(found) == 1 else f"{len(found)} services match"
        return ServiceReading(problem=f"{which}. Choose one from the list.")
    problem = (
        f"{code} may be valid, but Quarterhour has no fees for it. Check the number."
        if is_like_a_code(text)
        else f"\u201c{text}\u201d isn't in the code list. Check it, or enter a name such as gait."
    )
    return ServiceReading(problem=problem, unknown=True)


def service_name(reference: Reference, code: str) -> str:
    """Return what a code is called; a code that only a release knows has no other name."""
    service = reference.services.get(code)
    return service.label if service else code


def read_any_place(reference: Reference, text: str, locality: str) -> PlaceReading:
    """Read the place typed by the latest edition that knows it."""
    editions = reference.editions[::-1]
    readings = [
        read_place(reference, edition, text, locality, edition.valid_to) for edition in editions
    ]
    return next((one for one in readings if one.locality or one.zip), readings[0])


def find_any_places(reference: Reference, text: str) -> list[PlaceMatch]:
    """Return the localities of any edition to offer for a text, each as last named."""
    found: dict[str, PlaceMatch] = {}
    for edition in reversed(reference.editions):
        for match in find_places(reference, edition, text, edition.valid_to):
            found.setdefault(match.locality.id, match)
    if text.strip() and NATIONAL.id in found:
        found[NATIONAL.id] = found.pop(NATIONAL.id)
    return list(found.values())


def last_known(reference: Reference, locality: str) -> Locality | None:
    """Return a locality as the latest edition that has it names it."""
    for edition in reversed(reference.editions):
        found = reference.localities(edition).get(locality or NATIONAL.id)
        if found is not None:
            return found
    return None


def fees_through_the_years(reference: Reference, locality: str, code: str) -> list[EditionFee]:
    """Return a code's fee in each edition. Where an edition has no such locality, it says so.

    A fee after such an edition is compared with none: the one before it is not of the row above.
    """
    last = last_known(reference, locality)
    if last is None:
        return []
    places = [
        (edition, reference.localities(edition).get(locality)) for edition in reference.editions
    ]
    fees: list[EditionFee] = []
    for known, run in groupby(places, key=lambda place: place[1] is not None):
        if known:
            there = [(edition, place) for edition, place in run if place is not None]
            fees += fees_by_edition(reference, there, code)
        else:
            missing = f"locality {locality} isn't in this release"
            fees += [EditionFee(edition, last, missing) for edition, _ in run]
    return fees

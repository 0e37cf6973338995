"""Reading the service and the place whose fees are compared, in any year."""

from __future__ import annotations

from typing import NamedTuple

from quarterhour.entry.place import find_places, read_place
from quarterhour.entry.reading import is_like_a_code, read_code
from quarterhour.entry.suggestions import Suggestions
from quarterhour.reference import NATIONAL, Locality, PlaceMatch, Reference, find_place


class ServiceReading(NamedTuple):
    """The code that a text means, or the problem.

    `unknown` says that more typing cannot make it a code.
    """

    code: str = ""
    problem: str = ""
    unknown: bool = False


class LocalityReading(NamedTuple):
    """The locality that a text means, or the problem, which is empty where nothing is typed.

    `candidates` are those that a `zip` code can lie in.
    """

    locality: str = ""
    problem: str = ""
    zip: str = ""
    candidates: tuple[Locality, ...] = ()


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


def read_any_place(reference: Reference, text: str, locality: str) -> LocalityReading:
    """Read a place by the latest edition that knows it; `locality` is the one chosen, if any."""
    editions = reference.editions[::-1]
    readings = [
        read_place(reference, edition, text, locality, edition.valid_to) for edition in editions
    ]
    reading = next((one for one in readings if one.locality or one.zip), readings[0])
    if not reading.zip:
        return LocalityReading(reading.locality, reading.problem)
    latest = editions[0]
    place = find_place(reference, latest, "", reading.zip, latest.valid_to)
    found = place.locality.id if place.locality else ""
    return LocalityReading(found, place.problem, reading.zip, place.candidates)


def find_any_places(reference: Reference, text: str) -> list[PlaceMatch]:
    """Return the localities of any edition to offer for a text, each as last named."""
    found: dict[str, PlaceMatch] = {}
    for edition in reversed(reference.editions):
        for match in find_places(reference, edition, text, edition.valid_to):
            found.setdefault(match.locality.id, match)
    if text.strip() and NATIONAL.id in found:
        found[NATIONAL.id] = found.pop(NATIONAL.id)
    return list(found.values())

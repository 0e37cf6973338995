"""What is typed as a place, and which localities it can mean."""

from __future__ import annotations

import re
from typing import NamedTuple

from quarterhour.reference import NATIONAL, Edition, Locality, Reference, search_places

_ZIP = re.compile(r"[0-9]{5}")
_PART_OF_ZIP = re.compile(r"[0-9]{1,4}")


class PlaceReading(NamedTuple):
    """A place for the visit, by locality or by ZIP; both are empty where it is not one place.

    `problem` says why not in one sentence; it is empty where nothing is typed.
    """

    locality: str = ""
    zip: str = ""
    problem: str = ""


def read_place(reference: Reference, edition: Edition, text: str, locality: str) -> PlaceReading:
    """Read the place typed; `locality` is the one chosen from a list, if one was."""
    text = text.strip()
    if locality:
        return PlaceReading(locality=locality)
    if not text:
        return PlaceReading()
    if _ZIP.fullmatch(text):
        return PlaceReading(zip=text)
    if _PART_OF_ZIP.fullmatch(text):
        return PlaceReading(problem="A ZIP code has five digits: type the rest of it.")
    for place in reference.localities(edition).values():
        if text.casefold() in (place.id, place.name.casefold(), place.title.casefold()):
            return PlaceReading(locality=place.id)
    found = search_places(reference, edition, text)
    if not found:
        return PlaceReading(
            problem="No locality has this name: type a ZIP code, a state such as FL, or a city."
        )
    which = "1 locality matches" if len(found) == 1 else f"{len(found)} localities match"
    return PlaceReading(problem=f"{which}: choose from the list.")


def find_places(reference: Reference, edition: Edition, text: str) -> list[Locality]:
    """Return the localities to offer for a text; the national average is always among them."""
    found = [place for place in search_places(reference, edition, text) if place != NATIONAL]
    return [NATIONAL, *found] if not text.strip() else [*found, NATIONAL]

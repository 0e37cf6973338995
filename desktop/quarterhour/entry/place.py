"""What is typed as a place, and which localities it can mean."""

from __future__ import annotations

import re
from typing import NamedTuple

from quarterhour.reference import NATIONAL, Edition, Locality, Reference, search_places

_DIGITS = 5
_ZIP = re.compile(r"[0-9]{5}(-[0-9]{4})?")  # the first five digits find the place
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
        return PlaceReading(zip=text[:_DIGITS])
    if _PART_OF_ZIP.fullmatch(text):
        return PlaceReading(problem="A ZIP code has five digits: type the rest of it.")
    for place in reference.localities(edition).values():
        if text.casefold() in (place.id, place.name.casefold(), place.title.casefold()):
            return PlaceReading(locality=place.id)
    found = search_places(reference, edition, text)
    if not found:
        return PlaceReading(problem="No place of that name. Type the ZIP.")
    which = "1 locality matches" if len(found) == 1 else f"{len(found)} localities match"
    return PlaceReading(problem=f"{which}: choose from the list.")


def find_places(reference: Reference, edition: Edition, text: str) -> list[Locality]:
    """Return the localities to offer for a text; for no text all, the national average first.

    For a text the national average is offered only where it is what is typed.
    """
    found = [place for place in search_places(reference, edition, text) if place != NATIONAL]
    if not text.strip():
        return [NATIONAL, *found]
    return [*found, NATIONAL] if _is_national(text) else found


def _is_national(text: str) -> bool:
    """Return whether a text begins a word of what the national average is called."""
    words = NATIONAL.name.casefold().split()
    return all(any(word.startswith(part) for word in words) for part in text.casefold().split())

"""What is typed as a place, and which localities it can mean."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from quarterhour.reference import NATIONAL, Edition, Locality, PlaceMatch, Reference, search_places

_DIGITS = 5
_ZIP = re.compile(r"([0-9]{5})(?:[- ]?([0-9]{4}))?")
_PART_OF_ZIP = re.compile(r"[0-9]{1,4}")
_PART_OF_LAST_FOUR = re.compile(r"[0-9]{5}[- ][0-9]{0,3}|[0-9]{6,8}")


class PlaceReading(NamedTuple):
    """A place for the visit, by locality or by ZIP; both are empty where it is not one place.

    `problem` says why not in one sentence; it is empty where nothing is typed.
    """

    locality: str = ""
    zip: str = ""
    problem: str = ""


def read_place(
    reference: Reference, edition: Edition, text: str, locality: str, day: date
) -> PlaceReading:
    """Read the place typed; `locality` is the one chosen from a list, if one was.

    Where a ZIP code lies is as of a day.
    """
    text = text.strip()
    if locality:
        return PlaceReading(locality=locality)
    if not text:
        return PlaceReading()
    zip_code = _ZIP.fullmatch(text)
    if zip_code:
        return PlaceReading(zip=_needed(reference, zip_code[1], zip_code[2] or "", day))
    if _PART_OF_ZIP.fullmatch(text):
        return PlaceReading(problem="A ZIP code has five digits: type the rest of it.")
    if text.casefold() in (NATIONAL.id, NATIONAL.title.casefold()):
        return PlaceReading(locality=NATIONAL.id)
    if text in reference.localities(edition):
        return PlaceReading(locality=text)
    if _PART_OF_LAST_FOUR.fullmatch(text) and reference.zip_area(text[:_DIGITS], day) is not None:
        return PlaceReading(problem="After its hyphen, a ZIP code has four digits: type the rest.")
    found = find_places(reference, edition, text, day)
    stated = [match for match in found if match.stated]
    if len(stated) == 1 and (stated == found or _is_title(text, stated[0].locality)):
        return PlaceReading(locality=stated[0].locality.id)
    return PlaceReading(problem=_problem(found))


def find_places(reference: Reference, edition: Edition, text: str, day: date) -> list[PlaceMatch]:
    """Return the localities to offer for a text; for no text all, the national average first.

    For a text the national average is offered only where it is what is typed.
    """
    found = [
        match
        for match in search_places(reference, edition, text, day)
        if match.locality != NATIONAL
    ]
    national = PlaceMatch(NATIONAL)
    if not text.strip():
        return [national, *found]
    return [*found, national] if _is_national(text) else found


def _needed(reference: Reference, zip_code: str, last_four: str, day: date) -> str:
    """Return a ZIP code with its last four digits where they find the locality."""
    area = reference.zip_area(zip_code, day)
    split = last_four and area is not None and area.needs_plus_four
    return f"{zip_code}-{last_four}" if split else zip_code


def _problem(found: list[PlaceMatch]) -> str:
    """Say why a text is not one place, and what to do."""
    if not found:
        return "No place of that name. Type the ZIP."
    if len(found) > 1:
        return f"{len(found)} localities match: choose from the list."
    return f"Is it {found[0].locality.title}? Choose it from the list, or type the ZIP."


def _is_title(text: str, place: Locality) -> bool:
    return text.casefold() in (place.name.casefold(), place.title.casefold())


def _is_national(text: str) -> bool:
    """Return whether a text begins a word of what the national average is called."""
    words = NATIONAL.name.casefold().split()
    return all(any(word.startswith(part) for word in words) for part in text.casefold().split())

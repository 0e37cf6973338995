"""The location as typed, and which localities it can mean."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from quarterhour.reference import (
    NATIONAL,
    Edition,
    Locality,
    PlaceMatch,
    Reference,
    find_place,
    search_places,
)

_DIGITS = 5
_ZIP = re.compile(r"([0-9]{5})(?:[- ]?([0-9]{4}))?")
_PART_OF_ZIP = re.compile(r"[0-9]{1,4}")
_PART_OF_LAST_FOUR = re.compile(r"[0-9]{5}[- ][0-9]{0,3}|[0-9]{6,8}")


class PlaceReading(NamedTuple):
    """The location of a visit, by locality or by ZIP; both are empty where it is not one locality.

    `problem` says what to do then; it is empty where nothing is typed.
    """

    locality: str = ""
    zip: str = ""
    problem: str = ""


class PlaceOfPractice(NamedTuple):
    """The place that new visits begin at, None where none is typed or it is not one locality.

    `candidates` are the localities that a ZIP code can lie in; `problem` says what to do.
    """

    locality: Locality | None = None
    candidates: tuple[Locality, ...] = ()
    problem: str = ""


def place_of_practice(reference: Reference, text: str, locality: str) -> PlaceOfPractice:
    """Find a place as typed by the latest edition; `locality` is the one chosen, if any."""
    if not text.strip():
        return PlaceOfPractice()
    latest = reference.editions[-1]
    read = read_place(reference, latest, text, locality, latest.valid_to)
    if read.problem:
        return PlaceOfPractice(problem=read.problem)
    found = find_place(reference, latest, read.locality, read.zip, latest.valid_to)
    return PlaceOfPractice(found.locality, found.candidates, found.problem)


def read_place(
    reference: Reference, edition: Edition, text: str, locality: str, day: date
) -> PlaceReading:
    """Read the location as typed; `locality` is the one chosen from the list, if any.

    The locality of a ZIP code is the one on `day`.
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
        return PlaceReading(problem="Enter all 5 digits of the ZIP code.")
    if text.casefold() in (NATIONAL.id, NATIONAL.title.casefold()):
        return PlaceReading(locality=NATIONAL.id)
    if text in reference.localities(edition):
        return PlaceReading(locality=text)
    if _PART_OF_LAST_FOUR.fullmatch(text) and reference.zip_area(text[:_DIGITS], day) is not None:
        return PlaceReading(problem="Enter all 4 digits after the hyphen.")
    found = find_places(reference, edition, text, day)
    sure = [match for match in found if match.state_named]
    if len(sure) == 1 and (sure == found or _is_title(text, sure[0].locality)):
        return PlaceReading(locality=sure[0].locality.id)
    return PlaceReading(problem=_problem(found))


def find_places(reference: Reference, edition: Edition, text: str, day: date) -> list[PlaceMatch]:
    """Return the localities that match a text; all for no text, the national average first.

    For a text, the national average is in the list only where it matches.
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
    """Return a ZIP code, with its last four digits where the locality depends on them."""
    area = reference.zip_area(zip_code, day)
    split = last_four and area is not None and area.needs_plus_four
    return f"{zip_code}-{last_four}" if split else zip_code


def _problem(found: list[PlaceMatch]) -> str:
    """Say why a text is not one locality, and what to do."""
    if not found:
        return "No Medicare locality by that name. Enter the ZIP code."
    if len(found) > 1:
        return f"{len(found)} localities match. Choose one from the list."
    return f"Is it {found[0].locality.title}? Choose it from the list, or enter the ZIP code."


def _is_title(text: str, place: Locality) -> bool:
    return text.casefold() in (place.name.casefold(), place.title.casefold())


def _is_national(text: str) -> bool:
    """Return whether each word of a text begins a word of the national average's name."""
    words = NATIONAL.name.casefold().split()
    return all(any(word.startswith(part) for word in words) for part in text.casefold().split())

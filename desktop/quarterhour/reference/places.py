"""From what was entered as a place to the locality whose prices hold there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from quarterhour.reference.records import County, Edition, Locality
from quarterhour.reference.states import STATE_NAMES
from quarterhour.reference.store import Reference

# A locality's number stays whole; a name's hyphens part it.
_WORD = re.compile(r"[0-9]+-[0-9]+|[^\s,/()-]+")
# The list of counties is that of 2025. The localities of California were others before 2024.
_LISTED_FROM = date(2025, 1, 1)


class PlaceMatch(NamedTuple):
    """A locality that a text can mean, the county named, and whether its state or ZIP is named."""

    locality: Locality
    county: str = ""
    state_named: bool = False


class Place(NamedTuple):
    """The locality found, or the problem in one sentence and the candidates to choose from."""

    locality: Locality | None = None
    problem: str = ""
    candidates: tuple[Locality, ...] = ()


def find_place(
    reference: Reference, edition: Edition, locality: str, zip_code: str, day: date
) -> Place:
    """Resolve a `MAC-locality` or a ZIP of five digits, or nine as 95023-1234, in an edition.

    The locality of a ZIP code is the one on `day`: CMS lists ZIP codes anew each quarter.
    """
    localities = reference.localities(edition)
    if locality:
        if locality in localities:
            return Place(localities[locality])
        return Place(
            problem=f"Locality {locality} isn't in {edition.release}. "
            "Enter a ZIP code, or choose a locality by name."
        )
    if not zip_code:
        return Place(problem="Enter the ZIP code of the clinic to see payment.")
    zip_code, _, last_four = zip_code.partition("-")
    area = reference.zip_area(zip_code, day)
    if area is None:
        return Place(
            problem=f"CMS doesn't list ZIP {zip_code}. Check it, or choose a locality by name."
        )
    found = tuple(localities[key] for key in area.localities if key in localities)
    if area.needs_plus_four:
        listed = reference.plus_fours(zip_code, day)
        return _of_split(localities, listed, zip_code, last_four, found)
    if not found:
        return Place(
            problem=f"ZIP {zip_code} is in locality {area.localities[0]}, which isn't in "
            f"{edition.release}. Choose a locality by name."
        )
    return Place(found[0])


def _of_split(
    localities: Mapping[str, Locality],
    listed: Mapping[str, str],
    zip_code: str,
    last_four: str,
    candidates: tuple[Locality, ...],
) -> Place:
    """Resolve a ZIP code that crosses a border by its last four digits, as CMS lists them."""
    named = tuple(localities[key] for key in listed if key in localities)
    if last_four and listed:
        for key, spans in listed.items():
            if key in localities and _lies_in(last_four, spans):
                return Place(localities[key])
        return Place(
            problem=f"CMS doesn't list ZIP {zip_code}-{last_four}. "
            "Check the last 4 digits, or choose a locality.",
            candidates=named or candidates,
        )
    action = "Choose a locality."
    if last_four:
        action = "Import CMS's ZIP+4 file, or choose a locality."
    elif listed:
        action = "Add its last 4 digits, or choose a locality."
    return Place(
        problem=f"ZIP {zip_code} is in more than one Medicare locality. {action}",
        candidates=named or candidates,
    )


def _lies_in(last_four: str, spans: str) -> bool:
    """Return whether four digits lie in one of the spans, as `0001-0120 0122`."""
    for span in spans.split():
        first, _, last = span.partition("-")
        if first <= last_four <= (last or first):
            return True
    return False


def search_places(reference: Reference, edition: Edition, text: str, day: date) -> list[PlaceMatch]:
    """Return the localities that a text names: by ZIP, state, county, name, MAC or number.

    Where a ZIP code lies is as of a day.
    """
    localities = reference.localities(edition)
    text = text.strip()
    # A database is asked for figures alone: it takes no half characters, which can be typed.
    area = reference.zip_area(text, day) if text.isascii() and text.isdigit() else None
    by_zip = area.localities if area else ()
    found = {key: PlaceMatch(localities[key], "", True) for key in by_zip if key in localities}
    words = _WORD.findall(_plain(text))
    for key, place in localities.items():
        counties = reference.counties.get(key, ()) if edition.valid_from >= _LISTED_FROM else ()
        match = _match(place, counties, words)
        if match is not None:
            found.setdefault(key, match)
    matches = list(found.values())
    # Where the state is named, what merely begins like it is not meant.
    return [match for match in matches if match.state_named] or matches


def _match(place: Locality, counties: Sequence[County], words: list[str]) -> PlaceMatch | None:
    """Return how words name a locality, by one that states where it is before any other."""
    exact = {place.id, *place.id.split("-")}
    found: list[PlaceMatch] = []
    if _names(place.name, place.state, words, exact):
        state_named = _names_state(place.state, words) or bool(exact & {*words})
        found.append(PlaceMatch(place, "", state_named))
    for county in counties:
        if _names(f"{county.county} County", county.state, words, set()):
            said = any(map(_parts(county.county).__contains__, words))
            state_named = _names_state(county.state, words)
            found.append(PlaceMatch(place, county.county if said else "", state_named))
    return next((match for match in found if match.state_named), found[0] if found else None)


def _names(name: str, state: str, words: list[str], exact: set[str]) -> bool:
    """Return whether every word begins one of a name or of its state, or is the state's letters."""
    parts = _parts(f"{name} {STATE_NAMES.get(state, '')}")
    whole = {state.casefold(), *exact}
    return all(word in whole or any(part.startswith(word) for part in parts) for word in words)


def _names_state(state: str, words: list[str]) -> bool:
    """Return whether words name the state, by its letters or by its whole name."""
    name = STATE_NAMES.get(state, "").casefold().split()
    return state.casefold() in words or (bool(name) and set(name) <= set(words))


def _parts(name: str) -> list[str]:
    return re.split(r"[\s/()-]+", _plain(name))


def _plain(text: str) -> str:
    """Return a text without the points and apostrophes that people leave out."""
    return re.sub("[.'\u2019]", "", text.casefold())

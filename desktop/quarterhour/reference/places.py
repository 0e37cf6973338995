"""From what was entered as a place to the locality whose prices hold there."""

from __future__ import annotations

import re
from typing import NamedTuple

from quarterhour.reference.records import Edition, Locality
from quarterhour.reference.states import STATE_NAMES
from quarterhour.reference.store import Reference


class Place(NamedTuple):
    """The locality found, or the problem in one sentence and the candidates to choose from."""

    locality: Locality | None = None
    problem: str = ""
    candidates: tuple[Locality, ...] = ()


def find_place(reference: Reference, edition: Edition, locality: str, zip_code: str) -> Place:
    """Resolve a `MAC-locality` or a five-digit ZIP in an edition."""
    localities = reference.localities(edition)
    if locality:
        if locality in localities:
            return Place(localities[locality])
        return Place(
            problem=f"Locality {locality} is not in {edition.release}: choose one by ZIP or name."
        )
    if not zip_code:
        return Place(problem="Enter the ZIP code of the place of treatment to see the payment.")
    area = reference.zip_area(zip_code)
    if area is None:
        return Place(
            problem=f"CMS lists no ZIP code {zip_code}: check it, or choose the locality by name."
        )
    found = tuple(localities[key] for key in area.localities if key in localities)
    if not area.needs_plus_four and found:
        return Place(found[0])
    return Place(
        problem=f"ZIP code {zip_code} lies in more than one locality: choose the right one.",
        candidates=found,
    )


def search_places(reference: Reference, edition: Edition, text: str) -> list[Locality]:
    """Return the localities that a text names: by ZIP, state, name, MAC or number."""
    localities = reference.localities(edition)
    text = text.strip()
    # A database is asked for figures alone: it takes no half characters, which can be typed.
    area = reference.zip_area(text) if text.isascii() and text.isdigit() else None
    by_zip = area.localities if area else ()
    words = text.casefold().replace(",", " ").split()
    by_name = (key for key, place in localities.items() if _named(place, words))
    return [localities[key] for key in dict.fromkeys((*by_zip, *by_name)) if key in localities]


def _named(place: Locality, words: list[str]) -> bool:
    """Return whether every word starts a word of the name, or is the state, MAC or number."""
    state = STATE_NAMES.get(place.state, "")
    names = re.split(r"[\s/()-]+", f"{place.name} {state}".casefold())
    exact = {place.state.casefold(), place.id, *place.id.split("-")}
    return all(word in exact or any(name.startswith(word) for name in names) for word in words)

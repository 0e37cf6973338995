"""The counties of each locality, as CMS lists them with the fee schedule.

Of a state whose only locality is the state, and of the rest of a state, the list names none.
"""

import re
import string
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quarterhour.reference.states import STATE_NAMES

_CODES = {name.upper(): code for code, name in STATE_NAMES.items()}
# Written otherwise in the list than by the county, or misspelled there.
_MENDED = {
    "DADE": "Miami-Dade",
    "DEKALB": "DeKalb",
    "DISTRICT OF COLUMBIA": "District of Columbia",
    "DUPAGE": "DuPage",
    "ORAGNGE": "Orange",
}
_OF_ANOTHER_STATE = re.compile(r"(.*) IN ([A-Z ]+)")


class County(NamedTuple):
    """A county, its state, and the locality that it is in: `MAC-locality`."""

    state: str
    county: str
    locality: str


def read_counties(rows: Iterator[Sequence[str]]) -> list[County]:
    """Return the counties that the rows of CMS's list name. A state is in its first row."""
    found: list[County] = []
    state = ""
    for row in filter(None, rows):
        mac, number, named, _, counties = (cell.strip() for cell in row)
        if not (mac.isdigit() and number.isdigit()):
            continue
        state = _CODES.get(named, named) if named else state
        if not counties.startswith("ALL "):
            locality = f"{int(mac):05}-{int(number):02}"
            found += (County(*each, locality) for each in _named(counties, state))
    return found


def _named(counties: str, state: str) -> Iterator[tuple[str, str]]:
    """Give the counties of a cell after their state: that of the row unless another is named."""
    for part in counties.split(";"):
        elsewhere = _OF_ANOTHER_STATE.fullmatch(part.strip())
        names, of = elsewhere.groups() if elsewhere else (part, "")
        for name in re.split(r",\s*(?:AND\s+)?|/|\s+AND\s+", names):
            plain = name.removesuffix(" CNTY").strip()
            if plain:
                yield _CODES.get(of, state), _MENDED.get(plain, string.capwords(plain))

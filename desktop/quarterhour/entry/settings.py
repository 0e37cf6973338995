"""The table of settings: what is kept between two starts. No minutes, no amounts, no patient.

A new setting is one record in this file. A key never changes its meaning, so that a later version
reads what this one kept. What belongs together is one value, since two programs may write at
once. Anyone may edit the file that settings lie in: what cannot be read counts as not kept, and a
setting that is not kept has its usual value.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, replace
from typing import Any, Generic, NamedTuple, TypeVar

from quarterhour.units import EIGHT_MINUTE_RULE, RULES
from quarterhour.visit import (
    DISCIPLINES,
    MODIFIER_FAMILIES,
    PROFESSIONS,
    USUAL_DISCIPLINE,
    Provider,
    VisitError,
    kinds,
    terms,
)
from quarterhour.visit.record import usual_of

T = TypeVar("T")

VERSION = 1
MAX_LETTERS = 120
MAX_PATH_LETTERS = 4096
MAX_BYTES = 1000
MAX_RECENT = 8


class Kind(NamedTuple, Generic[T]):
    """How a kind of value is stored: `read` returns None where a stored value is none of it."""

    read: Callable[[object], T | None]
    stored: Callable[[T], object]


class Setting(NamedTuple, Generic[T]):
    """One setting: `forgotten` by a reset, `followed` by whoever acts on a change of settings.

    `former` are the keys that had its parts in earlier versions, in order: their values are read
    as a list until something is kept under its own.
    """

    key: str
    kind: Kind[T]
    usual: T
    forgotten: bool = True
    followed: bool = True
    former: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that it may be kept under."""
        return self.key, *self.former


class KeptPlace(NamedTuple):
    """A place as typed, and the `MAC-locality` where it was chosen from the list."""

    text: str = ""
    locality: str = ""


def one_of(known: Collection[str]) -> Kind[str]:
    """Return the kind of a text that is one of those known."""
    return Kind(lambda raw: raw if isinstance(raw, str) and raw in known else None, str)


def some_of(known: Collection[str]) -> Kind[tuple[str, ...]]:
    """Return the kind of some of the words known, none of them twice, in an order."""

    def read(raw: object) -> tuple[str, ...] | None:
        if not isinstance(raw, str):
            return None
        words = tuple(raw.split())
        return words if set(words) <= set(known) and len(set(words)) == len(words) else None

    return Kind(read, " ".join)


def number_of(known: Collection[int]) -> Kind[int]:
    """Return the kind of a number that is one of those known."""

    def read(raw: object) -> int | None:
        number = _number(raw)
        return number if number in known else None

    return Kind(read, int)


def as_in_visit(kind: kinds.Kind) -> Kind[str]:
    """Return the kind of a text that a visit takes in a field of this kind, or of no text."""

    def read(raw: object) -> str | None:
        try:
            return str(kind.read(raw, "")) if raw != "" else ""
        except VisitError:
            return None

    return Kind(read, str)


def _flag(raw: object) -> bool | None:
    # A text in a file of settings, a truth value in the stores of macOS and Windows.
    return {"true": True, "false": False}.get(str(raw).casefold())


def _number(raw: object) -> int | None:
    digits = str(raw)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _bytes(raw: object) -> bytes | None:
    return raw if isinstance(raw, bytes) and len(raw) <= MAX_BYTES else None


def _paths(raw: object) -> tuple[str, ...] | None:
    # One alone is read as a text.
    texts = [raw] if isinstance(raw, str) else raw
    if not isinstance(texts, list | tuple):
        return None
    return tuple(filter(_is_path, texts))[:MAX_RECENT]


def _place(raw: object) -> KeptPlace | None:
    # Without a locality some stores have the text alone.
    parts = [raw] if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple) or not 0 < len(parts) <= len(KeptPlace._fields):
        return None
    text, locality = TEXT.read(parts[0]), LOCALITY.read((*parts, "")[1] or "")
    return None if text is None or locality is None else KeptPlace(text, locality)


def _is_path(raw: object) -> bool:
    return isinstance(raw, str) and 0 < len(raw) <= MAX_PATH_LETTERS and "\0" not in raw


FLAG = Kind(_flag, bool)
NUMBER = Kind(_number, int)
TEXT = as_in_visit(kinds.Text(MAX_LETTERS))
LOCALITY = as_in_visit(terms.LOCALITY)
BYTES = Kind(_bytes, bytes)
PATHS = Kind(_paths, list)
PLACE = Kind(_place, list)

# The version that wrote last; whoever reads a later one's leaves it.
KEPT_BY = Setting("settings/version", NUMBER, 0, forgotten=False, followed=False)

# The place last used, and the one that every new visit begins with; empty for the last used.
LAST_PLACE = Setting(
    *("visit/last_place", PLACE, KeptPlace()),
    followed=False,
    former=("visit/place", "visit/locality"),
)
OWN_PLACE = Setting(
    *("visit/usual_place", PLACE, KeptPlace()),
    former=("visit/own_place", "visit/own_locality"),
)
# The discipline that new rows have where the code leaves it open, and the rule of new visits.
DISCIPLINE = Setting("visit/discipline", one_of(DISCIPLINES), USUAL_DISCIPLINE)
RULE = Setting("visit/rule", one_of(RULES), EIGHT_MINUTE_RULE.name)

# Where the audit of a day was, and how its panes share it.
AUDIT_GEOMETRY = Setting("audit/geometry", BYTES, b"", forgotten=False, followed=False)
AUDIT_COLUMNS = Setting("audit/columns", BYTES, b"", forgotten=False, followed=False)
AUDIT_LISTS = Setting("audit/lists", BYTES, b"", forgotten=False, followed=False)

APPEARANCE = Setting("window/appearance", one_of(("system", "light", "dark")), "system")
# Whether the assistant column is shown where a visit has no assistant's minutes.
ASSISTANT_COLUMN = Setting("window/assistant_column", FLAG, False)
# Where the last window was, as Qt writes it, and the files opened or saved last, the latest first.
GEOMETRY = Setting("window/geometry", BYTES, b"", forgotten=False, followed=False)
# How the panels share the window, as Qt writes it: its width, then the height of the right one.
COLUMNS = Setting("window/columns", BYTES, b"", forgotten=False, followed=False)
PANEL = Setting("window/panel", BYTES, b"", forgotten=False, followed=False)
# The size of letters, in percent of the system's.
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
ZOOM = Setting("window/zoom", number_of(ZOOMS), 100, followed=False)
RECENT: Setting[tuple[str, ...]] = Setting(
    "files/recent", PATHS, (), forgotten=False, followed=False
)

# How the practice bills, by the fields of `Provider`.
_PRACTICE: dict[str, Kind[Any]] = {
    "participating": FLAG,
    "accepts_assignment": FLAG,
    "qualifying_apm": FLAG,
    "telehealth_95": FLAG,
    "participation_assumed": FLAG,
    "profession": one_of(PROFESSIONS),
    "modifier_order": some_of(MODIFIER_FAMILIES),
}
PRACTICE: dict[str, Setting[Any]] = {
    each.name: Setting(f"practice/{each.name}", _PRACTICE[each.name], usual_of(each))
    for each in fields(Provider)
}

SETTINGS: tuple[Setting[Any], ...] = (
    *(each for each in list(globals().values()) if isinstance(each, Setting)),
    *PRACTICE.values(),
)

# The answers to whether the practice participates in Medicare. Who is not sure counts as
# participating, and amounts say so.
PARTICIPATES, DOES_NOT, NOT_SURE = "yes", "no", "not-sure"


def participation_of(provider: Provider) -> str:
    """Return the answer that a provider keeps."""
    if not provider.participating:
        return DOES_NOT
    return NOT_SURE if provider.participation_assumed else PARTICIPATES


def with_participation(provider: Provider, answer: str) -> Provider:
    """Return a provider with another answer."""
    return replace(
        provider,
        participating=answer != DOES_NOT,
        participation_assumed=answer == NOT_SURE,
    )

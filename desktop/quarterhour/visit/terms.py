"""The words, bounds and kinds of value that a visit is made of."""

from __future__ import annotations

from typing import Any, NamedTuple

from quarterhour.visit.kinds import (
    Dollars,
    Flag,
    Kind,
    ListOf,
    Matching,
    OneOf,
    VisitError,
    Whole,
)
from quarterhour.visit.times import PATTERN, read_interval

FORMAT = "quarterhour.visit/1"
DISCIPLINES = ("PT", "OT", "SLP")
PROFESSIONS = ("therapist", "chiropractor", "massage therapist", "athletic trainer")
SEPARATE_MODIFIERS = ("59", "XE", "XS", "XP", "XU")
DENIAL_MODIFIERS = ("GA", "GY", "GZ")
MODIFIER_FAMILIES = (
    "plan-of-care",
    "assistant",
    "threshold",
    "separate",
    "telehealth",
    "purpose",
)
PURPOSES = ("habilitative", "rehabilitative")
MEDICARE = "medicare"
MAX_MINUTES_A_ROW = 480
MAX_MINUTES_A_DAY = 1440
MAX_SQUARE_CM = 20_000
MAX_COUNT = 99
MAX_INTERVALS = 50
MAX_PEOPLE = 20
MAX_LABEL = 10_000

A_ROW = "enter the minutes of this service on this day."


class SeparatePair(NamedTuple):
    """Two codes that were done separately, and the modifier that says so."""

    one: str
    two: str
    modifier: str = SEPARATE_MODIFIERS[0]

    @property
    def codes(self) -> frozenset[str]:
        """Both codes, in no order."""
        return frozenset((self.one, self.two))


class Pair(Kind):
    """Two different codes in a list; one of `modifiers` may follow, where it is not the first."""

    def __init__(self, modifiers: tuple[str, ...] = ()) -> None:
        self.modifiers = modifiers

    def read(self, value: Any, path: str) -> tuple[str, ...]:
        """Read the pair."""
        modifiers = self.modifiers[:1]
        if self.modifiers and isinstance(value, list) and len(value) == 3:
            *value, written = value
            modifiers = (OneOf(self.modifiers).read(written, f"{path}[2]"),)
        codes = ListOf(CODE).read(value, path)
        if len(codes) != 2 or codes[0] == codes[1]:
            more = ", with their modifier if it is not 59" if self.modifiers else ""
            raise VisitError(path, f"must be a pair of two codes{more}.")
        return SeparatePair(*codes, *modifiers) if self.modifiers else codes

    def write(self, value: tuple[str, ...]) -> list[str]:
        """Return the codes, and a modifier that is not the usual one."""
        return [*value[:2], *(each for each in value[2:] if each != self.modifiers[0])]

    def schema(self) -> dict[str, Any]:
        """Return an array of two codes and perhaps a modifier."""
        items = [CODE.schema(), CODE.schema()]
        if self.modifiers:
            items.append(OneOf(self.modifiers).schema())
        bounds = {"minItems": 2, "maxItems": len(items), "uniqueItems": True}
        return {"type": "array", "prefixItems": items, **bounds}


class Telehealth(Kind):
    """Where the patient was: one of `words`, false where it was no telehealth.

    True was the only word before places were told, and means home. It is kept as it was written,
    so that what wrote it reads it again.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def read(self, value: Any, path: str) -> bool | str:
        """Read the place."""
        if isinstance(value, bool):
            return value
        if not isinstance(value, str):
            raise VisitError(path, 'must be true, false, "home" or "elsewhere".')
        return OneOf(self.words).read(value, path)

    def schema(self) -> dict[str, Any]:
        """Return the words, and truth values."""
        return {"enum": [True, False, *self.words]}


class Times(Matching):
    """A pair of clock times, kept as it is typed."""

    def read(self, value: Any, path: str) -> str:
        """Read the pair; times that cannot be are refused."""
        written = Matching.read(self, value, path)
        try:
            read_interval(written)
        except ValueError as error:
            raise VisitError(path, str(error)) from None
        return written


CODE = Matching("[0-9A-Z][0-9]{3}[0-9A-Z]", "a code is five characters, such as 97110 or G0283")
DISCIPLINE = OneOf(DISCIPLINES)
MINUTES = Whole(MAX_MINUTES_A_ROW, f"more than {MAX_MINUTES_A_ROW} minutes in one row; {A_ROW}")
SQUARE_CM = Whole(MAX_SQUARE_CM, "is more than the skin of a person; enter square centimeters.")
COUNT = Whole(MAX_COUNT, f"is more than {MAX_COUNT}; enter what was done on this day.", least=1)
DOLLARS = Dollars()
FLAG = Flag()
PERSON = Matching(
    "[A-Za-z]{1,2}|[A-Za-z]{0,4}[0-9]{1,3}", "a person is a short mark, such as T1, and no name"
)
PEOPLE = ListOf(PERSON, MAX_PEOPLE)
TIMES = ListOf(Times(PATTERN, "write times as 9:05-9:28"), MAX_INTERVALS)
TELEHEALTH = Telehealth(("home", "elsewhere"))
LOCALITY = Matching(
    "national|[0-9]{5}-[0-9]{2}", 'write it as "09102-04" (MAC-locality) or "national"'
)
ZIP = Matching("[0-9]{5}(-[0-9]{4})?", "a ZIP code is five digits, or nine as 95023-1234")
PAYER = Matching(
    "[a-z0-9][a-z0-9-]{0,39}", "a payer is named in small letters, as medicare or my-plan"
)
TAG = Matching(
    "(?=.{1,8}$)(?!.*[0-9]{4})[0-9:]*([A-Za-z][0-9:]*){0,2}", "a tag is A, B or 9:00, and no name"
)
PLACE_OF_SERVICE = Matching("[0-9]{2}", "a place of service is two digits, such as 11")
HINT_KIND = Matching("[a-z][a-z0-9-]{0,39}", "name the kind of a hint, such as ncci")

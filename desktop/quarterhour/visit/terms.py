"""The words, bounds, and kinds of value in a visit."""

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
USUAL_DISCIPLINE = "PT"  # until a practice sets its own
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
# A payer of which nothing is known but how it counts, each code by itself: it has no amounts.
CPT_MIDPOINT = "cpt-midpoint"
MAX_MINUTES_A_ROW = 480
MAX_MINUTES_A_DAY = 1440
MAX_SQUARE_CM = 20_000
MAX_COUNT = 99
MAX_INTERVALS = 50
MAX_PEOPLE = 20
MAX_LABEL = 10_000

A_ROW = "enter the minutes for this service on this date."


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
    """Two different codes in a list, and one of `modifiers` if it is not the first of them."""

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
            more = ", with a modifier if it isn't 59" if self.modifiers else ""
            raise VisitError(path, f"must be a pair of two codes{more}.")
        return SeparatePair(*codes, *modifiers) if self.modifiers else codes

    def write(self, value: tuple[str, ...]) -> list[str]:
        """Return the codes, and a modifier other than the default."""
        return [*value[:2], *(each for each in value[2:] if each != self.modifiers[0])]

    def schema(self) -> dict[str, Any]:
        """Return an array of two codes and perhaps a modifier."""
        items = [CODE.schema(), CODE.schema()]
        if self.modifiers:
            items.append(OneOf(self.modifiers).schema())
        bounds = {"minItems": 2, "maxItems": len(items), "uniqueItems": True}
        return {"type": "array", "prefixItems": items, **bounds}


class Telehealth(Kind):
    """Where the patient was: one of `words`, or false where the service was in person.

    Before there were `words`, only true was possible; it means home. It is kept as it was written,
    so that the version that wrote it can read it again.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def read(self, value: Any, path: str) -> bool | str:
        """Read the place."""
        if isinstance(value, bool):
            return value
        if not isinstance(value, str):
            raise VisitError(path, 'must be true, false, "home", or "elsewhere".')
        return OneOf(self.words).read(value, path)

    def schema(self) -> dict[str, Any]:
        """Return the words, and truth values."""
        return {"enum": [True, False, *self.words]}


class Times(Matching):
    """A pair of clock times, kept as it is typed."""

    def read(self, value: Any, path: str) -> str:
        """Read the pair. Raises VisitError for impossible times."""
        written = Matching.read(self, value, path)
        try:
            read_interval(written)
        except ValueError as error:
            raise VisitError(path, str(error)) from None
        return written


CODE = Matching(
    "[0-9A-Z][0-9]{3}[0-9A-Z]", "a code has 5 digits or capital letters, such as 97110 or G0283"
)
DISCIPLINE = OneOf(DISCIPLINES)
MINUTES = Whole(
    MAX_MINUTES_A_ROW, f"is over the limit of {MAX_MINUTES_A_ROW} minutes for one row; {A_ROW}"
)
SQUARE_CM = Whole(MAX_SQUARE_CM, "is too large; enter square centimeters.")
COUNT = Whole(MAX_COUNT, f"is more than {MAX_COUNT}; enter what was done on this date.", least=1)
UNITS = Whole(999, "is too large; enter the units on the claim.")
DOLLARS = Dollars()
FLAG = Flag()
PERSON = Matching(
    "[A-Za-z]{1,2}|[A-Za-z]{0,4}[0-9]{1,3}", "use a short mark such as T1, never a name"
)
PEOPLE = ListOf(PERSON, MAX_PEOPLE)
TIMES = ListOf(Times(PATTERN, "write times as 9:05-9:28"), MAX_INTERVALS)
TELEHEALTH = Telehealth(("home", "elsewhere"))
LOCALITY = Matching(
    "national|[0-9]{5}-[0-9]{2}", 'write it as "09102-04" (MAC-locality) or "national"'
)
ZIP = Matching("[0-9]{5}(-[0-9]{4})?", "a ZIP code has 5 digits, or 9 as 95023-1234")
PAYER = Matching(
    "[a-z0-9][a-z0-9-]{0,39}", "write a payer in lowercase, such as medicare or my-plan"
)
TAG = Matching(
    "(?=.{1,8}$)(?!.*[0-9]{4})[0-9:]*([A-Za-z][0-9:]*){0,2}",
    "use a tag such as A, B, or 9:00, never a name",
)
PLACE_OF_SERVICE = Matching("[0-9]{2}", "a place of service has 2 digits, such as 11")
HINT_KIND = Matching("[a-z][a-z0-9-]{0,39}", "use the kind of a hint, such as ncci")

"""The kinds of value in a document: how each is read, written, and described in JSON Schema."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NoReturn

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOLLARS = re.compile(r"[0-9]{1,7}(\.[0-9]{1,2})?")
_CENT = Decimal("0.01")
MAX_DOLLARS = Decimal("9999999.99")
MAX_SERVICES = 200
_ONE_DAY = "enter one day's services."
_FIELD_WORDS = {
    "zip": "ZIP code",
    "pt_slp_to_date": "PT and SLP to date",
    "ot_to_date": "OT to date",
    "contractor_price": "MAC price",
}
# What one entry of a list is called.
_ENTRY_WORDS = {
    "services": "service",
    "visits": "visit",
    "people": "person",
    "settled": "answer",
    "templates": "usual visit",
    "codes": "code",
    "price": "price tier",
    "caps": "cap",
}


class VisitError(ValueError):
    """An entry that cannot be used: `field` names it, `problem` says what is wrong and what to do.

    `field` is a path into the document, such as `services[1].therapist_minutes`. The text says it
    in words: `Service 2, therapist minutes`. A problem of a whole document has none.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field_words(field)}: {problem}" if field else problem)
        self.field = field
        self.problem = problem


def field_words(path: str) -> str:
    """Return the path of a field as people read it: entries count from 1."""
    parts = []
    for part in path.split("."):
        name, *indexes = re.split(r"\[([0-9]+)\]", part)
        words_of = _ENTRY_WORDS if indexes else _FIELD_WORDS
        named = words_of.get(name, name)
        named = named.replace("_", " ")
        parts.append(" ".join((named, *(str(int(at) + 1) for at in indexes[::2]))))
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


class FormatError(VisitError):
    """A document of another kind, or of a newer version: `format` is the one that it names."""

    def __init__(self, format: str, problem: str) -> None:
        super().__init__("", problem)
        self.format = format


def quoted(text: str, most: int = 20) -> str:
    """Return the beginning of a text for a message, with line ends and the like escaped."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text[:most]
    )


class Kind(ABC):
    """A kind of value. What it reads it writes again, and its schema takes all that it reads."""

    @abstractmethod
    def read(self, value: Any, path: str) -> Any:
        """Return the meaning of a value in the document. Raises VisitError, which names `path`."""

    def write(self, value: Any) -> Any:
        """Return a value as it is written in a document."""
        return value

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the kind."""


class Text(Kind):
    """Any text of at most `most` characters."""

    def __init__(self, most: int) -> None:
        self.most = most

    def read(self, value: Any, path: str) -> str:
        """Read the text."""
        if len(written := _text(value, path)) > self.most:
            raise VisitError(path, f"has more than {self.most:,} characters; shorten it.")
        return written

    def schema(self) -> dict[str, Any]:
        """Return a string of some length."""
        return {"type": "string", "maxLength": self.most}


class Matching(Kind):
    """Text that matches a pattern; `remedy` says how it is written."""

    def __init__(self, pattern: str, remedy: str) -> None:
        self.pattern = pattern
        self.remedy = remedy

    @cached_property
    def _fits(self) -> Callable[[str], object]:
        # Compiled when first asked for: a start without a document does without it.
        return re.compile(self.pattern).fullmatch

    def read(self, value: Any, path: str) -> str:
        """Read the text."""
        written = _text(value, path)
        if not self._fits(written):
            raise VisitError(path, f"'{quoted(written)}' isn't valid; {self.remedy}.")
        return written

    def schema(self) -> dict[str, Any]:
        """Return a string of the pattern."""
        return {"type": "string", "pattern": _whole(self.pattern)}


class OneOf(Kind):
    """One of a few words."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def read(self, value: Any, path: str) -> str:
        """Read the word."""
        if (word := _text(value, path)) not in self.words:
            known = " or ".join(self.words)
            raise VisitError(path, f"'{quoted(word)}' isn't an option; use {known}.")
        return word

    def schema(self) -> dict[str, Any]:
        """Return the words."""
        return {"enum": list(self.words)}


class Flag(Kind):
    """True or false."""

    def read(self, value: Any, path: str) -> bool:
        """Read it."""
        if not isinstance(value, bool):
            raise VisitError(path, "must be true or false.")
        return value

    def schema(self) -> dict[str, Any]:
        """Return a truth value."""
        return {"type": "boolean"}


class Whole(Kind):
    """A whole number from `least` to `most`; `too_much` says what is wrong with a larger one."""

    def __init__(self, most: int, too_much: str, least: int = 0) -> None:
        self.most = most
        self.too_much = too_much
        self.least = least

    def read(self, value: Any, path: str) -> int:
        """Read the number."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise VisitError(path, "must be a whole number, without quotation marks or fractions.")
        if value < self.least:
            wrong = "is negative" if value < 0 else f"is {value}"
            raise VisitError(path, f"{wrong}; enter {self.least} or more.")
        if value > self.most:
            raise VisitError(path, self.too_much)
        return value

    def schema(self) -> dict[str, Any]:
        """Return an integer within the bounds."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Day(Kind):
    """A date, as 2026-11-23."""

    def read(self, value: Any, path: str) -> date:
        """Read the date."""
        written = _text(value, path)
        try:
            if _DATE.fullmatch(written):
                return date.fromisoformat(written)
        except ValueError:
            pass  # a day that its month does not have
        raise VisitError(
            path, f"'{quoted(written)}' isn't a date. Use YYYY-MM-DD, such as 2026-11-23."
        )

    def write(self, value: date) -> str:
        """Return the date in ISO form."""
        return value.isoformat()

    def schema(self) -> dict[str, Any]:
        """Return a string in ISO form."""
        return {"type": "string", "format": "date", "pattern": _whole(_DATE.pattern)}


class Dollars(Kind):
    """An amount in dollars as text, from 0.00 to MAX_DOLLARS."""

    def read(self, value: Any, path: str) -> Decimal:
        """Read the amount."""
        if not isinstance(value, str) or not _DOLLARS.fullmatch(value):
            raise VisitError(path, 'must be dollars and cents in quotation marks, such as "12.50".')
        return Decimal(value).quantize(_CENT)

    def write(self, value: Decimal) -> str:
        """Return the amount with its cents."""
        return str(value)

    def schema(self) -> dict[str, Any]:
        """Return a string of dollars and cents."""
        return {"type": "string", "pattern": _whole(_DOLLARS.pattern)}


class ListOf(Kind):
    """A list, kept as a tuple of at most `most` entries; `remedy` says what to do with more.

    `entries` is what they are called.
    """

    def __init__(
        self,
        kind: Kind,
        most: int = MAX_SERVICES,
        remedy: str = _ONE_DAY,
        entries: str = "entries",
    ) -> None:
        self.kind = kind
        self.most = most
        self.remedy = remedy
        self.entries = entries

    def read(self, value: Any, path: str) -> tuple[Any, ...]:
        """Read every entry."""
        if not isinstance(value, list):
            raise VisitError(path, "must be a list in square brackets.")
        if len(value) > self.most:
            raise VisitError(path, f"has more than {self.most:,} {self.entries}; {self.remedy}")
        read = self.kind.read
        return tuple(read(item, f"{path}[{index}]") for index, item in enumerate(value))

    def write(self, value: tuple[Any, ...]) -> list[Any]:
        """Return every entry as it is written."""
        return [self.kind.write(item) for item in value]

    def schema(self) -> dict[str, Any]:
        """Return an array."""
        return {"type": "array", "items": self.kind.schema(), "maxItems": self.most}


class MapOf(Kind):
    """An object with names of one kind and values of another, kept as sorted pairs.

    It has at most `most` of them; `remedy` says what to do with more.
    """

    def __init__(
        self, names: Kind, values: Kind, most: int = MAX_SERVICES, remedy: str = _ONE_DAY
    ) -> None:
        self.names = names
        self.values = values
        self.most = most
        self.remedy = remedy

    def read(self, value: Any, path: str) -> tuple[tuple[Any, Any], ...]:
        """Read every name with its value."""
        if not isinstance(value, dict):
            raise VisitError(path, "must be a JSON object with named fields.")
        if len(value) > self.most:
            raise VisitError(path, f"has more than {self.most:,} entries; {self.remedy}")
        return tuple(
            sorted(
                (self.names.read(name, path), self.values.read(item, f"{path}.{name}"))
                for name, item in value.items()
            )
        )

    def write(self, value: tuple[tuple[Any, Any], ...]) -> dict[str, Any]:
        """Return the pairs as an object."""
        return {self.names.write(name): self.values.write(item) for name, item in value}

    def schema(self) -> dict[str, Any]:
        """Return an object with names and values of these kinds."""
        return {
            "type": "object",
            "propertyNames": self.names.schema(),
            "additionalProperties": self.values.schema(),
            "maxProperties": self.most,
        }


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise VisitError(path, "must be text in quotation marks.")
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise VisitError(path, "contains a damaged character. Type it again.")
    return value


def _whole(pattern: str) -> str:
    """Return a pattern of whole texts: in some languages $ alone lets a line end follow."""
    return f"^(?:{pattern})$(?!\\n)"


def refuse(path: str, name: str, problem: str) -> NoReturn:
    """Raise VisitError for a field of the object at a path."""
    raise VisitError(f"{path}.{name}" if path else name, problem)

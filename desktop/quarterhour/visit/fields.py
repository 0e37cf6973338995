"""Reading the fields of a JSON document strictly, with errors that name field and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from quarterhour.visit.entries import MOST_SERVICES, VisitError

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOLLARS = re.compile(r"[0-9]{1,7}(\.[0-9]{1,2})?")
_REQUIRED: Any = object()


class Fields:
    """An object of the document, whose fields are taken one by one; what is left is unknown."""

    def __init__(self, value: object, path: str) -> None:
        if not isinstance(value, dict):
            raise VisitError(path, "must be a JSON object with named fields.")
        self._left = dict(value)
        self._known: list[str] = []
        self._path = path

    def take(self, name: str, read: Callable[[Any, str], Any], default: Any = _REQUIRED) -> Any:
        """Read a field with `read(value, path)`; without a default it is required."""
        self._known.append(name)
        path = f"{self._path}.{name}" if self._path else name
        if name in self._left:
            return read(self._left.pop(name), path)
        if default is _REQUIRED:
            raise VisitError(path, "is missing; it is required.")
        return default

    def refuse(self, name: str, problem: str) -> NoReturn:
        """Raise VisitError for a field of this object."""
        raise VisitError(f"{self._path}.{name}" if self._path else name, problem)

    def refuse_unknown(self) -> None:
        """Raise VisitError if a field is left that was not taken."""
        for name in self._left:
            self.refuse(str(name)[:60], f"is not known; the fields are {', '.join(self._known)}.")


def text(value: Any, path: str) -> str:
    """Read text. Raises VisitError."""
    if not isinstance(value, str):
        raise VisitError(path, "must be text in quotation marks.")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise VisitError(path, "holds half a character; type the text again.")
    return value


def flag(value: Any, path: str) -> bool:
    """Read true or false. Raises VisitError."""
    if not isinstance(value, bool):
        raise VisitError(path, "must be true or false.")
    return value


def whole_number(value: Any, path: str) -> int:
    """Read a whole number of 0 or more. Raises VisitError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise VisitError(path, "must be a whole number, without quotation marks or fractions.")
    if value < 0:
        raise VisitError(path, "is negative; enter 0 or more.")
    return value


def day(value: Any, path: str) -> date:
    """Read a date. Raises VisitError."""
    written = text(value, path)
    try:
        if _DATE.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass  # a day that its month does not have
    raise VisitError(path, f"'{written[:20]}' is not a date; write it as 2026-11-23.")


def dollars(value: Any, path: str) -> Decimal:
    """Read an amount in dollars. Raises VisitError."""
    if not isinstance(value, str) or not _DOLLARS.fullmatch(value):
        raise VisitError(path, 'must be dollars and cents in quotation marks, such as "12.50".')
    return Decimal(value).quantize(Decimal("0.01"))


def matching(pattern: re.Pattern[str], remedy: str) -> Callable[[Any, str], str]:
    """Return a reader of text that matches a pattern."""

    def read(value: Any, path: str) -> str:
        if not pattern.fullmatch(text(value, path)):
            raise VisitError(path, f"'{value[:20]}' cannot be right; {remedy}.")
        return str(value)

    return read


def one_of(allowed: tuple[str, ...]) -> Callable[[Any, str], str]:
    """Return a reader of one of a few words."""

    def read(value: Any, path: str) -> str:
        if text(value, path) not in allowed:
            raise VisitError(path, f"'{value[:20]}' is not known; use {' or '.join(allowed)}.")
        return str(value)

    return read


def list_of(
    read: Callable[[Any, str], Any], most: int = MOST_SERVICES
) -> Callable[[Any, str], tuple[Any, ...]]:
    """Return a reader of a list of at most `most` things. Raises VisitError."""

    def read_list(value: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise VisitError(path, "must be a list in square brackets.")
        if len(value) > most:
            raise VisitError(path, f"has more than {most} entries; enter one day's services.")
        return tuple(read(item, f"{path}[{place}]") for place, item in enumerate(value))

    return read_list

"""The kinds of value that only the document of a day has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from quarterhour.visit import VisitError
from quarterhour.visit.kinds import Kind, Matching
from quarterhour.visit.terms import CODE, PERSON
from quarterhour.visit.times import PATTERN, typed_interval


class PerhapsCode(Kind):
    """A code, or null where the patient exercised alone."""

    def read(self, value: Any, path: str) -> str | None:
        """Read it."""
        return None if value is None else CODE.read(value, path)

    def schema(self) -> dict[str, Any]:
        """Return a code, or null."""
        return {"anyOf": [CODE.schema(), {"type": "null"}]}


class TypedTimes(Matching):
    """A pair of clock times, kept as it is typed; it may seem to end before it starts."""

    def read(self, value: Any, path: str) -> str:
        """Read the pair. Raises VisitError for impossible times."""
        written = Matching.read(self, value, path)
        try:
            typed_interval(written)
        except ValueError as error:
            raise VisitError(path, str(error)) from None
        return written


class Fraction(Kind):
    """A part of the whole as text, above 0 and up to 1: 0.85."""

    _PATTERN = r"0?\.[0-9]{1,4}|1(\.0{1,4})?"

    def read(self, value: Any, path: str) -> Decimal:
        """Read it."""
        kind = Matching(self._PATTERN, 'write a part of the whole, such as "0.85"')
        part = Decimal(kind.read(value, path))
        if not part:
            raise VisitError(path, 'is 0; write a part of the whole, such as "0.85".')
        return part

    def write(self, value: Decimal) -> str:
        """Return it as text."""
        return str(value)

    def schema(self) -> dict[str, Any]:
        """Return a string of the pattern."""
        return Matching(self._PATTERN, "").schema()


class Present(Kind):
    """A person and the time in which the person was there without billing."""

    def read(self, value: Any, path: str) -> tuple[str, str]:
        """Read the pair."""
        if not isinstance(value, list) or len(value) != 2:
            raise VisitError(path, 'must be a person and a time, such as ["T1", "9:00-9:15"].')
        return PERSON.read(value[0], f"{path}[0]"), TIMES.read(value[1], f"{path}[1]")

    def write(self, value: tuple[str, str]) -> list[str]:
        """Return the pair as a list."""
        return list(value)

    def schema(self) -> dict[str, Any]:
        """Return an array of two."""
        items = [PERSON.schema(), TIMES.schema()]
        return {"type": "array", "prefixItems": items, "minItems": 2, "maxItems": 2}


TIMES = TypedTimes(PATTERN, "write times as 9:05-9:28")

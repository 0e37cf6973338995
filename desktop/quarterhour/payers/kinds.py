"""The kinds of value in a payer file: numbers as text, lists of codes, and settings.

A setting has three states. One that is given has a value and the source that says so; one that
does not apply has the source that says that; one that is not given is `None`, and is never taken
for Medicare's.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

from quarterhour.visit.kinds import Kind, ListOf, MapOf, Matching, VisitError, quoted
from quarterhour.visit.record import Record
from quarterhour.visit.terms import CODE

NOT_STATED = "not-stated"
_VALUE, _SOURCE, _APPLIES = "value", "source", "applies"
_NUMBER = "[0-9]{1,7}(\\.[0-9]{1,6})?"
_RANGE = re.compile("[0-9A-Z]{5} ?(-|\N{EN DASH}|to) ?[0-9A-Z]{5}")
_MAX_CODES = 1000
# The kinds that read an object, and a list.
_SHAPED: dict[type, tuple[type[Kind], ...]] = {dict: (MapOf, Record), list: (ListOf,)}
_WRITTEN_NUMBER = Matching(_NUMBER, 'write a number as "1.40"')

SOURCE_ID = Matching(
    "[a-z0-9][a-z0-9.-]{0,39}", "name a source in lowercase, such as tn-09, and list it in sources"
)


class Stated(NamedTuple):
    """A setting that the payer's text, or whoever typed the file, gives; and which source."""

    value: Any
    source: str


class DoesNotApply(NamedTuple):
    """A setting that the payer is known not to have, and the source that says so."""

    source: str


class Number(Kind):
    """A decimal number as text, from more than `above` to `most`; errors show the `example`."""

    def __init__(
        self,
        most: str,
        above: str = "0",
        unit: str = "",
        zero: bool = False,
        example: str = "1.40",
    ) -> None:
        self.most = Decimal(most)
        self.above = Decimal(above)
        self.unit = unit
        self.zero = zero
        self.example = example

    def read(self, value: Any, path: str) -> Decimal:
        """Read the number; a whole one may be without quotation marks."""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not re.fullmatch(_NUMBER, value):
            such = f'such as "{self.example}"'
            raise VisitError(path, f"must be a number in quotation marks, {such}.")
        number = Decimal(value)
        if number > self.most:
            use = f'Use a number such as "{self.example}".'
            raise VisitError(path, f"{number} is over {self.most}{self.unit}. {use}")
        if number < self.above or (number == self.above and not self.zero):
            least = f"{self.above} or more" if self.zero else f"more than {self.above}"
            raise VisitError(path, f"is {number}; enter {least}.")
        return number

    def write(self, value: Decimal) -> str:
        """Return the number as it was written."""
        return str(value)

    def schema(self) -> dict[str, Any]:
        """Return a string of a number, or a whole number."""
        least = int(self.above) + (not self.zero)
        whole = {"type": "integer", "minimum": least, "maximum": int(self.most)}
        return {"anyOf": [_WRITTEN_NUMBER.schema(), whole]}


class Code(Matching):
    """A code; a range of codes is refused, since it names codes that the payer may not mean."""

    def read(self, value: Any, path: str) -> str:
        """Read the code."""
        if isinstance(value, str) and _RANGE.fullmatch(value):
            raise VisitError(path, f"'{value}' is a range. List each code by itself.")
        return super().read(value, path)


MODIFIER = Matching("[A-Z0-9]{2}", "a modifier has 2 capital letters or digits, such as GP")
PAYER_CODE = Code(CODE.pattern, CODE.remedy)


class EachOnce(ListOf):
    """A list that has each of its entries once."""

    def read(self, value: Any, path: str) -> tuple[str, ...]:
        """Read every entry. Raises VisitError for one that is there twice."""
        entries = super().read(value, path)
        if twice := next((entry for entry in entries if entries.count(entry) > 1), None):
            raise VisitError(path, f"names {twice} twice. Keep one.")
        return entries


class Codes(EachOnce):
    """A list of codes."""

    def __init__(self) -> None:
        super().__init__(PAYER_CODE, _MAX_CODES, "remove codes.", "codes")

    def read(self, value: Any, path: str) -> tuple[str, ...]:
        """Read every code. Raises VisitError for a range, too."""
        if isinstance(value, str) and _RANGE.fullmatch(value):
            raise VisitError(path, f"'{value}' is a range. List each code by itself.")
        return super().read(value, path)


class OneOfKinds(Kind):
    """A value of the first of several kinds that can read it; `remedy` says what they are."""

    def __init__(self, *kinds: Kind, remedy: str) -> None:
        self.kinds = kinds
        self.remedy = remedy

    def read(self, value: Any, path: str) -> Any:
        """Read the value."""
        for kind in self.kinds:
            # Of an object or a list, what is wrong inside it says more than what it could be.
            if isinstance(kind, _SHAPED.get(type(value), ())):
                return kind.read(value, path)
            # Of a number, its bounds say more.
            if isinstance(kind, Number) and re.fullmatch(_NUMBER, str(value)):
                return kind.read(value, path)
        for kind in self.kinds:
            try:
                return kind.read(value, path)
            except VisitError:
                continue
        written = f"'{quoted(value)}' isn't valid; " if isinstance(value, str) else ""
        raise VisitError(path, f"{written}{self.remedy}.")

    def write(self, value: Any) -> Any:
        """Return the value as the kind writes it that reads it the same."""
        for kind in self.kinds:
            try:
                written = kind.write(value)
                if kind.read(written, "") == value:
                    return written
            except (AttributeError, TypeError, ValueError):
                continue
        raise ValueError(f"no kind writes {value!r}")

    def schema(self) -> dict[str, Any]:
        """Return any of the kinds."""
        return {"anyOf": [kind.schema() for kind in self.kinds]}


class OrNotStated(Kind):
    """A value of a kind, or `not-stated`, which is None and is not written."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def read(self, value: Any, path: str) -> Any:
        """Read the value."""
        return None if value == NOT_STATED else self.kind.read(value, path)

    def write(self, value: Any) -> Any:
        """Return the value as its kind writes it."""
        return NOT_STATED if value is None else self.kind.write(value)

    def schema(self) -> dict[str, Any]:
        """Return the kind, or the words."""
        return {"anyOf": [{"const": NOT_STATED}, self.kind.schema()]}


class Setting(Kind):
    """A setting with one value: `{"value": ..., "source": ...}`, or one of the other states."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def read(self, value: Any, path: str) -> Stated | DoesNotApply | None:
        """Read the setting. Raises VisitError where it has no source."""
        if value == NOT_STATED:
            return None
        found = _object(value, path)
        if found.get(_APPLIES) is False:
            return _does_not_apply(found, path)
        _only(found, (_VALUE, _SOURCE), path)
        return Stated(
            self.kind.read(found[_VALUE], f"{path}.{_VALUE}"),
            SOURCE_ID.read(found[_SOURCE], f"{path}.{_SOURCE}"),
        )

    def write(self, value: Stated | DoesNotApply | None) -> Any:
        """Return the setting as it is written."""
        if isinstance(value, DoesNotApply):
            return {_APPLIES: False, _SOURCE: value.source}
        if value is None:
            return NOT_STATED
        return {_VALUE: self.kind.write(value.value), _SOURCE: value.source}

    def schema(self) -> dict[str, Any]:
        """Return an object with the value and its source, or another state."""
        return _states(
            {
                "type": "object",
                "properties": {_VALUE: self.kind.schema(), _SOURCE: SOURCE_ID.schema()},
                "required": [_VALUE, _SOURCE],
                "additionalProperties": False,
            }
        )


class Section(Record):
    """A setting of several fields: an object with a `source`, or one of the other states."""

    def read(self, value: Any, path: str = "") -> Any:
        """Read the section."""
        if value == NOT_STATED:
            return None
        if isinstance(value, dict) and value.get(_APPLIES) is False:
            return _does_not_apply(value, path)
        return super().read(value, path)

    def write(self, value: Any) -> Any:
        """Return the section as it is written."""
        if value is None:
            return NOT_STATED
        if isinstance(value, DoesNotApply):
            return {_APPLIES: False, _SOURCE: value.source}
        return super().write(value)

    def schema(self) -> dict[str, Any]:
        """Return an object with the fields, or another state."""
        return _states(super().schema())


class Entries(ListOf):
    """A setting of several entries, each with a source: a list, or one of the other states."""

    def read(self, value: Any, path: str) -> Any:
        """Read every entry; none for what is not given."""
        if value == NOT_STATED:
            return ()
        if isinstance(value, dict) and value.get(_APPLIES) is False:
            return _does_not_apply(value, path)
        return super().read(value, path)

    def write(self, value: Any) -> Any:
        """Return the entries as they are written."""
        if isinstance(value, DoesNotApply):
            return {_APPLIES: False, _SOURCE: value.source}
        return super().write(value)

    def schema(self) -> dict[str, Any]:
        """Return a list of entries, or another state."""
        return _states(super().schema())


def _states(stated: dict[str, Any]) -> dict[str, Any]:
    applies_not = {
        "type": "object",
        "properties": {_APPLIES: {"const": False}, _SOURCE: SOURCE_ID.schema()},
        "required": [_APPLIES, _SOURCE],
        "additionalProperties": False,
    }
    return {"anyOf": [stated, applies_not, {"const": NOT_STATED}]}


def _object(value: Any, path: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise VisitError(
        path, 'needs its source: write `{"value": ..., "source": ...}`, or `"not-stated"`.'
    )


def _only(found: dict[str, Any], names: tuple[str, ...], path: str) -> None:
    for name in names:
        if name not in found:
            raise VisitError(f"{path}.{name}", "is required. Add it.")
    for name in found:
        if name not in names:
            known = ", ".join(names)
            raise VisitError(
                f"{path}.{quoted(name, 60)}", f"isn't a field Quarterhour knows. Use: {known}."
            )


def _does_not_apply(found: dict[str, Any], path: str) -> DoesNotApply:
    _only(found, (_APPLIES, _SOURCE), path)
    return DoesNotApply(SOURCE_ID.read(found[_SOURCE], f"{path}.{_SOURCE}"))

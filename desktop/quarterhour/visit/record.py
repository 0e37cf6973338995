"""Records: frozen classes whose annotations are the table of fields of an object in a document.

A field is written once, as `name: Annotated[type, kind, meaning] = default`. The reader, the
writer, the bounds and the JSON Schema come from it.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from functools import cached_property
from typing import Any, NamedTuple, get_type_hints

from quarterhour.visit.kinds import FormatError, Kind, VisitError, quoted, refuse

_FORMAT = "format"
_FORMAT_OF = re.compile(r"quarterhour\.([a-z-]+)/[1-9][0-9]{0,3}")
_DOCUMENT_WORDS = {
    "assessment": "result of a visit",
    "day-assessment": "result of a day",
    "payer": "payer file",
    "prices": "price list",
    "templates": "list of usual visits",
    "favorites": "list of favorites",
}


class Field(NamedTuple):
    """A field of a record. One without a default (`MISSING`) is required.

    `attribute` is what the class calls it: perhaps with an underscore, as for `with`.
    """

    name: str
    kind: Kind
    meaning: str
    usual: Any
    attribute: str


class Record(Kind):
    """An object with named fields, kept as a frozen class; unknown fields are refused.

    A whole document names its `format`. A field with its default is not written. `more` is what
    its schema says about several fields together.
    """

    def __init__(self, record: type[Any], format: str = "", **more: Any) -> None:
        self.record = record
        self._format = format
        self._more = more

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in the order in which they are written."""
        # Read when first asked for: a start without a document does without it.
        hints = get_type_hints(self.record, include_extras=True)
        return tuple(
            Field(field.name.rstrip("_"), *_told(hints[field.name]), usual_of(field), field.name)
            for field in fields(self.record)
        )

    def read(self, value: Any, path: str = "") -> Any:
        """Read the object strictly. Raises VisitError."""
        found = self._values(value, path)
        try:
            return self.record(**found)
        except VisitError as error:
            refuse(path, error.field, error.problem)

    def _values(self, value: Any, path: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            what = "" if path else "The document "
            raise VisitError(path, f"{what}must be a JSON object with named fields.")
        left = dict(value)
        if self._format:
            self._check_format(left, path)
        found = {}
        for each in self.fields:
            name = each.name
            if name in left:
                where = f"{path}.{name}" if path else name
                found[each.attribute] = each.kind.read(left.pop(name), where)
            elif each.usual is MISSING:
                refuse(path, name, "is required. Add it.")
        for name in left:
            known = ", ".join(
                ([_FORMAT] if self._format else []) + [each.name for each in self.fields]
            )
            refuse(path, quoted(name, 60), f"isn't a field Quarterhour knows. Use: {known}.")
        return found

    def write(self, value: Any) -> dict[str, Any]:
        """Return the object, without the fields that have their default."""
        document: dict[str, Any] = {_FORMAT: self._format} if self._format else {}
        for each in self.fields:
            held = getattr(value, each.attribute)
            if held != each.usual:
                document[each.name] = each.kind.write(held)
        return document

    def check(self, value: Any) -> None:
        """Raise VisitError if reading the value from a document would raise it."""
        self._values(self.write(value), "")

    def schema(self) -> dict[str, Any]:
        """Return an object with these fields and no others."""
        properties = {each.name: _property(each) for each in self.fields}
        required = [each.name for each in self.fields if each.usual is MISSING]
        if self._format:
            properties = {_FORMAT: {"const": self._format}, **properties}
            required = [_FORMAT, *required]
        return {
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            **self._more,
            "additionalProperties": False,
        }

    def _check_format(self, left: dict[str, Any], path: str) -> None:
        if _FORMAT not in left:
            refuse(path, _FORMAT, "is required. Add it.")
        written = left.pop(_FORMAT)
        if not isinstance(written, str):
            refuse(path, _FORMAT, "must be text in quotation marks.")
        if written == self._format:
            return
        own, other = (_FORMAT_OF.fullmatch(text) for text in (self._format, written))
        if own is None or other is None:
            refuse(path, _FORMAT, f'is "{quoted(written)}"; it must be "{self._format}".')
        kind, found = _named(own[1]), _named(other[1])
        if found != kind:
            differs = f"This is a Quarterhour {found}, not a {kind}. Choose another file."
            raise FormatError(written, differs)
        newer = f"A newer Quarterhour saved this {kind}. Install the newest version to open it."
        raise FormatError(written, newer)


def _named(kind: str) -> str:
    """Return what a document of a kind is called."""
    return _DOCUMENT_WORDS.get(kind, kind.replace("-", " "))


class Carrying(Record):
    """A record that has some fields of another one: it takes their kinds from that table.

    `own` are the kinds of the others, with what they mean. Defaults are those of its class.
    """

    def __init__(
        self,
        record: type[Any],
        own: dict[str, tuple[Kind, str]],
        table: Record,
        format: str = "",
        **more: Any,
    ) -> None:
        super().__init__(record, format, **more)
        self._own = own
        self._table = table

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in the order in which they are written."""
        known = {each.name: (each.kind, each.meaning) for each in self._table.fields} | self._own
        return tuple(
            Field(each.name, *known[each.name], usual_of(each), each.name)
            for each in fields(self.record)
        )


def _told(hint: Any) -> tuple[Kind, str]:
    kind, *meaning = hint.__metadata__
    return kind, meaning[0] if meaning else ""


def usual_of(field: Any) -> Any:
    """Return the default of a field of a frozen class, MISSING where it is required."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def _property(field: Field) -> dict[str, Any]:
    told = {"description": field.meaning, **field.kind.schema()}
    usual = field.usual
    if isinstance(usual, bool | int) or (isinstance(usual, str) and usual):
        told["default"] = field.kind.write(usual)
    return told

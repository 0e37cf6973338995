"""Fields of a document that is written: what stands in each, and what its JSON Schema says.

A document is a table of such fields, from which come both the document and the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, NamedTuple


class Form(NamedTuple):
    """How a value is written, and the JSON Schema of what is written."""

    write: Callable[[Any], Any]
    schema: dict[str, Any]


class Field(NamedTuple):
    """A field: its name, its form, what it means, and where in the source it comes from.

    Without `of` it is the attribute of that name. Every field is always written.
    """

    name: str
    form: Form
    meaning: str
    of: Callable[[Any], Any] | None = None


TEXT = Form(str, {"type": "string"})
WHOLE = Form(int, {"type": "integer", "minimum": 0})
AMOUNT = Form(str, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"})


def words(allowed: Iterable[str]) -> Form:
    """Return the form of one of a few words."""
    return Form(str, {"enum": list(allowed)})


def constant(value: str) -> Form:
    """Return the form of a word that is always the same."""
    return Form(lambda _: value, {"const": value})


def nullable(form: Form) -> Form:
    """Return the form of what may be null: there is none, or it is not known."""
    write = form.write
    return Form(
        lambda value: None if value is None else write(value),
        {"anyOf": [form.schema, {"type": "null"}]},
    )


def list_of(form: Form) -> Form:
    """Return the form of a list."""
    write = form.write
    return Form(
        lambda values: [write(value) for value in values],
        {"type": "array", "items": form.schema},
    )


def object_of(*fields: Field) -> Form:
    """Return the form of an object with these fields and no others."""
    written = [
        (field.name, field.form.write, field.of or attrgetter(field.name)) for field in fields
    ]
    return Form(
        lambda source: {name: write(of(source)) for name, write, of in written},
        {
            "type": "object",
            "properties": {
                field.name: {"description": field.meaning, **field.form.schema} for field in fields
            },
            "required": [field.name for field in fields],
            "additionalProperties": False,
        },
    )

"""Fields of a document that is written: what each has, and what its JSON Schema says.

A document is a table of such fields, from which come both the document and the schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, NamedTuple


class Form(NamedTuple):
    """How a value is written, None if as it is, and the JSON Schema of what is written."""

    write: Callable[[Any], Any] | None
    schema: dict[str, Any]


class Field(NamedTuple):
    """A field: its name, its form, what it means, and where in the source it comes from.

    `of` is the path of an attribute, or what finds the value; without it the name is the path.
    Every field is always written.
    """

    name: str
    form: Form
    meaning: str
    of: Callable[[Any], Any] | str = ""


TEXT = Form(None, {"type": "string"})
WHOLE = Form(None, {"type": "integer", "minimum": 0})
FLAG = Form(None, {"type": "boolean"})
AMOUNT = Form(str, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"})


def document_of(form: Form, source: object) -> dict[str, Any]:
    """Return what a form makes of a source: a whole document."""
    assert form.write
    document: dict[str, Any] = form.write(source)
    return document


def json_text(document: dict[str, Any]) -> str:
    """Return a document as indented JSON text, with a line end."""
    return json.dumps(document, indent=2) + "\n"


def words(allowed: Iterable[str]) -> Form:
    """Return the form of one of a few words."""
    return Form(None, {"enum": list(allowed)})


def constant(value: str) -> Form:
    """Return the form of a word that is always the same."""
    return Form(lambda _: value, {"const": value})


def nullable(form: Form) -> Form:
    """Return the form of what may be null: there is none, or it is not known."""
    write = form.write
    return Form(
        write and (lambda value: None if value is None else write(value)),
        {"anyOf": [form.schema, {"type": "null"}]},
    )


def list_of(form: Form) -> Form:
    """Return the form of a list."""
    write = form.write
    return Form(
        (lambda values: [write(value) for value in values]) if write else list,
        {"type": "array", "items": form.schema},
    )


def map_of(form: Form) -> Form:
    """Return the form of an object whose names are found, as tags and codes are."""
    write = form.write
    return Form(
        (lambda found: {name: write(value) for name, value in found.items()}) if write else dict,
        {"type": "object", "additionalProperties": form.schema},
    )


def object_of(*fields: Field) -> Form:
    """Return the form of an object with these fields and no others."""
    found = [
        (
            field.name,
            field.form.write,
            field.of if callable(field.of) else attrgetter(field.of or field.name),
        )
        for field in fields
    ]
    return Form(
        lambda source: {
            name: write(of(source)) if write else of(source) for name, write, of in found
        },
        {
            "type": "object",
            "properties": {
                field.name: {"description": field.meaning, **field.form.schema} for field in fields
            },
            "required": [field.name for field in fields],
            "additionalProperties": False,
        },
    )

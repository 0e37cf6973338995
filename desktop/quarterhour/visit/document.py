"""The document format of a visit: `quarterhour.visit/1`, JSON."""

from __future__ import annotations

import json
from typing import Any

from quarterhour.visit.entries import VISIT, Visit
from quarterhour.visit.kinds import VisitError, quoted

MAX_BYTES = 1_000_000
_WHAT = "Quarterhour visit"
_REMEDY = "Open a backup copy, or enter the visit again."


def read_visit(text: str | bytes) -> Visit:
    """Read a visit document. Raises VisitError for anything that is not a valid one."""
    return visit_from(read_json(text, MAX_BYTES, _WHAT))


def visit_from(document: object) -> Visit:
    """Make a visit from a parsed document. Raises VisitError."""
    visit: Visit = VISIT.read(document)
    if bool(visit.locality) == bool(visit.zip):
        raise VisitError("locality", 'use "locality" or "zip", not both.')
    return visit


def visit_text(visit: Visit) -> str:
    """Return the document as indented JSON text, with a line end.

    Raises VisitError where it could not be read again.
    """
    text = json.dumps(visit_document(visit), indent=2) + "\n"
    read_visit(text)
    return text


def visit_document(visit: Visit) -> dict[str, Any]:
    """Return the visit as a document, without the fields that have their default."""
    return VISIT.write(visit)


def read_json(text: str | bytes, most_bytes: int, what: str, remedy: str = _REMEDY) -> object:
    """Return what JSON text holds. Raises VisitError, which says that it isn't `what`.

    `remedy` says what to do then.
    """
    no_document = f"The file is damaged or isn't a {what}. {remedy}"
    if len(text) > most_bytes:
        too_large = f"The file is over {most_bytes:,} bytes, too large for a {what}."
        raise VisitError("", f"{too_large} Choose another file.")

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) != len(items):
            names = [name for name, _ in items]
            twice = quoted(next(name for name in names if names.count(name) > 1), 60)
            raise VisitError("", f"The file has \u201c{twice}\u201d twice in one object. Keep one.")
        return found

    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=pairs)
    except UnicodeDecodeError:
        raise VisitError("", f"{no_document} Details: it isn't text in UTF-8.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, character {error.colno}"
        details = f"Details: it can't be read from {where} on."
        raise VisitError("", f"{no_document} {details}") from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, VisitError):
            raise
        raise VisitError("", no_document) from None

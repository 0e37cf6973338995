"""The document format of a visit: `quarterhour.visit/1`, JSON."""

from __future__ import annotations

import json
from typing import Any

from quarterhour.visit.entries import VISIT, Visit
from quarterhour.visit.kinds import VisitError

MAX_BYTES = 1_000_000
_NO_VISIT = (
    "The file is damaged or isn't a Quarterhour visit. Open a backup copy, or enter the visit "
    "again."
)


def read_visit(text: str | bytes) -> Visit:
    """Read a visit document. Raises VisitError for anything that is not a valid one."""
    return visit_from(_parse(text))


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


def _parse(text: str | bytes) -> object:
    if len(text) > MAX_BYTES:
        what = f"The file is over {MAX_BYTES:,} bytes, too large for a Quarterhour visit."
        raise VisitError("", f"{what} Choose another file.")

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) != len(items):
            raise VisitError("", "The file has a field twice. Keep one of them.")
        return found

    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=pairs)
    except UnicodeDecodeError:
        raise VisitError("", f"{_NO_VISIT} Details: it isn't text in UTF-8.") from None
    except json.JSONDecodeError as error:
        where = f"{error.msg}, line {error.lineno}, column {error.colno}"
        raise VisitError("", f"{_NO_VISIT} Details: {where}.") from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, VisitError):
            raise
        raise VisitError("", _NO_VISIT) from None

"""The document format of a payer file: `quarterhour.payer/1`, JSON. Every file is checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from quarterhour.payers.checks import check
from quarterhour.payers.model import PAYER_DOCUMENT, Payer
from quarterhour.payers.readings import MOST_READINGS, count_readings
from quarterhour.visit import VisitError, read_json
from quarterhour.visit.kinds import quoted

MAX_BYTES = 1_000_000
_WHAT = "Quarterhour payer file"
_REMEDY = "Correct the file, or choose another one."
_PLACEHOLDER = "fill in: "
_MAX_SHOWN = 200


class Placeholder(NamedTuple):
    """What a form leaves open: the path of its field, and what to enter there."""

    path: str
    what: str


def read_payer(text: str | bytes) -> Payer:
    """Read a payer file. Raises VisitError for anything that is not a valid one."""
    return payer_from(read_payer_json(text))


def read_payer_json(text: str | bytes) -> object:
    """Return what the JSON of a payer file holds, unchecked. Raises VisitError if it isn't JSON."""
    return read_json(text, MAX_BYTES, _WHAT, _REMEDY)


def payer_from(document: object) -> Payer:
    """Make a payer from a parsed document. Raises VisitError."""
    for left in placeholders(document):
        raise VisitError(left.path, f"is still to be filled in: {left.what}.")
    payer: Payer = PAYER_DOCUMENT.read(document)
    check(payer)
    if (ways := count_readings(payer)) > MOST_READINGS:
        raise VisitError(
            "caps",
            f"leave {ways:,} ways to read the file, more than {MOST_READINGS:,}. Give by and "
            "surplus of more of them.",
        )
    return payer


def payer_document(payer: Payer) -> dict[str, Any]:
    """Return the payer as a document, without the fields that have their default."""
    return PAYER_DOCUMENT.write(payer)


def payer_text(payer: Payer) -> str:
    """Return the document as indented JSON text, with a line end.

    Raises VisitError where it could not be read again.
    """
    text = json.dumps(payer_document(payer), indent=2, ensure_ascii=False) + "\n"
    read_payer(text)
    return text


def placeholders(document: object) -> Iterator[Placeholder]:
    """Yield what is still to be filled in: texts that begin with `fill in: `, in their order."""
    # Not recursive: the nesting of a file that anybody wrote has no bound but its size.
    left: list[tuple[str, object]] = [("", document)]
    while left:
        path, value = left.pop()
        if isinstance(value, str) and value.startswith(_PLACEHOLDER):
            yield Placeholder(path, quoted(value.removeprefix(_PLACEHOLDER), _MAX_SHOWN))
        elif isinstance(value, dict):
            start = f"{path}." if path else ""
            named = [(f"{start}{quoted(key, _MAX_SHOWN)}", each) for key, each in value.items()]
            left += reversed(named)
        elif isinstance(value, list):
            left += reversed([(f"{path}[{at}]", each) for at, each in enumerate(value)])

"""A draft as JSON text: everything as it was typed, to be kept through a crash.

It may also name the file of the visit, and the digest of that file. It is not a document: a visit
is saved as `quarterhour.visit/1`. The fields that a draft shares with a visit are read by the table
of the visit. A field that an earlier version did not keep gets its default; a field or a word that
this version does not know makes the text unreadable.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from quarterhour.entry.draft import Draft, Row
from quarterhour.visit import (
    DISCIPLINES,
    MAX_SERVICES,
    SERVICE,
    VISIT,
    VisitError,
    VisitFile,
)
from quarterhour.visit.kinds import Day, Flag, Kind, ListOf, MapOf, Matching, OneOf
from quarterhour.visit.record import Carrying, Record
from quarterhour.visit.terms import CODE, MAX_INTERVALS, UNITS
from quarterhour.visit.times import PATTERN

D = TypeVar("D")

FORMAT = "quarterhour.draft/1"


class _Typed(Kind):
    """Any text, as it was typed."""

    def read(self, value: Any, path: str) -> str:
        if not isinstance(value, str):
            raise VisitError(path, "must be text in quotation marks.")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


TYPED, _FLAG, _DISCIPLINE = _Typed(), Flag(), OneOf(DISCIPLINES)
# In a day they may seem to end before they start.
_TIMES = ListOf(Matching(PATTERN, "write times as 9:05-9:28"), MAX_INTERVALS)
_ROW = Carrying(
    Row,
    {
        "code": (TYPED, ""),
        "discipline": (_DISCIPLINE, ""),
        "discipline_chosen": (_FLAG, ""),
        "therapist": (TYPED, ""),
        "assistant": (TYPED, ""),
        "takes_remaining_unit": (_FLAG, ""),
        "of_people": (_FLAG, ""),
        "times": (_TIMES, ""),
        "mode": (TYPED, ""),
        "attended": (_TIMES, ""),
        "attended_by": (TYPED, ""),
    },
    SERVICE,
)
DRAFT = Carrying(
    Draft,
    {
        "day": (Day(), ""),
        "day_text": (TYPED, ""),
        "place": (TYPED, ""),
        "deductible": (TYPED, ""),
        "rows": (ListOf(_ROW, 2 * MAX_SERVICES), ""),
        "label": (TYPED, ""),
        "usual_discipline": (_DISCIPLINE, ""),
        "own": (ListOf(TYPED), ""),
        "in_out": (TYPED, ""),
        "present": (ListOf(ListOf(TYPED, 2)), ""),
        "billed_units": (MapOf(CODE, UNITS), ""),
    },
    VISIT,
    FORMAT,
)

_NEW_NAMES = {
    "plan": "discipline",
    "plan_chosen": "discipline_chosen",
    "takes_left_over": "takes_remaining_unit",
    "usual_plan": "usual_discipline",
}


class Kept(NamedTuple, Generic[D]):
    """What a text holds: a draft, and its file where it has one."""

    draft: D
    file: VisitFile | None


def draft_text(draft: Draft, file: VisitFile | None = None) -> str:
    """Return a draft as text, and its file where it has one."""
    return json.dumps(with_file(DRAFT.write(draft), file))


def with_file(document: dict[str, Any], file: VisitFile | None) -> dict[str, Any]:
    """Return a kept draft with its file."""
    if file is None:
        return document
    return {**document, "file": {"path": str(file.path), "sha256": file.digest}}


def read_draft_text(text: str | bytes) -> Draft | None:
    """Return the draft that a text holds, or None where this version cannot read it whole."""
    kept = read_kept_text(text)
    return None if kept is None else kept.draft


def read_kept_text(text: str | bytes) -> Kept[Draft] | None:
    """Return the draft that a text holds and its file, or None as for a draft alone."""
    return read_kept(text, DRAFT)


def read_kept(text: str | bytes, kind: Record) -> Kept[Any] | None:
    """Return the draft of a kind that a text holds and its file, or None where it holds none."""
    try:
        document = json.loads(text)
        if isinstance(document, dict) and "format" not in document and "day_text" in document:
            document = _of_0_1_0(document)
        file = document.pop("file", None) if isinstance(document, dict) else None
        return Kept(kind.read(document), None if file is None else _file(file))
    except (RecursionError, ValueError):
        return None


def _file(kept: Any) -> VisitFile:
    match kept:
        case {"path": str(path), "sha256": str(digest), **others} if not others:
            return VisitFile(Path(path), digest)
    raise ValueError("no file of a visit")


def _of_0_1_0(kept: dict[str, Any]) -> dict[str, Any]:
    """Return what version 0.1.0 kept as this one keeps it.

    It wrote every field, null or no text where nothing was entered, and amounts of the patient of
    0.00 where they were not known.
    """
    document = _with_names_of_now(_without_blanks(kept))
    if isinstance(document.get("patient"), dict):
        known = document["patient"]
        unknown = [name for name, amount in known.items() if amount == "0.00"]
        document["patient"] = {name: known[name] for name in known if name not in unknown}
    return {"format": FORMAT, **document}


def _with_names_of_now(kept: dict[str, Any]) -> dict[str, Any]:
    """Return a draft under the names of this version; 0.1.0 called a discipline a plan."""
    document = {_NEW_NAMES.get(name, name): value for name, value in kept.items()}
    rows = document.get("rows")
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        document["rows"] = [
            {_NEW_NAMES.get(name, name): value for name, value in row.items()} for row in rows
        ]
    return document


def _without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _without_blanks(part) for name, part in value.items() if part not in (None, "")
        }
    return [_without_blanks(part) for part in value] if isinstance(value, list) else value

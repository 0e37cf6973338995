"""What is asked before imports are removed: which, and what goes with them. No widgets here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from quarterhour.claims import listed
from quarterhour.reference import Edition, Reference, ReleaseKind, american
from quarterhour.reference.typed_rules import codes_kept_with
from quarterhour.window.imports.loaded import LoadedRow

_FEW = 3
_TABLES = {ReleaseKind.ZIP_CODES, ReleaseKind.UNIT_LIMITS, ReleaseKind.PAIR_EDITS}
_TABLES_BEFORE = "The earlier tables are used again."
_PARTS_GO = "All parts of {} are removed."
_NO_PLUS_FOUR = "ZIP+4 no longer finds a locality."


def named(rows: Sequence[LoadedRow]) -> str:
    """Return the name of an import, of several their number."""
    return rows[0].release if len(rows) == 1 else f"{len(rows)} imports"


def question(reference: Reference, rows: Sequence[LoadedRow]) -> str:
    """Return what is asked, with what comes of it."""
    names = listed(row.release for row in rows) if len(rows) <= _FEW else named(rows)
    return " ".join([f"Remove {names}?", *dict.fromkeys(_effects(reference, rows))])


def _effects(reference: Reference, rows: Sequence[LoadedRow]) -> Iterator[str]:
    going = {row.release for row in rows if row.kind is ReleaseKind.FEE_SCHEDULE}
    left = [e for e in reference.editions if not (e.imported and e.release in going)]
    for edition in reference.editions:
        if edition.imported and edition.release in going:
            yield from _of_schedule(reference, edition, left)
            if codes := codes_kept_with(reference, edition.release):
                many = "1 code" if len(codes) == 1 else f"{len(codes)} codes"
                yield f"The rules you entered for {many} are removed too: {listed(codes)}."
    kinds = {row.kind for row in rows}
    yield from (_PARTS_GO.format(e.release) for e in rows if e.kind is ReleaseKind.PAIR_EDITS)
    if ReleaseKind.ZIP_PLUS_FOUR in kinds:
        yield _NO_PLUS_FOUR
    if kinds & _TABLES:
        yield _TABLES_BEFORE


def _of_schedule(
    reference: Reference, edition: Edition, left: Collection[Edition]
) -> Iterator[str]:
    for first, last in reference.spans(edition):
        dates = f"{american(first)} to {american(last)}"
        again = [_pricing(day, left) for day in (first, last)]
        if all(again):
            yield f"{dates} will use {listed(again)} again."
        else:
            yield f"{dates} will have no fees."


def _pricing(day: date, left: Collection[Edition]) -> str:
    """Return which of the releases left prices a day: the newest, or none."""
    found = [each for each in left if each.valid_from <= day <= each.valid_to]
    return max(found, key=lambda each: each.begins).release if found else ""

"""What is asked before imports are removed: which, and what goes with them. No widgets here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from quarterhour.claims import listed
from quarterhour.reference import Edition, Reference, ReleaseKind
from quarterhour.window.imports.loaded import LoadedRow

_FEW = 3
_TABLE_BEFORE = "{name}: the table before it is used again."
_PARTS_GO = "{name}: all its parts go, and the table before it is used again."
_NO_PLUS_FOUR = "{name}: ZIP+4 finds no locality any more."


def named(rows: Sequence[LoadedRow]) -> str:
    """Return the names of imports, of many their number."""
    few = len(rows) <= _FEW
    return listed(row.release for row in rows) if few else f"these {len(rows)} imports"


def question(reference: Reference, rows: Sequence[LoadedRow]) -> str:
    """Return what is asked, with what comes of it."""
    return " ".join([f"Remove {named(rows)}?", *dict.fromkeys(_effects(reference, rows))])


def _effects(reference: Reference, rows: Sequence[LoadedRow]) -> Iterator[str]:
    going = {row.release for row in rows if row.kind is ReleaseKind.FEE_SCHEDULE}
    left = [e for e in reference.editions if not (e.imported and e.release in going)]
    for edition in reference.editions:
        if edition.imported and edition.release in going:
            yield from _of_schedule(reference, edition, left)
    for row in rows:
        if row.kind is ReleaseKind.PAIR_EDITS:
            yield _PARTS_GO.format(name=row.release)
        elif row.kind is ReleaseKind.ZIP_PLUS_FOUR:
            yield _NO_PLUS_FOUR.format(name=row.release)
        elif row.kind is not ReleaseKind.FEE_SCHEDULE:
            yield _TABLE_BEFORE.format(name=row.release)


def _of_schedule(
    reference: Reference, edition: Edition, left: Collection[Edition]
) -> Iterator[str]:
    for first, last in reference.spans(edition):
        again = [_pricing(day, left) for day in (first, last)]
        if all(again):
            yield f"{first} to {last} are priced by {listed(again)} again."
        else:
            yield f"{first} to {last} will have no fees."


def _pricing(day: date, left: Collection[Edition]) -> str:
    """Return which of the releases left prices a day: the newest, or none."""
    found = [each for each in left if each.valid_from <= day <= each.valid_to]
    return max(found, key=lambda each: each.begins).release if found else ""

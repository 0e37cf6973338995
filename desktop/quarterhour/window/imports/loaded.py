"""What is loaded, built in and imported, as rows. No widgets here."""

from __future__ import annotations

from typing import NamedTuple

from quarterhour.reference import Edition, Reference, Release, ReleaseKind, Source
from quarterhour.reference.importing import ImportEntry
from quarterhour.window.imports.jobs import RemoveJob

_BUILT_IN = "Built in"
# The tables beside the fee schedules, in the order in which they are listed.
_OTHERS = (
    ReleaseKind.ZIP_CODES,
    ReleaseKind.ZIP_PLUS_FOUR,
    ReleaseKind.UNIT_LIMITS,
    ReleaseKind.PAIR_EDITS,
)


class LoadedRow(NamedTuple):
    """A release that is loaded. `removal` removes it, where it was imported."""

    kind: ReleaseKind
    release: str
    dates: str
    factor: str
    origin: str
    sources: tuple[Source, ...]
    removal: RemoveJob | None = None

    @property
    def identity(self) -> tuple[ReleaseKind, str]:
        """What the row is about, whoever brought it."""
        return self.kind, self.release


def loaded_rows(reference: Reference, entries: list[ImportEntry]) -> list[LoadedRow]:
    """Return what is loaded: fee schedules, the newest first, then the other tables.

    ZIP codes come first; then comes what is imported, then what is built in, of a table the
    earliest first.
    """
    imported: dict[tuple[ReleaseKind, str], list[ImportEntry]] = {}
    for entry in entries:
        imported.setdefault((entry.kind, entry.release), []).append(entry)
    rows = [
        _schedule(edition, imported.get((ReleaseKind.FEE_SCHEDULE, edition.release), []))
        for edition in reversed(reference.editions)
    ]
    others = [each for kind in _OTHERS for each in reference.releases if each.kind is kind]
    others.sort(key=lambda each: (each.kind is not ReleaseKind.ZIP_CODES, not each.imported))
    parts = reference.pair_parts()
    zip_codes = [each for each in others if each.kind is ReleaseKind.ZIP_CODES]
    replaced = {each.name for each in zip_codes if each.imported}
    for each in others:
        if each.imported:
            origin = _origin(imported.get((each.kind, each.name), []))
            if each.kind is ReleaseKind.PAIR_EDITS and each.name in parts:
                origin = f"{parts[each.name].words}. {origin}"
            rows.append(_other(each, origin, RemoveJob(each.kind, each.name)))
        elif each.name in replaced:
            rows.append(_other(each, f"{_BUILT_IN}, replaced by the import"))
        else:
            rows.append(_other(each, _BUILT_IN))
    return rows


def _schedule(edition: Edition, entries: list[ImportEntry]) -> LoadedRow:
    kind = ReleaseKind.FEE_SCHEDULE
    return LoadedRow(
        kind,
        edition.release,
        f"{edition.valid_from} to {edition.valid_to}",
        str(edition.conversion_factor),
        _origin(entries) if edition.imported else _BUILT_IN,
        edition.sources,
        RemoveJob(kind, edition.release) if edition.imported else None,
    )


def _other(release: Release, origin: str, removal: RemoveJob | None = None) -> LoadedRow:
    return LoadedRow(release.kind, release.name, "", "", origin, release.sources, removal)


def _origin(entries: list[ImportEntry]) -> str:
    """Return when a release was imported, and from which files."""
    if not entries:
        return "Imported"
    days = max(entry.imported_on for entry in entries)
    return f"Imported {days}, {', '.join(entry.file for entry in entries)}"

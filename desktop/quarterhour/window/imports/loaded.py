"""What is loaded, built in and imported, as rows. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass

from quarterhour.reference import Edition, Reference, Source
from quarterhour.reference.importing import ImportEntry
from quarterhour.window.imports.jobs import RemoveJob

_SCHEDULE = "fee schedule"
_ZIP_CODES = "zip codes"
_BUILT_IN = "Built in"
_ZIP_TABLE = "ZIP codes"
_OTHER_TABLES = (_ZIP_TABLE, "NCCI", "MUE")


@dataclass(frozen=True, slots=True)
class LoadedRow:
    """A release that is loaded. `removal` removes it, where it was imported."""

    release: str
    dates: str
    factor: str
    origin: str
    sources: tuple[Source, ...]
    removal: RemoveJob | None = None


def loaded_rows(reference: Reference, entries: list[ImportEntry]) -> list[LoadedRow]:
    """Return what is loaded: fee schedules, the newest first, then the other tables."""
    by_release: dict[tuple[str, str], list[ImportEntry]] = {}
    for entry in entries:
        by_release.setdefault((entry.kind, entry.release), []).append(entry)
    rows = [
        _schedule(edition, by_release.get((_SCHEDULE, edition.release), []))
        for edition in reversed(reference.editions)
    ]
    return rows + _others(reference, by_release)


def _schedule(edition: Edition, entries: list[ImportEntry]) -> LoadedRow:
    return LoadedRow(
        edition.release,
        f"{edition.valid_from} to {edition.valid_to}",
        str(edition.conversion_factor),
        _origin(entries) if edition.imported else _BUILT_IN,
        edition.sources,
        RemoveJob(_SCHEDULE, edition.release) if edition.imported else None,
    )


def _others(
    reference: Reference, by_release: dict[tuple[str, str], list[ImportEntry]]
) -> list[LoadedRow]:
    """Return the ZIP codes, those in use above those they replace, then the NCCI and the MUE."""
    replaced = any(kind == _ZIP_CODES for kind, _ in by_release)
    imported = [
        LoadedRow(
            release,
            "",
            "",
            _origin(entries),
            tuple(one for one in reference.sources if one.imported and one.release == release),
            RemoveJob(kind, release),
        )
        for (kind, release), entries in by_release.items()
        if kind != _SCHEDULE
    ]
    built_in = [
        LoadedRow(one.release, "", "", _built_in(one, replaced), (one,))
        for one in sorted(reference.sources, key=lambda one: one.release)
        if not one.imported and one.release.startswith(_OTHER_TABLES)
    ]
    return sorted(imported + built_in, key=lambda row: not row.release.startswith(_ZIP_TABLE))


def _built_in(source: Source, zip_codes_replaced: bool) -> str:
    if zip_codes_replaced and source.release.startswith(_ZIP_TABLE):
        return f"{_BUILT_IN}, replaced by the import"
    return _BUILT_IN


def _origin(entries: list[ImportEntry]) -> str:
    """Return when a release was imported, and from which files."""
    if not entries:
        return "Imported"
    days = max(entry.imported_on for entry in entries)
    return f"Imported {days}, {', '.join(entry.file for entry in entries)}"

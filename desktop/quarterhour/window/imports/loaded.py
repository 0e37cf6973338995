"""What is loaded, built in and imported, as rows. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass

from quarterhour.reference import Edition, Reference, Source
from quarterhour.reference.importing import ImportEntry
from quarterhour.window.imports.jobs import RemoveJob

_SCHEDULE = "fee schedule"
_ZIP_CODES = "zip codes"
_BUILT_IN = "Built in"


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
    sources = list(reference.sources)
    replaced = any(kind == _ZIP_CODES for kind, _ in by_release)
    built_in = []
    # The sources of the program itself come first; the ZIP codes among them are whole.
    zip_codes = next((source for source in sources if source.release.startswith("ZIP codes")), None)
    if zip_codes is not None and not _only_imported(zip_codes, by_release, sources):
        sources.remove(zip_codes)
        origin = f"{_BUILT_IN}, replaced by the import" if replaced else _BUILT_IN
        built_in.append(LoadedRow(zip_codes.release, "", "", origin, (zip_codes,)))
    imported = [
        LoadedRow(
            release,
            "",
            "",
            _origin(entries),
            tuple(source for source in sources if source.release == release),
            RemoveJob(kind, release),
        )
        for (kind, release), entries in by_release.items()
        if kind != _SCHEDULE
    ]
    # The ZIP codes stand together: those in use above those that they replace.
    imported.sort(key=lambda row: row.removal is None or row.removal.kind != _ZIP_CODES)
    first = 1 if replaced else 0
    return imported[:first] + built_in + imported[first:]


def _only_imported(
    source: Source,
    by_release: dict[tuple[str, str], list[ImportEntry]],
    sources: list[Source],
) -> bool:
    """Return whether the one source of a release is an imported one."""
    same = [other for other in sources if other.release == source.release]
    return len(same) == 1 and (_ZIP_CODES, source.release) in by_release


def _origin(entries: list[ImportEntry]) -> str:
    """Return when a release was imported, and from which files."""
    if not entries:
        return "Imported"
    days = max(entry.imported_on for entry in entries)
    return f"Imported {days}, {', '.join(entry.file for entry in entries)}"

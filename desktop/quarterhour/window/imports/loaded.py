"""What is loaded, included and imported, as rows. No widgets here."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from quarterhour.reference import Edition, Reference, Release, ReleaseKind, Source, american
from quarterhour.reference.missing import new_codes
from quarterhour.reference.pair_parts import PART_NOT_KNOWN
from quarterhour.reference.records import ImportEntry
from quarterhour.reference.typed_rules import typable
from quarterhour.window.imports.jobs import RemoveJob

_BUNDLED = "Included"
_IN_PART = "Imported in part"
_PRICES_NOTHING = "None: a newer release sets the fees"
# The tables beside the fee schedules, in the order in which they are listed.
_OTHERS = (
    ReleaseKind.ZIP_CODES,
    ReleaseKind.ZIP_PLUS_FOUR,
    ReleaseKind.UNIT_LIMITS,
    ReleaseKind.PAIR_EDITS,
)


class LoadedRow(NamedTuple):
    """A release that is loaded. `removal` removes it, where it was imported.

    `origin` says in a few words where it is from, and `about` in sentences what more there is to
    know of it.
    """

    kind: ReleaseKind
    release: str
    dates: str
    factor: str
    origin: str
    about: tuple[str, ...]
    sources: tuple[Source, ...]
    removal: RemoveJob | None = None

    @property
    def identity(self) -> tuple[ReleaseKind, str]:
        """What the row is about, whoever brought it."""
        return self.kind, self.release


def loaded_rows(reference: Reference) -> list[LoadedRow]:
    """Return what is loaded: fee schedules, the newest first, then the other tables.

    ZIP codes come first; then comes what is imported, then what is included, of a table the
    earliest first.
    """
    imported: dict[tuple[ReleaseKind, str], list[ImportEntry]] = {}
    for entry in reference.entries:
        imported.setdefault((entry.kind, entry.release), []).append(entry)
    rows = [
        _schedule(reference, edition, imported.get((ReleaseKind.FEE_SCHEDULE, edition.release), []))
        for edition in reversed(reference.editions)
    ]
    others = [each for kind in _OTHERS for each in reference.releases if each.kind is kind]
    others.sort(key=lambda each: (each.kind is not ReleaseKind.ZIP_CODES, not each.imported))
    zip_codes = [each for each in others if each.kind is ReleaseKind.ZIP_CODES]
    replaced = {each.name for each in zip_codes if each.imported}
    for each in others:
        if each.imported:
            files = imported.get((each.kind, each.name), [])
            about = (*_pairs_of(reference, each), *_about(files))
            parts = reference.edits.pair_parts.get(each.name)
            origin = _IN_PART if parts and parts.missing else _origin(files)
            rows.append(_other(each, origin, about, RemoveJob(each.kind, each.name)))
        elif each.name in replaced:
            rows.append(_other(each, f"{_BUNDLED}, replaced by your import"))
        else:
            rows.append(_other(each, _BUNDLED))
    return rows


def _schedule(reference: Reference, edition: Edition, files: list[ImportEntry]) -> LoadedRow:
    kind = ReleaseKind.FEE_SCHEDULE
    spans = [f"{american(first)} to {american(last)}" for first, last in reference.spans(edition)]
    factor, *own = map(str, reference.factors(edition))
    factors = f"Conversion factor {factor}"
    factors += f"; of qualifying APM participants {own[0]}." if own else "."
    return LoadedRow(
        kind,
        edition.release,
        ", ".join(spans) or _PRICES_NOTHING,
        ", ".join([factor, *own]),
        _origin(files) if edition.imported else _BUNDLED,
        (factors, *_about(files)),
        _release_of(reference, edition).sources,
        RemoveJob(kind, edition.release) if edition.imported else None,
    )


def _release_of(reference: Reference, edition: Edition) -> Release:
    """Return the release of an edition, with all its files: also those that price nothing."""
    return next(
        each
        for each in reference.releases
        if each.kind is ReleaseKind.FEE_SCHEDULE
        and (each.name, each.imported) == (edition.release, edition.imported)
    )


def _pairs_of(reference: Reference, release: Release) -> tuple[str, ...]:
    """Return which parts of a quarter's pairs are in, of another table nothing."""
    if release.kind is not ReleaseKind.PAIR_EDITS:
        return ()
    parts = reference.edits.pair_parts.get(release.name)
    return (f"NCCI edits: {parts.words if parts else PART_NOT_KNOWN}.",)


def _other(
    release: Release, origin: str, about: tuple[str, ...] = (), removal: RemoveJob | None = None
) -> LoadedRow:
    dates = f"From {american(release.begins)}"
    return LoadedRow(release.kind, release.name, dates, "", origin, about, release.sources, removal)


def _origin(files: list[ImportEntry]) -> str:
    """Return when a release was imported."""
    days = [entry.imported_on for entry in files]
    return f"Imported {american(date.fromisoformat(max(days)))}" if days else "Imported"


def _about(files: list[ImportEntry]) -> tuple[str, ...]:
    """Return from which files a release was imported."""
    return tuple(
        f"Imported {american(date.fromisoformat(entry.imported_on))} from {entry.file}"
        for entry in files
    )


def edition_offered(reference: Reference, row: LoadedRow | None) -> Edition | None:
    """Return the import whose rules of new codes are typed: that of a row, else the newest one that
    has some, those not yet known before those that are.
    """
    open_ones = [each for each in reversed(reference.editions) if typable(reference, each)]
    of_row = [each for each in open_ones if row and row.removal and _is_of(each, row)]
    wanted = [each for each in open_ones if new_codes(reference, each)]
    return next(iter([*of_row, *wanted, *open_ones]), None)


def _is_of(edition: Edition, row: LoadedRow) -> bool:
    return (ReleaseKind.FEE_SCHEDULE, edition.release) == row.identity

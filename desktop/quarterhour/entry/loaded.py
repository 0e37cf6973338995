"""What is loaded, included and imported, as it is listed, and what comes of removing some of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from quarterhour.claims import listed, month_text
from quarterhour.reference import Edition, Reference, Release, ReleaseKind, Source, american
from quarterhour.reference.missing import day_without_fees, new_codes
from quarterhour.reference.pair_parts import ALL_PARTS, PART_NOT_KNOWN, WITH_THERAPY
from quarterhour.reference.records import ImportEntry, release_name
from quarterhour.reference.typed_rules import codes_kept_with, typable

LISTED_KINDS = {
    ReleaseKind.FEE_SCHEDULE: "Fees and locations",
    ReleaseKind.ZIP_CODES: "ZIP codes",
    ReleaseKind.ZIP_PLUS_FOUR: "ZIP+4 codes",
    ReleaseKind.UNIT_LIMITS: "Daily limits (MUE)",
    ReleaseKind.PAIR_EDITS: "Code pairs (NCCI)",
}
_INCLUDED = "Included"
_SEVERAL_INCLUDED = "Included, {} releases"
_REPLACED = "Included, replaced by your import"
_IN_PART = "Imported in part"
_NOT_LOADED = "Not loaded"
_PRICES_NOTHING = "Kept; {} is newer."
_ONE_DAY = timedelta(days=1)
# The tables beside the fee schedules, in the order in which they are listed.
_OTHERS = (
    ReleaseKind.ZIP_CODES,
    ReleaseKind.ZIP_PLUS_FOUR,
    ReleaseKind.UNIT_LIMITS,
    ReleaseKind.PAIR_EDITS,
)


class Part(NamedTuple):
    """A part of a quarter's code pairs: `f1`, and what there is of it.

    `loaded` is None for the part that has no pairs of therapy codes and is not wanted.
    """

    name: str
    said: str
    loaded: bool | None


class LoadedRow(NamedTuple):
    """A release or a table that is loaded, or that is wanted and missing; an import can be removed.

    `release` has CMS's own name of it, `shown` the month, `origin` in a few words where it is
    from, and `about` in sentences what more there is to know of it. Of what is `complete` nothing
    is missing.
    """

    kind: ReleaseKind
    release: str
    shown: str
    dates: str
    origin: str
    complete: bool = True
    about: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    imported: bool = False
    parts: tuple[Part, ...] = ()

    @property
    def identity(self) -> tuple[ReleaseKind, str]:
        """What the row is about, whoever brought it."""
        return self.kind, self.release

    @property
    def name(self) -> str:
        """Its kind and month, for a sentence."""
        return f"{LISTED_KINDS[self.kind]} {self.shown}"


def loaded_rows(reference: Reference, today: date) -> list[LoadedRow]:
    """Return what is loaded, kind by kind, the newest of each first.

    Fees and code pairs that visits of today want and nobody has come before those that are there,
    also fees of next month.
    """
    others = [each for each in reference.releases if each.kind in _OTHERS]
    others.sort(
        key=lambda each: (_OTHERS.index(each.kind), -each.begins.toordinal(), not each.imported)
    )
    zip_codes, pairs = ReleaseKind.ZIP_CODES, ReleaseKind.PAIR_EDITS
    replaced = {each.name for each in others if each.kind is zip_codes and each.imported}
    rows = [_other(reference, each, each.name in replaced, today) for each in others]
    return [
        *_fees_not_loaded(reference, today),
        *_schedules(reference),
        *(row for row in rows if row.kind is not pairs),
        *_pairs_not_loaded(reference, today),
        *(row for row in rows if row.kind is pairs),
    ]


def _fees_not_loaded(reference: Reference, today: date) -> Iterator[LoadedRow]:
    if day := day_without_fees(reference, today):
        year = str(day.year)
        begins = american(date(day.year, 1, 1))
        yield LoadedRow(
            ReleaseKind.FEE_SCHEDULE, year, year, f"{begins} on", _NOT_LOADED, complete=False
        )


def _pairs_not_loaded(reference: Reference, today: date) -> Iterator[LoadedRow]:
    kind = ReleaseKind.PAIR_EDITS
    wanted = release_name(kind, today)
    if wanted not in {each.name for each in reference.releases}:
        begins = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        yield LoadedRow(
            kind,
            wanted,
            _month(begins),
            f"{american(begins)} on",
            _NOT_LOADED,
            complete=False,
            parts=_parts(()),
        )


def _schedules(reference: Reference) -> Iterator[LoadedRow]:
    """Yield the fee schedules; those of earlier years that came with Quarterhour are one row."""
    included = [each for each in reference.editions if not each.imported]
    newest = max((each.valid_to.year for each in included), default=0)
    earlier = [each for each in reversed(included) if each.valid_to.year < newest]
    for edition in reversed(reference.editions):
        if len(earlier) > 1 and edition in earlier:
            if edition == earlier[0]:
                yield _of_earlier_years(reference, earlier)
        else:
            yield _schedule(reference, edition)


def _of_earlier_years(reference: Reference, editions: Sequence[Edition]) -> LoadedRow:
    first, last = editions[-1].valid_from, editions[0].valid_to
    years = f"{first.year} to {last.year}"
    spans = [span for each in reversed(editions) for span in reference.spans(each)]
    return LoadedRow(
        ReleaseKind.FEE_SCHEDULE,
        years,
        years,
        _dates(sorted(spans)),
        _SEVERAL_INCLUDED.format(len(editions)),
        about=tuple(line for each in editions for line in _of_schedule(reference, each)),
        sources=tuple(source for each in editions for source in _sources(reference, each)),
    )


def _schedule(reference: Reference, edition: Edition) -> LoadedRow:
    kind = ReleaseKind.FEE_SCHEDULE
    files = _files(reference, kind, edition.release) if edition.imported else []
    newer = reference.edition_on(edition.valid_from)
    none = _PRICES_NOTHING.format(month_text(newer.begins) if newer else "another")
    return LoadedRow(
        kind,
        edition.release,
        _month(edition.begins),
        _dates(reference.spans(edition)) or none,
        _origin(files) if edition.imported else _INCLUDED,
        not (edition.imported and new_codes(reference, edition)),
        (*_of_schedule(reference, edition), *_about(files)),
        _sources(reference, edition),
        edition.imported,
    )


def _of_schedule(reference: Reference, edition: Edition) -> Iterator[str]:
    """Yield what is to be known of a fee schedule: its name, its dates, and its factors."""
    factor, *own = map(str, reference.factors(edition))
    spans = [f"{american(first)} to {american(last)}" for first, last in reference.spans(edition)]
    yield f"{edition.release}: {listed(spans)}" if spans else edition.release
    more = f"; of qualifying APM participants {own[0]}." if own else "."
    yield f"Conversion factor {factor}{more}"


def _sources(reference: Reference, edition: Edition) -> tuple[Source, ...]:
    """Return all files of a release, also those that price nothing, not of the edition alone."""
    wanted = (ReleaseKind.FEE_SCHEDULE, edition.release, edition.imported)
    return next(
        each.sources
        for each in reference.releases
        if (each.kind, each.name, each.imported) == wanted
    )


def _other(reference: Reference, release: Release, replaced: bool, today: date) -> LoadedRow:
    """Return a table other than a fee schedule, the parts of a quarter's pairs as one."""
    origin, about = _REPLACED if replaced else _INCLUDED, [release.name]
    parts: tuple[Part, ...] = ()
    pairs = release.kind is ReleaseKind.PAIR_EDITS
    loaded = reference.edits.pair_parts.get(release.name)
    complete = True
    if release.imported:
        files = _files(reference, release.kind, release.name)
        origin = _IN_PART if loaded and loaded.missing else _origin(files)
        if pairs:
            about.append(f"NCCI edits: {loaded.words if loaded else PART_NOT_KNOWN}.")
            parts = _parts(loaded.loaded) if loaded else ()
            complete = loaded is not None and not loaded.missing
        about += _about(files)
    elif pairs and loaded is None and release.name == release_name(release.kind, today):
        # What is included of a quarter is a choice of its pairs: all parts are still wanted.
        parts, complete = _parts(()), False
    return LoadedRow(
        release.kind,
        release.name,
        _month(release.begins),
        f"{american(release.begins)} on",
        origin,
        complete,
        tuple(about),
        release.sources,
        release.imported,
        parts,
    )


def _parts(loaded: Collection[int]) -> tuple[Part, ...]:
    return tuple(
        Part(f"f{part}", "no therapy pairs", None)
        if part not in WITH_THERAPY
        else Part(f"f{part}", "loaded" if part in loaded else "missing", part in loaded)
        for part in ALL_PARTS
    )


def _month(begins: date) -> str:
    return f"{begins:%Y, %B}"


def _dates(spans: Iterable[tuple[date, date]]) -> str:
    """Return days from and to, those that follow each other as one."""
    joined: list[tuple[date, date]] = []
    for first, last in spans:
        follows = joined and joined[-1][1] + _ONE_DAY == first
        joined.append((joined.pop()[0] if follows else first, last))
    return ", ".join(f"{american(first)}\u2013{american(last)}" for first, last in joined)


def _files(reference: Reference, kind: ReleaseKind, release: str) -> list[ImportEntry]:
    return [each for each in reference.entries if (each.kind, each.release) == (kind, release)]


def _origin(files: Sequence[ImportEntry]) -> str:
    """Return when a release was imported."""
    days = [entry.imported_on for entry in files]
    return f"Imported {american(date.fromisoformat(max(days)))}" if days else "Imported"


def _about(files: Sequence[ImportEntry]) -> list[str]:
    """Return from which files a release was imported."""
    return [
        f"Imported {american(date.fromisoformat(entry.imported_on))} from {entry.file}"
        for entry in files
    ]


def _begins(edition: Edition) -> date:
    return edition.begins


def edition_offered(reference: Reference, row: LoadedRow | None) -> Edition | None:
    """Return the import whose rules of new codes are typed: that of a row, else the newest one that
    has some, those not yet known before those that are.
    """
    open_ones = [each for each in reversed(reference.editions) if typable(reference, each)]
    selected = (row.kind, row.release) if row and row.imported else None
    of_row = [each for each in open_ones if (ReleaseKind.FEE_SCHEDULE, each.release) == selected]
    wanted = [each for each in open_ones if new_codes(reference, each)]
    return next(iter([*of_row, *wanted, *open_ones]), None)


_TABLES = {ReleaseKind.ZIP_CODES, ReleaseKind.UNIT_LIMITS, ReleaseKind.PAIR_EDITS}
_TABLES_BEFORE = "The earlier tables are used again."
_PARTS_GO = "All parts of {} are removed."
_NO_PLUS_FOUR = "ZIP+4 no longer finds a locality."


def name_of(rows: Sequence[LoadedRow]) -> str:
    """Return the name of an import as it is listed, or how many imports there are."""
    return rows[0].name if len(rows) == 1 else f"{len(rows)} imports"


def removal_question(reference: Reference, rows: Sequence[LoadedRow]) -> str:
    """Return the question before imports are removed, and what changes then."""
    return " ".join([f"Remove {name_of(rows)}?", *dict.fromkeys(_effects(reference, rows))])


def _effects(reference: Reference, rows: Sequence[LoadedRow]) -> Iterator[str]:
    going = {row.release for row in rows if row.kind is ReleaseKind.FEE_SCHEDULE}
    left = [e for e in reference.editions if not (e.imported and e.release in going)]
    for edition in reference.editions:
        if edition.imported and edition.release in going:
            yield from _without_schedule(reference, edition, left)
            if codes := codes_kept_with(reference, edition.release):
                many = "1 code" if len(codes) == 1 else f"{len(codes)} codes"
                yield f"The rules you entered for {many} are removed too: {listed(codes)}."
    kinds = {row.kind for row in rows}
    yield from (_PARTS_GO.format(e.name) for e in rows if e.kind is ReleaseKind.PAIR_EDITS)
    if ReleaseKind.ZIP_PLUS_FOUR in kinds:
        yield _NO_PLUS_FOUR
    if kinds & _TABLES:
        yield _TABLES_BEFORE


def _without_schedule(
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
    return f"the fees of {month_text(max(found, key=_begins).begins)}" if found else ""

"""What a program shows of the imported database, by what every version since 0.1.0 can be asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from quarterhour.reference import CodeFigures, Edition, Locality, Reference
from quarterhour.reference.importing import Imports

DAYS = (date(2026, 10, 1), date(2027, 1, 1), date(2027, 4, 1), date(2027, 12, 31))
PAIRS = (("97530", "97116"), ("97530", "97750"), ("97140", "97124"), ("97110", "97140"))
LIMITED = ("97110", "97112", "97140", "97530")
# One with a locality of its own, one moved by the import, one that crosses a border, one it lacks.
ZIPS = ("33130", "33101", "90265", "10001")


def shown(reference: Reference, imports: Imports) -> dict[str, Any]:
    """Return editions, figures, places, factors, edits, limits and ZIP areas as plain values."""
    imported = [edition for edition in reference.editions if edition.imported]
    return {
        "imports": [
            [str(entry.kind), entry.release, entry.file, entry.sha256, entry.rows]
            for entry in imports.entries()
        ],
        "sources": [
            [source.file, source.released, source.sha256]
            for source in reference.sources
            if source.imported
        ],
        "editions": {edition.release: _edition(reference, edition) for edition in imported},
        "on": {str(day): _on(reference, day) for day in DAYS},
        "zips": {zip_code: _area(reference, zip_code) for zip_code in ZIPS},
    }


def _edition(reference: Reference, edition: Edition) -> dict[str, Any]:
    codes = (*reference.services, "0791T", "99999")
    return {
        "dates": [str(edition.valid_from), str(edition.valid_to)],
        "factor": str(edition.conversion_factor),
        "sources": [[source.file, source.sha256] for source in edition.sources],
        "figures": {code: _figures(reference.figures(edition, code)) for code in codes},
        "localities": [_locality(found) for found in reference.localities(edition).values()],
    }


def _figures(figures: CodeFigures | None) -> list[str] | None:
    if figures is None:
        return None
    values = figures.values
    parts = (values.work, values.practice_expense, values.malpractice)
    return [figures.status, *map(str, parts), figures.multiple_procedure]


def _locality(locality: Locality) -> list[str]:
    gpci = locality.gpci
    parts = (gpci.work, gpci.practice_expense, gpci.malpractice)
    return [locality.id, locality.state, locality.name, *map(str, parts)]


def _on(reference: Reference, day: date) -> dict[str, Any]:
    """Return what holds on a day, whichever release says so."""
    edition = reference.edition_on(day)
    factor = reference.parameter("qualifying_apm_conversion_factor", day)
    edits = {pair: reference.edits.pair_edit(*pair, day) for pair in PAIRS}
    limits = {code: reference.edits.unit_limit(code, day) for code in LIMITED}
    return {
        "edition": edition and [edition.release, edition.imported],
        "qualifying": factor and [str(factor.value), factor.source],
        "pairs": {
            "-".join(pair): edit
            and [
                *(edit.release, str(edit.effective), str(edit.deleted)),
                edit.modifier_indicator,
            ]
            for pair, edit in edits.items()
        },
        "limits": {
            code: limit and [limit.release, limit.units, limit.adjudication]
            for code, limit in limits.items()
        },
    }


def _area(reference: Reference, zip_code: str) -> list[Any] | None:
    area = reference.zip_area(zip_code, date.max)
    return [area.state, area.needs_plus_four, list(area.localities)] if area else None

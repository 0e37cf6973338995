"""ZIP codes, NCCI pair edits and MUE unit limits as batches."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from quarterhour.reference.cms import (
    CmsFileError,
    Member,
    PairEdit,
    header_place,
    read_pair_edits,
    read_unit_limits,
    read_zip_codes,
)
from quarterhour.reference.importing.batch import Batch, Progress, sha256
from quarterhour.reference.records import ReleaseKind, release_name

_LEAST_ZIPS = 30_000
_LEAST_LIMITS = 5_000
_PTP_VERSION = re.compile(r"v(\d\d)([0-3])(?!\d)", re.IGNORECASE)
_DATE = re.compile(r"(\d\d)-(\d\d)-(20\d\d)")
# A part of the NCCI pairs has up to 700,000 rows; the bar fills towards that.
_MOST_PAIRS = 700_000


def is_zip_codes(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of the ZIP to locality file."""
    if header_place(head[:3], "ZIP CODE", "CARRIER", "LOCALITY") is not None:
        return True
    return bool(head) and len(head[0]) == 1 and bool(re.match(r"[A-Z]{2}\d{12}", head[0][0]))


def is_pair_edits(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of a part of the NCCI pair edits."""
    return header_place(head, "COLUMN 1", "COLUMN 2") is not None


def is_unit_limits(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of the practitioner MUE table."""
    return header_place(head, "MUE VALUE") is not None


def zip_codes(member: Member, on: Progress) -> Batch:
    """Read the ZIP to locality file. Raises CmsFileError where it is not whole."""
    on("Reading the ZIP codes", 20)
    file = read_zip_codes(member.rows())
    if len(file.rows) < _LEAST_ZIPS:
        raise CmsFileError("The ZIP code file is cut short. Download it again.")
    if len({row.zip for row in file.rows}) != len(file.rows):
        raise CmsFileError("The ZIP code file names a ZIP code twice.")
    crossing = sum(row.plus_four for row in file.rows)
    kind = ReleaseKind.ZIP_CODES
    release = release_name(kind, file.begins)
    return Batch(
        kind=kind,
        release=release,
        begins=file.begins,
        summary=f"{release}: {len(file.rows):,} ZIP codes, {crossing:,} of them need +4.",
        rows={
            "sources": [_source(member, kind, release)],
            "zip_codes": (
                {
                    "zip": row.zip,
                    "state": row.state,
                    "locality": f"{row.mac}-{row.number}",
                    "plus_four": int(row.plus_four),
                }
                for row in file.rows
            ),
        },
    )


def pair_edits(member: Member, codes: Collection[str], on: Progress) -> Batch:
    """Read a part of the NCCI pair edits; pairs of other codes than `codes` are left out."""
    on("Reading the NCCI pairs", 5)
    known = frozenset(codes)
    edits = list(
        read_pair_edits(
            member.rows(),
            known,
            lambda row: on("Reading the NCCI pairs", 5 + min(70, row * 70 // _MOST_PAIRS)),
        )
    )
    begins = _quarter(member.name, edits)
    kind = ReleaseKind.PAIR_EDITS
    release = release_name(kind, begins)
    held = sum(not edit.deleted for edit in edits)
    return Batch(
        kind=kind,
        release=release,
        begins=begins,
        summary=f"{release}, pairs of therapy codes: {len(edits):,}, in force {held:,}.",
        rows={
            "sources": [_source(member, kind, release)],
            "pair_edits": _pair_rows(release, edits),
        },
    )


def unit_limits(member: Member, codes: Collection[str], on: Progress) -> Batch:
    """Read the MUE table. Raises CmsFileError where it is not whole, or not dated by its name."""
    on("Reading the MUE table", 20)
    limits = read_unit_limits(member.rows())
    if len(limits) < _LEAST_LIMITS:
        raise CmsFileError("The MUE table is cut short. Download it again.")
    begins = _date_in(member.name)
    if begins is None:
        raise CmsFileError(
            f"{member.name} does not say from when the MUE table holds: keep CMS's file name, "
            "such as MCR_MUE_PractitionerServices_Eff_04-01-2026.csv."
        )
    kind = ReleaseKind.UNIT_LIMITS
    release = release_name(kind, begins)
    kept = [limit for limit in limits if limit.code in codes]
    return Batch(
        kind=kind,
        release=release,
        begins=begins,
        summary=f"{release}: {len(kept)} therapy codes of {len(limits):,}.",
        rows={
            "sources": [_source(member, kind, release)],
            "unit_limits": [
                {
                    "release": release,
                    "code": limit.code,
                    "units": limit.units,
                    "adjudication": limit.adjudication,
                }
                for limit in kept
            ],
        },
    )


def _date_in(name: str) -> date | None:
    """Return the date in a file's name, None where there is none, or no day of a calendar."""
    dated = _DATE.search(name)
    if dated is None:
        return None
    month, day, year = map(int, dated.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _quarter(name: str, edits: Sequence[PairEdit]) -> date:
    """Return the first day of a part's quarter: by its version, else by its newest date.

    Version 32.3 is the fourth quarter of 2026.
    """
    version = _PTP_VERSION.search(name)
    if version:
        return date(1994 + int(version[1]), 3 * int(version[2]) + 1, 1)
    dates = [day for edit in edits for day in (edit.effective, edit.deleted) if day.isdigit()]
    if not dates:
        raise CmsFileError("The NCCI file holds no pair of therapy codes.")
    newest = date.fromisoformat(max(dates))
    return date(newest.year, (newest.month - 1) // 3 * 3 + 1, 1)


def _pair_rows(release: str, edits: Sequence[PairEdit]) -> Iterator[dict[str, Any]]:
    for edit in edits:
        yield {
            "release": release,
            "column_1": edit.column_1,
            "column_2": edit.column_2,
            "effective": edit.effective,
            "deleted": edit.deleted,
            "modifier_indicator": edit.modifier_indicator,
        }


def _source(member: Member, kind: ReleaseKind, release: str) -> dict[str, str]:
    return {
        "kind": kind,
        "release": release,
        "file": member.name,
        "title": release,
        "released": "",
        "sha256": sha256(member.content),
    }

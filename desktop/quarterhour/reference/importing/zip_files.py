"""The ZIP code files as batches: that of five digits, and that of ZIP+4."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quarterhour.reference.cms import (
    CmsFileError,
    Member,
    header_place,
    is_plus_four,
    read_plus_four,
    read_zip_codes,
)
from quarterhour.reference.importing.batch import Batch, Progress, source_of
from quarterhour.reference.importing.succession import check_year
from quarterhour.reference.records import ReleaseKind, release_name

_LEAST_ZIPS = 30_000
_LEAST_SPLIT = 200
# The nine-digit file has a million rows; the bar fills toward that.
_MAX_PLUS_FOUR = 1_100_000


def is_zip_codes(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of the ZIP to locality file."""
    if header_place(head[:3], "ZIP CODE", "CARRIER", "LOCALITY") is not None:
        return True
    first = head[0] if head else []
    return (
        len(first) == 1 and bool(re.match(r"[A-Z]{2}\d{12}", first[0])) and not is_plus_four(head)
    )


def zip_codes(member: Member, on: Progress) -> Batch:
    """Read the ZIP to locality file.

    Raises CmsFileError where it is not whole, or of a year that cannot be right.
    """
    on("Reading the ZIP codes", 20)
    file = read_zip_codes(member.rows())
    if len(file.rows) < _LEAST_ZIPS:
        raise CmsFileError("The ZIP code file is incomplete. Download it again.")
    if len({row.zip for row in file.rows}) != len(file.rows):
        raise CmsFileError("The ZIP code file lists a ZIP code twice. Download it again.")
    crossing = sum(row.plus_four for row in file.rows)
    kind = ReleaseKind.ZIP_CODES
    release = release_name(kind, file.begins)
    check_year(file.begins.year, release)
    return Batch(
        kind=kind,
        release=release,
        begins=file.begins,
        summary=f"{release}: {len(file.rows):,} ZIP codes; {crossing:,} are in more than one "
        "locality.",
        rows={
            "sources": [source_of(member, kind, release)],
            "zip_codes": (
                {
                    "release": release,
                    "first_zip": each.first_zip,
                    "last_zip": each.last_zip,
                    "state": each.state,
                    "locality": each.locality,
                    "plus_four": int(each.plus_four),
                }
                for each in file.ranges()
            ),
        },
    )


def plus_four(member: Member, on: Progress) -> Batch:
    """Read the nine-digit file, of which the split ZIP codes are kept.

    Raises CmsFileError where it is not whole, or of a year that cannot be right.
    """
    what = "Reading the ZIP+4 codes"
    on(what, 5)
    file = read_plus_four(
        member.rows(), lambda row: on(what, 5 + min(70, row * 70 // _MAX_PLUS_FOUR))
    )
    split = {row.zip for row in file.rows}
    if len(split) < _LEAST_SPLIT:
        raise CmsFileError("The ZIP+4 file is incomplete. Download it again.")
    kind = ReleaseKind.ZIP_PLUS_FOUR
    release = release_name(kind, file.begins)
    check_year(file.begins.year, release)
    return Batch(
        kind=kind,
        release=release,
        begins=file.begins,
        summary=f"{release}: {file.count:,} ZIP+4 codes of {len(split):,} ZIP codes.",
        rows={
            "sources": [source_of(member, kind, release)],
            "zip_plus_four": (
                {
                    "release": release,
                    "zip": row.zip,
                    "locality": row.locality,
                    "plus_fours": row.plus_fours,
                }
                for row in file.rows
            ),
        },
    )

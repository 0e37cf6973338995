"""The ZIP code files as batches: that of five digits, and that of ZIP+4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from quarterhour.reference.cms import (
    CmsFileError,
    Member,
    ZipFile,
    ZipRow,
    header_place,
    is_plus_four,
    read_plus_four,
    read_zip_codes,
)
from quarterhour.reference.importing.batch import Batch, Progress, source_of
from quarterhour.reference.importing.release_before import release_before
from quarterhour.reference.importing.succession import check_year
from quarterhour.reference.records import LoadedRelease, ReleaseKind, release_name

_LEAST_ZIPS = 30_000
_LEAST_SPLIT = 200
# The Postal Service ends some dozens of ZIP codes a year.
_FEW, _MAX_ENDED = 5, 0.05
_LEAST_OF_SPLIT = 0.5
_MAX_NAMED = 12
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
        beside=partial(_beside, file),
    )


def _beside(file: ZipFile, loaded: Sequence[LoadedRelease]) -> str:
    """Return in a sentence which of its localities no fee schedule has.

    Raises CmsFileError where the file lacks ZIP codes of the table before it, or of the first one.
    """
    kind = ReleaseKind.ZIP_CODES
    tables = [each for each in loaded if each.kind is kind]
    before = release_before(kind, file.begins, loaded) or min(
        tables, key=lambda each: each.begins, default=None
    )
    if before is not None:
        _check_whole(file, before)
    with_fees = {locality for each in loaded for locality, _ in each.gpcis}
    unknown = sorted({f"{row.mac}-{row.number}" for row in file.rows} - with_fees)
    if not unknown or not with_fees:
        return ""
    return f"No loaded fee schedule has these localities: {', '.join(unknown[:_MAX_NAMED])}."


def _check_whole(file: ZipFile, before: LoadedRelease) -> None:
    listed: dict[str, list[ZipRow]] = {}
    for row in file.rows:
        listed.setdefault(row.state, []).append(row)
    for state, count, last, _ in before.zips:
        rows = listed.get(state, [])
        lacking = count - len(rows)
        # The file ends within a state: what comes after its last row is cut off.
        ends = rows[-1:] == list(file.rows[-1:]) and max(row.zip for row in rows) < last
        if lacking > max(_FEW, _MAX_ENDED * count) or (ends and lacking > 1):
            raise CmsFileError(
                f"The ZIP code file is incomplete: it has {len(rows):,} ZIP codes in {state}, and "
                f"{before.name} has {count:,}. Download it again."
            )
    split = sum(row.plus_four for row in file.rows)
    earlier = sum(each.split for each in before.zips)
    if split < _LEAST_OF_SPLIT * earlier:
        raise CmsFileError(
            f"The ZIP code file has {split} ZIP codes in more than one locality, and {before.name} "
            f"has {earlier}. That isn't plausible. Download it again."
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

"""NCCI pair edits and MUE unit limits as batches: those of practitioners, and no others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from quarterhour.reference.cms import (
    HEAD_ROWS,
    CmsFileError,
    Member,
    NotToldError,
    PairEdit,
    header_place,
    pairs_heading,
    read_pair_edits,
    read_unit_limits,
)
from quarterhour.reference.importing.batch import Batch, Progress, source_of
from quarterhour.reference.records import ReleaseKind, release_name

_LEAST_LIMITS = 5_000
_PTP_VERSION = re.compile(r"v(\d\d)([0-3])(?!\d)", re.IGNORECASE)
_REVISION = re.compile(r"v\d\d[0-3]r(\d{1,3})(?!\d)", re.IGNORECASE)
_PART = re.compile(r"(?<![a-z0-9])f([1-4])(?!\d)", re.IGNORECASE)
_DATE = re.compile(r"(\d\d)-(\d\d)-(20\d\d)")
_WITHOUT_THERAPY = 3  # the part without a pair of two therapy codes
# A part of the NCCI pairs has up to 700,000 rows; the bar fills toward that.
_MAX_PAIRS = 700_000
# Whose table it is, by words of its heading, of its name, and of those of the zips that it lies in.
# The first word that is found tells; nobody is the practitioners.
_HOSPITAL = "outpatient hospital"
_WHOSE_LIMITS = {
    "HOSPITAL": _HOSPITAL,
    "(?<![A-Z])DME": "DME supplier",  # no README
    "PRACTITIONER": "",
}
_WHOSE_PAIRS = {"CCIOPH": _HOSPITAL, "HOSPITAL": _HOSPITAL, "CCIPRA": ""}


def is_pair_edits(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of a part of the NCCI pair edits."""
    return pairs_heading(head) is not None


def is_unit_limits(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of an MUE table."""
    return header_place(head, "MUE VALUE") is not None


def pair_edits(
    member: Member, codes: Collection[str], on: Progress, practitioners: bool = False
) -> Batch:
    """Read a part of the NCCI pair edits; pairs of other codes than `codes` are left out.

    `practitioners` says whose they are where the name of the file does not. Raises NotToldError
    where nothing does, and CmsFileError where they are the hospitals', or no part of them.
    """
    _check_whose_pairs(member, practitioners)
    on("Reading the NCCI edits", 5)
    file = read_pair_edits(
        member.rows(),
        frozenset(codes),
        lambda row: on("Reading the NCCI edits", 5 + min(70, row * 70 // _MAX_PAIRS)),
    )
    begins = _quarter(member.name, file.newest)
    kind = ReleaseKind.PAIR_EDITS
    release = release_name(kind, begins)
    part = part_of(member.name)
    if not file.edits and part != _WITHOUT_THERAPY:
        raise CmsFileError(
            f"{member.name} has no edits between two therapy codes. Only part f3 has none. "
            "Download the file again, and keep CMS's file name."
        )
    in_force = sum(not edit.deleted for edit in file.edits)
    backwards = sum(edit.backwards for edit in file.edits)
    return Batch(
        kind=kind,
        release=release,
        begins=begins,
        summary=f"{release}: {len(file.edits):,} edits of therapy codes, {in_force:,} in force."
        + (f" CMS withdrew {backwards:,} before they took effect." if backwards else ""),
        rows={
            "sources": [source_of(member, kind, release)],
            "pair_edits": _pair_rows(release, part or 0, file.edits),
            "pair_parts": _part_rows(release, part, member),
        },
        part=part,
        pairs=file.edits,
        last=file.last,
    )


def unit_limits(
    member: Member,
    codes: Collection[str],
    on: Progress,
    practitioners: bool = False,
) -> Batch:
    """Read the practitioners' MUE table.

    `practitioners` says whose it is where nothing else does. Raises NotToldError where nothing
    does, and CmsFileError where it is another table, not whole, or not dated by its name.
    """
    _check_whose_limits(member, practitioners)
    on("Reading the MUE table", 20)
    limits = read_unit_limits(member.rows())
    if len(limits) < _LEAST_LIMITS:
        raise CmsFileError("The MUE table is incomplete. Download it again.")
    begins = _date_in(member.name)
    if begins is None:
        raise CmsFileError(
            f"{member.name} doesn't say when the MUE table takes effect. Keep CMS's file name, "
            "such as MCR_MUE_PractitionerServices_Eff_04-01-2026.csv."
        )
    kind = ReleaseKind.UNIT_LIMITS
    release = release_name(kind, begins)
    kept = [limit for limit in limits if limit.code in codes]
    return Batch(
        kind=kind,
        release=release,
        begins=begins,
        summary=f"{release}: {len(kept)} therapy codes, out of {len(limits):,} codes in the file.",
        limited=tuple(sorted(limit.code for limit in limits)),
        rows={
            "sources": [source_of(member, kind, release)],
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


def _check_whose_pairs(member: Member, practitioners: bool) -> None:
    name, whose = member.name, _named(_WHOSE_PAIRS, f"{member.within}/{member.name}")
    if whose:
        raise CmsFileError(
            f"{name} has the {whose} PTP edits. Import the practitioner PTP edits, whose name "
            "begins with ccipra."
        )
    if whose is None and not practitioners:
        raise NotToldError(
            f"{name} doesn't say whose PTP edits it has. CMS calls the practitioner edits ccipra, "
            "the hospital edits ccioph. Keep CMS's file name, or confirm that these are the "
            "practitioner edits."
        )


def _check_whose_limits(member: Member, practitioners: bool) -> None:
    name, head = member.name, islice(member.rows(), HEAD_ROWS)
    headings = " ".join(cell for row in head for cell in row if "MUE VALUE" in cell.upper())
    whose = _named(_WHOSE_LIMITS, headings)
    if whose is None:
        whose = _named(_WHOSE_LIMITS, f"{member.within}/{name}")
    if whose:
        raise CmsFileError(
            f"{name} is the {whose} MUE table. Import the practitioner services MUE table, such "
            "as MCR_MUE_PractitionerServices_Eff_04-01-2026.csv."
        )
    if whose is None and not practitioners:
        raise NotToldError(
            f"{name} doesn't say whose MUE table it is. Keep CMS's file name, or confirm that this "
            "is the practitioner table."
        )


def _named(whose: dict[str, str], text: str) -> str | None:
    return next((who for word, who in whose.items() if re.search(word, text.upper())), None)


def part_of(name: str) -> int | None:
    """Return which part a file is by CMS's name of it, or None."""
    found = _PART.search(name)
    return int(found[1]) if found else None


def revision_of(name: str) -> int | None:
    """Return which revision of its quarter a file is by CMS's name of it, or None."""
    found = _REVISION.search(name)
    return int(found[1]) if found else None


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


def _quarter(name: str, newest: date | None) -> date:
    """Return the first day of a part's quarter: by its version, else by its newest date.

    Version 32.3 is the fourth quarter of 2026.
    """
    version = _PTP_VERSION.search(name)
    if version:
        begins = date(1994 + int(version[1]), 3 * int(version[2]) + 1, 1)
    elif newest is None:
        raise CmsFileError(
            "The NCCI file doesn't say its quarter. Download it again, and keep CMS's file name."
        )
    else:
        begins = _first_day(newest)
    if newest is not None and _first_day(newest) > begins:
        raise CmsFileError(
            f"{name} begins on {begins} by its name, but has an edit from {newest}. Download it "
            "again, and keep CMS's file name."
        )
    return begins


def _first_day(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _part_rows(release: str, part: int | None, member: Member) -> list[dict[str, Any]]:
    return [{"release": release, "part": part, "sha256": member.sha256}] if part else []


def _pair_rows(release: str, part: int, edits: Sequence[PairEdit]) -> Iterator[dict[str, Any]]:
    for edit in edits:
        yield {
            "release": release,
            "part": part,
            "column_1": edit.column_1,
            "column_2": edit.column_2,
            "effective": edit.effective,
            "deleted": edit.deleted,
            "modifier_indicator": edit.modifier_indicator,
        }

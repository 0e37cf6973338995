"""The geographic practice cost indices (`GPCI*.csv`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quarterhour.reference.cms.headers import (
    CmsFileError,
    column,
    figure,
    header_place,
    joined_header,
)

# A MAC has five digits and a locality two. A spreadsheet leaves out the first where it is 0.
_MAC, _NUMBER = re.compile("[0-9]{4,5}"), re.compile("[0-9]{1,2}")
_THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class GpciRow:
    """One locality and its indices; `name` is as CMS prints it, without footnote marks.

    `work` is the index with the 1.0 floor, where the file has that; `work_without_floor` is None
    where it has that one alone.
    """

    mac: str
    number: str
    state: str
    name: str
    work: Decimal
    work_without_floor: Decimal | None
    practice_expense: Decimal
    malpractice: Decimal

    @property
    def locality(self) -> str:
        """Its MAC and number, as 10112-00."""
        return f"{self.mac}-{self.number}"


@dataclass(frozen=True, slots=True)
class GpciFile:
    """The indices of a year.

    `zeros_restored` tells that numbers lacked zeros at the front.
    """

    year: int
    rows: tuple[GpciRow, ...]
    zeros_restored: bool = False

    @property
    def with_floor_only(self) -> bool:
        """Whether the work index is known with the floor alone."""
        return any(row.work_without_floor is None for row in self.rows)

    @property
    def with_and_without_floor(self) -> bool:
        """Whether some work index has a floor in one column, and is lower in another."""
        return any(row.work_without_floor not in (None, row.work) for row in self.rows)


def read_gpcis(table: Iterable[list[str]]) -> GpciFile:
    """Read a GPCI file, whichever work columns it has: with the 1.0 floor, without it, or both.

    A work column that says nothing of the floor is one without it: CMS names the floor where it
    holds.

    Raises CmsFileError where the layout is unknown, an index is not a number, a row is cut short,
    or its MAC and locality are none.
    """
    rows = list(table)
    start = header_place(rows[:20], "LOCALITY NUMBER", "PW GPCI")
    if start is None:
        raise CmsFileError(
            "This isn't a GPCI file: the PW GPCI heading is missing. Import the RVU release zip."
        )
    header = joined_header(rows[start : start + 1])
    mac_at = column(header, "MEDICARE ADMINISTRATIVE CONTRACTOR")
    state_at = column(header, "STATE")
    number_at = column(header, "LOCALITY NUMBER")
    name_at = column(header, "LOCALITY NAME")
    work_at = _work_columns(header)
    others_at = (column(header, "PE GPCI"), column(header, "MP GPCI"))
    used = [at for at in (*work_at, *others_at) if at is not None]
    last = max(used)
    years = {header[at].split()[0] for at in used}
    year = years.pop() if len(years) == 1 else ""
    if not re.fullmatch("[0-9]{4}", year):
        raise CmsFileError("The GPCI headings don't have one year. Download the file again.")
    of_places = [row for row in rows[start + 1 :] if _is_of_place(row, mac_at, used)]
    for row in of_places:
        if len(row) <= last:
            raise CmsFileError(
                f"A row of the GPCI file is incomplete: {', '.join(row)[:60]}. Download the file "
                "again."
            )
        if not (_MAC.fullmatch(row[mac_at].strip()) and _NUMBER.fullmatch(row[number_at].strip())):
            raise CmsFileError(
                f"'{row[mac_at]}' and '{row[number_at]}' in the row for {row[name_at].strip()} "
                "aren't a MAC and a locality (expected 5 digits and 2). Download the file again."
            )
    found = tuple(
        GpciRow(
            row[mac_at].strip().zfill(5),
            row[number_at].strip().zfill(2),
            row[state_at].strip(),
            row[name_at].strip().rstrip("*"),
            *_work(row, *work_at),
            *(_index(row, at) for at in others_at),
        )
        for row in of_places
    )
    restored = any(
        (read.mac, read.number) != (row[mac_at].strip(), row[number_at].strip())
        for read, row in zip(found, of_places, strict=True)
    )
    return GpciFile(int(year), found, restored)


def _is_of_place(row: Sequence[str], mac_at: int, indices_at: Sequence[int]) -> bool:
    """Return whether a row is of a locality; the others are notes, or empty."""
    if len(row) > mac_at and row[mac_at].strip().isdigit():
        return True
    return any(len(row) > at and row[at].strip() for at in indices_at)


def is_of_year(head: Sequence[list[str]], year: str) -> bool:
    """Return whether the columns of the first lines are of a year."""
    return header_place(head, f"{year} PW GPCI") is not None


def _work_columns(header: Sequence[str]) -> tuple[int | None, int | None]:
    """Return where the work index with the floor is, and where the one without a floor is."""
    found = [at for at, text in enumerate(header) if "PW GPCI" in text]
    floored = [at for at in found if "FLOOR" in header[at] and "WITHOUT" not in header[at]]
    others = [at for at in found if at not in floored]
    if not found or len(floored) > 1 or len(others) > 1:
        raise CmsFileError(
            f"Expected one column named 'PW GPCI', found {len(found)}. CMS may have changed "
            "the file. Download it again, or look for a newer Quarterhour."
        )
    return next(iter(floored), None), next(iter(others), None)


def _work(
    row: Sequence[str], floored: int | None, other: int | None
) -> tuple[Decimal, Decimal | None]:
    """Return the work index with the floor, or the only one, and the one without it."""
    indices = [None if at is None else _index(row, at) for at in (floored, other)]
    only = next(index for index in indices if index is not None)
    return indices[0] or only, indices[1]


def _index(row: Sequence[str], at: int) -> Decimal:
    return figure(row, at).quantize(_THOUSANDTH)

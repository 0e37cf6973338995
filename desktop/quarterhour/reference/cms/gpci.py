"""The geographic practice cost indices (`GPCI*.csv`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from quarterhour.reference.cms.headers import (
    CmsFileError,
    column,
    figure,
    header_place,
    joined_header,
)

_THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class GpciRow:
    """One locality and its indices; `name` is as CMS prints it, without footnote marks."""

    mac: str
    number: str
    state: str
    name: str
    work: Decimal
    practice_expense: Decimal
    malpractice: Decimal


@dataclass(frozen=True, slots=True)
class GpciFile:
    """The indices of a year."""

    year: int
    rows: tuple[GpciRow, ...]


def read_gpcis(table: Iterable[list[str]]) -> GpciFile:
    """Read a GPCI file; the work index is the one with the 1.0 floor.

    Raises CmsFileError where the layout is unknown or an index is not a number.
    """
    rows = list(table)
    start = header_place(rows[:20], "LOCALITY NUMBER", "PW GPCI")
    if start is None:
        raise CmsFileError("This is not a GPCI file: it has no column headed 'PW GPCI'.")
    header = joined_header(rows[start : start + 1])
    mac_at = column(header, "MEDICARE ADMINISTRATIVE CONTRACTOR")
    state_at = column(header, "STATE")
    number_at = column(header, "LOCALITY NUMBER")
    name_at = column(header, "LOCALITY NAME")
    index_at = (
        column(header, "PW GPCI", without="WITHOUT"),
        column(header, "PE GPCI"),
        column(header, "MP GPCI"),
    )
    year = header[index_at[0]].split()[0]
    if not year.isdigit():
        raise CmsFileError("The GPCI columns do not name their year.")
    found = tuple(
        GpciRow(
            row[mac_at].strip(),
            row[number_at].strip(),
            row[state_at].strip(),
            row[name_at].strip().rstrip("*"),
            *(figure(row, at).quantize(_THOUSANDTH) for at in index_at),
        )
        for row in rows[start + 1 :]
        if len(row) > max(index_at) and row[mac_at].strip().isdigit()
    )
    return GpciFile(int(year), found)

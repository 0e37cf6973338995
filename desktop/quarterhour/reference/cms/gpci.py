"""The geographic practice cost indices (`GPCI*.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from quarterhour.reference.cms.headers import CmsFileError, column, joined_header


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


def read_gpcis(lines: Iterable[str]) -> list[GpciRow]:
    """Read a GPCI file; the work index is the one with the 1.0 floor.

    Raises CmsFileError where the layout is unknown or an index is not a number.
    """
    rows = list(csv.reader(lines))
    start = next((at for at, row in enumerate(rows) if "Locality Number" in row), None)
    if start is None:
        raise CmsFileError("This is not a GPCI file: it has no column headed 'Locality Number'.")
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
    return [
        GpciRow(
            row[mac_at].strip(),
            row[number_at].strip(),
            row[state_at].strip(),
            row[name_at].strip().rstrip("*"),
            *(_index(row, at) for at in index_at),
        )
        for row in rows[start + 1 :]
        if len(row) > max(index_at) and row[mac_at].strip().isdigit()
    ]


def _index(row: list[str], at: int) -> Decimal:
    try:
        return Decimal(row[at].strip()).quantize(Decimal("0.001"))
    except InvalidOperation:
        raise CmsFileError(f"'{row[at]}' in the row of {row[0]} is not a number.") from None

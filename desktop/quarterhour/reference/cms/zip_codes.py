"""The ZIP code to carrier and locality file (`ZIP5*.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from quarterhour.reference.cms.headers import CmsFileError, column, joined_header


@dataclass(frozen=True, slots=True)
class ZipRow:
    """A five-digit ZIP and its locality; `plus_four` marks one that can lie in several."""

    zip: str
    state: str
    mac: str
    number: str
    plus_four: bool


def read_zip_codes(lines: Iterable[str]) -> list[ZipRow]:
    """Read a ZIP to locality file. Raises CmsFileError where the layout is unknown."""
    rows = csv.reader(lines)
    try:
        header = joined_header([next(rows)])
    except StopIteration:
        raise CmsFileError("The file is empty.") from None
    state_at = column(header, "STATE")
    zip_at = column(header, "ZIP CODE")
    mac_at = column(header, "CARRIER")
    number_at = column(header, "LOCALITY", without="LAB")
    plus_four_at = column(header, "PLUS 4 FLAG")
    return [
        ZipRow(
            row[zip_at].strip(),
            row[state_at].strip(),
            row[mac_at].strip(),
            row[number_at].strip(),
            row[plus_four_at].strip() == "1",
        )
        for row in rows
        if row
    ]

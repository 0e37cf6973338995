"""The ZIP code to carrier and locality file (`ZIP5*.csv`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from quarterhour.reference.cms.headers import CmsFileError, column, joined_header

_RECORD = re.compile(r"[A-Z]{2}\d{12}")


@dataclass(frozen=True, slots=True)
class ZipRow:
    """A five-digit ZIP and its locality; `plus_four` marks one that can lie in several."""

    zip: str
    state: str
    mac: str
    number: str
    plus_four: bool


@dataclass(frozen=True, slots=True)
class ZipFile:
    """The ZIP codes of a quarter, by its first day."""

    begins: date
    rows: tuple[ZipRow, ...]


def read_zip_codes(table: Iterable[list[str]]) -> ZipFile:
    """Read a ZIP to locality file, with a header or in CMS's record layout.

    Raises CmsFileError where the layout is unknown.
    """
    rows = iter(table)
    first = next(rows, [])
    if len(first) == 1 and _RECORD.match(first[0]):
        read = [_from_record(row) for row in chain([first], rows) if row]
    else:
        read = list(_from_columns(joined_header([first]), rows))
    quarters = {quarter for _, quarter in read}
    quarter = quarters.pop() if len(quarters) == 1 else ""
    if not re.fullmatch(r"20\d\d[1-4]", quarter):
        raise CmsFileError("The ZIP code file does not name one year and quarter throughout.")
    begins = date(int(quarter[:4]), 3 * int(quarter[4]) - 2, 1)
    return ZipFile(begins, tuple(row for row, _ in read))


def _from_columns(header: list[str], rows: Iterable[list[str]]) -> Iterator[tuple[ZipRow, str]]:
    state_at = column(header, "STATE")
    zip_at = column(header, "ZIP CODE")
    mac_at = column(header, "CARRIER")
    number_at = column(header, "LOCALITY", without="LAB")
    plus_four_at = column(header, "PLUS 4 FLAG")
    quarter_at = column(header, "YEAR/QTR")
    last = max(state_at, zip_at, mac_at, number_at, plus_four_at, quarter_at)
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= last:
            raise CmsFileError(f"A row is cut short: {', '.join(row)[:60]}.")
        found = _checked(row[zip_at], row[state_at], row[mac_at], row[number_at], row[plus_four_at])
        yield found, row[quarter_at].strip()


def _from_record(row: list[str]) -> tuple[ZipRow, str]:
    """Read one line of CMS's record layout (positions in `ZIP5lyout.txt`)."""
    line = row[0]
    found = _checked(line[2:7], line[0:2], line[7:12], line[12:14], line[20:21])
    return found, line[75:80]


def _checked(zip_code: str, state: str, mac: str, number: str, plus_four: str) -> ZipRow:
    zip_code, state, mac, number = (text.strip() for text in (zip_code, state, mac, number))
    if not (_digits(zip_code, 5) and _digits(mac, 5) and _digits(number, 2)):
        raise CmsFileError(f"'{zip_code} {mac} {number}' is no ZIP code with its locality.")
    return ZipRow(zip_code, state, mac, number, plus_four.strip() == "1")


def _digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()

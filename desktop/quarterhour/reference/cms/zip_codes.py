"""The ZIP code to carrier and locality files: that of five digits, and that of ZIP+4."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby

from quarterhour.reference.cms.headers import CmsFileError, column, joined_header

_RECORD = re.compile(r"[A-Z]{2}\d{12}", re.ASCII)
# Positions by `ZIP9lyout.txt`: ZIP, carrier, locality, plus four, year and quarter.
_PLUS_FOUR = re.compile(r"[A-Z]{2}(\d{5})(\d{5})(\d{2}).{6}1(\d{4}).{50}(\d{5})", re.ASCII)
# Of the same file: a ZIP code that needs no more digits.
_WHOLE_ZIP = re.compile(r"[A-Z]{2}\d{12}.{6}0", re.ASCII)
# Some tables leave the cell of those that do not need +4 empty.
_PLUS_FOUR_FLAGS = ("1", "0", "")
_QUARTER = re.compile(r"20\d\d[1-4]", re.ASCII)
_MAX_ZIPS = 100_000
_MAX_SPLIT = 3_000
_MAX_LOCALITIES = 255
# CMS's file has a million of them. Each takes up to 5 bytes where it is stored.
_MAX_PLUS_FOURS = 2_000_000
_NUMBERS = 10_000
_RUN = re.compile(rb"([\x01-\xff])\1*", re.DOTALL)
_PROGRESS_EVERY = 20_000


@dataclass(frozen=True, slots=True)
class ZipRow:
    """A five-digit ZIP and its locality; `plus_four` marks one that can lie in several."""

    zip: str
    state: str
    mac: str
    number: str
    plus_four: bool


@dataclass(frozen=True, slots=True)
class ZipRange:
    """A run of ZIP codes, without a gap in the CMS list, that differ in their number alone."""

    first_zip: str
    last_zip: str
    state: str
    locality: str
    plus_four: bool


@dataclass(frozen=True, slots=True)
class ZipFile:
    """The ZIP codes of a quarter, by its first day."""

    begins: date
    rows: tuple[ZipRow, ...]

    def ranges(self) -> Iterator[ZipRange]:
        """Yield the ZIP codes as they are kept, a quarter as many as there are rows."""
        in_order = enumerate(sorted(self.rows, key=lambda row: row.zip))
        for _, run in groupby(in_order, key=_alike):
            (_, first), *others = run
            last = others[-1][1] if others else first
            locality = f"{first.mac}-{first.number}"
            yield ZipRange(first.zip, last.zip, first.state, locality, first.plus_four)


@dataclass(frozen=True, slots=True)
class PlusFourRow:
    """A ZIP code, a locality, and the last four digits that lie in it: `0001-0120 0122`."""

    zip: str
    locality: str
    plus_fours: str


@dataclass(frozen=True, slots=True)
class PlusFourFile:
    """The ZIP codes that lie in several localities, as of the first day of a quarter.

    `count` is how many nine-digit codes there are.
    """

    begins: date
    count: int
    rows: tuple[PlusFourRow, ...]


def read_zip_codes(table: Iterable[list[str]]) -> ZipFile:
    """Read a ZIP to locality file, with a header or in CMS's record layout.

    Raises CmsFileError where the layout is unknown.
    """
    rows = iter(table)
    first = next(rows, [])
    found: Iterable[tuple[ZipRow, str]]
    if len(first) == 1 and _RECORD.match(first[0]):
        found = (_from_record(row) for row in chain([first], rows) if row)
    else:
        found = _from_columns(joined_header([first]), rows)
    read = []
    for each in found:
        read.append(each)
        if len(read) > _MAX_ZIPS:
            raise CmsFileError(
                "The ZIP code file contains more ZIP codes than there are. Download it again."
            )
    begins = _begins({quarter for _, quarter in read})
    return ZipFile(begins, tuple(row for row, _ in read))


def is_plus_four(head: Sequence[list[str]]) -> bool:
    """Return whether the first rows are those of the nine-digit file."""
    return any(len(row) == 1 and _PLUS_FOUR.match(row[0]) for row in head)


def read_plus_four(table: Iterable[list[str]], on_row: Callable[[int], None]) -> PlusFourFile:
    """Read the nine-digit file, a million rows in CMS's record layout, in whatever order.

    Raises CmsFileError where a row is none, or two rows differ on where a code lies.
    """
    places: dict[str, int] = {}
    split: dict[str, bytearray] = {}
    quarters: set[str] = set()
    count = 0
    for number, row in enumerate(table, 1):
        if number % _PROGRESS_EVERY == 0:
            on_row(number)
        record = _PLUS_FOUR.match(row[0]) if row else None
        if record is None:
            if row and not _WHOLE_ZIP.match(row[0]):
                raise CmsFileError(
                    f"'{row[0][:40]}' isn't a ZIP code with its last 4 digits. Download the file "
                    "again."
                )
            continue
        zip_code, mac, locality, plus_four, quarter = record.groups()
        place = places.setdefault(f"{mac}-{locality}", len(places) + 1)
        if zip_code not in split:
            split[zip_code] = bytearray(_NUMBERS)
            if len(split) > _MAX_SPLIT or len(places) > _MAX_LOCALITIES:
                raise CmsFileError(
                    "The ZIP+4 file contains more split ZIP codes than there are. "
                    "Download it again."
                )
        before = split[zip_code][int(plus_four)]
        count += not before
        if count > _MAX_PLUS_FOURS:
            raise CmsFileError(
                "The ZIP+4 file contains far more codes than CMS publishes. Download it again."
            )
        if before not in (0, place):
            raise CmsFileError(
                f"The ZIP+4 file has {zip_code}-{plus_four} in two localities. Download it again."
            )
        split[zip_code][int(plus_four)] = place
        quarters.add(quarter)
    names = dict(zip(places.values(), places, strict=True))
    rows = (row for zip_code, numbers in split.items() for row in _runs(zip_code, numbers, names))
    return PlusFourFile(_begins(quarters), count, tuple(rows))


def _alike(numbered: tuple[int, ZipRow]) -> tuple[object, ...]:
    """Return what the rows of a range share: the number less the place is equal without a gap."""
    at, row = numbered
    return int(row.zip) - at, row.state, row.mac, row.number, row.plus_four


def _runs(zip_code: str, numbers: bytearray, names: dict[int, str]) -> Iterator[PlusFourRow]:
    runs: dict[int, list[str]] = {}
    for run in _RUN.finditer(numbers):
        first, last = run.start(), run.end() - 1
        text = f"{first:04}" if first == last else f"{first:04}-{last:04}"
        runs.setdefault(numbers[first], []).append(text)
    for place, texts in runs.items():
        yield PlusFourRow(zip_code, names[place], " ".join(texts))


def _begins(quarters: set[str]) -> date:
    quarter = quarters.pop() if len(quarters) == 1 else ""
    if not _QUARTER.fullmatch(quarter):
        raise CmsFileError("The ZIP code file has rows of several quarters. Download it again.")
    return date(int(quarter[:4]), 3 * int(quarter[4]) - 2, 1)


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
            raise CmsFileError(
                f"A row is incomplete: {', '.join(row)[:60]}. Download the file again."
            )
        found = _checked(row[zip_at], row[state_at], row[mac_at], row[number_at], row[plus_four_at])
        yield found, row[quarter_at].strip()


def _from_record(row: list[str]) -> tuple[ZipRow, str]:
    """Read one line of CMS's record layout (positions in `ZIP5lyout.txt`)."""
    line = row[0]
    found = _checked(line[2:7], line[0:2], line[7:12], line[12:14], line[20:21])
    return found, line[75:80]


def _checked(*cells: str) -> ZipRow:
    zip_code, state, mac, number, plus_four = (text.strip() for text in cells)
    if not (_digits(zip_code, 5) and _digits(mac, 5) and _digits(number, 2)):
        raise CmsFileError(
            f"'{zip_code} {mac} {number}' isn't a ZIP code with its locality. Download the file "
            "again."
        )
    if plus_four not in _PLUS_FOUR_FLAGS:
        raise CmsFileError(
            f"'{plus_four}' in the row for {zip_code} doesn't say whether it needs a +4 (expected "
            "1 or 0). Download the file again."
        )
    return ZipRow(zip_code, state, mac, number, plus_four == "1")


def _digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()

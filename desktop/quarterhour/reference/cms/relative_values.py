"""The national physician fee schedule relative value file (`PPRRVU*.csv`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from quarterhour.reference.cms.headers import CmsFileError, column, figure, joined_header

_HEADER_LINES = 5
# The professional and the technical part of a code, and a procedure that was discontinued.
_MODIFIERS = ("26", "TC", "53")
_BLANK = " \t\x1a"
# The largest that CMS has had is 462, the practice expense of some kits.
_MAX_RVUS = 5_000
# The letter of a release, and the month that its quarter begins with.
_RELEASES = {"JANUARY": ("A", 1), "APRIL": ("B", 4), "JULY": ("C", 7), "OCTOBER": ("D", 10)}


@dataclass(frozen=True, slots=True)
class RelativeValueRow:
    """One code: status, non-facility RVUs, and the multiple procedure indicator."""

    code: str
    status: str
    work: Decimal
    practice_expense: Decimal
    malpractice: Decimal
    multiple_procedure: str


@dataclass(frozen=True, slots=True)
class RelativeValueFile:
    """A release: its name (`RVU26C`), the first day of its quarter, release date, factor, rows."""

    release: str
    begins: date
    released: str
    conversion_factor: Decimal
    rows: tuple[RelativeValueRow, ...]


def read_relative_values(table: Iterable[list[str]]) -> RelativeValueFile:
    """Read a relative value file; rows with a modifier of their own are left out.

    Raises CmsFileError where the layout is unknown, a row is cut short or has a modifier that CMS
    gives none, a figure is not a number or cannot be right, the parts of a row do not add up to its
    total, a code is there twice, or the conversion factor is not the same throughout.
    """
    rows = list(table)
    start = next((at for at, row in enumerate(rows) if row and row[0].strip() == "HCPCS"), None)
    if start is None or start < _HEADER_LINES - 1:
        raise CmsFileError(
            "This isn't a relative value file: the HCPCS heading is missing. "
            "Import the RVU release zip."
        )
    header = joined_header(rows[start - _HEADER_LINES + 1 : start + 1])
    release, begins = _release(rows[:start])
    factor_at = column(header, "CONV FACTOR")
    total_at = column(header, "NON-FACILITY TOTAL")
    modifier_at = column(header, "MOD")
    places = _Places(header)
    read: dict[str, RelativeValueRow] = {}
    factors = set()
    for line, row in enumerate(rows[start + 1 :], start + 2):
        if _is_end(row):
            continue
        if len(row) <= factor_at:
            raise CmsFileError(
                f"Line {line} ({row[0].strip()}) is cut short. Download the file again."
            )
        if modifier := row[modifier_at].strip():
            if modifier not in _MODIFIERS:
                raise CmsFileError(
                    f"Line {line} ({row[0].strip()}) has the modifier '{modifier}', which CMS "
                    "doesn't use. Download the file again."
                )
            continue
        values = places.row(row)
        parts = (values.work, values.practice_expense, values.malpractice)
        if max(parts) > _MAX_RVUS:
            raise CmsFileError(
                f"An RVU of {max(parts)} for {values.code} isn't plausible. "
                "Download the file again."
            )
        if sum(parts) != figure(row, total_at):
            raise CmsFileError(
                f"The RVUs of {values.code} don't add up to its total. Download the file again."
            )
        if values.code in read:
            raise CmsFileError(
                f"The relative value file lists {values.code} twice. Download it again."
            )
        factors.add(figure(row, factor_at))
        read[values.code] = values
    if len(factors) != 1:
        raise CmsFileError(
            f"The relative value file has {len(factors)} conversion factors instead of one. "
            "Download it again."
        )
    released = _released(rows[:start])
    return RelativeValueFile(release, begins, released, factors.pop(), tuple(read.values()))


def release_of(head: Sequence[list[str]]) -> str:
    """Return the release that the first lines name, as RVU26C; empty where they name none."""
    try:
        return _release(head)[0]
    except CmsFileError:
        return ""


def _is_end(row: list[str]) -> bool:
    """Return whether a row has no cell but the mark by which CMS ends some files, Ctrl-Z."""
    return not any(cell.strip(_BLANK) for cell in row)


class _Places:
    """The columns of the figures that are read."""

    def __init__(self, header: list[str]) -> None:
        self.status = column(header, "STATUS CODE")
        self.work = column(header, "WORK RVU")
        self.practice_expense = column(header, "NON-FAC PE RVU")
        self.malpractice = column(header, "MP RVU")
        self.multiple = column(header, "MULT PROC")

    def row(self, row: list[str]) -> RelativeValueRow:
        return RelativeValueRow(
            code=row[0].strip(),
            status=row[self.status].strip(),
            work=figure(row, self.work),
            practice_expense=figure(row, self.practice_expense),
            malpractice=figure(row, self.malpractice),
            multiple_procedure=row[self.multiple].strip(),
        )


def _release(title_rows: Sequence[list[str]]) -> tuple[str, date]:
    for row in title_rows:
        words = " ".join(row).upper().split()
        found = next((_RELEASES[word] for word in words if word in _RELEASES), None)
        if found and re.fullmatch(r"20[0-9]{2}", words[0]):
            letter, month = found
            return f"RVU{words[0][-2:]}{letter}", date(int(words[0]), month, 1)
    raise CmsFileError(
        "The relative value file's title has no year and release month. Download it again."
    )


def _released(title_rows: list[list[str]]) -> str:
    texts = (" ".join(row).strip() for row in title_rows)
    dates = [text.removeprefix("RELEASED").strip() for text in texts if text.startswith("RELEASED")]
    if not dates:
        raise CmsFileError(
            "The relative value file doesn't say when it was released. Download it again."
        )
    written = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", dates[0], re.ASCII)
    try:
        if written is None:
            raise ValueError
        month, day, year = map(int, written.groups())
        return date(year, month, day).isoformat()
    except ValueError:
        raise CmsFileError(
            f"'{dates[0]}' isn't a release date (expected 06/30/2026). Download the file again."
        ) from None

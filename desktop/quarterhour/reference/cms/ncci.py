"""NCCI files for practitioners: procedure-to-procedure edits, and medically unlikely edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from quarterhour.reference.cms.headers import (
    HEAD_ROWS,
    CmsFileError,
    column,
    header_place,
    joined_header,
)

_PROGRESS_EVERY = 20_000
_LENGTH_OF_DATE = 8
# All pairs of therapy codes, with their history, are a few thousand.
_MAX_EDITS = 200_000
# CMS writes 2 Date of Service Edit: Policy; a table may have the number alone.
_ADJUDICATION = re.compile(r"([123])(?![0-9A-Za-z.])")
_MODIFIER_INDICATORS = ("0", "1", "9")
_NO_END = "99999999"
# The largest of CMS's limits has four digits.
_UNITS = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class PairEdit:
    """A pair that is not paid together: dates as `yyyymmdd`, deletion empty while it holds.

    `modifier_indicator`: 0 never together, 1 with a modifier where separate, 9 deleted.
    """

    column_1: str
    column_2: str
    effective: str
    deleted: str
    modifier_indicator: str

    @property
    def holds(self) -> bool:
        """Whether there is a date on which it holds."""
        return not self.deleted or self.deleted > self.effective

    @property
    def backwards(self) -> bool:
        """Whether it ends before it begins, and so never holds."""
        return bool(self.deleted) and self.deleted < self.effective


@dataclass(frozen=True, slots=True)
class UnitLimit:
    """The most units of a code a day (MUE), and its adjudication indicator (1, 2 or 3)."""

    code: str
    units: int
    adjudication: str


@dataclass(frozen=True, slots=True)
class PairFile:
    """A part of the pairs: those of the codes wanted; of all of it the newest date, and the two
    codes of its last row.
    """

    edits: tuple[PairEdit, ...]
    newest: date | None
    last: tuple[str, str]


def pairs_heading(rows: Sequence[Sequence[str]]) -> tuple[int, int, int] | None:
    """Return which row is the heading of pairs, and where it has columns 1 and 2, or None.

    The headings begin two cells: a text about the edits may have both in one.
    """
    for place, row in enumerate(rows):
        begin = [" ".join(cell.upper().split())[:8] for cell in row]
        if "COLUMN 1" in begin and "COLUMN 2" in begin:
            return place, begin.index("COLUMN 1"), begin.index("COLUMN 2")
    return None


def read_pair_edits(
    rows: Iterable[list[str]], codes: Collection[str], on_row: Callable[[int], None]
) -> PairFile:
    """Read the edits whose two codes are both among `codes`; `on_row` hears of the progress.

    Raises CmsFileError where the layout is unknown, a row is not an edit, or two rows of a pair
    contradict each other.
    """
    rows = iter(rows)
    head = list(islice(rows, HEAD_ROWS))
    heading = pairs_heading(head)
    if heading is None:
        raise CmsFileError(
            "This isn't an NCCI edit file: the Column 1 and Column 2 headings are missing. "
            "Import the practitioner PTP edits."
        )
    place, *codes_at = heading
    start = next((at for at in range(place, len(head)) if _pair(head[at], *codes_at)), None)
    if start is None:
        raise CmsFileError("The NCCI file has no edits below its header. Download it again.")
    names = joined_header(head[place:start])
    effective_at = column(names, "EFFECTIVE")
    places = (effective_at, column(names, "DELETION"), column(names, "MODIFIER"))
    edits, newest, last = [], "", ("", "")
    for number, row in enumerate(chain(head[start:], rows), start + 1):
        if number % _PROGRESS_EVERY == 0:
            on_row(number)
        pair = _pair(row, *codes_at)
        if pair is None:
            _check_end(row, number)
            continue
        last = pair
        if pair[0] in codes and pair[1] in codes:
            edits.append(_edit(row, pair, *places))
            if len(edits) > _MAX_EDITS:
                raise CmsFileError(
                    "The NCCI file contains more therapy edits than there can be. "
                    "Download it again."
                )
        if len(row) > effective_at and row[effective_at] > newest and _is_date(row[effective_at]):
            newest = row[effective_at]
    _check_one_meaning(edits)
    return PairFile(tuple(edits), date.fromisoformat(newest) if newest else None, last)


def _pair(row: list[str], column_1: int, column_2: int) -> tuple[str, str] | None:
    """Return the two codes of a row, or None where it is not an edit."""
    if len(row) <= max(column_1, column_2):
        return None
    one, two = row[column_1].strip().upper(), row[column_2].strip().upper()
    return (one, two) if _is_code(one) and _is_code(two) else None


def _edit(
    row: list[str], pair: tuple[str, str], effective: int, deleted: int, indicator: int
) -> PairEdit:
    named = " and ".join(pair)
    if len(row) <= max(effective, deleted, indicator):
        raise CmsFileError(f"The row for {named} is incomplete. Download the file again.")
    mark = row[indicator].strip()
    if mark not in _MODIFIER_INDICATORS:
        raise CmsFileError(
            f"'{row[indicator]}' in the row for {named} isn't a modifier indicator. "
            "Download the file again."
        )
    begun, gone = row[effective].strip(), row[deleted].strip().strip("*")
    for text in filter(None, (begun, gone)):
        if not _is_date(text):
            raise CmsFileError(
                f"'{text}' in the row for {named} isn't a date (expected 20260101). "
                "Download the file again."
            )
    return PairEdit(*pair, begun, gone, mark)


def _check_one_meaning(edits: Iterable[PairEdit]) -> None:
    """Raise CmsFileError where two rows of a pair have two indicators for the same date."""
    if twice := two_meanings(edits):
        one, other = twice
        raise CmsFileError(
            f"The NCCI file lists {one.column_1} with {one.column_2} twice for the same dates, "
            f"with indicator {one.modifier_indicator} and with {other}. Download it again."
        )


def two_meanings(edits: Iterable[PairEdit]) -> tuple[PairEdit, str] | None:
    """Return an edit and another indicator that its pair has for the same date, or None."""
    last: dict[tuple[str, str], dict[str, str]] = {}
    for edit in sorted(edits, key=lambda edit: edit.effective):
        if not edit.holds:
            continue
        end = edit.deleted or _NO_END
        ends = last.setdefault((edit.column_1, edit.column_2), {})
        for mark, ended in ends.items():
            if mark != edit.modifier_indicator and edit.effective < ended:
                return edit, mark
        ends[edit.modifier_indicator] = max(end, ends.get(edit.modifier_indicator, end))
    return None


def _is_date(text: str) -> bool:
    if len(text) != _LENGTH_OF_DATE or not (text.isascii() and text.isdigit()):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_end(row: list[str], number: int) -> None:
    if any(cell.strip() for cell in row):
        raise CmsFileError(f"Row {number} of the NCCI file isn't an edit. Download it again.")


def _is_code(text: str) -> bool:
    return len(text) == 5 and text.isalnum() and text[1:4].isdigit()


def read_unit_limits(rows: Iterable[list[str]]) -> list[UnitLimit]:
    """Read an MUE table. Raises CmsFileError where the layout is unknown, or a code comes twice."""
    table = list(rows)
    place = header_place(table[:HEAD_ROWS], "MUE VALUE")
    if place is None:
        raise CmsFileError(
            "This isn't an MUE table: the MUE Values heading is missing. "
            "Import the practitioner services MUE table."
        )
    header = joined_header(table[place : place + 1])
    code_at = column(header, "CODE")
    units_at = column(header, "MUE VALUE")
    indicator_at = column(header, "ADJUDICATION")
    limits: dict[str, UnitLimit] = {}
    for row in table[place + 1 :]:
        if not any(cell.strip() for cell in row):
            continue
        cut = len(row) <= max(code_at, units_at, indicator_at)
        if cut or not _UNITS.fullmatch(row[units_at].strip()):
            raise CmsFileError(
                f"The row for {row[0]} in the MUE table has no number of units. "
                "Download the file again."
            )
        code, indicator = row[code_at].strip(), _ADJUDICATION.match(row[indicator_at].strip())
        if code in limits:
            raise CmsFileError(f"The MUE table lists {code} twice. Download it again.")
        if indicator is None:
            raise CmsFileError(
                f"The row for {code} in the MUE table has no adjudication indicator of 1, 2, "
                "or 3. Download the file again."
            )
        limits[code] = UnitLimit(code, int(row[units_at]), indicator[1])
    return list(limits.values())

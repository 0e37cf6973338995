"""NCCI files for practitioners: procedure-to-procedure edits, and medically unlikely edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
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
_MOST_EDITS = 200_000
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
    """A part of the pairs: those of the codes wanted, and the newest date in all of it."""

    edits: tuple[PairEdit, ...]
    newest: date | None


def read_pair_edits(
    rows: Iterable[list[str]], codes: Collection[str], on_row: Callable[[int], None]
) -> PairFile:
    """Read the edits whose two codes are both among `codes`; `on_row` hears of the progress.

    Raises CmsFileError where the layout is unknown, a row is not an edit, or two rows of a pair
    contradict each other.
    """
    rows = iter(rows)
    head = list(islice(rows, HEAD_ROWS))
    place = header_place(head, "COLUMN 1", "COLUMN 2")
    if place is None:
        raise CmsFileError("This is no NCCI file: it has no columns headed Column 1, Column 2.")
    start = next(
        (at for at in range(place, len(head)) if _is_code(head[at][0] if head[at] else "")), None
    )
    if start is None:
        raise CmsFileError("The NCCI file has no edits below its header.")
    names = joined_header(head[place:start])
    effective_at = column(names, "EFFECTIVE")
    places = (effective_at, column(names, "DELETION"), column(names, "MODIFIER"))
    edits, newest = [], ""
    for number, row in enumerate(chain(head[start:], rows), start + 1):
        if number % _PROGRESS_EVERY == 0:
            on_row(number)
        if not row or not _is_code(row[0]):
            _check_end(row, number)
            continue
        if row[0] in codes and len(row) > 1 and row[1] in codes:
            edits.append(_edit(row, *places))
            if len(edits) > _MOST_EDITS:
                raise CmsFileError("The NCCI file holds more therapy pairs than there can be.")
        if len(row) > effective_at and row[effective_at] > newest and _is_date(row[effective_at]):
            newest = row[effective_at]
    _check_one_meaning(edits)
    return PairFile(tuple(edits), date.fromisoformat(newest) if newest else None)


def _edit(row: list[str], effective: int, deleted: int, indicator: int) -> PairEdit:
    if len(row) <= max(effective, deleted, indicator):
        raise CmsFileError(f"The row of {row[0]} and {row[1]} is cut short.")
    mark = row[indicator].strip()
    if mark not in _MODIFIER_INDICATORS:
        raise CmsFileError(f"'{row[indicator]}' in the row of {row[0]} is no modifier indicator.")
    begun, gone = row[effective].strip(), row[deleted].strip().strip("*")
    for text in filter(None, (begun, gone)):
        _check_date(text, row)
    return PairEdit(row[0], row[1], begun, gone, mark)


def _check_one_meaning(edits: Iterable[PairEdit]) -> None:
    """Raise CmsFileError where two rows of a pair have two indicators for the same date."""
    last: dict[tuple[str, str], dict[str, str]] = {}
    for edit in sorted(edits, key=lambda edit: edit.effective):
        end = edit.deleted or _NO_END
        if end <= edit.effective:
            continue
        ends = last.setdefault((edit.column_1, edit.column_2), {})
        for mark, ended in ends.items():
            if mark != edit.modifier_indicator and edit.effective < ended:
                raise CmsFileError(
                    f"The NCCI file has {edit.column_1} with {edit.column_2} twice for the same "
                    f"dates, with indicator {mark} and with {edit.modifier_indicator}. Download it "
                    "again."
                )
        ends[edit.modifier_indicator] = max(end, ends.get(edit.modifier_indicator, end))


def _check_date(text: str, row: list[str]) -> None:
    if not _is_date(text):
        raise CmsFileError(
            f"'{text}' in the row of {row[0]} and {row[1]} is no date: CMS writes 20260101."
        )


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
        raise CmsFileError(f"Row {number} of the NCCI file is not an edit.")


def _is_code(text: str) -> bool:
    text = text.strip()
    return len(text) == 5 and text.isalnum() and text[1:4].isdigit()


def read_unit_limits(rows: Iterable[list[str]]) -> list[UnitLimit]:
    """Read an MUE table. Raises CmsFileError where the layout is unknown, or a code comes twice."""
    table = list(rows)
    place = header_place(table[:HEAD_ROWS], "MUE VALUE")
    if place is None:
        raise CmsFileError("This is not an MUE table: it has no column headed 'MUE Values'.")
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
            raise CmsFileError(f"The row of {row[0]} in the MUE table has no number of units.")
        code, indicator = row[code_at].strip(), _ADJUDICATION.match(row[indicator_at].strip())
        if code in limits:
            raise CmsFileError(f"The MUE table names {code} twice.")
        if indicator is None:
            raise CmsFileError(
                f"The row of {code} in the MUE table has no adjudication indicator of 1, 2, or 3."
            )
        limits[code] = UnitLimit(code, int(row[units_at]), indicator[1])
    return list(limits.values())

"""Tables as streams of rows, from text and from anything else: one row at a time, and bounded."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import IO

from quarterhour.reference.cms.headers import CmsFileError

Rows = Iterator[list[str]]

# A row of CMS's has a few hundred letters; the notice above a table a few thousand.
_LONGEST_ROW = 60_000
_MAX_BLANK = 20_000
# What a cell takes in memory besides its letters.
_CELL = 60
# Old programs end a text by this letter.
_END_OF_FILE = "\x1a"


def text_rows(file: IO[bytes], start: bytes, name: str) -> Rows:
    """Yield the rows of a text, whatever its encoding, its line ends and what parts its columns.

    `start` is how it begins. Raises CmsFileError where it is no table.
    """
    encoding, errors = _encoding(start)
    delimiter = "\t" if "\t" in start.decode(encoding, "replace") else ","
    text = io.TextIOWrapper(file, encoding, errors=errors, newline="")
    try:
        lines = _Lines(text, name)
        for row in csv.reader(lines, delimiter=delimiter):
            lines.length = 0
            yield row
    except csv.Error as error:
        raise CmsFileError(
            f"{name} can't be read as a table: {error}. Download it again."
        ) from None
    except UnicodeError:
        raise CmsFileError(
            f"{name} isn't text in an encoding CMS uses. Download it again."
        ) from None
    finally:
        text.detach()


def without_end(rows: Iterable[list[str]], name: str) -> Rows:
    """Yield rows without the blank ones at the end, and the letter that ends a text of DOS."""
    blank = 0
    for row in rows:
        if not _is_blank(row):
            yield from repeat([], blank)
            blank = 0
            yield row
        elif (blank := blank + 1) > _MAX_BLANK:
            raise CmsFileError(f"{name} contains too many blank rows, so it isn't from CMS.")


def bounded(rows: Iterable[list[str]], most: int, name: str) -> Rows:
    """Yield rows as long as all of them together fit into so many bytes of memory."""
    taken = 0
    for row in rows:
        taken += sum(map(len, row)) + _CELL * (1 + len(row))
        if taken > most:
            raise CmsFileError(f"{name} is larger than any such table from CMS.")
        yield row


def _is_blank(row: list[str]) -> bool:
    if row and row[0] > "!":  # nearly all rows; blanks and the end of a text come before it
        return False
    return not any(cell.strip().strip(_END_OF_FILE) for cell in row)


def _encoding(start: bytes) -> tuple[str, str]:
    """Return the encoding of a text, and what becomes of a byte that is not in it."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "strict"
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", "strict"
    # CMS writes cp1252; a letter outside it is in a description, which is not read.
    return "cp1252", "replace"


class _Lines:
    """The lines of a text; `length` is how many letters have come since it was last set."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self.length = 0
        self._text = text
        self._name = name

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(_LONGEST_ROW)
        if not line:
            raise StopIteration
        self.length += len(line)
        if self.length >= _LONGEST_ROW:
            raise CmsFileError(f"{self._name} has a longer row than any table from CMS.")
        if "\0" in line:
            raise CmsFileError(
                f"{self._name} isn't a CMS file or is damaged. Download it again from cms.gov."
            )
        return line

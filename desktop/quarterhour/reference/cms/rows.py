"""Tables as streams of rows, from text and from anything else: one row at a time, and bounded."""

from __future__ import annotations

import codecs
import csv
import io
import re
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
# A row of figures begins with a code, a ZIP code, or a MAC, or has one after its state.
# Headings and footnotes do not: they alone may have a line break in a cell.
_FIGURES = re.compile(
    r'"?(?:[^,\t"]*"?[,\t]"?)?\s*[0-9A-Z][0-9]{3}[0-9A-Z]\s*"?(?:[,\t]|$)|[A-Z]{2}[0-9]{12}', re.I
)
# Old programs end a text by this letter.
_END_OF_FILE = "\x1a"


def text_rows(file: IO[bytes], start: bytes, name: str) -> Rows:
    """Yield the rows of a text of any encoding, line ends, and separator of columns.

    `start` is how it begins. Raises CmsFileError where it is not a table, and where a quote that
    does not close on its line would join rows of figures.
    """
    encoding, errors = _encoding(start)
    delimiter = "\t" if "\t" in start.decode(encoding, "replace") else ","
    text = io.TextIOWrapper(file, encoding, errors=errors, newline="")
    lines = _Lines(text, name)
    try:
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            lines.end_row()
            yield row
    except csv.Error:
        raise lines.wrong_quote() from None
    except UnicodeError:
        raise CmsFileError(f"{name} can't be read as text. Download it again.") from None
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
            raise CmsFileError(
                f"{name} contains too many blank rows, so it isn't from CMS. Download it again "
                "from cms.gov."
            )


def bounded(rows: Iterable[list[str]], most: int, name: str) -> Rows:
    """Yield rows as long as all of them together fit into `most` bytes of memory."""
    taken = 0
    for row in rows:
        taken += sum(map(len, row)) + _CELL * (1 + len(row))
        if taken > most:
            raise CmsFileError(f"{name} is too large to be a CMS table. Download it again.")
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
    """The lines of a text, one by one; `end_row` tells that a row ends with the last.

    Raises CmsFileError where a row is too long, and where one of figures has several lines.
    """

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self._text = text
        self._name = name
        self._number = 0
        self._begun = 0  # the number of the first line of the row
        self._first = ""
        self._length = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(_LONGEST_ROW)
        if not self._length:
            self._first, self._begun = line, self._number + 1
        elif not line or _FIGURES.match(self._first) or _FIGURES.match(line):
            raise self.wrong_quote()
        if not line:
            raise StopIteration
        self._number += 1
        self._length += len(line)
        if self._length >= _LONGEST_ROW:
            raise CmsFileError(
                f"{self._name} has a longer row than any table from CMS. "
                "Download it again from cms.gov."
            )
        if "\0" in line:
            raise CmsFileError(
                f"{self._name} isn't a CMS file or is damaged. Download it again from cms.gov."
            )
        return line

    def end_row(self) -> None:
        """Tell that the row ends with the last line."""
        self._length = 0

    def wrong_quote(self) -> CmsFileError:
        """Return what is said of a quotation mark that joins what does not belong together."""
        return CmsFileError(
            f"{self._name} has a misplaced quotation mark in line {self._begun}, so figures would "
            "be lost. Download it again."
        )

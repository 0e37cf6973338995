"""The first sheet of an xlsx workbook as a stream of rows.

CMS's largest tables are 200 MB of XML. They are read a row at a time, whatever size a workbook
claims to have: nothing is kept but the texts that its cells share, which are bounded.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import repeat
from typing import IO
from xml.parsers import expat

from quarterhour.reference.cms.archive import MAX_BYTES, Open, check_entry
from quarterhour.reference.cms.headers import CmsFileError
from quarterhour.reference.cms.rows import Rows

CONTENT_TYPES = "[Content_Types].xml"
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED = "xl/sharedStrings.xml"
_MAX_SMALL, _MAX_SHARED = 1_000_000, 32_000_000
_MAX_TEXTS = 100_000_000
_TEXT = 60  # what a text takes in memory besides its letters
_MAX_DEPTH = 30
_BLOCK = 1 << 18
_LONGEST_ROW = 1 << 20
_MAX_COLUMNS = 256
_A, _LETTERS = ord("A"), 26
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?")
_EXACT = 10**15
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ROOT = re.compile(rb"<(?:([A-Za-z0-9]+):)?worksheet[ >]")
_NUMBER_OF_ROW = re.compile(rb'\sr="([0-9]{1,7})"')
_NUMBERS = (b"", b"n")


def workbook_rows(opened: Open, name: str) -> Rows:
    """Yield the rows of the first sheet. Raises CmsFileError where it is none that can be read."""
    with opened() as file, zipfile.ZipFile(file) as archive:
        try:
            sheet = _first_sheet(archive, name)
            texts = _shared_texts(archive, name)
            with archive.open(_entry(archive, sheet, MAX_BYTES, name)) as stream:
                yield from _Sheet(texts, name).rows(stream)
        except (expat.ExpatError, UnicodeError, ValueError, LookupError) as error:
            if isinstance(error, CmsFileError):
                raise
            raise CmsFileError(
                f"{name} isn't a readable workbook ({error}). Download it again."
            ) from None


def _entry(archive: zipfile.ZipFile, path: str, most: int, name: str) -> zipfile.ZipInfo:
    try:
        entry = archive.getinfo(path)
    except KeyError:
        raise CmsFileError(
            f"{name} isn't a readable workbook (it has no {path}). Save it as .xlsx."
        ) from None
    check_entry(entry, name)
    if entry.file_size > most:
        raise CmsFileError(
            f"{name} is larger than any such workbook from CMS. Download it again from cms.gov."
        )
    return entry


def _first_sheet(archive: zipfile.ZipFile, name: str) -> str:
    """Return the path of the first sheet within the workbook."""
    sheets = list(_elements(archive, _BOOK, "sheet", name))
    if not sheets:
        raise CmsFileError(
            f"{name} isn't a readable workbook (it has no sheet). Download it again."
        )
    wanted = next(text for key, text in sheets[0].items() if key.rpartition(":")[2] == "id")
    for relation in _elements(archive, _RELATIONS, "Relationship", name):
        if relation["Id"] == wanted:
            return posixpath.normpath(posixpath.join("/xl", relation["Target"])).lstrip("/")
    raise CmsFileError(
        f"{name} isn't a readable workbook (its sheet is missing). Download it again."
    )


def _elements(
    archive: zipfile.ZipFile, path: str, wanted: str, name: str
) -> Iterator[dict[str, str]]:
    """Yield the attributes of each element of a name, in a small part of the workbook."""
    found: list[dict[str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(archive.read(_entry(archive, path, _MAX_SMALL, name)), True)
    yield from found


def _shared_texts(archive: zipfile.ZipFile, name: str) -> list[str]:
    """Return the texts that cells name by their number."""
    if _SHARED not in archive.namelist():
        return []
    texts = _Texts(name)
    with archive.open(_entry(archive, _SHARED, _MAX_SHARED, name)) as stream:
        while block := stream.read(_BLOCK):
            texts.parser.Parse(block)
    texts.parser.Parse(b"", True)
    return texts.found


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_declared: object) -> None:
    raise CmsFileError(
        "This workbook isn't safe to open and isn't from CMS. Download it again from cms.gov."
    )


class _Texts:
    """Hears a parser of the texts that cells share, without what is written above them."""

    def __init__(self, name: str) -> None:
        self.found: list[str] = []
        self.parser = _parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._hear
        self._name = name
        self._path: list[str] = []
        self._parts: list[str] = []
        self._taken = 0

    def _start(self, element: str, _attributes: dict[str, str]) -> None:
        self._path.append(element.rpartition(":")[2])
        if len(self._path) > _MAX_DEPTH:
            raise CmsFileError(f"{self._name} isn't a readable workbook. Download it again.")

    def _end(self, _element: str) -> None:
        if self._path.pop() == "si":
            text = _unescaped("".join(self._parts))
            self._parts.clear()
            self._taken += _TEXT + len(text)
            if self._taken > _MAX_TEXTS:
                raise CmsFileError(
                    f"{self._name} has more text than any workbook from CMS. "
                    "Download it again from cms.gov."
                )
            self.found.append(text)

    def _hear(self, text: str) -> None:
        if self._path[-1] == "t" and "rPh" not in self._path:
            self._parts.append(text)


class _Sheet:
    """Reads rows as nearly all programs write them by one pattern, and others by a parser."""

    def __init__(self, texts: list[str], name: str) -> None:
        self._texts = texts
        self._name = name
        self._columns = {_letters(at): at for at in range(_MAX_COLUMNS)}
        self._last = 0

    def rows(self, stream: IO[bytes]) -> Rows:
        """Yield the rows; those that are not there are blank."""
        buffer = stream.read(_BLOCK)
        root = _ROOT.search(buffer)
        if root is None:
            raise CmsFileError(
                f"{self._name} isn't a readable workbook (its sheet is damaged). Download it again."
            )
        self._use(root[1] + b":" if root[1] else b"")
        while True:
            *parts, buffer = buffer.split(self._close)
            for part in parts:
                yield from self._read(part)
            begun = buffer.rfind(self._open)
            buffer = buffer[begun:] if begun >= 0 else buffer[-len(self._close) :]
            if len(buffer) > _LONGEST_ROW:
                raise CmsFileError(
                    f"{self._name} has a longer row than any table from CMS. "
                    "Download it again from cms.gov."
                )
            block = stream.read(_BLOCK)
            if not block:
                return
            buffer += block

    def _use(self, prefix: bytes) -> None:
        """Look for elements with that prefix."""
        self._open, self._close = b"<%srow" % prefix, b"</%srow>" % prefix
        self._cell = b"<%sc" % prefix
        self._pattern = re.compile(
            rb'<@c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="[0-9]{1,6}")?(?: t="([A-Za-z]{1,9})")?'
            rb"(?:/>|>(?:<@v>([^<&]*)</@v>)?</@c>"
            rb'|><@is><@t(?: xml:space="preserve")?>([^<&]*)</@t></@is></@c>)'.replace(b"@", prefix)
        )

    def _read(self, part: bytes) -> Rows:
        """Yield the row that a part ends with, after the blank ones before it."""
        start = part.rfind(self._open)
        end = part.find(b">", start)
        if start < 0 or end < 0 or len(part) - start > _LONGEST_ROW:
            raise CmsFileError(f"{self._name} has a row that can't be read. Download it again.")
        named = _NUMBER_OF_ROW.search(part, start, end)
        number = int(named[1]) if named else self._last + 1
        if number <= self._last:
            raise CmsFileError(f"{self._name} has row {number} out of order. Download it again.")
        yield from repeat([], number - self._last - 1)
        self._last = number
        cells = self._pattern.findall(part, end)
        if len(cells) == part.count(self._cell, end):
            yield self._row(cells)
        else:
            yield self._row(_Odd(part[start:] + self._close, self._name).cells)

    def _row(self, cells: list[tuple[bytes, bytes, bytes, bytes]]) -> list[str]:
        row: list[str] = []
        columns, texts = self._columns, self._texts
        for letters, kind, value, own in cells:
            at = columns.get(letters, _MAX_COLUMNS) if letters else len(row)
            if at > len(row):
                if at >= _MAX_COLUMNS:
                    if not value and not own:
                        continue
                    column = letters.decode()
                    raise CmsFileError(
                        f"{self._name} has a cell in column {column}, so it isn't from CMS. "
                        "Download it again from cms.gov."
                    )
                row += [""] * (at - len(row))
            elif at < len(row):
                raise CmsFileError(
                    f"{self._name} has the cells of a row out of order. Download it again."
                )
            if kind == b"s":
                row.append(texts[int(value)])
            elif kind in _NUMBERS:
                row.append(value.decode() if value.isdigit() else _number(value.decode()))
            else:
                row.append(_unescaped((own or value).decode()))
        return row


class _Odd:
    """Parses one row that is not written as nearly all are: with entities, or formulas."""

    def __init__(self, row: bytes, name: str) -> None:
        self.cells: list[tuple[bytes, bytes, bytes, bytes]] = []
        self._name = name
        self._path: list[str] = []
        self._place, self._kind, self._text = b"", b"", ""
        parser = _parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear
        parser.Parse(row, True)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        element = element.rpartition(":")[2]
        self._path.append(element)
        if element == "f":
            raise CmsFileError(
                f"{self._name} contains formulas, and CMS's tables have none. Download it again."
            )
        if len(self._path) > _MAX_DEPTH or len(self.cells) > _MAX_COLUMNS:
            raise CmsFileError(f"{self._name} has a row that can't be read. Download it again.")
        if element == "c":
            self._place = attributes.get("r", "").rstrip("0123456789").encode()
            self._kind, self._text = attributes.get("t", "").encode(), ""

    def _end(self, _element: str) -> None:
        if self._path.pop() == "c":
            text = self._text.encode()
            own = (b"", text) if self._kind == b"inlineStr" else (text, b"")
            self.cells.append((self._place, self._kind, *own))

    def _hear(self, text: str) -> None:
        if self._path[-1] in ("v", "t") and "rPh" not in self._path:
            self._text += text


def _letters(at: int) -> bytes:
    """Return the letters of a column: A to IV."""
    first, second = divmod(at, _LETTERS)
    return (chr(_A + first - 1) if first else "").encode() + chr(_A + second).encode()


def _number(text: str) -> str:
    """Return a number as it is meant: Excel writes 0.975 as 0.97499999999999998."""
    if not _NUMBER.fullmatch(text):
        return text
    value = float(text)
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text

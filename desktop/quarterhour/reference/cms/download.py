"""A file as CMS publishes it: text, a workbook, or a zip of them, opened without unpacking."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from quarterhour.reference.cms.headers import CmsFileError

Rows = Iterator[list[str]]

_MOST_BYTES = 600_000_000
_MOST_MEMBERS = 500
# CMS's own text files pack up to 30 to 1; a bomb packs thousands to 1.
_MOST_PACKING = 200
_READABLE = (".csv", ".txt", ".xlsx")
_ZIP_SIGNATURE = b"PK\x03\x04"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


@dataclass(frozen=True)
class Member:
    """One readable file of a download; its rows can be read again and again."""

    name: str
    content: bytes

    @property
    def is_workbook(self) -> bool:
        """Whether the file is an xlsx workbook rather than text."""
        return self.content.startswith(_ZIP_SIGNATURE)

    def rows(self) -> Rows:
        """Yield the rows as text. Raises CmsFileError where the content is damaged."""
        if self.is_workbook:
            return _workbook_rows(self.content, self.name)
        return _text_rows(self.content, self.name)


def read_members(path: Path) -> list[Member]:
    """Read the readable files of a download into memory, bounded in number and size.

    Raises CmsFileError where it is no such file, is damaged, or is larger than any of CMS's.
    """
    if path.exists() and not path.is_file():
        raise CmsFileError(f"{path.name} cannot be read: it is no file.")
    try:
        with path.open("rb") as file:
            if path.suffix.lower() != ".xlsx" and zipfile.is_zipfile(file):
                return list(_zip_members(file))
            file.seek(0)
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise CmsFileError(f"{path.name} cannot be read: {error.strerror}.") from None
    except _DAMAGED as error:
        raise CmsFileError(f"{path.name} cannot be read: {error}. Download it again.") from None
    if len(content) > _MOST_BYTES:
        raise CmsFileError(f"{path.name} is larger than any file CMS publishes for this.")
    if not content.strip():
        raise CmsFileError(f"{path.name} is empty. Download it again.")
    return [Member(path.name, content)]


def _zip_members(file: IO[bytes]) -> Iterator[Member]:
    archive = zipfile.ZipFile(file)
    entries = archive.infolist()
    if _is_workbook(archive):
        file.seek(0)
        yield Member("workbook.xlsx", file.read(_MOST_BYTES))
        return
    if len(entries) > _MOST_MEMBERS:
        raise CmsFileError("The zip holds more files than any that CMS publishes for this.")
    wanted = [entry for entry in entries if entry.filename.lower().endswith(_READABLE)]
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise CmsFileError("The zip names files outside itself; CMS publishes none like it.")
    if sum(entry.file_size for entry in wanted) > _MOST_BYTES:
        raise CmsFileError("The zip unpacks to more than any that CMS publishes for this.")
    for entry in wanted:
        if entry.file_size > 10_000_000 and entry.file_size > _MOST_PACKING * entry.compress_size:
            raise CmsFileError("The zip unpacks to far more than it holds; it is not from CMS.")
        with archive.open(entry) as member:
            content = member.read(entry.file_size + 1)
        if content.strip():
            yield Member(Path(entry.filename).name, content)


def _is_workbook(archive: zipfile.ZipFile) -> bool:
    return "[Content_Types].xml" in archive.namelist()


def _text_rows(content: bytes, name: str) -> Rows:
    text = _opened(content, name)
    delimiter = "\t" if "\t" in text.read(5_000) else ","
    text.seek(0)
    try:
        yield from csv.reader(text, delimiter=delimiter)
    except csv.Error as error:
        raise CmsFileError(f"{name} cannot be read as a table: {error}.") from None
    except UnicodeDecodeError:
        raise CmsFileError(f"{name} is not text in any encoding CMS uses.") from None


def _opened(content: bytes, name: str) -> io.TextIOWrapper:
    """Open the content as text, decoded piece by piece: the largest files are long."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return io.TextIOWrapper(io.BytesIO(content), "utf-16", newline="")
    if b"\0" in content:
        raise CmsFileError(f"{name} is not a text file. Download it again.")
    if content.startswith(codecs.BOM_UTF8):
        return io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    # CMS writes cp1252; a letter outside it is in a description, which is not read.
    return io.TextIOWrapper(io.BytesIO(content), "cp1252", errors="replace", newline="")


def _workbook_rows(content: bytes, name: str) -> Rows:
    # Only workbooks need the reader, and importing it takes longer than reading a text file.
    import python_calamine

    if _has_formulas(content):
        raise CmsFileError(f"{name} holds formulas; CMS publishes figures. Download it again.")
    try:
        sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        for row in sheet.iter_rows():
            yield [_cell(value) for value in row]
    except (python_calamine.CalamineError, *_DAMAGED) as error:
        raise CmsFileError(
            f"{name} is not a workbook that can be read ({error}). Download it again."
        ) from None


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _has_formulas(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            return any(_holds(archive.open(name), (b"<f>", b"<f ", b"<f/>")) for name in sheets)
    except _DAMAGED:
        return False  # the workbook reader says what is wrong


def _holds(file: IO[bytes], marks: Iterable[bytes]) -> bool:
    with file:
        tail = b""
        while block := file.read(1 << 20):
            if any(mark in tail + block for mark in marks):
                return True
            tail = block[-4:]
    return False

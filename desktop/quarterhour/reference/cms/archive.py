"""Zips as CMS publishes them. They are checked for safe names and sizes before unpacking."""

from __future__ import annotations

import lzma
import os
import shutil
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO

from quarterhour.reference.cms.headers import CmsFileError

Open = Callable[[], AbstractContextManager[IO[bytes]]]

MAX_BYTES = 1_000_000_000
_MAX_MEMBERS = 500
_MAX_DIRECTORY = 1_000_000
# CMS's own text files pack up to 40 to 1; a bomb packs hundreds to 1.
_MAX_PACKING = 200
_LEAST_BOMB = 10_000_000
_PACKED_PLAINLY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_SIGNATURE = b"PK\x03\x04"
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_LENGTH, _LONGEST_COMMENT = 22, 65_535
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    UnicodeError,  # of a name in the list of a zip's files
    RuntimeError,
    NotImplementedError,
)


@contextmanager
def said(name: str) -> Iterator[None]:
    """Raise what cannot be read as a CmsFileError that names the file."""
    try:
        yield
    except _DAMAGED as error:
        raise CmsFileError(f"{name} is damaged ({error}). Download it again.") from None
    except OSError as error:
        raise CmsFileError(f"{name} can't be read: {error.strerror or error}.") from None
    except MemoryError:
        raise CmsFileError(f"{name} is too large to be a CMS file. Download it again.") from None


def is_archive(opened: Open, start: bytes, name: str) -> bool:
    """Return whether a file is a zip, of files or of a workbook.

    Raises CmsFileError where it begins like a zip and has no end.
    """
    if not start.startswith((_SIGNATURE, _END)):
        return False
    with opened() as file:
        _check_directory(file, name)
    return True


def entries(opened: Open, name: str) -> list[zipfile.ZipInfo]:
    """Return the files that a zip holds. Raises CmsFileError where it holds too many, or lies."""
    with opened() as file:
        _check_directory(file, name)
        with zipfile.ZipFile(file) as archive:
            listed = archive.infolist()
    if len(listed) > _MAX_MEMBERS:
        raise CmsFileError(f"{name} has too many files to be a CMS zip. Download it again.")
    found = [entry for entry in listed if not entry.is_dir()]
    for entry in found:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise CmsFileError(
                f"{name} isn't safe to open and isn't from CMS. Download it again from cms.gov."
            )
    return found


def check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    """Raise CmsFileError where a file of a zip cannot be unpacked within bounds."""
    if entry.flag_bits & _ENCRYPTED:
        raise CmsFileError(f"{name} has a password, and CMS's files have none. Download it again.")
    if entry.compress_type not in _PACKED_PLAINLY:
        raise CmsFileError(f"{name} is packed in a way that CMS doesn't use. Download it again.")
    if entry.file_size > MAX_BYTES:
        raise CmsFileError(
            f"{name} is too large when unpacked to be a CMS file. Download it again."
        )
    if entry.file_size > max(_LEAST_BOMB, _MAX_PACKING * entry.compress_size):
        raise CmsFileError(
            f"{name} unpacks to far more than its size, so it isn't from CMS. Download it again "
            "from cms.gov."
        )


def entry_of(opened: Open, entry: zipfile.ZipInfo) -> Open:
    """Return how to open a file of a zip, as a stream."""

    @contextmanager
    def opened_entry() -> Iterator[IO[bytes]]:
        with opened() as file, zipfile.ZipFile(file) as archive, archive.open(entry) as member:
            yield member

    return opened_entry


def unpacked(opened: Open) -> Open:
    """Unpack a file of a zip, and return how to open it; it is gone with whoever may.

    In its zip it would be unpacked from its beginning for each place in it that is looked at.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115
    with opened() as packed:
        shutil.copyfileobj(packed, file)

    def opened_file() -> AbstractContextManager[IO[bytes]]:
        return nullcontext(file)

    weakref.finalize(opened_file, file.close)
    return opened_file


def file_at(path: Path) -> Open:
    """Return how to open a file of the disk."""

    def opened_file() -> AbstractContextManager[IO[bytes]]:
        return path.open("rb")

    return opened_file


def _check_directory(file: IO[bytes], name: str) -> None:
    """Look at how long the list of a zip's files is: it would be read whole."""
    size = file.seek(0, os.SEEK_END)
    start = file.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_LENGTH:
        raise CmsFileError(f"{name} is an incomplete zip. Download it again.")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    locator = tail.rfind(_LOCATOR_64, 0, at)
    if locator >= 0:
        place = int.from_bytes(tail[locator + 8 : locator + 16], "little")
        if not 0 <= place - start < locator or tail[place - start :][:4] != _END_64:
            raise CmsFileError(f"{name} is damaged (its list of files). Download it again.")
        length = int.from_bytes(tail[place - start :][40:48], "little")
    if length > _MAX_DIRECTORY:
        raise CmsFileError(f"{name} has too many files to be a CMS zip. Download it again.")

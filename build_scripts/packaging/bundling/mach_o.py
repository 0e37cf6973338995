"""Reads from a Mach-O file which macOS it asks for."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

Version = tuple[int, int]  # of macOS: major, minor

_THIN = b"\xcf\xfa\xed\xfe"  # 64 bits, little endian
_FAT = b"\xca\xfe\xba\xbe"
_HEADER = struct.Struct("<4x3I2I8x")  # processor, its kind, file type, commands and their size
_FAT_PART = struct.Struct(">5I")  # processor, its kind, offset, size, alignment
_MAX_PARTS = 16  # a Java class begins with the same four bytes, and then a greater number
_VERSION_MIN_MACOSX, _BUILD_VERSION = 0x24, 0x32


def minimum_macos(content: bytes) -> Version | None:
    """Return the oldest macOS that all parts of the file run on; None if it isn't a Mach-O file."""
    versions = [version for part in _parts(content) for version in _asked_for(part)]
    return max(versions, default=None)


def newer(folder: Path, promised: Version) -> list[str]:
    """Return the files in a folder that ask for a newer macOS than the one promised."""
    asked = {
        file.relative_to(folder).as_posix(): minimum_macos(file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }
    return [name for name, version in asked.items() if version and version > promised]


def _parts(content: bytes) -> Iterator[bytes]:
    """Yield the files for single processors that the file holds."""
    if content[:4] == _THIN:
        yield content
    elif content[:4] == _FAT:
        (count,) = struct.unpack_from(">I", content, 4)
        for index in range(count if count <= _MAX_PARTS else 0):
            _, _, offset, size, _ = _FAT_PART.unpack_from(content, 8 + index * _FAT_PART.size)
            part = content[offset : offset + size]
            if part[:4] == _THIN:  # or an archive of object files
                yield part


def _asked_for(part: bytes) -> Iterator[Version]:
    _, _, _, commands, _ = _HEADER.unpack_from(part)
    place = _HEADER.size
    for _ in range(commands):
        kind, size, *rest = struct.unpack_from("<4I", part, place)
        if kind in (_VERSION_MIN_MACOSX, _BUILD_VERSION):
            packed = rest[kind == _BUILD_VERSION]  # after the platform, in the newer command
            yield packed >> 16, packed >> 8 & 0xFF
        place += size

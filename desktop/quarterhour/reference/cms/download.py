"""What was downloaded from CMS: files, zips and folders of them, opened without unpacking."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quarterhour.reference.cms.archive import (
    MAX_BYTES,
    check_entry,
    entries,
    entry_of,
    file_at,
    said,
    unpacked,
)
from quarterhour.reference.cms.headers import CmsFileError
from quarterhour.reference.cms.member import Member
from quarterhour.reference.cms.workbook import CONTENT_TYPES

_TABLES = (".csv", ".txt", ".xlsx")
_ZIP = ".zip"
# Saved in place of what they offer, or beside it: they are named, not passed by.
_PAGES = (".htm", ".html", ".mht", ".mhtml")
# What lies beside the tables of a release, and is looked at where nothing else is there.
_BESIDE = (".pdf", ".xls")
# What a system keeps beside a file under its name: macOS `._NAME`, Office `~$NAME`.
_NOT_OF_CMS = (".", "~$")
_MAX_FILES = 500


@dataclass(frozen=True)
class Download:
    """Files that belong together: those of a zip, of a folder, or those chosen at once.

    `problem` says why there are none. `chosen` tells that each was named by whoever imports it.
    """

    name: str
    members: tuple[Member, ...] = ()
    problem: str = ""
    chosen: bool = False


def open_downloads(paths: Sequence[Path]) -> Iterator[Download]:
    """Open what was chosen at once. A zip or a folder is a download; all other files are one."""
    loose: list[Member] = []
    for path in paths:
        try:
            with said(path.name):
                if path.is_dir():
                    yield from _of_folder(path)
                    continue
            member = _file(path)
            if _is_zip_of_files(member):
                yield Download(path.name, tuple(_of_zip(member)))
            else:
                loose.append(member)
        except CmsFileError as error:
            yield Download(path.name, problem=str(error))
    if loose:
        yield Download(_names(loose), tuple(loose), chosen=True)


def stands_alone(path: Path) -> bool:
    """Return whether what was chosen belongs to nothing beside it: a zip, a folder, nothing."""
    try:
        with said(path.name):
            return path.is_dir() or _is_zip_of_files(_file(path))
    except CmsFileError:
        return True


def _names(members: Sequence[Member]) -> str:
    return ", ".join(member.name for member in members)


def _file(path: Path) -> Member:
    member = _unread(path)
    if not member.start.strip():
        raise CmsFileError(f"{path.name} is empty. Download it again.")
    return member


def _unread(path: Path) -> Member:
    """Return a file as long as nothing of it was read: whoever opens a pipe waits for its end."""
    with said(path.name):
        if not path.exists():
            raise CmsFileError(f"{path.name} can't be read: {os.strerror(errno.ENOENT)}.")
        if not path.is_file():
            raise CmsFileError(f"{path.name} can't be read: it isn't a file.")
    return Member(path.name, file_at(path))


def _is_zip_of_files(member: Member) -> bool:
    if not member.is_zip:
        return False
    with said(member.name):
        return not any(
            entry.filename == CONTENT_TYPES for entry in entries(member.opened, member.name)
        )


def _of_folder(folder: Path) -> Iterator[Download]:
    """Yield what a folder holds: its zips one by one, and its other files together."""
    paths: list[Path] = []
    for place, _, names in os.walk(folder):
        paths += [Path(place) / name for name in names if not name.startswith(_NOT_OF_CMS)]
        if len(paths) > _MAX_FILES:
            raise CmsFileError(
                f"{folder.name} contains more than {_MAX_FILES} files. Choose the folder with only "
                "the unpacked CMS download."
            )
    zips = _ending(paths, (_ZIP,))
    for path in zips:
        yield from open_downloads([path])
    loose = _ending(paths, (*_TABLES, *_PAGES))
    if not zips and not _ending(loose, _TABLES):
        loose += _ending(paths, _BESIDE)
    members: list[Member] = []
    for path in loose:
        try:
            members.append(_unread(path))
        except CmsFileError as error:
            yield Download(path.name, problem=str(error))
    if members or not (zips or loose):
        yield Download(folder.name, tuple(members))


def _ending(paths: Sequence[Path], ends: tuple[str, ...]) -> list[Path]:
    return sorted(path for path in paths if path.name.lower().endswith(ends))


def _of_zip(outer: Member, nested: bool = False) -> Iterator[Member]:
    """Yield the tables of a zip, and those of the zips in it."""
    with said(outer.name):
        found = entries(outer.opened, outer.name)
    to_unpack = MAX_BYTES
    for entry in found:
        path = Path(entry.filename.replace("\\", "/"))
        name = path.name
        is_table = name.lower().endswith((*_TABLES, _ZIP)) and not name.startswith(_NOT_OF_CMS)
        if not is_table or not entry.file_size:
            continue
        check_entry(entry, name)
        member = Member(
            name,
            entry_of(outer.opened, entry),
            within=(Path(outer.within) / outer.name / path.parent).as_posix(),
        )
        if not name.lower().endswith(_ZIP):
            yield member
        elif not nested:
            if (to_unpack := to_unpack - entry.file_size) < 0:
                raise CmsFileError(
                    f"{outer.name} is too large when unpacked to be a CMS zip. Download it again."
                )
            with said(name):
                inner = replace(member, opened=unpacked(member.opened))
            yield from _of_zip(inner, nested=True)

"""The practice's own files: one folder of JSON documents, each written whole or not at all.

Anyone may edit them. A file that cannot be read is reported and left as it is; before another is
saved in its place, it is set aside. Only their owner can read the files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from quarterhour.private import private_folder
from quarterhour.whole_file import set_aside, write_whole

T = TypeVar("T")

MAX_BYTES = 1_000_000
_MAX_SHOWN = 60


class PracticeFile(NamedTuple, Generic[T]):
    """One file: its name without the ending, and the value to use where there is no file.

    `read` takes the document and raises ValueError, with a message, where it cannot be used;
    `document` makes one of a value.
    """

    name: str
    read: Callable[[Any], T]
    document: Callable[[T], Any]
    usual: T


class PracticeFiles:
    """The files in a folder, which is made when the first of them is saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, file: PracticeFile[T]) -> tuple[T, str]:
        """Return the value in a file, and in sentences why it cannot be read; empty if it can."""
        path = self.path(file)
        try:
            content = _content(path)
            return file.usual if content is None else file.read(_document(content)), ""
        except OSError as error:
            why = f"{error.strerror}."
        except ValueError as error:
            why = str(error)
        return file.usual, f"Couldn't use {path}: {why} Correct the file or delete it."

    def keep(self, file: PracticeFile[T], value: T) -> Path | None:
        """Save a value. Raises OSError, and ValueError where it could not be read again.

        If the earlier file could not be read, it is set aside; return its new name.
        """
        document = file.document(value)
        file.read(document)
        private_folder(self.folder)
        path = self.path(file)
        _, problem = self.read(file)
        aside = set_aside(path, "unreadable") if problem else None
        text = json.dumps(document, indent=2, ensure_ascii=False)
        write_whole(path, f"{text}\n".encode(), private=True)
        return aside

    def path(self, file: PracticeFile[Any]) -> Path:
        """Return where a file lies; it may not exist yet."""
        return self.folder / f"{file.name}.json"


def _content(path: Path) -> bytes | None:
    """Return the bytes of a file, None if there is no file. Raises OSError and ValueError."""
    if not path.exists():
        return None
    if not path.is_file():
        raise ValueError("it isn't a file.")
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"it's too large (over {MAX_BYTES:,} bytes).")
    return path.read_bytes()


def _document(content: bytes) -> Any:
    """Return the document in a file. Raises ValueError with a message."""
    twice: list[str] = []

    def named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice.append(next(name for name in names if names.count(name) > 1))
        return found

    try:
        # Some editors mark UTF-8.
        document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=named)
    except (RecursionError, ValueError):
        raise ValueError("it's damaged (not valid JSON).") from None
    if twice:
        raise ValueError(f'"{twice[0][:_MAX_SHOWN]}" is there twice.')
    return document

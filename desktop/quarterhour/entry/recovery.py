"""Unsaved work, kept in a file of its own while it is unsaved, and offered after a crash.

The file lies in the program's data folder on this computer and is deleted when the work is saved
or given up. A lock next to it tells the work of a running program from that of one that died.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from quarterhour.private import private_folder
from quarterhour.visit import VisitFile
from quarterhour.whole_file import write_whole

if TYPE_CHECKING:
    from quarterhour.entry.kept_draft import Kept

D = TypeVar("D")

MAX_BYTES = 10_000_000
_ASIDE = "unreadable"


class Lock(Protocol):
    """A lock that ends with the program that holds it."""

    def take(self) -> bool:
        """Take it unless a running program has it; return whether it was taken."""

    def denied(self) -> bool:
        """Return whether it could not be taken because nothing may be written there."""

    def release(self) -> None:
        """Give it back."""


# Makes the lock of a file.
Locks = Callable[[Path], Lock]


class KeptWork:
    """The unsaved work of one window, in a file of its own."""

    def __init__(self, folder: Path, locks: Locks) -> None:
        self._path = folder / f"{os.urandom(16).hex()}.json"
        self._lock = locks(self._path)

    def keep(self, text: str) -> None:
        """Write what is typed, and the file that it belongs to, as `draft_text` has them.

        A full disk, or a folder that cannot be written, stops nobody.
        """
        with suppress(OSError):
            private_folder(self._path.parent)  # what is typed is nobody else's
            if self._lock.take():
                write_whole(self._path, text.encode(), private=True)

    def forget(self) -> None:
        """Delete what was kept: it is saved, or given up."""
        _delete(self._path)
        self._lock.release()


class Left(NamedTuple, Generic[D]):
    """Unsaved work of a program that died, kept at `path`.

    `draft` is the visit and `file` the file that it was opened from. Where the folder can't be
    written, the work is not read, because it could not be removed and would be offered each time.
    """

    draft: D | None
    path: Path
    denied: bool = False
    file: VisitFile | None = None


def leftovers(
    folder: Path, locks: Locks, read: Callable[[bytes], Kept[D] | None]
) -> Iterator[Left[D]]:
    """Yield the unsaved work of programs that died, and delete it: it is offered once.

    What cannot be read is set aside. Work lies aside while it is opened, too, so that what ended
    the program then is not opened at the next start. What a program that died had begun to write
    goes.
    """
    denied = not os.access(folder, os.W_OK)
    for name in sorted({path.name.partition(".")[0] for path in folder.glob("*.*")}):
        path = folder / f"{name}.json"
        lock = locks(path)
        if not lock.take():
            # Else it belongs to a program that runs.
            if (denied or lock.denied()) and _holds_something(path):
                yield Left(None, path, denied=True)
            continue
        if _holds_something(path):
            aside = _set_aside(path)
            content = _content(aside)
            kept = None if content is None else read(content)
            if kept is None:
                yield Left(None, aside)
            else:
                yield Left(kept.draft, aside, file=kept.file)
                _delete(aside)
        else:
            _delete(path)
        from glob import escape  # most starts find nothing left

        for begun in folder.glob(f"{escape(name)}.json.*"):
            _delete(begun)
        lock.release()


def _holds_something(path: Path) -> bool:
    try:
        return path.is_dir() or path.stat().st_size > 0
    except OSError:
        return False  # it is not there


def _set_aside(path: Path) -> Path:
    """Move what was kept into the folder for what is set aside; return where it lies then."""
    aside = path.parent / _ASIDE
    with suppress(OSError):
        private_folder(aside)
        taken = sum(1 for each in aside.iterdir() if each.name.startswith(path.stem))
        return path.rename(aside / f"{path.stem}{f'-{taken}' * (taken > 0)}{path.suffix}")
    return path


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            kept = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    return kept if len(kept) <= MAX_BYTES else None

"""Unsaved work, kept in a file of its own while it is unsaved, and offered after a crash.

The file lies in the program's data folder on this computer and is deleted when the work is saved
or given up. A lock beside it tells the work of a running program from that of one that died.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLockFile, QObject, QTimer

from quarterhour.entry import Draft
from quarterhour.entry.kept_draft import draft_text, read_draft_text
from quarterhour.whole_file import write_whole
from quarterhour.window.worksheet import Worksheet

_AFTER_MS = 1000
_MOST_BYTES = 10_000_000
_ASIDE = "unreadable"
_OWN = 0o700
_DENIED = QLockFile.LockError.PermissionError


class Recovery(QObject):
    """Keeps the unsaved work of one window, a second after it last changed."""

    def __init__(self, worksheet: Worksheet, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._path = folder / f"{os.urandom(16).hex()}.json"
        self._lock = _lock_of(self._path)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        worksheet.assessed.connect(self._timer.start)
        worksheet.saved_changed.connect(self._follow)

    def keep(self) -> None:
        """Write what stands in the window, if it is unsaved."""
        if not self._worksheet.session.unsaved:
            return
        # A full disk or a folder that cannot be written must not stop whoever types.
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.parent.chmod(_OWN)  # what is typed is nobody else's
            if self._lock.isLocked() or self._lock.tryLock(0):
                write_whole(self._path, draft_text(self._worksheet.session.draft).encode())

    def forget(self) -> None:
        """Delete what was kept: it is saved, or given up."""
        self._timer.stop()
        _delete(self._path)
        self._lock.unlock()

    def _follow(self, saved: bool) -> None:
        if saved:
            self.forget()


class Left(NamedTuple):
    """Unsaved work of a program that died: what it is, or else `path`, where it lies.

    It is not read where the folder cannot be written: it would be offered again and again.
    """

    draft: Draft | None
    path: Path
    denied: bool = False


def leftovers(folder: Path) -> Iterator[Left]:
    """Yield the unsaved work of programs that died, and delete it: it is offered once.

    What cannot be read is set aside. Work lies aside while it is opened, too, so that what ended
    the program then is not opened at the next start. What a program that died had begun to write
    goes.
    """
    denied = not os.access(folder, os.W_OK)
    for name in sorted({path.name.partition(".")[0] for path in folder.glob("*.*")}):
        path = folder / f"{name}.json"
        lock = _lock_of(path)
        if not _taken(lock):
            # Else it belongs to a program that runs.
            if (denied or lock.error() is _DENIED) and _holds_something(path):
                yield Left(None, path, denied=True)
            continue
        if _holds_something(path):
            aside = _set_aside(path)
            draft = _read(aside)
            yield Left(draft, aside)
            if draft is not None:
                _delete(aside)
        else:
            _delete(path)
        for begun in folder.glob(f"{escape(name)}.json.*"):
            _delete(begun)
        lock.unlock()


def _taken(lock: QLockFile) -> bool:
    """Take the lock of a program that died; return whether it could be.

    The system knows whether a program still holds it, whatever stands in it: of one that is empty,
    or of a computer that had another name, Qt would not say so.
    """
    return lock.tryLock(0) or (lock.removeStaleLockFile() and lock.tryLock(0))


def _holds_something(path: Path) -> bool:
    try:
        return path.is_dir() or path.stat().st_size > 0
    except OSError:
        return False  # it is not there


def _set_aside(path: Path) -> Path:
    """Move what was kept into the folder for what is set aside; return where it lies then."""
    aside = path.parent / _ASIDE
    with suppress(OSError):
        aside.mkdir(mode=_OWN, exist_ok=True)
        taken = sum(1 for each in aside.iterdir() if each.name.startswith(path.stem))
        return path.rename(aside / f"{path.stem}{f'-{taken}' * (taken > 0)}{path.suffix}")
    return path


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _read(path: Path) -> Draft | None:
    try:
        with path.open("rb") as file:
            kept = file.read(_MOST_BYTES + 1)
    except OSError:
        return None
    return read_draft_text(kept) if len(kept) <= _MOST_BYTES else None


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # only the death of its program ends a lock
    return lock

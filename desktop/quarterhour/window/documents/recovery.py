"""Unsaved work, kept in a file of its own while it is unsaved, and offered after a crash.

The file lies in the program's data folder on this computer and is deleted when the work is saved
or given up. A lock beside it tells the work of a running program from that of one that died.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from glob import escape
from os import urandom
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from quarterhour.entry import Draft
from quarterhour.entry.kept_draft import draft_text, read_draft_text
from quarterhour.whole_file import write_whole
from quarterhour.window.worksheet import Worksheet

_AFTER_MS = 1000
_MOST_BYTES = 1_000_000
_OWN = 0o700


class Recovery(QObject):
    """Keeps the unsaved work of one window, a second after it last changed."""

    def __init__(self, worksheet: Worksheet, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._path = folder / f"{urandom(16).hex()}.json"
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
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._lock.unlock()

    def _follow(self, saved: bool) -> None:
        if saved:
            self.forget()


def leftovers(folder: Path) -> Iterator[Draft]:
    """Yield the unsaved work of programs that died, and delete it: it is offered once.

    What they had begun to write goes, too.
    """
    for name in sorted({path.name.partition(".")[0] for path in folder.glob("*.*")}):
        path = folder / f"{name}.json"
        lock = _lock_of(path)
        if not lock.tryLock(0):
            continue  # it belongs to a program that runs
        with suppress(OSError, UnicodeDecodeError):
            if path.is_file() and path.stat().st_size <= _MOST_BYTES:
                draft = read_draft_text(path.read_text(encoding="utf-8"))
                if draft is not None:
                    yield draft
        for left in folder.glob(f"{escape(name)}.json*"):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        lock.unlock()


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # only the death of its program ends a lock
    return lock

"""What is kept by itself: unsaved work for a crash, and the day's own file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from quarterhour.entry.recovery import KeptWork
from quarterhour.window.files import Files
from quarterhour.window.look.notice import MessageBar
from quarterhour.window.worksheet import Worksheet

_AFTER_MS = 1000


class FileLock:
    """The lock of a file, beside it."""

    def __init__(self, path: Path) -> None:
        self._lock = QLockFile(str(path.with_suffix(".lock")))
        self._lock.setStaleLockTime(0)  # only the death of its program ends a lock

    def take(self) -> bool:
        """Take it, if no running program has it; return whether it is taken.

        The system knows whether a program still holds it, whatever stands in it: of one that is
        empty, or of a computer that had another name, Qt would not say so.
        """
        lock = self._lock
        if lock.isLocked() or lock.tryLock(0):
            return True
        return lock.removeStaleLockFile() and lock.tryLock(0)

    def denied(self) -> bool:
        """Return whether it could not be taken since nothing may be written there."""
        return self._lock.error() is QLockFile.LockError.PermissionError

    def release(self) -> None:
        """Give it back."""
        self._lock.unlock()


class Recovery(QObject):
    """Keeps the unsaved work of one window, a second after it last changed."""

    def __init__(self, worksheet: Worksheet, files: Files, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._files = files
        self._kept = KeptWork(folder, FileLock)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        worksheet.assessed.connect(self._keep_soon)
        worksheet.saved_changed.connect(self._follow)

    def keep(self) -> None:
        """Write what stands in the window, if it is unsaved."""
        if self._session.unsaved:
            self._kept.keep(self._text())

    def _keep_soon(self) -> None:
        """Keep what stands a moment after the first change, however fast others follow."""
        if not self._timer.isActive():
            self._timer.start()

    def _text(self) -> str:
        if self._session.plain:
            from quarterhour.entry.kept_draft import draft_text

            return draft_text(self._session.draft, self._files.file)
        from quarterhour.entry.kept_day import day_draft_text  # which one visit does without

        return day_draft_text(self._session.day_draft, self._files.file)

    def forget(self) -> None:
        """Delete what was kept: it is saved, or given up."""
        self._timer.stop()
        self._kept.forget()

    def _follow(self, saved: bool) -> None:
        if saved:
            self.forget()


_SAVE_AFTER_MS = 2000


class AutoSave(QObject):
    """Saves what has a file. `said` has how that stands, in a few words, and all of it.

    A row that can't be read is saved as it was typed. What is no row and can't be read isn't
    written: the file stays as it was until it can be.
    """

    said = Signal(str, str)

    def __init__(
        self, worksheet: Worksheet, files: Files, messages: MessageBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._files = files
        self._messages = messages
        self._complaint = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        worksheet.recorded.connect(self._save_soon)
        files.saved.connect(self._tell_time)
        files.shown.connect(self._begin)

    def save(self) -> None:
        """Save now, unless a cell is being typed in: then a moment after that."""
        if self._session.typing:
            self._save_soon()
            return
        self._timer.stop()
        if self._files.path is None or not self._session.unsaved:
            return
        if problem := self._session.why_day_not_saved:
            where = self._session.unread_where
            self.said.emit(f"Not saved yet: {where}" if where else "Not saved yet", problem)
        elif problem := self._files.save_by_itself():
            self.said.emit(f"{self._files.name} isn't saved", problem)
            if problem != self._complaint:
                self._complaint = problem
                self._messages.say(problem)

    def _save_soon(self) -> None:
        if self._files.path is not None and self._session.unsaved:
            self._timer.start()

    def _begin(self) -> None:
        """Say nothing yet of another day, or of one that has its first file."""
        self._timer.stop()
        self._complaint = ""
        self.said.emit("", "")

    def _tell_time(self) -> None:
        if self._complaint and self._messages.text == self._complaint:
            self._messages.clear()
        self._complaint = ""
        now = datetime.now()
        text = f"Saved {now.hour % 12 or 12}:{now:%M} {'AM' if now.hour < 12 else 'PM'}"
        self.said.emit(text, f"{text}. {kept}" if (kept := self._session.saved_as_typed) else text)

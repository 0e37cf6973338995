"""The file of a window, and the unsaved work that is kept: nothing is lost without a question."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QFileInfo, QLockFile, QObject, QStandardPaths, QTimer, Signal

from quarterhour.entry.day_draft import DayDraft
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.documents import Document, open_file
from quarterhour.entry.recovery import KeptWork
from quarterhour.entry.settings import MAX_RECENT, RECENT
from quarterhour.visit import VisitError, VisitFile, written_file
from quarterhour.whole_file import write_whole
from quarterhour.window.look.notice import MessageBar
from quarterhour.window.settings import KeptSettings
from quarterhour.window.worksheet import Worksheet

SUFFIX = ".quarterhour"
_UNTITLED, _SAMPLE = "New {}", "Sample visit"
_DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation


class RecentFiles:
    """The paths of the last files, the latest first. Nothing of their content is kept."""

    def __init__(self, kept: KeptSettings) -> None:
        self._kept = kept

    @property
    def paths(self) -> list[Path]:
        """The files, whether or not they are still there."""
        return [Path(text).absolute() for text in self._kept.get(RECENT)]

    @property
    def folder(self) -> Path:
        """Where to begin to look for a visit: where the last of them lies, else among documents."""
        for path in self.paths:
            if QFileInfo(str(path.parent)).isDir():  # which takes any name, and asks for no right
                return path.parent
        return Path(QStandardPaths.writableLocation(_DOCUMENTS))

    def add(self, path: Path) -> None:
        """Put a file first."""
        path = path.absolute()
        self._keep([path, *(other for other in self.paths if other != path)])

    def remove(self, path: Path) -> None:
        """Take a file off, since it is not there any more."""
        self._keep([other for other in self.paths if other != path])

    def clear(self) -> None:
        """Forget all of them."""
        self._keep([])

    def _keep(self, paths: list[Path]) -> None:
        self._kept.keep(RECENT, tuple(str(path) for path in paths[:MAX_RECENT]))


class Files(QObject):
    """The file of a window, None until it has one. `changed` follows it.

    `saved` follows what was written, `shown` another day that is shown.
    """

    changed = Signal()
    saved = Signal()
    shown = Signal()

    def __init__(
        self,
        session: DaySession,
        file: VisitFile | None,
        messages: MessageBar,
        recent: RecentFiles,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.file = file
        self._session = session
        self._messages = messages
        self._recent = recent
        self._window = messages.window()
        self._copied = False

    @property
    def path(self) -> Path | None:
        """Where the file is."""
        return self.file.path if self.file else None

    @property
    def name(self) -> str:
        """What the file is called."""
        if self.path:
            return self.path.name
        return _SAMPLE if self._copied else _UNTITLED.format(self._session.what)

    @property
    def folder(self) -> Path:
        """Where to begin to put a file: where the day's own file is, else the last folder used."""
        return self.path.absolute().parent if self.path else self._recent.folder

    @property
    def is_sample(self) -> bool:
        """Whether a sample is open, not saved as a visit of one's own."""
        return self._copied and self.path is None

    @property
    def untouched(self) -> bool:
        """Whether the window holds nothing that another day could not take the place of."""
        return self.path is None and self._session.empty

    def gives_way_to(self, file: VisitFile | None) -> bool:
        """Whether the window holds nothing but what is saved in that file, if anything."""
        same = file is not None and file.path == self.path
        return self.untouched or (same and not self._session.unsaved)

    def begin_own(self) -> bool:
        """Begin an empty visit of today, which has no file; return whether it was begun."""
        return self.may_leave() and self._show(self._session.open_today, None)

    def begin_anew(self) -> None:
        """Begin as the settings say now, where nothing is typed and nothing could be redone."""
        if self.untouched and self._session.history.redoes is None:
            self._session.open(None)

    def open(self, path: Path) -> bool:
        """Open a visit or a day; where it can't be read, say so and keep the one that is open."""
        opened, before = self.read(path), self.file
        if opened is None or not self.may_leave():
            return False
        if self.file is not before and self.path == path:  # it was saved on the way
            opened = self.read(path)
        if opened is None:
            return False
        self._recent.add(path)
        document, file = opened
        return self._show(partial(self._session.open, document), file)

    def recover(self, draft: DayDraft, file: VisitFile | None) -> None:
        """Take up what was typed in a program that died: it counts as unsaved, and has its file."""
        self.file = file
        self._copied = False
        self._session.open_recovered_day(draft)
        self.changed.emit()
        self.shown.emit()

    def open_copy(self, path: Path) -> bool:
        """Open a visit without its file, as samples are: saving asks for a name."""
        opened = self.read(path)
        if opened is None or not self.may_leave():
            return False
        return self._show(partial(self._session.open, opened[0]), None, copied=True)

    def read(self, path: Path) -> tuple[Document, VisitFile] | None:
        """Read a visit or a day, and its file, or say why it can't be read."""
        try:
            return open_file(path)
        except OSError as error:
            self._messages.say(f"Can't open {path.name}: {error.strerror}.")
            self._recent.remove(path.absolute())
        except VisitError as error:
            self._messages.say(f"Can't open {path.name}. {error}")
        return None

    def save(self) -> bool:
        """Save under the present name, or ask for one; return whether it is saved."""
        return self._write(self.path) if self.path else self.save_as()

    def save_as(self) -> bool:
        """Ask for a name and save under it."""
        # Loaded only when something asks: it would delay the first window.
        from quarterhour.window import prompts

        if self._session.why_day_not_saved:
            self._messages.say_while(lambda: self._session.why_day_not_saved)
            return False
        name = f"{self._session.draft.day} {self._session.what}"
        suggested = self.path or _free_name(self.folder, name)
        path = prompts.ask_where_to_save(self._window, suggested)
        if path is not None and path.suffix != SUFFIX:
            # By which it is found again; the dialog adds it where no ending is typed.
            path = path.with_name(path.name + SUFFIX)
            if _is_there(path):
                self._messages.say(f"{path.name} already exists. Save under another name.")
                return False
        return path is not None and self._write(path)

    def save_by_itself(self) -> str:
        """Save to the file that there is, without a question; return why it isn't saved."""
        path = self.path
        if path is None:
            return ""
        if self._is_changed(path):
            return (
                f"Another program has changed {path.name}, so it isn't saved by itself. "
                "Save it to choose which one stays."
            )
        return self._put(path)

    def may_leave(self) -> bool:
        """Return whether the day may go: what is unsaved was saved or given up."""
        if not self._session.unsaved:
            return True
        if self.path and not self._session.why_day_not_saved and not self.save_by_itself():
            return True
        from quarterhour.window import prompts

        match prompts.ask_about_unsaved(self._window, self.name):
            case prompts.Unsaved.SAVE:
                return self.save()
            case prompts.Unsaved.DISCARD:
                return True
        return False

    def _is_changed(self, path: Path) -> bool:
        """Return whether another program has changed the file since it was read or written.

        Then no step is what the file has, and everything counts as unsaved.
        """
        changed = self.file is not None and path == self.file.path and self.file.is_changed()
        if changed:
            self._session.mark_unsaved()
        return changed

    def _show(
        self, begin: Callable[[], None], file: VisitFile | None, copied: bool = False
    ) -> bool:
        """Show another day and have this as its file."""
        self._messages.clear()
        self.file, self._copied = file, copied
        begin()
        self.changed.emit()
        self.shown.emit()
        return True

    def _write(self, path: Path) -> bool:
        if self._session.why_day_not_saved:
            self._messages.say_while(lambda: self._session.why_day_not_saved)
            return False
        if self._is_changed(path):
            from quarterhour.window import prompts

            if not prompts.ask_to_write_over(self._window, path.name):
                return False
        if problem := self._put(path):
            self._messages.say(problem)
            return False
        self._messages.clear()
        self._recent.add(path)
        return True

    def _put(self, path: Path) -> str:
        """Write the day to a file, which is its own then; return why it couldn't be written."""
        try:
            content = self._session.document_text().encode()
            write_whole(path, content, private=not path.exists())
        except VisitError as error:
            return f"Couldn't save the {self._session.what}. {error}"
        except OSError as error:
            what = self._session.what
            return f"Couldn't save {path.name}: {error.strerror}. Your {what} is still open."
        self.file = written_file(path, content)
        self._session.mark_saved()
        self.changed.emit()
        self.saved.emit()
        return ""


def _is_there(path: Path) -> bool:
    with suppress(OSError):  # a name that is too long is none
        return path.exists()
    return False


def _free_name(folder: Path, name: str) -> Path:
    """Return a file in a folder that is not there yet: its name, or with the next number."""
    names = chain((name,), (f"{name} {number}" for number in count(2)))
    return next(path for each in names if not _is_there(path := folder / f"{each}{SUFFIX}"))


_KEEP_AFTER_MS = 1000
_SAVE_AFTER_MS = 2000


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
        self._timer.setInterval(_KEEP_AFTER_MS)
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

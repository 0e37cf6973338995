"""Importing, removing, and setting aside: one job after the other, in a thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, Signal, Slot

from quarterhour.claims import listed
from quarterhour.log import FILE, crash_report, log_crash
from quarterhour.reference import Bundled, ReleaseKind, american_dates
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import ImportCanceledError, Imports, ImportsApart, Outcome
from quarterhour.reference.importing.batch import Progress
from quarterhour.reference.importing.succession import FirstDay
from quarterhour.resources import user_folder

_NOTHING = "Nothing changed."
_RULES_REMOVED = "The rules you entered for {codes} were removed with {release}."


class Verdict(Enum):
    """What came of a job."""

    IMPORTED = auto()
    THERE_ALREADY = auto()
    NOT_IMPORTED = auto()
    CANCELED = auto()
    REMOVED = auto()
    NOT_REMOVED = auto()
    SET_ASIDE = auto()
    NOT_SET_ASIDE = auto()

    @property
    def stored(self) -> bool:
        """Whether the imported database is another one now."""
        return self in (Verdict.IMPORTED, Verdict.REMOVED, Verdict.SET_ASIDE)

    @property
    def failed(self) -> bool:
        """Whether there is something to remedy."""
        return self in (Verdict.NOT_IMPORTED, Verdict.NOT_REMOVED, Verdict.NOT_SET_ASIDE)


VERDICT_WORDS = {
    Verdict.IMPORTED: "Imported",
    Verdict.THERE_ALREADY: "Already imported",
    Verdict.NOT_IMPORTED: "Not imported",
    Verdict.CANCELED: "Canceled",
    Verdict.REMOVED: "Removed",
    Verdict.NOT_REMOVED: "Not removed",
    Verdict.SET_ASIDE: "Set aside",
    Verdict.NOT_SET_ASIDE: "Not set aside",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a file: the verdict, its name, and a sentence.

    `confirmed` is the job that imports it where that has to be confirmed first, or where its
    `first_day` has to be told.
    """

    verdict: Verdict
    name: str
    sentence: str
    confirmed: ImportJob | None = None
    first_day: FirstDay | None = None

    @property
    def text(self) -> str:
        """All of it as one line of text."""
        return f"{VERDICT_WORDS[self.verdict]}: {self.name}. {self.sentence}"


class Tools:
    """What works on the imported database: here, and in a process of its own."""

    def __init__(self, database: Path, codes: Collection[str], bundled: Bundled) -> None:
        self.imports = Imports(database, codes, bundled)
        self.apart = ImportsApart(database, codes, bundled)


@dataclass(frozen=True, slots=True)
class ImportJob:
    """Downloads to import that were chosen at once.

    `practitioners` says that tables of the NCCI are theirs where nothing else says whose, `begins`
    what the first day of a revised release is.
    """

    downloads: tuple[Path, ...]
    practitioners: bool = False
    begins: date | None = None

    @property
    def name(self) -> str:
        """What the job is about."""
        return ", ".join(download.name for download in self.downloads)

    def run(self, tools: Tools, on: Progress) -> Iterator[Result]:
        """Import them; yield what came of each."""
        changed = False
        try:
            outcomes = tools.apart.add_each(
                self.downloads, on, begins=self.begins, practitioners=self.practitioners
            )
            for outcome in outcomes:
                changed = changed or outcome.changed
                yield self._result(outcome)
        except ImportCanceledError:
            yield self.canceled("The rest wasn't imported." if changed else _NOTHING)
        except Exception as error:
            sentence = f"Couldn't import {self.name}. {_NOTHING} {_logged(error)}"
            yield Result(Verdict.NOT_IMPORTED, self.name, sentence)

    def canceled(self, sentence: str = _NOTHING) -> Result:
        """Return the result of a job that was not done, or not to its end."""
        return Result(Verdict.CANCELED, self.name, sentence)

    def _result(self, outcome: Outcome) -> Result:
        name, first_day = outcome.name, outcome.first_day
        summary = american_dates(outcome.summary)
        if not outcome.refused:
            verdict = Verdict.IMPORTED if outcome.changed else Verdict.THERE_ALREADY
            return Result(verdict, name, summary)
        asked = outcome.asked or first_day is not None
        again = ImportJob(self._named(name), outcome.asked) if asked else None
        return Result(Verdict.NOT_IMPORTED, name, summary, again, first_day)

    def _named(self, name: str) -> tuple[Path, ...]:
        """Return the file of a name that is one of the downloads or lies in one, else all."""
        files = (
            file
            for download in self.downloads
            for file in (download, *(download.rglob("*") if download.is_dir() else ()))
        )
        return tuple(file for file in files if file.name == name) or self.downloads


@dataclass(frozen=True, slots=True)
class RemoveJob:
    """An import to remove, with the codes whose typed `rules` go with it."""

    kind: ReleaseKind
    release: str
    rules: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the job is about."""
        return american_dates(self.release)

    def run(self, tools: Tools, on: Progress) -> Iterator[Result]:
        """Remove it; yield what came of that."""
        try:
            on("Removing", 0)
            stays = tools.imports.remove(self.kind, self.release)
        except ImportCanceledError:
            yield self.canceled()
        except CmsFileError as error:
            yield Result(Verdict.NOT_REMOVED, self.name, american_dates(str(error)))
        except Exception as error:
            sentence = f"Couldn't remove {self.name}. {_NOTHING} {_logged(error)}"
            yield Result(Verdict.NOT_REMOVED, self.name, sentence)
        else:
            said = [f"Import the file of {self.name} again to get it back.", stays]
            if self.rules:
                said.append(_RULES_REMOVED.format(codes=listed(self.rules), release=self.name))
            yield Result(Verdict.REMOVED, self.name, " ".join(filter(None, said)))

    def canceled(self) -> Result:
        """Return the result of a job that was not done."""
        return Result(Verdict.CANCELED, self.name, "It wasn't removed.")


@dataclass(frozen=True, slots=True)
class SetAsideJob:
    """A damaged imported database to move out of the way, so that nothing is said of it again."""

    name: str

    def run(self, tools: Tools, on: Progress) -> Iterator[Result]:
        """Move it; yield what came of that."""
        try:
            on("Setting aside", 0)
            said = tools.imports.set_damaged_aside()
        except ImportCanceledError:
            yield self.canceled()
        except CmsFileError as error:
            yield Result(Verdict.NOT_SET_ASIDE, self.name, str(error))
        else:
            sentence = f"{said} Import the files again." if said else "It isn't damaged."
            yield Result(Verdict.SET_ASIDE, self.name, sentence)

    def canceled(self) -> Result:
        """Return the result of a job that was not done."""
        return Result(Verdict.CANCELED, self.name, _NOTHING)


Job = ImportJob | RemoveJob | SetAsideJob


def _logged(error: Exception) -> str:
    """Log what should not have happened; return where the report is."""
    log_crash(crash_report(type(error), error.__traceback__), user_folder())
    return f"The report is in {user_folder() / FILE}."


_DONE = 100
# How long a file that is being read may take to hear that it is canceled.
_PATIENCE_MS = 5_000


class Runner(QObject):
    """Does jobs in the order in which they come.

    `progressed` says what it is about, what is being done and the percentage; `finished` carries
    a Result, of which a job can have several; `idle` follows the last. All arrive in the thread of
    the window.
    """

    progressed = Signal(str, str, int)
    finished = Signal(object)
    idle = Signal()

    def __init__(
        self, database: Path, codes: Collection[str], bundled: Bundled, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tools = partial(Tools, database, frozenset(codes), bundled)
        self._waiting: deque[Job] = deque()
        self._thread: _JobThread | None = None
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether a job is being done."""
        return self._thread is not None

    @property
    def waiting(self) -> int:
        """How many jobs come after the one that is being done."""
        return len(self._waiting)

    def add(self, jobs: Iterable[Job]) -> None:
        """Do these after those that wait."""
        self._waiting.extend(jobs)
        if not self.busy:
            self._go_on()

    def cancel(self) -> None:
        """Stop the job that is being done where that changes nothing, and drop what waits."""
        if self._thread is not None:
            self._thread.canceled.set()
            QTimer.singleShot(_PATIENCE_MS, self._thread, self._thread.end)
        while self._waiting:
            self.finished.emit(self._waiting.popleft().canceled())

    @Slot()
    def stop(self) -> None:
        """Cancel, wait for the thread to end, and say what came of it."""
        self.cancel()
        if self._thread is not None:
            if not self._thread.wait(_PATIENCE_MS):
                self._thread.end()
                self._thread.wait()
            QCoreApplication.sendPostedEvents(self)

    def _go_on(self) -> None:
        if not self._waiting:
            self.idle.emit()
            return
        self._thread = _JobThread(self._waiting.popleft(), self._tools(), self)
        queued = Qt.ConnectionType.QueuedConnection
        self._thread.progressed.connect(self._say, queued)
        self._thread.got.connect(self.finished, queued)
        self._thread.finished.connect(self._end, queued)
        self._thread.start()

    @Slot(str, int)
    def _say(self, what: str, percent: int) -> None:
        if self._thread is not None and not self._thread.canceled.is_set():
            self.progressed.emit(self._thread.job.name, what, percent)

    @Slot()
    def _end(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.wait()  # it has said that it is done; now it is
        thread.deleteLater()
        self._go_on()


class _JobThread(QThread):
    """Does one job, with a connection to the database of its own; `got` carries each Result."""

    progressed = Signal(str, int)
    got = Signal(object)

    def __init__(self, job: Job, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self.job = job
        self.canceled = Event()
        self._tools = tools
        self._said = ("", -1)

    def run(self) -> None:
        """Do the job. Runs in the thread."""
        for result in self.job.run(self._tools, self._on):
            self.got.emit(result)

    def end(self) -> None:
        """End the process that reads a file, whatever it is at: what it stores is whole or not."""
        self._tools.apart.end()

    def _on(self, what: str, percent: int) -> None:
        # What is stored is stored: from then on it is too late to cancel.
        if self.canceled.is_set() and percent < _DONE:
            raise ImportCanceledError
        if (what, percent) != self._said:
            self._said = (what, percent)
            self.progressed.emit(what, percent)

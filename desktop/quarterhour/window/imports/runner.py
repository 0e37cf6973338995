"""Doing jobs one after the other, in a thread, while the window goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, Signal, Slot

from quarterhour.reference import Bundled
from quarterhour.reference.importing import ImportCanceledError
from quarterhour.window.imports.jobs import Job, Tools

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

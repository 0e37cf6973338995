"""Whether the print service of the system answers.

Qt waits for it without an end, and with it the window would: so another process asks first.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QEventLoop, QObject, QProcess, QProcessEnvironment, QTimer, Signal

_AT_ONCE_MS = 700
_LATEST_MS = 30_000


class Printers(Enum):
    """What became of asking for the printers."""

    THERE = auto()
    SILENT = auto()
    GIVEN_UP = auto()
    TO_FILE = auto()


class PrintService(QObject):
    """Asks the print service; `ended` follows its answer, or the end of waiting for it."""

    ended = Signal()

    def __init__(self, command: Sequence[str], latest_ms: int = _LATEST_MS) -> None:
        super().__init__()
        self._process = QProcess(self)
        self._process.setProgram(command[0])
        self._process.setArguments(command[1:])
        self._process.setProcessEnvironment(_in_background())
        self._process.finished.connect(self.ended)
        self._process.errorOccurred.connect(self.ended)
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.timeout.connect(self.ended)
        self._process.start()
        self._latest.start(latest_ms)

    @property
    def answered(self) -> bool:
        """Whether it has answered. What cannot be asked is left to the dialog for printing."""
        return self._process.state() is QProcess.ProcessState.NotRunning

    @property
    def is_late(self) -> bool:
        """Whether it had all the time there is, and has not answered."""
        return not self.answered and not self._latest.isActive()

    def wait_a_moment(self) -> None:
        """Wait so shortly that nobody need be told; what is pressed meanwhile comes after."""
        loop = QEventLoop()
        self.ended.connect(loop.quit)
        QTimer.singleShot(_AT_ONCE_MS, loop.quit)
        if not self.answered:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def end(self) -> None:
        """Wait no longer: the other process ends, whatever it waits for."""
        self._latest.stop()
        self._process.finished.disconnect(self.ended)
        self._process.errorOccurred.disconnect(self.ended)
        self._process.kill()
        self._process.waitForFinished()


def printers_command() -> list[str]:
    """Return how Quarterhour is started to list the printers."""
    own = [] if getattr(sys, "frozen", False) else ["-m", "quarterhour"]
    return [sys.executable, *own, "printers"]


def _in_background() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    # On macOS, it would stand among the programs that have windows.
    environment.insert("QT_MAC_DISABLE_FOREGROUND_APPLICATION_TRANSFORM", "1")
    return environment

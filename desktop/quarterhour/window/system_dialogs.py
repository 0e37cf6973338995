"""What Qt's own dialogs need around them: no trace of the files chosen, and printers that answer.

Qt's dialog for files notes the folders visited in settings that all programs of Qt share, when it
is deleted; nothing tells it not to. The desktops of Linux list the files chosen for other programs.
Its dialogs for printing wait for the print service without an end, and with them the window would:
so another process asks first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path

import shiboken6
from PySide6.QtCore import (
    QChildEvent,
    QEvent,
    QEventLoop,
    QObject,
    QProcess,
    QProcessEnvironment,
    QSettings,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from quarterhour.resources import is_portable
from quarterhour.window.look.text import plain_box
from quarterhour.window.words import WORDS, Title


def file_dialog(parent: QWidget | None, title: Title, start: Path, filters: str) -> QFileDialog:
    """Return a dialog that begins in a folder, or with a file in it.

    A portable program has Qt's own dialog: those of Windows and macOS have a memory of theirs.
    """
    folder = start if start.is_dir() else start.parent
    dialog = QFileDialog(parent, WORDS[title], str(folder), filters)
    dialog.installEventFilter(_PlainBoxes(dialog))
    if sys.platform == "linux" or is_portable():
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


def save_dialog(parent: QWidget | None, title: Title, suggested: Path, filters: str) -> QFileDialog:
    """Return a dialog that puts the ending of the kind chosen where none is typed.

    It does so itself, and so asks before a file of that name is written over.
    """
    dialog = file_dialog(parent, title, suggested, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def follow(kind: str) -> None:
        dialog.setDefaultSuffix(
            kind.rpartition("*.")[2].rstrip(")")
        )  # "Visit summary, PDF (*.pdf)"

    dialog.filterSelected.connect(follow)
    follow(dialog.nameFilters()[0])
    dialog.selectFile(suggested.name)
    return dialog


def chosen(dialog: QFileDialog) -> list[Path]:
    """Show a dialog; return the files that were chosen, none if it was left."""
    with _others_settings_kept():
        files = dialog.selectedFiles() if dialog.exec() else []
        shiboken6.delete(dialog)  # this is when it writes
    return [Path(file) for file in files]


class _PlainBoxes(QObject):
    """Has the boxes that a dialog opens, to ask about a file, show its name as it is written."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a box before it is shown."""
        if isinstance(event, QChildEvent) and event.polished():
            child = event.child()
            if isinstance(child, QMessageBox):
                plain_box(child)
        return False


@contextmanager
def _others_settings_kept() -> Iterator[None]:
    """Put Qt's settings of dialogs back as they were: Windows and macOS keep them in no file."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup("FileDialog")
    before = {key: settings.value(key) for key in settings.allKeys()}
    yield
    settings.remove("")
    for key, value in before.items():
        settings.setValue(key, value)
    settings.sync()


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

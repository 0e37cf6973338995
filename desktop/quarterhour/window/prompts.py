"""Everything that asks in a window of its own. Tests put their own answers here.

Qt's dialog for files notes the folders visited in settings that all programs of Qt share, when it
is deleted; nothing tells it not to. The desktops of Linux list the files chosen for other programs.
Its dialogs for printing wait for the print service without an end, and with them the window would:
so another process asks first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import (
    QChildEvent,
    QEvent,
    QEventLoop,
    QObject,
    QProcess,
    QProcessEnvironment,
    QSettings,
    QStandardPaths,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from quarterhour.resources import is_portable
from quarterhour.window.look.buttons import without_icons
from quarterhour.window.look.text import plain_box
from quarterhour.window.words import WORDS, Title

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrinter

_VISITS = "Visits (*.quarterhour)"
_TABLES = "Comma-separated values (*.csv *.txt);;All files (*)"
_DOWNLOADS = "CMS downloads (*.zip *.csv *.txt *.xlsx);;All files (*)"
_MODES = QFileDialog.FileMode
_ICONS, _ROLES, _BUTTONS = QMessageBox.Icon, QMessageBox.ButtonRole, QMessageBox.StandardButton


def ask_visit_to_open(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a visit to open, in a folder to begin with; return None if nothing was chosen."""
    filters = f"{_VISITS};;All files (*)"
    return _one(file_dialog(parent, Title.OPEN_VISIT, folder, filters, _MODES.ExistingFile))


def ask_downloads_to_import(parent: QWidget) -> list[Path]:
    """Ask for CMS downloads to import; return none if nothing was chosen."""
    start, mode = _downloads_folder(), _MODES.ExistingFiles
    return chosen(file_dialog(parent, Title.IMPORT, start, _DOWNLOADS, mode))


def ask_folder_to_import(parent: QWidget) -> list[Path]:
    """Ask for a folder of CMS downloads to import; return none if nothing was chosen.

    The files in it are shown, too, to tell it by.
    """
    start, mode = _downloads_folder(), _MODES.Directory
    return chosen(file_dialog(parent, Title.IMPORT_FOLDER, start, _DOWNLOADS, mode))


def ask_prices_to_import(parent: QWidget) -> Path | None:
    """Ask for a price list to import; return None if nothing was chosen."""
    start, mode = _downloads_folder(), _MODES.ExistingFile
    return _one(file_dialog(parent, Title.IMPORT_PRICES, start, _TABLES, mode))


def ask_where_to_save(parent: QWidget, suggested: Path) -> Path | None:
    """Ask for the file to save a visit in; return None if nothing was chosen."""
    return _one(save_dialog(parent, Title.SAVE_VISIT, suggested, _VISITS))


def ask_where_to_export(parent: QWidget, suggested: Path, filters: str) -> Path | None:
    """Ask for the file to write, its format by its ending; return None if nothing was chosen."""
    return _one(save_dialog(parent, Title.EXPORT, suggested, filters))


def _downloads_folder() -> Path:
    downloads = QStandardPaths.StandardLocation.DownloadLocation
    return Path(QStandardPaths.writableLocation(downloads))


def file_dialog(
    parent: QWidget | None,
    title: Title,
    start: Path,
    filters: str,
    mode: QFileDialog.FileMode = _MODES.AnyFile,
) -> QFileDialog:
    """Return a dialog that begins in a folder, or with a file in it.

    A portable program has Qt's own dialog: those of Windows and macOS have a memory of theirs.
    """
    folder = start if start.is_dir() else start.parent
    dialog = QFileDialog(parent, WORDS[title], str(folder), filters)
    dialog.installEventFilter(_PlainBoxes(dialog))
    if sys.platform == "linux" or is_portable():
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    return dialog


def save_dialog(parent: QWidget | None, title: Title, suggested: Path, filters: str) -> QFileDialog:
    """Return a dialog that puts the ending of the kind chosen where none is typed.

    It does so itself, and so asks before a file of that name is written over.
    """
    dialog = file_dialog(parent, title, suggested, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def follow(kind: str) -> None:  # as "Visit summary, PDF (*.pdf)"
        dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")"))

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


def _one(dialog: QFileDialog) -> Path | None:
    return next(iter(chosen(dialog)), None)


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


def wait_for_printers(parent: QWidget) -> Printers:
    """Wait until the print service answers; whoever waits may give up, or have a file instead."""
    service = PrintService(printers_command())
    service.wait_a_moment()
    box = _box(
        parent,
        _ICONS.Information,
        "Waiting for your computer\u2019s printers\u2026",
        "The print service hasn't answered yet.",
    )
    box.setWindowModality(Qt.WindowModality.WindowModal)
    to_file = box.addButton("&Export as PDF\u2026", _ROLES.AcceptRole)
    box.setDefaultButton(box.addButton(_BUTTONS.Cancel))
    service.ended.connect(box.close)
    if not service.answered:
        _answer(box)
    if box.clickedButton() is to_file:
        answer = Printers.TO_FILE
    elif service.answered:
        answer = Printers.THERE
    else:
        answer = Printers.SILENT if service.is_late else Printers.GIVEN_UP
    service.end()
    box.deleteLater()
    return answer


def ask_for_printer(parent: QWidget, name: str) -> QPagedPaintDevice | None:
    """Ask for the printer, its paper and its copies; return None if nothing is to be printed.

    The name is that of a PDF file, if that is what it is printed to.
    """
    from PySide6.QtPrintSupport import QPrintDialog

    printer = _printer(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    return printer if dialog.exec() else None


def show_preview(
    parent: QWidget, title: str, name: str, draw: Callable[[QPagedPaintDevice], object]
) -> None:
    """Show what would be printed, as `draw` draws it, with a button that prints it.

    The name is that of a PDF file, if that is what it is printed to.
    """
    from PySide6.QtPrintSupport import QPrintPreviewDialog

    printer = _printer(name)  # the dialog does not keep it alive
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(WORDS[Title.PREVIEW].format(title))
    dialog.paintRequested.connect(draw)
    dialog.resize(parent.size())
    dialog.exec()


def _printer(name: str) -> QPrinter:
    """Return the usual printer with the usual paper. It is loaded only when asked for."""
    from PySide6.QtPrintSupport import QPrinter

    from quarterhour.report.pdf import set_usual_page

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    set_usual_page(printer)
    return printer


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


class Unsaved(Enum):
    """What becomes of unsaved work."""

    SAVE = auto()
    DISCARD = auto()
    KEEP = auto()


def tell_of_crash(report: str, log: Path) -> None:
    """Say that something went wrong, with the report to copy. Nothing is sent anywhere."""
    box = _box(
        QApplication.activeWindow(),
        _ICONS.Warning,
        "Something went wrong.",
        "Your work is still open. Save it and restart Quarterhour. An error report without "
        f"anything you typed is in {log}. It isn't sent anywhere.",
    )
    box.setDetailedText(report)
    copy = box.addButton("&Copy report", _ROLES.ActionRole)
    box.setDefaultButton(box.addButton(_BUTTONS.Close))
    _answer(box)
    if box.clickedButton() is copy:
        QApplication.clipboard().setText(report)


def tell_of_failure(said: str) -> None:
    """Say why the program cannot go on."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    box = _box(None, _ICONS.Critical, said)
    box.setWindowTitle("Quarterhour")
    box.addButton(_BUTTONS.Close)
    _answer(box)
    del application


def ask_to_reset(parent: QWidget) -> bool:
    """Ask whether all settings are to be the usual ones again."""
    box = _box(
        parent,
        _ICONS.Question,
        "Reset all settings to their defaults?",
        "Your last location is cleared too. Visits don't change.",
    )
    return _confirmed(box, "&Reset", _ROLES.AcceptRole)


def ask_about_unsaved(parent: QWidget, name: str) -> Unsaved:
    """Ask whether to save what has changed."""
    box = _box(
        parent,
        _ICONS.Warning,
        f"Save the changes to \u201c{name}\u201d?",
        "Your changes will be lost if you don't save them.",
    )
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setStandardButtons(_BUTTONS.Save | _BUTTONS.Discard | _BUTTONS.Cancel)
    box.setDefaultButton(_BUTTONS.Save)
    answers = {_BUTTONS.Save: Unsaved.SAVE, _BUTTONS.Discard: Unsaved.DISCARD}
    return answers.get(_BUTTONS(_answer(box)), Unsaved.KEEP)


def ask_to_write_over(parent: QWidget, name: str) -> bool:
    """Ask whether a file that another program has changed is to be written over."""
    box = _box(
        parent,
        _ICONS.Warning,
        f"Another program has changed \u201c{name}\u201d since it was opened here.",
        "If you replace it, those changes are lost. Or cancel, and save this one under another "
        "name.",
    )
    box.setWindowModality(Qt.WindowModality.WindowModal)
    return _confirmed(box, "&Replace", _ROLES.DestructiveRole)


def _box(
    parent: QWidget | None, icon: QMessageBox.Icon, text: str, information: str = ""
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setText(text)
    box.setInformativeText(information)
    return box


def _confirmed(box: QMessageBox, text: str, role: QMessageBox.ButtonRole) -> bool:
    """Show a box with a button that confirms, and one that cancels; return what is answered."""
    button = box.addButton(text, role)
    box.setDefaultButton(box.addButton(_BUTTONS.Cancel))
    _answer(box)
    return box.clickedButton() is button


def _answer(box: QMessageBox) -> int:
    """Show a box, its texts and buttons as plain as those of dialogs; return what is answered."""
    plain_box(box)
    without_icons(box.buttons())
    return box.exec()

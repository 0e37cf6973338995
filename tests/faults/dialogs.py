"""Uses every file dialog once: python dialogs.py FOLDER [PROGRAM_FOLDER].

It starts Quarterhour as a user does. With PROGRAM_FOLDER, it is portable and lies there.
It saves, opens, exports, and imports with Qt's own dialogs, to and from FOLDER. Then it clears the
list of recent files. It prints the folder that each dialog started in.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from quarterhour import resources
from quarterhour.reference import Reference
from quarterhour.resources import imported_database, resource_folder
from quarterhour.window import MainWindow, prompts, run
from quarterhour.window.prompts import Unsaved
from quarterhour.window.words import Command

FOLDER = Path(sys.argv[1])
WAIT_MS = 100


def answer(name: str) -> None:
    """Choose a file in the dialog that is open, or leave it where none is named."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        QTimer.singleShot(WAIT_MS, lambda: answer(name))
        return
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    print(dialog.directory().absolutePath())
    dialog.setDirectory(str(FOLDER))
    if name:
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(name)
        dialog.accept()
    else:
        dialog.reject()


def asked(what: Callable[[], object], name: str) -> None:
    """Do something that asks for a file."""
    QTimer.singleShot(WAIT_MS, lambda: answer(name))
    what()


def go_through() -> None:
    (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    entries = window.parts.entries
    session = window.worksheet.session
    session.change(place="33101")
    window.parts.table.model().setData(window.parts.table.model().index(0, 0), "97110")
    session.change_row(0, therapist="33")
    asked(window.files.save_as, "visit.quarterhour")
    asked(entries[Command.EXPORT].trigger, "sheet.html")
    asked(entries[Command.OPEN].trigger, "visit.quarterhour")
    asked(lambda: prompts.ask_downloads_to_import(window), "")
    asked(lambda: prompts.ask_folder_to_import(window), "")
    window.program.recent.clear()
    asked(entries[Command.OPEN].trigger, "")
    QApplication.closeAllWindows()


if len(sys.argv) > 2:
    resources.program_folder = lambda: Path(sys.argv[2])
prompts.ask_about_unsaved = lambda *_: Unsaved.DISCARD


def load() -> Reference:
    """Open the fees; once the window shows them, go through its dialogs."""
    QTimer.singleShot(0, go_through)
    return Reference(resource_folder() / "reference.sqlite", imported_database())


status = run(load)
# What Qt still has of its own is written now, where it would be written at all.
QSettings(QSettings.Scope.UserScope, "QtProject").sync()
sys.exit(status)

"""One sitting at the real program: python session.py FOLDER.

It starts as a user's does, types a visit, has the unsaved work kept, saves the visit, exports its
summary into FOLDER, types on, and closes. It prints what the message bar said after saving and
after exporting, and what Medicare pays. An error that nothing expected ends it with status 1.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from builders import TODAY
from quarterhour.reference import Reference
from quarterhour.resources import imported_database, resource_folder
from quarterhour.window import MainWindow, prompts, run
from quarterhour.window.prompts import Unsaved
from window.person import Person

FOLDER = Path(sys.argv[1])
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier
KEPT_AFTER_MS = 1500


def sit_down() -> None:
    """Do the main job, and close the program."""
    (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QApplication.processEvents()  # what it shows is laid out
    for button in window.findChildren(QPushButton):
        if button.text() == "&Start":  # of the very first start
            button.click()
    person = Person(window)
    person.go_to(QLineEdit, "Date of service").selectAll()
    person.types(TODAY.isoformat()).press(ENTER)
    person.go_to(QLineEdit, "ZIP").selectAll()
    person.types("33101").press(ENTER)
    person.select(0, "service").types("97110").press(TAB).types("33").press(ENTER)
    QTest.qWait(KEPT_AFTER_MS)
    person.press(Qt.Key.Key_S, modifier=CONTROL)
    print(window.messages.text or "saved")
    person.press(Qt.Key.Key_E, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    print(window.messages.text)
    person.types("97140").press(TAB).types("7").press(ENTER)
    print(person.total("Units"), person.total("Medicare pays"))
    QApplication.closeAllWindows()


def fail(report: str, log: Path) -> None:
    """End where the program would tell of a crash."""
    print(report, log, sep="\n", file=sys.stderr, flush=True)
    os._exit(1)


prompts.ask_where_to_save = lambda *_: FOLDER / "visit.quarterhour"
prompts.ask_where_to_export = lambda *_: FOLDER / "sheet.pdf"
prompts.ask_about_unsaved = lambda *_: Unsaved.DISCARD
prompts.tell_of_crash = fail


def load() -> Reference:
    """Open the fees; once the window shows them, sit down."""
    QTimer.singleShot(0, sit_down)
    return Reference(resource_folder() / "reference.sqlite", imported_database())


sys.exit(run(load))

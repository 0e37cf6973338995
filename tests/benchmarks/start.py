"""The first window against a bare QMainWindow, fresh processes, alternately.

Both are measured until the first round of events is over, in which the window is painted. What
ours does after that is measured by itself: the first key may wait for it.

Two more programs show what it is made of: a bare window that imports the classes of Qt which ours
imports for its first window, and one with the table of services, its day, and the data alone.
"""

from __future__ import annotations

import ast
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figure import Figure
from builders import ROOT

ROUNDS = 9
BAR = 2.0
FIRST_KEY_BAR = 120.0  # milliseconds
BARE = """
import time; start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
{imports}
application = QApplication([])
window = QMainWindow()
window.show(); application.processEvents()
print(time.perf_counter() - start)
"""
OURS = """
import sys, time; start = time.perf_counter()
import gc; gc.disable()  # as the program does until its window is open
from pathlib import Path
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
reference = Reference(resource_folder() / "reference.sqlite")
from quarterhour.window import Desk  # Qt comes after what needs none of it, as in the program
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
application = QApplication([])
folder = Path(sys.argv[1])
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
desk = Desk(reference, settings, folder, PracticeFiles(folder))
window = desk.open_window(); application.processEvents()
print(time.perf_counter() - start)
from PySide6.QtTest import QTest
start = time.perf_counter()
QTest.keyClick(window.focusWidget(), "9"); application.processEvents()
print(time.perf_counter() - start)
QTest.keyClicks(window.focusWidget(), "7110")
assert window.worksheet.session.draft.rows[0].code == "97110"
for name in [name for name in sys.modules if name.startswith("quarterhour")]:
    print(sys.modules[name].__file__)
"""

TABLE = """
import time; start = time.perf_counter()
import gc; gc.disable()
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
reference = Reference(resource_folder() / "reference.sqlite")
from quarterhour.entry.day_session import DaySession
from PySide6.QtWidgets import QApplication, QMainWindow
from quarterhour.window.table import ServiceTable
from quarterhour.window.worksheet import Worksheet
application = QApplication([])
window = QMainWindow()
table = ServiceTable(Worksheet(DaySession(reference), window), window)
window.setCentralWidget(table)
window.show(); application.processEvents()
print(time.perf_counter() - start)
"""


def output(program: str, folder: str) -> list[str]:
    """Return the lines that a program writes in a process of its own."""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONPATH": str(ROOT / "desktop"),
    }
    # The libraries have their bytecode, and so has an installed program: ours is to have it, too.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", program, folder],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def imports_of_qt(files: Sequence[str]) -> Iterator[str]:
    """Yield the statements by which modules import from Qt as they are loaded."""
    for file in files:
        for statement in ast.parse(Path(file).read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.ImportFrom) and str(statement.module).startswith(
                "PySide6"
            ):
                yield ast.unparse(statement)


def measure() -> list[Figure]:
    """Return the medians and their ratios. A first round warms up and is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        _, _, *files = output(OURS, folder)
        with_classes = BARE.format(imports="\n".join(imports_of_qt(files)))
        programs = (BARE.format(imports=""), with_classes, TABLE, OURS)
        rounds = [
            [1000 * float(time) for program in programs for time in output(program, folder)[:2]]
            for _ in range(ROUNDS)
        ]
    bare, classes, table, ours, key = map(statistics.median, zip(*rounds, strict=True))
    return [
        Figure("bare QMainWindow, shown", bare, "ms"),
        Figure("first window, shown", ours, "ms"),
        Figure(
            "bare window with the Qt classes that ours uses, of a bare one", classes / bare, "ratio"
        ),
        Figure("window with the table of services alone, of a bare one", table / bare, "ratio"),
        Figure("first window, of a bare one", ours / bare, "ratio", BAR),
        Figure("first key, pressed at once", key, "ms", FIRST_KEY_BAR),
    ]

"""The first window against a bare QMainWindow, fresh processes, alternately.

The bare one is measured until the first round of events is over, in which it is painted. Ours is
started by the command line, and measured twice: when its frame is painted, and when all its parts
are. What comes after that is measured by itself: the first key may wait for it.

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
PATIENCE = 60  # seconds, for a process that stops in a question
BAR = 2.0
WHOLE_BAR = 3.0
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
import os, sys, time; start = time.perf_counter()
from pathlib import Path
from quarterhour import cli, resources
from quarterhour.window import application
resources.program_folder = lambda: Path(sys.argv[1])
show_frame = application.show_frame
def timed_frame(kept):
    window = show_frame(kept)
    print(time.perf_counter() - start)
    assert window.painted
    return window
def sit_down(*_):
    from PySide6.QtTest import QTest
    program = application.QApplication.instance()
    program.processEvents()
    print(time.perf_counter() - start)
    window = program.activeWindow()
    pressed = time.perf_counter()
    QTest.keyClick(window.focusWidget(), "9"); program.processEvents()
    print(time.perf_counter() - pressed)
    QTest.keyClicks(window.focusWidget(), "7110")
    assert window.worksheet.session.draft.rows[0].code == "97110"
    return 0
application.show_frame = timed_frame
application.QApplication.exec = sit_down
assert cli.main([]) == 0
for name in [name for name in sys.modules if name.startswith("quarterhour")]:
    print(sys.modules[name].__file__)
sys.stdout.flush(); os._exit(0)  # the window is not closed
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


def output(program: str) -> list[str]:
    """Return the lines that a program writes in a process and a folder of its own."""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONPATH": str(ROOT / "desktop"),
    }
    # The libraries have their bytecode, and so has an installed program: ours is to have it, too.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        # It keeps everything there, and was started before.
        (Path(folder) / "portable.txt").touch()
        (Path(folder) / "Quarterhour data").mkdir()
        settings = Path(folder) / "Quarterhour data" / "settings.ini"
        settings.write_text("[settings]\nversion=1\n")
        done = subprocess.run(
            [sys.executable, "-c", program, folder],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
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
    _, _, _, *files = output(OURS)
    with_classes = BARE.format(imports="\n".join(imports_of_qt(files)))
    programs = (BARE.format(imports=""), with_classes, TABLE, OURS)
    rounds = [
        [1000 * float(time) for program in programs for time in output(program)[:3]]
        for _ in range(ROUNDS)
    ]
    bare, classes, table, frame, whole, key = map(statistics.median, zip(*rounds, strict=True))
    return [
        Figure("bare QMainWindow, shown", bare, "ms"),
        Figure("first window, its frame shown", frame, "ms"),
        Figure("first window, all of it shown", whole, "ms"),
        Figure(
            "bare window with the Qt classes that ours uses, of a bare one", classes / bare, "ratio"
        ),
        Figure("window with the table of services alone, of a bare one", table / bare, "ratio"),
        Figure("first window, all of it, of a bare one", whole / bare, "ratio", WHOLE_BAR),
        Figure("first window, its frame, of a bare one", frame / bare, "ratio", BAR),
        Figure("first key, pressed at once", key, "ms", FIRST_KEY_BAR),
    ]

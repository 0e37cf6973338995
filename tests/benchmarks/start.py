"""The first window against a bare QMainWindow, fresh processes, alternately."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

from benchmarks.figure import Figure
from builders import ROOT

ROUNDS = 9
BAR = 1.3
BARE = """
import time; start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show(); application.processEvents()
print(time.perf_counter() - start)
"""
OURS = """
import sys, time; start = time.perf_counter()
from pathlib import Path
from PySide6.QtCore import QSettings
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.window import Desk
from PySide6.QtWidgets import QApplication
application = QApplication([])
folder = Path(sys.argv[1])
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
desk = Desk(Reference(resource_folder() / "reference.sqlite"), settings, folder)
window = desk.open_window(); application.processEvents()
print(time.perf_counter() - start)
"""


def measure() -> list[Figure]:
    """Return both medians, and their ratio with its bar."""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONPATH": str(ROOT / "desktop"),
    }
    bare: list[float] = []
    ours: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for program, times in ((BARE, bare), (OURS, ours)):
                done = subprocess.run(
                    [sys.executable, "-c", program, folder],
                    env=environment,
                    capture_output=True,
                    text=True,
                    check=True,
                )
                times.append(1000 * float(done.stdout))
    one, other = statistics.median(bare), statistics.median(ours)
    return [
        Figure("bare QMainWindow, shown", one, "ms"),
        Figure("first window, shown", other, "ms"),
        Figure("first window, of a bare one", other / one, "ratio", BAR),
    ]

"""From a keystroke to the painted result, with 20 services: the bar is a p95 of 16 ms.

It types minutes into the table of a real window, a plain day and one on which every line has
NCCI hints, and measures each key until the window is painted. It takes the platform that Qt is
told to take: QT_QPA_PLATFORM=offscreen, or xcb with a display.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.figure import Figure
from builders import pt, visit_fields
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.visit import Visit, visit_from
from window.person import COLUMNS, Person, desk_on

BAR_MS = 16.0
ROUNDS = 4
TYPED = ("23", "8", "31", "15", "52")
PLAIN = ("97110", "97112", "97116", "97140", "97535") * 4
# Codes of many pairs: each line is denied with another, and each hint is priced.
HEAVY = (
    *("97110", "97112", "97116", "97140", "97530", "97535", "97750", "97755", "97124", "97032"),
    *("97035", "97012", "97014", "97150", "97164", "97161", "97597", "97129", "20560", "97760"),
)


def day_of(codes: tuple[str, ...]) -> Visit:
    """Return a day of 20 services of 17 minutes, the threshold near."""
    services = [pt(code, 17, 5 * (place % 3)) for place, code in enumerate(codes)]
    return visit_from(visit_fields(*services, patient={"pt_slp_to_date": "2400.00"}))


def key_times(visit: Visit, reference: Reference, folder: Path) -> list[float]:
    """Return the milliseconds of every key typed into the minutes of every row."""
    window = desk_on(reference, folder).make_window(visit)
    window.show()
    QTest.qWaitForWindowExposed(window)
    gc.freeze()  # as Quarterhour does once its window is open
    person = Person(window)
    times = []
    for turn in range(ROUNDS):
        for row in range(len(visit.services)):
            person.select(row, COLUMNS[2])
            QApplication.processEvents()
            for key in (*TYPED[(turn + row) % len(TYPED)], Qt.Key.Key_Return):
                start = time.perf_counter()
                QTest.keyClick(person.focus, key)
                QApplication.processEvents()
                times.append(1000 * (time.perf_counter() - start))
    window.worksheet.session.mark_saved()
    window.close()
    return times


def measure() -> list[Figure]:
    """Type both days, and return how long the keys took."""
    application = QApplication.instance() or QApplication([])
    reference = Reference(resource_folder() / "reference.sqlite")
    figures = []
    for name, codes in (("plain", PLAIN), ("heavy", HEAVY)):
        with tempfile.TemporaryDirectory() as folder:
            times = key_times(day_of(codes), reference, Path(folder))
        what = f"keystroke to paint, {name} day of {len(codes)} services"
        figures += [
            Figure(f"{what}, p50", statistics.median(times), "ms"),
            Figure(f"{what}, p95", statistics.quantiles(times, n=20)[-1], "ms", BAR_MS),
        ]
    application.processEvents()
    return figures

"""From a keystroke to the painted result: the bar is a p95 of 16 ms.

It types minutes into the table of a real window: 20 plain services, 20 of which every line has
NCCI hints, and one visit of a day of 20. It measures each key until the window is painted, on the
platform that Qt is told to take: QT_QPA_PLATFORM=offscreen, or xcb with a display.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.figure import Figure
from builders import TODAY, pt, visit_fields
from quarterhour.day import Day, day_from
from quarterhour.entry.documents import Document
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.visit import Visit, visit_from
from quarterhour.window.application import collect_seldom
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


def visits_of_day() -> Day:
    """Return a day of 20 visits of four services, in two disciplines."""
    codes = ("97110", "97140", "97530", "97116")
    visits = [
        {"services": [pt(code, 17 + place % 5, discipline=of) for code in codes]}
        for place, of in enumerate(("PT", "OT") * 10)
    ]
    return day_from(
        {
            "format": "quarterhour.day/1",
            "date_of_service": TODAY.isoformat(),
            "locality": "national",
            "visits": visits,
        }
    )


def key_times(document: Document, reference: Reference, folder: Path) -> list[float]:
    """Return the milliseconds of every key typed into the minutes of every row."""
    window = desk_on(reference, folder).make_window(document)
    window.show()
    QTest.qWaitForWindowExposed(window)
    collect_seldom()  # as Quarterhour does once its window is open
    person = Person(window)
    times = []
    rows = len(window.worksheet.session.draft.rows)
    for turn in range(ROUNDS):
        for row in range(rows):
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
    days: dict[str, Document] = {
        f"plain visit of {len(PLAIN)} services": day_of(PLAIN),
        f"heavy visit of {len(HEAVY)} services": day_of(HEAVY),
        "a visit of a day of 20": visits_of_day(),
    }
    for name, document in days.items():
        with tempfile.TemporaryDirectory() as folder:
            times = key_times(document, reference, Path(folder))
        what = f"keystroke to paint, {name}"
        figures += [
            Figure(f"{what}, p50", statistics.median(times), "ms"),
            Figure(f"{what}, p95", statistics.quantiles(times, n=20)[-1], "ms", BAR_MS),
        ]
    application.processEvents()
    return figures

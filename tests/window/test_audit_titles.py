"""The titles of findings where there is little room."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from quarterhour.claims import Severity
from quarterhour.entry.day_audit import AuditItem, Kind
from quarterhour.window.audit.findings import fitting_title

WHEN = "1:00\u20131:45"
OFF_THE_CLOCK = "T1 treated E off the clock"


@pytest.mark.parametrize(
    ("below", "narrow"),
    [(f"E 97150 OT {WHEN}", OFF_THE_CLOCK), ("", None)],
)
def test_a_title_gives_up_the_time_that_stands_below_it(
    below: str, narrow: str | None, qapp: QApplication
) -> None:
    metrics = QFontMetrics(QFont())
    title = f"{OFF_THE_CLOCK}, {WHEN}"
    item = AuditItem("", next(iter(Kind)), Severity.WARNING, title, below, "45 min", ())
    whole = metrics.horizontalAdvance(title)
    assert fitting_title(item, metrics, whole + 1) == title
    shown = fitting_title(item, metrics, whole - 2)
    assert shown == narrow or (narrow is None and shown.endswith("\u2026"))

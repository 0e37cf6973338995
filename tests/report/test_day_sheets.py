"""The sheets of a day on paper: what belongs together stays on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter, QTextDocument

from quarterhour.day import DayAssessor, day_from
from quarterhour.reference import Reference
from quarterhour.report import pdf
from quarterhour.report.day_findings import findings_to_settle
from quarterhour.report.day_page import day_page
from report.days import busy_day, claimed_day, day_fields, seen, settled_day, untimed_day


def crowded_day(pairs: int) -> Callable[[], dict[str, Any]]:
    """Return days in which pairs of patients share minutes."""

    def fields() -> dict[str, Any]:
        visits = []
        for at in range(pairs):
            start = 8 * 60 + 25 * at
            first, second = (
                f"{minute // 60}:{minute % 60:02}-{(minute + 20) // 60}:{(minute + 20) % 60:02}"
                for minute in (start, start + 5)
            )
            visits += [
                seen(f"{at}A", ("97110", "T1", first)),
                seen(f"{at}B", ("97140", "T1", second)),
            ]
        return day_fields(*visits, people=[{"id": "T1", "role": "PT"}])

    return fields


@pytest.mark.parametrize(
    "day",
    [busy_day, settled_day, untimed_day, claimed_day, *map(crowded_day, (3, 6, 7, 8, 11, 17))],
)
def test_no_table_is_cut_by_the_end_of_a_page(
    day: Callable[[], dict[str, Any]], reference: Reference, qapp: object
) -> None:
    result = DayAssessor(reference).assess(day_from(day()))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    pdf.set_usual_page(writer)
    sheet = QTextDocument()
    sheet.setDocumentMargin(0)
    sheet.setHtml(day_page(result))
    sheet.setPageSize(writer.pageLayout().paintRectPoints().size().toSizeF())
    height = sheet.pageSize().height()
    pdf.keep_tables_whole(sheet)
    layout = sheet.documentLayout()
    whole = 0
    for table in sheet.rootFrame().childFrames():
        place = layout.frameBoundingRect(table)
        if place.height() < height:
            assert place.top() // height == (place.bottom() - 1) // height
            whole += 1
        before = sheet.findBlock(table.firstPosition() - 2)
        if before.blockFormat().headingLevel():
            beside = layout.blockBoundingRect(before).top() // height
            assert beside == place.top() // height
    assert whole > len(findings_to_settle(result))

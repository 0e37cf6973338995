"""The sheets of a day on paper: what belongs together stays on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter, QTextDocument

from quarterhour.day import DayAssessment, DayAssessor, day_from
from quarterhour.reference import Reference
from quarterhour.report import pdf
from quarterhour.report.day_audit import audit_page
from quarterhour.report.day_findings import findings_to_settle
from quarterhour.report.day_page import day_page
from quarterhour.report.day_rows import estimate_foot
from quarterhour.report.day_text import day_text
from report.days import PEOPLE, busy_day, claimed_day, day_fields, seen, settled_day, untimed_day

Assess = Callable[[dict[str, Any]], DayAssessment]


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


@pytest.fixture
def of_day(reference: Reference) -> Assess:
    """Assess a day from its document."""
    return lambda fields: DayAssessor(reference).assess(day_from(fields))


def broken_words(sheet: QTextDocument) -> list[str]:
    """Return the texts of a sheet that a line ends within a word of."""
    found, block = [], sheet.begin()
    while block.isValid():
        layout, text = block.layout(), block.text()
        for at in range(1, layout.lineCount()):
            start = layout.lineAt(at).textStart()
            if (text[start - 1] + text[start]).isalnum():
                found.append(text)
        block = block.next()
    return found


def too_wide(sheet: QTextDocument) -> list[str]:
    """Return the texts of cells that are wider than their column."""
    layout, found, block = sheet.documentLayout(), [], sheet.begin()
    while block.isValid():
        lines = block.layout()
        widths = [lines.lineAt(at).naturalTextWidth() for at in range(lines.lineCount())]
        if widths and max(widths) > layout.blockBoundingRect(block).width() + 1:
            found.append(block.text())
        block = block.next()
    return found


def test_no_word_is_broken_on_paper(
    reference: Reference, of_day: Assess, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: list[QTextDocument] = []
    keep_whole = pdf.keep_tables_whole

    def look(sheet: QTextDocument) -> None:
        keep_whole(sheet)
        assert broken_words(sheet) == []
        assert too_wide(sheet) == []
        sheets.append(sheet)

    monkeypatch.setattr(pdf, "keep_tables_whole", look)
    rows = ("97530", "T3", "9:00-9:20"), ("97110", "T1", "10:00-10:20")
    payers = ("medicare", "blue-plan-of-north-carolina", "cpt-midpoint", "other")
    visits = [seen(tag, *rows, payer=payer) for tag, payer in zip("ABCD", payers, strict=True)]
    of_payers = day_fields(*visits, people=PEOPLE)
    for day in (of_payers, busy_day(), untimed_day()):
        pdf.day_page_pdf(of_day(day))
    estimate = day_from({**of_payers, "date_of_service": "2027-01-04"})
    pdf.day_page_pdf(DayAssessor(reference, estimate=True).assess(estimate))
    assert len(sheets) == 4


def test_the_fees_are_named_by_their_month(of_day: Assess) -> None:
    foot = estimate_foot(of_day(untimed_day()))
    assert foot.endswith(" per claim. CMS fees of July 2026.")
    for day in (busy_day(), settled_day()):
        assert "RVU" not in day_page(of_day(day)) + day_text(of_day(day))


def test_the_audit_on_paper_has_minutes_in_its_question_alone(of_day: Assess) -> None:
    page = audit_page(of_day(busy_day()))
    assert "Whose minutes were 9:15\u20139:30?" in page
    assert "9:15-9:30" not in page

"""The visit summary and the sheets of a day on paper, drawn by Qt: as PDF, and on a printer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPyTextObject,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
    QTextTable,
)
from PySide6.QtSvg import QSvgRenderer

from quarterhour.assessment import Assessment
from quarterhour.day import DayAssessment
from quarterhour.report.day_audit import audit_page
from quarterhour.report.day_page import day_page, day_page_title
from quarterhour.report.markup import Draw
from quarterhour.report.visit_of_day import ALONE, VisitOfDay
from quarterhour.report.visit_summary import visit_summary
from quarterhour.report.wording import shown_date

_MARGIN_MM = 15
_PIXELS_AN_INCH = 96
_FULL_WIDTH = 'width="100%"'
_AT_FOOT = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight


def visit_summary_pdf(
    assessment: Assessment, detailed: bool = True, of_day: VisitOfDay = ALONE
) -> bytes:
    """Return the visit summary as the bytes of a PDF file on US Letter paper."""
    title = sheet_title(assessment)
    return _pdf(title, lambda writer: draw_visit_summary(assessment, writer, detailed, of_day))


def day_page_pdf(result: DayAssessment) -> bytes:
    """Return the page of a day and its audit as the bytes of a PDF file on US Letter paper."""
    return _pdf(day_page_title(result), lambda writer: draw_day_page(result, writer))


def sheet_title(assessment: Assessment) -> str:
    """Return the title of the visit summary, as a document."""
    return f"Visit summary, {shown_date(assessment.visit.date_of_service)}"


def page_foot(title: str, page: int, pages: int) -> str:
    """Return the foot of a page."""
    return f"{title}, page {page} of {pages}"


def set_usual_page(device: QPagedPaintDevice) -> None:
    """Give paper the size and margins that the visit summary has unless the user chooses others."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    device.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)


def draw_visit_summary(
    assessment: Assessment,
    device: QPagedPaintDevice,
    detailed: bool = True,
    of_day: VisitOfDay = ALONE,
) -> None:
    """Draw the visit summary, page by page, on a PDF or a printer: both get the same one.

    The foot of each page has the title and the page number. No label or name is drawn.
    """
    _draw(
        sheet_title(assessment),
        lambda draw: visit_summary(assessment, draw, detailed, of_day),
        device,
    )


def draw_day_page(result: DayAssessment, device: QPagedPaintDevice) -> None:
    """Draw the page of a day and its audit, as the visit summary is drawn."""
    _draw(day_page_title(result), lambda draw: day_page(result, draw), device)


def draw_day_audit(result: DayAssessment, device: QPagedPaintDevice) -> None:
    """Draw the audit of a day alone, as the visit summary is drawn."""
    _draw(audit_title(result), lambda draw: audit_page(result, draw), device)


def day_audit_pdf(result: DayAssessment) -> bytes:
    """Return the audit of a day alone as the bytes of a PDF file on US Letter paper."""
    return _pdf(audit_title(result), lambda writer: draw_day_audit(result, writer))


def audit_title(result: DayAssessment) -> str:
    """Return the title of the audit of a day, as a document."""
    return f"Day audit, {shown_date(result.day.date_of_service)}"


def _pdf(title: str, draw: Callable[[QPdfWriter], None]) -> bytes:
    application = QGuiApplication.instance() or _without_a_screen()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    set_usual_page(writer)
    draw(writer)
    buffer.close()
    del application
    return bytes(content.data())


def _draw(title: str, html: Callable[[Draw], str], device: QPagedPaintDevice) -> None:
    sheet = QTextDocument()
    drawing = _Drawing()
    layout = sheet.documentLayout()
    layout.registerHandler(QTextFormat.ObjectTypes.ImageObject, drawing)
    layout.setPaintDevice(device)
    sheet.setDocumentMargin(0)
    # Else a narrow column breaks a word rather than take room from one that has some.
    words = sheet.defaultTextOption()
    words.setWrapMode(QTextOption.WrapMode.WordWrap)
    sheet.setDefaultTextOption(words)
    sheet.setHtml(html(drawing.element))
    with QPainter(device) as painter:
        paper = QRectF(painter.viewport())
        foot = 2 * painter.fontMetrics().height()
        body = paper.adjusted(0, 0, 0, -foot)
        sheet.setPageSize(body.size())
        keep_tables_whole(sheet)
        for page in range(sheet.pageCount()):
            if page:
                device.newPage()
            _draw_page(painter, layout, body.translated(0, page * body.height()))
            painter.drawText(paper, _AT_FOOT, page_foot(title, page + 1, sheet.pageCount()))


def keep_tables_whole(sheet: QTextDocument) -> None:
    """Begin a new page before each table that would be cut and fits a page, with its heading."""
    layout, page = sheet.documentLayout(), sheet.pageSize().height()
    tables = [each for each in sheet.rootFrame().childFrames() if isinstance(each, QTextTable)]
    for table in tables:
        place = layout.frameBoundingRect(table)
        before = sheet.findBlock(table.firstPosition() - 2)
        headed = before.blockFormat().headingLevel() > 0
        top = layout.blockBoundingRect(before).top() if headed else place.top()
        last = place.bottom() - 1
        if top // page == last // page or last - top > page:
            continue
        if headed:
            block = before.blockFormat()
            block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(before).setBlockFormat(block)
        else:
            frame = table.frameFormat()
            frame.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            table.setFrameFormat(frame)


def _draw_page(painter: QPainter, layout: QAbstractTextDocumentLayout, part: QRectF) -> None:
    """Draw one part of the whole, which is as long as all pages together."""
    context = QAbstractTextDocumentLayout.PaintContext()
    # Paper is white, regardless of the colors of the screen.
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.clip = part
    painter.save()
    painter.translate(0, -part.top())
    painter.setClipRect(part)
    layout.draw(painter, context)
    painter.restore()


class _Drawing(QPyTextObject):
    """Draws SVGs in the places of images, as lines and letters sharp at any size.

    Qt's rich text knows no SVG element, but has whoever registers draw its images.
    """

    def __init__(self) -> None:
        super().__init__()
        self._drawn: dict[str, tuple[QSvgRenderer, bool]] = {}

    def element(self, svg: str) -> str:
        """Return the image element that shows an SVG, as wide as the page if the SVG says so."""
        name = str(len(self._drawn))
        self._drawn[name] = QSvgRenderer(QByteArray(svg.encode())), _FULL_WIDTH in svg
        return f'<img src="{name}">'

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        """Return the size of an SVG."""
        svg, full_width = self._drawn[format.toImageFormat().name()]
        frame, device = doc.rootFrame().frameFormat(), doc.documentLayout().paintDevice()
        pixel = device.logicalDpiX() / _PIXELS_AN_INCH if device else 1
        drawn = svg.viewBoxF().size()
        if not full_width:
            return drawn * pixel
        width = doc.pageSize().width() - (frame.leftMargin() + frame.rightMargin()) * pixel
        return drawn * (width / drawn.width())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        """Draw an SVG."""
        self._drawn[format.toImageFormat().name()][0].render(painter, QRectF(rect))


def _without_a_screen() -> QGuiApplication:
    """Make the application object that Qt's fonts need, for the command line."""
    # On Windows, Qt finds no fonts without a screen, and there always is one.
    if sys.platform != "win32":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])

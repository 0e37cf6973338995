"""The day sheet as PDF, drawn by Qt."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer

from quarterhour.assessment import Assessment
from quarterhour.report.day_sheet import day_sheet
from quarterhour.report.ruler import Ruler, ruler_svg

_MARGIN_MM = 15
_PIXELS_AN_INCH = 96


def day_sheet_pdf(assessment: Assessment) -> bytes:
    """Return the day sheet as the bytes of a PDF file on US Letter paper."""
    application = QGuiApplication.instance() or _without_a_screen()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"Day sheet {assessment.visit.date_of_service}")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    sheet = QTextDocument()
    drawing = _Drawing()
    sheet.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject, drawing)
    sheet.setHtml(day_sheet(assessment, drawing.element))
    sheet.print_(writer)
    buffer.close()
    del application
    return bytes(content.data())


class _Drawing(QPyTextObject):
    """Draws the ruler's SVG in the place of an image, as lines and letters sharp at any size.

    Qt's rich text knows no SVG element, but has whoever registers draw its images.
    """

    def element(self, ruler: Ruler) -> str:
        """Return the image element that stands for a ruler."""
        self._svg = QSvgRenderer(QByteArray(ruler_svg(ruler).encode()))
        return '<img src="ruler">'

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        """Return the size of the ruler, as wide as the text of a page."""
        frame, device = doc.rootFrame().frameFormat(), doc.documentLayout().paintDevice()
        pixel = device.logicalDpiX() / _PIXELS_AN_INCH if device else 1
        width = doc.pageSize().width() - (frame.leftMargin() + frame.rightMargin()) * pixel
        drawn = self._svg.viewBoxF().size()
        return drawn * (width / drawn.width())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        """Draw the ruler."""
        self._svg.render(painter, QRectF(rect))


def _without_a_screen() -> QGuiApplication:
    """Make the application object that Qt's fonts need, for the command line."""
    # On Windows, Qt finds no fonts without a screen, and there always is one.
    if sys.platform != "win32":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])

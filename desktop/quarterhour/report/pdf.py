"""The day sheet as PDF, drawn by Qt."""

from __future__ import annotations

import os

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from quarterhour.assessment import Assessment
from quarterhour.report.day_sheet import day_sheet

_MARGIN_MM = 15


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
    sheet.setHtml(day_sheet(assessment))
    sheet.print_(writer)
    buffer.close()
    del application
    return bytes(content.data())


def _without_a_screen() -> QGuiApplication:
    """Make the application object that Qt's fonts need, for the command line."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])

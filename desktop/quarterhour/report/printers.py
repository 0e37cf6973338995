"""What printers there are, by the print service of the system."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo


def printer_names() -> list[str]:
    """Return the names of all printers, the usual one first.

    It asks everything that a dialog for printing asks, and waits for the answers without an end.
    """
    application = QGuiApplication.instance() or QGuiApplication([])
    names = sorted(QPrinterInfo.availablePrinterNames())
    usual = QPrinter(QPrinter.PrinterMode.HighResolution).printerName()
    del application
    return sorted(names, key=lambda name: name != usual)

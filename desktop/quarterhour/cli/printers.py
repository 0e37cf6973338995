"""List the printers of this computer, the default one first."""

from __future__ import annotations

import argparse
import os
import sys

from quarterhour.cli.saying import complain, say
from quarterhour.reference import Reference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: it has none."""


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print one name per line; return the exit status."""
    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # no window is shown
    names = _printer_names()
    if not names:
        complain("no printers found.")
    for name in names:
        say(name)
    return 0


def _printer_names() -> list[str]:
    """Return the names of all printers by the system's print service, the default one first.

    It asks everything that a dialog for printing asks, and waits for the answers without limit.
    """
    # Qt is imported only here: the other commands start without it.
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    application = QGuiApplication.instance() or QGuiApplication([])
    names = sorted(QPrinterInfo.availablePrinterNames())
    default = QPrinter(QPrinter.PrinterMode.HighResolution).printerName()
    del application
    return sorted(names, key=lambda name: name != default)

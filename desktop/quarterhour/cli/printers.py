"""List the printers of this computer, the default one first."""

from __future__ import annotations

import argparse
import os
import sys

from quarterhour.cli.saying import say
from quarterhour.reference import Reference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: it has none."""


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print one name per line; return the exit status."""
    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # no window is shown
    # Qt is imported only here: the other commands start without it.
    from quarterhour.report.printers import printer_names

    for name in printer_names():
        say(name)
    return 0

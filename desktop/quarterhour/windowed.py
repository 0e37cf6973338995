"""Quarterhour started by a double click, without a terminal to write to.

A message box shows what the command line would print before it ends.
"""

from __future__ import annotations

import io
import sys

from quarterhour.cli import main

PROGRAM = "quarterhour"  # begins what the command line says of itself


def run() -> int:
    """Run the program and return its exit status; show what it failed with."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stdout = sys.stderr = said
    status = _status()
    if status:
        from quarterhour.window.prompts import tell_of_failure

        said.flush()
        said.seek(0)
        tell_of_failure(said.read().strip().removeprefix(f"{PROGRAM}: "))
    return status


def _status() -> int:
    try:
        return main()
    except SystemExit as end:  # argparse refuses arguments this way
        return end.code if isinstance(end.code, int) else 2

"""What becomes of an error that should not have happened: a log entry and one calm sentence."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from quarterhour.log import FILE, crash_report, log_crash
from quarterhour.window import prompts


def catch_crashes(folder: Path) -> None:
    """From now on, log unexpected errors in a folder and tell the user, who can go on.

    While one error is told, others are only logged: a window that cannot be painted has many.
    """
    telling = False

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        nonlocal telling
        report = crash_report(kind, trace)
        log_crash(report, folder)
        if not telling:
            telling = True
            try:
                prompts.tell_of_crash(report, folder / FILE)
            finally:
                telling = False

    sys.excepthook = caught

"""The audit on paper, or as a PDF where no printer answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from quarterhour.day import DayAssessment
from quarterhour.report.pdf import audit_title, day_audit_pdf, draw_day_audit
from quarterhour.whole_file import write_whole
from quarterhour.window import prompts
from quarterhour.window.output import file_name, said_of_print
from quarterhour.window.print_service import Printers

_PDF = "Day audit, PDF (*.pdf)"
_SILENT = (
    "Nothing was printed, because your computer's print service doesn't answer. Try again later."
)


def print_audit(result: DayAssessment, window: QWidget, say: Callable[[str], object]) -> None:
    """Ask for a printer and print the audit of a day of this moment."""
    answer = prompts.wait_for_printers(window)
    if answer is Printers.TO_FILE:
        _export(result, window, say)
    elif answer is Printers.SILENT:
        say(_SILENT)
    elif answer is Printers.THERE:
        printer = prompts.ask_for_printer(window, _name(result))
        if printer is not None:
            draw_day_audit(result, printer)
            say(said_of_print(audit_title(result), printer))


def _export(result: DayAssessment, window: QWidget, say: Callable[[str], object]) -> None:
    suggested = Path(f"{_name(result)}.pdf")
    path = prompts.ask_where_to_export(window, suggested, _PDF)
    if path is None:
        return
    try:
        write_whole(path, day_audit_pdf(result))
    except OSError as error:
        say(f"Couldn't export {path.name}: {error.strerror}.")
    else:
        say(f"Exported {path.name} to {path.parent}.")


def _name(result: DayAssessment) -> str:
    return file_name("Day audit", result.day.date_of_service)

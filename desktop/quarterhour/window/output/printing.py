"""The day sheet on paper: printed, or shown as it would be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quarterhour.assessment import Assessment
from quarterhour.report.pdf import draw_day_sheet, sheet_title
from quarterhour.window import prompts

if TYPE_CHECKING:
    from quarterhour.window.main_window import MainWindow

_NOTHING = "There is nothing to print yet: type a service and its minutes."


def print_sheet(window: MainWindow) -> None:
    """Ask for a printer and print the day sheet."""
    assessment = _to_print(window)
    if assessment is None:
        return
    title = sheet_title(assessment)
    printer = prompts.ask_for_printer(window, title)
    if printer is not None:
        draw_day_sheet(assessment, printer)
        window.messages.tell(f"{title} was sent to the printer.")


def preview_sheet(window: MainWindow) -> None:
    """Show the day sheet as it would be printed."""
    assessment = _to_print(window)
    if assessment is not None:
        draw = partial(draw_day_sheet, assessment)
        prompts.show_preview(window, sheet_title(assessment), draw)


def _to_print(window: MainWindow) -> Assessment | None:
    """Return what there is to print, or say that there is nothing."""
    outcome = window.worksheet.session.outcome
    if outcome.assessment is None or not outcome.reading.rows:
        window.messages.say(_NOTHING)
        return None
    return outcome.assessment

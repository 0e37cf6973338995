"""Writing the day sheet and the claim lines to files that other programs open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterhour.report.formats import FORMATS
from quarterhour.window import prompts
from quarterhour.window.documents.whole_file import write_whole

if TYPE_CHECKING:
    from quarterhour.window.main_window import MainWindow

# What each file is, by its ending: the formats of the command line.
_KINDS = {
    "pdf": ("pdf", "Day sheet, PDF"),
    "html": ("html", "Day sheet, web page"),
    "csv": ("csv", "Claim lines, CSV for a spreadsheet"),
    "txt": ("text", "Everything, plain text"),
    "json": ("json", "Everything, JSON for other programs"),
}
FILTERS = ";;".join(f"{title} (*.{ending})" for ending, (_, title) in _KINDS.items())


def export(window: MainWindow) -> None:
    """Ask for a file and write it in the format of its ending."""
    assessment = window.worksheet.session.outcome.assessment
    if assessment is None or not window.worksheet.session.outcome.reading.rows:
        window.messages.say("There is nothing to export yet: type a service and its minutes.")
        return
    day = assessment.visit.date_of_service
    path = prompts.ask_where_to_export(window, f"Day sheet {day}.pdf", FILTERS)
    if path is None:
        return
    ending = path.suffix.removeprefix(".").lower()
    if ending not in _KINDS:
        known = ", ".join(f".{each}" for each in _KINDS)
        window.messages.say(f"{path.name} was not written: end its name in one of {known}.")
        return
    try:
        write_whole(path, FORMATS[_KINDS[ending][0]](assessment))
    except OSError as error:
        window.messages.say(f"{path.name} was not written: {error}.")
    else:
        window.messages.tell(f"{path.name} is written, in {path.parent}.")

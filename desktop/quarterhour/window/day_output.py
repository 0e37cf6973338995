"""What leaves the window of a whole day: claim lines on the clipboard, files, and paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from quarterhour.day import DayAssessment
from quarterhour.entry.day_outcome import why_day_not_given_out
from quarterhour.entry.day_session import DaySession
from quarterhour.report.day_csv import day_claim_text
from quarterhour.report.day_page import day_page_title
from quarterhour.report.formats import DAY_FORMATS
from quarterhour.window import prompts
from quarterhour.window.look.notice import MessageBar
from quarterhour.window.output import (
    NOTHING_TO_COPY,
    NOTHING_TO_EXPORT,
    NOTHING_TO_PRINT,
    Kinds,
    Tell,
    copied_text,
    export_file,
    file_name,
    forget_old_lines,
    printers_answer,
    put_on_clipboard,
    said_of_print,
)

DAY_KINDS: Kinds = {
    "pdf": ("pdf", "Day, PDF"),
    "html": ("html", "Day, web page"),
    "csv": ("csv", "Claim lines of the day, CSV for a spreadsheet"),
    "txt": ("text", "Everything of the day, plain text"),
    "json": ("json", "Everything of the day, JSON for other programs"),
}


def copy_day(session: DaySession, messages: MessageBar, tell: Tell) -> None:
    """Put the claim lines of all visits on the clipboard; `tell` says briefly what was copied."""
    result = session.day_outcome.assessment
    if _why_not(session):
        forget_old_lines()
        messages.say_while(partial(_why_not, session))
    elif result is None or not _lines(result):
        forget_old_lines()
        tell(NOTHING_TO_COPY, False)
    else:
        put_on_clipboard(day_claim_text(result))
        tell(*_copied(result))


def export_day(session: DaySession, messages: MessageBar, folder: Path) -> None:
    """Ask for a file, first in a folder, and write the day in the format of its ending."""
    result = _what_there_is(session, messages, NOTHING_TO_EXPORT)
    if result is not None:
        suggested = folder / f"{file_name('Day', result.day.date_of_service)}.pdf"
        export_file(messages, suggested, DAY_KINDS, lambda form: DAY_FORMATS[form](result))


def print_day(session: DaySession, messages: MessageBar, folder: Path) -> None:
    """Ask for a printer and print the page of the day, and its audit where there are times.

    Without a printer it is exported to a folder.
    """
    from quarterhour.report.pdf import draw_day_page

    result = _what_there_is(session, messages, NOTHING_TO_PRINT)
    instead = partial(export_day, session, messages, folder)
    if result is None or not printers_answer(messages, instead):
        return
    name = file_name("Day", result.day.date_of_service)
    printer = prompts.ask_for_printer(messages.window(), name)
    if printer is not None:
        draw_day_page(result, printer)
        messages.tell(said_of_print(day_page_title(result), printer))


def _what_there_is(session: DaySession, messages: MessageBar, nothing: str) -> DayAssessment | None:
    """Return the day that is to be given out, or say why there is nothing, or not all of it."""

    def problem() -> str:
        result = session.day_outcome.assessment
        return _why_not(session) or ("" if result is not None and result.rows else nothing)

    if not problem():
        return session.day_outcome.assessment
    messages.say_while(problem)
    return None


def _why_not(session: DaySession) -> str:
    return why_day_not_given_out(session.day_outcome, session.day_draft)


def _lines(result: DayAssessment) -> int:
    return sum(len(each.assessment.lines) for each in result.visits)


def _copied(result: DayAssessment) -> tuple[str, bool]:
    """Return what was copied, and whether that is good news."""
    lines, visits = _lines(result), sum(bool(each.assessment.lines) for each in result.visits)
    denied = sum(priced.denied for each in result.visits for priced in each.assessment.lines)
    counts = f"{_count(lines, 'claim line')} of {_count(visits, 'visit')} copied"
    return copied_text(counts, denied, len(result.open_findings))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"

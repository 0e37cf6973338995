"""What leaves the window of a whole day: claim lines on the clipboard, files, and paper."""

from __future__ import annotations

from functools import partial

from quarterhour.day import DayAssessment
from quarterhour.entry.day_outcome import why_day_not_given_out
from quarterhour.entry.day_session import DaySession
from quarterhour.report.day_csv import day_claim_text
from quarterhour.report.day_page import day_page_title
from quarterhour.report.formats import DAY_FORMATS
from quarterhour.window import prompts
from quarterhour.window.message_bar import MessageBar
from quarterhour.window.output import (
    NOTHING_TO_COPY,
    NOTHING_TO_EXPORT,
    NOTHING_TO_PRINT,
    Kinds,
    Tell,
    copied_text,
    export_file,
    forget_old_lines,
    printers_answer,
    put_on_clipboard,
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
    if problem := why_day_not_given_out(session.day_outcome, session.day_draft):
        forget_old_lines()
        messages.say(problem)
    elif result is None or not _lines(result):
        forget_old_lines()
        tell(NOTHING_TO_COPY, False)
    else:
        put_on_clipboard(day_claim_text(result))
        tell(*_copied(result))


def export_day(session: DaySession, messages: MessageBar) -> None:
    """Ask for a file and write the day in the format of its ending."""
    result = _what_there_is(session, messages, NOTHING_TO_EXPORT)
    if result is not None:
        suggested = f"Day {result.day.date_of_service}.pdf"
        export_file(messages, suggested, DAY_KINDS, lambda form: DAY_FORMATS[form](result))


def print_day(session: DaySession, messages: MessageBar) -> None:
    """Ask for a printer and print the page of the day, and its audit where there are times."""
    from quarterhour.report.pdf import draw_day_page

    result = _what_there_is(session, messages, NOTHING_TO_PRINT)
    instead = partial(export_day, session, messages)
    if result is None or not printers_answer(messages, instead):
        return
    title = day_page_title(result)
    printer = prompts.ask_for_printer(messages.window(), title)
    if printer is not None:
        draw_day_page(result, printer)
        messages.tell(f"{title} was sent to the printer.")


def _what_there_is(session: DaySession, messages: MessageBar, nothing: str) -> DayAssessment | None:
    """Return the day that is to be given out, or say why there is nothing, or not all of it."""
    outcome = session.day_outcome
    problem, result = why_day_not_given_out(outcome, session.day_draft), outcome.assessment
    if not problem and result is not None and result.rows:
        return result
    messages.say(problem or nothing)
    return None


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

"""What leaves the window: claim lines on the clipboard, files for others, and paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from quarterhour.assessment import Assessment
from quarterhour.entry import why_not_given_out
from quarterhour.entry.day_session import DaySession
from quarterhour.report.formats import formats_of_visit
from quarterhour.report.item_24 import claim_csv, claim_text
from quarterhour.report.pdf import draw_visit_summary, sheet_title
from quarterhour.report.visit_of_day import VisitOfDay, visit_of_day
from quarterhour.whole_file import write_whole
from quarterhour.window import prompts
from quarterhour.window.look.notice import MessageBar

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

# Says something, and whether it is good news.
Tell = Callable[[str, bool], None]
# What each file is, by its ending: its format on the command line, and what it is called.
Kinds = Mapping[str, tuple[str, str]]
KINDS: Kinds = {
    "pdf": ("pdf", "Visit summary (PDF)"),
    "html": ("html", "Visit summary (web page)"),
    "csv": ("csv", "Claim lines (CSV)"),
    "txt": ("text", "Everything (text)"),
    "json": ("json", "Everything (JSON)"),
}
NOTHING_TO_EXPORT = "Nothing to export yet. Enter a service and its minutes."
_SILENT = (
    "Nothing was printed, because your computer's print service doesn't answer. Try again later, "
    "or export the visit summary as PDF."
)
NOTHING_TO_COPY = "Nothing to copy"
# Marks what was copied here, so that nothing else is taken off the clipboard.
_CLAIM_LINES = "application/x-quarterhour-claim-lines"
NOTHING_TO_PRINT = "Nothing to print yet. Enter a service and its minutes."


def copy_claim_text(session: DaySession, messages: MessageBar, tell: Tell) -> None:
    """Put the claim lines on the clipboard as text; `tell` says briefly what was copied."""
    _copy(session, messages, claim_text, tell)


def copy_claim_csv(session: DaySession, messages: MessageBar, tell: Tell) -> None:
    """Put the claim lines on the clipboard as CSV."""
    _copy(session, messages, claim_csv, tell)


def export(session: DaySession, messages: MessageBar, folder: Path, detailed: bool) -> None:
    """Ask for a file, first in a folder, and write it in the format of its ending.

    The visit summary has calculations and sources where it is to be `detailed`.
    """
    assessment = _what_there_is(session, messages, NOTHING_TO_EXPORT)
    if assessment is not None:
        formats = formats_of_visit(printed_of_day(session), detailed)
        suggested = folder / f"{_sheet_name(session, assessment)}.pdf"
        export_file(messages, suggested, KINDS, lambda form: formats[form](assessment))


def export_file(
    messages: MessageBar, suggested: Path, kinds: Kinds, write: Callable[[str], bytes]
) -> None:
    """Ask for a file, and have it written in one of some formats, by its ending."""
    path = prompts.ask_where_to_export(messages.window(), suggested, filters_of(kinds))
    if path is None:
        return
    ending = path.suffix.removeprefix(".").lower()
    if ending not in kinds:
        known = ", ".join(f".{each}" for each in kinds)
        messages.say(f"Not exported. The file name must end in one of {known}.")
        return
    try:
        write_whole(path, write(kinds[ending][0]))
    except OSError as error:
        messages.say(f"Couldn't export {path.name}: {error.strerror}.")
    else:
        messages.tell(f"Exported {path.name} to {path.parent}.")


def filters_of(kinds: Kinds) -> str:
    """Return the kinds of files as a dialog offers them."""
    return ";;".join(f"{title} (*.{ending})" for ending, (_, title) in kinds.items())


def print_sheet(session: DaySession, messages: MessageBar, folder: Path, detailed: bool) -> None:
    """Ask for a printer and print the visit summary; without one it is exported to a folder."""
    assessment = _what_there_is(session, messages, NOTHING_TO_PRINT)
    instead = partial(export, session, messages, folder, detailed)
    if assessment is None or not printers_answer(messages, instead):
        return
    printer = prompts.ask_for_printer(messages.window(), _sheet_name(session, assessment))
    if printer is not None:
        draw_visit_summary(assessment, printer, detailed, printed_of_day(session))
        messages.tell(said_of_print(sheet_title(assessment), printer))


def preview_sheet(session: DaySession, messages: MessageBar, folder: Path, detailed: bool) -> None:
    """Show the visit summary as it would be printed; see `print_sheet`."""
    assessment = _what_there_is(session, messages, NOTHING_TO_PRINT)
    instead = partial(export, session, messages, folder, detailed)
    if assessment is None or not printers_answer(messages, instead):
        return
    of_day = printed_of_day(session)
    draw = partial(draw_visit_summary, assessment, detailed=detailed, of_day=of_day)
    title, name = sheet_title(assessment), _sheet_name(session, assessment)
    prompts.show_preview(messages.window(), title, name, draw)


def file_name(what: str, day: date, tag: str = "") -> str:
    """Return a name that every system can write: with the ISO date, and the tag of a visit."""
    return " ".join(filter(None, (what, str(day), tag.replace(":", "."))))


def said_of_print(title: str, printer: QPagedPaintDevice) -> str:
    """Return what became of a print: a PDF is saved, and everything else is sent to the printer."""
    from PySide6.QtPrintSupport import QPrinter

    if isinstance(printer, QPrinter) and (written := printer.outputFileName()):
        path = Path(written)
        return f"{title} was saved as {path.name} in {path.parent.absolute()}."
    return f"{title} was sent to the printer."


def _sheet_name(session: DaySession, assessment: Assessment) -> str:
    """Return the name of a file of the visit, with the tag that is on its page."""
    day = assessment.visit.date_of_service
    return file_name("Visit summary", day, printed_tag(session))


def printed_tag(session: DaySession) -> str:
    """Return the tag of the visit where its day has several, empty where it has one."""
    return session.day_draft.tags[session.current] if session.visits > 1 else ""


def printed_of_day(session: DaySession) -> VisitOfDay:
    """Return what the page of the visit has of its day: the tag, and what answers make of it."""
    tag, day = printed_tag(session), session.day_outcome
    patient = day.patient_of(session.current)
    if day.assessment is None or patient is None:
        return VisitOfDay(tag)
    return visit_of_day(day.assessment, patient, tag)


def printers_answer(messages: MessageBar, instead: Callable[[], object]) -> bool:
    """Return whether the print service answers; else do what is wanted instead: `instead`."""
    from quarterhour.window.print_service import Printers

    answer = prompts.wait_for_printers(messages.window())
    if answer is Printers.TO_FILE:
        instead()
    elif answer is Printers.SILENT:
        messages.say(_SILENT)
    return answer is Printers.THERE


def _copy(
    session: DaySession, messages: MessageBar, form: Callable[[Assessment], str], tell: Tell
) -> None:
    """Copy, or leave no lines of before on the clipboard where there is nothing to copy."""
    if why_not_given_out(session.outcome):
        forget_old_lines()
        messages.say_while(lambda: why_not_given_out(session.outcome))
        return
    assessment = session.outcome.assessment
    if assessment is None or not assessment.lines:
        forget_old_lines()
        tell(NOTHING_TO_COPY, False)
        return
    put_on_clipboard(form(assessment))
    count, denied = len(assessment.lines), sum(line.denied for line in assessment.lines)
    copied = "1 claim line copied" if count == 1 else f"{count} claim lines copied"
    asked = sum(each.finding.open for each in session.outcome.questions)
    tell(*copied_text(copied, denied, asked))


def copied_text(copied: str, denied: int, asked: int) -> tuple[str, bool]:
    """Return what was copied and what is wrong with it, and whether that is good news."""
    parts = [f"{denied} denied as entered"] if denied else []
    if asked:
        parts.append(f"{asked} question{'s' * (asked != 1)} of the day open")
    return ", ".join((copied, *parts)), not parts


def put_on_clipboard(lines: str) -> None:
    """Put claim lines on the clipboard, marked as ours."""
    data = QMimeData()
    data.setText(lines)
    data.setData(_CLAIM_LINES, b"1")
    QApplication.clipboard().setMimeData(data)


def forget_old_lines() -> None:
    """Leave no lines of before on the clipboard."""
    # On some platforms an empty clipboard has no data at all, despite what its type says.
    data: QMimeData | None = QApplication.clipboard().mimeData()
    if data is not None and data.hasFormat(_CLAIM_LINES):
        QApplication.clipboard().clear()


def _what_there_is(session: DaySession, messages: MessageBar, nothing: str) -> Assessment | None:
    """Return what is to be given out, or say why there is nothing, or not all of it."""

    def problem() -> str:
        outcome = session.outcome
        return why_not_given_out(outcome) or ("" if outcome.reading.rows else nothing)

    if not problem():
        return session.outcome.assessment
    messages.say_while(problem)
    return None

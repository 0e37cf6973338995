"""What leaves the window, of a visit or of its whole day: claim lines, files, and paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QApplication

from quarterhour.assessment import Assessment, PricedLine
from quarterhour.entry import why_not_given_out
from quarterhour.entry.day_outcome import why_day_not_given_out
from quarterhour.entry.day_session import DaySession
from quarterhour.report.day_csv import day_claim_text
from quarterhour.report.day_page import day_page_title
from quarterhour.report.formats import DAY_FORMATS, formats_of_visit
from quarterhour.report.item_24 import claim_csv, claim_text
from quarterhour.report.pdf import draw_day_page, draw_visit_summary, sheet_title
from quarterhour.report.visit_of_day import VisitOfDay, visit_of_day
from quarterhour.whole_file import write_whole
from quarterhour.window import prompts
from quarterhour.window.look.notice import MessageBar

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
DAY_KINDS: Kinds = {
    "pdf": ("pdf", "Day, PDF"),
    "html": ("html", "Day, web page"),
    "csv": ("csv", "Claim lines of the day, CSV for a spreadsheet"),
    "txt": ("text", "Everything of the day, plain text"),
    "json": ("json", "Everything of the day, JSON for other programs"),
}
_NOTHING_TO_EXPORT = "Nothing to export yet. Enter a service and its minutes."
_NOTHING_TO_PRINT = "Nothing to print yet. Enter a service and its minutes."
_NOTHING_TO_COPY = "Nothing to copy"
_SILENT = (
    "Nothing was printed, because your computer's print service doesn't answer. Try again later, "
    "or export the visit summary as PDF."
)
# Marks what was copied here, so that nothing else is taken off the clipboard.
_CLAIM_LINES = "application/x-quarterhour-claim-lines"


class _Sheet(NamedTuple):
    """What is given out of a visit or a day; `name` is that of its file, without the ending."""

    title: str
    name: str
    kinds: Kinds
    write: Callable[[str], bytes]
    draw: Callable[[QPagedPaintDevice], object]


class Output:
    """Gives out the visit that is shown, or its whole day; says why where it can't yet.

    `tell` says briefly what was copied, `messages` everything else. Files are put into `folder`
    to begin with. The summary of a visit has calculations and sources where it is `detailed`.
    """

    def __init__(
        self,
        session: DaySession,
        messages: MessageBar,
        tell: Tell,
        folder: Path,
        detailed: bool = False,
    ) -> None:
        self._session = session
        self._messages = messages
        self._tell = tell
        self._folder = folder
        self._detailed = detailed

    def copy_claim_text(self) -> None:
        """Put the claim lines of the visit on the clipboard as text."""
        self._copy_visit(claim_text)

    def copy_claim_csv(self) -> None:
        """Put the claim lines of the visit on the clipboard as CSV."""
        self._copy_visit(claim_csv)

    def copy_day(self) -> None:
        """Put the claim lines of all visits on the clipboard."""
        result = self._session.day_outcome.assessment
        visits = [each.assessment.lines for each in result.visits] if result else []
        lines = [line for each in visits for line in each]
        text = day_claim_text(result) if result else ""
        counts = f"{_count(len(lines), 'claim line')} of {_count(sum(map(bool, visits)), 'visit')}"
        asked = len(result.open_findings) if result else 0
        self._copy(self._why_day_not, lines, text, counts, asked)

    def export(self) -> None:
        """Ask for a file, and write the visit in the format of its ending."""
        self._export(self._visit(_NOTHING_TO_EXPORT))

    def export_day(self) -> None:
        """Ask for a file, and write the day in the format of its ending."""
        self._export(self._day(_NOTHING_TO_EXPORT))

    def print_visit(self) -> None:
        """Ask for a printer and print the visit summary; without one it can be exported."""
        self._print(self._visit(_NOTHING_TO_PRINT))

    def print_day(self) -> None:
        """Ask for a printer and print the page of the day, with its audit where there are times."""
        self._print(self._day(_NOTHING_TO_PRINT))

    def preview(self) -> None:
        """Show the visit summary as it would be printed."""
        sheet = self._visit(_NOTHING_TO_PRINT)
        if sheet is not None and self._printers_answer(sheet):
            prompts.show_preview(self._messages.window(), sheet.title, sheet.name, sheet.draw)

    def _visit(self, nothing: str) -> _Sheet | None:
        """Return the sheet of the visit, or say why there is none, or not all of it."""

        def problem() -> str:
            rows = self._session.outcome.reading.rows
            return self._why_visit_not() or ("" if rows else nothing)

        assessment = self._session.outcome.assessment
        if self._says(problem) or assessment is None:
            return None
        of_day = printed_of_day(self._session)
        formats = formats_of_visit(of_day, self._detailed)
        return _Sheet(
            sheet_title(assessment),
            file_name("Visit summary", assessment.visit.date_of_service, of_day.tag),
            KINDS,
            lambda form: formats[form](assessment),
            partial(draw_visit_summary, assessment, detailed=self._detailed, of_day=of_day),
        )

    def _day(self, nothing: str) -> _Sheet | None:
        """Return the sheet of the day, or say why there is none, or not all of it."""

        def problem() -> str:
            result = self._session.day_outcome.assessment
            return self._why_day_not() or ("" if result is not None and result.rows else nothing)

        result = self._session.day_outcome.assessment
        if self._says(problem) or result is None:
            return None
        return _Sheet(
            day_page_title(result),
            file_name("Day", result.day.date_of_service),
            DAY_KINDS,
            lambda form: DAY_FORMATS[form](result),
            partial(draw_day_page, result),
        )

    def _why_visit_not(self) -> str:
        return why_not_given_out(self._session.outcome)

    def _why_day_not(self) -> str:
        return why_day_not_given_out(self._session.day_outcome, self._session.day_draft)

    def _says(self, problem: Callable[[], str]) -> bool:
        """Say a problem for as long as there is one; return whether there is."""
        if not problem():
            return False
        self._messages.say_while(problem)
        return True

    def _copy_visit(self, form: Callable[[Assessment], str]) -> None:
        outcome = self._session.outcome
        text = form(outcome.assessment) if outcome.assessment else ""
        asked = sum(each.finding.open for each in outcome.questions)
        counts = _count(len(outcome.lines), "claim line")
        self._copy(self._why_visit_not, outcome.lines, text, counts, asked)

    def _copy(
        self,
        why_not: Callable[[], str],
        lines: Sequence[PricedLine],
        text: str,
        counts: str,
        asked: int,
    ) -> None:
        """Copy, or leave no lines of before on the clipboard where there is nothing to copy."""
        if self._says(why_not):
            _forget_old_lines()
        elif not lines:
            _forget_old_lines()
            self._tell(_NOTHING_TO_COPY, False)
        else:
            _put_on_clipboard(text)
            denied = sum(line.denied for line in lines)
            wrong = [f"{denied} denied as entered"] if denied else []
            if asked:
                wrong.append(f"{_count(asked, 'question')} of the day open")
            self._tell(", ".join((f"{counts} copied", *wrong)), not wrong)

    def _export(self, sheet: _Sheet | None) -> None:
        if sheet is None:
            return
        suggested = self._folder / f"{sheet.name}.pdf"
        window, kinds = self._messages.window(), sheet.kinds
        path = prompts.ask_where_to_export(window, suggested, filters_of(kinds))
        if path is None:
            return
        ending = path.suffix.removeprefix(".").lower()
        if ending not in kinds:
            known = ", ".join(f".{each}" for each in kinds)
            self._messages.say(f"Not exported. The file name must end in one of {known}.")
            return
        try:
            write_whole(path, sheet.write(kinds[ending][0]))
        except OSError as error:
            self._messages.say(f"Couldn't export {path.name}: {error.strerror}.")
        else:
            self._messages.tell(f"Exported {path.name} to {path.parent}.")

    def _print(self, sheet: _Sheet | None) -> None:
        if sheet is None or not self._printers_answer(sheet):
            return
        printer = prompts.ask_for_printer(self._messages.window(), sheet.name)
        if printer is not None:
            sheet.draw(printer)
            self._messages.tell(said_of_print(sheet.title, printer))

    def _printers_answer(self, sheet: _Sheet) -> bool:
        """Return whether the print service answers; else export the sheet, where that is wanted."""
        answer = prompts.wait_for_printers(self._messages.window())
        if answer is prompts.Printers.TO_FILE:
            self._export(sheet)
        elif answer is prompts.Printers.SILENT:
            self._messages.say(_SILENT)
        return answer is prompts.Printers.THERE


def filters_of(kinds: Kinds) -> str:
    """Return the kinds of files as a dialog offers them."""
    return ";;".join(f"{title} (*.{ending})" for ending, (_, title) in kinds.items())


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


def printed_of_day(session: DaySession) -> VisitOfDay:
    """Return what the page of the visit has of its day: the tag, and what answers make of it.

    The tag is empty where the day has no other visit.
    """
    tag = session.day_draft.tags[session.current] if session.visits > 1 else ""
    day = session.day_outcome
    patient = day.patient_of(session.current)
    if day.assessment is None or patient is None:
        return VisitOfDay(tag)
    return visit_of_day(day.assessment, patient, tag)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _put_on_clipboard(lines: str) -> None:
    """Put claim lines on the clipboard, marked as ours."""
    data = QMimeData()
    data.setText(lines)
    data.setData(_CLAIM_LINES, b"1")
    QApplication.clipboard().setMimeData(data)


def _forget_old_lines() -> None:
    # On some platforms an empty clipboard has no data at all, despite what its type says.
    data: QMimeData | None = QApplication.clipboard().mimeData()
    if data is not None and data.hasFormat(_CLAIM_LINES):
        QApplication.clipboard().clear()

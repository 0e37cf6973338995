"""The dialog itself: what is loaded, importing more, removing it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity, listed
from quarterhour.reference import (
    Edition,
    Reference,
    ReleaseKind,
    wants_amounts,
    years_with_fees,
)
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import ImportEntry, Imports
from quarterhour.reference.importing.apart import groups
from quarterhour.reference.typed_rules import codes_kept_with, typable
from quarterhour.window import prompts
from quarterhour.window.details.code_rules_dialog import CodeRulesDialog
from quarterhour.window.imports.jobs import ImportJob, Job, RemoveJob, Result
from quarterhour.window.imports.loaded import LoadedRow, loaded_rows
from quarterhour.window.imports.panes import Panes
from quarterhour.window.imports.runner import Runner
from quarterhour.window.imports.strip import Strip
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import plain_button
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title

_PURPOSE = (
    "Import files from CMS as downloaded, or a folder of them: the RVU release zip (the fee "
    "schedule of a year), the ZIP code to locality files, NCCI practitioner PTP edits, the "
    "practitioner MUE table. The program itself never connects to the network."
)


class ImportsDialog(QDialog):
    """Lists the fee schedules loaded, imports downloads and removes imports.

    `changed` follows every import or removal that was stored; the reference is reloaded by then.
    `amounts_wanted` has the year whose yearly amounts are to be entered.
    Closing keeps the results: show the same dialog again.
    """

    changed = Signal()
    amounts_wanted = Signal(int)

    def __init__(self, reference: Reference, database: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._reference = reference
        self._imports = Imports(database, reference.services, reference.built_in)
        self._database = database
        self._problem = Notice("Problem with the imports", 1, self)
        self._panes = Panes(self)
        self._table = self._panes.table
        self._strip = Strip(self)
        # What is asked now, and what is to be asked until it is answered.
        self._asked: RemoveJob | Result | int | Edition | None = None
        self._unsure: list[Result] = []
        self._opened: list[int] = []
        self._ruleless: list[Edition] = []
        self._runner = Runner(database, reference.services, reference.built_in, self)
        self._import = plain_button("&Import\u2026", "Import CMS downloads", self)
        self._remove = plain_button("&Remove", "Remove the selected import", self)
        self._rules = plain_button("R&ules of new codes\u2026", "Rules of new codes", self)
        self._close = plain_button("&Close", "Close", self)
        self.setWindowTitle(WORDS[Title.FEE_SCHEDULES])
        self.setAcceptDrops(True)
        self.setSizeGripEnabled(True)
        self._lay_out()
        self._connect()
        self._refresh()
        self.resize(180 * GRID, 150 * GRID)

    def import_files(self, files: Iterable[Path]) -> None:
        """Import downloads after those that are being imported; loose files belong together."""
        self._start([ImportJob(tuple(group)) for group in groups(list(files))])

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard into the table; what was asked before is asked again."""
        super().showEvent(event)
        if not self._strip.asking:
            self._ask_next()
        self._table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the question back by Escape where one is asked; else close."""
        if self._strip.asking and event.matches(QKeySequence.StandardKey.Cancel):
            self._decline()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close; what is being imported is cancelled."""
        self.setCursor(Qt.CursorShape.WaitCursor)
        self._runner.stop()
        self.unsetCursor()
        self._asked = None
        self._strip.rest()
        self._unsure.clear()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files."""
        event.acceptProposedAction()
        self.import_files(_files(event))

    def _connect(self) -> None:
        self._import.clicked.connect(self._ask_for_files)
        self._remove.clicked.connect(self._ask_to_remove)
        self._rules.clicked.connect(self._type_rules)
        self._close.clicked.connect(self.close)
        self._table.row_changed.connect(self._offer_removal)
        self._table.removal_wanted.connect(self._ask_to_remove)
        self._strip.cancelled.connect(self._cancel)
        self._strip.confirmed.connect(self._confirm)
        self._strip.declined.connect(self._decline)
        self._strip.day_told.connect(self._begin_on)
        self._runner.progressed.connect(self._show_progress)
        self._runner.finished.connect(self._show_result)
        self._strip.amounts_wanted.connect(self._enter_amounts)
        self._runner.idle.connect(self._offer_removal)
        self._runner.idle.connect(self._ask_next)

    def _ask_for_files(self) -> None:
        self.import_files(prompts.ask_downloads_to_import(self))

    def _ask_to_remove(self) -> None:
        row = self._table.row
        if row is not None and self._remove.isEnabled():
            self._asked = self._removal(row)
            name = row.release.replace("&", "&&")
            question = f"Remove {row.release}?"
            if codes := self._asked.rules:
                many = "1 code" if len(codes) == 1 else f"{len(codes)} codes"
                question = f"{question} The rules you typed for {many} go too: {listed(codes)}."
            self._strip.ask(question, f"Re&move {name}", f"&Keep {name}")

    def _removal(self, row: LoadedRow) -> RemoveJob:
        """Return the job that removes an import, with the codes whose typed rules go with it."""
        assert row.removal is not None
        codes = codes_kept_with(self._reference, row.release)
        return replace(row.removal, rules=codes if row.kind is ReleaseKind.FEE_SCHEDULE else ())

    def _ask_next(self) -> None:
        """Ask what is left to ask, else rest: whose a table of the NCCI is and from when a revised
        release holds, then the amounts of a year that the imports opened, then the rules of new
        codes. Each is asked until it is answered, or known.
        """
        if self._runner.busy:
            return
        reference = self._reference
        self._opened = [year for year in self._opened if wants_amounts(reference, year)]
        self._ruleless = [each for each in self._ruleless if self._new_codes(each)]
        waiting: list[Result | int | Edition] = [*self._unsure, *self._opened, *self._ruleless]
        self._asked = waiting[0] if waiting else None
        if isinstance(self._asked, Result):
            self._ask_of(self._asked)
        elif isinstance(self._asked, int):
            self._strip.ask_for_amounts(self._asked)
        elif isinstance(self._asked, Edition):
            self._strip.ask(
                f"How does {listed(self._new_codes(self._asked))} count? {self._asked.release} "
                "does not tell.",
                "&Type its rules\u2026",
                "&Not now",
            )
        else:
            self._strip.rest()

    def _ask_of(self, result: Result) -> None:
        """Ask what a file does not tell that could not be imported."""
        if result.first_day is not None:
            release, _, earliest, latest = result.first_day
            self._strip.ask_for_day(release, earliest, latest)
            return
        self._strip.ask(
            f"Is {result.name} the practitioners\u2019 table, and not the hospitals\u2019?",
            "&Yes, import it",
            "&No, leave it",
        )

    def _answered(self) -> RemoveJob | Result | int | Edition | None:
        """Return what was asked; it is asked no more."""
        asked, self._asked = self._asked, None
        for waiting in (self._unsure, self._opened, self._ruleless):
            if asked in waiting:
                waiting.remove(asked)  # type: ignore[arg-type]
        self._table.setFocus()
        return asked

    def _confirm(self) -> None:
        asked = self._answered()
        if isinstance(asked, Edition):
            self._ask_next()
            self._type_rules_of(asked, self._new_codes(asked)[0])
        elif isinstance(asked, RemoveJob):
            self._start([asked])
        elif isinstance(asked, Result) and asked.confirmed is not None:
            self._start([asked.confirmed])

    def _begin_on(self, day: date) -> None:
        """Import a revised release from the day that was told."""
        asked = self._answered()
        if isinstance(asked, Result) and asked.confirmed is not None:
            self._start([replace(asked.confirmed, begins=day)])

    def _enter_amounts(self) -> None:
        year = self._answered()
        self._ask_next()
        self.amounts_wanted.emit(year)

    def _decline(self) -> None:
        self._answered()
        self._ask_next()

    def _start(self, jobs: list[Job]) -> None:
        if not jobs:
            return
        if not self._runner.busy:
            self._show_progress(jobs[0].name, "Starting", 0)
        self._runner.add(jobs)
        self._offer_removal()

    def _cancel(self) -> None:
        self._strip.cancelling()
        self._table.setFocus()
        self._runner.cancel()

    def _show_progress(self, name: str, what: str, percent: int) -> None:
        more = f" ({self._runner.waiting} more)" if self._runner.waiting else ""
        self._strip.progress(f"{name}: {what}{more}", percent)

    def _show_result(self, result: Result) -> None:
        self._panes.add_result(result)
        if result.confirmed is not None:
            self._unsure.append(result)
        if result.verdict.stored:
            before = years_with_fees(self._reference)
            releases = {each.release for each in self._reference.editions if each.imported}
            self._reference.reload()
            years = years_with_fees(self._reference)
            # What is removed again is asked for no more.
            self._opened = [year for year in self._opened if year in years]
            self._opened += sorted(years - before)
            self._refresh()
            self.changed.emit()
            editions = [each for each in self._reference.editions if each.imported]
            self._ruleless = [each for each in self._ruleless if each in editions]
            self._ruleless += [each for each in editions if each.release not in releases]

    def _refresh(self) -> None:
        problem = self._reference.problem
        entries: list[ImportEntry] = []
        try:
            entries = self._imports.entries()
        except CmsFileError as error:
            problem = problem or str(error)
        self._problem.say(f"{problem} The file is {self._database}.", Severity.ACTION)
        self._problem.setVisible(bool(problem))
        self._table.show_rows(loaded_rows(self._reference, entries))

    def _offer_removal(self) -> None:
        """Offer to remove the row if that can be done; a question was about another row."""
        row = self._table.row
        removable = row is not None and row.removal is not None and not self._runner.busy
        self._remove.setEnabled(removable)
        self._rules.setEnabled(removable and self._typable() is not None)
        if self._strip.asking and isinstance(self._asked, RemoveJob):
            self._ask_next()
            self._table.setFocus()

    def _typable(self) -> Edition | None:
        """Return the selected import if it has codes whose rules the user types."""
        row = self._table.row
        known_as = (row.kind, row.release) if row and row.removal else None
        for edition in self._reference.editions:
            if (ReleaseKind.FEE_SCHEDULE, edition.release) == known_as and edition.imported:
                return edition if typable(self._reference, edition) else None
        return None

    def _new_codes(self, edition: Edition) -> list[str]:
        """Return the codes without rules that no release built in has: the year brings them.

        A release that prices no date brings none.
        """
        if not self._reference.spans(edition):
            return []
        without = self._reference.codes_without_rules
        built_in = (each for each in self._reference.editions if not each.imported)
        old = {code for each in built_in for code in without(each)}
        return [code for code in without(edition) if code not in old]

    def _type_rules(self) -> None:
        edition = self._typable()
        if edition is not None:
            codes = [*self._new_codes(edition), *typable(self._reference, edition)]
            self._type_rules_of(edition, codes[0])

    def _type_rules_of(self, edition: Edition, code: str) -> None:
        dialog = CodeRulesDialog(self._reference, edition, code, self._database, self)
        dialog.changed.connect(self.changed)
        dialog.open()

    def _lay_out(self) -> None:
        purpose = plain_label(_PURPOSE, self)
        purpose.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self._import)
        buttons.addWidget(self._remove)
        buttons.addWidget(self._rules)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(purpose)
        layout.addWidget(self._problem)
        layout.addWidget(self._panes, 1)
        layout.addWidget(self._strip)
        layout.addLayout(buttons)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]

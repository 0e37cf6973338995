"""The dialog itself: what is loaded, importing more, removing it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
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
from quarterhour.reference.importing.apart import groups
from quarterhour.reference.missing import missing, new_codes
from quarterhour.reference.typed_rules import codes_kept_with, typable
from quarterhour.window import prompts
from quarterhour.window.details.code_rules_dialog import CodeRulesDialog
from quarterhour.window.imports.jobs import ImportJob, Job, RemoveJob, Result, SetAsideJob
from quarterhour.window.imports.loaded import LoadedRow, edition_offered, loaded_rows
from quarterhour.window.imports.panes import Panes
from quarterhour.window.imports.removal import named, question
from quarterhour.window.imports.results import Strip
from quarterhour.window.imports.runner import Runner
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import plain_button
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title

_PURPOSE = (
    "Quarterhour never connects to the internet. Download the files from CMS, then import them. "
    "Don\u2019t unzip them."
)
_SHARE_OF_SCREEN = 0.95


class ImportsDialog(QDialog):
    """Lists the fee schedules loaded, imports downloads and removes imports.

    `changed` follows every import or removal that was stored; the reference is reloaded by then.
    `amounts_wanted` has the year whose yearly amounts are to be entered. `activated` follows its
    coming to the front while nothing is imported: what other programs changed is read then, and
    `renew` shows it.
    Closing keeps the results: show the same dialog again.
    """

    changed = Signal()
    activated = Signal()
    amounts_wanted = Signal(int)

    def __init__(self, reference: Reference, database: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._reference = reference
        self._database = database
        self._problem = Notice("Problem with the imports", 1, self)
        self._aside = plain_button("Set asi&de", "Set aside the damaged file", self)
        self._panes = Panes(self)
        self._table = self._panes.table
        self._strip = Strip(self)
        # What is asked now, and what is to be asked until it is answered.
        self._asked: list[RemoveJob] | Result | int | Edition | None = None
        self._unsure: list[Result] = []
        self._opened: list[int] = []
        self._ruleless: list[Edition] = []
        # What was there before the job that is being done, whoever reads its file first.
        self._there = self._years_and_imports()
        self._runner = Runner(database, reference.services, reference.bundled, self)
        self._import = plain_button("&Import\u2026", "Import CMS downloads", self)
        self._folder = plain_button("Import a f&older\u2026", "Import a folder of downloads", self)
        self._remove = plain_button("&Remove", "Remove the selected imports", self)
        self._rules = plain_button("R&ules of new codes\u2026", "Rules of new codes", self)
        self._close = plain_button("&Close", "Close", self)
        self.setWindowTitle(WORDS[Title.FEE_SCHEDULES])
        self.setAcceptDrops(True)
        self.setSizeGripEnabled(True)
        self._lay_out()
        self._connect()
        self.renew()
        room = self.screen().availableSize() * _SHARE_OF_SCREEN
        self.resize(QSize(245 * GRID, 158 * GRID).boundedTo(room))

    def import_files(self, files: Iterable[Path]) -> None:
        """Import downloads after those that are being imported; loose files belong together."""
        self._start([ImportJob(tuple(group)) for group in groups(list(files))])

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard into the table; what was asked before is asked again."""
        super().showEvent(event)
        if not self._strip.asking:
            self._ask_next()
        self._table.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow what was done elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            if not self._runner.busy:
                self.activated.emit()
            self._say_missing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the question back by Escape where one is asked; else close."""
        if self._strip.asking and event.matches(QKeySequence.StandardKey.Cancel):
            self._decline()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close; what is being imported is canceled."""
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
        self._folder.clicked.connect(self._ask_for_folder)
        self._aside.clicked.connect(self._set_aside)
        self._remove.clicked.connect(self._ask_to_remove)
        self._rules.clicked.connect(self._type_rules)
        self._close.clicked.connect(self.close)
        self._table.row_changed.connect(self._offer_removal)
        self._table.removal_wanted.connect(self._ask_to_remove)
        self._strip.canceled.connect(self._cancel)
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

    def _ask_for_folder(self) -> None:
        self.import_files(prompts.ask_folder_to_import(self))

    def _set_aside(self) -> None:
        self._table.setFocus()
        self._start([SetAsideJob(self._database.name)])

    def _ask_to_remove(self) -> None:
        if self._remove.isEnabled():
            rows = self._removable()
            self._asked = [self._removal(row.removal) for row in rows if row.removal]
            name = named(rows).replace("&", "&&")
            self._strip.ask(question(self._reference, rows), f"Re&move {name}", f"&Keep {name}")

    def _removal(self, removal: RemoveJob) -> RemoveJob:
        """Return the job that removes an import, with the codes whose typed rules go with it."""
        if removal.kind is not ReleaseKind.FEE_SCHEDULE:
            return removal
        return replace(removal, rules=codes_kept_with(self._reference, removal.release))

    def _ask_next(self) -> None:
        """Ask what is left to ask, else rest: whose a table of the NCCI is and from when a revised
        release holds, then the amounts of a year that the imports opened, then the rules of new
        codes. Each is asked until it is answered, or known.
        """
        if self._runner.busy:
            return
        reference = self._reference
        self._opened = [year for year in self._opened if wants_amounts(reference, year)]
        self._ruleless = [each for each in self._ruleless if new_codes(reference, each)]
        waiting: list[Result | int | Edition] = [*self._unsure, *self._opened, *self._ruleless]
        self._asked = waiting[0] if waiting else None
        if isinstance(self._asked, Result):
            self._ask_of(self._asked)
        elif isinstance(self._asked, int):
            self._strip.ask_for_amounts(self._asked)
        elif isinstance(self._asked, Edition):
            codes = listed(new_codes(reference, self._asked))
            self._strip.ask(
                f"How is {codes} counted? {self._asked.release} doesn't say.",
                "En&ter its rules\u2026",
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
            f"Is {result.name} the practitioner table, not the hospital table?",
            "&Yes, import it",
            "&No, don't import it",
        )

    def _answered(self) -> list[RemoveJob] | Result | int | Edition | None:
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
            self._type_rules_of(asked, new_codes(self._reference, asked)[0])
        elif isinstance(asked, list):
            self._start([*asked])
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
            self._there = self._years_and_imports()
            self._show_progress(jobs[0].name, "Starting", 0)
        self._runner.add(jobs)
        self._offer_removal()

    def _cancel(self) -> None:
        self._strip.canceling()
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
            years_before, releases = self._there
            self._reference.reload()
            years = years_with_fees(self._reference)
            # A year that was removed again needs no questions.
            self._opened = [year for year in self._opened if year in years]
            self._opened += sorted(years - years_before)
            self.renew()
            self.changed.emit()
            editions = [each for each in self._reference.editions if each.imported]
            self._ruleless = [each for each in self._ruleless if each in editions]
            self._ruleless += [each for each in editions if each.release not in releases]
            self._there = self._years_and_imports()

    def _years_and_imports(self) -> tuple[set[int], set[str]]:
        """Return the years that have fees, and the releases of fees that are imported."""
        reference = self._reference
        return years_with_fees(reference), {e.release for e in reference.editions if e.imported}

    def renew(self) -> None:
        """Show what is loaded and missing now."""
        problem = self._reference.problem
        self._problem.say(f"{problem} The file is {self._database}.", Severity.ACTION)
        self._problem.setVisible(bool(problem))
        self._aside.setVisible(self._reference.damaged)
        self._table.show_rows(loaded_rows(self._reference))
        self._say_missing()

    def _say_missing(self) -> None:
        self._panes.show_missing(missing(self._reference, date.today()))

    def _removable(self) -> list[LoadedRow]:
        return [row for row in self._table.selected if row.removal]

    def _offer_removal(self) -> None:
        """Offer to remove what is selected if that can be done; a question was about other rows."""
        idle = not self._runner.busy
        self._remove.setEnabled(idle and bool(self._removable()))
        self._aside.setEnabled(idle)
        self._rules.setEnabled(
            idle and edition_offered(self._reference, self._table.row) is not None
        )
        if self._strip.asking and isinstance(self._asked, list):
            self._ask_next()
            self._table.setFocus()

    def _type_rules(self) -> None:
        edition = edition_offered(self._reference, self._table.row)
        if edition is not None:
            codes = [*new_codes(self._reference, edition), *typable(self._reference, edition)]
            self._type_rules_of(edition, codes[0])

    def _type_rules_of(self, edition: Edition, code: str) -> None:
        dialog = CodeRulesDialog(self._reference, edition, code, self._database, self)
        dialog.changed.connect(self.changed)
        dialog.open()

    def _lay_out(self) -> None:
        purpose = plain_label(_PURPOSE, self)
        purpose.setWordWrap(True)
        problem = QHBoxLayout()
        problem.addWidget(self._problem, 1)
        problem.addWidget(self._aside)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self._import)
        buttons.addWidget(self._folder)
        buttons.addWidget(self._remove)
        buttons.addWidget(self._rules)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(purpose)
        layout.addLayout(problem)
        layout.addWidget(self._panes, 1)
        layout.addWidget(self._strip)
        layout.addLayout(buttons)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]

"""The dialog itself: what is loaded, importing more, removing it again."""

from __future__ import annotations

from collections import deque
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
    wants_amounts,
    years_with_fees,
)
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import ImportEntry, Imports
from quarterhour.reference.importing.apart import groups
from quarterhour.reference.missing import missing, new_codes
from quarterhour.window import prompts
from quarterhour.window.details.code_rules_dialog import CodeRulesDialog, typable
from quarterhour.window.imports.jobs import ImportJob, Job, RemoveJob, Result, SetAsideJob
from quarterhour.window.imports.loaded import LoadedRow, edition_to_type, loaded_rows
from quarterhour.window.imports.panes import Panes
from quarterhour.window.imports.removal import named, question
from quarterhour.window.imports.runner import Runner
from quarterhour.window.imports.strip import Strip
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
        self._opened: int | None = None
        self._problem = Notice("Problem with the imports", 1, self)
        self._aside = plain_button("Set asi&de", "Set aside the damaged file", self)
        self._panes = Panes(self)
        self._table = self._panes.table
        self._strip = Strip(self)
        self._asked: list[Job] | Edition | None = None
        self._unsure: deque[Result] = deque()
        self._ruleless: deque[Edition] = deque()
        self._runner = Runner(database, reference.services, reference.built_in, self)
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
        self._refresh()
        room = self.screen().availableSize() * _SHARE_OF_SCREEN
        self.resize(QSize(245 * GRID, 158 * GRID).boundedTo(room))

    def import_files(self, files: Iterable[Path]) -> None:
        """Import downloads after those that are being imported; loose files belong together."""
        self._start([ImportJob(tuple(group)) for group in groups(list(files))])

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard into the table; what was asked before is asked again."""
        super().showEvent(event)
        if not self._runner.busy:
            self._ask_next()
        self._table.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow what was typed in another window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._say_missing()

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
        self._strip.rest()
        self._unsure.clear()
        self._ruleless.clear()
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

    def _ask_for_folder(self) -> None:
        self.import_files(prompts.ask_folder_to_import(self))

    def _set_aside(self) -> None:
        self._table.setFocus()
        self._start([SetAsideJob(self._database.name)])

    def _ask_to_remove(self) -> None:
        if self._remove.isEnabled():
            rows = self._removable()
            self._asked = [row.removal for row in rows if row.removal]
            name = named(rows).replace("&", "&&")
            self._strip.ask(question(self._reference, rows), f"Re&move {name}", f"&Keep {name}")

    def _ask_next(self) -> None:
        """Ask what is left to ask, else rest: whose a table of the NCCI is and from when a revised
        release holds, then the rules of new codes, then the amounts of a year that the imports
        opened.
        """
        if self._runner.busy:
            return
        if self._unsure:
            result = self._unsure.popleft()
            self._asked = [result.confirmed] if result.confirmed else None
            if result.first_day is not None:
                release, _, earliest, latest = result.first_day
                self._strip.ask_for_day(release, earliest, latest)
                return
            self._strip.ask(
                f"Is {result.name} the practitioners\u2019 table, and not the hospitals\u2019?",
                "&Yes, import it",
                "&No, leave it",
            )
        elif self._ruleless:
            self._asked = self._ruleless.popleft()
            codes = listed(new_codes(self._reference, self._asked))
            self._strip.ask(
                f"How does {codes} count? {self._asked.release} does not tell.",
                "&Type its rules\u2026",
                "&Not now",
            )
        elif self._opened is not None and wants_amounts(self._reference, self._opened):
            self._strip.ask_for_amounts(self._opened)
        else:
            self._opened = None
            self._strip.rest()

    def _confirm(self) -> None:
        asked, self._asked = self._asked, None
        self._table.setFocus()
        if isinstance(asked, Edition):
            self._ask_next()
            self._type_rules_of(asked, new_codes(self._reference, asked)[0])
        elif asked is not None:
            self._start(asked)

    def _begin_on(self, day: date) -> None:
        """Import a revised release from the day that was told."""
        asked, self._asked = self._asked, None
        self._table.setFocus()
        if isinstance(asked, list):
            self._start([replace(job, begins=day) for job in asked if isinstance(job, ImportJob)])

    def _decline(self) -> None:
        self._asked = None
        self._table.setFocus()
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

    def _enter_amounts(self) -> None:
        year, self._opened = self._opened, None
        self._strip.rest()
        self._table.setFocus()
        if year is not None:
            self.amounts_wanted.emit(year)

    def _show_result(self, result: Result) -> None:
        self._panes.add_result(result)
        if result.confirmed is not None:
            self._unsure.append(result)
        if result.verdict.stored:
            before = years_with_fees(self._reference)
            releases = {each.release for each in self._reference.editions if each.imported}
            self._reference.reload()
            years = years_with_fees(self._reference)
            wanted = [each for each in years - before if wants_amounts(self._reference, each)]
            # One that is removed again is asked for no more.
            self._opened = max(wanted, default=self._opened if self._opened in years else None)
            self._refresh()
            self.changed.emit()
            self._ruleless = deque(e for e in self._ruleless if e in self._reference.editions)
            self._ruleless.extend(
                edition
                for edition in self._reference.editions
                if edition.imported
                and edition.release not in releases
                and new_codes(self._reference, edition)
            )

    def _refresh(self) -> None:
        problem = self._reference.problem
        entries: list[ImportEntry] = []
        try:
            entries = self._imports.entries()
        except CmsFileError as error:
            problem = problem or str(error)
        self._problem.say(f"{problem} The file is {self._database}.", Severity.ACTION)
        self._problem.setVisible(bool(problem))
        self._aside.setVisible(self._reference.damaged)
        self._table.show_rows(loaded_rows(self._reference, entries))
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
        typing = edition_to_type(self._reference, self._table.row)
        self._rules.setEnabled(idle and typing is not None)
        removing = isinstance(self._asked, list) and isinstance(self._asked[0], RemoveJob)
        if self._strip.asking and removing:
            self._strip.rest()

    def _type_rules(self) -> None:
        edition = edition_to_type(self._reference, self._table.row)
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

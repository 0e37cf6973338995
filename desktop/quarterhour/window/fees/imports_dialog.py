"""The dialog that lists the fee schedules loaded, imports others and removes them again.

It is loaded only when it is opened: reading imports brings a database library with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity, listed
from quarterhour.entry.loaded import (
    LoadedRow,
    edition_offered,
    loaded_rows,
    name_of,
    removal_question,
)
from quarterhour.reference import (
    Edition,
    Reference,
    TypedAmount,
    wanted_amounts,
    years_with_fees,
)
from quarterhour.reference.importing.apart import groups
from quarterhour.reference.missing import missing, new_codes
from quarterhour.reference.typed_rules import codes_kept_with, typable
from quarterhour.window import prompts
from quarterhour.window.details import HoldingDialog, RoomOnScreen, Scrolled, in_a_row
from quarterhour.window.details.code_rules import CodeRulesDialog
from quarterhour.window.fees.import_jobs import (
    ImportJob,
    Job,
    RemoveJob,
    Result,
    Runner,
    SetAsideJob,
)
from quarterhour.window.fees.import_panes import (
    SourcesDialog,
    Strip,
)
from quarterhour.window.fees.panes import Panes, YearlyPane
from quarterhour.window.frame import Band, line_across
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import Button, FilledButton
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.text import announce, paragraph
from quarterhour.window.words import WORDS, Title

_PURPOSE = "Quarterhour never connects to the internet. Download from CMS, then import."
_DROPPED = "Files can be dropped here."
_SIZE = (250 * GRID, 175 * GRID)
_SIDE = 4 * GRID

# What is left to ask, in this order: whose a table of the NCCI is or from when a revised release
# holds, the amounts of a year that the imports opened, the rules of new codes of a release.
Question = Result | int | Edition
_ORDER = (Result, int, Edition)


class ImportsDialog(HoldingDialog):
    """Lists the fee schedules loaded, imports downloads and removes imports.

    `changed` follows every import or removal that was stored; the reference is reloaded by then.
    `activated` follows its coming to the front while nothing is imported: what other programs may
    have changed is read then, and `renew` shows it. `read` and `keep` are those of `YearlyPane`.
    Closing keeps the results: show the same dialog again.
    """

    changed = Signal()
    activated = Signal()

    def __init__(
        self,
        reference: Reference,
        database: Path,
        read: Callable[[], str],
        keep: Callable[[Sequence[TypedAmount]], Path | None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.reference = reference
        self._database = database
        self._day = date.today()
        # What is asked now, and what is to be asked until it is answered.
        self._asked: list[RemoveJob] | Question | None = None
        self._questions: list[Question] = []
        # What was there before the job that is being done, whoever reads its file first.
        self._there = self._years_and_imports()
        self.setWindowTitle(WORDS[Title.FEE_SCHEDULES])
        self.setAcceptDrops(True)
        self.setSizeGripEnabled(True)
        # Tab goes in the order in which things are made.
        folder = self._button(
            "Import a f&older\u2026", "Import a folder of downloads", self._ask_for_folder
        )
        add = FilledButton("&Import\u2026", "", self)
        add.setAccessibleName("Import CMS downloads")
        add.clicked.connect(self._ask_for_files)
        self._problem = Notice("Problem with the imports", 1, self)
        self._aside = self._button("Set asi&de", "Set aside the damaged file", self._set_aside)
        self._panes = Panes(self)
        self._table = self._panes.table
        self._amounts = YearlyPane(reference, read, keep, self)
        self._strip = Strip(self)
        self._runner = Runner(database, reference.services, reference.bundled, self)
        self._rules = self._button(
            "R&ules of new codes\u2026", "Rules of new codes", self._type_rules
        )
        self._remove = self._button("&Remove", "Remove the selected imports", self._ask_to_remove)
        self._details = self._button(
            "Detail&s\u2026", "Details of the selected row", self._show_details
        )
        close = self._button("&Close", "Close", self.close)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click keeps nothing that is half typed
        head = in_a_row(self._purpose(), folder, add)
        self._lay_out(head, in_a_row(self._rules, None, self._remove, self._details, close))
        self._connect()
        self.renew()
        RoomOnScreen(self, _SIZE)

    def import_files(self, files: Iterable[Path]) -> None:
        """Import downloads after those that are being imported; loose files belong together."""
        self._start([ImportJob(tuple(group)) for group in groups(list(files))])

    def look_at(self, day: date) -> None:
        """Show what visits of a day lack, too: one may be typed ahead of its year."""
        self._day = day
        self.renew()

    def go_to_amounts(self, year: int) -> None:
        """Put the keyboard into the first yearly amount of a year that is not known."""
        self._amounts.table.go_to(year)

    def renew(self) -> None:
        """Show what is loaded and missing now."""
        problem = self.reference.problem
        self._problem.say(f"{problem} The file is {self._database}.", Severity.ACTION)
        self._problem.setVisible(bool(problem))
        self._aside.setVisible(self.reference.damaged)
        self._table.show_rows(loaded_rows(self.reference, max(date.today(), self._day)))
        self._panes.show_covered(self.reference.editions)
        self._amounts.renew()
        self._follow_amounts()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard into the table; what was asked before is asked again.

        It may have been hidden with its window while an amount is typed.
        """
        super().showEvent(event)
        self._amounts.catch_up()
        if not self._strip.asking:
            self._ask_next()
        if not self._amounts.table.editing:
            self._table.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow what was done elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            if not self._runner.busy:
                self.activated.emit()
            self._amounts.catch_up()
            self._follow_amounts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the question back by Escape where one is asked; else close."""
        if self._strip.asking and event.matches(QKeySequence.StandardKey.Cancel):
            self._decline()
        else:
            super().keyPressEvent(event)

    def holds_back(self) -> bool:
        """Say once that an amount is typed and not kept."""
        return self._amounts.holds_back()

    def done(self, result: int) -> None:
        """Close; what is being imported is canceled, and an amount not kept is given up."""
        self._amounts.give_up()
        self.setCursor(Qt.CursorShape.WaitCursor)
        self._runner.stop()
        self.unsetCursor()
        self._asked = None
        self._strip.rest()
        self._questions = [each for each in self._questions if not isinstance(each, Result)]
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files."""
        event.acceptProposedAction()
        self.import_files(_files(event))

    def _button(self, text: str, name: str, act: Callable[[], object]) -> QPushButton:
        button = Button(text, name, self)
        button.clicked.connect(act)
        return button

    def _purpose(self) -> QLabel:
        purpose = paragraph(f"{_PURPOSE} {_DROPPED}", self)
        policy = purpose.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        purpose.setSizePolicy(policy)
        return purpose

    def _lay_out(self, head: QLayout, foot: QLayout) -> None:
        problem = QHBoxLayout()
        problem.addWidget(self._problem, 1)
        problem.addWidget(self._aside)
        above = Band(self)
        over, below = QVBoxLayout(above), QVBoxLayout()
        for part in (head, problem):
            over.addLayout(part)
        below.addWidget(self._strip)
        below.addLayout(foot)
        for inner in (over, below):
            inner.setContentsMargins(_SIDE, 3 * GRID, _SIDE, 3 * GRID)
            inner.setSpacing(2 * GRID)
        parts, layout = QVBoxLayout(), QVBoxLayout(self)
        parts.addWidget(above)
        parts.addWidget(self._panes, 1)
        parts.addWidget(line_across(self))
        parts.addWidget(self._amounts)
        self._area = Scrolled(parts, self)
        for column in (parts, layout):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        layout.addWidget(self._area, 1)
        layout.addWidget(line_across(self))
        layout.addLayout(below)

    def _connect(self) -> None:
        self._table.row_changed.connect(self._offer_removal)
        self._table.removal_wanted.connect(self._ask_to_remove)
        self._amounts.kept.connect(self.renew)
        self._amounts.rested.connect(self._ask_at_rest)
        self._strip.canceled.connect(self._cancel)
        self._strip.confirmed.connect(self._confirm)
        self._strip.declined.connect(self._decline)
        self._runner.progressed.connect(self._show_progress)
        self._runner.finished.connect(self._show_result)
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
            self._asked = [
                RemoveJob(row.kind, row.release, codes_kept_with(self.reference, row.release))
                for row in rows
            ]
            name = name_of(rows).replace("&", "&&")
            asked = removal_question(self.reference, rows)
            self._strip.ask(asked, f"Re&move {name}", f"&Keep {name}")

    def _ask_next(self) -> None:
        """Ask what is left to ask, else rest. Each is asked until it is answered, or known."""
        if self._runner.busy:
            return
        still_open = filter(self._is_open, self._questions)
        self._questions = sorted(still_open, key=lambda each: _ORDER.index(type(each)))
        # Who types an amount goes on with it.
        typing = self._amounts.table.editing
        self._asked = asked = None if typing else next(iter(self._questions), None)
        if asked is None:
            self._strip.rest()
        elif isinstance(asked, int):
            self._strip.ask_for_amounts(asked, wanted_amounts(self.reference, asked))
            self.go_to_amounts(asked)
        elif isinstance(asked, Edition):
            codes = listed(new_codes(self.reference, asked))
            self._strip.ask(
                f"How is {codes} counted? {asked.release} doesn't say.",
                "En&ter its rules\u2026",
                "&Not now",
            )
        elif asked.first_day is not None:
            self._strip.ask_for_day(asked.first_day)
        else:
            self._strip.ask(
                f"Is {asked.name} the practitioner table, not the hospital table?",
                "&Yes, import it",
                "&No, don't import it",
            )

    def _is_open(self, question: Question) -> bool:
        """Return whether a question is still to be asked: its subject may be gone, or known."""
        reference = self.reference
        if isinstance(question, int):
            priced = question in years_with_fees(reference)
            return priced and bool(wanted_amounts(reference, question))
        if isinstance(question, Edition):
            return question in reference.editions and bool(new_codes(reference, question))
        return True

    def _answered(self) -> list[RemoveJob] | Question | None:
        """Return what was asked; it is asked no more."""
        asked, self._asked = self._asked, None
        self._questions = [each for each in self._questions if each is not asked]
        self._table.setFocus()
        return asked

    def _confirm(self, day: date | None) -> None:
        """Do what was asked, a revised release from the day that was told."""
        asked = self._answered()
        if isinstance(asked, list):
            self._start([*asked])
        elif isinstance(asked, int):
            self._ask_next()
            self.go_to_amounts(asked)
        elif isinstance(asked, Edition):
            self._ask_next()
            self._type_rules_of(asked, new_codes(self.reference, asked)[0])
        elif asked is not None and asked.confirmed is not None:
            self._start([replace(asked.confirmed, begins=day)])

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
        asked: list[Question] = [result] if result.confirmed is not None else []
        if result.verdict.stored:
            years_before, releases_before = self._there
            self.reference.reload()
            self.renew()
            self.changed.emit()
            self._there = self._years_and_imports()
            asked += sorted(self._there[0] - years_before)
            asked += [
                each
                for each in self.reference.editions
                if each.imported and each.release not in releases_before
            ]
        self._questions += [each for each in asked if each not in self._questions]

    def _years_and_imports(self) -> tuple[set[int], set[str]]:
        """Return the years that have fees, and the releases of fees that are imported."""
        reference = self.reference
        return years_with_fees(reference), {e.release for e in reference.editions if e.imported}

    def _follow_amounts(self) -> None:
        """Say what is missing by now; a question about that may be answered."""
        today, asked = date.today(), self._asked
        self._panes.show_missing(missing(self.reference, today, self._day), today.year)
        if not (self._strip.asking and isinstance(asked, int)):
            return
        if self._is_open(asked):
            self._strip.ask_for_amounts(asked, wanted_amounts(self.reference, asked))
        else:
            self._ask_next()

    def _removable(self) -> list[LoadedRow]:
        return [row for row in self._table.selected if row.imported]

    def _offer_removal(self) -> None:
        """Offer to remove what is selected if that can be done; a question was about other rows."""
        idle = not self._runner.busy
        self._remove.setEnabled(idle and bool(self._removable()))
        self._aside.setEnabled(idle)
        offered = edition_offered(self.reference, self._table.row)
        self._rules.setEnabled(idle and offered is not None)
        if self._strip.asking and isinstance(self._asked, list):
            self._ask_next()
            self._table.setFocus()

    def _ask_at_rest(self) -> None:
        """Ask what was not asked while an amount was typed; the keyboard goes on from there."""
        if self._asked is None and self.isVisible():
            self._ask_next()
            if self._strip.asking:
                self._amounts.table.setFocus()
                announce(self, self._strip.question)

    def _show_details(self) -> None:
        if row := self._table.row:
            SourcesDialog(row, self).open()

    def _type_rules(self) -> None:
        edition = edition_offered(self.reference, self._table.row)
        if edition is not None:
            codes = [*new_codes(self.reference, edition), *typable(self.reference, edition)]
            self._type_rules_of(edition, codes[0])

    def _type_rules_of(self, edition: Edition, code: str) -> None:
        dialog = CodeRulesDialog(self.reference, edition, code, self._database, self)
        dialog.changed.connect(self.changed)
        dialog.open()


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]

"""The parts of a main window: where everything stands, and who speaks to whom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from quarterhour.claims.dialog import Dialog
from quarterhour.entry.day_draft import DayDraft
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.documents import Document
from quarterhour.entry.service_cells import Column
from quarterhour.visit import VisitFile
from quarterhour.window.commands import Commands
from quarterhour.window.files import AutoSave, Files, Recovery
from quarterhour.window.frame import Panes, Section
from quarterhour.window.header import Header
from quarterhour.window.layout import Center, RightPanel
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import Button, FlatButton
from quarterhour.window.look.notice import MessageBar
from quarterhour.window.menus import KeyboardBack, add_menus, follow_history, give_row_edits
from quarterhour.window.panels import ExplanationPanel, PaymentPanel
from quarterhour.window.panels.answer_strip import TOLD, AnswerStrip
from quarterhour.window.panels.minute_ruler import MinuteRuler
from quarterhour.window.panels.to_settle import ToSettlePanel
from quarterhour.window.program import Program
from quarterhour.window.settings import WindowRoom
from quarterhour.window.status_line import StatusLine
from quarterhour.window.table import AssistantColumn, ServiceTable
from quarterhour.window.visits import VisitPane
from quarterhour.window.words import WORDS, Command, Title
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.claims import Attest

_STOP = "&Stop estimating"


class Parts(QObject):
    """What stands in a main window, on a visit or a day and its file, or on an empty visit.

    `entries` has the entries of its menus, `commands` what they do.
    """

    def __init__(
        self,
        window: QMainWindow,
        program: Program,
        document: Document | None = None,
        file: VisitFile | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self.program = program
        session = DaySession(
            program.reference,
            document,
            program.new_visit,
            program.own_words,
            program.prices,
            program.favorites,
        )
        session.place_found.connect(self._keep_place)
        session.practice_changed.connect(program.kept.keep_practice)
        self.worksheet = Worksheet(session, window)
        self.messages = MessageBar(window)
        self.files = Files(session, file, self.messages, program.recent, window)
        self.recovery = Recovery(self.worksheet, self.files, program.folder, window)
        self.autosave = AutoSave(self.worksheet, self.files, self.messages, window)
        self.header = Header(self.worksheet, window)
        # In the order in which Tab goes through them.
        self.strip = AnswerStrip(self.worksheet, window)
        self.table = ServiceTable(self.worksheet, window)
        self._ruler = MinuteRuler(self.worksheet, window)
        self._to_settle = ToSettlePanel(self.worksheet, window)
        self._close = FlatButton("Close the panel", "close", window)
        self._explanation = ExplanationPanel(self.worksheet, window)
        self._stop = Button(_STOP, "Stop estimating", window)
        self._stop.hide()
        self._payment = PaymentPanel(self.worksheet, window)
        self._payment_section = Section(WORDS[Title.PAYMENT], self._payment, window)
        self.visits = VisitPane(self.worksheet, window)
        self._status = StatusLine(self.worksheet, window)
        self.autosave.said.connect(self._status.tell_saved)
        window.setStatusBar(self._status)
        self.content = self._laid_out()
        window.setCentralWidget(self.content)
        self._add_menus()
        self._connect()
        self._show_visits_open()
        self.header.count_visits(session.visits)
        WindowRoom(window)
        if program.reference.problem:
            self.messages.say(program.reference.problem)

    def welcome(self) -> None:
        """Ask a newcomer the three questions of the first start, in place of the visit."""
        # Loaded only at the very first start.
        from quarterhour.window.first_run import welcome

        welcome(self.program, self.worksheet, self._window, self._leave_welcome)

    def show_sample(self) -> None:
        """Go through the sample visit."""
        # Loaded only when it is asked for.
        from quarterhour.window.first_run import FirstVisit

        found = self._window.findChild(FirstVisit)
        guide = found or FirstVisit(self.files, self.worksheet, self.table, self._column)
        guide.show_sample()

    def show_recovered(self, draft: DayDraft, file: VisitFile | None, message: str) -> None:
        """Show what was typed in a program that died: it counts as unsaved."""
        self.files.recover(draft, file)
        self.recovery.keep()
        self.begin()
        self.messages.tell_too(message)

    def draw_icons(self) -> None:
        """Draw the icons: what is beside them would move if they came after the first paint."""
        self.header.draw_icons()
        self.strip.draw_icons()
        self._close.draw_icon()

    def assess_first(self) -> None:
        """Assess the visit that it began with, unless a key came first and did it."""
        if self.worksheet.session.outcome.assessment is None:
            self.worksheet.session.assess_again()

    def fit(self, size: QSize) -> None:
        """Have the parts take the room of a window of this size."""
        self.visits.fit(size.width())
        self.panel.fit(size.width())
        self._center.fit_height(size.height())

    def close(self) -> None:
        """Keep what is kept of the window, and end what goes on beside it."""
        self.recovery.forget()
        self.panel.keep()
        self.commands.close()

    def _add_menus(self) -> None:
        self.commands = Commands(
            *(self.program, self.worksheet, self.files, self.messages),
            *(self.table, self.strip, self.visits, self._window),
        )
        runs = {**self.commands.runs(), **self._runs()}
        self.entries = add_menus(self._window.menuBar(), runs, self.commands.fills())
        KeyboardBack(self._window.menuBar(), self.table)
        give_row_edits(self.table, self.entries)
        follow_history(self.worksheet, self.entries)
        entry = self.entries[Command.ASSISTANT_COLUMN]
        AssistantColumn(self.table, self.worksheet, self.program.kept, entry)

    def _runs(self) -> dict[Command, Callable[[], object]]:
        """Return what the commands do that are about the parts of the window themselves."""
        panes = Panes(
            (
                (self.header, self.header.first),
                (self.strip, self.strip.first),
                (self.table, self.table),
                (self._ruler, self._ruler),
                (self._to_settle, self._to_settle),
                (self._explanation, self._explanation),
                (self._payment_section, self._payment),
                (self.visits, self.visits),
            )
        )
        return {
            Command.EXPLANATION: lambda: self.panel.open(self.panel.isHidden()),
            Command.NEXT_PANE: lambda: panes.go(1),
            Command.PREVIOUS_PANE: lambda: panes.go(-1),
            Command.NEXT_TO_SETTLE: lambda: self._to_settle.go(1),
            Command.PREVIOUS_TO_SETTLE: lambda: self._to_settle.go(-1),
        }

    def _connect(self) -> None:
        self.table.row_changed.connect(self._explanation.explain)
        self.table.row_changed.connect(self._status.explain)
        self.table.row_changed.connect(self._ruler.mark)
        self.table.review_wanted.connect(self._review)
        self.table.said.connect(self._status.say)
        self.table.row_changed.connect(self._to_settle.mark)
        self._ruler.row_wanted.connect(self._select_row)
        self.worksheet.assessed.connect(self._mark_payment)
        self.worksheet.assessed.connect(self.messages.follow)
        self.worksheet.edited.connect(self.messages.pass_by)
        self.messages.left.connect(self.table.setFocus)
        self.files.changed.connect(self.entitle)
        # It is unsaved then, or saved again, and one visit more makes it a day.
        self.worksheet.recorded.connect(self.entitle)
        self.worksheet.opened.connect(self.messages.pass_by)
        self.worksheet.opened.connect(self.begin)
        self.program.kept.changed.connect(self.files.begin_anew)
        self.worksheet.stepped.connect(self.table.follow_step)
        self.visits.table_wanted.connect(self.table.setFocus)
        self.visits.add_wanted.connect(self.entries[Command.NEXT_VISIT].trigger)
        self.visits.repeat_wanted.connect(self.entries[Command.REPEAT_VISIT].trigger)
        self.visits.copy_wanted.connect(self.entries[Command.COPY_DAY].trigger)
        self.visits.said.connect(self.messages.say_until_edit)
        self.visits.told.connect(self.messages.tell)
        self.visits.opened.connect(self._show_visits_open)
        self.visits.counted.connect(self.header.count_visits)
        self.header.visits_button.toggled.connect(self.visits.open)
        self.header.done.connect(self.table.setFocus)
        self.header.year_wanted.connect(partial(self.commands.show, Dialog.PATIENT_YEAR))
        self.header.panel_button.toggled.connect(self.panel.open)
        self._close.clicked.connect(partial(self.panel.open, False))
        self.panel.opened.connect(self._show_panel_open)
        self.panel.left.connect(self.table.setFocus)
        self.panel.crowded.connect(lambda text: self._status.tell(text, TOLD))
        self.strip.left.connect(self._take_back_keyboard)
        self.strip.told_elsewhere.connect(lambda text: self._status.tell(text, TOLD))
        self.strip.copy_wanted.connect(self.entries[Command.COPY_CLAIM_LINES].trigger)
        self.strip.import_wanted.connect(self.entries[Command.FEE_SCHEDULES].trigger)
        self.strip.first_wanted.connect(partial(self._to_settle.go, 1))
        self._payment.amounts_wanted.connect(partial(self.commands.show, Dialog.YEARLY_AMOUNTS))
        self._stop.clicked.connect(lambda: self.worksheet.session.estimate(False))
        self._explanation.sample_wanted.connect(self.entries[Command.SHOW_SAMPLE].trigger)
        self._explanation.left.connect(self.table.setFocus)
        self._to_settle.row_wanted.connect(self._select_row)
        self._to_settle.cell_wanted.connect(self.table.go_to_field)
        self._to_settle.date_wanted.connect(self.header.go_to_date)
        self._to_settle.place_wanted.connect(self.header.go_to_place)
        self._to_settle.dialog_wanted.connect(self.commands.show)
        self._to_settle.review_wanted.connect(self._review)
        self._to_settle.tie_wanted.connect(self.table.choose_in_tie)
        self._to_settle.audit_wanted.connect(self.commands.audit_at)
        self._to_settle.left.connect(self.table.setFocus)

    def begin(self) -> None:
        """Put the keyboard into the first service, typed or not, and explain it."""
        self.table.go_to(0, Column.SERVICE)
        self.table.setFocus()
        self._to_settle.refresh()
        self._explanation.explain(0)
        self._status.explain(0)
        self._ruler.mark(0)
        self._to_settle.mark(0)

    def entitle(self) -> None:
        """Have the title name the file, and mark what is not saved."""
        self._window.setWindowTitle(f"{self.files.name}[*]")
        self._window.setWindowFilePath(str(self.files.path or ""))
        unsaved = self.worksheet.session.unsaved
        if unsaved is not self._window.isWindowModified():  # Qt would write the title at every key
            self._window.setWindowModified(unsaved)

    def _keep_place(self, text: str, locality: str) -> None:
        """Keep the place for new visits, unless it is that of a sample."""
        if not self.files.is_sample:
            self.program.kept.keep_place(text, locality)

    def _leave_welcome(self, sample: bool) -> None:
        self.entitle()
        self.begin()
        if sample:
            self.show_sample()

    def _review(self, asked: Attest) -> None:
        from quarterhour.window.details.visit import ReviewDialog

        ReviewDialog(self.worksheet.session, asked, self._window).open()

    def _take_back_keyboard(self) -> None:
        """Put the keyboard into the table where nothing else has it."""
        if self._window.focusWidget() is None:
            self.table.setFocus()

    def _select_row(self, row: int) -> None:
        self.table.go_to(row, Column.SERVICE)

    def _show_visits_open(self) -> None:
        shown = not self.visits.isHidden()  # they may have closed again, for want of room
        self.header.visits_button.setChecked(shown)
        self.entries[Command.VISIT_LIST].setChecked(shown)

    def _show_panel_open(self, shown: bool) -> None:
        self.header.panel_button.setChecked(shown)
        self.entries[Command.EXPLANATION].setChecked(shown)

    def _mark_payment(self) -> None:
        """Say over the payment whether it is an estimate, and by which fees."""
        assessment = self.worksheet.session.outcome.assessment
        at_fees = assessment.at_fees if assessment else ""
        self._payment_section.mark(at_fees)
        self._stop.setVisible(self.worksheet.session.estimating)

    def _laid_out(self) -> QWidget:
        self._payment_section.add_to_head(self._stop, 2 * GRID)
        self._center = Center(self.strip, self.table, self._ruler, self._to_settle, self._window)
        explanation = Section(WORDS[Title.EXPLANATION], self._explanation, self._window)
        explanation.add_to_head(self._close)
        self.panel = RightPanel(
            *(self.visits, self._center, explanation, self._payment_section),
            *(self.program.kept, self._window),
        )
        content = QWidget(self._window)
        self._column = layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addWidget(self.header)
        layout.addWidget(self.panel.columns, 1)
        return content

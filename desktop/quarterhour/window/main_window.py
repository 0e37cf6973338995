"""The main window: where everything stands, and who speaks to whom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QMainWindow, QVBoxLayout, QWidget

from quarterhour.claims.dialog import Dialog
from quarterhour.entry.day_draft import DayDraft
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.documents import Document
from quarterhour.entry.service_cells import Column
from quarterhour.visit import VisitFile
from quarterhour.window.commands import Commands
from quarterhour.window.day_commands import DayCommands
from quarterhour.window.files import Files
from quarterhour.window.frame import LettersRoom, Panes, Section
from quarterhour.window.header import Header
from quarterhour.window.layout import Center, RightPanel
from quarterhour.window.look.buttons import FlatButton, plain_button
from quarterhour.window.look.notice import MessageBar
from quarterhour.window.menus import add_menus, follow_history, give_row_edits
from quarterhour.window.panels.answer_strip import TOLD, AnswerStrip
from quarterhour.window.panels.minute_ruler import MinuteRuler
from quarterhour.window.panels.right import ExplanationPanel, PaymentPanel
from quarterhour.window.panels.to_settle import ToSettlePanel
from quarterhour.window.program import Program
from quarterhour.window.recovery import AutoSave, Recovery
from quarterhour.window.status_line import StatusLine
from quarterhour.window.table import AssistantColumn, ServiceTable
from quarterhour.window.visits import VisitPane
from quarterhour.window.words import WORDS, Command, Title
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.claims import Attest

_SIZE = (1366, 768)
_STOP = "&Stop estimating"


class MainWindow(QMainWindow):
    """A day being typed, visit by visit, and what it comes to. `entries` has those of its menus.

    `closed` follows its closing, and carries it.
    """

    closed = Signal(QMainWindow)

    def __init__(
        self, program: Program, document: Document | None = None, file: VisitFile | None = None
    ) -> None:
        super().__init__()
        self._painted = False
        self.program = program
        self.day = session = DaySession(
            program.reference,
            document,
            program.new_visit,
            program.own_words,
            program.prices,
            program.favorites,
        )
        session.place_found.connect(self._keep_place)
        session.practice_changed.connect(program.kept.keep_practice)
        self.worksheet = Worksheet(session, self)
        self.messages = MessageBar(self)
        self.files = Files(session, self.messages, program.recent, self)
        self.files.take(file)
        self._recovery = Recovery(self.worksheet, self.files, program.folder, self)
        self.autosave = AutoSave(self.worksheet, self.files, self.messages, self)
        self._header = Header(self.worksheet, self)
        # In the order in which Tab goes through them.
        self._strip = AnswerStrip(self.worksheet, self)
        self._table = ServiceTable(self.worksheet, self)
        self._ruler = MinuteRuler(self.worksheet, self)
        self._to_settle = ToSettlePanel(self.worksheet, self)
        self._close = FlatButton("Close the panel", "close", self)
        self._explanation = ExplanationPanel(self.worksheet, self)
        self._stop = plain_button(_STOP, "Stop estimating", self)
        self._stop.hide()
        self._payment = PaymentPanel(self.worksheet, self)
        self._payment_section = Section(WORDS[Title.PAYMENT], self._payment, self)
        self._visits = VisitPane(self.worksheet, session, self)
        self._status = StatusLine(self.worksheet, self)
        self.autosave.said.connect(self._status.tell_saved)
        self.setStatusBar(self._status)
        self.setAcceptDrops(True)
        self.setCentralWidget(self._laid_out())
        self._add_menus()
        self._connect()
        self._show_visits_open(not self._visits.isHidden())
        self._header.count_visits(self.day.visits)
        for command in (Command.EXPLANATION, Command.VISIT_LIST):
            self.entries[command].setCheckable(True)
        self.resize(*_SIZE)
        LettersRoom(self)
        self._begin()
        self._entitle()
        if program.reference.problem:
            self.messages.say(program.reference.problem)

    def show_recovered(self, draft: DayDraft, file: VisitFile | None, message: str) -> None:
        """Show what was typed in a program that died: it counts as unsaved."""
        self.files.recover(draft, file)
        self._recovery.keep()
        self._begin()
        self.messages.tell_too(message)

    def welcome(self) -> None:
        """Ask a newcomer the three questions of the first start, in place of the visit."""
        # Loaded only at the very first start.
        from quarterhour.window.first_run import welcome

        welcome(self.program, self.worksheet, self, self._leave_welcome)

    def show_sample(self) -> None:
        """Go through the sample visit."""
        # Loaded only when it is asked for.
        from quarterhour.window.first_visit import first_visit

        first_visit(self.files, self.worksheet, self._table, self._column).show_sample()

    def _leave_welcome(self, sample: bool) -> None:
        self._entitle()
        self._begin()
        if sample:
            self.show_sample()

    def show_dialog(self, dialog: Dialog) -> None:
        """Open a dialog in which something of the visit is entered."""
        self._commands.show(dialog)

    def come_forward(self) -> None:
        """Show the window above the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def take_room(self, room: QSize) -> None:
        """Be no larger than the room; what gives way in a small window does so first."""
        size = self.size().boundedTo(room)
        self._fit(size)
        self.resize(size)

    def changeEvent(self, event: QEvent) -> None:
        """Have what other programs changed while this one was not looked at."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.program.catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the parts take the room that there is now."""
        super().resizeEvent(event)
        self._fit(self.size())

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the icons: what is beside them would move if they came after the first paint."""
        self._header.draw_icons()
        self._strip.draw_icons()
        self._close.draw_icon()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Have what assesses a visit loaded right after the first paint, which needs none of it."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._assess_first)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work first."""
        if not self.files.may_close():
            event.ignore()
            return
        self._recovery.forget()
        self._panel.keep()
        for dialog in self.findChildren(QDialog):
            dialog.close()  # an import that goes on there ends
        self._day_commands.close()
        self.closed.emit(self)
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged in."""
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files that are dropped."""
        event.acceptProposedAction()
        for path in _dropped(event.mimeData()):
            self.program.open_file(path, self.files)

    def _assess_first(self) -> None:
        """Assess the visit that it began with, unless a key came first and did it."""
        if self.worksheet.session.outcome.assessment is None:
            self.worksheet.session.assess_again()

    def _fit(self, size: QSize) -> None:
        self._visits.fit(size.width())
        self._panel.fit(size.width())
        self._center.fit_height(size.height())

    def _add_menus(self) -> None:
        self._commands = Commands(
            *(self.program, self.worksheet, self.files, self.messages),
            *(self._table, self._strip, self),
        )
        self._day_commands = DayCommands(
            *(self.program, self.worksheet, self.day, self.files, self.messages),
            *(self._strip, self._visits, self._go_to_visit, self),
        )
        runs = {**self._commands.runs(), **self._day_commands.runs(), **self._runs()}
        self.entries = add_menus(self.menuBar(), runs, self._commands.fills())
        give_row_edits(self._table, self.entries)
        follow_history(self.worksheet, self.entries)
        self.entries[Command.DETAILED].setCheckable(True)
        AssistantColumn(
            self._table,
            self.worksheet,
            self.program.kept,
            self.entries[Command.ASSISTANT_COLUMN],
        )

    def _runs(self) -> dict[Command, Callable[[], object]]:
        """Return what the commands do that are about the parts of the window themselves."""
        panes = Panes(
            (
                (self._header, self._header.first),
                (self._strip, self._strip.first),
                (self._table, self._table),
                (self._ruler, self._ruler),
                (self._to_settle, self._to_settle),
                (self._explanation, self._explanation),
                (self._payment_section, self._payment),
                (self._visits, self._visits),
            )
        )
        return {
            Command.EXPLANATION: lambda: self._panel.open(self._panel.isHidden()),
            Command.NEXT_PANE: lambda: panes.go(1),
            Command.PREVIOUS_PANE: lambda: panes.go(-1),
            Command.NEXT_TO_SETTLE: lambda: self._to_settle.go(1),
            Command.PREVIOUS_TO_SETTLE: lambda: self._to_settle.go(-1),
        }

    def _entitle(self) -> None:
        self.setWindowTitle(f"{self.files.name}[*]")
        self.setWindowFilePath(str(self.files.path or ""))
        self.setWindowModified(self.worksheet.session.unsaved)

    def _begin(self) -> None:
        """Put the keyboard into the first service, typed or not, and explain it."""
        self._table.go_to(0, Column.SERVICE)
        self._table.setFocus()
        self._to_settle.refresh()
        self._explanation.explain(0)
        self._status.explain(0)
        self._ruler.mark(0)
        self._to_settle.mark(0)

    def _connect(self) -> None:
        self._table.row_changed.connect(self._explanation.explain)
        self._table.row_changed.connect(self._status.explain)
        self._table.row_changed.connect(self._ruler.mark)
        self._table.review_wanted.connect(self._review)
        self._table.said.connect(self.messages.say_until_edit)
        self._table.row_changed.connect(self._to_settle.mark)
        self._ruler.row_wanted.connect(self._select_row)
        self.worksheet.assessed.connect(self._mark_payment)
        self.worksheet.assessed.connect(self.messages.follow)
        self.worksheet.recorded.connect(self.messages.pass_by)
        self.files.changed.connect(self._entitle)
        self.worksheet.saved_changed.connect(self._entitle)
        self.worksheet.opened.connect(self._begin)
        self.program.kept.changed.connect(self.files.begin_anew)
        self.worksheet.stepped.connect(self._table.follow_step)
        self._visits.table_wanted.connect(self._table.setFocus)
        self._visits.add_wanted.connect(self.entries[Command.NEXT_VISIT].trigger)
        self._visits.repeat_wanted.connect(self.entries[Command.REPEAT_VISIT].trigger)
        self._visits.copy_wanted.connect(self.entries[Command.COPY_DAY].trigger)
        self._visits.said.connect(self.messages.say_until_edit)
        self._visits.opened.connect(self._show_visits_open)
        self._visits.counted.connect(self._header.count_visits)
        self._header.visits_button.toggled.connect(self._visits.open)
        self._header.done.connect(self._table.setFocus)
        self._header.year_wanted.connect(partial(self.show_dialog, Dialog.PATIENT_YEAR))
        self._header.panel_button.toggled.connect(self._open_panel)
        self._close.clicked.connect(partial(self._open_panel, False))
        self._panel.opened.connect(self._show_panel_open)
        self._strip.left.connect(self._take_back_keyboard)
        self._strip.told_elsewhere.connect(lambda text: self._status.showMessage(text, TOLD))
        self._strip.copy_wanted.connect(self.entries[Command.COPY_CLAIM_LINES].trigger)
        self._strip.import_wanted.connect(self.entries[Command.FEE_SCHEDULES].trigger)
        self._strip.first_wanted.connect(partial(self._to_settle.go, 1))
        self._payment.amounts_wanted.connect(partial(self.show_dialog, Dialog.YEARLY_AMOUNTS))
        self._stop.clicked.connect(lambda: self.worksheet.session.estimate(False))
        self._explanation.sample_wanted.connect(self.entries[Command.SHOW_SAMPLE].trigger)
        self._to_settle.row_wanted.connect(self._select_row)
        self._to_settle.date_wanted.connect(self._header.go_to_date)
        self._to_settle.dialog_wanted.connect(self.show_dialog)
        self._to_settle.review_wanted.connect(self._review)
        self._to_settle.tie_wanted.connect(self._table.choose_in_tie)
        self._to_settle.audit_wanted.connect(self._day_commands.audit_at)
        self._to_settle.left.connect(self._table.setFocus)

    def _keep_place(self, text: str, locality: str) -> None:
        """Keep the place for new visits, unless it is that of a sample."""
        if not self.files.is_sample:
            self.program.kept.keep_place(text, locality)

    def _review(self, asked: Attest) -> None:
        from quarterhour.window.details.statements import ReviewDialog

        ReviewDialog(self.worksheet.session, asked, self).open()

    def _take_back_keyboard(self) -> None:
        """Put the keyboard into the table where nothing else has it."""
        if self.focusWidget() is None:
            self._table.setFocus()

    def _go_to_visit(self, visit: int, row: int) -> None:
        """Show a row of a visit of the day."""
        self.day.select(visit)
        self._select_row(row)
        self.come_forward()

    def _select_row(self, row: int) -> None:
        self._table.go_to(row, Column.SERVICE)

    def _show_visits_open(self, shown: bool) -> None:
        self._header.visits_button.setChecked(shown)
        self.entries[Command.VISIT_LIST].setChecked(shown)

    def _open_panel(self, shown: bool) -> None:
        self._panel.open(shown)

    def _show_panel_open(self, shown: bool) -> None:
        self._header.panel_button.setChecked(shown)
        self.entries[Command.EXPLANATION].setChecked(shown)

    def _mark_payment(self) -> None:
        """Say over the payment whether it is an estimate, and by which fees."""
        assessment = self.worksheet.session.outcome.assessment
        at_fees = assessment.at_fees if assessment else ""
        self._payment_section.retitle(f"{WORDS[Title.PAYMENT]} {at_fees}".rstrip())
        self._stop.setVisible(self.worksheet.session.estimating)

    def _laid_out(self) -> QWidget:
        self._payment_section.add_to_head(self._stop)
        self._center = Center(self._strip, self._table, self._ruler, self._to_settle, self)
        explanation = Section(WORDS[Title.EXPLANATION], self._explanation, self)
        explanation.add_to_head(self._close)
        self._panel = RightPanel(
            *(self._visits, self._center, explanation, self._payment_section),
            *(self.program.kept, self),
        )
        content = QWidget(self)
        self._column = layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addWidget(self._header)
        layout.addWidget(self._panel.columns, 1)
        return content


def _dropped(data: QMimeData) -> list[Path]:
    """Return the files that are dragged in."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

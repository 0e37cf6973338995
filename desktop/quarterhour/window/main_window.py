"""The main window: where everything stands, and who speaks to whom."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims.actions import Attest, Dialog
from quarterhour.entry import Draft, Session
from quarterhour.visit import Visit, VisitFile
from quarterhour.window.commands import Commands
from quarterhour.window.documents.files import Files
from quarterhour.window.documents.recovery import Recovery
from quarterhour.window.header.header import Header
from quarterhour.window.look import GRID
from quarterhour.window.menus import add_menus, follow_history, give_row_edits
from quarterhour.window.message_bar import MessageBar
from quarterhour.window.panels.explanation import ExplanationPanel
from quarterhour.window.panels.payment import PaymentPanel
from quarterhour.window.panels.section import Section
from quarterhour.window.panels.to_settle import ToSettlePanel
from quarterhour.window.panels.totals import Totals
from quarterhour.window.panels.under_table import UnderTable
from quarterhour.window.program import Program
from quarterhour.window.ruler import MinuteRuler
from quarterhour.window.table.assistant_column import AssistantColumn
from quarterhour.window.table.columns import Column
from quarterhour.window.table.view import ServiceTable
from quarterhour.window.words import WORDS, Command, Title
from quarterhour.window.worksheet import Worksheet

_SIZE = (1200, 780)
_LEFT, _RIGHT = 760, 396
_WIDEST = 1760  # beyond which lines would be too long to read


class MainWindow(QMainWindow):
    """A visit being typed, and what it comes to. `entries` has those of its menus.

    `closed` follows its closing, and carries it.
    """

    closed = Signal(QMainWindow)

    def __init__(
        self, program: Program, visit: Visit | None = None, file: VisitFile | None = None
    ) -> None:
        super().__init__()
        self.program = program
        session = Session(
            program.reference,
            visit,
            program.new_visit,
            program.own_words,
            program.prices,
            program.favorites,
        )
        session.place_found.connect(program.kept.keep_place)
        session.practice_changed.connect(program.kept.keep_practice)
        self.worksheet = Worksheet(session, self)
        self.messages = MessageBar(self)
        self.files = Files(session, self.messages, program.recent, self)
        self.files.take(file)
        self._recovery = Recovery(self.worksheet, self.files, program.folder, self)
        self._header = Header(self.worksheet, self)
        self._table = ServiceTable(self.worksheet, self)
        self._under_table = UnderTable(self.worksheet, self)
        self._ruler = MinuteRuler(self.worksheet, self)
        self._explanation = ExplanationPanel(self.worksheet, self)
        self._to_settle = ToSettlePanel(self.worksheet, self)
        self._payment = PaymentPanel(self.worksheet, self)
        self._payment_section = Section(WORDS[Title.PAYMENT], self._payment, self)
        self._totals = Totals(self.worksheet, self)
        self.setAcceptDrops(True)
        self.setCentralWidget(self._laid_out())
        self._add_menus()
        self._connect()
        self.resize(*_SIZE)
        self._begin()
        self._entitle()
        if program.reference.problem:
            self.messages.say(program.reference.problem)

    def show_recovered(self, draft: Draft, file: VisitFile | None, message: str) -> None:
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

    def changeEvent(self, event: QEvent) -> None:
        """Have what other programs changed while this one was not looked at."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.program.catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give rows and lanes the height that suits the window."""
        super().resizeEvent(event)
        self._table.fit_window(self.height())
        self._ruler.fit_window(self.height())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work first."""
        if not self.files.may_close():
            event.ignore()
            return
        self._recovery.forget()
        for dialog in self.findChildren(QDialog):
            dialog.close()  # an import that goes on there ends
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

    def _add_menus(self) -> None:
        self._commands = Commands(
            self.program, self.worksheet, self.files, self.messages, self._table, self
        )
        self.entries = add_menus(self.menuBar(), self._commands.runs(), self._commands.fills())
        give_row_edits(self._table, self.entries)
        follow_history(self.worksheet, self.entries)
        AssistantColumn(
            self._table,
            self.worksheet,
            self.program.kept,
            self.entries[Command.ASSISTANT_COLUMN],
        )

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
        self._under_table.explain(0)
        self._ruler.mark(0)
        self._to_settle.mark(0)

    def _connect(self) -> None:
        self._table.row_changed.connect(self._explanation.explain)
        self._table.row_changed.connect(self._under_table.explain)
        self._table.row_changed.connect(self._ruler.mark)
        self._table.review_wanted.connect(self._review)
        self._table.said.connect(self.messages.say)
        self._table.row_changed.connect(self._to_settle.mark)
        self._ruler.row_wanted.connect(self._select_row)
        self.worksheet.assessed.connect(self._mark_payment)
        self.files.changed.connect(self._entitle)
        self.worksheet.saved_changed.connect(self._entitle)
        self.worksheet.opened.connect(self._begin)
        self.program.kept.changed.connect(self.files.begin_anew)
        self.worksheet.stepped.connect(self._table.follow_step)
        self._to_settle.row_wanted.connect(self._select_row)
        self._explanation.sample_wanted.connect(self.entries[Command.SHOW_SAMPLE].trigger)
        self._to_settle.dialog_wanted.connect(self.show_dialog)
        self._to_settle.review_wanted.connect(self._review)
        self._to_settle.tie_wanted.connect(self._table.choose_in_tie)
        self._to_settle.left.connect(self._table.setFocus)

    def _review(self, asked: Attest) -> None:
        from quarterhour.window.details.review_dialog import ReviewDialog

        ReviewDialog(self.worksheet.session, asked, self).open()

    def _select_row(self, row: int) -> None:
        self._table.go_to(row, Column.SERVICE)

    def _mark_payment(self) -> None:
        """Say over the payment whether it is an estimate, and by which fees."""
        assessment = self.worksheet.session.outcome.assessment
        at_fees = assessment.at_fees if assessment else ""
        self._payment_section.retitle(f"{WORDS[Title.PAYMENT]} {at_fees}".rstrip())

    def _laid_out(self) -> QWidget:
        middle = _split(Qt.Orientation.Horizontal, self._left(), self._right())
        middle.setStretchFactor(0, 2)
        middle.setStretchFactor(1, 1)
        middle.setSizes([_LEFT, _RIGHT])
        entries = QWidget(self)
        layout = QVBoxLayout(entries)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._header)
        layout.addWidget(middle, 1)
        content = QWidget(self)
        content.setMaximumWidth(_WIDEST)
        self._column = layout = QVBoxLayout(content)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self.messages)
        layout.addWidget(_scrolling(entries), 1)
        layout.addWidget(self._totals)
        whole = QWidget(self)
        beside = QHBoxLayout(whole)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(content)
        return whole

    def _left(self) -> QWidget:
        left = QWidget(self)
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(Section(WORDS[Title.SERVICES], self._table, self), 1)
        layout.addWidget(self._ruler)
        layout.addWidget(self._under_table)
        layout.addWidget(self._to_settle)
        return left

    def _right(self) -> QWidget:
        right = QWidget(self)
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * GRID)
        layout.addWidget(Section(WORDS[Title.EXPLANATION], self._explanation, self), 1)
        layout.addWidget(self._payment_section)
        return right


def _dropped(data: QMimeData) -> list[Path]:
    """Return the files that are dragged in."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _scrolling(content: QWidget) -> QScrollArea:
    """Let a small screen with large letters scroll: nothing is cut, and the answer stays below."""
    # Within the window from the start, or Tab would come to the entries last.
    area = QScrollArea(content.window())
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def _split(orientation: Qt.Orientation, first: QWidget, second: QWidget) -> QSplitter:
    """Put two widgets beside or under each other, with a handle to share the room anew."""
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(3 * GRID)
    splitter.addWidget(first)
    splitter.addWidget(second)
    return splitter

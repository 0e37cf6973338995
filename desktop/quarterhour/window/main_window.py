"""The main window: where everything stands, and who speaks to whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from quarterhour.assessment import Assessment
from quarterhour.reference import Reference
from quarterhour.report import claim_text
from quarterhour.visit import Visit, VisitError, read_visit
from quarterhour.window.header.header import Header
from quarterhour.window.look import GRID
from quarterhour.window.menus import add_menus, choose_from_edit
from quarterhour.window.message_bar import MessageBar
from quarterhour.window.panels.hints import HintList
from quarterhour.window.panels.payment import PaymentPanel
from quarterhour.window.panels.section import Section
from quarterhour.window.panels.totals import Totals
from quarterhour.window.panels.under_table import UnderTable
from quarterhour.window.panels.why import WhyPanel
from quarterhour.window.ruler import MinuteRuler
from quarterhour.window.settings import KeptSettings
from quarterhour.window.table.columns import Column
from quarterhour.window.table.view import ServiceTable
from quarterhour.window.worksheet import Worksheet

_SIZE = (1200, 780)
_LEFT, _RIGHT = 760, 396
_SERVICES, _HINTS = 360, 160


class MainWindow(QMainWindow):
    """A visit being typed, and what it comes to."""

    def __init__(
        self,
        reference: Reference,
        visit: Visit | None = None,
        kept: KeptSettings | None = None,
    ) -> None:
        super().__init__()
        self.worksheet = Worksheet(reference, visit, self, kept)
        self._messages = MessageBar(self)
        self._header = Header(self.worksheet, self)
        self._table = ServiceTable(self.worksheet, self)
        self._under_table = UnderTable(self.worksheet, self)
        self._ruler = MinuteRuler(self.worksheet, self)
        self._why = WhyPanel(self.worksheet, self)
        self._hints = HintList(self.worksheet, self)
        self._hints_section = Section("H&ints", self._hints, self)
        self._payment = PaymentPanel(self.worksheet, self)
        self._totals = Totals(self.worksheet, self)
        self.setWindowTitle("Quarterhour")
        self.setCentralWidget(self._laid_out())
        add_menus(self, self._table)
        self._connect()
        self.resize(*_SIZE)
        self._begin()
        if reference.problem:
            self._messages.say(reference.problem)

    def new_visit(self) -> None:
        """Begin an empty visit dated today."""
        self._show(None)

    def open_visit(self, path: Path) -> None:
        """Open a visit; where it cannot be read, say so and keep what stands here."""
        try:
            visit = read_visit(path.read_bytes())
        except OSError as error:
            self._messages.say(f"{path.name} cannot be opened: {error.strerror}.")
        except VisitError as error:
            self._messages.say(f"{path.name} is not a visit that can be opened. {error}")
        else:
            self._show(visit)

    def copy_claim_lines(self, form: Callable[[Assessment], str] = claim_text) -> None:
        """Put the claim lines on the clipboard, as text unless another form is given."""
        assessment = self.worksheet.outcome.assessment
        if assessment is not None and assessment.lines:
            QApplication.clipboard().setText(form(assessment))

    def _show(self, visit: Visit | None) -> None:
        self._messages.clear()
        self._table.setFocus()  # which ends the typing in a cell
        self.worksheet.open(visit)
        self._begin()

    def _begin(self) -> None:
        """Put the keyboard into the first service, typed or not, and explain it."""
        self._table.go_to(0, Column.SERVICE)
        self._table.setFocus()
        self._hints.refresh()
        self._why.explain(0)
        self._under_table.explain(0)
        self._ruler.mark(0)

    def _connect(self) -> None:
        self._table.row_changed.connect(self._why.explain)
        self._table.row_changed.connect(self._under_table.explain)
        self._table.row_changed.connect(self._ruler.mark)
        self._ruler.row_wanted.connect(self._select_row)
        self._hints.row_wanted.connect(self._select_row)
        self._hints.counted.connect(self._count_hints)
        self._hints.dialog_wanted.connect(lambda name: choose_from_edit(self, name))
        self._hints.emptied.connect(self._table.setFocus)

    def _select_row(self, row: int) -> None:
        self._table.go_to(row, Column.SERVICE)

    def _count_hints(self, count: int) -> None:
        self._hints_section.retitle(f"H&ints ({count})" if count else "H&ints")

    def _laid_out(self) -> QWidget:
        middle = _split(Qt.Orientation.Horizontal, self._left(), self._right())
        middle.setStretchFactor(0, 2)
        middle.setStretchFactor(1, 1)
        middle.setSizes([_LEFT, _RIGHT])
        whole = QWidget(self)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._messages)
        layout.addWidget(self._header)
        layout.addWidget(middle, 1)
        layout.addWidget(self._totals)
        return whole

    def _left(self) -> QSplitter:
        services = QWidget(self)
        layout = QVBoxLayout(services)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(Section("&Services", self._table, self), 1)
        layout.addWidget(self._ruler)
        layout.addWidget(self._under_table)
        left = _split(Qt.Orientation.Vertical, services, self._hints_section)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 1)
        left.setSizes([_SERVICES, _HINTS])
        return left

    def _right(self) -> QWidget:
        right = QWidget(self)
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * GRID)
        layout.addWidget(Section("&Why", self._why, self), 1)
        layout.addWidget(Section("Payment", self._payment, self))
        return right


def _split(orientation: Qt.Orientation, first: QWidget, second: QWidget) -> QSplitter:
    """Put two widgets beside or under each other, with a handle to share the room anew."""
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(3 * GRID)
    splitter.addWidget(first)
    splitter.addWidget(second)
    return splitter

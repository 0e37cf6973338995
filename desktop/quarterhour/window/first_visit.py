"""What a newcomer is offered: a sample visit, and three sentences that go through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from quarterhour.claims import Severity
from quarterhour.resources import resource_folder
from quarterhour.window.look import GRID
from quarterhour.window.look.notice import Notice
from quarterhour.window.table.columns import Column
from quarterhour.window.table.view import ServiceTable

if TYPE_CHECKING:
    from quarterhour.window.main_window import MainWindow

_SAMPLE = "thirty-three-and-seven.quarterhour"
_OFFER = "New here? See how it works with a sample visit."
# Each with the cell that it is about.
_STEPS = (
    (
        "1 of 3. Type a service by its code or its name, such as 97110 or ther ex. Tab goes on to "
        "the minutes.",
        (0, Column.SERVICE),
    ),
    (
        "2 of 3. Type the minutes: 33 and 7 are 40 timed minutes, which are three units. Type "
        "others, and everything follows.",
        (1, Column.THERAPIST),
    ),
    (
        "3 of 3. Select a service and read why: 7 minutes have a unit here, since their remainder "
        "is the largest.",
        (1, Column.SERVICE),
    ),
)


def offer_sample(window: MainWindow) -> None:
    """Offer the sample in a window that holds nothing, above the visit and not in the way."""
    FirstVisit(window)


def show_sample(window: MainWindow) -> None:
    """Show the sample with its three steps, in a new window where this one holds something."""
    shown = window if window.files.untouched else window.desk.open_window()
    (shown.findChild(FirstVisit) or FirstVisit(shown)).show_sample()


class FirstVisit(QFrame):
    """Offers the sample, then goes through it; it leaves when another visit is begun."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._table = window.findChild(ServiceTable)
        self._step = -1
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._notice = Notice("How it works", 1, self)
        self._on = QPushButton("Sh&ow me", self)
        self._on.clicked.connect(self._go_on)
        leave = QPushButton("No, than&ks", self)
        leave.setAccessibleName("Close this note")
        leave.clicked.connect(self._leave)
        self._leave_button = leave
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[2 * GRID] * 4)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._notice, 1)
        layout.addWidget(self._on)
        layout.addWidget(leave)
        self._notice.say(_OFFER, Severity.NOTE)
        window.put_on_top(self)
        self.show()
        window.worksheet.opened.connect(self._leave)
        window.worksheet.assessed.connect(self._leave_what_is_typed)

    def show_sample(self) -> None:
        """Open the sample and say the first step."""
        # Opening it takes away a note about another visit: this one comes after it.
        if self._window.files.open_copy(resource_folder() / "samples" / _SAMPLE):
            self._say(0)
            self.show()

    def _go_on(self) -> None:
        if self._step < 0:
            self.show_sample()
        elif self._step + 1 < len(_STEPS):
            self._say(self._step + 1)
        else:
            self._window.files.new()

    def _say(self, step: int) -> None:
        self._step = step
        text, (row, column) = _STEPS[step]
        last = step + 1 == len(_STEPS)
        self._notice.say(text, Severity.NOTE)
        self._on.setText("Begin my &own" if last else "&Next")
        self._leave_button.setText("&Close")
        if self._table is not None:
            self._table.go_to(row, column)

    def _leave(self) -> None:
        self.hide()
        self._step = -1
        if self._table is not None:
            self._table.setFocus()

    def _leave_what_is_typed(self) -> None:
        """Withdraw the offer where someone has begun without it."""
        if self._step < 0 and not self.isHidden() and self._window.worksheet.session.draft.rows:
            self.hide()

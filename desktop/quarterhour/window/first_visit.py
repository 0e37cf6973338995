"""A sample visit for a newcomer, and three sentences that go through it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from quarterhour.claims import Severity
from quarterhour.entry.service_cells import Column
from quarterhour.resources import resource_folder
from quarterhour.window.files import Files
from quarterhour.window.look import GRID
from quarterhour.window.look.notice import Notice
from quarterhour.window.table import ServiceTable
from quarterhour.window.worksheet import Worksheet

_SAMPLE = "thirty-three-and-seven.quarterhour"
# Each with the cell that it is about.
_STEPS = (
    (
        "Step 1 of 3: Type a code or name, such as 97110 or ther ex, and press Tab.",
        (0, Column.SERVICE),
    ),
    (
        "Step 2 of 3: Type the minutes. Here 33 + 7 = 40 timed minutes = 3 units. Change them and "
        "watch the result.",
        (1, Column.THERAPIST),
    ),
    (
        "Step 3 of 3: Select a service and read the explanation. 97140 gets a unit because 7 "
        "remaining minutes beat 3.",
        (1, Column.SERVICE),
    ),
)


class FirstVisit(QFrame):
    """Goes through the sample, on top of the column of a window; it leaves with the sample."""

    def __init__(
        self, files: Files, worksheet: Worksheet, table: ServiceTable, column: QVBoxLayout
    ) -> None:
        super().__init__(table.window())
        self._files = files
        self._table = table
        self._step = 0
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._notice = Notice("How it works", 1, self)
        self._on = QPushButton(self)
        self._on.clicked.connect(self._go_on)
        leave = QPushButton("Clo&se", self)
        leave.setAccessibleName("Close this note")
        leave.clicked.connect(self._leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[2 * GRID] * 4)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._notice, 1)
        layout.addWidget(self._on)
        layout.addWidget(leave)
        column.insertWidget(0, self)
        worksheet.opened.connect(self._leave)

    def show_sample(self) -> None:
        """Open the sample and say the first step."""
        # Opening it takes away a note about another visit: this one comes after it.
        if self._files.open_copy(resource_folder() / "samples" / _SAMPLE):
            self._say(0)
            self.show()

    def _go_on(self) -> None:
        if self._step + 1 < len(_STEPS):
            self._say(self._step + 1)
        else:
            self._files.begin_own()

    def _say(self, step: int) -> None:
        self._step = step
        text, (row, column) = _STEPS[step]
        last = step + 1 == len(_STEPS)
        self._notice.say(text, Severity.NOTE)
        self._on.setText("Start m&y visit" if last else "&Next")
        self._table.go_to(row, column)

    def _leave(self) -> None:
        self.hide()
        self._table.setFocus()

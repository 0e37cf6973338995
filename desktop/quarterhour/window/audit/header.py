"""The header of the audit: which day and place it is, who treats, and what has times."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from quarterhour.day import DayAssessment
from quarterhour.report.audit_units import visits_with_times
from quarterhour.report.day_rows import day_places
from quarterhour.report.wording import shown_date
from quarterhour.window.audit.frame import ElidedLabel
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.ink import edge, secondary
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.scaled import color_letters

_HEIGHT = 12 * GRID
_BUTTON = 30
_LEAST_PLACE = 20 * GRID


class AuditHeader(QWidget):
    """Shows what the main window has typed; `people_wanted` asks who treats.

    The button `panel` shows the finding beside the list, or not.
    """

    people_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._quiet = [plain_label(text, self) for text in ("Date", "Place", "")]
        self._date, self._place = plain_label(parent=self), ElidedLabel("", self)
        self._place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._place.setMinimumWidth(_LEAST_PLACE)
        self._times = self._quiet[-1]
        self.people = QPushButton(self)
        press_where_focused(self.people)
        self.people.setMinimumHeight(_BUTTON)
        self.people.clicked.connect(self.people_wanted)
        self.panel = QToolButton(self)
        self.panel.setText("Fi&nding")
        self.panel.setAccessibleName("Finding")
        self.panel.setCheckable(True)
        self.panel.setChecked(True)
        self.panel.setAutoRaise(True)
        self.panel.setMinimumHeight(_BUTTON)
        self.panel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 0, 2 * GRID, 1)
        layout.setSpacing(4 * GRID)
        for caption, value in zip(self._quiet, (self._date, self._place), strict=False):
            pair = QHBoxLayout()
            pair.setSpacing(2 * GRID)
            pair.addWidget(caption)
            pair.addWidget(value)
            layout.addLayout(pair)
        layout.addWidget(self.people)
        layout.addWidget(self._times)
        layout.addStretch(1)
        layout.addWidget(self.panel)
        self.setFixedHeight(_HEIGHT)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._color()

    def show_day(self, result: DayAssessment | None, people: int) -> None:
        """Show another day."""
        self.people.setText(f"People and &clocks  {people}")
        self.people.setAccessibleName(f"People and clocks  {people}")
        if result is None:
            for label in (self._date, self._place, self._times):
                _tell(label, "")
            return
        day = result.day.date_of_service
        _tell(self._date, f"{shown_date(day)} {day:%a}")
        self._place.tell(day_places(result))
        timed, others = visits_with_times(result)
        noun = "visit" if timed == 1 else "visits"
        _tell(self._times, f"{timed} {noun} with times, {others} without")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()
        elif event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(max(_HEIGHT, self.people.sizeHint().height() + 4 * GRID))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, edge(self.palette()))

    def _color(self) -> None:
        for label in self._quiet:
            color_letters(label, secondary(self.palette()))


def _tell(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setAccessibleName(text)

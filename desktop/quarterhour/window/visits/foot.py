"""What the day comes to, below the list of its visits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from quarterhour.entry.visit_list import DayTotal
from quarterhour.report.day_findings import hours_text
from quarterhour.units import units_text
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.buttons import plain_button
from quarterhour.window.look.icons import icon
from quarterhour.window.look.scaled import CAPTION, ScaledLabel
from quarterhour.window.visits.sentences import amount_text

_PAYERS, _PATIENTS, _SETTLE = "Payers pay", "Patients pay", "To settle"
_COPY = "Copy the day"
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 14, 10, 12
_LINE = 22
_BUTTON = 30
_RIGHT_ALIGNED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DayFoot(QWidget):
    """Shows the total of the day; `copy_wanted` asks to copy its claim lines."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._counts = ScaledLabel(1.0, self, semibold=True)
        self._time = ScaledLabel(CAPTION, self, quiet=True)
        self._figures = {
            name: ScaledLabel(1.0, self, semibold=True) for name in (_PAYERS, _PATIENTS, _SETTLE)
        }
        self._notes = ScaledLabel(CAPTION, self, quiet=True)
        self._notes.setWordWrap(True)
        self._notes.hide()
        self._names = {name: ScaledLabel(1.0, self) for name in self._figures}
        self._copy = plain_button(_COPY, _COPY, self)
        self._copy.clicked.connect(self.copy_wanted)
        self._copy.setMinimumHeight(_BUTTON)
        self._copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, _TOP, _RIGHT, _BOTTOM)
        column.setSpacing(0)
        column.addWidget(self._counts)
        column.addWidget(self._time)
        column.addSpacing(GRID)
        column.addLayout(self._lines())
        column.addWidget(self._notes)
        column.addSpacing(2 * GRID)
        column.addWidget(self._copy)
        self._draw_icon()

    def tell(self, total: DayTotal | None) -> None:
        """Show another total; None where nothing can be counted."""
        figures = dict.fromkeys(self._figures, DASH)
        counts, time, notes = "", "", ""
        if total is not None:
            counts = f"{total.visits} visit{'s' * (total.visits != 1)}, {units_text(total.units)}"
            time, notes = hours_text(total.minutes), "\n".join(total.notes)
            figures[_PAYERS] = amount_text(total.payers_pay)
            figures[_PATIENTS] = amount_text(total.patients_pay)
            figures[_SETTLE] = str(total.to_settle)
        _show(self._counts, counts, counts)
        _show(self._time, time, time)
        for name, text in figures.items():
            _show(self._figures[name], text, f"{name}: {'not known' if text == DASH else text}")
        _show(self._notes, notes, notes)
        self._notes.setVisible(bool(notes))
        self._copy.setEnabled(total is not None and total.units > 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()
        elif event.type() == QEvent.Type.FontChange:
            for label in self.findChildren(ScaledLabel):
                label.follow_font()

    def _lines(self) -> QGridLayout:
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(0)
        lines.setColumnStretch(0, 1)
        for at, (name, label) in enumerate(self._names.items()):
            label.setText(name)
            lines.addWidget(label, at, 0)
            lines.addWidget(self._figures[name], at, 1, _RIGHT_ALIGNED)
            lines.setRowMinimumHeight(at, _LINE)
        return lines

    def _draw_icon(self) -> None:
        color = self.palette().color(QPalette.ColorRole.ButtonText)
        self._copy.setIcon(icon("menu/copy", color))


def _show(label: QLabel, text: str, name: str) -> None:
    if label.text() != text or not label.accessibleName():
        label.setText(text)
        label.setAccessibleName(name)

"""The figures of the day, of all people or of one. They describe the day, and rate no one."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quarterhour.day import DayAssessment
from quarterhour.report.audit_figures import FigureLine, figure_lines
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import edge, secondary
from quarterhour.window.look.plain import StillBox
from quarterhour.window.look.scaled import ScaledLabel, color_letters, scaled_font

_ALL = "All people"
_LINES = 7
_ROW = 24
_SIDE = 4 * GRID


class FiguresPanel(QWidget):
    """Shows the figures; its height stays the same whoever they are of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._result: DayAssessment | None = None
        self._total = 0
        title = ScaledLabel(1.0, self, semibold=True)
        title.setText("Fi&gures, as typed")
        self.people = StillBox("Figures, as typed", self)
        self.people.addItem(_ALL, "")
        self.people.setMinimumContentsLength(len(_ALL) - 1)
        title.setBuddy(self.people)
        self.people.activated.connect(self._show)
        self._names = [ScaledLabel(1.0, self) for _ in range(_LINES)]
        self._values = [ScaledLabel(1.0, self) for _ in range(_LINES)]
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.people)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for name, value in zip(self._names, self._values, strict=True):
            name.setMinimumHeight(_ROW)
            name.setWordWrap(True)
            line = QHBoxLayout()
            line.addWidget(name, 1)
            line.addWidget(value)
            lines.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, GRID, _SIDE, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addLayout(lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, result: DayAssessment | None) -> None:
        """Show the figures of another day; whoever was asked for stays so."""
        self._result = result
        chosen = self.people.currentData()
        self.people.clear()
        self.people.addItem(_ALL, "")
        for id in result.figures if result is not None else ():
            person = result.day.person(id) if result is not None else None
            self.people.addItem(f"{id} {person.role}" if person else id, id)
        self.people.setCurrentIndex(max(0, self.people.findData(chosen)))
        self._show()

    def lines(self) -> list[tuple[str, str]]:
        """Return the figures as they are shown."""
        pairs = zip(self._names, self._values, strict=True)
        return [(name.text(), value.text()) for name, value in pairs if name.text()]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for label in self.findChildren(ScaledLabel):
                label.follow_font()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above the sum."""
        with QPainter(self) as painter:
            top = self._names[self._total].geometry().top()
            painter.fillRect(_SIDE, top, self.width() - 2 * _SIDE, 1, edge(self.palette()))

    def _show(self) -> None:
        lines: list[FigureLine] = []
        if self._result is not None:
            lines = figure_lines(self._result, self.people.currentData() or "")
        self._total = next((at for at, line in enumerate(lines) if line.total), 0)
        empty = [FigureLine("", "")] * (_LINES - len(lines))
        for name, value, line in zip(self._names, self._values, [*lines, *empty], strict=True):
            name.setText(f"{line.name}, {line.remark}" if line.remark else line.name)
            value.setText(line.value)
            name.setAccessibleName(f"{name.text()}: {line.value}" if line.name else "")
            value.setAccessibleName(line.value)
            text = self.palette().color(QPalette.ColorRole.WindowText)
            for label in (name, value):
                label.setFont(scaled_font(1.0, line.total))
                color_letters(label, secondary(self.palette()) if line.quiet else text)
        self.update()

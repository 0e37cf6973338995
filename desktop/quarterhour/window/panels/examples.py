"""How to type a visit: three examples that can be tried, where nothing is typed yet."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.buttons import plain_button
from quarterhour.window.look.plain import plain_label

_TRY = "Press one to try it. Ctrl+Z takes it back."
_SAMPLE = "Look at a sample visit"


class Example(NamedTuple):
    """A service as it is typed, and what that shows."""

    service: str
    minutes: str
    shows: str


EXAMPLES = (
    Example("97110", "23", "A code and its minutes"),
    Example("gait", "10+8", "A name; two stretches of minutes"),
    Example("OT eval", "9:05-9:50", "An evaluation, by the clock"),
)


class Examples(QWidget):
    """Offers the examples: `tried` carries the one pressed. `sample_wanted` asks for a sample."""

    tried = Signal(object)
    sample_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(_quiet(_TRY, self))
        for example in EXAMPLES:
            keys = GAP.join((example.service, "Tab", example.minutes, "Enter"))
            button = plain_button(keys, f"Try {example.service}, {example.minutes}", self)
            button.clicked.connect(partial(self._try, example))
            self._buttons.append(button)
            column.addWidget(button)
            column.addWidget(_quiet(example.shows, self))
            column.addSpacing(GRID)
        sample = plain_button(_SAMPLE, _SAMPLE, self)
        sample.clicked.connect(self.sample_wanted)
        column.addWidget(sample, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def first(self) -> QWidget:
        """The button of the first example."""
        return self._buttons[0]

    def _try(self, example: Example) -> None:
        self.tried.emit(example)


def _quiet(text: str, parent: QWidget) -> QLabel:
    label = plain_label(text, parent)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label

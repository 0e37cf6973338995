"""Why the selected row comes to what it does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QPalette,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.buttons import plain_button
from quarterhour.window.look.icons import Swatch
from quarterhour.window.look.plain import plain_label
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.entry import TieChoice
    from quarterhour.window.panels.row_explanation import RowExplanation

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
    """Offers the examples: `tried` carries the one pressed. `sample_wanted` asks for a sample.

    `last` is the button that the keyboard comes to last.
    """

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
        self.last = plain_button(_SAMPLE, _SAMPLE, self)
        self.last.clicked.connect(self.sample_wanted)
        column.addWidget(self.last, 0, Qt.AlignmentFlag.AlignLeft)

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


_MAX_CHOICES = 6
# Each price is a whole assessment, at every keystroke; the menu of the cell prices more.
_MAX_PRICED = 3
_TITLE_SIZE = 1.15
_LEAST_LINES = 6
_AFTER_EXAMPLES = 2  # the place in the column
_HOW = "How to type a visit"


class ExplanationPanel(QScrollArea):
    """Explains a row: why these units, what is denied, the fees with their arithmetic, sources.

    `sample_wanted` asks for the sample visit, which a blank row offers.
    """

    sample_wanted = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._row = 0
        # What is told of a row is made once there is a row to explain.
        self._of_row: RowExplanation | None = None
        self.setAccessibleName("Explanation of the selected row")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._content = content = QWidget(self)
        self._swatch = Swatch(content)
        self._title = plain_label(parent=content)
        self._title.setWordWrap(True)
        self._examples = Examples(content)
        self._examples.tried.connect(self._try)
        self._examples.sample_wanted.connect(self.sample_wanted)
        self._lay_out(content)
        self.setWidget(content)
        self._dress()
        worksheet.assessed.connect(self.refresh)

    @property
    def sources(self) -> str:
        """The rules and files that what is told rests on, shown where they are asked for."""
        return self._of_row.sources if self._of_row is not None else ""

    def explain(self, row: int) -> None:
        """Explain another row."""
        self._row = row
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Explain the row as it is now; the place read at is kept."""
        session = self._worksheet.session
        row = self._explained_row()
        self._examples.setVisible(row is None)
        self._swatch.setVisible(row is not None)
        if row is None:
            self._title.setText(_HOW)
            if self._of_row is not None:
                self._of_row.clear()
            return
        from quarterhour.window.panels.explanation_text import explained, explained_steps

        outcome = session.outcome
        told = explained(outcome, row, bool(session.problems_of(row)))
        choices: Sequence[TieChoice] = ()
        ways = 0
        if outcome.rows[row].tied:
            choices, ways = session.tie_choices(row, _MAX_CHOICES, _MAX_PRICED)
        steps = explained_steps(outcome, row, choices, ways)
        self._swatch.show_row(row + 1, outcome.rows[row].color)
        self._title.setText(f"{told.code}{GAP}{told.name}".rstrip())
        if self._of_row is None:
            self._of_row = self._made()
        self._of_row.tell(told, steps)

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few lines to read."""
        return QSize(super().minimumSizeHint().width(), _LEAST_LINES * self.fontMetrics().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to what can be read or pressed: a proxy would keep Tab out."""
        first = self._examples.first
        if self._of_row is not None and not self._examples.isVisibleTo(self):
            first = self._of_row.first
        first.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()

    def _explained_row(self) -> int | None:
        """Return the row of the keyboard; for a blank one the typed row above it, else below."""
        rows = self._worksheet.session.draft.rows
        typed = [at for at, row in enumerate(rows) if not row.blank]
        above = [at for at in typed if at <= self._row]
        return above[-1] if above else next(iter(typed), None)

    def _made(self) -> RowExplanation:
        from quarterhour.window.panels.row_explanation import RowExplanation

        made = RowExplanation(self._content)
        self._column.insertWidget(_AFTER_EXAMPLES, made)
        made.follow(self._examples.last)
        return made

    def _try(self, example: Example) -> None:
        """Type an example into the blank row, as one step that can be taken back."""
        session = self._worksheet.session
        code = session.suggested(self._row, example.service)[0].code
        session.paste(self._row, f"{code}\t{example.minutes}")

    def _dress(self) -> None:
        larger = QFont(self.font())
        larger.setPointSizeF(larger.pointSizeF() * _TITLE_SIZE)
        larger.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(larger)

    def _lay_out(self, content: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self._swatch, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(4 * GRID, 0, 4 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(head)
        column.addWidget(self._examples)
        column.addStretch(1)

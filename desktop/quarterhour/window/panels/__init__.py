"""What the visit comes to: why, what is to settle, and the payment. Nothing here is computed.

This module has the two panels at the right: why the selected row comes to what it does, and the
payment.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.entry import Outcome
from quarterhour.visit import MEDICARE
from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.buttons import Button
from quarterhour.window.look.colors import secondary
from quarterhour.window.look.icons import Swatch
from quarterhour.window.look.text import plain_label, resized, semibold_of
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.window.panels.payment_steps import NoFees, PaymentSteps
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
    Example("OT re-eval", "9:05-9:50", "A re-evaluation, by the clock"),
)


_LEAST_HEIGHT = 30


class ExampleButton(Button):
    """Shows the keys of an example from the left, what is typed in heavier letters."""

    def __init__(self, example: Example, parent: QWidget) -> None:
        keys = (example.service, "Tab", example.minutes, "Enter")
        name = f"Try {example.service}, {example.minutes}"
        super().__init__(GAP.join(keys), name, parent)
        self._keys = keys

    def sizeHint(self) -> QSize:
        """Return the room for the keys, and some above and below."""
        hint = super().sizeHint()
        least = max(_LEAST_HEIGHT, self.fontMetrics().height() + 3 * GRID)
        return QSize(hint.width(), max(hint.height(), least))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button without its text, then the keys."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        palette, at = self.palette(), 3 * GRID
        letters = palette.color(QPalette.ColorRole.ButtonText)
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            for key in self._keys:
                typed = key in self._keys[::2]
                painter.setFont(semibold_of(self.font()) if typed else self.font())
                painter.setPen(letters if typed else secondary(palette))
                place = self.rect().adjusted(at, 0, 0, 0)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, key)
                at += painter.fontMetrics().horizontalAdvance(key) + 2 * GRID


class Examples(QWidget):
    """Offers the examples: `tried` carries the one pressed. `sample_wanted` asks for a sample.

    The keyboard comes to the buttons from `first` to `last`.
    """

    tried = Signal(object)
    sample_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(_quiet(_TRY, self))
        buttons = []
        for example in EXAMPLES:
            button = ExampleButton(example, self)
            button.clicked.connect(lambda _, example=example: self.tried.emit(example))
            buttons.append(button)
            column.addWidget(button)
            column.addWidget(_quiet(example.shows, self))
            column.addSpacing(GRID)
        self.first = buttons[0]
        self.last = Button(_SAMPLE, _SAMPLE, self)
        self.last.clicked.connect(self.sample_wanted)
        column.addWidget(self.last, 0, Qt.AlignmentFlag.AlignLeft)


def _quiet(text: str, parent: QWidget) -> QLabel:
    label = plain_label(text, parent)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


_LEAST_LINES = 6
_LEAST_WIDTH = 280


class _Panel(QScrollArea):
    """A panel of the right side, as wide as that: its column scrolls."""

    def __init__(self, name: str, worksheet: Worksheet, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._room = QSize(), QSize()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._content = QWidget(self)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(4 * GRID, 0, 4 * GRID, 2 * GRID)
        self._column.setSpacing(2 * GRID)
        self.setWidget(self._content)

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few lines to read, none of them cut where it ends."""
        # With that of the bar: an amount is not to be cut once there is more below it.
        bar = self.verticalScrollBar().sizeHint().width()
        width = max(_LEAST_WIDTH, self._content.minimumSizeHint().width() + bar)
        return QSize(width, _LEAST_LINES * self.fontMetrics().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for other room where a step unfolds: what scrolls tells nobody that it grows."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._ask_for_room()
        return super().eventFilter(watched, event)

    def _ask_for_room(self) -> None:
        room = self.minimumSizeHint(), self.sizeHint()
        if room != self._room:
            self._room = room
            self.updateGeometry()


_TITLE_SIZE = 1.15
_AFTER_EXAMPLES = 2  # the place in the column
_HOW = "How to type a visit"


class ExplanationPanel(_Panel):
    """Explains a row: why these units, what is denied, the fees with their arithmetic, sources.

    `sample_wanted` asks for the sample visit, which a blank row offers. `left` gives the keyboard
    back to the table, where an example was tried.
    """

    sample_wanted = Signal()
    left = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__("Explanation of the selected row", worksheet, parent)
        self._row = 0
        # What is told of a row is made once there is a row to explain.
        self._of_row: RowExplanation | None = None
        self._swatch = Swatch(self._content)
        self._title = plain_label(parent=self._content)
        self._title.setWordWrap(True)
        self._examples = Examples(self._content)
        self._examples.tried.connect(self._try)
        self._examples.sample_wanted.connect(self.sample_wanted)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self._swatch, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._column.addLayout(head)
        self._column.addWidget(self._examples)
        self._column.addStretch(1)
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
        self._of_row = self._of_row or self._made()
        told = self._of_row.tell(session, row)
        self._swatch.show_row(row + 1, session.outcome.rows[row].color)
        self._title.setText(f"{told.code}{GAP}{told.name}".rstrip())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to what can be read or pressed: a proxy would keep Tab out."""
        first: QWidget = self._examples.first
        if self._of_row is not None and not self._examples.isVisibleTo(self):
            first = self._of_row.text
        first.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()

    def _explained_row(self) -> int | None:
        """Return the row of the keyboard; for a blank one the typed row above it, else below."""
        rows = self._worksheet.session.draft.rows
        typed = [at for at, row in enumerate(rows) if not row.blank]
        above = [at for at in typed if at <= self._row]
        return above[-1] if above else next(iter(typed), None)

    def _made(self) -> RowExplanation:
        from quarterhour.window.panels.row_explanation import RowExplanation

        made = RowExplanation(self._examples.last, self._content)
        self._column.insertWidget(_AFTER_EXAMPLES, made)
        return made

    def _try(self, example: Example) -> None:
        """Type an example into the blank row, as one step that can be taken back."""
        session = self._worksheet.session
        code = session.suggested(self._row, example.service)[0].code
        session.paste(self._row, f"{code}\t{example.minutes}")
        self.left.emit()

    def _dress(self) -> None:
        self._title.setFont(semibold_of(resized(self.font(), _TITLE_SIZE)))


_EMPTY = "The steps from the full fee to what Medicare pays show here."


class PaymentPanel(_Panel):
    """Shows the payment. What the payer and the patient pay stands in the answer strip alone.

    It has the height of its steps where the explanation can give way, and scrolls elsewhere.
    Where the date has no fees, the way to them is in its place; `amounts_wanted` asks for the
    yearly amounts.
    """

    amounts_wanted = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__("Payment", worksheet, parent)
        self._outcome: Outcome | None = None
        self._steps: PaymentSteps | None = None  # made with the first service
        self._no_fees: NoFees | None = None  # made for the first date without them
        self._empty = _quiet(_EMPTY, self._content)
        self._empty.setWordWrap(True)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        worksheet.assessed.connect(self._follow)
        self._refresh()

    def sizeHint(self) -> QSize:
        """Return the room of all steps."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the same room, up to a few lines of it."""
        least = super().minimumSizeHint()
        return QSize(least.width(), min(self.sizeHint().height(), least.height()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the steps, or to the way to the fees."""
        if self._no_fees is not None and not self._no_fees.isHidden():
            self._no_fees.stops[0].setFocus(event.reason())
        elif self._steps is not None:
            self._steps.tree.setFocus(event.reason())

    def _follow(self) -> None:
        if self._worksheet.session.outcome is not self._outcome:
            self._refresh()

    def _refresh(self) -> None:
        outcome = self._outcome = self._worksheet.session.outcome
        typed = any(not row.blank for row in outcome.draft.rows)
        day, no_fees = outcome.draft.day, typed and outcome.without_fees
        paid = typed and outcome.draft.payer == MEDICARE and not no_fees
        if typed and self._steps is None:
            self._steps = self._made()
        if no_fees and day is not None and self._steps is not None:
            self._tell_way(day, self._steps)
        if self._no_fees is not None:
            self._no_fees.setVisible(no_fees)
        self._empty.setText(outcome.why_no_payment if typed else _EMPTY)
        self._empty.setVisible(not paid and not no_fees)
        if self._steps is not None:
            self._steps.setVisible(paid)
            self._steps.show_payment(outcome)
        self._ask_for_room()

    def _tell_way(self, day: date, steps: PaymentSteps) -> None:
        """Tell the way to the fees of a day."""
        if self._no_fees is None:
            from quarterhour.window.panels.payment_steps import NoFees

            self._no_fees = NoFees(self._content)
            self._no_fees.amounts_wanted.connect(self.amounts_wanted)
            self._column.insertWidget(self._column.count() - 1, self._no_fees)
            for before, stop in pairwise((steps.last, *self._no_fees.stops)):
                QWidget.setTabOrder(before, stop)
        self._no_fees.tell(day)

    def _made(self) -> PaymentSteps:
        from quarterhour.window.panels.payment_steps import PaymentSteps

        made = PaymentSteps(self._content)
        made.amounts_wanted.connect(self.amounts_wanted)
        self._column.insertWidget(0, made)
        QWidget.setTabOrder(self, made.tree)
        QWidget.setTabOrder(made.tree, made.last)
        return made

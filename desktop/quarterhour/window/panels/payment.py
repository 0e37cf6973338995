"""The payment, under its title."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from quarterhour.entry import Outcome
from quarterhour.visit import MEDICARE
from quarterhour.window.look import GRID
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.views import know_viewport
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.window.panels.no_fees import NoFees
    from quarterhour.window.panels.payment_steps import PaymentSteps

_EMPTY = "The steps from the full fee to what Medicare pays show here."
_LEAST_LINES = 6


class PaymentPanel(QScrollArea):
    """Shows the payment. What the payer and the patient pay stands in the answer strip alone.

    It has the height of its steps where the explanation can give way, and scrolls elsewhere.
    Where the date has no fees, the way to them is in its place; `amounts_wanted` asks for the
    yearly amounts.
    """

    amounts_wanted = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._outcome: Outcome | None = None
        self._room = QSize()
        self._steps: PaymentSteps | None = None  # made with the first service
        self.setAccessibleName("Payment")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = content = QWidget(self)
        self._empty = plain_label(_EMPTY, content)
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._no_fees: NoFees | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(4 * GRID, 0, 4 * GRID, 2 * GRID)
        self._column.setSpacing(2 * GRID)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self.setWidget(content)
        know_viewport(self)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        worksheet.assessed.connect(self._follow)
        self._refresh()

    def sizeHint(self) -> QSize:
        """Return the room of all steps."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the same room, up to a few lines of it."""
        most = _LEAST_LINES * self.fontMetrics().height()
        return QSize(super().minimumSizeHint().width(), min(self.sizeHint().height(), most))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for other room where a step unfolds: what scrolls tells nobody that it grows."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._ask_for_room()
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the steps, or to the way to the fees."""
        told = self._no_fees is not None and not self._no_fees.isHidden()
        if told and self._no_fees:
            self._no_fees.stops[0].setFocus(event.reason())
        elif self._steps is not None:
            self._steps.tree.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh()

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

    def _ask_for_room(self) -> None:
        if self.sizeHint() != self._room:
            self._room = self.sizeHint()
            self.updateGeometry()

    def _tell_way(self, day: date, steps: PaymentSteps) -> None:
        """Tell the way to the fees of a day. What tells it is loaded when it is first wanted."""
        if self._no_fees is None:
            from quarterhour.window.panels.no_fees import NoFees

            self._no_fees = NoFees(self._content)
            self._no_fees.amounts_wanted.connect(self.amounts_wanted)
            self._column.insertWidget(self._column.count() - 1, self._no_fees)
            for before, stop in pairwise((steps.tree, *self._no_fees.stops)):
                QWidget.setTabOrder(before, stop)
        self._no_fees.tell(day)

    def _made(self) -> PaymentSteps:
        from quarterhour.window.panels.payment_steps import PaymentSteps

        made = PaymentSteps(self._content)
        self._column.insertWidget(0, made)
        QWidget.setTabOrder(self, made.tree)
        return made

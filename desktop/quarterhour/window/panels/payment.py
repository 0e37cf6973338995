"""The payment: one bar of the full fee, and the steps from it to what Medicare pays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from quarterhour.entry import Outcome
from quarterhour.fees import MINUS, ONE, STEP_WORDS, ZERO, Payment, StepKind, dollars
from quarterhour.report.payment_steps import Calculation, Flow, PaymentStep, payment_steps
from quarterhour.visit import MEDICARE
from quarterhour.window.look import DASH, GRID, TIMES
from quarterhour.window.look.ink import edge, other_color, payer_colors, secondary
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.speech import Drawn
from quarterhour.window.look.views import know_viewport
from quarterhour.window.panels.step_tree import Below, Shown, StepTree
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.window.panels.no_fees import NoFees

_HEIGHT = 3 * GRID
_GAP = 1
_OF_PATIENT = (StepKind.DEDUCTIBLE, StepKind.COINSURANCE)
_NOT_PAID = (StepKind.ASSISTANT_REDUCTION, StepKind.SEQUESTRATION)


def part_color(step: PaymentStep, widget: QWidget) -> QColor | None:
    """Return the color of a step's part of the bar, or None where that part is outlined."""
    payer, patient = payer_colors(widget.palette())
    if step.kind is StepKind.MEDICARE_PAYS:
        return payer
    if step.kind in _OF_PATIENT:
        return patient
    if step.kind in _NOT_PAID:
        return other_color(widget.palette())
    return None


def is_part(step: PaymentStep) -> bool:
    """Return whether a step has a part of the bar."""
    return step.kind is StepKind.MEDICARE_PAYS or step.flow is Flow.TAKEN_OFF


class PaymentBar(Drawn):
    """Draws what the payer pays, then the patient, then what nobody pays, outlined the rest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._steps: Sequence[PaymentStep] = ()
        self.setAccessibleName("Shares of the full fee")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[PaymentStep]) -> None:
        """Show the shares of other steps."""
        parts = (step for step in steps if is_part(step) and step.end > step.start)
        self._steps = sorted(parts, key=_order)
        shares = [f"{step.name} {step.end - step.start:.0%}" for step in self._steps]
        self.setAccessibleDescription(", ".join(shares))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar."""
        return QSize(40 * GRID, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts beside each other."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = self.width() - 1.0
            top, height = 0.5, self.height() - 1.0
            if not self._steps:
                painter.setPen(edge(self.palette()))
                painter.drawRoundedRect(QRectF(0.5, top, width, height), 2, 2)
            left = 0.5
            for step in self._steps:
                share = float(step.end - step.start) * width
                part = QRectF(left, top, max(1.0, share - _GAP), height)
                left += share
                color = part_color(step, self)
                if color is None:
                    painter.setPen(QPen(secondary(self.palette()), 1))
                    painter.drawRoundedRect(part, 2, 2)
                else:
                    painter.fillRect(part, color)


def _order(step: PaymentStep) -> tuple[bool, bool, bool]:
    outlined = step.kind not in (*_NOT_PAID, *_OF_PATIENT)
    return (
        step.kind is not StepKind.MEDICARE_PAYS,
        outlined and step.kind is not StepKind.MEDICARE_PAYS,
        step.kind not in _OF_PATIENT,
    )


_NAMES = {
    StepKind.MPPR_REDUCTION: "MPPR, second and later units",
    StepKind.ALLOWED: STEP_WORDS[StepKind.ALLOWED],
    StepKind.COINSURANCE: "Coinsurance, {rate}",
    StepKind.ASSISTANT_REDUCTION: "Assistant, {rate}",
    StepKind.SEQUESTRATION: "Sequestration, {rate}",
}
_EMPTY = "The steps from the full fee to what Medicare pays show here."
_OF_ALLOWED = "{percent}% of allowed"
_RESULTS = (StepKind.ALLOWED, StepKind.MEDICARE_PAYS)
# What the deductible and the coinsurance do not already say of the patient's total.
_USUAL_PARTS = 2
_MOST = 0.45  # of the height of the window


class PaymentPanel(QScrollArea):
    """Shows the payment. What the payer and the patient pay stands in the answer strip alone.

    It keeps the height of its steps, and scrolls where not even the explanation can give way.
    Where the date has no fees, the way to them is in its place; `amounts_wanted` asks for the
    yearly amounts.
    """

    amounts_wanted = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._outcome: Outcome | None = None
        self.setAccessibleName("Payment")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = content = QWidget(self)
        self._bar = PaymentBar(content)
        self._tree = StepTree("Payment", content)
        self._empty = plain_label(_EMPTY, content)
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._no_fees: NoFees | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(4 * GRID, 0, 4 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._bar)
        column.addWidget(self._tree)
        column.addWidget(self._empty)
        column.addStretch(1)
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
        """Return the same room, up to a share of the window."""
        most = round(self.window().height() * _MOST)
        return QSize(super().minimumSizeHint().width(), min(self.sizeHint().height(), most))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the steps, or to the way to the fees."""
        told = self._no_fees is not None and not self._no_fees.isHidden()
        first = self._no_fees.stops[0] if told and self._no_fees else self._tree
        first.setFocus(event.reason())

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
        if no_fees and day is not None:
            self._tell_way(day)
        if self._no_fees is not None:
            self._no_fees.setVisible(no_fees)
        self._empty.setText(outcome.why_no_payment if typed else _EMPTY)
        self._empty.setVisible(not paid and not no_fees)
        self._bar.setVisible(paid)
        self._tree.setVisible(paid)
        steps = payment_steps(outcome.assessment, outcome.why_no_payment)
        self._bar.show_steps(steps if outcome.payment else ())
        shown = [self._shown(step, outcome.payment) for step in steps]
        self._tree.show_steps([each for each in shown if each is not None])
        self.updateGeometry()

    def _tell_way(self, day: date) -> None:
        """Tell the way to the fees of a day. What tells it is loaded when it is first wanted."""
        if self._no_fees is None:
            from quarterhour.window.panels.no_fees import NoFees

            self._no_fees = NoFees(self._content)
            self._no_fees.amounts_wanted.connect(self.amounts_wanted)
            self._column.insertWidget(self._column.count() - 1, self._no_fees)
            for before, stop in pairwise((self._tree, *self._no_fees.stops)):
                QWidget.setTabOrder(before, stop)
        self._no_fees.tell(day)

    def _shown(self, step: PaymentStep, payment: Payment | None) -> Shown | None:
        """Return a step as it is shown, or None for one that says nothing here."""
        if step.kind is StepKind.ASSISTANT_REDUCTION and not step.amount:
            return None
        workings = step.calculations
        name = _NAMES.get(step.kind, step.name).format(rate=_rate(step.kind, payment))
        name = name.removesuffix(", ")  # where no rate is known
        amount = _amount(step)
        if step.kind is StepKind.MEDICARE_PAYS:
            amount, workings = _share(payment), ()
        if step.kind is StepKind.PATIENT_PAYS:
            if payment is None or len(workings) <= _USUAL_PARTS:
                return None
            amount = "" if step.amount is not None else step.shown
        goes_to = step.sentence.partition(", ")[2] if step.flow is Flow.TAKEN_OFF else ""
        spoken = ", ".join(filter(None, (f"{name}: {amount.lstrip(MINUS)}", goes_to)))
        return Shown(
            key=step.kind,
            text=name,
            amount=amount,
            spoken=spoken,
            below=tuple(Below(*_working(working)) for working in workings if step.amount != ZERO),
            swatch=(part_color(step, self),) if _has_swatch(step) else None,
            result=step.kind in _RESULTS,
            quiet=step.flow is Flow.TAKEN_OFF and not step.amount,
        )


def _has_swatch(step: PaymentStep) -> bool:
    return is_part(step) and step.kind is not StepKind.DEDUCTIBLE


def _amount(step: PaymentStep) -> str:
    """Return the amount of a step as it is shown, or a dash where it is not known."""
    if step.amount is None and not (step.flow is Flow.ASIDE and step.calculations):
        return DASH
    return step.shown


def _share(payment: Payment | None) -> str:
    percent = payment.share_of_allowed if payment else None
    return DASH if percent is None else _OF_ALLOWED.format(percent=percent)


def _rate(kind: StepKind, payment: Payment | None) -> str:
    rates: dict[StepKind, Decimal] = {}
    if payment is not None:
        rates = {
            StepKind.COINSURANCE: payment.coinsurance_rate,
            StepKind.ASSISTANT_REDUCTION: ONE - payment.assistant_factor,
            StepKind.SEQUESTRATION: payment.sequestration_rate,
        }
    return f"{(rates[kind] * 100).normalize():f}%" if kind in rates else ""


def _working(working: Calculation) -> tuple[str, str]:
    """Return how an amount was worked out, for reading, and the amount."""
    how = working.working.replace(" x ", f" {TIMES} ").replace(" - ", f" {MINUS} ")
    amount = "" if working.amount is None else dollars(working.amount)
    return ("   ".join(filter(None, (working.what, how))), amount)

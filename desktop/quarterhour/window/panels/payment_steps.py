"""One bar of the full fee, and the steps from it to what Medicare pays."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quarterhour.entry import Outcome
from quarterhour.fees import MINUS, ONE, STEP_WORDS, ZERO, Payment, StepKind, dollars
from quarterhour.report.payment_flow import Calculation, Flow, PaymentStep
from quarterhour.report.payment_steps import payment_steps
from quarterhour.window.look import DASH, GRID, TIMES
from quarterhour.window.look.ink import edge, other_color, payer_colors, secondary
from quarterhour.window.look.plain import Drawn
from quarterhour.window.panels.step_tree import Below, Shown, StepTree

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
_OF_ALLOWED = "{percent}% of allowed"
_RESULTS = (StepKind.ALLOWED, StepKind.MEDICARE_PAYS)
# What the deductible and the coinsurance do not already say of the patient's total.
_USUAL_PARTS = 2


class PaymentSteps(QWidget):
    """Shows the bar, and the steps below it. `tree` has the steps."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = PaymentBar(self)
        self.tree = StepTree("Payment", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._bar)
        column.addWidget(self.tree)

    def show_payment(self, outcome: Outcome) -> None:
        """Show the payment of a visit, or why there is none."""
        steps = payment_steps(outcome.assessment, outcome.why_no_payment)
        self._bar.show_steps(steps if outcome.payment else ())
        shown = [self._shown(step, outcome.payment) for step in steps]
        self.tree.show_steps([each for each in shown if each is not None])

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

"""The full fee as one bar: what the payer pays, the patient, what nobody pays, and the MPPR."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from quarterhour.fees import StepKind
from quarterhour.report.payment_steps import Flow, PaymentStep
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import edge, other_color, payer_colors, secondary
from quarterhour.window.look.speech import Drawn

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

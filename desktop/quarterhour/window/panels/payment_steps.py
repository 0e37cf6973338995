"""What tells of a payment: its steps under a bar, or the way to the fees of a year without them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quarterhour.entry import Outcome
from quarterhour.fees import MINUS, ONE, STEP_WORDS, ZERO, Payment, StepKind, dollars
from quarterhour.reference.cms_pages import PAGES, release_of
from quarterhour.reference.records import ReleaseKind
from quarterhour.report.payment_flow import Calculation, Flow, PaymentStep
from quarterhour.report.payment_steps import no_deductible_taken, payment_steps
from quarterhour.window.look import DASH, ELLIPSIS, GRID
from quarterhour.window.look.buttons import Button, DrawnButton
from quarterhour.window.look.colors import edge, other_color, payer_colors, secondary
from quarterhour.window.look.text import Drawn, ScaledLabel, paragraph, plain_label
from quarterhour.window.panels.step_tree import Below, Shown, StepTree, signs

_HEIGHT = 3 * GRID
_GAP = 1
# What the payer pays, then the patient, then what nobody pays; the rest is outlined.
_GROUPS = (
    (StepKind.MEDICARE_PAYS,),
    (StepKind.DEDUCTIBLE, StepKind.COINSURANCE),
    (StepKind.ASSISTANT_REDUCTION, StepKind.SEQUESTRATION),
)


def _group_of(step: PaymentStep) -> int:
    groups = (at for at, kinds in enumerate(_GROUPS) if step.kind in kinds)
    return next(groups, len(_GROUPS))


def _color_of(step: PaymentStep, palette: QPalette) -> QColor | None:
    """Return the color of a step's part of the bar, or None where that part is outlined."""
    return (*payer_colors(palette), other_color(palette), None)[_group_of(step)]


def _is_part(step: PaymentStep) -> bool:
    """Return whether a step has a part of the bar."""
    return step.kind is StepKind.MEDICARE_PAYS or step.flow is Flow.TAKEN_OFF


class PaymentBar(Drawn):
    """Draws what each gets of the full fee, beside each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._steps: Sequence[PaymentStep] = ()
        self.setAccessibleName("Shares of the full fee")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[PaymentStep]) -> None:
        """Show the shares of other steps."""
        parts = (step for step in steps if _is_part(step) and step.end > step.start)
        self._steps = sorted(parts, key=_group_of)
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
                color = _color_of(step, self.palette())
                if color is None:
                    painter.setPen(QPen(secondary(self.palette()), 1))
                    painter.drawRoundedRect(part, 2, 2)
                else:
                    painter.fillRect(part, color)


_NAMES = {
    StepKind.MPPR_REDUCTION: "MPPR, second and later units",
    StepKind.ALLOWED: STEP_WORDS[StepKind.ALLOWED],
    StepKind.COINSURANCE: "Coinsurance, {rate}",
    StepKind.ASSISTANT_REDUCTION: "Assistant, {rate}",
    StepKind.SEQUESTRATION: "Sequestration, {rate}",
}
_OF_ALLOWED = "{percent}% of allowed"
_AMOUNTS = f"Yearly amounts{ELLIPSIS}"
_RESULTS = (StepKind.ALLOWED, StepKind.MEDICARE_PAYS)
# What the deductible and the coinsurance do not already say of the patient's total.
_USUAL_PARTS = 2


class PaymentSteps(QWidget):
    """Shows the bar, and the steps below it. `tree` has the steps.

    Where the year's deductible is not known, it says so; `amounts_wanted` follows the button there.
    """

    amounts_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = PaymentBar(self)
        self.tree = StepTree("Payment", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._bar)
        column.addWidget(self.tree)
        self._assumed = paragraph(parent=self)
        self._amounts = Button(_AMOUNTS, _AMOUNTS, self)
        self._amounts.clicked.connect(self.amounts_wanted)
        column.addWidget(self._assumed)
        column.addWidget(self._amounts, 0, Qt.AlignmentFlag.AlignLeft)
        self._outcome: Outcome | None = None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette, once it is there: a swatch is drawn in it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._outcome is not None:
            self.show_payment(self._outcome)

    @property
    def last(self) -> QWidget:
        """What the keyboard comes to last."""
        return self._amounts

    def show_payment(self, outcome: Outcome) -> None:
        """Show the payment of a visit, or why there is none."""
        self._outcome = outcome
        assessment = outcome.assessment
        assumed = no_deductible_taken(assessment) if assessment and outcome.payment else ""
        self._assumed.setText(assumed)
        for widget in (self._assumed, self._amounts):
            widget.setVisible(bool(assumed))
        steps = payment_steps(assessment, outcome.why_no_payment)
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
        has_swatch = _is_part(step) and step.kind is not StepKind.DEDUCTIBLE
        return Shown(
            key=step.kind,
            text=name,
            amount=amount,
            spoken=", ".join(filter(None, (f"{name}: {amount.lstrip(MINUS)}", goes_to))),
            below=tuple(map(_below, workings)) if step.amount != ZERO else (),
            swatch=(_color_of(step, self.palette()),) if has_swatch else None,
            result=step.kind in _RESULTS,
            quiet=step.flow is Flow.TAKEN_OFF and not step.amount,
        )


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


def _below(working: Calculation) -> Below:
    """Return how an amount was worked out, for reading."""
    how = "   ".join(filter(None, (working.what, signs(working.working))))
    return Below(how, "" if working.amount is None else dollars(working.amount))


_NO_FEES = "No {year} fees yet."
_GET = "Units and modifiers are shown without payment. From CMS, get {release}:"
_THEN = f"Then choose Import{ELLIPSIS}, and enter the {{year}} deductible and KX threshold."
_ADDRESS = PAGES[ReleaseKind.FEE_SCHEDULE].address


class Address(QWidget):
    """Shows the address of a page of CMS, to select or to copy: the program opens none.

    `whose` says in a list of them whose it is. Tab comes to the `stops` in their order.
    """

    def __init__(self, address: str, whose: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = _AddressText(address, self)
        self._text.setAccessibleName(f"Address of the page{whose}")
        copy = DrawnButton("Copy", f"Copy the address{whose}", "menu/copy", self)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(address))
        self.stops: tuple[QWidget, ...] = (self._text, copy)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self._text, 1)
        line.addWidget(copy)


class _AddressText(QPlainTextEdit):
    """Is as high as the lines that its address takes."""

    def __init__(self, address: str, parent: QWidget) -> None:
        super().__init__(address, parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.Box)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        lines = round(self.document().size().height())
        margins = 2 * round(self.document().documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins + GRID)


class NoFees(QWidget):
    """Tells what to get from CMS and what then; `amounts_wanted` follows its last button.

    The address is to copy: the program opens none. Tab comes to the `stops` in their order.
    """

    amounts_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ScaledLabel(1.0, self, semibold=True)
        self._get = plain_label("", self)
        self._then = plain_label("", self)
        for label in (self._get, self._then):
            label.setWordWrap(True)
        address = Address(_ADDRESS, "", self)
        amounts = Button(_AMOUNTS, _AMOUNTS, self)
        amounts.clicked.connect(self.amounts_wanted)
        self.stops: tuple[QWidget, ...] = (*address.stops, amounts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._get)
        column.addWidget(address)
        column.addWidget(self._then)
        column.addWidget(amounts, 0, Qt.AlignmentFlag.AlignLeft)

    def tell(self, day: date) -> None:
        """Tell of a day, its year, and the release that has its fees."""
        year, release = day.year, release_of(day)
        texts = (_NO_FEES.format(year=year), _GET.format(release=release), _THEN.format(year=year))
        for label, text in zip((self._title, self._get, self._then), texts, strict=True):
            label.setText(text)
            label.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._title.follow_font()

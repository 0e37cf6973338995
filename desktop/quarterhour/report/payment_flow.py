"""The parts of a payment in steps: what each does to the amount, and where it goes."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from quarterhour.fees import ZERO, StepKind, dollars, taken_off


class Flow(Enum):
    """What a step does to the amount: it is a level of its own, or is taken off the one before.

    What is aside is not part of the others.
    """

    LEVEL = auto()
    TAKEN_OFF = auto()
    RESULT = auto()
    ASIDE = auto()


class Goal(Enum):
    """Where an amount that is taken off goes."""

    PATIENT = auto()
    NOT_PAID = auto()
    NOT_CHARGED = auto()


GOAL_WORDS = {
    Goal.PATIENT: "patient owes",
    Goal.NOT_PAID: "not paid",
    Goal.NOT_CHARGED: "not charged",
}

OTHER_WORDS = {
    "priced only": "Allowed (lines without a price not included)",
    "denied not included": "Allowed (denied lines not included)",
    "denied": "denied: {why}",
    "deductible unknown": "{year} amount not entered",
    "no deductible taken": "Nothing is taken for the {year} deductible.",
    "MAC": "not included: MAC-priced",
    "paid to the patient": "Minus Medicare's payment to the patient",
    "noncovered": "Charges the patient owes (GA, GY)",
    "charge wanted": "not known. Enter your charge for the denied line (Visit > Service details).",
    "denied not known": (
        "The amount of the denied lines is not known because the MAC sets the price of one of "
        "these lines."
    ),
    "not known": "not known",
    "part of a sum": "part of a sum, without an amount of its own",
    "which units": "the payer's text doesn't say which of its units are paid",
    "no price": "not included: no price",
}


class Calculation(NamedTuple):
    """One line under a step: what it is for, how it was calculated, and the amount.

    `amount` is None where there is none: the line then only explains.
    """

    what: str
    working: str
    amount: Decimal | None


class PaymentStep(NamedTuple):
    """A payment step. `amount` is None where it is not known or not shown.

    Its bar reaches from `start` to `end`, shares of the highest level. `goal` says where an
    amount that is taken off goes. `text` is for reading where the amount is not one.
    """

    kind: StepKind
    name: str
    flow: Flow
    amount: Decimal | None
    start: Decimal = ZERO
    end: Decimal = ZERO
    goal: Goal | None = None
    calculations: tuple[Calculation, ...] = ()
    text: str = ""

    @property
    def shown(self) -> str:
        """The amount for reading; what is taken off has a minus sign."""
        if self.text:
            return self.text
        if self.amount is not None and self.flow is Flow.TAKEN_OFF:
            return taken_off(self.amount)
        return _or_unknown(self.amount)

    @property
    def sentence(self) -> str:
        """The step as it is spoken: `Coinsurance (20%): $16.96, patient owes`."""
        goes_to = f", {GOAL_WORDS[self.goal]}" if self.goal else ""
        return f"{self.name}: {self.text or _or_unknown(self.amount)}{goes_to}"


def _or_unknown(amount: Decimal | None) -> str:
    return OTHER_WORDS["not known"] if amount is None else dollars(amount)

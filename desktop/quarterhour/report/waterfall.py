"""The payment as a waterfall: from the fee schedule down to what Medicare and the patient pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from quarterhour.assessment import Assessment, PricedLine
from quarterhour.fees import ONE, ZERO, Payment, dollars, taken_off

_SCHEDULED = "Fee schedule amount"
_CHARGE_WANTED = "not known: enter the charge of the line with GA (Edit > Service details)"


class Flow(Enum):
    """What a step does to the amount: it is a level that stands, or is taken off the one before."""

    LEVEL = auto()
    TAKEN_OFF = auto()
    RESULT = auto()


@dataclass(frozen=True, slots=True)
class Working:
    """One line under a step: what it is of, how it was worked out, and the amount that came out.

    `amount` is None where there is none: the line then only explains.
    """

    what: str
    working: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Fall:
    """A step of the waterfall. `amount` is None where it is not known, or money is withheld.

    Its bar reaches from `start` to `end`, shares of the highest level. `whither` says where an
    amount that is taken off goes.
    """

    name: str
    flow: Flow
    amount: Decimal | None
    start: Decimal = ZERO
    end: Decimal = ZERO
    whither: str = ""
    workings: tuple[Working, ...] = ()

    @property
    def shown(self) -> str:
        """The amount for reading; what is taken off carries a minus sign."""
        if self.amount is not None and self.flow is Flow.TAKEN_OFF:
            return taken_off(self.amount)
        return _or_unknown(self.amount)

    @property
    def sentence(self) -> str:
        """The step as it is spoken: `Coinsurance 20 %: $16.96, to the patient`."""
        amount = _or_unknown(self.amount)
        return f"{self.name}: {amount}{f', {self.whither}' if self.whither else ''}"


def waterfall_of(assessment: Assessment | None, withheld: str = "") -> tuple[Fall, ...]:
    """Return the steps from the fee schedule amount to what Medicare and the patient pay.

    Steps that are always there keep their place at zero; those of charges come where there are
    any. `withheld` says why there is no money, where there is none.
    """
    lines = assessment.lines if assessment else ()
    payment = assessment.payment if assessment and lines else None
    if payment is None:
        why = (Working(withheld, "", None),) if withheld else ()
        return tuple(Fall(name, flow, None, workings=why) for name, flow in _UNKNOWN)
    return tuple(steps_of(payment, lines))


_UNKNOWN = (
    ("Before the MPPR", Flow.LEVEL),
    ("MPPR reduction", Flow.TAKEN_OFF),
    ("Allowed", Flow.LEVEL),
    ("Deductible", Flow.TAKEN_OFF),
    ("Coinsurance", Flow.TAKEN_OFF),
    ("Assistant reduction", Flow.TAKEN_OFF),
    ("Sequestration", Flow.TAKEN_OFF),
    ("Medicare pays", Flow.RESULT),
    ("Patient pays", Flow.RESULT),
)


def steps_of(payment: Payment, lines: tuple[PricedLine, ...]) -> Iterable[Fall]:
    """Yield the steps of a payment that is known, in the order it is worked out."""
    whole = payment.before_mppr or ONE
    level = payment.before_mppr

    def stands(name: str, flow: Flow, amount: Decimal, workings: tuple[Working, ...]) -> Fall:
        return Fall(name, flow, amount, ZERO, amount / whole, workings=workings)

    def falls(name: str, amount: Decimal, whither: str, step: str) -> Fall:
        nonlocal level
        above, level = level, level - amount
        workings = _workings(lines, step)
        return Fall(name, Flow.TAKEN_OFF, amount, level / whole, above / whole, whither, workings)

    yield stands(
        "Before the MPPR", Flow.LEVEL, level, _workings(lines, "Before the MPPR", _SCHEDULED)
    )
    yield falls("MPPR reduction", payment.mppr_reduction, "not paid", "MPPR reduction")
    if payment.above_charges:
        yield falls("Above the charge", payment.above_charges, "not charged", "Above the charge")
    yield stands(_allowed_name(lines), Flow.LEVEL, payment.allowed, _allowed(lines))
    yield falls("Deductible", payment.deductible, "to the patient", "Deductible")
    rate = _percent(payment.coinsurance_rate)
    yield falls(f"Coinsurance {rate}", payment.coinsurance, "to the patient", "Coinsurance")
    rate = _percent(ONE - payment.assistant_factor)
    name = f"Assistant reduction {rate}"
    yield falls(name, payment.assistant_reduction, "not paid", "Assistant reduction")
    rate = _percent(payment.sequestration_rate)
    yield falls(f"Sequestration {rate}", payment.sequestration, "not paid", "Sequestration")
    pays = _workings(lines, "Medicare pays")
    yield stands("Medicare pays", Flow.RESULT, payment.medicare_pays, pays)
    owed = payment.patient_pays
    end = ZERO if owed is None else min(owed / whole, ONE)
    made_of = _patient(payment, lines)
    yield Fall("Patient pays", Flow.RESULT, owed, ZERO, end, workings=made_of)


def _allowed_name(lines: Iterable[PricedLine]) -> str:
    """Return what the allowed amount is called, which says what it leaves out."""
    if any(line.allowed is None for line in lines):
        return "Allowed, priced lines only"
    return "Allowed, denied lines left out" if any(line.denied for line in lines) else "Allowed"


def _workings(lines: Iterable[PricedLine], *names: str) -> tuple[Working, ...]:
    """Return how each line comes to a step: the first of the names that it has."""
    found = []
    for line in lines:
        steps = {step.what: step for step in line.steps}
        step = next((steps[name] for name in names if name in steps), None)
        if step is not None:
            found.append(Working(_keyed(line), step.working, step.amount))
    return tuple(found)


def _allowed(lines: Iterable[PricedLine]) -> tuple[Working, ...]:
    """Return what each line is allowed, or why it is denied or without a price."""
    found: list[Working] = []
    for line in lines:
        if line.denied:
            found.append(Working(_keyed(line), f"denied: {line.denied}", None))
        elif line.allowed is None:
            found.append(Working(_keyed(line), "left out: the MAC sets its price", None))
        else:
            found.extend(_workings((line,), "Allowed", _SCHEDULED))
    return tuple(found)


def _patient(payment: Payment, lines: Iterable[PricedLine]) -> tuple[Working, ...]:
    """Return what the patient's total is made of."""
    parts = [
        Working("Deductible", "", payment.deductible),
        Working("Coinsurance", "", payment.coinsurance),
    ]
    if payment.limiting_charge is not None:
        limit = _workings(lines, "Limiting charge")
        paid = Working("Less what Medicare pays the patient", "", payment.medicare_pays)
        parts = [*limit, Working("Limiting charge", "", payment.limiting_charge), paid]
    if payment.noncovered is None:
        parts.append(Working("Charges that Medicare does not cover", _CHARGE_WANTED, None))
    elif payment.noncovered:
        parts.append(Working("Charges that Medicare does not cover", "", payment.noncovered))
    return tuple(parts)


def _keyed(priced: PricedLine) -> str:
    return " ".join((priced.line.code, *priced.line.modifiers))


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f} %"


def _or_unknown(amount: Decimal | None) -> str:
    return "not known" if amount is None else dollars(amount)

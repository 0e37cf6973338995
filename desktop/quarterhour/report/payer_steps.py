"""The payment in steps under another payer: from its prices down to what it and the patient pay."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.assessment import PricedLine
from quarterhour.fees import PRICE_STEPS, STEP_WORDS, ZERO, Between, PayerPayment, StepKind
from quarterhour.report.payment_flow import OTHER_WORDS, Calculation, Flow, Goal, PaymentStep

_Taken = tuple[StepKind, str, Goal]
_BEFORE: tuple[_Taken, ...] = (
    (StepKind.PAYER_REDUCTION, "reduction", Goal.NOT_PAID),
    (StepKind.OVER_LIMITS, "over_limits", Goal.NOT_PAID),
    (StepKind.ABOVE_CHARGE, "above_charges", Goal.NOT_CHARGED),
    (StepKind.ASSISTANT_ALLOWED, "assistant_allowed", Goal.NOT_PAID),
)
_AFTER: tuple[_Taken, ...] = (
    (StepKind.DEDUCTIBLE, "deductible", Goal.PATIENT),
    (StepKind.COPAY, "copay", Goal.PATIENT),
    (StepKind.COINSURANCE, "coinsurance", Goal.PATIENT),
    (StepKind.ASSISTANT_REDUCTION, "assistant_paid", Goal.NOT_PAID),
    (StepKind.SEQUESTRATION, "sequestration", Goal.NOT_PAID),
)


def steps_of_payer(payment: PayerPayment, lines: tuple[PricedLine, ...]) -> Iterator[PaymentStep]:
    """Yield the steps of a payment in the order of the calculation; those of 0 are left out."""
    yield _reached(StepKind.PAYER_FULL, payment.full, _prices(lines))
    yield from _taken(payment, _BEFORE)
    yield _reached(StepKind.ALLOWED, payment.allowed, _allowed(lines))
    yield from _taken(payment, _AFTER)
    yield _reached(StepKind.PAYER_PAYS, payment.payer_pays, flow=Flow.RESULT)
    yield _reached(StepKind.PATIENT_PAYS, payment.patient_pays, flow=Flow.RESULT)


def _reached(
    kind: StepKind,
    amount: Between | None,
    calculations: tuple[Calculation, ...] = (),
    flow: Flow = Flow.LEVEL,
) -> PaymentStep:
    return PaymentStep(
        kind,
        STEP_WORDS[kind],
        flow,
        amount and amount.single,
        calculations=calculations,
        text=OTHER_WORDS["not known"] if amount is None else amount.text,
    )


def _taken(payment: PayerPayment, parts: tuple[_Taken, ...]) -> Iterator[PaymentStep]:
    for kind, name, goal in parts:
        amount: Between | None = getattr(payment, name)
        if amount is not None and amount != Between(ZERO, ZERO):
            text = "" if amount.single is not None else amount.text
            single = amount.single
            yield PaymentStep(kind, STEP_WORDS[kind], Flow.TAKEN_OFF, single, goal=goal, text=text)


def _prices(lines: tuple[PricedLine, ...]) -> tuple[Calculation, ...]:
    return tuple(
        Calculation(_keyed(line), step.working, step.amount)
        for line in lines
        for step in line.steps
        if step.kind in PRICE_STEPS
    )


def _allowed(lines: tuple[PricedLine, ...]) -> tuple[Calculation, ...]:
    """Return what each line is allowed, or why it has no amount of its own."""
    return tuple(
        Calculation(_keyed(line), "" if line.allowed is not None else _why(line), line.allowed)
        for line in lines
    )


def _why(line: PricedLine) -> str:
    if not line.steps:
        return OTHER_WORDS["no price"]
    return OTHER_WORDS["which units" if line.units_paid is None else "part of a sum"]


def _keyed(priced: PricedLine) -> str:
    return " ".join((priced.line.code, *priced.line.modifiers))

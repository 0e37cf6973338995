"""The payment in steps: from the fee schedule down to what Medicare and the patient pay."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterhour.fees import ONE, STEP_WORDS, ZERO, StepKind
from quarterhour.report.payer_steps import steps_of_payer
from quarterhour.report.payment_flow import OTHER_WORDS, Calculation, Flow, Goal, PaymentStep

if TYPE_CHECKING:
    from quarterhour.assessment import Assessment, PricedLine
    from quarterhour.fees import Payment

_UNKNOWN = (
    (StepKind.BEFORE_MPPR, Flow.LEVEL),
    (StepKind.MPPR_REDUCTION, Flow.TAKEN_OFF),
    (StepKind.ALLOWED, Flow.LEVEL),
    (StepKind.DEDUCTIBLE, Flow.TAKEN_OFF),
    (StepKind.COINSURANCE, Flow.TAKEN_OFF),
    (StepKind.ASSISTANT_REDUCTION, Flow.TAKEN_OFF),
    (StepKind.SEQUESTRATION, Flow.TAKEN_OFF),
    (StepKind.MEDICARE_PAYS, Flow.RESULT),
    (StepKind.PATIENT_PAYS, Flow.RESULT),
)


def payment_steps(
    assessment: Assessment | None, why_no_payment: str = ""
) -> tuple[PaymentStep, ...]:
    """Return the steps from the fee schedule amount to what Medicare and the patient pay.

    Steps that are always there keep their place at zero; those of charges come where there are
    any. `why_no_payment` says why there is no money, where there is none.
    """
    lines = assessment.lines if assessment else ()
    if assessment is not None and assessment.by_payer is not None:
        return tuple(steps_of_payer(assessment.by_payer, lines))
    payment = assessment.payment if assessment and lines else None
    if assessment is None or payment is None:
        why = (Calculation(why_no_payment, "", None),) if why_no_payment else ()
        return tuple(
            PaymentStep(kind, STEP_WORDS[kind], flow, None, calculations=why)
            for kind, flow in _UNKNOWN
        )
    return tuple(steps_of(payment, lines, deductible_said(assessment)))


def deductible_said(assessment: Assessment) -> str:
    """Return what stands in the place of a deductible of which no amount is known."""
    return _of_unknown_deductible(assessment, "deductible unknown")


def no_deductible_taken(assessment: Assessment) -> str:
    """Return that none is taken of a deductible of which no amount is known; else empty."""
    return _of_unknown_deductible(assessment, "no deductible taken")


def _of_unknown_deductible(assessment: Assessment, words: str) -> str:
    if not assessment.deductible_unknown:
        return ""
    return OTHER_WORDS[words].format(year=assessment.visit.date_of_service.year)


def steps_of(
    payment: Payment, lines: tuple[PricedLine, ...], deductible: str = ""
) -> Iterable[PaymentStep]:
    """Yield the steps of a payment that is known, in the order of the calculation.

    `deductible` says in the place of the deductible that none is taken, and why.
    """
    whole = payment.before_mppr or ONE
    level = payment.before_mppr

    def reached(
        kind: StepKind, amount: Decimal, calculations: tuple[Calculation, ...]
    ) -> PaymentStep:
        flow = Flow.RESULT if kind is StepKind.MEDICARE_PAYS else Flow.LEVEL
        name = _allowed_name(lines) if kind is StepKind.ALLOWED else STEP_WORDS[kind]
        return PaymentStep(
            kind, name, flow, amount, ZERO, amount / whole, calculations=calculations
        )

    def taken(
        kind: StepKind, amount: Decimal, goal: Goal, of: StepKind, rate: Decimal | None = None
    ) -> PaymentStep:
        nonlocal level
        above, level = level, level - amount
        name = STEP_WORDS[kind] if rate is None else f"{STEP_WORDS[kind]} ({_percent(rate)})"
        bar = (level / whole, above / whole)
        return PaymentStep(kind, name, Flow.TAKEN_OFF, amount, *bar, goal, _calculations(lines, of))

    before = _calculations(
        lines, StepKind.BEFORE_MPPR, StepKind.BEFORE_PROCEDURES, StepKind.SCHEDULED
    )
    yield reached(StepKind.BEFORE_MPPR, level, before)
    reduction = payment.mppr_reduction
    yield taken(StepKind.MPPR_REDUCTION, reduction, Goal.NOT_PAID, StepKind.MPPR_REDUCTION)
    if payment.procedure_reduction:
        further = payment.procedure_reduction
        kind = StepKind.PROCEDURE_REDUCTION
        yield taken(kind, further, Goal.NOT_PAID, kind)
    if payment.above_charges:
        above = payment.above_charges
        yield taken(StepKind.ABOVE_CHARGE, above, Goal.NOT_CHARGED, StepKind.ABOVE_CHARGE)
    yield reached(StepKind.ALLOWED, payment.allowed, _allowed(lines))
    kind = StepKind.DEDUCTIBLE
    step = taken(kind, payment.deductible, Goal.PATIENT, kind)
    yield step._replace(text=deductible, goal=None) if deductible else step
    yield taken(
        StepKind.COINSURANCE,
        payment.coinsurance,
        Goal.PATIENT,
        StepKind.COINSURANCE,
        payment.coinsurance_rate,
    )
    yield taken(
        StepKind.ASSISTANT_REDUCTION,
        payment.assistant_reduction,
        Goal.NOT_PAID,
        StepKind.ASSISTANT_REDUCTION,
        ONE - payment.assistant_factor,
    )
    yield taken(
        StepKind.SEQUESTRATION,
        payment.sequestration,
        Goal.NOT_PAID,
        StepKind.SEQUESTRATION,
        payment.sequestration_rate,
    )
    pays = _calculations(lines, StepKind.MEDICARE_PAYS, StepKind.PAYER_PAYS)
    yield reached(StepKind.MEDICARE_PAYS, payment.medicare_pays, pays)
    owed = payment.patient_pays
    yield PaymentStep(
        StepKind.PATIENT_PAYS,
        STEP_WORDS[StepKind.PATIENT_PAYS],
        Flow.RESULT,
        owed,
        end=ZERO if owed is None else min(owed / whole, ONE),
        calculations=_patient(payment, lines),
    )
    if any(line.denied for line in lines):
        kind, left_out = StepKind.DENIED_NOT_INCLUDED, payment.denied_not_included
        calculations = (
            *_denied(lines),
            *(Calculation(why, "", None) for why in not_known(payment)),
        )
        yield PaymentStep(kind, STEP_WORDS[kind], Flow.ASIDE, left_out, calculations=calculations)


def not_known(payment: Payment) -> tuple[str, ...]:
    """Return why the amount of denied lines is not known, where it is not."""
    return (OTHER_WORDS["denied not known"],) if payment.denied_not_included is None else ()


def _allowed_name(lines: Iterable[PricedLine]) -> str:
    """Return the name of the allowed amount, which says what it does not include."""
    if any(line.allowed is None for line in lines):
        return OTHER_WORDS["priced only"]
    if any(line.denied for line in lines):
        return OTHER_WORDS["denied not included"]
    return STEP_WORDS[StepKind.ALLOWED]


def _calculations(lines: Iterable[PricedLine], *kinds: StepKind) -> tuple[Calculation, ...]:
    """Return how each line gets to a step: by the first of the kinds that it has."""
    found = []
    for line in lines:
        of_kinds = [step for step in line.steps if step.kind in kinds]
        if of_kinds:
            # Of steps of one kind, the last is that of the whole line.
            step = min(reversed(of_kinds), key=lambda step: kinds.index(step.kind))
            found.append(Calculation(_keyed(line), step.working, step.amount))
    return tuple(found)


def _allowed(lines: Iterable[PricedLine]) -> tuple[Calculation, ...]:
    """Return what each line is allowed, or why it is denied or without a price."""
    found: list[Calculation] = []
    for line in lines:
        if line.denied:
            why = OTHER_WORDS["denied"].format(why=line.why_denied)
            found.append(Calculation(_keyed(line), why, None))
        elif line.allowed is None:
            found.append(Calculation(_keyed(line), OTHER_WORDS["MAC"], None))
        else:
            found.extend(_calculations((line,), StepKind.ALLOWED, StepKind.SCHEDULED))
    return tuple(found)


def _denied(lines: Iterable[PricedLine]) -> tuple[Calculation, ...]:
    """Return why each line that is denied is."""
    return tuple(Calculation(_keyed(line), line.why_denied, None) for line in lines if line.denied)


def _patient(payment: Payment, lines: Iterable[PricedLine]) -> tuple[Calculation, ...]:
    """Return what the patient's total is made of."""
    parts = [
        Calculation(STEP_WORDS[StepKind.DEDUCTIBLE], "", payment.deductible),
        Calculation(STEP_WORDS[StepKind.COINSURANCE], "", payment.coinsurance),
    ]
    if payment.limiting_charge is not None:
        limit = _calculations(lines, StepKind.LIMITING_CHARGE)
        charge = Calculation(STEP_WORDS[StepKind.LIMITING_CHARGE], "", payment.limiting_charge)
        paid = Calculation(OTHER_WORDS["paid to the patient"], "", payment.medicare_pays)
        parts = [*limit, charge, paid]
    if payment.noncovered is None:
        parts.append(Calculation(OTHER_WORDS["noncovered"], OTHER_WORDS["charge wanted"], None))
    elif payment.noncovered:
        parts.append(Calculation(OTHER_WORDS["noncovered"], "", payment.noncovered))
    return tuple(parts)


def _keyed(priced: PricedLine) -> str:
    return " ".join((priced.line.code, *priced.line.modifiers))


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"

"""The words and rows that the printed reports share, so that they say the same."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.assessment import Assessment, PricedLine
from quarterhour.fees import STEP_WORDS, StepKind, dollars
from quarterhour.reference import AMOUNT_WORDS, NATIONAL, typed_shown
from quarterhour.report.payment_steps import not_known, steps_of
from quarterhour.visit import MEDICARE

OTHER_PAYER = "Payer {payer}, whose rules are not loaded: units by total minutes"
ESTIMATE = (
    "An estimate of what Medicare Part B pays by the fee schedule. Rounding per line can differ "
    "from a remittance by a cent or two."
)


def allowed(assessment: Assessment, priced: PricedLine) -> str:
    """Return a line's allowed amount for reading, or why there is none."""
    if priced.denied:
        return "denied"
    if priced.allowed is not None:
        return dollars(priced.allowed)
    known = assessment.conversion_factor is not None and assessment.locality is not None
    return "set by the MAC" if known else "withheld"


def place(assessment: Assessment) -> str:
    """Return the locality and what it is called."""
    if assessment.locality is None:
        return "no locality"
    if assessment.locality == NATIONAL:
        return f"{NATIONAL.name} (every GPCI 1.000)"
    return f"{assessment.locality.title} ({assessment.locality.id})"


def rule_title(assessment: Assessment) -> str:
    """Return the title of the rule that the units were counted by, and whose it is not."""
    if assessment.visit.payer != MEDICARE:
        return OTHER_PAYER.format(payer=assessment.visit.payer)
    return assessment.count.rule.title


def payment_rows(assessment: Assessment) -> list[tuple[str, str]]:
    """Return the payment, a name and an amount each, in the order it is worked out."""
    payment = assessment.payment
    if payment is None:
        return []
    rows = [(step.name, step.shown) for step in steps_of(payment, assessment.lines)]
    if payment.limiting_charge is not None:
        rows.append((STEP_WORDS[StepKind.LIMITING_CHARGE], dollars(payment.limiting_charge)))
    return rows


def payment_notes(assessment: Assessment) -> tuple[str, ...]:
    """Return what the payment is to be read with: that it is an estimate, and what is not known."""
    payment = assessment.payment
    if payment is None:
        return ()
    estimated = assessment.estimate_sentence
    return (*filter(None, (estimated,)), *not_known(payment), ESTIMATE)


def source_rows(assessment: Assessment) -> Iterator[str]:
    """Yield where the figures come from, a line each."""
    yield from typed_rows(assessment)
    edition = assessment.priced_with
    if edition is None or assessment.conversion_factor is None:
        return
    if assessment.estimate_sentence:
        yield assessment.estimate_sentence
    yield (
        f"{edition.release}, valid {edition.valid_from} to {edition.valid_to}, "
        f"conversion factor {edition.conversion_factor}"
    )
    if assessment.factor_source:
        yield f"Conversion factor {assessment.conversion_factor}: {assessment.factor_source}"
    for source in edition.sources:
        yield f"{source.file} (sha256 {source.sha256})"


def marked(title: str, assessment: Assessment) -> str:
    """Return the title of amounts, which says where they are an estimate, and by which fees."""
    return f"{title} {assessment.at_fees}" if assessment.at_fees else title


def typed_rows(assessment: Assessment) -> Iterator[str]:
    """Yield the amounts of the year that the user typed and the visit uses, a line each."""
    for typed in assessment.typed:
        name = f"{AMOUNT_WORDS[typed.kind]} of {typed.year}"
        yield f"{name}: {typed_shown(typed)}, {typed.source}"

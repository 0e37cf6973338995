"""The words and rows that the printed reports share, so that they say the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterhour.assessment import Assessment
from quarterhour.fees import dollars
from quarterhour.reference import NATIONAL
from quarterhour.units import RULES

WITHHELD = "withheld"
ESTIMATE = (
    "An estimate of what Medicare Part B pays by the fee schedule. Rounding per line can differ "
    "from a remittance by a cent or two."
)


def amount(value: Decimal | None) -> str:
    """Return an amount for reading, or that it is withheld."""
    return WITHHELD if value is None else dollars(value)


def place(assessment: Assessment) -> str:
    """Return the locality and what it is called."""
    if assessment.locality is None:
        return "no locality"
    if assessment.locality == NATIONAL:
        return f"{NATIONAL.name} (every GPCI 1.000)"
    return f"{assessment.locality.title} ({assessment.locality.id})"


def rule_title(assessment: Assessment) -> str:
    """Return the title of the rule that the units were counted by."""
    return RULES[assessment.visit.rule].title


def payment_rows(assessment: Assessment) -> list[tuple[str, str]]:
    """Return the payment, a name and an amount each, in the order it is worked out."""
    payment = assessment.payment
    if payment is None:
        return []
    return [
        ("Allowed (MPPR applied)", dollars(payment.allowed)),
        ("MPPR reduction", dollars(payment.mppr_reduction)),
        ("Deductible", dollars(payment.deductible)),
        ("Coinsurance", dollars(payment.coinsurance)),
        ("Assistant reduction", dollars(payment.assistant_reduction)),
        ("Sequestration", dollars(payment.sequestration)),
        ("Medicare pays", dollars(payment.medicare_pays)),
        ("Patient pays", dollars(payment.patient_pays)),
    ]


def source_rows(assessment: Assessment) -> Iterator[str]:
    """Yield where the figures come from, a line each."""
    if assessment.edition is None:
        return
    edition = assessment.edition
    yield (
        f"{edition.release}, valid {edition.valid_from} to {edition.valid_to}, "
        f"conversion factor {assessment.conversion_factor}"
    )
    for source in edition.sources:
        yield f"{source.file} (sha256 {source.sha256})"

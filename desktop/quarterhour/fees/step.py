"""One step of a calculation, kept so that it can be shown and redone by hand."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from quarterhour.fees.fee import FeePart


class StepKind(Enum):
    """What a step works out, of a line or of a visit; `PATIENT_PAYS` is of a visit alone."""

    DENIED = "denied"
    FEE = "fee"
    FEE_OF_OTHERS = "fee-of-others"
    REDUCED_FEE = "reduced-fee"
    FURTHER_FEE = "further-fee"
    CONTRACTOR_PRICE = "contractor-price"
    NONPARTICIPATING = "nonparticipating"
    BEFORE_MPPR = "before-mppr"
    BEFORE_PROCEDURES = "before-procedures"
    SCHEDULED = "scheduled"
    MPPR_REDUCTION = "mppr-reduction"
    PROCEDURE_REDUCTION = "procedure-reduction"
    ALLOWED = "allowed"
    ABOVE_CHARGE = "above-charge"
    DEDUCTIBLE = "deductible"
    COINSURANCE = "coinsurance"
    ASSISTANT_SHARE = "assistant-share"
    ASSISTANT_REDUCTION = "assistant-reduction"
    SEQUESTRATION = "sequestration"
    MEDICARE_PAYS = "medicare-pays"
    PATIENT_PAYS = "patient-pays"
    LIMITING_CHARGE = "limiting-charge"
    DENIED_NOT_INCLUDED = "denied-not-included"


STEP_WORDS = {
    StepKind.DENIED: "Denied",
    StepKind.FEE: "Fee per unit",
    StepKind.FEE_OF_OTHERS: "Fee per unit for providers who can bill it",
    StepKind.REDUCED_FEE: "Fee per unit with MPPR",
    StepKind.FURTHER_FEE: "Fee for each additional splint, cast, or strapping",
    StepKind.CONTRACTOR_PRICE: "MAC price per unit",
    StepKind.NONPARTICIPATING: "Nonparticipating",
    StepKind.BEFORE_MPPR: "Full fee",
    StepKind.BEFORE_PROCEDURES: "Full fee of procedures",
    StepKind.SCHEDULED: "Fee schedule amount",
    StepKind.MPPR_REDUCTION: "MPPR reduction",
    StepKind.PROCEDURE_REDUCTION: "Additional splints at half (not the MPPR)",
    StepKind.ALLOWED: "Allowed",
    StepKind.ABOVE_CHARGE: "Over your charge",
    StepKind.DEDUCTIBLE: "Deductible",
    StepKind.COINSURANCE: "Coinsurance",
    StepKind.ASSISTANT_SHARE: "Medicare's share (PTA/OTA)",
    StepKind.ASSISTANT_REDUCTION: "PTA/OTA reduction",
    StepKind.SEQUESTRATION: "Sequestration",
    StepKind.MEDICARE_PAYS: "Medicare pays",
    StepKind.PATIENT_PAYS: "Patient pays",
    StepKind.LIMITING_CHARGE: "Limiting charge",
    StepKind.DENIED_NOT_INCLUDED: "Denied lines, not included",
}

# The words in a calculation, which is figures and signs otherwise.
CALCULATION_WORDS = {
    "in full": "{units} x {fee} at full fee",
    "reduced": "{units} x {fee} with MPPR",
    "at half": "{units} x {fee} at half",
    "lesser": "lesser of {one} and {other}",
    "lesser of charge": "lesser of {scheduled} and the charge of {charge}",
    "as entered": "as entered",
}


class Step(NamedTuple):
    """What was worked out, how, and the amount in dollars that came out.

    A fee by relative values has the `parts` that were added up, and the `factor` by which their
    sum was multiplied.
    """

    kind: StepKind
    working: str
    amount: Decimal
    parts: tuple[FeePart, ...] = ()
    factor: Decimal | None = None

    @property
    def sum(self) -> Decimal:
        """The sum of the parts."""
        return sum((part.product for part in self.parts), Decimal(0))

    @property
    def name(self) -> str:
        """What the step is called."""
        return STEP_WORDS[self.kind]

    def text(self) -> str:
        """Return the step as one line."""
        return f"{self.name}: {self.working} = {self.amount}"

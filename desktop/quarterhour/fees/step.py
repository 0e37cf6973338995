"""One step of a calculation, kept so that it can be shown and redone by hand."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from quarterhour.fees.fee import FeeFormula


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
    PAYER_FULL = "payer-full"
    PAYER_REDUCTION = "payer-reduction"
    MEDICARES_FEE = "medicares-fee"
    MEDICARES_REDUCED = "medicares-reduced-fee"
    PAYER_FEE = "payer-fee"
    PAYER_REDUCED = "payer-reduced-fee"
    CHARGE_SHARE = "charge-share"
    PAYER_AMOUNT = "payer-amount"
    ROUNDED = "rounded"
    PAYER_VISIT = "payer-visit"
    OVER_LIMITS = "over-limits"
    ASSISTANT_ALLOWED = "assistant-allowed"
    ASSISTANT_PAID = "assistant-paid"
    COPAY = "copay"
    PAYER_PAYS = "payer-pays"
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
    StepKind.PAYER_FULL: "Full price",
    StepKind.PAYER_REDUCTION: "Reduction for several services",
    StepKind.MEDICARES_FEE: "Medicare's fee per unit",
    StepKind.MEDICARES_REDUCED: "Medicare's fee per unit, reduced",
    StepKind.PAYER_FEE: "Price per unit",
    StepKind.PAYER_REDUCED: "Price per unit, reduced",
    StepKind.CHARGE_SHARE: "Share of the charge of the line",
    StepKind.PAYER_AMOUNT: "Payer's amount",
    StepKind.ROUNDED: "Rounded with the other lines",
    StepKind.PAYER_VISIT: "Visit rate",
    StepKind.OVER_LIMITS: "Over the payer's limits",
    StepKind.ASSISTANT_ALLOWED: "Allowed for an assistant",
    StepKind.ASSISTANT_PAID: "Payer's share (PTA/OTA)",
    StepKind.COPAY: "Copay",
    StepKind.PAYER_PAYS: "Payer pays",
    StepKind.DENIED_NOT_INCLUDED: "Denied lines, not included",
}

# The steps to the price of a unit, or of a line or visit that has one price.
PRICE_STEPS = (
    StepKind.MEDICARES_FEE,
    StepKind.PAYER_FEE,
    StepKind.MEDICARES_REDUCED,
    StepKind.PAYER_REDUCED,
    StepKind.CHARGE_SHARE,
    StepKind.PAYER_VISIT,
)

# The words in a calculation, which is figures and signs otherwise.
CALCULATION_WORDS = {
    "in full": "{units} x {fee} at full fee",
    "reduced": "{units} x {fee} with MPPR",
    "at half": "{units} x {fee} at half",
    "lesser": "lesser of {one} and {other}",
    "lesser of charge": "lesser of {scheduled} and the charge of {charge}",
    "as entered": "as entered",
    "of plan": "by the plan",
    "listed": "as listed",
    "of visit": "one amount for all services",
    "of charge": "{percent}% of {charge}",
    "of Medicare": "{percent}% of {fee}",
}


class Step(NamedTuple):
    """What was worked out, how, and the amount in dollars that came out.

    A fee by relative values has the `formula` by which it was worked out. Under another payer than
    Medicare, `source` is the text behind it, with its date, or that it is assumed.
    """

    kind: StepKind
    working: str
    amount: Decimal
    formula: FeeFormula | None = None
    source: str = ""

    @property
    def name(self) -> str:
        """What the step is called."""
        return STEP_WORDS[self.kind]

    def text(self) -> str:
        """Return the step as one line, with its source where it has one.

        An amount without a calculation is only named.
        """
        cited = f" [{self.source}]" if self.source else ""
        working = f"{self.working} = " if self.working else ""
        return f"{self.name}: {working}{self.amount}{cited}"

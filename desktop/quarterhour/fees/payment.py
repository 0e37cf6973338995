"""From allowed amounts to what Medicare pays and what the patient owes.

Per line, in order: deductible, coinsurance, the assistants' factor on Medicare's share, then
sequestration on what Medicare pays; each rounded half up to cents. The order is the claims
system's (Pub. 100-04 ch. 1 and ch. 5); rounding per line is our convention, and can differ from
a remittance by a cent or two a claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from quarterhour.fees.money import ZERO, cents
from quarterhour.fees.mppr import PricedBill
from quarterhour.fees.step import CALCULATION_WORDS, Step, StepKind

_TENTH = Decimal("0.1")


class Terms(NamedTuple):
    """The rates in force on the date of service, and the deductible still to be met (dollars).

    `limiting_charge_factor` is set only where the practice neither participates nor accepts
    assignment: the patient may then be charged that much of the allowed amount, and Medicare
    pays the patient.
    """

    deductible_remaining: Decimal
    coinsurance_rate: Decimal
    assistant_factor: Decimal
    sequestration_rate: Decimal
    limiting_charge_factor: Decimal | None = None


class Share(NamedTuple):
    """How the allowed amount of one line is shared out, in dollars."""

    allowed: Decimal
    deductible: Decimal
    coinsurance: Decimal
    assistant_reduction: Decimal
    sequestration: Decimal
    medicare_pays: Decimal
    limiting_charge: Decimal | None
    steps: tuple[Step, ...]


class Payment(NamedTuple):
    """The totals of a visit, in dollars, and the rates that they were shared out by.

    `before_mppr` less `mppr_reduction`, `procedure_reduction` and `above_charges`, by which charges
    lie below the fee schedule, is `allowed`. `patient_pays` is the deductible and the coinsurance;
    under a limiting charge it is that charge less what Medicare pays the patient; `noncovered`, the
    charges that GA or GY makes the patient's, is added to it. Both are None where such a charge is
    not known. `denied_not_included` is in none of the others: with `allowed` it is what would be
    allowed if no line was denied as entered, None where that is not known.
    """

    before_mppr: Decimal
    allowed: Decimal
    mppr_reduction: Decimal
    procedure_reduction: Decimal
    above_charges: Decimal
    deductible: Decimal
    coinsurance: Decimal
    assistant_reduction: Decimal
    sequestration: Decimal
    medicare_pays: Decimal
    patient_pays: Decimal | None
    coinsurance_rate: Decimal
    assistant_factor: Decimal
    sequestration_rate: Decimal
    limiting_charge: Decimal | None = None
    noncovered: Decimal | None = ZERO
    denied_not_included: Decimal | None = ZERO

    @property
    def share_of_allowed(self) -> Decimal | None:
        """Medicare's share of what is allowed, in percent; None where nothing is allowed."""
        if not self.allowed:
            return None
        return (self.medicare_pays / self.allowed * 100).quantize(_TENTH, ROUND_HALF_UP)


def settle(bills: Sequence[PricedBill], terms: Terms) -> tuple[list[Share], Payment]:
    """Share out every line in order, the deductible first come first served, and add up."""
    shares = []
    deductible_left = terms.deductible_remaining
    for priced in bills:
        share = _share(priced, deductible_left, terms)
        deductible_left -= share.deductible
        shares.append(share)
    return shares, _total(bills, shares, terms)


def _share(priced: PricedBill, deductible_left: Decimal, terms: Terms) -> Share:
    allowed = priced.allowed
    deductible = min(allowed, deductible_left)
    base = allowed - deductible
    coinsurance = cents(base * terms.coinsurance_rate)
    medicare = base - coinsurance
    steps = []
    if deductible:
        calculation = CALCULATION_WORDS["lesser"].format(one=allowed, other=deductible_left)
        steps.append(Step(StepKind.DEDUCTIBLE, calculation, deductible))
    calculation = f"{base} x {terms.coinsurance_rate}"
    steps.append(Step(StepKind.COINSURANCE, calculation, coinsurance))
    reduction = ZERO
    if priced.bill.assistant:
        kept = cents(medicare * terms.assistant_factor)
        reduction = medicare - kept
        calculation = f"{medicare} x {terms.assistant_factor}"
        steps.append(Step(StepKind.ASSISTANT_SHARE, calculation, kept))
        steps.append(Step(StepKind.ASSISTANT_REDUCTION, f"{medicare} - {kept}", reduction))
        medicare = kept
    sequestration = cents(medicare * terms.sequestration_rate)
    calculation = f"{medicare} x {terms.sequestration_rate}"
    steps.append(Step(StepKind.SEQUESTRATION, calculation, sequestration))
    pays = medicare - sequestration
    steps.append(Step(StepKind.MEDICARE_PAYS, f"{medicare} - {sequestration}", pays))
    limit = _limiting_charge(priced, terms.limiting_charge_factor, steps)
    return Share(
        allowed, deductible, coinsurance, reduction, sequestration, pays, limit, tuple(steps)
    )


def limiting_charge(priced: PricedBill, factor: Decimal) -> Decimal:
    """Return the most that may be charged for a line without assignment, in dollars."""
    return cents(priced.scheduled * factor)


def _limiting_charge(
    priced: PricedBill, factor: Decimal | None, steps: list[Step]
) -> Decimal | None:
    """Return the most that may be charged for a line: the limit, or a lower actual charge."""
    if factor is None:
        return None
    limit = limiting_charge(priced, factor)
    steps.append(Step(StepKind.LIMITING_CHARGE, f"{priced.scheduled} x {factor}", limit))
    charge = priced.bill.charge
    return limit if charge is None else min(limit, charge)


def _total(bills: Sequence[PricedBill], shares: Sequence[Share], terms: Terms) -> Payment:
    deductible = sum((share.deductible for share in shares), ZERO)
    coinsurance = sum((share.coinsurance for share in shares), ZERO)
    pays = sum((share.medicare_pays for share in shares), ZERO)
    limits = [share.limiting_charge for share in shares if share.limiting_charge is not None]
    limit = sum(limits, ZERO) if limits else None
    return Payment(
        before_mppr=sum((bill.unreduced for bill in bills), ZERO),
        allowed=sum((share.allowed for share in shares), ZERO),
        mppr_reduction=sum((each.reduction for each in bills if not each.bill.procedure), ZERO),
        procedure_reduction=sum((each.reduction for each in bills if each.bill.procedure), ZERO),
        above_charges=sum((bill.scheduled - bill.allowed for bill in bills), ZERO),
        deductible=deductible,
        coinsurance=coinsurance,
        assistant_reduction=sum((share.assistant_reduction for share in shares), ZERO),
        sequestration=sum((share.sequestration for share in shares), ZERO),
        medicare_pays=pays,
        patient_pays=deductible + coinsurance if limit is None else limit - pays,
        coinsurance_rate=terms.coinsurance_rate,
        assistant_factor=terms.assistant_factor,
        sequestration_rate=terms.sequestration_rate,
        limiting_charge=limit,
    )

"""The steps of a line under another payer, each with the text behind it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from quarterhour import fees
from quarterhour.claims import ClaimLine
from quarterhour.payers import Terms
from quarterhour.pricing.tiers import Price


def scheduled_steps(
    line: ClaimLine, price: Price, ranked: fees.RankedLine, rounded: Decimal, terms: Terms
) -> list[fees.Step]:
    """Return what the line's units come to; where a limit has cut them, by which text.

    The share of a charge is the amount of the line already, unless it is cut or reduced. Where the
    total alone is rounded, the line has then what it is `rounded` to.
    """
    kinds, full = fees.StepKind, price.fees.full if price.fees else fees.ZERO
    share = next((step.amount for step in price.steps if step.kind is kinds.CHARGE_SHARE), None)
    exact = ranked.amount if terms.rounding == "total" else fees.cents(ranked.amount)
    steps = []
    if share is None or exact != share:
        working = " + ".join(
            f"{share} x {units}/{line.units}" if share and fee == full else f"{units} x {fee}"
            for units, fee in ranked.parts
        )
        limit = "unit_limits" if line.code in terms.unit_limits else "caps"
        cut = sum(units for units, _ in ranked.parts) < line.units
        source = terms.source_of(limit) if cut else ""
        steps.append(fees.Step(kinds.PAYER_AMOUNT, working, exact, source=source))
    if exact != rounded:
        steps.append(fees.Step(kinds.ROUNDED, "", rounded))
    return steps


# The setting that each step follows.
_SETTING_OF = {
    fees.StepKind.ALLOWED: "lesser_of_charge",
    fees.StepKind.ASSISTANT_ALLOWED: "assistant",
    fees.StepKind.DEDUCTIBLE: "patient",
    fees.StepKind.COPAY: "patient",
    fees.StepKind.COINSURANCE: "patient",
    fees.StepKind.ASSISTANT_PAID: "assistant",
    fees.StepKind.SEQUESTRATION: "sequestration",
}


def with_sources(steps: Sequence[fees.Step], terms: Terms) -> list[fees.Step]:
    """Name the text behind each step, or that it is assumed; a sum alone has none."""
    return [
        step._replace(source=terms.source_of(setting))
        if (setting := _SETTING_OF.get(step.kind))
        else step
        for step in steps
    ]


def steps_of(share: fees.PortionShare, terms: Terms) -> list[fees.Step]:
    """Return the steps from what a line comes to, to what the payer pays."""
    words, kinds, steps = fees.CALCULATION_WORDS, fees.StepKind, []
    amount = fees.cents(share.portion.amount)
    if share.above_charge:
        working = words["lesser of charge"].format(scheduled=amount, charge=share.portion.charge)
        amount = fees.cents(amount - share.above_charge)
        steps.append(fees.Step(kinds.ALLOWED, working, amount))
    if share.assistant_allowed:
        working = f"{amount} x {terms.assistant.factor}"
        steps.append(fees.Step(kinds.ASSISTANT_ALLOWED, working, share.allowed))
    if share.payer_pays is None:
        return steps
    left, taken_off = share.allowed, [share.allowed]
    for kind, taken, working in (
        (kinds.DEDUCTIBLE, share.deductible, ""),
        (kinds.COPAY, share.copay, ""),
        (kinds.COINSURANCE, share.coinsurance, f" x {terms.patient.coinsurance}"),
    ):
        if taken:
            steps.append(
                fees.Step(kind, f"{left}{working}" if working else words["of plan"], taken)
            )
            taken_off.append(taken)
        left -= taken
    if share.assistant_paid:
        kept = left - share.assistant_paid
        steps.append(fees.Step(kinds.ASSISTANT_PAID, f"{left} x {terms.assistant.factor}", kept))
        left, taken_off = kept, [kept]
    if share.sequestration:
        working = f"{left} x {terms.sequestration}"
        steps.append(fees.Step(kinds.SEQUESTRATION, working, share.sequestration))
        taken_off.append(share.sequestration)
    working = " - ".join(map(str, taken_off)) if len(taken_off) > 1 else ""
    steps.append(fees.Step(kinds.PAYER_PAYS, working, share.payer_pays))
    return steps

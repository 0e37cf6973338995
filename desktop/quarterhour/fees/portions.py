"""From what lines come to, to what the payer and the patient pay, by the terms of a payer.

A portion is what is paid for one line, or one sum for several of them: a visit rate, or the most a
payer pays a day. Per portion, in order: the lesser of it and the charge, an assistant's share of
what is allowed, the deductible, then the coinsurance, an assistant's share of what the payer
pays, and sequestration, each rounded half up to cents. A copay is of the visit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour.fees.fee import ONE
from quarterhour.fees.money import ZERO, cents


class Portion(NamedTuple):
    """What some lines come to together, in dollars; `charge` is None where it is not known.

    `assistant` tells that it is paid as an assistant's, `mixed` that only a part of it is one's.
    `groups` are the disciplines of its lines, each once.
    """

    lines: tuple[int, ...]
    amount: Decimal
    charge: Decimal | None = None
    assistant: bool = False
    groups: tuple[str, ...] = ()
    mixed: bool = False


class ShareTerms(NamedTuple):
    """How allowed amounts are shared out: rates from 0 to 1, and dollars.

    Without `patient_known`, what the patient owes is not known. `copay_per_group` makes the copay
    one of each group of portions (a discipline) instead of the visit. `mixed_as_assistant` tells
    that a sum which only in part is an assistant's is cut whole. The deductible and the copay are
    taken from what is cut first, or last, by `assistants_first`; first come first served where it
    is None.
    """

    lesser: str
    assistant_factor: Decimal = ONE
    assistant_of_allowed: bool = False
    mixed_as_assistant: bool = False
    patient_known: bool = True
    deductible: Decimal = ZERO
    coinsurance_rate: Decimal = ZERO
    copay: Decimal | None = None
    copay_per_group: bool = False
    sequestration_rate: Decimal = ZERO
    assistants_first: bool | None = None

    def cuts(self, portion: Portion) -> bool:
        """Return whether a portion is paid as an assistant's."""
        return portion.assistant or (portion.mixed and self.mixed_as_assistant)


class PortionShare(NamedTuple):
    """How one portion is shared out, in dollars.

    `above_charge` is what the charge takes off, `assistant_allowed` what an assistant's share takes
    off the allowed amount, `assistant_paid` off the payer's. `patient` and `payer_pays` are None
    where what the patient owes is not known.
    """

    portion: Portion
    above_charge: Decimal
    assistant_allowed: Decimal
    allowed: Decimal
    deductible: Decimal
    copay: Decimal
    coinsurance: Decimal
    assistant_paid: Decimal
    sequestration: Decimal
    payer_pays: Decimal | None

    @property
    def patient(self) -> Decimal | None:
        """What the patient owes of it."""
        if self.payer_pays is None:
            return None
        return self.deductible + self.copay + self.coinsurance


def share_out(portions: Sequence[Portion], terms: ShareTerms) -> list[PortionShare]:
    """Share out every portion, in the order in which the deductible and the copay are taken.

    It depends on what the portions are, not on when they were entered, unless it is first come
    first served.
    """
    if terms.lesser == "claim":
        portions = _lesser_of_claim(portions)
    if terms.assistants_first is not None:
        portions = sorted(portions, key=lambda portion: _place(portion, terms))
    shares: list[PortionShare] = []
    deductible = terms.deductible
    copay_of: dict[str, Decimal] = {}
    for portion in portions:
        groups = portion.groups if terms.copay_per_group else ("",)
        left = {group: copay_of.get(group, terms.copay or ZERO) for group in groups}
        share = _share(portion, deductible, sum(left.values(), ZERO), terms)
        deductible -= share.deductible
        owed = share.copay
        for group, copay in left.items():
            copay_of[group] = copay - min(copay, owed)
            owed -= min(copay, owed)
        shares.append(share)
    return shares


def _place(portion: Portion, terms: ShareTerms) -> tuple[object, ...]:
    charge = portion.amount if portion.charge is None else portion.charge
    later = terms.cuts(portion) is not terms.assistants_first
    return later, -portion.amount, charge, portion.groups


def _lesser_of_claim(portions: Sequence[Portion]) -> Sequence[Portion]:
    """Return the claim as one portion, where its charges are less than its amounts.

    Else no charge limits anything: a low line is made good by a high one.
    """
    charges = [portion.charge for portion in portions]
    known = [charge for charge in charges if charge is not None]
    amount = sum((portion.amount for portion in portions), ZERO)
    if len(known) < len(charges) or sum(known, ZERO) >= amount:
        return [portion._replace(charge=None) for portion in portions]
    return [together(portions, amount)]


def together(portions: Iterable[Portion], amount: Decimal) -> Portion:
    """Return one portion of all their lines, with an amount that has no published split."""
    portions = list(portions)
    known = [portion.charge for portion in portions if portion.charge is not None]
    groups = dict.fromkeys(group for portion in portions for group in portion.groups)
    assistants = [portion.assistant for portion in portions]
    return Portion(
        tuple(sorted(at for portion in portions for at in portion.lines)),
        amount,
        sum(known, ZERO) if len(known) == len(portions) else None,
        all(assistants),
        tuple(groups),
        any(each.mixed for each in portions) or (any(assistants) and not all(assistants)),
    )


def _share(
    portion: Portion, deductible_left: Decimal, copay_left: Decimal, terms: ShareTerms
) -> PortionShare:
    charged = portion.amount
    if terms.lesser != "none" and portion.charge is not None:
        charged = min(charged, portion.charge)
    factor = terms.assistant_factor if terms.cuts(portion) else ONE
    allowed = cents(charged * factor) if terms.assistant_of_allowed else cents(charged)
    deductible = min(allowed, deductible_left)
    base = allowed - deductible
    copay = ZERO if terms.copay is None else min(base, copay_left)
    coinsurance = ZERO if terms.copay is not None else cents(base * terms.coinsurance_rate)
    share = base - copay - coinsurance
    kept = share if terms.assistant_of_allowed else cents(share * factor)
    sequestration = cents(kept * terms.sequestration_rate)
    return PortionShare(
        portion=portion,
        above_charge=portion.amount - charged,
        assistant_allowed=charged - allowed,
        allowed=allowed,
        deductible=deductible,
        copay=copay,
        coinsurance=coinsurance,
        assistant_paid=share - kept,
        sequestration=sequestration,
        payer_pays=kept - sequestration if terms.patient_known else None,
    )

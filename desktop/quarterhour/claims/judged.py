"""The third stage of a claim: what Medicare would deny, and the modifiers of each line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol

from quarterhour.claims import modifiers
from quarterhour.claims.claimed import Claimed
from quarterhour.claims.denials import (
    DenialKind,
    Denials,
    fallen_add_ons,
    line_denials,
    threshold_denials,
)
from quarterhour.claims.lines import ClaimLine, Line
from quarterhour.claims.of_payer import lines_of_payer, marked_line, payers_denials
from quarterhour.claims.threshold import GroupThreshold, thresholds_of
from quarterhour.reference import CodeList, Reference
from quarterhour.visit import SEPARATE_MODIFIERS

# The parameter that tells whether there is a modifier for telehealth by audio only.
AUDIO_ONLY_LAW = "telehealth_modifier_93"


class FullFeeTie(NamedTuple):
    """Lines that rank alike for the unit that is paid in full.

    `least` and `most` are what Medicare pays for the claim, in dollars.
    """

    lines: tuple[int, ...]
    least: Decimal
    most: Decimal


class FeeOfLine(NamedTuple):
    """The fee schedule amount of a line, in dollars, and whether it is after a reduction."""

    amount: Decimal
    reduced: bool


class Amounts(Protocol):
    """The amounts of lines, in dollars, given those that would be denied."""

    def allowed(self, lines: Sequence[Line], denials: Denials) -> Sequence[Decimal | None]:
        """Return the allowed amount of each line, None where it is not known."""

    def limiting_charges(self, lines: Sequence[Line], denials: Denials) -> Mapping[int, Decimal]:
        """Return the most that may be charged for each line, where there is a limit."""

    def charged_less(self, lines: Sequence[Line], denials: Denials) -> Mapping[int, FeeOfLine]:
        """Return the fee of each line that is charged less, which is what Medicare then allows."""

    def full_fee_tie(self, lines: Sequence[Line], denials: Denials) -> FullFeeTie | None:
        """Return whose unit may be paid in full, where that changes the payment."""


@dataclass(frozen=True)
class Judged(Claimed):
    """A claim with its `lines` as they are keyed: the unmarked ones with their modifiers.

    `denials` are the reasons, by index of the line, for which Medicare would deny it as
    entered. `thresholds` has each discipline group with charges to date, and `threshold_loaded`
    tells whether the year's is known. `priced` tells whether amounts are known. `refused` are the
    lines above a threshold but for GZ, by their indexes: it says that no ABN is signed for what is
    not necessary. `limits_passed` has the limiting charge of each line that is charged more,
    `charged_less` the fee of each that is charged less, `full_fee_tie` whose unit may be paid in
    full, where that is open.
    """

    lines: tuple[ClaimLine, ...]
    denials: Denials
    thresholds: tuple[GroupThreshold, ...]
    threshold_loaded: bool
    refused: tuple[int, ...]
    priced: bool
    limits_passed: Mapping[int, Decimal]
    charged_less: Mapping[int, FeeOfLine]
    full_fee_tie: FullFeeTie | None


def judge(claimed: Claimed, amounts: Amounts | None, reference: Reference) -> Judged:
    """Find what would be denied, and put the modifiers on the lines.

    `amounts` is None where no payment is shown. Of another payer than Medicare only what its file
    states is known of either.
    """
    if not claimed.medicare:
        return Judged(
            **vars(claimed),
            lines=lines_of_payer(claimed),
            denials=payers_denials(claimed) if claimed.terms else {},
            thresholds=(),
            threshold_loaded=True,
            refused=(),
            priced=False,
            limits_passed={},
            charged_less={},
            full_fee_tie=None,
        )
    denials, thresholds = find_denials(claimed, amounts, reference)
    if claimed.terms is not None:
        denials = {**payers_denials(claimed), **denials}
    above = {at for group in thresholds for at in group.above}
    day = claimed.visit.date_of_service
    return Judged(
        **vars(claimed),
        lines=tuple(_marked(claimed, at, at in above) for at in range(len(claimed.unmarked))),
        denials=denials,
        thresholds=thresholds,
        threshold_loaded=reference.parameter("kx_threshold", day) is not None,
        refused=_refused(claimed, denials, amounts, reference),
        priced=amounts is not None,
        limits_passed=_limits_passed(claimed, denials, amounts) if amounts else {},
        charged_less=amounts.charged_less(claimed.unmarked, denials) if amounts else {},
        full_fee_tie=amounts.full_fee_tie(claimed.unmarked, denials) if amounts else None,
    )


def _limits_passed(claimed: Claimed, denials: Denials, amounts: Amounts) -> dict[int, Decimal]:
    found = {}
    for at, limit in amounts.limiting_charges(claimed.unmarked, denials).items():
        charge = claimed.unmarked[at].charge
        if charge is not None and charge > limit:
            found[at] = limit
    return found


def find_denials(
    claimed: Claimed, amounts: Amounts | None, reference: Reference
) -> tuple[Denials, tuple[GroupThreshold, ...]]:
    """Return what would be denied, and how the year compares with the thresholds.

    Which lines pass a threshold is known by their `amounts`.
    """
    below = denials = _denied_below(claimed)
    allowed_below = allowed = _allowed(claimed, denials, amounts)
    above: Denials = {}
    while True:
        thresholds = thresholds_of(claimed, denials, allowed, reference, above)
        again = threshold_denials(claimed.visit.attested, thresholds)
        if fallen := fallen_add_ons(claimed, denials.keys() | again.keys()):
            # What falls with a first code above it does not accrue: all is asked again.
            denials = {**denials, **fallen}
            allowed, above = _allowed(claimed, denials, amounts), {}
        elif again.keys() == above.keys():
            return {**denials, **above}, _totaled(
                claimed, below, allowed_below, reference, thresholds
            )
        else:
            # What is denied above it leaves the full fee to another line, which may pass it too.
            above = again
            left = _allowed(claimed, {**denials, **above}, amounts)
            allowed = [allowed[at] if at in above else amount for at, amount in enumerate(left)]


def _denied_below(claimed: Claimed) -> Denials:
    """Return what would be denied apart from the threshold."""
    denials: Denials = line_denials(claimed)
    return {**denials, **fallen_add_ons(claimed, denials)}


def _totaled(
    claimed: Claimed,
    below: Denials,
    allowed: Sequence[Decimal | None],
    reference: Reference,
    thresholds: Sequence[GroupThreshold],
) -> tuple[GroupThreshold, ...]:
    """Return the groups with what they come to by any answer about the threshold.

    What is denied above it alone counts as it would be allowed, reduced with the rest of the day:
    `allowed` has the amounts where only what is denied `below` it is.
    """
    paid = {each.group: each for each in thresholds_of(claimed, below, allowed, reference)}
    return tuple(
        each._replace(today=paid[each.group].today, complete=paid[each.group].complete)
        for each in thresholds
    )


def _allowed(
    claimed: Claimed, denials: Denials, amounts: Amounts | None
) -> Sequence[Decimal | None]:
    """Return what each line accrues, where charges to date are known; None where it is unknown."""
    patient = claimed.visit.patient
    if amounts and (patient.pt_slp_to_date, patient.ot_to_date) != (None, None):
        return amounts.allowed(claimed.unmarked, denials)
    return [None] * len(claimed.unmarked)


def _refused(
    claimed: Claimed, denials: Denials, amounts: Amounts | None, reference: Reference
) -> tuple[int, ...]:
    """Return the lines with GZ for no other reason that would be above a threshold without it."""
    confirmed = {
        at
        for at, reasons in denials.items()
        if [each.kind for each in reasons] == [DenialKind.STATED]
        and claimed.visit.attested.denial_of(claimed.unmarked[at].code) == modifiers.NO_NOTICE
    }
    if not confirmed:
        return ()
    others = {at: reasons for at, reasons in denials.items() if at not in confirmed}
    groups = thresholds_of(claimed, others, _allowed(claimed, others, amounts), reference)
    return tuple(sorted(confirmed.intersection(at for group in groups for at in group.above)))


def _marked(claimed: Claimed, at: int, above: bool) -> ClaimLine:
    """Return a line with the modifiers that the visit and its denials call for."""
    visit, line = claimed.visit, claimed.unmarked[at]
    discipline = visit.services[line.row].discipline
    marks = {
        "plan-of-care": modifiers.DISCIPLINE_MODIFIERS[discipline],
        "assistant": modifiers.ASSISTANT[discipline] if line.assistant else "",
        "threshold": _passing(claimed, line, above),
        "separate": _separate(claimed, at),
        "telehealth": _telehealth(claimed, line),
        "purpose": modifiers.PURPOSE.get(visit.purpose, ""),
    }
    return marked_line(claimed, at, marks)


def _telehealth(claimed: Claimed, line: Line) -> str:
    """Return 93 where it was by audio only, and 95 where the law or the practice's MAC wants it.

    Before there was a 93, audio only is billed like any telehealth. Without a modifier, the place
    of service says that it is telehealth.
    """
    if not line.telehealth:
        return ""
    sound = claimed.law.get(AUDIO_ONLY_LAW)
    if line.audio_only and sound and sound.value:
        return modifiers.AUDIO_ONLY
    law = claimed.law.get("telehealth_modifier_95")
    wanted = claimed.visit.provider.telehealth_95 or bool(law and law.value)
    return modifiers.TELEHEALTH if wanted else ""


def _separate(claimed: Claimed, at: int) -> str:
    """Return the modifier that passes the pairs of a line, once all that deny it are confirmed.

    It passes all of them at once. Where they name different ones, it is the one that says least.
    """
    pairs = [pair for pair in claimed.pairs if pair.lines[1] == at]
    if any(pair.denied for pair in pairs):
        return ""
    confirmed = {pair.marked for pair in pairs if pair.marked}
    return confirmed.pop() if len(confirmed) == 1 else SEPARATE_MODIFIERS[0] if confirmed else ""


def _passing(claimed: Claimed, line: Line, above: bool) -> str:
    """Return KX where a line needs it, or what is confirmed about its denial: GA, GY, or GZ.

    That an ABN is signed puts GA on no line that a pair or a limit denies.
    """
    attested = claimed.visit.attested
    if confirmed := attested.denial_of(line.code):
        return confirmed
    if above and attested.medically_necessary:
        return modifiers.NECESSARY
    expects_denial = above or bool(claimed.on_list(CodeList.NOT_BY_THERAPISTS, line.code))
    return modifiers.ADVANCE_NOTICE if expects_denial and attested.advance_notice else ""

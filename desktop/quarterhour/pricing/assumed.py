"""What the amounts and units of a visit rest on that the payer's file doesn't give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from quarterhour.claims import Judged
from quarterhour.fees import ZERO
from quarterhour.payers import (
    MEDICARE_BASE,
    NONE,
    RVU,
    SETTINGS,
    Assistant,
    PatientShare,
    Payer,
    Reduction,
)
from quarterhour.pricing.by_payer import ByReading
from quarterhour.pricing.limits import RE_EVALUATION_CODES


def assumed(case: Judged, priced: ByReading, has_amounts: bool) -> list[str]:
    """Return the settings that are not given and that this visit needs, by their names.

    `priced` is the visit by the usual reading.
    """
    if case.plan is None:
        return []
    payer = case.plan.payer
    # One that is like Medicare is said to be, for all that it doesn't give.
    silent = {name for name in SETTINGS if getattr(payer, name) is None and not payer.like}
    several = len(case.lines) > 1 or any(line.units > 1 for line in case.lines)
    assistants = any(each.entry.assistant_minutes for each in case.services)
    needed = {
        "counting": any(service.group.timing.pooled for service in case.count.services),
        "lesser_of_charge": has_amounts and any(line.charge is not None for line in case.lines),
        "reduction": has_amounts and several,
        "assistant": assistants,
        "patient": has_amounts and bool(case.lines),
    }
    found = [name for name, wanted in needed.items() if wanted and name in silent]
    of_tiers = _of_tiers(case, priced) if has_amounts else {}
    parts = {
        **of_tiers,
        **(_of_reduction(payer, case, priced) if has_amounts and several else {}),
        **(_of_assistant(payer, has_amounts) if assistants else {}),
        "unit_limits.surplus": _is_over_limit(case),
        "caps.minutes": _cuts_minutes(case, priced),
        "caps.surplus": has_amounts and _cuts_a_sum(payer, priced),
        "patient.deductible": has_amounts and _is_without_deductible(payer),
        "patient.balance": has_amounts and bool(payer.like) and _charges_above(case),
    }
    return found + [name for name, wanted in parts.items() if wanted]


def _of_tiers(case: Judged, priced: ByReading) -> Mapping[str, bool]:
    """Look at the tiers that price a line; a tier of Medicare's own has no source."""
    tiers = [
        price.tier
        for price in priced.prices
        if price.fees is not None and price.tier is not None and price.tier.source
    ]
    flat = [
        case.services[line.row].entry.discipline
        for line, price in zip(case.lines, priced.prices, strict=True)
        if price.flat and price.tier is not None and price.tier.per is None
    ]
    return {
        "price.edition": any(tier.edition is None and tier.by_date for tier in tiers),
        "price.place": any(tier.base == MEDICARE_BASE and tier.place is None for tier in tiers),
        "price.gpci": any(
            tier.base == RVU and tier.gpci is None and not tier.rvus for tier in tiers
        ),
        "price.evaluation": _pays_re_evaluations(case, priced),
        "price.per": len({*flat}) > 1,
    }


def _of_reduction(payer: Payer, case: Judged, priced: ByReading) -> Mapping[str, bool]:
    own = payer.reduction
    if not isinstance(own, Reduction) or own.kind == NONE or payer.like:
        return {}
    units = any(line.units > 1 for line in case.lines)
    reduced = {
        case.lines[at].code
        for at in priced.ranked
        if (price := priced.prices[at].fees) is not None and price.reduced
    }
    return {
        "reduction.rank": not own.rank and len(reduced) > 1,
        "reduction.pays": own.pays is None,
        "reduction.per": own.per is None and units and bool(reduced),
    }


def _of_assistant(payer: Payer, has_amounts: bool) -> Mapping[str, bool]:
    own = payer.assistant
    if not isinstance(own, Assistant) or payer.like:
        return {}
    return {
        "assistant.factor": own.factor is None and has_amounts,
        "assistant.modifiers": own.modifiers is None,
    }


def _pays_re_evaluations(case: Judged, priced: ByReading) -> bool:
    """Return whether a visit's own price with an evaluation is paid for re-evaluations alone."""
    codes: dict[str, set[str]] = {}
    for line, price in zip(priced.lines, priced.prices, strict=True):
        service, tier = case.services[line.line.row], price.tier
        if not price.flat or tier is None or line.denied:
            continue
        evaluation = service.code is not None and service.code.evaluation
        if evaluation and tier.evaluation_dollars not in (None, Decimal(str(tier.dollars))):
            visit = "" if tier.per == "day" else service.entry.discipline
            codes.setdefault(visit, set()).add(service.entry.code)
    return any(own <= {*RE_EVALUATION_CODES} for own in codes.values())


def _is_over_limit(case: Judged) -> bool:
    """Return whether the units of a code are over a limit that the payer has in a table."""
    limits = case.plan.terms.unit_limits if case.plan else {}
    units: Counter[str] = Counter()
    for line in case.lines:
        units[line.code] += line.units
    return any(units[code] > most for code, most in limits.items())


def _cuts_minutes(case: Judged, priced: ByReading) -> bool:
    """Return whether units are over a limit, where one is of minutes."""
    caps = case.plan.terms.caps if case.plan else ()
    cut = any(
        units < line.line.units for units, line in zip(priced.units_paid, priced.lines, strict=True)
    )
    return cut and any(terms.cap.measure == "minutes" for terms in caps)


def _cuts_a_sum(payer: Payer, priced: ByReading) -> bool:
    """Return whether a cap of dollars or RVUs takes something, without saying what goes."""
    over = priced.amounts is not None and priced.amounts.over_limits > ZERO
    sums = [cap for cap in payer.caps if cap.is_a_sum]
    return over and any(cap.surplus is None for cap in sums)


def _charges_above(case: Judged) -> bool:
    """Return whether the practice may charge Medicare's patients more than the allowed amount."""
    provider = case.visit.provider
    return not (provider.participating or provider.accepts_assignment)


def _is_without_deductible(payer: Payer) -> bool:
    own = payer.patient
    return isinstance(own, PatientShare) and own.deductible is None

"""The one road from minutes to money: `assess(visit, reference)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from quarterhour import fees
from quarterhour.assessment import Assessment, PricedLine, RuleComparison, ServiceResult
from quarterhour.claims import (
    Case,
    ClaimLine,
    claim_lines,
    code_services,
    hints_of,
    pair_denials,
    service_to_count,
    threshold_denials,
    thresholds_of,
    with_edits,
)
from quarterhour.claims.reasons import lapsed_pairs_sentence, service_reason
from quarterhour.pricing import Pricer, conversion_factor, unpriced
from quarterhour.reference import Edition, Place, Reference, find_place
from quarterhour.units import (
    MIDPOINT,
    RULES,
    TOTAL_MINUTES,
    ChoiceError,
    Rule,
    Service,
    UnitCount,
    compare_rules,
    count_units,
)
from quarterhour.visit import Visit, VisitError

_MONTHLY = ("month-10", "month-20")


def assess(visit: Visit, reference: Reference) -> Assessment:
    """Return the units, claim lines, payment and hints of a visit.

    Where no edition prices the date, or the place is not one locality, money is withheld
    (amounts are None) and a hint says why.

    Raises VisitError where the recorded choice of a tie is not valid.
    """
    edition = reference.edition_on(visit.date_of_service)
    case = _case(visit, reference, edition)
    factor, source = conversion_factor(visit, reference, edition) if edition else (None, "")
    pricer = None
    if edition and factor and case.place.locality:
        pricer = Pricer(visit, reference, edition, case.place.locality.gpci, factor)
    case, priced, payment = _priced(case, reference, pricer)
    billed = {each.line.row for each in priced}
    return Assessment(
        visit=visit,
        edition=edition,
        conversion_factor=factor,
        factor_source=source,
        locality=case.place.locality,
        candidates=case.place.candidates,
        count=case.count,
        total_minutes=sum(
            service.entry.minutes
            for service in case.services
            if service.code is None or service.code.clock.name not in _MONTHLY
        ),
        services=_results(case, billed),
        alternatives=tuple(
            tuple(units if _counts(case, row) else 0 for row, units in enumerate(vector))
            for vector in case.count.alternatives
        ),
        lines=priced,
        payment=payment,
        pairs=case.pairs,
        thresholds=case.thresholds,
        hints=hints_of(case),
    )


def compare_by_rule(visit: Visit, reference: Reference) -> RuleComparison:
    """Return the visit by Medicare's rule and by the CPT midpoint rule.

    A recorded choice in a tie holds for the rule it was made under.

    Raises VisitError where that choice is not valid.
    """
    together, alone = (
        assess(visit if visit.rule == rule.name else _by_rule(visit, rule), reference)
        for rule in (TOTAL_MINUTES, MIDPOINT)
    )
    known = reference.edition_on(visit.date_of_service) or reference.editions[-1]
    counted = [service_to_count(service) for service in code_services(visit, reference, known)]
    return RuleComparison(together, alone, compare_rules(counted).differences)


def _by_rule(visit: Visit, rule: Rule) -> Visit:
    return replace(visit, rule=rule.name, extra_units_to=())


def _case(visit: Visit, reference: Reference, edition: Edition | None) -> Case:
    """Look everything up; without an edition for the date, the latest one's codes hold."""
    known = edition or reference.editions[-1]
    services = code_services(visit, reference, known)
    place = find_place(reference, edition, visit.locality, visit.zip) if edition else Place()
    count = _count(visit, [service_to_count(service) for service in services])
    case = Case(visit, edition, reference.editions, place, services, count)
    return with_edits(case, reference)


def _count(visit: Visit, services: Sequence[Service]) -> UnitCount:
    try:
        return count_units(services, RULES[visit.rule], visit.extra_units_to)
    except ChoiceError as error:
        raise VisitError(
            "extra_units_to",
            f"{error}; leave it out to have order of entry decide, or name the services that "
            "take the left-over units.",
        ) from None


def _counts(case: Case, row: int) -> bool:
    return case.services[row].standing.billable


def _results(case: Case, billed: set[int]) -> tuple[ServiceResult, ...]:
    counted = {service.group.rows[0]: service for service in case.count.services}
    return tuple(
        ServiceResult(
            row=service.row,
            code=service.entry.code,
            label=service.code.label if service.code else "",
            minutes=service.entry.minutes,
            units=counted[service.row].units if service.row in billed else 0,
            reason=service_reason(case, service),
            no_edits=lapsed_pairs_sentence(case, service),
        )
        for service in case.services
    )


_Priced = tuple[Case, tuple[PricedLine, ...], fees.Payment | None]


def _priced(case: Case, reference: Reference, pricer: Pricer | None) -> _Priced:
    """Price the lines, and then again where the day passes a threshold.

    Which lines pass it is known by their amounts only; those that lack their modifier are
    denied, which can change the reduction of the others.
    """
    lines = claim_lines(case)
    if pricer is None:
        case = replace(
            case, thresholds=thresholds_of(case.visit, lines, [None] * len(lines), reference)
        )
        return case, unpriced(claim_lines(case)), None
    pairs = pair_denials(case, lines)
    priced, payment = pricer.price(lines, pairs)
    allowed = [each.allowed for each in priced]
    case = replace(case, thresholds=thresholds_of(case.visit, lines, allowed, reference))
    denied = threshold_denials(case) | pairs
    if case.thresholds:
        lines = claim_lines(case)
        priced, payment = pricer.price(lines, denied)
    if payment is not None and denied:
        case = replace(case, gains=_gains(case, pricer, lines, denied, payment))
    return case, priced, payment


def _gains(
    case: Case,
    pricer: Pricer,
    lines: Sequence[ClaimLine],
    denied: Mapping[int, str],
    payment: fees.Payment,
) -> dict[str, Decimal]:
    """Return what Medicare pays more if a code, or what is above a threshold, were not denied."""
    places = {
        code: {at for at, line in enumerate(lines) if line.code == code}
        for code in case.denied_codes
    }
    places |= {group.name: set(group.above) for group in case.thresholds}
    gains = {}
    for name, lifted in places.items():
        _, paid = pricer.price(lines, {at: why for at, why in denied.items() if at not in lifted})
        gains[name] = paid.medicare_pays - payment.medicare_pays if paid else fees.ZERO
    return gains

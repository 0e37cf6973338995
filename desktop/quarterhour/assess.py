"""The one road from minutes to money: `assess(visit, reference)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from quarterhour import fees
from quarterhour.assessment import Assessment, PricedLine, RuleComparison, ServiceResult
from quarterhour.claims import (
    BilledPair,
    Case,
    Hint,
    Severity,
    Statement,
    code_services,
    hints_of,
    line_denials,
    marked_lines,
    service_to_count,
    stated_pairs,
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
    pricer, factor, source = _pricer(case, reference)
    settled = _settled(case, reference, pricer)
    case = settled.case
    billed = {line.row for line in case.lines}
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
        alternatives=_alternatives(case),
        lines=settled.lines,
        payment=settled.payment,
        pairs=case.pairs,
        thresholds=case.thresholds,
        hints=_hints(settled, reference, pricer),
    )


def payment_of(visit: Visit, reference: Reference) -> fees.Payment | None:
    """Return the payment alone: the same as in `assess`, without the hints, which take longer.

    Raises VisitError where the recorded choice of a tie is not valid.
    """
    edition = reference.edition_on(visit.date_of_service)
    case = _case(visit, reference, edition)
    return _settled(case, reference, _pricer(case, reference)[0]).payment


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


def _pricer(case: Case, reference: Reference) -> tuple[Pricer | None, Decimal | None, str]:
    """Return what prices the lines of a case, with the conversion factor and its source."""
    visit, edition = case.visit, case.edition
    if edition is None:
        return None, None, ""
    factor, source = conversion_factor(visit, reference, edition)
    if case.place.locality is None:
        return None, factor, source
    return Pricer(visit, reference, edition, case.place.locality.gpci, factor), factor, source


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


def _alternatives(case: Case) -> tuple[tuple[int, ...], ...]:
    """Return every valid allocation, without the units of what is not billable."""
    counts = [service.standing.billable for service in case.services]
    if all(counts):
        return case.count.alternatives
    return tuple(
        tuple(units if billable else 0 for units, billable in zip(vector, counts, strict=True))
        for vector in case.count.alternatives
    )


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


class _Settled(NamedTuple):
    """A case with its final lines, their amounts, and the payment."""

    case: Case
    lines: tuple[PricedLine, ...]
    payment: fees.Payment | None


def _settled(case: Case, reference: Reference, pricer: Pricer | None) -> _Settled:
    """Find what would be denied, put the modifiers on the lines, and price them."""
    case = _judged(case, reference, pricer)
    case = replace(case, lines=marked_lines(case))
    if pricer is None:
        return _Settled(case, unpriced(case.lines, case.denials), None)
    return _Settled(case, *pricer.price(case.lines, case.denials))


def _judged(case: Case, reference: Reference, pricer: Pricer | None) -> Case:
    """Find what would be denied. Which lines pass a threshold is known by their amounts."""
    case = replace(case, denials=line_denials(case), priced=pricer is not None)
    amounts: list[Decimal | None] = [None] * len(case.lines)
    patient = case.visit.patient
    if pricer and (patient.pt_slp_to_date or patient.ot_to_date):
        amounts = pricer.allowed(case.lines, case.denials)
    case = replace(case, thresholds=thresholds_of(case, amounts, reference))
    return replace(case, denials={**case.denials, **threshold_denials(case)})


def _hints(settled: _Settled, reference: Reference, pricer: Pricer | None) -> tuple[Hint, ...]:
    """Return the hints; one that asks for a statement says what Medicare pays more with it."""
    if pricer is None or settled.payment is None:
        return hints_of(settled.case)
    pays = settled.payment.medicare_pays
    denied = _in_denied_pairs(settled.case.pairs)
    return tuple(
        replace(
            hint,
            message=f"{hint.message} {_gain(hint, settled.case, denied, pays, reference, pricer)}",
        )
        if isinstance(hint.remedy, Statement)
        else hint
        for hint in hints_of(settled.case)
    )


def _gain(
    hint: Hint, case: Case, denied: set[int], pays: Decimal, reference: Reference, pricer: Pricer
) -> str:
    """Say what a statement brings. `denied` are the lines that pairs deny as it stands.

    Pricing takes longest, and is left out where no amount can change: a statement about pairs
    changes none while its lines stay denied beside others.
    """
    assert isinstance(hint.remedy, Statement)
    before, attested = case.visit.attested, hint.remedy.attested
    pairs = stated_pairs(case.pairs, attested, reference)
    more = fees.ZERO
    if _in_denied_pairs(pairs) != denied or replace(attested, separate=before.separate) != before:
        stated = replace(case, visit=replace(case.visit, attested=attested), pairs=pairs)
        judged = _judged(stated, reference, pricer)
        payment = pricer.price(judged.lines, judged.denials)[1]
        more = payment.medicare_pays - pays if payment else fees.ZERO
    if more:
        return f"If you state it, Medicare pays {fees.dollars(more)} more."
    if hint.severity is Severity.ACTION:
        return "Stating it alone changes no amount: another hint says what else denies it."
    return "Stating it changes no amount."


def _in_denied_pairs(pairs: Sequence[BilledPair]) -> set[int]:
    return {pair.lines[1] for pair in pairs if pair.denied}

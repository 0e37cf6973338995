"""The only way from minutes to money: `assess(visit, reference)`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from quarterhour import fees
from quarterhour.assessment import Assessment, PricedLine, RuleComparison, ServiceResult
from quarterhour.claims import (
    NO_PRICES,
    BillingStatus,
    Claimed,
    CodedService,
    Judged,
    Line,
    PriceList,
    amounts_used,
    claim,
    code_visit,
    deleted_edits_sentence,
    hints_of,
    is_deductible_unknown,
    judge,
    minutes_to_count,
    service_reason,
    service_to_count,
    unmarked_lines,
)
from quarterhour.payers import Law, Payers, Plan, readings_of
from quarterhour.pricing import PlanAmounts, Pricer, conversion_factor, price_plan, unpriced
from quarterhour.reference import Reference
from quarterhour.units import EIGHT_MINUTE_RULE, MIDPOINT, Rule, ServiceUnits, compare_rules
from quarterhour.visit import MEDICARE, Visit

NO_PAYERS = Payers()
_LAW = (
    "coinsurance_rate",
    "assistant_factor",
    "sequestration_rate",
    "mppr_practice_expense_share",
)
_OF_PAYER = {
    fees.StepKind.MEDICARE_PAYS: fees.StepKind.PAYER_PAYS,
    fees.StepKind.ASSISTANT_SHARE: fees.StepKind.ASSISTANT_PAID,
}
_MONTHLY = ("month-10", "month-20")


def assess(
    visit: Visit,
    reference: Reference,
    estimate: bool = False,
    prices: PriceList = NO_PRICES,
    payers: Payers = NO_PAYERS,
) -> Assessment:
    """Return the units, claim lines, payment and hints of a visit.

    With an `estimate`, the last fees before a date that no edition prices are used instead.
    `prices` fill charges that were not entered. `payers` has the files of other payers than
    Medicare.

    Where no edition prices the date, the place is not one locality, the rules of the payer are not
    known, or nothing is on the claim because a code is not known, no payment is shown (amounts are
    None) and a hint says why.

    Raises VisitError where the recorded choice of a tie is not valid, and where the visit names a
    rule beside a payer that states its own.
    """
    plan = plan_of(visit, reference, payers)
    claimed = _claimed(visit, reference, estimate, prices, plan)
    rates = _rates(claimed, reference)
    judged, lines, payment = _priced(claimed, rates.pricer, reference)
    found: PlanAmounts | None = None
    if plan is not None and not (plan.as_medicare and plan.in_force):
        found = price_plan(judged, rates.factor, reference, estimate, prices)
        lines, payment = found.lines, None
    elif plan is not None:
        lines = _as_payers(lines)
    return Assessment(
        visit=visit,
        edition=judged.edition,
        conversion_factor=rates.factor if judged.medicare else None,
        factor_source=rates.factor_source,
        locality=judged.place.locality,
        candidates=judged.place.candidates,
        count=judged.count,
        total_minutes=sum(
            service.entry.minutes
            for service in judged.services
            if service.code is None or service.code.timing.name not in _MONTHLY
        ),
        services=_results(judged),
        alternatives=_alternatives(judged),
        lines=lines,
        payment=payment,
        deductible_unknown=is_deductible_unknown(judged),
        pairs=judged.pairs,
        thresholds=judged.thresholds,
        refused=judged.refused,
        hints=hints_of(judged, found.facts if found else None),
        typed=amounts_used(judged),
        estimated_with=judged.estimated_with if found is None or found.by_fees_of_date else None,
        plan=plan,
        by_payer=found.payment if found else None,
        units_paid=found.units_paid if found else None,
    )


def payment_of(
    visit: Visit,
    reference: Reference,
    estimate: bool = False,
    prices: PriceList = NO_PRICES,
    payers: Payers = NO_PAYERS,
) -> fees.Payment | None:
    """Return Medicare's payment alone: the same as in `assess`, without the hints, which take long.

    Raises VisitError where the recorded choice of a tie is not valid.
    """
    plan = plan_of(visit, reference, payers)
    claimed = _claimed(visit, reference, estimate, prices, plan)
    return _priced(claimed, _rates(claimed, reference).pricer, reference)[2]


def units_of(
    visit: Visit, reference: Reference, estimate: bool = False, payers: Payers = NO_PAYERS
) -> dict[tuple[str, str], int]:
    """Return the units by code and discipline alone: the same as on the claim lines of `assess`.

    A code that is not on the claim has none. Raises VisitError where the recorded choice of a tie
    is not valid.
    """
    coded = code_visit(visit, reference, estimate, plan_of(visit, reference, payers))
    return units_of_lines(visit, unmarked_lines(coded, NO_PRICES))


def units_of_lines(visit: Visit, lines: Iterable[Line]) -> dict[tuple[str, str], int]:
    """Return the units of claim lines by code and discipline.

    Codes of the visit without a line have none.
    """
    units = {(entry.code, entry.discipline): 0 for entry in visit.services}
    for line in lines:
        key = line.code, visit.services[line.row].discipline
        units[key] = units.get(key, 0) + line.units
    return units


def compare_by_rule(
    visit: Visit, reference: Reference, estimate: bool = False, prices: PriceList = NO_PRICES
) -> RuleComparison:
    """Return the visit by Medicare's rule and by the CPT midpoint rule.

    Both are priced for Medicare, whoever pays: `rule` counts for it alone. A recorded choice in a
    tie holds for the rule it was made under.

    Raises VisitError where that choice is not valid.
    """
    visit = replace(visit, payer=MEDICARE)
    together, alone = (
        assess(by, reference, estimate, prices)
        for by in (_by_rule(visit, EIGHT_MINUTE_RULE), _by_rule(visit, MIDPOINT))
    )
    coded = code_visit(visit, reference, estimate)
    counted = [service_to_count(service) for service in coded.services]
    return RuleComparison(together, alone, compare_rules(counted).differences)


def plan_of(visit: Visit, reference: Reference, payers: Payers) -> Plan | None:
    """Return the file of the visit's payer and its readings, None where it has none."""
    found = payers.find(visit.payer, visit.date_of_service)
    if found is None:
        return None
    law = Law(*(_law(reference, name, visit) for name in _LAW))
    return Plan(found.payer, found.in_force, readings_of(found.payer, law))


def _law(reference: Reference, name: str, visit: Visit) -> Decimal:
    """Return a rate of Medicare's on the date, that of the last release where none is in force."""
    day = min(visit.date_of_service, reference.editions[-1].valid_to)
    day = max(day, reference.editions[0].valid_from)
    found = reference.parameter(name, day)
    if found is None:
        raise LookupError(f"no {name} is in force on {day}")
    return found.value


class _Rates(NamedTuple):
    """What prices the lines (None where no payment is shown), the factor and what sets it."""

    pricer: Pricer | None
    factor: Decimal | None
    factor_source: str


def _claimed(
    visit: Visit,
    reference: Reference,
    estimate: bool,
    prices: PriceList,
    plan: Plan | None = None,
) -> Claimed:
    return claim(code_visit(visit, reference, estimate, plan), reference, prices)


def _rates(claimed: Claimed, reference: Reference) -> _Rates:
    visit, edition, locality = claimed.visit, claimed.priced_with, claimed.place.locality
    day = claimed.day_of_fees
    known = claimed.medicare or claimed.plan is not None
    if edition is None or not known:
        return _Rates(None, None, "")
    factor, source = conversion_factor(visit, reference, edition, day)
    if locality is None or not claimed.medicare:
        return _Rates(None, factor, source)
    gpci = reference.gpci(locality, day)
    return _Rates(Pricer(visit, reference, edition, gpci, factor), factor, source)


def _priced(
    claimed: Claimed, pricer: Pricer | None, reference: Reference
) -> tuple[Judged, tuple[PricedLine, ...], fees.Payment | None]:
    """Find what would be denied, put the modifiers on the lines, and price them."""
    judged = judge(claimed, pricer, reference)
    if pricer is None:
        return judged, unpriced(judged.lines, judged.denials), None
    lines, payment = pricer.price(judged.lines, judged.denials)
    known = lines or all(service.billing_status.known for service in judged.services)
    return judged, lines, payment if known else None


def _as_payers(lines: Iterable[PricedLine]) -> tuple[PricedLine, ...]:
    """Return lines of Medicare's amounts as those of a payer that is like it."""
    return tuple(
        line._replace(
            steps=tuple(
                step._replace(kind=_OF_PAYER.get(step.kind, step.kind)) for step in line.steps
            )
        )
        for line in lines
    )


def _by_rule(visit: Visit, rule: Rule) -> Visit:
    """Return the visit under a rule, without a choice that was made under the other one."""
    if visit.rule == rule.name:
        return visit
    return replace(visit, rule=rule.name, extra_units_to=())


def _alternatives(judged: Judged) -> tuple[tuple[int, ...], ...]:
    """Return every correct choice, without the units of what is not billable."""
    counts = [service.billing_status.billable for service in judged.services]
    if all(counts):
        return judged.count.alternatives
    return tuple(
        tuple(units if billable else 0 for units, billable in zip(vector, counts, strict=True))
        for vector in judged.count.alternatives
    )


def _results(judged: Judged) -> tuple[ServiceResult, ...]:
    billed = {line.row for line in judged.lines}
    counted = {service.group.rows[0]: service for service in judged.count.services}
    return tuple(
        ServiceResult(
            row=service.row,
            code=service.entry.code,
            label=service.code.label if service.code else "",
            minutes=service.entry.minutes,
            units=counted[service.row].units if service.row in billed else 0,
            reason=service_reason(judged, service),
            idle_minutes=_idle_minutes(judged, service, counted.get(service.row)),
            no_edits=deleted_edits_sentence(judged, service),
            billed_by=service.billed_by
            if service.billing_status is BillingStatus.BILLED_BY_OTHERS
            else "",
            billable=service.billing_status.billable,
        )
        for service in judged.services
    )


def _idle_minutes(judged: Judged, service: CodedService, counted: ServiceUnits | None) -> int:
    """Return the minutes of a row that earn no unit: all of them where it is not billable."""
    if not service.billing_status.billable:
        return service.entry.minutes
    minutes = minutes_to_count(service, judged.medicare, judged.terms)
    return service.entry.minutes - minutes + (counted.idle_minutes if counted else 0)

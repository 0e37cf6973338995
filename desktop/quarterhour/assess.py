"""The one road from minutes to money: `assess(visit, reference)`."""

from __future__ import annotations

from collections.abc import Sequence
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
    service_to_count,
    with_edits,
)
from quarterhour.claims.reasons import service_reason
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
    lines = claim_lines(case)
    billed = {line.row for line in lines}
    priced, payment = _unpriced(lines), None
    factor, source = _conversion_factor(visit, reference, edition) if edition else (None, "")
    if edition and factor and case.place.locality:
        fee_terms = _FeeTerms(visit, reference, edition, case.place.locality.gpci, factor)
        priced, payment = _priced(lines, fee_terms)
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
        )
        for service in case.services
    )


def _unpriced(lines: Sequence[ClaimLine]) -> tuple[PricedLine, ...]:
    return tuple(PricedLine(line, None, ()) for line in lines)


def _conversion_factor(visit: Visit, reference: Reference, edition: Edition) -> tuple[Decimal, str]:
    """Return the edition's factor, or that of qualifying APM participants and its source."""
    if visit.provider.qualifying_apm:
        own = reference.parameter("qualifying_apm_conversion_factor", visit.date_of_service)
        if own:
            return own.value, own.source
    return edition.conversion_factor, ""


def _priced(
    lines: Sequence[ClaimLine], terms: _FeeTerms
) -> tuple[tuple[PricedLine, ...], fees.Payment | None]:
    """Price what the fee schedule prices; nothing to price among the lines is no payment."""
    bills: list[tuple[int, fees.Bill, tuple[fees.Step, ...]]] = []
    for place, line in enumerate(lines):
        priced = terms.bill(line)
        if priced is not None:
            bills.append((place, *priced))
    if lines and not bills:
        return _unpriced(lines), None
    reduced = fees.reduce_multiple([bill for _, bill, _ in bills])
    shares, payment = fees.settle(reduced, terms.settlement)
    result = list(_unpriced(lines))
    for (place, _, steps), bill, share in zip(bills, reduced, shares, strict=True):
        result[place] = PricedLine(lines[place], bill.allowed, steps + bill.steps + share.steps)
    return tuple(result), payment


class _FeeTerms:
    """The rates in force for a visit, and the fee of each code under them."""

    def __init__(
        self,
        visit: Visit,
        reference: Reference,
        edition: Edition,
        gpci: fees.Gpci,
        conversion_factor: Decimal,
    ) -> None:
        self._day = visit.date_of_service
        self._reference = reference
        self._edition = edition
        self._gpci = gpci
        self._factor = conversion_factor
        self._participating = visit.provider.participating
        self._pe_share = self._rate("mppr_practice_expense_share")
        self.settlement = fees.Terms(
            deductible_remaining=visit.patient.deductible_remaining,
            coinsurance_rate=self._rate("coinsurance_rate"),
            assistant_factor=self._rate("assistant_factor"),
            sequestration_rate=self._rate("sequestration_rate"),
            limiting_charge_factor=(
                None
                if visit.provider.participating or visit.provider.accepts_assignment
                else self._rate("limiting_charge_factor")
            ),
        )
        self._contractor_prices = {
            entry.code: entry.contractor_price
            for entry in visit.services
            if entry.contractor_price is not None
        }

    def _rate(self, name: str) -> Decimal:
        parameter = self._reference.parameter(name, self._day)
        if parameter is None:
            raise LookupError(f"no {name} is in force on {self._day}")
        return parameter.value

    def bill(self, line: ClaimLine) -> tuple[fees.Bill, tuple[fees.Step, ...]] | None:
        """Return a line's fees and their steps, or None where the contractor sets the price."""
        figures = self._reference.figures(self._edition, line.code)
        if figures is None:
            return None
        if not figures.priced:
            return self._contractor_bill(line)
        full, steps = self._fee(figures.values, "Fee of one unit", fees.ONE)
        reduced = full
        if figures.subject_to_mppr:
            reduced, more = self._fee(figures.values, "MPPR fee of one unit", self._pe_share)
            steps += more
        bill = fees.Bill(
            units=line.units,
            full=full,
            reduced=reduced,
            practice_expense=figures.values.practice_expense,
            subject=figures.subject_to_mppr,
            assistant=line.assistant,
            charge=line.charge,
        )
        return bill, steps

    def _contractor_bill(self, line: ClaimLine) -> tuple[fees.Bill, tuple[fees.Step, ...]] | None:
        price = self._contractor_prices.get(line.code)
        if price is None:
            return None
        amount, steps = self._taken_part(price)
        steps = (fees.Step("MAC's price of one unit", "as entered", price), *steps)
        return (
            fees.Bill(
                units=line.units,
                full=amount,
                reduced=amount,
                practice_expense=fees.ZERO,
                subject=False,
                assistant=line.assistant,
                charge=line.charge,
            ),
            steps,
        )

    def _fee(
        self, values: fees.RelativeValues, what: str, pe_share: Decimal
    ) -> tuple[Decimal, tuple[fees.Step, ...]]:
        amount = fees.fee(values, self._gpci, self._factor, pe_share)
        working = fees.fee_working(values, self._gpci, self._factor, pe_share)
        taken, more = self._taken_part(amount)
        return taken, (fees.Step(what, working, amount), *more)

    def _taken_part(self, amount: Decimal) -> tuple[Decimal, tuple[fees.Step, ...]]:
        """Return a fee as it is for a practice that participates, or does not."""
        if self._participating:
            return amount, ()
        rate = self._rate("nonparticipating_factor")
        lowered = fees.cents(amount * rate)
        return lowered, (fees.Step("Non-participating", f"{amount} x {rate}", lowered),)

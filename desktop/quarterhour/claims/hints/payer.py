"""Hints about the payer's rule, how the practice bills Medicare, and its charges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from quarterhour.claims.actions import OpenDialog
from quarterhour.claims.amounts_used import (
    deductible_left,
    is_above_years,
    is_deductible_unknown,
)
from quarterhour.claims.dialog import Dialog
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.lines import charging_code
from quarterhour.claims.services import service_to_count
from quarterhour.fees import ZERO, dollars
from quarterhour.units import EIGHT_MINUTE_RULE, MIDPOINT, compare_rules
from quarterhour.visit import CPT_MIDPOINT

_LESSER = "Social Security Act §1848(a)(1); 42 CFR 414.21"
_LAW = "Social Security Act §1833(b)"
_LIMIT = "Social Security Act §1848(a)(3) and §1848(g)(2)(C)"


def other_payer_hint(case: Judged) -> Iterator[Hint]:
    """Say what is left out under another payer than Medicare."""
    if case.visit.payer == CPT_MIDPOINT:
        yield make_hint(Topic.UNITS_ONLY, Severity.NOTE, (), (), MIDPOINT.source)
        return
    yield make_hint(
        Topic.PAYER_NOT_READ,
        Severity.WARNING,
        (),
        (),
        EIGHT_MINUTE_RULE.source,
        payer=case.visit.payer,
    )


def payer_hints(case: Judged) -> Iterator[Hint]:
    """Say when the count is not Medicare's, and what the amounts assume."""
    if case.count.rule is not EIGHT_MINUTE_RULE:
        comparison = compare_rules([service_to_count(service) for service in case.services])
        units = sum(pool.units for pool in comparison.total_minutes.pools)
        yield make_hint(
            Topic.MIDPOINT_RULE,
            Severity.WARNING,
            (),
            (),
            EIGHT_MINUTE_RULE.source,
            units=part("unit" if units == 1 else "units", units=units),
        )
    provider = case.visit.provider
    own = None if case.plan is None or case.plan.as_medicare else case.plan.payer
    if not provider.participating:
        if provider.accepts_assignment:
            yield make_hint(Topic.ASSIGNMENT_ACCEPTED, Severity.NOTE, (), (), _LIMIT)
        elif own is None:  # of another payer's amounts it is said that they have no limiting charge
            yield make_hint(Topic.ASSIGNMENT_NOT_ACCEPTED, Severity.NOTE, (), (), _LIMIT)
    elif provider.participation_assumed and case.priced:
        actions = [OpenDialog(Dialog.PRACTICE)]
        yield make_hint(Topic.PARTICIPATION_ASSUMED, Severity.NOTE, (), (), _LIMIT, actions)
    yield from _qualifying(case)
    yield from unused_charges(case)
    yield from _above_limits(case)
    yield from _below_fees(case)
    if own is None or own.patient is None:
        yield from _deductible(case)
        yield from _taken_as_met(case)


def _qualifying(case: Judged) -> Iterator[Hint]:
    """Say that the release has no factor of qualifying APM participants, where the law has one."""
    wanted = case.visit.provider.qualifying_apm and "separate_qualifying_apm_factor" in case.law
    if case.priced_with is None or not wanted or "qualifying_apm_conversion_factor" in case.law:
        return
    yield make_hint(
        Topic.NO_QUALIFYING_FACTOR,
        Severity.WARNING,
        (),
        (),
        case.law["separate_qualifying_apm_factor"].source,
        release=case.priced_with.release,
        factor=case.priced_with.conversion_factor,
    )


def unused_charges(case: Judged, citation: str = _LESSER) -> Iterator[Hint]:
    """Tell of charges that are not used, since other rows of the same claim line have none."""
    groups = {counted.group.rows[0]: counted.group.rows for counted in case.count.services}
    unused: dict[tuple[int, ...], str] = {}
    for line in case.lines:
        if line.charge is not None:
            continue
        entered = [case.services[row] for row in groups[line.row]]
        code = charging_code(line, entered)
        own = [service for service in entered if service.entry.code == code]
        if any(service.entry.charge is not None for service in own):
            unused[tuple(service.row for service in own)] = code
    for rows, code in unused.items():
        yield make_hint(
            Topic.CHARGE_ON_SOME_ROWS,
            Severity.WARNING,
            rows,
            (code,),
            citation,
            [OpenDialog(Dialog.SERVICE_DETAILS, rows[0])],
        )


def _above_limits(case: Judged) -> Iterator[Hint]:
    """Name charges above what a practice that does not accept assignment may charge."""
    for at, limit in case.limits_passed.items():
        line = case.lines[at]
        yield make_hint(
            Topic.CHARGE_ABOVE_LIMIT,
            Severity.ACTION,
            (line.row,),
            (line.code,),
            "Social Security Act §1848(g)",
            [OpenDialog(Dialog.SERVICE_DETAILS, line.row)],
            charge=dollars(line.charge or ZERO),
            limit=dollars(limit),
        )


def _below_fees(case: Judged) -> Iterator[Hint]:
    """Name codes that are charged less than their fee, so that Medicare pays by the charge."""
    codes = dict.fromkeys(case.lines[at].code for at in case.charged_less)
    for code in codes:
        fees = {at: fee for at, fee in case.charged_less.items() if case.lines[at].code == code}
        lines = [case.lines[at] for at in fees]
        yield charge_below_fee(
            code,
            sum((line.charge or ZERO for line in lines), ZERO),
            sum((fee.amount for fee in fees.values()), ZERO),
            [line.row for line in lines],
            reduced=any(fee.reduced for fee in fees.values()),
            filled=any(line.charge_filled for line in lines),
        )


def charge_below_fee(
    code: str,
    charge: Decimal,
    fee: Decimal,
    rows: Sequence[int] = (),
    reduced: bool = False,
    filled: bool = True,
) -> Hint:
    """Return the check of a charge below the fee: of rows of a visit, or of a price in the list."""
    return make_hint(
        Topic.CHARGE_BELOW_FEE,
        Severity.WARNING,
        rows,
        (code,),
        _LESSER,
        [OpenDialog(Dialog.SERVICE_DETAILS, row) for row in rows[:1]],
        charge=dollars(charge),
        fee=dollars(fee),
        which=part("fee reduced" if reduced else "fee in full"),
        check=part("charge filled" if filled else "charge entered"),
    )


def _deductible(case: Judged) -> Iterator[Hint]:
    """Say that more is left of the deductible than the year has, where the year's is known."""
    year, patient = case.law.get("part_b_deductible"), case.visit.patient
    if year is not None and is_above_years(patient, year):
        yield make_hint(
            Topic.DEDUCTIBLE_ABOVE_YEARS,
            Severity.ACTION,
            (),
            (),
            year.source,
            [OpenDialog(Dialog.PATIENT_YEAR)],
            left=dollars(deductible_left(patient)),
            year=case.visit.date_of_service.year,
            most=dollars(year.value),
        )


def _taken_as_met(case: Judged) -> Iterator[Hint]:
    """Say that the amounts assume a met deductible, where it is likely not met.

    That is likely in January, and while this year's deductible is not known.
    """
    day = case.visit.date_of_service
    unknown = is_deductible_unknown(case)
    likely = day.month == 1 or unknown
    paid = case.priced and len(case.denials) < len(case.lines)
    if likely and paid and case.visit.patient.deductible_remaining is None:
        yield make_hint(
            Topic.DEDUCTIBLE_TAKEN_AS_MET,
            Severity.NOTE,
            (),
            (),
            _LAW,
            [OpenDialog(Dialog.YEARLY_AMOUNTS)] if unknown else [],
            [f"quarterhour amounts {day.year} deductible=AMOUNT"] if unknown else [],
            year=day.year,
            unknown=part("deductible of year", year=day.year) if unknown else "",
        )

"""The first stage of a claim: each entered code looked up, and the units counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from quarterhour.claims.same_minutes import BilledOnce, billed_once
from quarterhour.claims.services import BillingStatus, CodedService, look_up, service_to_count
from quarterhour.payers import Plan, Terms
from quarterhour.reference import Edition, Place, Reference, find_place
from quarterhour.units import (
    EIGHT_MINUTE_RULE,
    MIDPOINT,
    RULES,
    ChoiceError,
    Service,
    UnitCount,
    count_units,
)
from quarterhour.visit import CPT_MIDPOINT, MEDICARE, SameMinutes, Visit, VisitError


@dataclass(frozen=True)
class Coded:
    """A visit with its services looked up and its units counted: the first stage of a claim.

    `edition` is the fee schedule that prices the date, None where none is loaded; `editions` are
    all that are. `estimated_with` prices it then, where an estimate was asked for. `place` is the
    locality, or why it is not one. `unclear_minutes` are answers that do not tell which minutes
    another discipline bills. `plan` is another payer's file, None for Medicare, and where the
    payer has none; `terms` are those of the reading it is counted by.
    """

    visit: Visit
    edition: Edition | None
    estimated_with: Edition | None
    editions: tuple[Edition, ...]
    place: Place
    services: tuple[CodedService, ...]
    count: UnitCount
    unclear_minutes: tuple[SameMinutes, ...]
    plan: Plan | None
    terms: Terms | None

    @property
    def medicare(self) -> bool:
        """Whether Medicare's rules hold: it pays, or the payer's file says that it is like it."""
        return _is_medicare(self.visit, self.terms)

    @property
    def priced_with(self) -> Edition | None:
        """The fee schedule of the date, or that of an estimate."""
        return self.edition or self.estimated_with

    @property
    def day_of_fees(self) -> date:
        """The date whose law sets the fees: of an estimate, the last that its edition prices."""
        estimated_with = self.estimated_with
        return estimated_with.valid_to if estimated_with else self.visit.date_of_service

    def codes_of(self, rows: Iterable[int]) -> tuple[str, ...]:
        """Return the codes entered in some rows, each once."""
        return tuple(dict.fromkeys(self.visit.services[row].code for row in rows))

    @property
    def release(self) -> str:
        """The release whose codes hold: that of the date, else the newest that is loaded."""
        return (self.priced_with or self.editions[-1]).release


def _is_medicare(visit: Visit, terms: Terms | None) -> bool:
    return visit.payer == MEDICARE or bool(terms and terms.medicare)


def code_visit(
    visit: Visit,
    reference: Reference,
    estimate: bool = False,
    plan: Plan | None = None,
    terms: Terms | None = None,
) -> Coded:
    """Look everything up; without an edition for the date, the latest one's codes hold.

    With an `estimate` it is then the one before the date that prices it. Another payer's `plan` has
    `terms`, its usual ones if none are given.

    Raises VisitError where the recorded choice of a tie is not valid, and where the visit names a
    rule beside a payer that states its own.
    """
    terms = terms or (plan.terms if plan else None)
    _check_rule(visit, plan)
    edition, medicare = reference.edition_on(visit.date_of_service), _is_medicare(visit, terms)
    wanted = estimate and (medicare or plan is not None) and edition is None
    instead = reference.edition_before(visit.date_of_service) if wanted else None
    pricing = edition or instead
    services, unclear = code_services(visit, reference, pricing, medicare, terms)
    # Without a release for the date the place is still where it is.
    known = pricing or reference.editions[-1]
    place = find_place(reference, known, visit.locality, visit.zip, visit.date_of_service)
    _check_choice(visit, services)
    count = _count(visit, [service_to_count(each, medicare, terms) for each in services], terms)
    editions = reference.editions
    return Coded(visit, edition, instead, editions, place, services, count, unclear, plan, terms)


def code_services(
    visit: Visit,
    reference: Reference,
    edition: Edition | None,
    medicare: bool,
    terms: Terms | None = None,
) -> BilledOnce:
    """Look every entered service up in an edition, or in the latest where there is none.

    Medicare pays minutes once in which two disciplines treated together.
    """
    known = edition or reference.editions[-1]
    services = tuple(
        look_up(row, visit, reference, known, medicare, terms) for row in range(len(visit.services))
    )
    answers = visit.attested.same_minutes if medicare else ()
    return billed_once(services, answers)


def _check_choice(visit: Visit, services: Sequence[CodedService]) -> None:
    """Raise VisitError where a remaining unit goes to minutes that others bill."""
    for service in services:
        if (
            service.row in visit.extra_units_to
            and service.billing_status is BillingStatus.BILLED_BY_OTHERS
        ):
            raise VisitError(
                "extra_units_to",
                f"names {service.entry.code}, whose minutes {service.billed_by} bills; leave it "
                "out, or name another of the tied services.",
            )


def _check_rule(visit: Visit, plan: Plan | None) -> None:
    """Raise VisitError where a rule was chosen and the payer states how it counts."""
    if plan and plan.states_counting and visit.rule != EIGHT_MINUTE_RULE.name:
        raise VisitError(
            "rule", f"counts for Medicare only; {plan.payer.name} states its own. Leave it out."
        )


def _count(visit: Visit, services: Sequence[Service], terms: Terms | None) -> UnitCount:
    rules = {MEDICARE: RULES[visit.rule], CPT_MIDPOINT: MIDPOINT}
    rule = rules.get(visit.payer, EIGHT_MINUTE_RULE)
    if terms is not None:
        like = terms.medicare and not terms.counting.stated
        rule = RULES[visit.rule] if like else terms.counting.rule
    try:
        return count_units(services, rule, visit.extra_units_to)
    except ChoiceError as error:
        raise VisitError(
            "extra_units_to",
            f"{error}; leave it out to have the code entered first take the unit, or name the "
            "services that take the remaining units.",
        ) from None

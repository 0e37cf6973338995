"""A visit priced by every reading of a payer's file, and what these leave open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from quarterhour import fees
from quarterhour.assessment import PricedLine
from quarterhour.claims import (
    ClaimLine,
    CutLine,
    DenialKind,
    Judged,
    PayerFacts,
    PriceList,
    Unpriced,
    claim,
    code_visit,
    judge,
)
from quarterhour.payers import MEDICARE_BASE, Plan, Reading
from quarterhour.pricing.assumed import assumed
from quarterhour.pricing.by_payer import ByReading, PayerPricer
from quarterhour.pricing.keyed import as_keyed
from quarterhour.pricing.tiers import PriceBook
from quarterhour.pricing.ways import Read, open_settings, that_matter, to_tell, ways_of
from quarterhour.pricing.without_effect import not_reduced, without_charge
from quarterhour.reference import Reference

# How the allowed amount of a line is shared out.
_SHARES = (
    fees.StepKind.DEDUCTIBLE,
    fees.StepKind.COPAY,
    fees.StepKind.COINSURANCE,
    fees.StepKind.ASSISTANT_PAID,
    fees.StepKind.SEQUESTRATION,
    fees.StepKind.PAYER_PAYS,
)

_COUNTING = ("counting.method", "counting.others")


class PlanAmounts(NamedTuple):
    """The lines of the usual reading, what the visit comes to by all, and what to say of them.

    `units_paid` are those of the claim, None where the text does not say how many are paid.
    `by_fees_of_date` tells that an amount is made of Medicare's fees or RVUs of the date.
    """

    lines: tuple[PricedLine, ...]
    payment: fees.PayerPayment | None
    units_paid: int | None
    facts: PayerFacts
    by_fees_of_date: bool


def price_plan(
    case: Judged,
    factor: Decimal | None,
    reference: Reference,
    estimate: bool,
    prices: PriceList,
) -> PlanAmounts:
    """Price a claim by each reading of its payer's file.

    `factor` is the conversion factor of the practice on the date, None where none is known. Dates
    that the file does not hold, and files without prices, have units alone.
    """
    plan = case.plan
    assert plan is not None

    def priced_by(reading: Reading) -> Read:
        return _read(reading, case, plan, factor, reference, estimate, prices)

    read = [priced_by(reading) for reading in plan.readings]
    usual = read[0]
    read = _with_nothing(read)
    ways = ways_of(read)
    payment = fees.payment_between(ways) if len(ways) == len(read) else None
    lines, totals = _lines(usual, read), {sum(each.priced.units_paid) for each in read}
    units_paid = totals.pop() if len(totals) == 1 else None
    lines = as_keyed(lines)
    facts = _facts(usual, read, lines, payment)
    if payment is not None and _rounding_decides(usual, priced_by):
        facts = facts._replace(assumed=(*facts.assumed, "rounding"))
    if payment is not None:
        payment = payment._replace(ways=that_matter(ways_of(to_tell(read)), facts.open))
    by_date = any(
        price.fees is not None and price.tier is not None and price.tier.by_date
        for price in usual.priced.prices
    )
    return PlanAmounts(lines, payment, units_paid, facts, by_date)


def _rounding_decides(usual: Read, priced_by: Callable[[Reading], Read]) -> bool:
    """Return whether a percent of Medicare's fee is another amount if it is rounded only once.

    Medicare's own rounding, and one that is given, leave nothing open.
    """
    plan, terms = usual.case.plan, usual.reading.terms
    assert plan is not None
    if plan.payer.rounding is not None or plan.payer.like:
        return False
    tiers = [price.tier for price in usual.priced.prices if price.fees is not None]
    if all(tier is None or tier.base != MEDICARE_BASE for tier in tiers):
        return False
    once = priced_by(usual.reading._replace(terms=replace(terms, rounding="unit")))
    allowed = [[line.allowed for line in each.priced.lines] for each in (once, usual)]
    return allowed[0] != allowed[1] or once.priced.amounts != usual.priced.amounts


def _read(
    reading: Reading,
    case: Judged,
    plan: Plan,
    factor: Decimal | None,
    reference: Reference,
    estimate: bool,
    prices: PriceList,
) -> Read:
    terms = reading.terms
    if terms.counting != plan.terms.counting:
        # A choice in a tie is of the usual count.
        visit = replace(case.visit, extra_units_to=())
        coded = code_visit(visit, reference, estimate, plan, terms)
        case = judge(claim(coded, reference, prices), None, reference)
    if not plan.in_force:
        terms = replace(terms, tiers=())
    book = PriceBook(
        reference,
        terms,
        case.day_of_fees,
        case.place.locality,
        case.priced_with,
        factor,
        case.visit.provider.participating,
    )
    pricer = PayerPricer(terms, book, case.visit.patient.deductible_remaining)
    services = [case.services[line.row] for line in case.lines]
    disciplines = [service.entry.discipline for service in services]
    return Read(reading, case, pricer.price(case.lines, services, disciplines, case.denials))


def _with_nothing(read: Sequence[Read]) -> list[Read]:
    """Return the readings with 0 for one that counts no unit, where another one has amounts."""
    known = next((each.priced.amounts for each in read if each.priced.amounts), None)
    if known is None:
        return list(read)
    zeros = {name: fees.ZERO for name, held in known._asdict().items() if isinstance(held, Decimal)}
    nothing = known._replace(**zeros, at_least=False)
    return [
        each if each.case.lines else each._replace(priced=each.priced._replace(amounts=nothing))
        for each in read
    ]


def _lines(usual: Read, read: Sequence[Read]) -> tuple[PricedLine, ...]:
    """Return the lines of the usual reading; an amount that another one differs in is left out.

    So are units over a limit of which the text doesn't say which go.
    """
    found = []
    for at, line in enumerate(usual.priced.lines):
        own = [_alike(each, line.line) for each in read]
        amounts = {each.allowed if each else None for each in own}
        units = {each.units_paid if each else None for each in own}
        undecided = at in usual.priced.undecided
        known = len(amounts) == 1 and not undecided
        steps = _agreed(line, own) if known else _prices(line.steps)
        found.append(
            line._replace(
                allowed=line.allowed if known else None,
                steps=steps,
                units_paid=line.units_paid if len(units) == 1 and not undecided else None,
            )
        )
    return tuple(found)


def _agreed(line: PricedLine, read: Sequence[PricedLine | None]) -> tuple[fees.Step, ...]:
    """Return the steps of a line, without those of its shares where readings differ in them."""
    shares = {tuple(step for step in each.steps if step.kind in _SHARES) for each in read if each}
    if len(shares) <= 1:
        return line.steps
    return tuple(step for step in line.steps if step.kind not in _SHARES)


def _prices(steps: Sequence[fees.Step]) -> tuple[fees.Step, ...]:
    """Return the prices of a unit alone, which do not depend on the reading."""
    return tuple(step for step in steps if step.kind in fees.PRICE_STEPS)


def _alike(read: Read, line: ClaimLine) -> PricedLine | None:
    """Return the same line of another reading, None where it counts otherwise."""
    return next((each for each in read.priced.lines if each.line == line), None)


def _facts(
    usual: Read,
    read: Sequence[Read],
    agreed: Sequence[PricedLine],
    payment: fees.PayerPayment | None,
) -> PayerFacts:
    """Return what to say; `agreed` are the lines as keyed, with what all readings agree on."""
    case, priced = usual.case, usual.priced
    plan, terms = case.plan, usual.reading.terms
    assert plan is not None
    units = {
        way: sum(line.units for line in each.case.lines)
        for each in read
        for setting, way in each.reading.ways
        if setting in _COUNTING
    }
    lines = priced.lines
    return PayerFacts(
        unpriced=tuple(_unpriced(case, priced)) if usual.has_amounts else (),
        cut=tuple(
            CutLine(line.line.row, line.line.code, line.line.units, line.units_paid)
            for line in agreed
            if line.units_paid is not None and line.units_paid < line.line.units and not line.denied
        ),
        undecided=tuple(lines[at].line.row for at in sorted(priced.undecided)),
        paid_of_undecided=_paid_of_undecided(read),
        denied=tuple(
            line.line.row
            for line in lines
            if any(reason.kind is DenialKind.PAYER_LIMIT for reason in line.denials)
        ),
        open=tuple(open_settings(read)) if payment else (),
        units_by_way=units if len(set(units.values())) > 1 else {},
        assumed=tuple(assumed(case, priced, payment is not None)),
        at_least=any(way.amounts.at_least for way in payment.ways) if payment else False,
        not_reduced=_rows(case, not_reduced(plan.payer, terms, priced)),
        without_charge=_rows(case, without_charge(case, terms, priced)) if payment else (),
    )


def _rows(case: Judged, lines: Iterable[int]) -> tuple[int, ...]:
    return tuple(case.lines[at].row for at in lines)


def _paid_of_undecided(read: Sequence[Read]) -> tuple[str, ...]:
    """Return the units over a limit that are kept by each way to read it, in words."""
    found = []
    for each in read:
        kept = [
            f"{line.line.code} x {line.units_paid}"
            for at, line in enumerate(each.priced.lines)
            if at in each.priced.undecided and line.units_paid
        ]
        found.append(", ".join(kept))
    return tuple(dict.fromkeys(found))


def _unpriced(case: Judged, priced: ByReading) -> list[Unpriced]:
    terms = case.terms
    found = []
    for line, price in zip(priced.lines, priced.prices, strict=True):
        if price.fees is None and not price.flat and not line.denied and terms is not None:
            code = line.line.code
            why = terms.not_priced.get(code, terms.usually_not_priced)
            wanted = "" if code in terms.not_priced else price.missing
            found.append(Unpriced(line.line.row, code, why, wanted))
    return found

"""A visit priced by every reading of a payer's file, and what these leave open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    OpenSetting,
    PayerFacts,
    PriceList,
    Unpriced,
    claim,
    code_visit,
    judge,
)
from quarterhour.payers import Plan, Reading
from quarterhour.pricing.assumed import assumed
from quarterhour.pricing.by_payer import ByReading, PayerPricer
from quarterhour.pricing.tiers import PriceBook
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


class _Read(NamedTuple):
    """A reading with its claim and what it comes to."""

    reading: Reading
    case: Judged
    priced: ByReading

    @property
    def has_amounts(self) -> bool:
        """Whether the payer's file holds the date, and has something to price with."""
        return bool(self.case.plan and self.case.plan.in_force and self.reading.terms.tiers)


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
    read = [
        _read(reading, case, plan, factor, reference, estimate, prices) for reading in plan.readings
    ]
    usual = read[0]
    read = _with_nothing(read)
    ways = [
        fees.WayAmounts(
            tuple((setting, _way(each, setting)) for setting, _ in each.reading.ways),
            each.priced.amounts,
        )
        for each in read
        if each.priced.amounts is not None
    ]
    payment = fees.payment_between(ways) if len(ways) == len(read) else None
    lines, totals = _lines(usual, read), {sum(each.priced.units_paid) for each in read}
    units_paid = totals.pop() if len(totals) == 1 else None
    facts = _facts(usual, read, lines, payment)
    if payment is not None:
        payment = payment._replace(ways=_that_matter(ways, facts.open))
    by_date = any(
        price.fees is not None and price.tier is not None and price.tier.by_date
        for price in usual.priced.prices
    )
    return PlanAmounts(lines, payment, units_paid, facts, by_date)


def _that_matter(
    ways: Sequence[fees.WayAmounts], open_: Sequence[OpenSetting]
) -> tuple[fees.WayAmounts, ...]:
    """Return the readings by the settings that decide amounts of this visit, each once."""
    names = {setting.setting for setting in open_}
    told = [way._replace(ways=tuple(each for each in way.ways if each[0] in names)) for way in ways]
    return tuple(dict.fromkeys(told))


def _read(
    reading: Reading,
    case: Judged,
    plan: Plan,
    factor: Decimal | None,
    reference: Reference,
    estimate: bool,
    prices: PriceList,
) -> _Read:
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
    return _Read(reading, case, pricer.price(case.lines, services, disciplines, case.denials))


def _with_nothing(read: Sequence[_Read]) -> list[_Read]:
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


def _lines(usual: _Read, read: Sequence[_Read]) -> tuple[PricedLine, ...]:
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


def _alike(read: _Read, line: ClaimLine) -> PricedLine | None:
    """Return the same line of another reading, None where it counts otherwise."""
    return next((each for each in read.priced.lines if each.line == line), None)


def _facts(
    usual: _Read,
    read: Sequence[_Read],
    agreed: Sequence[PricedLine],
    payment: fees.PayerPayment | None,
) -> PayerFacts:
    """Return what to say; `agreed` are the lines with what all readings agree on."""
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
        open=tuple(_open(read)) if payment else (),
        units_by_way=units if len(set(units.values())) > 1 else {},
        assumed=tuple(assumed(case, priced, payment is not None)),
        at_least=any(way.amounts.at_least for way in payment.ways) if payment else False,
        not_reduced=_rows(case, not_reduced(plan.payer, terms, priced)),
        without_charge=_rows(case, without_charge(case, terms, priced)) if payment else (),
    )


def _rows(case: Judged, lines: Iterable[int]) -> tuple[int, ...]:
    return tuple(case.lines[at].row for at in lines)


def _paid_of_undecided(read: Sequence[_Read]) -> tuple[str, ...]:
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


def _open(read: Sequence[_Read]) -> list[OpenSetting]:
    """Return each setting whose ways differ in an amount.

    What each way comes to is told while the others are read as usual. Where they differ only by
    another reading of these, it is the least and the most of each way.
    """
    usual = dict(read[0].reading.ways)
    found = []
    for setting in usual:
        alone = [
            each
            for each in read
            if all(way == usual[name] for name, way in each.reading.ways if name != setting)
        ]
        if len({_compared(each) for each in alone}) > 1:
            priced = [each for each in alone if each.priced.amounts]
            # The payer's is told where nothing else of them differs.
            alike = len({_worth(each) for each in priced}) == 1
            outcomes = {_way(each, setting): _worth(each, alike) for each in priced}
            found.append(OpenSetting(setting, tuple(outcomes.items())))
        elif _differs(read, setting):
            found.append(OpenSetting(setting, tuple(_ranges(read, setting))))
    return found


def _compared(read: _Read) -> tuple[Decimal | None, ...]:
    amounts = read.priced.amounts
    return () if amounts is None else (amounts.allowed, amounts.payer_pays, amounts.patient_pays)


def _differs(read: Sequence[_Read], setting: str) -> bool:
    """Return whether readings that differ in one setting alone have other amounts."""
    by_others: dict[tuple[tuple[str, str], ...], set[tuple[Decimal | None, ...]]] = {}
    for each in read:
        others = tuple(way for way in each.reading.ways if way[0] != setting)
        by_others.setdefault(others, set()).add(_compared(each))
    return any(len(amounts) > 1 for amounts in by_others.values())


def _ranges(read: Sequence[_Read], setting: str) -> Iterator[tuple[str, str]]:
    """Yield each way of a setting with the least and the most that it can come to."""
    allowed: dict[str, list[Decimal]] = {}
    for each in read:
        if each.priced.amounts is not None:
            allowed.setdefault(_way(each, setting), []).append(each.priced.amounts.allowed)
    for way, amounts in allowed.items():
        yield way, fees.Between(min(amounts), max(amounts)).text


def _way(read: _Read, setting: str) -> str:
    """Return the way in words; of codes that are kept, the codes themselves."""
    way = dict(read.reading.ways)[setting]
    if way:
        return way
    paid = [line for line in read.priced.lines if line.units_paid]
    return ", ".join(dict.fromkeys(line.line.code for line in paid))


def _worth(read: _Read, with_payer: bool = False) -> str:
    """Return what a reading comes to, in words."""
    amounts = read.priced.amounts
    assert amounts is not None
    words = fees.dollars(amounts.allowed)
    if amounts.patient_pays:
        words += f", patient {fees.dollars(amounts.patient_pays)}"
    if with_payer and amounts.payer_pays is not None:
        words += f", payer {fees.dollars(amounts.payer_pays)}"
    return words

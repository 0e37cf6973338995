"""Claim lines priced by one reading of a payer's rules, in the order of its steps.

1 codes replaced or not paid, and 2 the count, are in the claim. Here: 3 limits of units, 4 denials,
5 prices by the tiers, 6 ranks and the reduction, 7 caps in RVUs or dollars, 8 the lesser of the
charge, 9 to 12 the shares. Sources and what is our own order: `docs/payers.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour import fees
from quarterhour.assessment import PricedLine
from quarterhour.claims import ClaimLine, CodedService, Denial, DenialKind, Denials
from quarterhour.payers import ASSUMED, AssistantTerms, Terms
from quarterhour.pricing.keyed import charged_together
from quarterhour.pricing.limits import LimitedLine, limit_units, trim_ranked
from quarterhour.pricing.steps import scheduled_steps, steps_of, with_sources
from quarterhour.pricing.sums import cap_sums, rate_of, visit_rates
from quarterhour.pricing.tiers import Price, PriceBook

# Far beyond cents, so that it changes no amount but one that repeats.
_WHOLE = Decimal("0.000000001")
_FURTHER_RANK = ("unit_fee",)


class ByReading(NamedTuple):
    """The lines and the amounts of one reading. `amounts` is None where no line has a price.

    `units_paid` are those of each line, `prices` how each was found. Lines are `undecided` where
    the text doesn't say which units go over a limit, and `ranked` for the reduction, whether or
    not it takes something from their prices.
    """

    lines: tuple[PricedLine, ...]
    amounts: fees.Amounts | None
    units_paid: tuple[int, ...]
    prices: tuple[Price, ...]
    undecided: frozenset[int]
    ranked: frozenset[int]


class PayerPricer:
    """Prices claim lines by the terms of a payer; `deductible` is what the visit has left."""

    def __init__(self, terms: Terms, book: PriceBook, deductible: Decimal | None) -> None:
        self._terms = terms
        self._book = book
        self._deductible = deductible

    def _in_order(self, lines: Sequence[ClaimLine], disciplines: Sequence[str]) -> list[int]:
        """Return the places of lines in the order that decides between equal ranks.

        It is one of the lines themselves, so that rows can be entered in any order; Medicare's is
        that of entry.
        """
        places = list(range(len(lines)))
        if self._terms.medicare:
            return places

        def of_line(at: int) -> tuple[object, ...]:
            line = lines[at]
            charge = fees.ZERO if line.charge is None else line.charge
            later = line.assistant is not self._terms.reduction.assistants_first
            return later, line.code, disciplines[at], -line.units, charge

        return sorted(places, key=of_line)

    def price(
        self,
        lines: Sequence[ClaimLine],
        services: Sequence[CodedService],
        disciplines: Sequence[str],
        denials: Denials,
    ) -> ByReading:
        """Price the lines; `services` are the coded services of each, with their disciplines."""
        prices = [self._book.price(line.code, line.units, line.charge) for line in lines]
        limited_lines = [
            _limited(line, service, discipline, price, self._terms.assistant)
            for line, service, discipline, price in zip(
                lines, services, disciplines, prices, strict=True
            )
        ]
        gone = {at for at, reasons in denials.items() if reasons}
        limited = limit_units(limited_lines, self._terms.unit_limits, self._terms.caps)
        # What is denied has had its place in the limits; it has none in the ranks.
        units = [0 if at in gone else units for at, units in enumerate(limited.units)]
        in_all = [0 if at in gone else line.units for at, line in enumerate(lines)]
        priced = [
            self._priced(line, units, price)
            for line, units, price in zip(lines, units, prices, strict=True)
        ]
        ranked = self._ranked(priced, self._in_order(lines, disciplines))
        paid = trim_ranked(limited_lines, units, self._terms.caps)
        ranked = [_kept(each, units) for each, units in zip(ranked, paid, strict=True)]
        portions = self._portions(lines, disciplines, ranked, prices, paid)
        flat = visit_rates(lines, limited_lines, prices, paid, in_all)
        # An evaluation that is denied raises no limit.
        left = [
            line._replace(evaluation=line.evaluation and at not in gone)
            for at, line in enumerate(limited_lines)
        ]
        capped = cap_sums(self._terms.caps, left, [*portions, *flat], prices, paid)
        paid = [0 if at in capped.denied else units for at, units in enumerate(paid)]
        shares = fees.share_out(capped.portions, self._share_terms())
        amounts = self._total(lines, prices, in_all, ranked, portions, flat, capped.over, shares)
        by_limit = limited.denied | capped.denied
        rates = _rates(flat, prices, limited_lines, self._terms)
        result = []
        for at, line in enumerate(lines):
            reasons = tuple(denials.get(at, ()))
            if at in by_limit and not reasons:
                reasons = (Denial(DenialKind.PAYER_LIMIT),)
            price = prices[at]._replace(steps=(*prices[at].steps, *rates.get(at, ())))
            result.append(
                self._line(at, line, price, ranked[at], portions, shares, reasons, paid[at])
            )
        undecided = limited.undecided - gone - by_limit
        subject = frozenset(at for at, line in enumerate(priced) if line.subject and line.units)
        return ByReading(tuple(result), amounts, tuple(paid), tuple(prices), undecided, subject)

    def _priced(self, line: ClaimLine, units: int, price: Price) -> fees.Priced:
        found = price.fees or fees.Fees(fees.ZERO)
        subject = self._book.is_subject(line.code) and price.fees is not None
        return fees.Priced(line.code, units, found, subject)

    def _ranked(self, priced: Sequence[fees.Priced], order: Sequence[int]) -> list[fees.RankedLine]:
        """Rank what the reduction takes; where Medicare's rules hold, splints apart from it.

        Equal ranks are by `order`, the places of the lines.
        """
        terms = self._terms.reduction
        halves = [self._book.takes_half(line.code) for line in priced]
        usual = [
            line._replace(subject=line.subject and not half)
            for line, half in zip(priced, halves, strict=True)
        ]
        in_order = fees.reduce_by_rank([usual[at] for at in order], terms.rank, terms.per)
        places = dict(zip(order, in_order, strict=True))
        by_rank = [places[at] for at in range(len(priced))]
        if not any(halves):
            return by_rank
        others = [line._replace(subject=half) for line, half in zip(priced, halves, strict=True)]
        by_half = fees.reduce_by_rank(others, _FURTHER_RANK, "unit")
        return [
            of_half if half else of_rank
            for half, of_half, of_rank in zip(halves, by_half, by_rank, strict=True)
        ]

    def _portions(
        self,
        lines: Sequence[ClaimLine],
        disciplines: Sequence[str],
        ranked: Sequence[fees.RankedLine],
        prices: Sequence[Price],
        paid: Sequence[int],
    ) -> list[fees.Portion]:
        """Return what each line comes to, in cents that add up to the rounded total."""
        found, exact, rounded = [], fees.ZERO, fees.ZERO
        for at, line in enumerate(lines):
            if prices[at].fees is not None and paid[at]:
                exact += self._of_line(ranked[at].amount)
                amount = fees.cents(exact) - rounded
                rounded += amount
                who = line.assistant, (disciplines[at],)
                found.append(fees.Portion((at,), amount, line.charge, *who))
        return charged_together(found, lines) if self._terms.lesser == "line" else found

    def _of_line(self, amount: Decimal) -> Decimal:
        """Round the amount of a line, unless the payer rounds the total.

        A share of a charge was divided by units: what repeats is made whole first.
        """
        whole = amount.quantize(_WHOLE)
        return whole if self._terms.rounding == "total" else fees.cents(whole)

    def _share_terms(self) -> fees.ShareTerms:
        terms, patient = self._terms, self._terms.patient
        return fees.ShareTerms(
            lesser=terms.lesser,
            assistant_factor=terms.assistant.factor,
            assistant_of_allowed=terms.assistant.of_allowed,
            mixed_as_assistant=terms.assistant.of_sums,
            patient_known=patient.known,
            deductible=patient.deductible_left(self._deductible),
            coinsurance_rate=patient.coinsurance,
            copay=patient.copay,
            copay_per_group=patient.copay_per_discipline,
            sequestration_rate=terms.sequestration,
            assistants_first=self._assistants_first(),
        )

    def _assistants_first(self) -> bool | None:
        """Return whose lines the patient pays first; Medicare's deductible is first come."""
        own = self._terms.patient
        return None if self._terms.medicare and own.copay is None else own.assistants_first

    def _total(
        self,
        lines: Sequence[ClaimLine],
        prices: Sequence[Price],
        in_all: Sequence[int],
        ranked: Sequence[fees.RankedLine],
        portions: Sequence[fees.Portion],
        flat: Sequence[fees.Portion],
        over: Decimal,
        shares: Sequence[fees.PortionShare],
    ) -> fees.Amounts | None:
        known = [at for at, price in enumerate(prices) if price.fees is not None or price.flat]
        if not known:
            return None
        full = sum((each.amount for each in flat), fees.ZERO)
        unpaid = fees.ZERO
        for at in known:
            found = prices[at].fees
            if found is not None:
                full += self._of_line(found.full * in_all[at])
                units = sum(units for units, _ in ranked[at].parts)
                unpaid += self._of_line(found.full * (in_all[at] - units))
        scheduled = sum((each.amount for each in (*portions, *flat)), fees.ZERO)
        before, full = full, fees.cents(full)
        # Where the total alone is rounded, the cents go where something is taken off.
        reduction = full - scheduled
        if unpaid:
            exact = sum((each.amount for each in flat), fees.ZERO)
            exact += _sum(self._of_line(ranked[at].amount) for at in known if prices[at].fees)
            taken = any(_is_reduced(prices[at], ranked[at]) for at in known)
            reduction = fees.cents(before - unpaid - exact) if taken else fees.ZERO
            unpaid = full - reduction - scheduled
        pays = [share.payer_pays for share in shares]
        stated = self._terms.patient.known
        return fees.Amounts(
            full=full,
            reduction=reduction,
            over_limits=fees.cents(unpaid + over),
            above_charges=fees.cents(_sum(share.above_charge for share in shares)),
            assistant_allowed=fees.cents(_sum(share.assistant_allowed for share in shares)),
            allowed=_sum(share.allowed for share in shares),
            deductible=_sum(share.deductible for share in shares) if stated else None,
            copay=_sum(share.copay for share in shares) if stated else None,
            coinsurance=_sum(share.coinsurance for share in shares) if stated else None,
            assistant_paid=_sum(share.assistant_paid for share in shares) if stated else None,
            sequestration=_sum(share.sequestration for share in shares) if stated else None,
            payer_pays=_sum(each for each in pays if each is not None) if stated else None,
            patient_pays=_sum(s.patient for s in shares if s.patient is not None)
            if stated
            else None,
            at_least=any(price.at_least for price in prices),
        )

    def _line(
        self,
        at: int,
        line: ClaimLine,
        price: Price,
        ranked: fees.RankedLine,
        portions: Sequence[fees.Portion],
        shares: Sequence[fees.PortionShare],
        reasons: tuple[Denial, ...],
        paid: int,
    ) -> PricedLine:
        """Return the line with its amount, where it has one of its own, and its steps."""
        if reasons:
            return PricedLine(line, fees.ZERO, (), reasons, units_paid=0)
        steps = list(price.steps)
        own = next((each for each in shares if each.portion.lines == (at,)), None)
        if price.fees is None or (own is None and paid):
            return PricedLine(line, None, tuple(steps), units_paid=paid)
        if own is None:
            return PricedLine(line, fees.ZERO, tuple(steps), units_paid=0)
        amount = next(each.amount for each in portions if each.lines == (at,))
        steps.extend(scheduled_steps(line, price, ranked, amount, self._terms))
        if over := amount - own.portion.amount:
            working = f"{amount} - {own.portion.amount}"
            source = self._terms.source_of("caps")
            steps.append(fees.Step(fees.StepKind.OVER_LIMITS, working, over, source=source))
        steps.extend(with_sources(steps_of(own, self._terms), self._terms))
        reduced = price.fees.reduced and self._book.is_subject(line.code)
        full = ranked.units_at(price.fees.full) if reduced else 0
        return PricedLine(line, own.allowed, tuple(steps), full_units=full, units_paid=paid)


def _limited(
    line: ClaimLine, service: CodedService, discipline: str, price: Price, own: AssistantTerms
) -> LimitedLine:
    """Return a line as limits see it: an assistant's unit is worth what is allowed for it."""
    code = service.code
    share = own.factor if line.assistant and own.of_allowed else fees.ONE
    return LimitedLine(
        line.code,
        discipline,
        line.units,
        bool(code and code.timing.pooled),
        _is_evaluation(service),
        price.fees.full * share if price.fees else None,
    )


def _is_evaluation(service: CodedService) -> bool:
    return bool(service.code and service.code.evaluation)


def _is_reduced(price: Price, ranked: fees.RankedLine) -> bool:
    """Return whether a unit of a line is paid less than in full."""
    return price.fees is not None and any(fee != price.fees.full for _, fee in ranked.parts)


def _kept(ranked: fees.RankedLine, units: int) -> fees.RankedLine:
    """Return the first units of a line in the order of rank."""
    parts = []
    for count, fee in ranked.parts:
        if taken := min(count, units):
            parts.append((taken, fee))
        units -= taken
    return fees.RankedLine(tuple(parts))


def _rates(
    flat: Sequence[fees.Portion],
    prices: Sequence[Price],
    lines: Sequence[LimitedLine],
    terms: Terms,
) -> dict[int, tuple[fees.Step, ...]]:
    """Return the step of each line that a visit rate pays: what the visit is paid."""
    found: dict[int, tuple[fees.Step, ...]] = {}
    for portion in flat:
        evaluated = any(lines[at].evaluation for at in portion.lines)
        for at in portion.lines:
            if (tier := prices[at].tier) is not None:
                words = fees.CALCULATION_WORDS["of visit"]
                rate = rate_of(tier, evaluated)
                source = terms.titles.get(tier.source, ASSUMED)
                step = fees.Step(fees.StepKind.PAYER_VISIT, words, rate, source=source)
                found[at] = (step,)
    return found


def _sum(amounts: object) -> Decimal:
    return sum(amounts, fees.ZERO)  # type: ignore[call-overload, no-any-return]

"""The price of one unit of a code by the tiers of a payer: the first that knows it answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from quarterhour import fees
from quarterhour.payers import (
    ASSUMED,
    CHARGE,
    DATE_OF_SERVICE,
    DOLLARS_BASE,
    MARCH_1,
    MEDICARE_BASE,
    NO_GPCI,
    RVU,
    VISIT_RATE,
    VISITS_PLACE,
    OwnGpci,
    Terms,
    Tier,
)
from quarterhour.pricing.own_prices import own_fees, reduced_steps
from quarterhour.reference import CodeFigures, Edition, Locality, Reference

_HUNDRED = Decimal(100)
_NONPARTICIPATING = "nonparticipating_factor"
_STEPS_OF_FULL = fees.StepKind.PAYER_FEE, fees.StepKind.MEDICARES_FEE
_STEPS_OF_REDUCED = fees.StepKind.PAYER_REDUCED, fees.StepKind.MEDICARES_REDUCED
_NO_INDICES = fees.Gpci(fees.ONE, fees.ONE, fees.ONE)


class Price(NamedTuple):
    """What a code is paid: the fees of one unit, the tier that knows it, and how they are found.

    `fees` is None where no tier has a price; `missing` says which figure is wanted. An amount that
    is only known to be the least is `at_least`. A visit rate is `flat`:
    it has no fees of a unit.
    """

    fees: fees.Fees | None
    tier: Tier | None = None
    steps: tuple[fees.Step, ...] = ()
    missing: str = ""
    at_least: bool = False
    flat: bool = False


class Rates(NamedTuple):
    """A fee schedule with the indices and the factor of a place and day.

    `lowered` is what Medicare pays nonparticipating practices of each fee.
    """

    edition: Edition
    gpci: fees.Gpci
    factor: Decimal
    lowered: Decimal = fees.ONE


class PriceBook:
    """The prices of a payer on a day at a place, by code.

    `locality` is that of the visit, None where it is not one. `edition` prices the date, None
    where no release does; `factor` is the conversion factor of the practice in it. Medicare pays
    one that isn't `participating` less.
    """

    def __init__(
        self,
        reference: Reference,
        terms: Terms,
        day: date,
        locality: Locality | None,
        edition: Edition | None,
        factor: Decimal | None,
        participating: bool = True,
    ) -> None:
        self._reference = reference
        self._terms = terms
        self._day = day
        self._locality = locality
        self._edition = edition
        self._factor = factor
        self._further_share = _parameter(reference, "further_procedure_share", day)
        self._lowered = fees.ONE if participating else _parameter(reference, _NONPARTICIPATING, day)

    def price(self, code: str, units: int, charge: Decimal | None) -> Price:
        """Return the price of a code on a line of some units with a charge, in dollars."""
        missing = ""
        for tier in self._terms.tiers:
            if tier.codes and code not in tier.codes:
                continue
            if tier.base == VISIT_RATE:
                if code not in tier.carved_out:
                    return Price(None, tier, flat=True)
                continue
            found = self._by_tier(tier, code, units, charge)
            if found.fees is not None:
                return found._replace(steps=self._with_sources(tier, found.steps))
            missing = missing or found.missing
            if not tier.complete:
                return Price(None, tier, missing=missing or "table")
        return Price(None, missing=missing)

    def _with_sources(self, tier: Tier, steps: Sequence[fees.Step]) -> tuple[fees.Step, ...]:
        """Name the text behind each price: that of the tier, and of the reduction."""
        terms = self._terms
        price = terms.titles.get(tier.source, ASSUMED)
        both = "; ".join(dict.fromkeys((price, terms.source_of("reduction"))))
        sources = dict.fromkeys(_STEPS_OF_REDUCED, both)
        return tuple(step._replace(source=sources.get(step.kind, price)) for step in steps)

    def figures(self, code: str) -> CodeFigures | None:
        """Return the RVUs that rank a code: those of the day, or of the last release before."""
        edition = self._edition or self._reference.edition_before(self._day)
        return self._reference.figures(edition or self._reference.editions[0], code)

    def _by_tier(self, tier: Tier, code: str, units: int, charge: Decimal | None) -> Price:
        if tier.base == DOLLARS_BASE:
            dollars = dict(tier.dollars).get(code) if isinstance(tier.dollars, tuple) else None
            if dollars is None:
                return Price(None)
            step = fees.Step(fees.StepKind.PAYER_FEE, fees.CALCULATION_WORDS["listed"], dollars)
            own = self._own(code, dollars)
            return Price(own, tier, (step, *self._reduced(code, own)))
        if tier.base == CHARGE:
            return self._of_charge(tier, code, units, charge)
        if tier.base == RVU:
            return self._of_rvus(tier, code)
        if tier.base == MEDICARE_BASE:
            return self._of_medicare(tier, code)
        raise ValueError(tier.base)

    def _of_charge(self, tier: Tier, code: str, units: int, charge: Decimal | None) -> Price:
        if charge is None:
            return Price(None, missing="charge")
        share = (tier.percent or _HUNDRED) / _HUNDRED
        working = fees.CALCULATION_WORDS["of charge"].format(percent=tier.percent, charge=charge)
        exact = charge * share
        amount = exact if self._terms.rounding == "total" else fees.cents(exact)
        step = fees.Step(fees.StepKind.CHARGE_SHARE, working, amount)
        return Price(self._own(code, exact / units), tier, (step,))

    def _own(self, code: str, full: Decimal) -> fees.Fees:
        """Return the fees of an amount without practice expense of its own."""
        return own_fees(full, self._values(code), self._terms.reduction, self._rounded)

    def _reduced(self, code: str, own: fees.Fees) -> tuple[fees.Step, ...]:
        """Return how such an amount is reduced, where the payer's reduction takes the code."""
        if not self._is_subject(code, self.figures(code)):
            return ()
        return reduced_steps(own, self._values(code), self._terms.reduction)

    def _values(self, code: str) -> fees.RelativeValues | None:
        figures = self.figures(code)
        return figures.values if figures else None

    def _of_rvus(self, tier: Tier, code: str) -> Price:
        factor = tier.conversion_factor or fees.ZERO
        own = dict(tier.rvus)
        if code in own:
            full = self._rounded(own[code] * factor)
            working = f"{own[code]} x {factor}"
            step = fees.Step(fees.StepKind.PAYER_FEE, working, full)
            priced = self._own(code, full)
            steps = (step, *self._reduced(code, priced))
            return Price(priced._replace(rvus=own[code]), tier, steps)
        if own:
            return Price(None)
        rates = self._rates(tier)
        figures = rates and self._reference.figures(rates.edition, code)
        if rates is None or figures is None or not figures.priced:
            return Price(None, missing="" if rates else self._why_no_rates(tier))
        return self._by_formula(tier, code, figures, rates._replace(factor=factor), None)

    def _of_medicare(self, tier: Tier, code: str) -> Price:
        locality = self._locality_of(tier.place)
        rates = self._medicares(self._edition_of(tier.edition), locality, self._day_of(tier))
        figures = rates and self._reference.figures(rates.edition, code)
        if rates is None:
            return Price(None, missing=self._why_no_rates(tier))
        if not tier.source:
            # The tier of a payer that is like Medicare and has no price of its own.
            rates = rates._replace(lowered=self._lowered)
        if figures is None or not figures.priced or figures.status in "BIN":
            return Price(None)
        found = self._by_formula(tier, code, figures, rates, tier.percent)
        return self._floored(tier, code, found, locality)

    def _by_formula(
        self,
        tier: Tier,
        code: str,
        figures: CodeFigures,
        rates: Rates,
        percent: Decimal | None,
    ) -> Price:
        """Return the fees by RVUs, indices, and a factor; of Medicare's, a percentage of them."""
        terms = self._terms.reduction
        full, found_by = self._unit_fee(figures, rates, percent, fees.ONE)
        steps: list[fees.Step] = [*found_by]
        reduced = []
        if terms.kind == "practice-expense":
            for share in terms.pays:
                amount, more = self._unit_fee(figures, rates, percent, share)
                reduced.append(amount)
                if self._is_subject(code, figures):
                    steps.extend(more)
        else:
            own = self._own(code, full)
            reduced = list(own.reduced)
            steps.extend(self._reduced(code, own))
        if self._takes_half(figures, code):
            reduced = [fees.cents(full * self._further_share)]
        values = figures.values
        payment = values.practice_expense * rates.gpci.practice_expense * rates.factor
        found = fees.Fees(
            full, tuple(reduced), values.practice_expense, payment, sum(values, fees.ZERO)
        )
        return Price(found, tier, tuple(steps))

    def _unit_fee(
        self, figures: CodeFigures, rates: Rates, percent: Decimal | None, share: Decimal
    ) -> tuple[Decimal, tuple[fees.Step, ...]]:
        """Return the price of a unit and its steps: Medicare's fee first, where it is by that."""
        kind, of_fee = _STEPS_OF_FULL if share == fees.ONE else _STEPS_OF_REDUCED
        formula = fees.FeeFormula(figures.values, rates.gpci, rates.factor, share)
        amount, working = self._before_cents(formula)
        if percent is not None and percent != _HUNDRED:
            fee = amount if self._terms.rounding == "unit" else fees.cents(amount)
            words = fees.CALCULATION_WORDS["of Medicare"].format(percent=percent, fee=fee)
            amount = self._rounded(fee * percent / _HUNDRED)
        elif rates.lowered != fees.ONE:
            fee = self._rounded(amount)
            words = f"{fee} x {rates.lowered}"
            amount = fees.cents(fee * rates.lowered)
        else:
            amount = self._rounded(amount)
            return amount, (fees.Step(kind, working, amount, formula),)
        step = fees.Step(of_fee, working, fee, formula)
        return amount, (step, fees.Step(kind, words, amount))

    def _before_cents(self, formula: fees.FeeFormula) -> tuple[Decimal, str]:
        """Return the fee before it is rounded to cents, and how it is found."""
        factor = formula.conversion_factor
        if self._terms.rounding != "components":
            return formula.sum * factor, formula.working
        products = [fees.cents(part.product) for part in formula.parts]
        return sum(products, fees.ZERO) * factor, f"({' + '.join(map(str, products))}) x {factor}"

    def _rounded(self, amount: Decimal) -> Decimal:
        """Round a unit's amount to cents, unless the payer rounds later."""
        return amount if self._terms.rounding in ("line", "total") else fees.cents(amount)

    def _floored(self, tier: Tier, code: str, found: Price, locality: Locality | None) -> Price:
        """Return the price, not under that of an earlier release."""
        if not tier.floor_edition or found.fees is None:
            return found
        edition = self._edition_of(tier.floor_edition)
        floor = self._medicares(edition, locality, edition.valid_from) if edition else None
        figures = floor and self._reference.figures(floor.edition, code)
        if floor is None or figures is None:
            # The earlier fee isn't at hand, so what is known is the least.
            return found._replace(at_least=True)
        least = self._by_formula(tier, code, figures, floor, tier.percent)
        return max(found, least, key=lambda each: each.fees.full if each.fees else fees.ZERO)

    def _is_subject(self, code: str, figures: CodeFigures | None) -> bool:
        terms = self._terms.reduction
        if code in terms.minus:
            return False
        return code in terms.plus or bool(figures and figures.subject_to_mppr)

    def is_subject(self, code: str) -> bool:
        """Return whether the payer's reduction takes a code."""
        return self._terms.reduction.kind != "none" and self._is_subject(code, self.figures(code))

    def takes_half(self, code: str) -> bool:
        """Return whether it is a splint, a cast, or strapping that is paid less after the first."""
        figures = self.figures(code)
        return figures is not None and self._takes_half(figures, code)

    def _takes_half(self, figures: CodeFigures, code: str) -> bool:
        own = self._terms.medicare and code not in self._terms.reduction.plus
        return own and figures.is_procedure

    def _locality_of(self, place: str | None) -> Locality | None:
        if place in (None, VISITS_PLACE):
            return self._locality
        edition = self._edition or self._reference.editions[-1]
        return self._reference.localities(edition).get(place)

    def _day_of(self, tier: Tier) -> date:
        """Return the date whose law sets Medicare's fee."""
        if tier.edition == MARCH_1:
            return _march_before(self._day)
        edition = self._edition_of(tier.edition)
        dated = tier.edition in (None, DATE_OF_SERVICE)
        return self._day if dated or edition is None else edition.valid_from

    def _edition_of(self, name: str | None) -> Edition | None:
        """Return a release by its name, that of the date of service, or of March 1."""
        if name in (None, DATE_OF_SERVICE):
            return self._edition
        if name == MARCH_1:
            return self._reference.edition_on(_march_before(self._day))
        editions = self._reference.editions
        named = [each for each in editions if name in (each.release, str(each.valid_from.year))]
        # Of a year with several, nobody says which.
        return named[0] if len(named) == 1 else None

    def _medicares(
        self, edition: Edition | None, locality: Locality | None, day: date
    ) -> Rates | None:
        if edition is None or locality is None:
            return None
        own = self._reference.localities(edition).get(locality.id)
        if own is None:
            return None
        today = edition is self._edition and self._terms.medicare
        # A percent is of the usual fee: the factor of qualifying practices is Medicare's alone.
        factor = self._factor if today and self._factor else edition.conversion_factor
        return Rates(edition, self._reference.gpci(own, day), factor)

    def _rates(self, tier: Tier) -> Rates | None:
        edition, gpci = self._edition_of(tier.edition), tier.gpci or NO_GPCI
        if edition is None:
            return None
        if isinstance(gpci, OwnGpci):
            own = fees.Gpci(gpci.work, gpci.practice_expense, gpci.malpractice)
            return Rates(edition, own, fees.ONE)
        if gpci == NO_GPCI:
            return Rates(edition, _NO_INDICES, fees.ONE)
        locality = self._locality_of(gpci)
        return self._medicares(edition, locality, self._day_of(tier))

    def _why_no_rates(self, tier: Tier) -> str:
        """Return what is wanted for a price: the place of the visit, or a release."""
        return "release" if self._edition_of(tier.edition) is None else "place"


def _march_before(day: date) -> date:
    """Return the first of March that began the service year of a day."""
    march = date(day.year, 3, 1)
    return march if day >= march else date(day.year - 1, 3, 1)


def _parameter(reference: Reference, name: str, day: date) -> Decimal:
    found = reference.parameter(name, day)
    return found.value if found else fees.ONE

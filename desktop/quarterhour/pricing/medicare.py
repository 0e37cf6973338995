"""Claim lines priced under the rates in force for a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from quarterhour import fees
from quarterhour.assessment import PricedLine, denials_text
from quarterhour.claims import (
    PATIENT_OWES,
    ClaimLine,
    Denial,
    DenialKind,
    Denials,
    FeeOfLine,
    FullFeeTie,
    Line,
    deductible_left,
    is_above_years,
)
from quarterhour.reference import CodeFigures, Edition, Reference
from quarterhour.visit import DENIAL_MODIFIERS, Visit

# By which amounts that are rounded line by line can differ.
_ROUNDING = Decimal("0.02")


def unpriced(lines: Sequence[ClaimLine], denials: Denials) -> tuple[PricedLine, ...]:
    """Return the lines without amounts, and why some would be denied."""
    return tuple(
        PricedLine(line, None, (), tuple(denials.get(at, ()))) for at, line in enumerate(lines)
    )


def conversion_factor(
    visit: Visit, reference: Reference, edition: Edition, day: date
) -> tuple[Decimal, str]:
    """Return the edition's factor, or that of qualifying APM participants and its source.

    `day` is the one whose law sets the fees.
    """
    if visit.provider.qualifying_apm:
        own = reference.parameter("qualifying_apm_conversion_factor", day)
        if own:
            return own.value, own.source
    return edition.conversion_factor, ""


class Pricer:
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
        self._further_share = self._rate("further_procedure_share")
        self._terms = fees.Terms(
            deductible_remaining=deductible_left(visit.patient),
            coinsurance_rate=self._rate("coinsurance_rate"),
            assistant_factor=self._rate("assistant_factor"),
            sequestration_rate=self._rate("sequestration_rate"),
            limiting_charge_factor=(
                None
                if visit.provider.participating or visit.provider.accepts_assignment
                else self._rate("limiting_charge_factor")
            ),
        )
        year = reference.parameter("part_b_deductible", self._day)
        self._shares = not is_above_years(visit.patient, year)
        self._mac_prices = visit.mac_prices
        self._fees: dict[str, tuple[Decimal, Decimal, tuple[fees.Step, ...]]] = {}
        self._known: dict[object, tuple[fees.Bill, tuple[fees.Step, ...]] | None] = {}

    def price(
        self, lines: Sequence[ClaimLine], denials: Denials
    ) -> tuple[tuple[PricedLine, ...], fees.Payment | None]:
        """Price what the fee schedule prices.

        There is no payment where only the MAC sets prices, or the deductible cannot be right.

        A line that would be denied is allowed nothing, and takes no part in the reduction of the
        others.
        """
        result = list(unpriced(lines, denials))
        for at, line in enumerate(lines):
            if reasons := result[at].denials:
                step = fees.Step(fees.StepKind.DENIED, denials_text(reasons), fees.ZERO)
                steps = (*self._fee_of_others(line, reasons), step)
                result[at] = PricedLine(line, fees.ZERO, steps, reasons)
        bills = self._bills(lines, denials)
        reduced = fees.reduce_multiple([bill for _, bill, _ in bills])
        shares, payment = fees.settle(reduced, self._terms)
        for (at, _, steps), bill, share in zip(bills, reduced, shares, strict=True):
            shared = share.steps if self._shares else ()
            result[at] = PricedLine(
                lines[at], bill.allowed, steps + bill.steps + shared, full_units=bill.full_units
            )
        if not self._shares:
            return tuple(result), None
        if not bills and any(each.allowed is None for each in result):
            return tuple(result), None
        excluded = self._excluded(result)
        return tuple(result), _with_noncovered(payment, result)._replace(
            denied_not_included=excluded
        )

    def _excluded(self, lines: Sequence[PricedLine]) -> Decimal | None:
        """Return what the lines would be allowed if none was denied, less what they are.

        The others are then ranked with those that are denied. None where an amount would not be
        known.
        """
        if not any(line.denied for line in lines):
            return fees.ZERO
        excluded = fees.ZERO
        for line, then in zip(lines, self.allowed([each.line for each in lines], {}), strict=True):
            if line.allowed is None:
                continue
            if then is None:
                return None
            excluded += then - line.allowed
        return excluded

    def allowed(self, lines: Sequence[Line], denials: Denials) -> list[Decimal | None]:
        """Return what each line is allowed, the same as `price` does, without sharing it out."""
        amounts = [fees.ZERO if denials.get(at) else None for at in range(len(lines))]
        bills = self._bills(lines, denials)
        reduced = fees.reduce_multiple([bill for _, bill, _ in bills])
        for (at, _, _), bill in zip(bills, reduced, strict=True):
            amounts[at] = bill.allowed
        return amounts

    def limiting_charges(self, lines: Sequence[Line], denials: Denials) -> dict[int, Decimal]:
        """Return the limiting charge of each line that has one: without assignment, if paid."""
        factor = self._terms.limiting_charge_factor
        if factor is None:
            return {}
        bills = self._bills(lines, denials)
        reduced = fees.reduce_multiple([bill for _, bill, _ in bills])
        return {
            at: fees.limiting_charge(bill, factor)
            for (at, _, _), bill in zip(bills, reduced, strict=True)
        }

    def charged_less(self, lines: Sequence[Line], denials: Denials) -> dict[int, FeeOfLine]:
        """Return the fee of each line that is charged less, which is what Medicare then allows."""
        if all(line.charge is None for line in lines):
            return {}
        bills = self._bills(lines, denials)
        reduced = fees.reduce_multiple([bill for _, bill, _ in bills])
        return {
            at: FeeOfLine(bill.scheduled, bool(bill.reduction))
            for (at, _, _), bill in zip(bills, reduced, strict=True)
            if bill.allowed < bill.scheduled
        }

    def full_fee_tie(self, lines: Sequence[Line], denials: Denials) -> FullFeeTie | None:
        """Return the least and the most that Medicare pays, where any of several units can be full.

        Lines of one code rank alike, but the payment differs with an assistant's unit or another
        charge. None where it differs by two cents or less, which rounding can make.
        """
        if not self._shares:
            return None
        found = self._bills(lines, denials)
        bills = [bill for _, bill, _ in found]
        codes = [lines[at].code for at, _, _ in found]
        for places in (fees.full_fee_places(bills), fees.dearest_procedures(bills)):
            tied = [place for place in places if codes[place] == codes[places[0]]]
            if tie := self._tie([at for at, _, _ in found], bills, tied):
                return tie
        return None

    def _tie(
        self, indexes: Sequence[int], bills: Sequence[fees.Bill], tied: Sequence[int]
    ) -> FullFeeTie | None:
        """Return what Medicare pays by whichever of tied bills has its unit in full."""
        if len({(bills[place].assistant, bills[place].charge) for place in tied}) < 2:
            return None
        amounts = [
            fees.settle(fees.reduce_multiple(bills, place), self._terms)[1].medicare_pays
            for place in tied
        ]
        least, most = min(amounts), max(amounts)
        if most - least <= _ROUNDING:
            return None
        return FullFeeTie(tuple(indexes[place] for place in tied), least, most)

    def _bills(
        self, lines: Sequence[Line], denials: Denials
    ) -> list[tuple[int, fees.Bill, tuple[fees.Step, ...]]]:
        """Return the index, the bill and the steps of each line that is not denied and priced.

        The MAC prices procedures beyond those that are paid by rank.
        """
        priced = [
            (at, *found)
            for at, line in enumerate(lines)
            if not denials.get(at) and (found := self._bill(line)) is not None
        ]
        bills = [bill for _, bill, _ in priced]
        beyond = fees.beyond_procedures(bills)
        return [each for place, each in enumerate(priced) if place not in beyond]

    def _fee_of_others(self, line: ClaimLine, reasons: Sequence[Denial]) -> Sequence[fees.Step]:
        """Return the fee of one unit for those who may bill it, where a therapist may not.

        A line whose denial was confirmed shows no dollars.
        """
        kinds = {each.kind for each in reasons}
        by_others = DenialKind.NOT_BY_THERAPISTS in kinds and DenialKind.NOT_COVERED not in kinds
        confirmed = {*DENIAL_MODIFIERS} & {*line.modifiers, *line.excluded}
        priced = self._bill(line) if by_others and not confirmed else None
        if priced is None:
            return ()
        return [step._replace(kind=fees.StepKind.FEE_OF_OTHERS) for step in priced[1][:1]]

    def _rate(self, name: str) -> Decimal:
        parameter = self._reference.parameter(name, self._day)
        if parameter is None:
            raise LookupError(f"no {name} is in force on {self._day}")
        return parameter.value

    def _bill(self, line: Line) -> tuple[fees.Bill, tuple[fees.Step, ...]] | None:
        """Return a line's fees and their steps, or None where the MAC sets the price.

        They are worked out once: lines are priced again and again without those that are denied.
        """
        what = line.code, line.units, line.assistant, line.charge
        if what not in self._known:
            self._known[what] = self._bill_of(line)
        return self._known[what]

    def _bill_of(self, line: Line) -> tuple[fees.Bill, tuple[fees.Step, ...]] | None:
        figures = self._reference.figures(self._edition, line.code)
        if figures is None:
            return None
        if not figures.priced:
            return self._mac_bill(line)
        full, reduced, steps = self._fees_of(figures)
        bill = fees.Bill(
            units=line.units,
            full=full,
            reduced=reduced,
            practice_expense=figures.values.practice_expense,
            subject=figures.subject_to_mppr,
            assistant=line.assistant,
            charge=line.charge,
            procedure=figures.is_procedure,
        )
        return bill, steps

    def _fees_of(self, figures: CodeFigures) -> tuple[Decimal, Decimal, tuple[fees.Step, ...]]:
        """Return the full and the reduced fee of one unit, worked out once a code."""
        known = self._fees.get(figures.code)
        if known is None:
            full, steps = self._fee(figures.values, fees.StepKind.FEE, fees.ONE)
            reduced = full
            if figures.subject_to_mppr:
                reduced, more = self._fee(figures.values, fees.StepKind.REDUCED_FEE, self._pe_share)
                steps += more
            elif figures.is_procedure:
                reduced = fees.cents(full * self._further_share)
                calculation = f"{full} x {self._further_share}"
                steps += (fees.Step(fees.StepKind.FURTHER_FEE, calculation, reduced),)
            known = self._fees[figures.code] = (full, reduced, steps)
        return known

    def _mac_bill(self, line: Line) -> tuple[fees.Bill, tuple[fees.Step, ...]] | None:
        """Return a line's fee by the MAC's price, or None where there is not exactly one."""
        prices = self._mac_prices(line.code)
        if len(prices) != 1:
            return None
        (price,) = prices
        amount, steps = self._taken_part(price)
        entered = fees.CALCULATION_WORDS["as entered"]
        steps = (fees.Step(fees.StepKind.CONTRACTOR_PRICE, entered, price), *steps)
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
        self, values: fees.RelativeValues, kind: fees.StepKind, pe_share: Decimal
    ) -> tuple[Decimal, tuple[fees.Step, ...]]:
        amount = fees.fee(values, self._gpci, self._factor, pe_share)
        formula = fees.FeeFormula(values, self._gpci, self._factor, pe_share)
        taken, more = self._taken_part(amount)
        return taken, (fees.Step(kind, formula.working, amount, formula), *more)

    def _taken_part(self, amount: Decimal) -> tuple[Decimal, tuple[fees.Step, ...]]:
        """Return a fee as it is for a practice that participates, or does not."""
        if self._participating:
            return amount, ()
        rate = self._rate("nonparticipating_factor")
        lowered = fees.cents(amount * rate)
        step = fees.Step(fees.StepKind.NONPARTICIPATING, f"{amount} x {rate}", lowered)
        return lowered, (step,)


def _with_noncovered(payment: fees.Payment, lines: Sequence[PricedLine]) -> fees.Payment:
    """Return the payment with what the patient owes for lines that GA or GY makes theirs.

    That is the charge, so it is not known where none is entered.
    """
    noncovered = [each.line.charge for each in lines if {*PATIENT_OWES} & {*each.line.modifiers}]
    known = [charge for charge in noncovered if charge is not None]
    if len(known) < len(noncovered) or payment.patient_pays is None:
        return payment._replace(patient_pays=None, noncovered=None)
    owed = sum(known, fees.ZERO)
    return payment._replace(patient_pays=payment.patient_pays + owed, noncovered=owed)

"""The frozen result that every front shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from quarterhour.claims import (
    BilledPair,
    ClaimLine,
    Denial,
    Group,
    GroupThreshold,
    Hint,
    allowed_to_date,
    date_text,
    month_text,
)
from quarterhour.fees import ZERO, Between, PayerPayment, Payment, Step, StepKind
from quarterhour.payers import Plan
from quarterhour.reference import Edition, Locality, TypedAmount
from quarterhour.units import Difference, UnitCount
from quarterhour.visit import Visit


def denials_text(denials: Sequence[Denial]) -> str:
    """Return the reasons for a denial in words, as part of a sentence."""
    return _text_of(tuple(denials))


@lru_cache(maxsize=512)  # each denied line says them in its row, its steps, and the payment
def _text_of(denials: tuple[Denial, ...]) -> str:
    return "; ".join(denial.text for denial in denials)


class ServiceResult(NamedTuple):
    """An entered row: its units on the claim, and why in words.

    `idle_minutes` are not part of a unit; those of rows counted together are with the first row.
    `no_edits` names the codes of the day whose NCCI edit with it was deleted, `billed_by`
    the discipline that bills all of the row's minutes instead. The reason of one that isn't
    `billable` begins with that.
    """

    row: int
    code: str
    label: str
    minutes: int
    units: int
    reason: str
    idle_minutes: int
    no_edits: str = ""
    billed_by: str = ""
    billable: bool = True


class PricedLine(NamedTuple):
    """A claim line with its allowed amount (None where not shown) and the steps to it.

    `denials` are the reasons for which Medicare would deny the line as entered; it is then
    allowed nothing. `full_units` are paid at the full fee.
    `units_paid` are those that another payer pays, None of Medicare.
    """

    line: ClaimLine
    allowed: Decimal | None
    steps: tuple[Step, ...]
    denials: tuple[Denial, ...] = ()
    full_units: int = 0
    units_paid: int | None = None

    @property
    def reducible(self) -> bool:
        """Whether the MPPR takes part of its fee but for one unit of the day."""
        return any(step.kind is StepKind.REDUCED_FEE for step in self.steps)

    @property
    def denied(self) -> bool:
        """Whether Medicare would deny the line as entered."""
        return bool(self.denials)

    @property
    def why_denied(self) -> str:
        """The reasons in words; empty where the line is not denied."""
        return denials_text(self.denials)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result of a visit. `edition`, `locality` and `payment` are None where unknown.

    `pairs` are the services on the claim that have an NCCI edit with each other. `thresholds` has
    each discipline group with charges to date, `refused` the claim lines above it but for GZ.
    `estimated_with` is the edition that prices an estimate, where none prices the date.
    `typed` are the yearly amounts that the user entered and that it uses. None of the deductible is
    taken where it is `deductible_unknown`: neither what is left of it nor the year's is entered.
    `plan` is the file of another payer, None for Medicare and where it has none; `by_payer` are the
    amounts by it, None where it has none, and `units_paid` the units that it pays, None where it
    doesn't say how many, and of Medicare. `conversion_factor` is the edition's, or that of
    qualifying APM participants with the `factor_source` that sets it; None where no fee schedule
    prices the visit, as under another payer than Medicare.
    """

    visit: Visit
    edition: Edition | None
    conversion_factor: Decimal | None
    factor_source: str
    locality: Locality | None
    candidates: tuple[Locality, ...]
    count: UnitCount
    total_minutes: int
    services: tuple[ServiceResult, ...]
    alternatives: tuple[tuple[int, ...], ...]
    lines: tuple[PricedLine, ...]
    payment: Payment | None
    pairs: tuple[BilledPair, ...]
    thresholds: tuple[GroupThreshold, ...]
    refused: tuple[int, ...]
    hints: tuple[Hint, ...]
    typed: tuple[TypedAmount, ...] = ()
    estimated_with: Edition | None = None
    deductible_unknown: bool = False
    plan: Plan | None = None
    by_payer: PayerPayment | None = None
    units_paid: int | None = None

    @property
    def priced_with(self) -> Edition | None:
        """The edition of the date, or that of an estimate."""
        return self.edition or self.estimated_with

    @property
    def _medicares(self) -> bool:
        """Whether Medicare pays, or its amounts are those of a payer that is like it."""
        return self.plan is None or self.plan.as_medicare

    @property
    def deductible_assumed_met(self) -> bool:
        """Whether it is not entered what is left of the deductible, so that it counts as met."""
        return self._medicares and self.visit.patient.deductible_remaining is None

    @property
    def participation_assumed(self) -> bool:
        """Whether it is not known that the practice participates, so that it counts as such."""
        provider = self.visit.provider
        return provider.participating and provider.participation_assumed

    @property
    def kx_unchecked(self) -> tuple[Group, ...]:
        """The groups on the claim whose threshold isn't checked: their year isn't entered."""
        if not self._medicares:
            return ()
        billed = {self.visit.services[priced.line.row].discipline for priced in self.lines}
        return tuple(
            group
            for group in Group
            if billed & {*group.value} and allowed_to_date(self.visit.patient, group) is None
        )

    @property
    def at_fees(self) -> str:
        """The mark of estimated amounts: `at 2026 fees`; empty where they are none."""
        used = self.estimated_with
        return f"at {used.valid_to.year} fees" if used else ""

    @property
    def estimate_sentence(self) -> str:
        """What is estimated, with which fees and why; empty where nothing is."""
        used, day = self.estimated_with, self.visit.date_of_service
        if used is None:
            return ""
        why = f"no fee schedule is loaded for {date_text(day)}"
        return f"Estimate {self.at_fees} (CMS, {month_text(used.begins)}): {why}."

    @property
    def full_fee_code(self) -> str:
        """The code of which one unit is paid at the full fee; empty where the MPPR takes none."""
        lines = (line for line in self.lines if line.reducible and line.full_units)
        return next((line.line.code for line in lines), "")

    @property
    def amounts(self) -> VisitAmounts | None:
        """What the visit comes to, whoever pays; None where no amounts are shown."""
        if self.by_payer is not None:
            found = self.by_payer
            return VisitAmounts(found.allowed, found.payer_pays, found.patient_pays)
        if self.payment is None:
            return None
        payment = self.payment
        of = Between.of
        return VisitAmounts(
            of(payment.allowed),
            of(payment.medicare_pays),
            of(payment.patient_pays),
            payment.denied_not_included,
        )

    @property
    def units(self) -> int:
        """All units on the claim."""
        return sum(line.line.units for line in self.lines)

    def without_amounts(self) -> Assessment:
        """Return it without dollars, the charges too: none are next to a question of the day."""
        lines = tuple(
            priced._replace(line=priced.line._replace(charge=None), allowed=None, steps=())
            for priced in self.lines
        )
        return replace(self, lines=lines, payment=None, by_payer=None)


class VisitAmounts(NamedTuple):
    """What a visit comes to, whoever pays, in dollars; None where it is not known.

    What a payer's text does not decide is from the least to the most.
    """

    allowed: Between | None
    payer_pays: Between | None
    patient_pays: Between | None
    denied_not_included: Decimal | None = ZERO


class RuleComparison(NamedTuple):
    """The same visit by both rules, and each service that differs.

    The amounts are Medicare's by either rule.
    """

    total_minutes: Assessment
    midpoint: Assessment
    differences: tuple[Difference, ...]

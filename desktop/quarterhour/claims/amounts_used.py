"""The year's amounts that a visit depends on: its deductible, and those that the user typed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from quarterhour.fees import ONE, ZERO
from quarterhour.reference import YearlyAmount

if TYPE_CHECKING:
    from quarterhour.claims.judged import Judged
    from quarterhour.reference import Parameter, TypedAmount
    from quarterhour.visit import Patient


def deductible_left(patient: Patient) -> Decimal:
    """Return what is left of the deductible in dollars; one that is not known counts as met."""
    return patient.deductible_remaining or ZERO


def is_above_years(patient: Patient, year: Parameter | None) -> bool:
    """Return whether more is left of the deductible than the year has, where that is known.

    That is a mistake, and what Medicare and the patient pay isn't known.
    """
    return year is not None and deductible_left(patient) > year.value


def is_deductible_unknown(case: Judged) -> bool:
    """Return whether nothing is known of the deductible: what is left of it, nor the year's."""
    unknown = "part_b_deductible" not in case.law
    return unknown and case.visit.patient.deductible_remaining is None


def amounts_used(case: Judged) -> tuple[TypedAmount, ...]:
    """Return the typed amounts that the visit is priced by, or that it is compared with."""
    locality = case.place.locality
    priced = case.priced_with is not None
    floor_matters = locality is not None and (locality.gpci_under(None) != locality.gpci_under(ONE))
    used = {
        YearlyAmount.KX_THRESHOLD: bool(case.thresholds),
        YearlyAmount.DEDUCTIBLE: deductible_left(case.visit.patient) > 0,
        YearlyAmount.QUALIFYING_FACTOR: priced and case.visit.provider.qualifying_apm,
        YearlyAmount.REVIEW_THRESHOLD: bool(case.thresholds),
        YearlyAmount.WORK_FLOOR: priced and floor_matters,
    }
    return tuple(typed for kind, typed in case.typed.items() if used[kind])

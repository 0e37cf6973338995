"""Which of the yearly amounts that the user typed a visit rests on."""

from __future__ import annotations

from quarterhour.claims.deductible import deductible_left
from quarterhour.claims.judged import Judged
from quarterhour.fees import ONE
from quarterhour.reference import TypedAmount, YearlyAmount


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

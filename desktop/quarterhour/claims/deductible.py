"""The year's deductible of Part B, and what is left of it for the patient."""

from __future__ import annotations

from decimal import Decimal

from quarterhour.fees import ZERO
from quarterhour.reference import Parameter
from quarterhour.visit import Patient


def deductible_left(patient: Patient) -> Decimal:
    """Return what is left of the deductible in dollars; one that is not known counts as met."""
    return patient.deductible_remaining or ZERO


def is_above_years(patient: Patient, year: Parameter | None) -> bool:
    """Return whether more is left of the deductible than the year has, where that is known.

    That is a mistake: what Medicare and the patient pay can't be known by it.
    """
    return year is not None and deductible_left(patient) > year.value

"""Hints about entries that are kept with the visit and not yet acted on."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case
from quarterhour.claims.hints.hint import Hint, Severity


def kept_hints(case: Case) -> Iterator[Hint]:
    """Say so where the visit states something that this version does not check."""
    patient = case.visit.patient
    if case.visit.attested.medically_necessary or patient.pt_slp_to_date or patient.ot_to_date:
        yield Hint(
            "kx",
            Severity.WARNING,
            (),
            "The amounts to date are kept with the visit; this version does not check the KX "
            "threshold: add modifier KX yourself where it is needed.",
            "Social Security Act s. 1833(g)",
        )

"""Hints about the payer's rule and the practice's standing with Medicare."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case
from quarterhour.claims.counting import service_to_count
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.units import TOTAL_MINUTES, compare_rules

_LIMIT = "Social Security Act s. 1848(a)(3) and s. 1848(g)(2)(C)"


def payer_hints(case: Case) -> Iterator[Hint]:
    """Say when the count is not Medicare's, and what the amounts assume."""
    if case.count.rule is not TOTAL_MINUTES:
        comparison = compare_rules([service_to_count(service) for service in case.services])
        units = sum(pool.units for pool in comparison.total_minutes.pools)
        yield Hint(
            "rule",
            Severity.WARNING,
            (),
            f"The 15-minute codes are counted by the CPT midpoint rule; Medicare adds the "
            f"minutes, which gives {units} {'unit' if units == 1 else 'units'}. Use this count "
            "only where the payer's contract says so; the amounts are Medicare's, not that "
            "payer's.",
            TOTAL_MINUTES.source,
        )
    provider = case.visit.provider
    if not provider.participating and provider.accepts_assignment:
        yield Hint(
            "provider",
            Severity.NOTE,
            (),
            "The amounts are 95 % of the fee schedule and assume that you accept assignment. "
            "Without it the patient may be charged up to 115 % of them, and Medicare pays the "
            "patient (confirm with your MAC).",
            _LIMIT,
        )
    elif not provider.participating:
        yield Hint(
            "provider",
            Severity.NOTE,
            (),
            "Without assignment Medicare pays the patient, who owes you up to the limiting "
            "charge; what the patient pays is shown net of it (confirm with your MAC).",
            _LIMIT,
        )

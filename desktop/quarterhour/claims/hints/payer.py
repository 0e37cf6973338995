"""Hints about the payer's rule, the practice's standing with Medicare, and its charges."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case
from quarterhour.claims.counting import service_to_count
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.lines import charging_code
from quarterhour.units import TOTAL_MINUTES, compare_rules

_LESSER = "Social Security Act s. 1848(a)(1); 42 CFR 414.21"
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
    yield from _charges(case)


def _charges(case: Case) -> Iterator[Hint]:
    """Tell of charges that are not used, since other rows of the same claim line have none."""
    groups = {counted.group.rows[0]: counted.group.rows for counted in case.count.services}
    unused: dict[tuple[int, ...], str] = {}
    for line in case.lines:
        if line.charge is not None:
            continue
        entered = [case.services[row] for row in groups[line.row]]
        code = charging_code(line, entered)
        own = [service for service in entered if service.entry.code == code]
        if any(service.entry.charge is not None for service in own):
            unused[tuple(service.row for service in own)] = code
    for rows, code in unused.items():
        yield Hint(
            "provider",
            Severity.WARNING,
            rows,
            f"Only some rows of {code} have a charge, so the charge of its claim line is not "
            f"known, and does not limit the amount. Enter the charge on every row of {code}, or "
            "on none (Edit > Service details).",
            _LESSER,
        )

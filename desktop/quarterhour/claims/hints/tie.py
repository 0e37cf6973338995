"""Hints about equal remainders: several allocations are right, and the therapist chooses."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.units import MOST_ALTERNATIVES


def tie_hints(case: Case) -> Iterator[Hint]:
    """Name the services that tie, and how it stands."""
    count = case.count
    for pool in count.pools:
        tied = [pool.services[place].group for place in pool.allocation.tied]
        if not tied:
            continue
        rows = tuple(group.rows[0] for group in tied)
        takers = [
            service.group.rows[0]
            for service in pool.services
            if service.took and service.group in tied
        ]
        units = "unit" if len(takers) == 1 else "units"
        has = "has it" if len(takers) == 1 else "have them"
        standing = (
            f"By your choice {case.named(*takers)} {has}."
            if pool.allocation.chosen
            else f"{case.named(*takers)} {has} by order of entry: choose before you bill."
        )
        if any(group.assistant_minutes for group in tied):
            standing += " The choice also decides the assistant modifier."
        yield Hint(
            "tie",
            Severity.NOTE if pool.allocation.chosen else Severity.WARNING,
            rows,
            f"{case.named(*rows)} have equal remainders and tie for {len(takers)} left-over "
            f"{units}; every choice is valid. {standing}",
            count.rule.source,
        )
    if count.ways > MOST_ALTERNATIVES:
        yield Hint(
            "tie",
            Severity.NOTE,
            (),
            f"There are {count.ways:,} valid allocations; the first {MOST_ALTERNATIVES:,} are "
            "listed.",
            count.rule.source,
        )

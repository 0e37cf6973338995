"""Hints about assistants' minutes."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case, Standing
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.modifiers import ASSISTANT
from quarterhour.units import ServiceUnits

_REGULATION = {"PT": "42 CFR 410.60(a)(4)", "OT": "42 CFR 410.59(a)(4)"}


def assistant_hints(case: Case) -> Iterator[Hint]:
    """Name minutes of an assistant that Medicare does not pay for, and a doubt about CQ or CO."""
    for service in case.services:
        if not service.entry.assistant_minutes or service.code is None:
            continue
        if service.entry.discipline == "SLP":
            yield Hint(
                "assistant",
                Severity.WARNING if service.standing.billable else Severity.ACTION,
                (service.row,),
                "Medicare does not cover a speech-language pathology assistant: "
                f"{service.entry.assistant_minutes} minutes of {service.entry.code} are "
                "documented, not billed.",
                "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 s. 230.3",
            )
        elif service.standing is Standing.ASSISTANT_EVALUATION:
            yield Hint(
                "assistant",
                Severity.ACTION,
                (service.row,),
                f"An assistant may not do an evaluation or re-evaluation: {service.entry.code} is "
                "left off the claim. Remove the assistant's minutes to bill the therapist's own.",
                "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 s. 230.1 and s. 230.2",
            )
    for counted in case.count.services:
        if counted.group.pool in ASSISTANT and _doubtful(counted):
            yield Hint(
                "assistant",
                Severity.NOTE,
                counted.group.rows,
                f"The therapist's own {counted.group.plain_minutes % 15} minutes earn the last "
                f"unit of {counted.group.key}, so it has no {ASSISTANT[counted.group.pool]}; a "
                "strict reading of the 10 % test would add it: confirm with your MAC.",
                _REGULATION[counted.group.pool],
            )


def _doubtful(counted: ServiceUnits) -> bool:
    """Return whether one last unit was the therapist's though the assistant did over 10 %."""
    return counted.split.strict_reading_differs

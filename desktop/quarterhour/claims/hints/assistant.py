"""Hints about assistants' minutes."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case, Standing
from quarterhour.claims.hints.hint import Hint, Severity


def assistant_hints(case: Case) -> Iterator[Hint]:
    """Name minutes of an assistant that Medicare does not pay for."""
    for service in case.services:
        if not service.entry.assistant_minutes or service.code is None:
            continue
        if service.entry.discipline == "SLP":
            yield Hint(
                "assistant",
                Severity.ACTION,
                (service.row,),
                f"Medicare has no modifier for, and does not pay, a speech-language pathology "
                f"assistant: bill {service.entry.code} only for the therapist's own minutes "
                "(confirm with your MAC).",
                "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 s. 230.3",
            )
        elif service.standing is Standing.ASSISTANT_EVALUATION:
            yield Hint(
                "assistant",
                Severity.ACTION,
                (service.row,),
                f"An assistant may not do an evaluation or re-evaluation: {service.entry.code} "
                "needs the therapist's own minutes. It is left off the claim.",
                "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 s. 230.1 and s. 230.2",
            )

"""Hints about assistants' minutes."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.coded import Standing
from quarterhour.claims.hints.hint import Hint, Severity, make_hint
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.modifiers import ASSISTANT

_REGULATION = {"PT": "42 CFR 410.60(a)(4)", "OT": "42 CFR 410.59(a)(4)"}


def assistant_hints(case: Judged) -> Iterator[Hint]:
    """Name minutes of an assistant that Medicare does not pay for, and a doubt about CQ or CO."""
    for service in case.services:
        if not service.entry.assistant_minutes or service.code is None:
            continue
        code = service.entry.code
        if service.entry.discipline == "SLP":
            yield make_hint(
                Topic.SPEECH_ASSISTANT,
                Severity.WARNING if service.standing.billable else Severity.ACTION,
                (service.row,),
                (code,),
                "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 s. 230.3",
                minutes=service.entry.assistant_minutes,
            )
        elif service.standing is Standing.ASSISTANT_EVALUATION:
            yield make_hint(
                Topic.ASSISTANT_EVALUATION,
                Severity.ACTION,
                (service.row,),
                (code,),
                "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 s. 230.1 and s. 230.2",
            )
    for counted in case.count.services:
        group = counted.group
        if group.pool in ASSISTANT and counted.split.strict_reading_differs:
            yield make_hint(
                Topic.STRICT_TEN_PERCENT,
                Severity.NOTE,
                group.rows,
                (group.key,),
                _REGULATION[group.pool],
                minutes=group.plain_minutes % 15,
                modifier=ASSISTANT[group.pool],
            )

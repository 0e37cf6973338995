"""Hints about assistants' minutes."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import FullFeeTie, Judged
from quarterhour.claims.modifiers import ASSISTANT
from quarterhour.claims.services import BillingStatus
from quarterhour.fees import dollars
from quarterhour.units import Group, Split, least_by_simple_method, percent_of

# In force while a strict reading of the 10% test would add CQ or CO to the unit that the
# therapist's own 8 minutes earn.
_STRICT_READING = "strict_ten_percent_reading"
_METHODS = (
    "CY 2020 physician fee schedule final rule (CMS-1715-F); CMS, Billing Examples Using CQ/CO "
    "Modifiers"
)
_REGULATION = {"PT": "42 CFR 410.60(a)(4)", "OT": "42 CFR 410.59(a)(4)"}


def assistant_hints(case: Judged) -> Iterator[Hint]:
    """Name minutes of an assistant that Medicare does not pay for, and doubts about CQ or CO."""
    for service in case.services:
        if not service.entry.assistant_minutes or service.code is None:
            continue
        code = service.entry.code
        if service.entry.discipline == "SLP":
            yield make_hint(
                Topic.SPEECH_ASSISTANT,
                Severity.WARNING if service.billing_status.billable else Severity.ACTION,
                (service.row,),
                (code,),
                "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 §230.3",
                minutes=service.entry.assistant_minutes,
            )
        elif service.billing_status is BillingStatus.ASSISTANT_EVALUATION:
            yield make_hint(
                Topic.ASSISTANT_EVALUATION,
                Severity.ACTION,
                (service.row,),
                (code,),
                "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 §230.1 and §230.2",
            )
    law = case.law.get(_STRICT_READING)
    strict = law is not None and bool(law.value)
    for counted in case.count.services:
        group = counted.group
        if group.pool not in ASSISTANT:
            continue
        if strict and counted.split.strict_reading_differs:
            yield make_hint(
                Topic.STRICT_TEN_PERCENT,
                Severity.NOTE,
                group.rows,
                (group.key,),
                _REGULATION[group.pool],
                minutes=group.plain_minutes % 15,
                modifier=ASSISTANT[group.pool],
            )
        if counted.units and counted.split.simple_method_differs:
            yield _two_methods(counted.group, counted.split)
    if case.full_fee_tie:
        yield _full_fee_tie(case, case.full_fee_tie)


def _full_fee_tie(case: Judged, tie: FullFeeTie) -> Hint:
    """Say what Medicare pays whichever unit the MAC takes for the full fee."""
    lines = [case.lines[at] for at in tie.lines]
    marked = [line for line in lines if line.assistant]
    why = part("charges differ", code=lines[0].code)
    if 0 < len(marked) < len(lines):
        discipline = case.services[marked[0].row].entry.discipline
        why = part("one is the assistant's", code=lines[0].code, modifier=ASSISTANT[discipline])
    return make_hint(
        Topic.FULL_FEE_TIE,
        Severity.NOTE,
        [line.row for line in lines],
        (lines[0].code,),
        "Medicare Claims Processing Manual (Pub. 100-04) ch. 5 §10.7",
        why=why,
        least=dollars(tie.least),
        most=dollars(tie.most),
    )


def _two_methods(group: Group, split: Split) -> Hint:
    """Say that the other of CMS's two methods decides the other way."""
    marked = bool(split.assistant)
    return make_hint(
        Topic.TWO_METHODS,
        Severity.NOTE,
        group.rows,
        (group.key,),
        _METHODS,
        minutes=split.assistant_minutes,
        total=split.total,
        percent=percent_of(split.assistant_minutes, split.total),
        least=least_by_simple_method(split.total),
        modifier=ASSISTANT[group.pool],
        applies=part("applies" if marked else "does not apply"),
        otherwise=part("does not apply" if marked else "applies"),
    )

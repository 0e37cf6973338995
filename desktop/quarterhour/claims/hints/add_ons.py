"""Hints about add-on codes."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.actions import ReplaceCode
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.units import Measure

_MONTHLY = ("month-10", "month-20")


def add_on_hints(case: Judged) -> Iterator[Hint]:
    """Name the add-ons that are entered without their first code, which is billed before them."""
    for counted in case.count.services:
        services = [case.services[row] for row in counted.group.rows]
        one = services[0]
        if not (
            one.billing_status.billable and all(each.entry.code != one.key for each in services)
        ):
            continue
        rows, code = counted.group.rows, one.entry.code
        timing = counted.group.timing
        area = timing.measure is Measure.AREA
        yield make_hint(
            Topic.ADD_ON_ALONE,
            Severity.WARNING,
            rows,
            (code,),
            "NCCI Policy Manual ch. I, add-on codes",
            [ReplaceCode(rows[0], code, one.key)] if len(rows) == 1 else (),
            first=one.key,
            counts=part("area counts" if area else "minutes count"),
            month=part("this month") if timing.name in _MONTHLY else "",
        )

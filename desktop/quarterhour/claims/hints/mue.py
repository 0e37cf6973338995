"""Hints about units above the most that a day allows (MUE)."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case
from quarterhour.claims.hints.hint import Hint, Severity

_ABSOLUTE = "2"


def mue_hints(case: Case) -> Iterator[Hint]:
    """Name every code whose units of the day pass its limit."""
    for limit in case.limits:
        own = [line for line in case.lines if line.code == limit.code]
        units = sum(line.units for line in own)
        if units <= limit.units:
            continue
        remedy = (
            "The limit is absolute."
            if limit.adjudication == _ABSOLUTE
            else "Check the minutes; an appeal with records can pass the limit."
        )
        yield Hint(
            "mue",
            Severity.ACTION,
            tuple(dict.fromkeys(line.row for line in own)),
            f"{units} units of {limit.code} are more than the {limit.units} that one day allows. "
            f"As it stands Medicare denies {limit.code} for the day, not only the units above "
            f"(confirm with your MAC): bill {limit.units}. {remedy}",
            f"{limit.release}, practitioner MUE table, adjudication indicator "
            f"{limit.adjudication}; NCCI Policy Manual ch. I",
        )

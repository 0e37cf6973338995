"""Hints about pairs of codes that the NCCI does not pay together."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import BilledPair, Case
from quarterhour.claims.hints.hint import Hint, Severity

_MODIFIERS = "59, or one of XE, XS, XP, XU"


def ncci_hints(case: Case) -> Iterator[Hint]:
    """Say of each pair what would be denied, and when a modifier is right."""
    for pair in case.pairs:
        severity, message = _message(pair, pair.edit.column_2 in case.separate_codes)
        yield Hint(
            "ncci",
            severity,
            pair.rows,
            message,
            f"{pair.edit.release}, practitioner procedure-to-procedure edits, modifier "
            f"indicator {pair.edit.modifier_indicator}; NCCI Policy Manual ch. XI",
        )


def _message(pair: BilledPair, marked: bool) -> tuple[Severity, str]:
    one, two = pair.edit.column_1, pair.edit.column_2
    if pair.edit.modifier_indicator == "0":
        return Severity.ACTION, (
            f"{one} and {two} are never paid together on one day: {two} (column 2) is denied, "
            "with or without a modifier. Bill one of them. The amounts still count both."
        )
    if pair.separate and not marked:
        return Severity.NOTE, (
            f"You state that {one} and {two} were separate. {two} takes modifier 59 once the "
            "same is stated of its other pairs."
        )
    if pair.separate:
        return Severity.NOTE, (
            f"You state that {one} and {two} were separate: modifier 59 stands on {two} (column "
            "2). The note must show the separate times."
        )
    return Severity.ACTION, (
        f"{two} (column 2) is denied beside {one} (column 1) unless they were separate, in "
        f"different 15-minute blocks. If they were, state it (Edit > Separate services): one "
        f"modifier goes on {two} ({_MODIFIERS}; 59 and XE are two modifiers). The amounts still "
        "count both."
    )

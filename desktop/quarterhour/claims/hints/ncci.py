"""Hints about pairs of codes that the NCCI does not pay together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quarterhour.claims.case import BilledPair, Case
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.remedy import Statement
from quarterhour.fees import ZERO, dollars
from quarterhour.visit import SeparatePair

_STATE = "Edit > Claim statements"
_MODIFIERS = (
    "59, or the one of XE, XS, XP and XU that says why; 59 and XE are two modifiers, and one is "
    "enough"
)
_MEANING = {
    "59": "It says that the services were distinct, such as in different 15-minute blocks.",
    "XE": "It says that they were given in separate encounters on the day.",
    "XS": "It says that they were given to separate structures of the body.",
    "XP": "It says that separate practitioners gave them.",
    "XU": "It says that they do not overlap in an unusual way: different 15-minute blocks.",
}


def ncci_hints(case: Case) -> Iterator[Hint]:
    """Say of each pair of services what would be denied, and when a modifier is right.

    A first code and its add-on are one service: their pairs are told as one.
    """
    told: dict[tuple[tuple[int, int], bool], list[BilledPair]] = {}
    for pair in case.pairs:
        told.setdefault((pair.rows, pair.never), []).append(pair)
    for pairs in told.values():
        severity, message = _message(case, pairs)
        edit = pairs[0].edit
        yield Hint(
            "ncci",
            severity,
            pairs[0].rows,
            message,
            f"{edit.release}, practitioner procedure-to-procedure edits, modifier indicator "
            f"{edit.modifier_indicator}; NCCI Policy Manual ch. XI",
            _remedy(case, pairs[0]),
        )


def _message(case: Case, pairs: Sequence[BilledPair]) -> tuple[Severity, str]:
    pair = pairs[0]
    columns_1 = list(dict.fromkeys(each.edit.column_1 for each in pairs))
    columns_2 = list(dict.fromkeys(each.edit.column_2 for each in pairs))
    one, two = " and ".join(columns_1), " and ".join(columns_2)
    are = "is" if len(columns_2) == 1 else "are"
    if pair.never:
        return Severity.ACTION, (
            f"{one} and {two} are never paid together on one day: {two} (column 2) {are} denied, "
            f"with or without a modifier. Bill one of them; the amounts leave {two} out."
        )
    if pair.modifier:
        return Severity.NOTE, _stated(case, pair, one, two)
    if pair.two_disciplines:
        return Severity.WARNING, (
            f"{two} (column 2) {are} not paid beside {one} (column 1) to one practitioner. The "
            "amounts take it that therapists of two disciplines gave them, and count both. State "
            f"it ({_STATE}) where your MAC wants that marked: XP, or 59, goes on {two} (confirm "
            "with your MAC)."
        )
    gain = sum((case.gains.get(code, ZERO) for code in columns_2), ZERO)
    pays = f" Medicare then pays {dollars(gain)} more." if gain else ""
    return Severity.ACTION, (
        f"{two} (column 2) {are} denied beside {one} (column 1), and the amounts leave that out. "
        f"Were they separate, in different 15-minute blocks? If so, state it ({_STATE}): one "
        f"modifier goes on {two} ({_MODIFIERS}).{pays}"
    )


def _stated(case: Case, pair: BilledPair, one: str, two: str) -> str:
    marked = case.separate_codes.get(pair.edit.column_2)
    if not marked:
        return (
            f"You state that {one} and {two} were separate. {two} takes {pair.modifier} once the "
            "same is stated of its other pairs."
        )
    return (
        f"You state that {one} and {two} were separate: modifier {marked} stands on {two} "
        f"(column 2). {_MEANING[marked]} The note must show it."
    )


def _remedy(case: Case, pair: BilledPair) -> Statement | None:
    """Offer to state that they were separate, where that is still to be said."""
    if pair.never or pair.modifier:
        return None
    one, two = pair.edit.column_1, pair.edit.column_2
    attested = case.visit.attested
    modifier = "XP" if pair.two_disciplines else "59"
    return Statement(
        f"{one} and {two} were separate: add {modifier}",
        replace(attested, separate=(*attested.separate, SeparatePair(one, two, modifier))),
    )

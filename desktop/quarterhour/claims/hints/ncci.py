"""Hints about pairs of codes that the NCCI does not pay together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quarterhour.claims.case import BilledPair, Case, listed
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.remedy import Statement
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
    "XU": "It says that the service does not overlap the usual parts of the other one.",
}


def ncci_hints(case: Case) -> Iterator[Hint]:
    """Say of each pair of services what would be denied, and when a modifier is right.

    A first code and its add-on are one service: their pairs are told as one. Of a line that is
    never paid, only that is told.
    """
    hopeless = {pair.lines[1] for pair in case.pairs if pair.never}
    told: dict[tuple[tuple[int, int], bool], list[BilledPair]] = {}
    for pair in case.pairs:
        if pair.never or pair.lines[1] not in hopeless:
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
    yield from _needless(case)


def _message(case: Case, pairs: Sequence[BilledPair]) -> tuple[Severity, str]:
    pair = pairs[0]
    one = listed(each.edit.column_1 for each in pairs)
    two = listed(each.edit.column_2 for each in pairs)
    are = "are" if " and " in two else "is"
    left_out = f", and the amounts leave {two} out" if case.priced else ""
    if pair.never:
        return Severity.ACTION, (
            f"{one} and {two} are never paid together on one day: {two} (column 2) {are} denied, "
            f"with or without a modifier{left_out}. Bill one of them."
        )
    if pair.modifier:
        return Severity.NOTE, _stated(case, pair, one, two)
    if pair.two_disciplines:
        return Severity.WARNING, _two_disciplines(pair, one, two, are)
    return Severity.ACTION, (
        f"{two} (column 2) {are} denied beside {one} (column 1){left_out}. "
        f"{_question(case, pair)} If so, state it ({_STATE}): one modifier goes on {two} "
        f"({_MODIFIERS})."
    )


def _two_disciplines(pair: BilledPair, one: str, two: str, are: str) -> str:
    paid = (
        f"{two} (column 2) {are} not paid beside {one} (column 1) to one practitioner. The amounts "
        "take it that therapists of two disciplines gave them, and count both"
    )
    if not pair.statable:
        return f"{paid}; no modifier would let one practitioner bill both (confirm with your MAC)."
    return (
        f"{paid}. State it ({_STATE}) where your MAC wants that marked: XP, or 59, goes on {two} "
        "(confirm with your MAC)."
    )


def _question(case: Case, pair: BilledPair) -> str:
    """Ask what makes the two separate: time for timed codes, else part of the body or session."""
    codes = [case.services[row].code for row in pair.rows]
    if all(code is not None and code.clock.pooled for code in codes):
        return "Were they separate, in different 15-minute blocks (confirm with your MAC)?"
    return (
        "Were they separate: another part of the body, another session, or times that do not "
        "overlap (confirm with your MAC)?"
    )


def _stated(case: Case, pair: BilledPair, one: str, two: str) -> str:
    line = case.lines[pair.lines[1]]
    marked = next((mark for mark in line.modifiers if mark in _MEANING), "")
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
    if not pair.statable or pair.modifier:
        return None
    one, two = pair.edit.column_1, pair.edit.column_2
    attested = case.visit.attested
    modifier = "XP" if pair.two_disciplines else "59"
    return Statement(
        f"{one} and {two} were separate: add {modifier}",
        replace(attested, separate=(*attested.separate, SeparatePair(one, two, modifier))),
    )


def _needless(case: Case) -> Iterator[Hint]:
    """Say which statements add nothing, since no edit is in force between the two codes."""
    lapsed = {frozenset((edit.column_1, edit.column_2)): edit for edit in case.lapsed_pairs}
    for pair in case.visit.attested.separate:
        edit = lapsed.get(pair.codes)
        if edit is not None:
            rows = [line.row for line in case.lines if line.code in pair.codes]
            yield Hint(
                "ncci",
                Severity.NOTE,
                tuple(dict.fromkeys(rows)),
                f"You state that {pair.one} and {pair.two} were separate. No NCCI edit is in force "
                "between them (deleted), so no modifier is added.",
                f"{edit.release}, practitioner procedure-to-procedure edits",
            )

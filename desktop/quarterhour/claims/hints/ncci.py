"""Hints about pairs of codes that the NCCI does not pay together."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date
from functools import lru_cache

from quarterhour.claims.actions import Action, OpenDialog
from quarterhour.claims.claimed import BilledPair, pairs_by_services
from quarterhour.claims.denials import DenialKind
from quarterhour.claims.dialog import Dialog
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.phrases import listed
from quarterhour.claims.questions import ask_separate
from quarterhour.reference.pair_parts import parts_named
from quarterhour.visit import SEPARATE_MODIFIERS

_ASKED = (
    Topic.PAIR_DENIED,
    Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE,
)
_DENYING = (Topic.PAIR_DENIED, Topic.PAIR_NEVER, Topic.PAIR_NOT_SEPARATE)


def ncci_hints(case: Judged) -> Iterator[Hint]:
    """Say of each pair of services what would be denied, and when a modifier is right.

    A first code and its add-on are one service: their pairs are told as one. Of a line that is
    never paid, only that is told.
    """
    hopeless = {pair.lines[1] for pair in case.pairs if pair.never}
    told = [pair for pair in case.pairs if pair.never or pair.lines[1] not in hopeless]
    in_doubt = _in_doubt(case)
    for pairs in pairs_by_services(told):
        yield _pair_hint(case, pairs, in_doubt)
    yield from _not_loaded(case)
    yield from _needless(case)
    yield from _add_ons(case)


def _pair_hint(case: Judged, pairs: tuple[BilledPair, ...], in_doubt: Container[int]) -> Hint:
    pair = pairs[0]
    topic, severity = _topic(case, pair)
    if topic is Topic.PAIR_DENIED and pair.answered_no:
        topic, severity = Topic.PAIR_NOT_SEPARATE, Severity.NOTE
    return _hint_of(
        pairs,
        topic,
        severity,
        doubtful=any(each.lines[1] in in_doubt for each in pairs),
        timed=_timed(case, pair),
        # The modifier on the line, else the one confirmed that is not on it yet.
        modifier=_marked(case, pair) or pair.marked,
        priced=case.priced,
        day=case.visit.date_of_service,
    )


# While other minutes are typed, most pairs of the visit are told as before.
@lru_cache(maxsize=512)
def _hint_of(
    pairs: tuple[BilledPair, ...],
    topic: Topic,
    severity: Severity,
    *,
    doubtful: bool,
    timed: bool,
    modifier: str,
    priced: bool,
    day: date,
) -> Hint:
    pair, edit = pairs[0], pairs[0].edit
    paid = tuple(dict.fromkeys(each.edit.column_1 for each in pairs))
    denied = tuple(dict.fromkeys(each.edit.column_2 for each in pairs))
    actions = _ways(pair) if topic in _ASKED or _answered(pair) else ()
    two = listed(denied)
    question = part("time blocks" if timed else "other part")
    action = {
        Topic.PAIR_DENIED: part("if separate", question=question, codes=two),
        Topic.PAIR_NEVER: part("bill one"),
    }.get(topic, "")
    if topic in _DENYING and doubtful:
        topic = Topic.PAIR_IN_DOUBT
    return make_hint(
        topic,
        severity,
        pair.rows,
        (*paid, *denied),
        f"{edit.release}, practitioner procedure-to-procedure edits: column 1 {listed(paid)}, "
        f"column 2 {two}, modifier indicator {edit.modifier_indicator}; NCCI Policy Manual ch. XI",
        actions,
        go_to=pair.rows[-1],
        one=listed(paid),
        two=two,
        are=part("are" if denied[1:] else "is"),
        left_out=part("pair not counted", codes=two) if priced else "",
        question=question,
        remedy=action,
        modifier=modifier,
        meaning=part(modifier) if modifier else "",
        release=edit.release,
        day=day,
    )


def _not_loaded(case: Judged) -> Iterator[Hint]:
    """Name the codes billed with others whose edits no loaded table has."""
    lines = [line for line in case.lines if line.code in case.without_pairs]
    if lines and len({line.row for line in case.lines}) > 1:
        codes = tuple(dict.fromkeys(line.code for line in lines))
        parts = case.pair_parts
        missing = parts_named(parts.missing_of(codes)) if parts else ""
        yield make_hint(
            Topic.PAIRS_NOT_LOADED,
            Severity.WARNING,
            [line.row for line in lines],
            codes,
            f"{parts.release}, {missing}, practitioner procedure-to-procedure edits"
            if parts
            else "NCCI, practitioner procedure-to-procedure edits",
            file=part("parts of quarter", parts=missing, release=parts.release)
            if parts
            else part("current file"),
        )


def _topic(case: Judged, pair: BilledPair) -> tuple[Topic, Severity]:
    if pair.never:
        return Topic.PAIR_NEVER, Severity.ACTION
    if not pair.known and not pair.marked:
        return Topic.PAIR_NOT_KNOWN, _unless_answered(pair)
    if pair.marked:
        marked = _marked(case, pair)
        return (Topic.PAIR_STATED if marked else Topic.PAIR_STATED_IN_PART), Severity.NOTE
    if not pair.two_disciplines:
        return Topic.PAIR_DENIED, Severity.ACTION
    if pair.modifier_allowed:
        return Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE, _unless_answered(pair)
    return Topic.PAIR_OF_TWO_DISCIPLINES, _unless_answered(pair)


def _in_doubt(case: Judged) -> set[int]:
    """Return the lines that nothing denies but pairs, whatever those pay being denied itself.

    CMS says that column 1 of a pair is eligible for payment and column 2 is denied; no CMS text was
    found for a column 1 that is not eligible.
    """
    paid: dict[int, list[int]] = {}
    for pair in case.pairs:
        paid.setdefault(pair.lines[1], [])
        if pair.denied:
            paid[pair.lines[1]].append(pair.lines[0])
    return {
        at
        for at, firsts in paid.items()
        if all(denial.kind is DenialKind.PAIR for denial in case.denials.get(at, ()))
        and all(case.denials.get(first) for first in firsts)
    }


def _unless_answered(pair: BilledPair) -> Severity:
    """Return how much a check matters: what is answered is not asked any more."""
    return Severity.NOTE if _answered(pair) else Severity.WARNING


def _marked(case: Judged, pair: BilledPair) -> str:
    """Return the modifier on column 2 that says that it was separate, if there is one."""
    line = case.lines[pair.lines[1]]
    return next((mark for mark in line.modifiers if mark in SEPARATE_MODIFIERS), "")


def _timed(case: Judged, pair: BilledPair) -> bool:
    """Return whether both are timed codes, which time makes separate."""
    codes = [case.services[row].code for row in pair.rows]
    return all(code is not None and code.timing.pooled for code in codes)


def _answered(pair: BilledPair) -> bool:
    """Return whether there is an answer to be changed, which only a modifier can give weight."""
    return bool(pair.marked) or (pair.modifier_allowed and pair.answered_no)


def _ways(pair: BilledPair) -> Sequence[Action]:
    """Ask whether they were separate."""
    return ask_separate(pair), OpenDialog(Dialog.CLAIM_STATEMENTS)


def _add_ons(case: Judged) -> Iterator[Hint]:
    """Name the add-ons that fall with their first code."""
    fallen = {
        (line.row, line.code): denial.code
        for at, line in enumerate(case.lines)
        for denial in case.denials.get(at, ())
        if denial.kind is DenialKind.ADD_ON
    }
    for (row, code), first in fallen.items():
        yield make_hint(
            Topic.ADD_ON_FALLS,
            Severity.ACTION,
            (row,),
            (code,),
            "NCCI Policy Manual ch. I, add-on codes",
            first=first,
            left_out=part("pair not counted", codes=code) if case.priced else "",
        )


def _needless(case: Judged) -> Iterator[Hint]:
    """Say which answers add nothing, since CMS deleted the edit of the two codes."""
    deleted = {frozenset((edit.column_1, edit.column_2)): edit for edit in case.deleted_edits}
    for pair in case.visit.attested.separate:
        edit = deleted.get(pair.codes)
        if edit is not None:
            yield make_hint(
                Topic.PAIR_DELETED,
                Severity.NOTE,
                [line.row for line in case.lines if line.code in pair.codes],
                (pair.one, pair.two),
                f"{edit.release}, practitioner procedure-to-procedure edits",
                one=pair.one,
                two=pair.two,
            )

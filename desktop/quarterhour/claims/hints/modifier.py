"""Hints about the modifiers that the visit asks for: denials, purpose, order, too many."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.actions import Attest, OpenDialog
from quarterhour.claims.dialog import Dialog
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.lines import ClaimLine
from quarterhour.claims.modifiers import (
    AUDIO_ONLY,
    DISCIPLINE_MODIFIERS,
    MAX_MODIFIERS,
    PURPOSE,
    TELEHEALTH,
)
from quarterhour.claims.phrases import listed
from quarterhour.claims.questions import ask_necessary, ask_notice
from quarterhour.claims.threshold import Group

_NOTICE = "Medicare Claims Processing Manual (Pub. 100-04) ch. 30 §50; ch. 23 §20.9"
_FORM = "Form CMS-1500, item 24D"
_DISCIPLINE = "Medicare Claims Processing Manual (Pub. 100-04) ch. 5 §20.1"


def modifier_hints(case: Judged) -> Iterator[Hint]:
    """Say what denials and purpose need, and where the order of modifiers is wrong."""
    yield from _confirmed_denials(case)
    yield from _order(case)
    if case.visit.purpose:
        yield make_hint(
            Topic.PURPOSE_MARKED,
            Severity.NOTE,
            (),
            (),
            "Contract of the payer that requires 96 or 97",
            modifier=PURPOSE[case.visit.purpose],
            purpose=case.visit.purpose,
        )
    for line in case.lines:
        if line.excluded:
            yield _excluded(line)


def _confirmed_denials(case: Judged) -> Iterator[Hint]:
    """Say which modifier is on the lines whose denial was confirmed."""
    for code, modifier in case.visit.attested.denial:
        rows = [line.row for line in case.lines if line.code == code]
        if rows:
            yield make_hint(
                Topic.DENIAL_STATED,
                Severity.NOTE,
                rows,
                (code,),
                _NOTICE,
                tuple(_questions_of_denial(case, code)),
                modifier=modifier,
                meaning=part(modifier),
                left_out=part("pair not counted", codes=code) if case.priced else "",
            )


def _questions_of_denial(case: Judged, code: str) -> Iterator[Attest]:
    """Yield the questions that GA, GY or GZ on a line answers.

    Above the threshold, GZ answers whether the care of its discipline group is necessary.
    """
    attested = case.visit.attested
    refused = [at for at in case.refused if case.lines[at].code == code]
    if refused:
        group = _group_of(case, refused[0])
        codes = [case.lines[at].code for at in case.refused if _group_of(case, at) is group]
        yield ask_necessary(attested, tuple(dict.fromkeys(codes)))
    yield ask_notice(attested, code)


def _group_of(case: Judged, at: int) -> Group:
    """Return the disciplines that share a threshold with that of a line."""
    discipline = case.visit.services[case.lines[at].row].discipline
    return next(group for group in Group if discipline in group.value)


def _order(case: Judged) -> Iterator[Hint]:
    """Name lines whose discipline modifier comes after the second place."""
    disciplines = DISCIPLINE_MODIFIERS.values()
    rows = [
        line.row for line in case.lines if any(mark in disciplines for mark in line.modifiers[2:])
    ]
    if rows:
        yield make_hint(
            Topic.ORDER_TOO_LATE,
            Severity.WARNING,
            rows,
            case.codes_of(rows),
            _DISCIPLINE,
            [OpenDialog(Dialog.PRACTICE)],
        )


def _excluded(line: ClaimLine) -> Hint:
    """Say which modifiers found no place; Medicare asks for telehealth, not for the purpose."""
    return make_hint(
        Topic.MODIFIERS_LEFT_OFF,
        Severity.ACTION if {TELEHEALTH, AUDIO_ONLY} & {*line.excluded} else Severity.NOTE,
        (line.row,),
        (line.code,),
        _FORM,
        most=MAX_MODIFIERS,
        left_off=listed(line.excluded),
    )

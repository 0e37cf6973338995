"""The questions of attestations: what is asked, and all that is stated with each answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quarterhour.claims.actions import Answer, AnswerKind, Attest, Statement
from quarterhour.claims.claimed import BilledPair
from quarterhour.claims.modifiers import ADVANCE_NOTICE, EXCLUDED, NECESSARY, NO_NOTICE
from quarterhour.visit import SEPARATE_MODIFIERS, Attested, SameMinutes, SeparatePair


def ask_separate(pair: BilledPair) -> Attest:
    """Ask whether two services were provided separately; two disciplines are marked by XP first."""
    usual = "XP" if pair.two_disciplines else SEPARATE_MODIFIERS[0]
    modifiers = (usual, *(each for each in SEPARATE_MODIFIERS if each != usual))
    codes, others = (pair.edit.column_1, pair.edit.column_2), pair.others_stated
    answers = [
        Answer(AnswerKind.YES, others.stating(SeparatePair(*codes, modifier)), modifier)
        for modifier in modifiers
    ]
    no = Answer(AnswerKind.NO, others.not_stating(*codes))
    kept = _with_modifier(answers, pair.modifier) if pair.modifier else None
    if pair.answered_no and not pair.modifier:
        kept = no
    return Attest(Statement.SEPARATE, codes, (*answers, no), others, kept)


def ask_necessary(attested: Attested, codes: tuple[str, ...]) -> Attest:
    """Ask whether care above the threshold is medically necessary, and else whether of an ABN.

    Without `codes` no line is known to be above it, of which GZ could say that no ABN is signed.
    """
    open_ = replace(
        _without_denial(attested, codes), medically_necessary=False, advance_notice=False
    )
    answers = (
        Answer(AnswerKind.YES, replace(open_, medically_necessary=True), NECESSARY),
        Answer(AnswerKind.ABN, replace(open_, advance_notice=True), ADVANCE_NOTICE),
        *(
            Answer(AnswerKind.NO, open_.expecting_denial(codes, NO_NOTICE), NO_NOTICE)
            for _ in codes[:1]
        ),
    )
    denied = codes and {attested.denial_of(code) for code in codes} == {NO_NOTICE}
    if attested.medically_necessary:
        kept = NECESSARY
    elif attested.advance_notice:
        kept = ADVANCE_NOTICE
    else:
        kept = NO_NOTICE if denied else ""
    return Attest(Statement.NECESSARY, codes, answers, open_, _with_modifier(answers, kept))


def ask_notice(attested: Attested, code: str) -> Attest:
    """Ask what stands for a service whose denial is expected: an ABN, none, or an exclusion."""
    answers = tuple(
        Answer(kind, attested.expecting_denial((code,), modifier), modifier)
        for kind, modifier in (
            (AnswerKind.YES, ADVANCE_NOTICE),
            (AnswerKind.NO, NO_NOTICE),
            (AnswerKind.EXCLUDED, EXCLUDED),
        )
    )
    kept = _with_modifier(answers, attested.denial_of(code))
    return Attest(Statement.NOTICE, (code,), answers, _without_denial(attested, (code,)), kept)


def ask_same_minutes(
    attested: Attested, disciplines: tuple[str, str], minutes: int, codes: tuple[str, ...]
) -> Attest:
    """Ask of two disciplines whether so many minutes of some services were the same.

    Who bills them is answered with it.
    """
    stated = [each for each in attested.same_minutes if {*disciplines} <= {*each.disciplines}]
    others = tuple(each for each in attested.same_minutes if each not in stated)

    def answer(kind: AnswerKind, billed_by: str = "") -> Answer:
        same = SameMinutes(disciplines, minutes if billed_by else 0, billed_by, codes)
        return Answer(kind, replace(attested, same_minutes=(*others, same)), "", billed_by)

    no = answer(AnswerKind.NO)
    answers = (no, *(answer(AnswerKind.YES, each) for each in disciplines))
    billing = {(each.billed_by, each.minutes) for each in stated}
    kept = [
        each for each in answers if billing == {(each.billed_by, minutes if each.billed_by else 0)}
    ]
    return Attest(
        Statement.SAME_MINUTES,
        codes,
        answers,
        replace(attested, same_minutes=others),
        kept[0] if kept else None,
        disciplines,
        minutes,
    )


def _without_denial(attested: Attested, codes: Iterable[str]) -> Attested:
    others = tuple(each for each in attested.denial if each[0] not in codes)
    return replace(attested, denial=others)


def _with_modifier(answers: Sequence[Answer], modifier: str) -> Answer | None:
    return next((each for each in answers if modifier and each.modifier == modifier), None)

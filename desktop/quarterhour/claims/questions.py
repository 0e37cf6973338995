"""The questions of attestations: what is asked, and all that is stated with each answer."""

from __future__ import annotations

from dataclasses import replace

from quarterhour.claims.actions import Answer, AnswerKind, Attest, Statement
from quarterhour.claims.modifiers import ADVANCE_NOTICE, NECESSARY
from quarterhour.visit import SEPARATE_MODIFIERS, Attested, SeparatePair

# Denial is expected, and no ABN is signed.
NO_NOTICE = "GZ"


def ask_separate(attested: Attested, column_1: str, column_2: str, two_disciplines: bool) -> Attest:
    """Ask whether two services were provided separately; two disciplines are marked by XP first."""
    usual = "XP" if two_disciplines else SEPARATE_MODIFIERS[0]
    modifiers = (usual, *(each for each in SEPARATE_MODIFIERS if each != usual))
    codes = column_1, column_2
    answers = [
        Answer(AnswerKind.YES, attested.stating(SeparatePair(*codes, modifier)), modifier)
        for modifier in modifiers
    ]
    no = Answer(AnswerKind.NO, attested.not_stating(*codes))
    return Attest(Statement.SEPARATE, codes, (*answers, no))


def ask_necessary(attested: Attested, codes: tuple[str, ...]) -> Attest:
    """Ask whether care above the threshold is medically necessary, and else whether of an ABN."""
    others = {code: mark for code, mark in attested.denial if code not in codes}
    open_ = replace(
        attested,
        medically_necessary=False,
        advance_notice=False,
        denial=tuple(sorted(others.items())),
    )
    denied = tuple(sorted((others | dict.fromkeys(codes, NO_NOTICE)).items()))
    return Attest(
        Statement.NECESSARY,
        codes,
        (
            Answer(AnswerKind.YES, replace(open_, medically_necessary=True), NECESSARY),
            Answer(AnswerKind.ABN, replace(open_, advance_notice=True), ADVANCE_NOTICE),
            Answer(AnswerKind.NO, replace(open_, denial=denied), NO_NOTICE),
        ),
    )

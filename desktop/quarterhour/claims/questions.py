"""The questions that attestations answer, each with its answers and what they confirm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from quarterhour.claims.actions import Answer, AnswerKind, Attest, Statement
from quarterhour.claims.claimed import BilledPair
from quarterhour.claims.modifiers import ADVANCE_NOTICE, EXCLUDED, NECESSARY, NO_NOTICE
from quarterhour.visit import SEPARATE_MODIFIERS, Attested, SameMinutes, SeparatePair


def ask_separate(pair: BilledPair) -> Attest:
    """Ask whether two services were provided separately; two disciplines are marked by XP first."""
    codes = pair.edit.column_1, pair.edit.column_2
    usual = "XP" if pair.two_disciplines else SEPARATE_MODIFIERS[0]
    return _ask_separate(codes, usual, pair.modifier, pair.answered_no, pair.others_confirmed)


# Whatever is typed, the question of two codes stays the same while no other is answered.
@lru_cache(maxsize=512)
def _ask_separate(
    codes: tuple[str, str], usual: str, modifier_kept: str, answered_no: bool, others: Attested
) -> Attest:
    modifiers = (usual, *(each for each in SEPARATE_MODIFIERS if each != usual))
    answers = [
        Answer(AnswerKind.YES, others.confirming_separate(SeparatePair(*codes, modifier)), modifier)
        for modifier in modifiers
    ]
    no = Answer(AnswerKind.NO, others.denying_separate(*codes))
    kept = _with_modifier(answers, modifier_kept) if modifier_kept else None
    if answered_no and not modifier_kept:
        kept = no
    return Attest(Statement.SEPARATE, codes, (*answers, no), others, kept)


@lru_cache(maxsize=128)  # most keys leave the lines above it as they are
def ask_necessary(attested: Attested, codes: tuple[str, ...]) -> Attest:
    """Ask whether care over the threshold is medically necessary, or an ABN is signed, or neither.

    Without `codes`, no line is known to be above it, so there is no answer by GZ.
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
    """Ask about a service that Medicare will deny: an ABN, none, or an exclusion."""
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


class SharedMinutes(NamedTuple):
    """Equal minutes of two disciplines that may be the same.

    `parts` has for each discipline the codes of each part of it with these minutes.
    """

    disciplines: tuple[str, str]
    minutes: int
    parts: Mapping[str, Sequence[tuple[str, ...]]]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, each once."""
        parts = (part for each in self.disciplines for part in self.parts[each])
        return tuple(dict.fromkeys(code for part in parts for code in part))

    def same(self, billed_by: str, given_up: tuple[str, ...]) -> SameMinutes:
        """Return the answer that one discipline bills them, and which codes of the other do not."""
        codes = {
            each: tuple(dict.fromkeys(code for part in self.parts[each] for code in part))
            if each == billed_by
            else given_up
            for each in self.disciplines
        }
        return SameMinutes(self.disciplines, self.minutes, billed_by, tuple(sorted(codes.items())))


def ask_same_minutes(
    attested: Attested, shared: SharedMinutes, earlier: Sequence[SameMinutes] = ()
) -> Attest:
    """Ask whether minutes of two disciplines were the same, and who then bills them.

    `earlier` are the answers so far about these minutes: a new answer replaces them. No means that
    the two treated at different times, apart from what else is answered.
    """
    one, two = shared.disciplines
    kept_apart = tuple(_others(attested, earlier, shared.disciplines))
    answers = [Answer(AnswerKind.NO, _confirming(attested, kept_apart, SameMinutes((one, two), 0)))]
    for billed_by, giving in ((one, two), (two, one)):
        parts = dict.fromkeys(tuple(sorted(part)) for part in shared.parts[giving])
        for part in parts:
            same = _confirming(attested, kept_apart, shared.same(billed_by, part))
            given_up = part if len(parts) > 1 else ()
            answers.append(Answer(AnswerKind.YES, same, "", billed_by, given_up))
    kept = [each for each in answers if _says(each.attested.same_minutes[-1], earlier)]
    return Attest(
        Statement.SAME_MINUTES,
        shared.codes,
        tuple(answers),
        replace(attested, same_minutes=kept_apart),
        kept[0] if kept else None,
        shared.disciplines,
        shared.minutes,
    )


def _others(
    attested: Attested, earlier: Sequence[SameMinutes], disciplines: tuple[str, str]
) -> Iterator[SameMinutes]:
    """Yield the other answers; of three disciplines, what remains of the other two."""
    for each in attested.same_minutes:
        if each not in earlier:
            yield each
        elif len(each.disciplines) > len(disciplines):
            giving = [one for one in disciplines if one != each.billed_by]
            left = tuple(one for one in each.disciplines if one != giving[0])
            codes = tuple(pair for pair in each.codes if pair[0] in left)
            yield replace(each, disciplines=left, codes=codes)


def _says(answer: SameMinutes, earlier: Sequence[SameMinutes]) -> bool:
    """Return whether an answer is the one given, for these codes or for any."""
    same = [each for each in earlier if each.codes in ((), answer.codes)]
    return len(earlier) == 1 and [(each.billed_by, each.minutes) for each in same] == [
        (answer.billed_by, answer.minutes)
    ]


def _confirming(
    attested: Attested, others: tuple[SameMinutes, ...], answer: SameMinutes
) -> Attested:
    return replace(attested, same_minutes=(*others, answer))


def _without_denial(attested: Attested, codes: Iterable[str]) -> Attested:
    others = tuple(each for each in attested.denial if each[0] not in codes)
    return replace(attested, denial=others)


def _with_modifier(answers: Sequence[Answer], modifier: str) -> Answer | None:
    return next((each for each in answers if modifier and each.modifier == modifier), None)

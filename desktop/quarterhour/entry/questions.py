"""The questions that a visit raises, in words: what is asked, what can be answered, what was.

They are those that only whoever provided the care can answer: whether services were separate,
whether care over the KX threshold is necessary, who bills shared minutes, whether there is an ABN.
"""

from __future__ import annotations

from decimal import Decimal

from quarterhour.claims import (
    NO_NOTICE,
    Answer,
    AnswerKind,
    Attest,
    GroupThreshold,
    Statement,
    listed,
)
from quarterhour.entry.session import Session
from quarterhour.fees import dollars, round_dollars
from quarterhour.statements import ServicePair
from quarterhour.units import minutes_text

_QUESTIONS = {
    Statement.SEPARATE: (
        "Were {codes} provided separately, and does the note show it? Do not count the same "
        "minutes twice."
    ),
    Statement.NECESSARY: (
        "Over the KX threshold: {codes}. Is this care medically necessary, and does the record "
        "support it?"
    ),
    Statement.SAME_MINUTES: (
        "Did {disciplines} treat the patient at the same time for {minutes} of {codes}?"
    ),
    Statement.NOTICE: "Medicare is expected to deny {codes}. Did the patient sign an ABN?",
}
# Where no line is known to be over it.
_OPEN_QUESTION = (
    "Is care over the KX threshold medically necessary, and does the record support it?"
)
_ANSWERS = {
    (Statement.SEPARATE, AnswerKind.YES): "Yes: {modifier}, {meaning}",
    (Statement.SEPARATE, AnswerKind.NO): "No, they were not provided separately",
    (Statement.NECESSARY, AnswerKind.YES): "Yes, it is medically necessary ({modifier})",
    (Statement.NECESSARY, AnswerKind.ABN): (
        "No, and the patient signed an ABN before the service ({modifier})"
    ),
    (Statement.NECESSARY, AnswerKind.NO): (
        "No, and no ABN was signed before the service ({modifier})"
    ),
    (Statement.SAME_MINUTES, AnswerKind.YES): "Yes, and {billed_by} bills these minutes{instead}",
    (
        Statement.SAME_MINUTES,
        AnswerKind.NO,
    ): "No, they treated at different times, or the minutes are already split",
    (Statement.NOTICE, AnswerKind.YES): "Yes, before the service ({modifier})",
    (Statement.NOTICE, AnswerKind.NO): "No ABN was signed before the service ({modifier})",
    (Statement.NOTICE, AnswerKind.EXCLUDED): (
        "None is needed: the law excludes the service from Medicare ({modifier})"
    ),
}
_MEANINGS = {
    "59": "distinct services, such as different 15-minute blocks",
    "XE": "a separate encounter on the same day",
    "XS": "a separate structure of the body",
    "XP": "a separate practitioner",
    "XU": "it does not overlap the usual parts of the other service",
}
# What is to be known before one answers.
ABOUT_QUESTION = {
    Statement.NECESSARY: (
        "If it is necessary, KX goes on the first line over the threshold and on every line after "
        "it."
    ),
    Statement.NOTICE: (
        "GY is for what the law excludes from Medicare. Check with your MAC before you use it."
    ),
    Statement.SAME_MINUTES: (
        "Part B pays minutes once. If the two split the minutes, enter for each discipline those "
        "it bills, and answer No."
    ),
}


def question_text(asked: Attest) -> str:
    """Return what is asked."""
    if not asked.codes:
        return _OPEN_QUESTION
    return _QUESTIONS[asked.statement].format(
        codes=listed(asked.codes),
        disciplines=listed(asked.disciplines) if asked.disciplines else "",
        minutes=minutes_text(asked.minutes),
    )


def answer_text(asked: Attest, answer: Answer) -> str:
    """Return what can be answered, with the modifier that it leads to."""
    others = [each for each in asked.disciplines if each != answer.billed_by]
    return _ANSWERS[asked.statement, answer.kind].format(
        modifier=answer.modifier,
        meaning=_MEANINGS.get(answer.modifier, ""),
        billed_by=answer.billed_by,
        instead=f" instead of {others[0]}'s {listed(answer.given_up)}" if answer.given_up else "",
    )


def pair_title(pair: ServicePair) -> str:
    """Return which services a pair has, and the question where there is one."""
    names = f"{pair.column_1} with {pair.column_2}"
    return f"{names}: were they separate?" if pair.pair.modifier_allowed else names


def pair_columns(pair: ServicePair) -> str:
    """Return how CMS lists a pair, for who looks it up."""
    return f"{pair.column_1} (column 1), {pair.column_2} (column 2); {pair.pair.edit.release}"


def pair_answered(pair: ServicePair) -> str:
    """Return what is answered of a pair, and what it comes to now."""
    two = pair.column_2
    if pair.pair.never:
        return f"Never paid together; no modifier changes that. {two} isn't in the amounts."
    if not pair.pair.denied and not pair.pair.marked:
        both = "Both are counted because two disciplines provided them."
        if not pair.pair.modifier_allowed:
            return f"{both} Check with your MAC."
        return f"{both} If your MAC wants it marked, use XP or 59."
    if pair.pair.answered_no:
        return f"Your answer: they were not provided separately. {two} is denied."
    if not pair.pair.modifier:
        return (
            f"Not answered. Medicare will deny {two} unless they were separate and the note shows "
            "it. It isn't in the amounts."
        )
    if not pair.marked:
        return f"{two} gets {pair.pair.modifier} once its other pairs are answered too."
    return f"{pair.marked} is on {two}. The note must show that they were separate."


def threshold_compared(group: GroupThreshold | None, limit: Decimal | None) -> str:
    """Return the KX threshold, and how the visit compares with it."""
    if limit is None:
        return "No KX threshold is loaded for this year. Enter it in File > Yearly amounts."
    year = f"The KX threshold is {round_dollars(limit)}."
    if group is None or group.left is None:
        return f"{year} This visit isn't compared with it yet."
    today = "with this visit" if group.complete else "with what is known of this visit"
    side = "over" if group.left < 0 else "under"
    return (
        f"{year} Allowed this year {today}: {dollars(group.total)}. That's "
        f"{dollars(abs(group.left))} {side} the threshold."
    )


def threshold_answered(session: Session) -> str:
    """Return what is answered of care over the KX threshold."""
    attested = session.draft.attested
    if attested.medically_necessary:
        return "Your answer: it is medically necessary. KX is on the lines over the threshold."
    if attested.advance_notice:
        return "Your answer: it isn't, and an ABN was signed before the service. GA is on it."
    if NO_NOTICE in map(attested.denial_of, session.question_of_threshold().codes):
        return "Your answer: it isn't, and no ABN was signed before the service."
    return "Not answered. Your answer decides whether KX, GA, or GZ is on lines over the threshold."

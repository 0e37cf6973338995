"""What is asked of a visit, what can be answered, and what was, in words."""

from __future__ import annotations

from typing import Any

import pytest

from builders import ot, pt, slp, visit_fields
from quarterhour.claims import AnswerKind, Attest, Group
from quarterhour.entry import Session
from quarterhour.entry.questions import (
    answer_text,
    pair_answered,
    pair_columns,
    pair_title,
    question_text,
    threshold_answered,
    threshold_compared,
)
from quarterhour.reference import Reference
from quarterhour.statements import ServicePair
from quarterhour.visit import visit_from

PAIR = (pt("97530", 15), pt("97750", 15))
OVER = {"pt_slp_to_date": "2480.00"}


def begun(reference: Reference, *services: dict[str, Any], **fields: Any) -> Session:
    return Session(reference, visit_from(visit_fields(*services, **fields)))


def answered(asked: Attest, kind: AnswerKind, modifier: str = "") -> str:
    return next(
        answer_text(asked, each)
        for each in asked.answers
        if each.kind is kind and modifier in ("", each.modifier)
    )


def keep(session: Session, asked: Attest, kind: AnswerKind) -> None:
    session.answer(next(each for each in asked.answers if each.kind is kind).attested)


def pair_of(session: Session) -> ServicePair:
    (pair,) = session.service_pairs()
    return pair


def test_a_pair_is_asked_about_with_its_modifiers(reference: Reference) -> None:
    session = begun(reference, *PAIR)
    pair = pair_of(session)
    asked = session.question_of(pair.pair)
    assert question_text(asked).startswith("Were 97530 and 97750 provided separately")
    assert answered(asked, AnswerKind.YES, "XE") == "Yes: XE, a separate encounter on the same day"
    assert answered(asked, AnswerKind.NO) == "No, they were not provided separately"
    assert pair_title(pair) == "97530 with 97750: were they separate?"
    assert pair_columns(pair).startswith("97530 (column 1), 97750 (column 2); ")


def test_what_is_answered_of_a_pair_is_told(reference: Reference) -> None:
    session = begun(reference, *PAIR)
    asked = session.question_of(pair_of(session).pair)
    assert pair_answered(pair_of(session)).startswith("Not answered. Medicare will deny 97750")
    keep(session, asked, AnswerKind.YES)
    assert pair_answered(pair_of(session)).endswith(
        "is on 97750. The note must show that they were separate."
    )
    keep(session, asked, AnswerKind.NO)
    assert pair_answered(pair_of(session)).startswith("Your answer: they were not")


def test_a_pair_that_is_never_paid_asks_nothing(reference: Reference) -> None:
    pair = pair_of(begun(reference, pt("97140", 15), pt("97124", 15)))
    assert pair_title(pair) == "97140 with 97124"
    assert pair_answered(pair).startswith("Never paid together")


def test_two_disciplines_are_both_counted(reference: Reference) -> None:
    pair = pair_of(begun(reference, slp("92507"), pt("97530", 15)))
    assert pair_answered(pair).startswith("Both are counted because two disciplines provided them.")


def test_a_modifier_waits_for_the_other_pairs_of_its_line(reference: Reference) -> None:
    session = begun(reference, *PAIR, pt("97140", 15))
    first, _ = session.service_pairs()
    keep(session, session.question_of(first.pair), AnswerKind.YES)
    assert pair_answered(session.service_pairs()[0]).endswith(
        "once its other pairs are answered too."
    )


def test_the_threshold_is_asked_about_with_codes_or_without(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15), patient=OVER)
    asked = session.question_of_threshold()
    assert question_text(asked).startswith("Over the KX threshold: 97110. Is this care")
    assert answered(asked, AnswerKind.YES) == "Yes, it is medically necessary (KX)"
    below = begun(reference, pt("97110", 15)).question_of_threshold()
    assert question_text(below).startswith("Is care over the KX threshold medically necessary")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (AnswerKind.YES, "Your answer: it is medically necessary. KX"),
        (AnswerKind.ABN, "Your answer: it isn't, and an ABN was signed"),
        (AnswerKind.NO, "Your answer: it isn't, and no ABN was signed"),
    ],
)
def test_what_is_answered_of_the_threshold_is_told(
    kind: AnswerKind, said: str, reference: Reference
) -> None:
    session = begun(reference, pt("97110", 15), patient=OVER)
    assert threshold_answered(session).startswith("Not answered.")
    keep(session, session.question_of_threshold(), kind)
    assert threshold_answered(session).startswith(said)


def test_a_visit_is_compared_with_the_threshold(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15), ot("97112", 15), patient=OVER)
    assert session.outcome.assessment is not None
    groups = {each.group: each for each in session.outcome.assessment.thresholds}
    over = threshold_compared(groups.get(Group.PT_SLP), session.threshold)
    assert over.startswith("The KX threshold is $2,480. Allowed this year with this visit: $2,5")
    assert over.endswith("over the threshold.")
    assert "isn't compared with it yet" in threshold_compared(None, session.threshold)
    assert "No KX threshold is loaded" in threshold_compared(None, None)

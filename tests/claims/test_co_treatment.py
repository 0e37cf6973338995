"""Two disciplines with equal minutes on one visit: asked whether they were shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import hint_of, offers, ot, pt, slp, topics
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import AnswerKind, Attest, Severity, Statement, TakeAsRead, Topic
from quarterhour.reference import Reference
from quarterhour.visit import VisitError
from visits import FEW

Assess = Callable[..., Assessment]


def units(found: Assessment) -> list[int]:
    """Return the units of each row."""
    return [service.units for service in found.services]


def questions(found: Assessment) -> list[Attest]:
    """Return the questions about shared minutes."""
    return [
        action
        for hint in found.hints
        for action in hint.actions
        if isinstance(action, Attest) and action.statement is Statement.SAME_MINUTES
    ]


def said(minutes: int, billed_by: str = "", *disciplines: str, **more: Any) -> dict[str, Any]:
    """Return a statement about shared minutes."""
    answer = {"disciplines": list(disciplines or ("PT", "OT")), "minutes": minutes, **more}
    return {"same_minutes": [answer | ({"billed_by": billed_by} if billed_by else {})]}


def test_pt_and_ot_in_one_session_are_asked_about(assessed: Assess) -> None:
    """A84: one session of 30 minutes, 2 units in all if they were the same."""
    visit = (pt("97530", 30), ot("97530", 30))
    found = assessed(*visit, date_of_service="2026-05-11", zip="33101")
    hint = hint_of(found, Topic.SAME_MINUTES)
    assert (hint.severity, hint.kind, hint.unconfirmed) == (Severity.WARNING, "co-treatment", True)
    assert (hint.rows, hint.codes) == ((0, 1), ("97530",))
    assert "$" not in hint.text
    (asked,) = offers(hint)
    assert isinstance(asked, Attest)
    assert (asked.disciplines, asked.minutes, asked.kept) == (("PT", "OT"), 30, None)
    assert [(answer.kind, answer.billed_by) for answer in asked.answers] == [
        (AnswerKind.NO, ""),
        (AnswerKind.YES, "PT"),
        (AnswerKind.YES, "OT"),
    ]
    assert [str(line.allowed) for line in found.lines] == ["62.37", "51.94"]


@pytest.mark.parametrize(
    ("services", "asked"),
    [
        ([pt("97110", 30), ot("97535", 30)], True),
        ([slp("92507", 45), pt("97530", 45)], True),
        ([pt("97110", 15), pt("97140", 15), ot("97530", 30)], True),  # in all
        ([pt("97110", 30), ot("97535", 25)], False),
        ([pt("97110", 30), pt("97140", 30)], False),
        ([pt("97110", 5), ot("97535", 5)], False),  # none is billed
        ([pt("97597", square_cm=9), ot("97597", square_cm=9)], False),
        ([pt("98980", 20), ot("97535", 20)], False),  # of a month
    ],
)
def test_equal_minutes_are_asked_about(
    services: list[dict[str, Any]], asked: bool, assessed: Assess
) -> None:
    assert (Topic.SAME_MINUTES in topics(assessed(*services))) == asked


def test_each_two_of_three_are_asked_about(assessed: Assess) -> None:
    found = assessed(pt("97535", 30), ot("97535", 30), slp("97535", 30))
    assert topics(found, "co-treatment") == [Topic.SAME_MINUTES] * 3


def test_that_they_were_not_the_same_is_told_and_counts_both(assessed: Assess) -> None:
    found = assessed(pt("97530", 30), ot("97530", 30), attested=said(0))
    assert topics(found, "co-treatment") == [Topic.OTHER_MINUTES_STATED]
    assert units(found) == [2, 2]


@pytest.mark.parametrize(
    ("services", "answer", "billed"),
    [
        ([pt("97530", 30), ot("97530", 30)], said(30, "PT"), [2, 0]),
        ([pt("97530", 30), ot("97530", 30)], said(30, "OT"), [0, 2]),
        ([pt("97530", 30, 30), ot("97535", 60)], said(60, "OT"), [0, 4]),
        # SLP's code is a session: it is billed, or the other's minutes are.
        ([slp("92507", 45), pt("97530", 45)], said(45, "SLP", "SLP", "PT"), [1, 0]),
        ([slp("92507", 45), pt("97530", 45)], said(45, "PT", "SLP", "PT"), [0, 3]),
        # All of a discipline's minutes, in whatever services.
        ([pt("97110", 15), pt("97140", 15), ot("97530", 30)], said(30, "OT"), [0, 0, 2]),
        ([pt("97110", 15), pt("97140", 15), ot("97530", 30)], said(30, "PT"), [1, 1, 0]),
        # All of one service.
        ([pt("97110", 30), pt("97140", 15), ot("97530", 30)], said(30, "OT"), [0, 1, 2]),
        # A part of the only row.
        ([pt("97530", 45), ot("97530", 30)], said(15, "OT"), [2, 2]),
        # Whoever bills them keeps them; others are as they were.
        ([pt("97530", 30), ot("97530", 30), slp("92507", 30)], said(30, "PT"), [2, 0, 1]),
    ],
)
def test_the_same_minutes_are_billed_once(
    services: list[dict[str, Any]],
    answer: dict[str, Any],
    billed: list[int],
    assessed: Assess,
) -> None:
    """A84. By one of the two; docs/rules.md 10.1.8."""
    found = assessed(*services, attested=answer)
    assert units(found) == billed
    hint = hint_of(found, Topic.SAME_MINUTES_STATED)
    assert hint.severity is Severity.NOTE
    (asked,) = offers(hint)
    assert isinstance(asked, Attest)
    assert asked.unanswered.same_minutes == ()


def test_the_same_minutes_are_split(assessed: Assess) -> None:
    """CMS's third way for 30 minutes of transfers: a unit each."""
    halves = [said(15, who)["same_minutes"][0] for who in ("PT", "OT")]
    found = assessed(pt("97530", 30), ot("97530", 30), attested={"same_minutes": halves})
    assert units(found) == [1, 1]
    assert "PT and OT split them" in hint_of(found, Topic.SAME_MINUTES_STATED).text
    assert found.services[0].reason.endswith(
        "OT bills 15 out of the 30 minutes. This row counts the rest."
    )


def test_what_another_discipline_bills_has_no_line_and_says_why(assessed: Assess) -> None:
    found = assessed(pt("97530", 30), ot("97530", 30), attested=said(30, "PT"))
    assert [line.line.code for line in found.lines] == ["97530"]
    assert found.services[1].reason == (
        "Not billed: PT treated at the same time and bills these minutes."
    )
    alone = assessed(pt("97530", 30)).payment
    assert alone is not None
    assert (found.services[1].idle_minutes, found.payment and found.payment.allowed) == (
        30,
        alone.allowed,
    )


@pytest.mark.parametrize(
    ("services", "answer"),
    [
        # Two services may have given the 15 minutes.
        ([pt("97110", 15), pt("97112", 15), ot("97535", 15)], said(15, "OT")),
        # A session is not split by time.
        ([slp("92507", 45), pt("97530", 30)], said(30, "PT", "SLP", "PT")),
        # PT has fewer minutes than it is to bill.
        ([pt("97530", 20), ot("97530", 30)], said(30, "PT")),
        # Whose part, the therapist's or the assistant's, is not told.
        ([pt("97530", 30), ot("97530", 20, 25)], said(30, "PT")),
        # The service that was asked about is gone, and the minutes are others.
        (
            [pt("97530", 30), ot("97535", 45)],
            said(30, "PT", codes={"PT": ["97140"], "OT": ["97535"]}),
        ),
    ],
)
def test_minutes_that_are_not_clear_are_asked_about(
    services: list[dict[str, Any]], answer: dict[str, Any], assessed: Assess
) -> None:
    """Nothing is taken away by guess, and nothing counts twice without a word."""
    found = assessed(*services, attested=answer)
    assert units(found) == units(assessed(*services))
    assert hint_of(found, Topic.SAME_MINUTES_UNCLEAR).severity is Severity.ACTION


def test_codes_tell_which_minutes_were_the_same(assessed: Assess) -> None:
    services = (pt("97110", 15), pt("97112", 15), ot("97535", 15))
    answer = said(15, "OT", codes={"PT": ["97112"], "OT": ["97535"]})
    assert units(assessed(*services, attested=answer)) == [1, 0, 1]


def test_another_service_is_asked_about_anew(assessed: Assess) -> None:
    """The answer was about 97530 of both."""
    answer = said(30, "PT", codes={"PT": ["97530"], "OT": ["97530"]})
    found = assessed(pt("97530", 30), ot("97535", 30), attested=answer)
    assert topics(found, "co-treatment") == [Topic.SAME_MINUTES]
    assert units(found) == [2, 2]


def test_other_payers_are_not_held_to_it(assessed: Assess) -> None:
    services = (pt("97530", 30), ot("97530", 30))
    found = assessed(*services, attested=said(30, "PT"), payer="my-plan")
    assert units(found) == [2, 2]


def answered(found: Assessment, at: int, number: int, reference: Reference) -> Assessment:
    """Return a visit with one of its questions about shared minutes answered."""
    attested = questions(found)[at].answers[number].attested
    return assess(replace(found.visit, attested=attested), reference)


def test_codes_that_both_bill_are_told_apart(assessed: Assess, reference: Reference) -> None:
    """97530 is of PT too: yes takes OT's from whoever does not bill them."""
    found = assessed(pt("97110", 15), pt("97530", 15), ot("97530", 15))
    (asked,) = questions(found)
    assert [(each.billed_by, each.given_up) for each in asked.answers] == [
        ("", ()),
        ("PT", ()),
        ("OT", ("97110",)),
        ("OT", ("97530",)),
    ]
    assert units(answered(found, 0, 1, reference)) == [1, 1, 0]
    assert units(answered(found, 0, 2, reference)) == [0, 1, 1]
    assert units(answered(found, 0, 3, reference)) == [1, 0, 1]


def test_each_equal_part_is_asked_about(assessed: Assess, reference: Reference) -> None:
    services = (pt("97110", 15), pt("97140", 30), ot("97530", 15), ot("97535", 30), ot("97760", 8))
    found = assessed(*services)
    assert [(each.minutes, each.codes) for each in questions(found)] == [
        (30, ("97140", "97535")),
        (15, ("97110", "97530")),
    ]
    once = answered(found, 0, 1, reference)
    assert units(once) == [1, 2, 1, 0, 1]
    again = [each for each in questions(once) if each.kept is None]
    assert [each.codes for each in again] == [("97110", "97530")]


@pytest.mark.parametrize(
    ("services", "minutes"),
    [
        ([pt("97110", 15), pt("97110", 15), ot("97530", 15), ot("97760", 20)], 15),  # a row
        ([pt("97110", 15), pt("97140", 15), ot("97530", 30), ot("97760", 8)], 30),  # all of PT
    ],
)
def test_a_row_and_a_whole_discipline_are_asked_about(
    services: list[dict[str, Any]], minutes: int, assessed: Assess
) -> None:
    assert [each.minutes for each in questions(assessed(*services))] == [minutes]


def test_three_disciplines_are_asked_about_until_each_minute_is_billed_once(
    assessed: Assess, reference: Reference
) -> None:
    found = assessed(pt("97535", 30), ot("97535", 30), slp("97535", 30))
    found = answered(found, 0, 1, reference)  # PT and OT: PT bills
    open_ = [at for at, each in enumerate(questions(found)) if each.kept is None]
    found = answered(found, open_[0], 1, reference)  # PT and SLP: PT bills
    assert units(found) == [2, 0, 0]
    assert topics(found, "co-treatment") == [Topic.SAME_MINUTES_STATED] * 2


def test_an_answer_of_three_is_changed_for_two(assessed: Assess, reference: Reference) -> None:
    """What is answered about the others stays."""
    said_of_three = said(30, "PT", "PT", "OT", "SLP")
    services = (pt("97535", 30), ot("97535", 30), slp("97535", 30))
    found = assessed(*services, attested=said_of_three)
    assert units(found) == [2, 0, 0]
    of_slp = next(at for at, each in enumerate(questions(found)) if "SLP" in each.disciplines)
    assert units(answered(found, of_slp, 0, reference)) == [2, 0, 2]


def test_a_split_is_shown_and_taken_back(assessed: Assess, reference: Reference) -> None:
    halves = [said(15, who)["same_minutes"][0] for who in ("PT", "OT")]
    found = assessed(pt("97530", 30), ot("97530", 30), attested={"same_minutes": halves})
    (asked,) = questions(found)
    assert asked.unanswered.same_minutes == ()
    assert units(answered(found, 0, 1, reference)) == [2, 0]


def test_minutes_that_nobody_bills_are_said(assessed: Assess) -> None:
    """30 minutes of 96112 earn no unit, and PT gives its own up for them."""
    services = (slp("97129", 15), pt("97129", 30), ot("96112", 30))
    found = assessed(*services, attested=said(30, "OT"))
    hint = hint_of(found, Topic.SAME_MINUTES_NOT_BILLED)
    assert hint.severity is Severity.ACTION
    assert isinstance(offers(hint)[0], Attest)


def test_a_question_about_the_same_minutes_is_answered_and_not_read(assessed: Assess) -> None:
    """One `Got it` of three would silence all three."""
    found = assessed(pt("97535", 30), ot("97535", 30), slp("97535", 30))
    actions = [action for hint in found.hints for action in hint.actions]
    assert not [action for action in actions if isinstance(action, TakeAsRead)]


SERVICES = st.lists(
    st.tuples(
        st.sampled_from((pt, pt, ot, ot, slp)),
        st.sampled_from(("97110", "97140", "97530", "97535", "92507")),
        st.sampled_from((8, 15, 15, 30)),
    ),
    min_size=2,
    max_size=5,
)


@FEW
@given(entered=SERVICES)
def test_whatever_is_answered_is_kept_and_billed_once(
    entered: list[tuple[Any, str, int]], assessed: Assess, reference: Reference
) -> None:
    """Each answer fits, is shown as the kept one, takes what it says, and can be taken back."""
    before = assessed(*(service(code, minutes) for service, code, minutes in entered))
    for at, asked in enumerate(questions(before)):
        assert asked.kept is None
        for number, answer in enumerate(asked.answers):
            after = answered(before, at, number, reference)
            assert Topic.SAME_MINUTES_UNCLEAR not in topics(after)
            kept = [each for each in questions(after) if each.kept is not None]
            assert [each.kept and each.kept.attested for each in kept] == [answer.attested]
            assert kept[0].unanswered == before.visit.attested
            lost = counted_minutes(before) - counted_minutes(after)
            assert lost == (asked.minutes if answer.billed_by else 0)


@FEW
@given(entered=SERVICES, who=st.integers(0, 3))
def test_questions_come_to_an_end(
    entered: list[tuple[Any, str, int]], who: int, assessed: Assess, reference: Reference
) -> None:
    found = assessed(*(service(code, minutes) for service, code, minutes in entered))
    for _ in range(12):
        open_ = [at for at, each in enumerate(questions(found)) if each.kept is None]
        if not open_:
            break
        number = min(who, len(questions(found)[open_[0]].answers) - 1)
        found = answered(found, open_[0], number, reference)
    assert all(each.kept is not None for each in questions(found))
    assert Topic.SAME_MINUTES_UNCLEAR not in topics(found)


def counted_minutes(found: Assessment) -> int:
    """Return the minutes that make units, of all services billed."""
    billed = [each for each in found.count.services if not each.group.key.startswith("row ")]
    return sum(each.group.minutes for each in billed)


def test_a_statement_about_others_settles_nothing(assessed: Assess) -> None:
    answer = said(0, "", "PT", "SLP")
    found = assessed(pt("97530", 30), ot("97530", 30), attested=answer)
    assert topics(found, "co-treatment") == [Topic.SAME_MINUTES]


@pytest.mark.parametrize(
    ("services", "answer"),
    [
        # Time together is the therapist's, and no part of it is told apart.
        ([pt("97530", 30), ot("97530", 20, together_minutes=25)], said(30, "PT")),
        # An area has no minutes of its own.
        ([pt("97530", 15), ot("97597", 30, square_cm=9)], said(15, "PT")),
    ],
)
def test_a_part_that_does_not_count_apart_is_asked_about(
    services: list[dict[str, Any]], answer: dict[str, Any], assessed: Assess
) -> None:
    assert Topic.SAME_MINUTES_UNCLEAR in topics(assessed(*services, attested=answer))


def test_minutes_of_a_period_are_not_those_of_a_session(assessed: Assess) -> None:
    found = assessed(pt("98977", 30), ot("97535", 30))
    assert topics(found, "co-treatment") == []


def test_two_answers_take_from_one_row(assessed: Assess) -> None:
    """OT and SLP each bill a third of what PT provided."""
    answers = [said(15, who, "PT", who)["same_minutes"][0] for who in ("OT", "SLP")]
    services = (pt("97530", 45), ot("97535", 15), slp("97129", 15))
    found = assessed(*services, attested={"same_minutes": answers})
    assert units(found) == [1, 1, 1]


def test_one_answer_of_two_that_does_not_fit_is_an_action(assessed: Assess) -> None:
    answers = [said(15, "PT")["same_minutes"][0], said(40, "OT")["same_minutes"][0]]
    found = assessed(pt("97530", 30), ot("97530", 30), attested={"same_minutes": answers})
    assert topics(found, "co-treatment") == [Topic.SAME_MINUTES_UNCLEAR]


def test_another_length_is_not_the_kept_answer(assessed: Assess) -> None:
    found = assessed(pt("97530", 45), ot("97530", 30), attested=said(15, "OT"))
    (asked,) = questions(found)
    assert asked.kept is None or asked.minutes == 15


def test_a_left_over_unit_for_minutes_that_others_bill_is_refused(assessed: Assess) -> None:
    services = (pt("97110", 20), pt("97140", 20), ot("97530", 20))
    with pytest.raises(VisitError, match=r"97110, whose minutes OT bills"):
        assessed(
            *services,
            attested=said(20, "OT", codes={"PT": ["97110"], "OT": ["97530"]}),
            extra_units_to=[0],
        )


@pytest.mark.parametrize(
    ("second", "asked"), [("9:30-10:00", False), ("9:15-9:45", True), ("9:00-9:30", True)]
)
def test_times_that_follow_each_other_are_not_asked_about(
    second: str, asked: bool, assessed: Assess
) -> None:
    found = assessed(pt("97530", times=["9:00-9:30"]), ot("97535", times=[second]))
    assert bool(questions(found)) == asked

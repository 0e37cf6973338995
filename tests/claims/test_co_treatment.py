"""Two disciplines with equal minutes on one visit: asked whether they were the same minutes."""

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
from quarterhour.claims import AnswerKind, Attest, Severity, Statement, Topic
from quarterhour.reference import Reference

Assess = Callable[..., Assessment]


def units(found: Assessment) -> list[int]:
    """Return the units of each row."""
    return [service.units for service in found.services]


def question(found: Assessment) -> Attest | None:
    """Return the question about the same minutes, if it is asked."""
    asked = [
        action
        for hint in found.hints
        for action in hint.actions
        if isinstance(action, Attest) and action.statement is Statement.SAME_MINUTES
    ]
    return asked[0] if asked else None


def said(minutes: int, billed_by: str = "", *disciplines: str, **more: Any) -> dict[str, Any]:
    """Return a statement about the same minutes."""
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
    """A84. By one of the two; COURSE_AND_DAY.md B4."""
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
    assert found.services[0].reason.endswith("OT bills 15 of the 30 minutes.")


def test_what_another_discipline_bills_has_no_line_and_says_why(assessed: Assess) -> None:
    found = assessed(pt("97530", 30), ot("97530", 30), attested=said(30, "PT"))
    assert [line.line.code for line in found.lines] == ["97530"]
    assert found.services[1].reason == "Not billed: PT bills the same minutes."
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
        ([pt("97530", 30), ot("97535", 45)], said(30, "PT", codes=["97140"])),
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
    answer = said(15, "OT", codes=["97112", "97535"])
    assert units(assessed(*services, attested=answer)) == [1, 0, 1]


def test_another_service_is_asked_about_anew(assessed: Assess) -> None:
    """The answer was about 97530 of both."""
    answer = said(30, "PT", codes=["97530"])
    found = assessed(pt("97530", 30), ot("97535", 30), attested=answer)
    assert topics(found, "co-treatment") == [Topic.SAME_MINUTES]
    assert units(found) == [2, 2]


def test_other_payers_are_not_held_to_it(assessed: Assess) -> None:
    services = (pt("97530", 30), ot("97530", 30))
    found = assessed(*services, attested=said(30, "PT"), payer="my-plan")
    assert units(found) == [2, 2]


MINUTES = st.integers(1, 60)
TIMED = st.sampled_from(("97110", "97140", "97530", "97535"))


@given(data=st.data())
def test_whatever_is_answered_is_kept_and_billed_once(
    data: st.DataObject, assessed: Assess, reference: Reference
) -> None:
    """Each answer that is offered is clear, stands as the kept one, and can be taken back."""
    minutes = data.draw(MINUTES)
    first = [pt(code, minutes) for code in data.draw(st.lists(TIMED, min_size=1, max_size=2))]
    total = minutes * len(first)
    second = [ot("97535", total), *data.draw(st.sampled_from(([], [ot("97110", 7)])))]
    before = assessed(*first, *second)
    asked = question(before)
    if asked is None:
        return
    for answer in asked.answers:
        visit = replace(before.visit, attested=answer.attested)
        after = assess(visit, reference)
        assert Topic.SAME_MINUTES_UNCLEAR not in topics(after)
        kept = question(after)
        assert kept is not None
        assert kept.kept == answer
        assert kept.unanswered == before.visit.attested
        billed = {line.line.row for line in after.lines}
        given_up = [] if not answer.billed_by else second if answer.billed_by == "PT" else first
        for row, service in enumerate((*first, *second)):
            same = service["code"] in asked.codes
            if service in given_up and same:
                assert row not in billed
        if not answer.billed_by:
            assert after.lines == before.lines


def test_a_statement_about_others_settles_nothing(assessed: Assess) -> None:
    answer = said(0, "", "PT", "SLP")
    found = assessed(pt("97530", 30), ot("97530", 30), attested=answer)
    assert topics(found, "co-treatment") == [Topic.SAME_MINUTES]

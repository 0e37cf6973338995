"""Two disciplines with equal minutes on one visit: asked whether they were the same minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import hint_of, offers, ot, pt, slp, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Severity, Topic

Assess = Callable[..., Assessment]


def said(minutes: int, billed_by: str = "", *disciplines: str) -> dict[str, Any]:
    """Return a statement about the same minutes."""
    answer = {"disciplines": list(disciplines or ("PT", "OT")), "minutes": minutes}
    return {"same_minutes": [answer | ({"billed_by": billed_by} if billed_by else {})]}


def test_pt_and_ot_in_one_session_are_asked_about(assessed: Assess) -> None:
    """A84: one session of 30 minutes, 2 units in all if they were the same."""
    visit = (pt("97530", 30), ot("97530", 30))
    found = assessed(*visit, date_of_service="2026-05-11", zip="33101")
    hint = hint_of(found, Topic.SAME_MINUTES)
    assert (hint.severity, hint.kind, hint.unconfirmed) == (Severity.WARNING, "co-treatment", True)
    assert (hint.rows, hint.codes) == ((0, 1), ("97530",))
    assert "$" not in hint.text
    assert offers(hint) == ()
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


def test_that_they_were_not_the_same_settles_it(assessed: Assess) -> None:
    found = assessed(pt("97530", 30), ot("97530", 30), attested=said(0))
    assert topics(found, "co-treatment") == []


def test_that_they_were_is_repeated(assessed: Assess) -> None:
    found = assessed(pt("97530", 30), ot("97530", 30), attested=said(30, "PT"))
    assert topics(found, "co-treatment") == [Topic.SAME_MINUTES_STATED]


def test_a_statement_about_others_settles_nothing(assessed: Assess) -> None:
    answer = said(0, "", "PT", "SLP")
    found = assessed(pt("97530", 30), ot("97530", 30), attested=answer)
    assert topics(found, "co-treatment") == [Topic.SAME_MINUTES]

"""Pairs and limits on dates before the release that holds them: warned of, and nothing denied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from builders import hint_of, ot, pt, slp, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Severity, Topic
from quarterhour.reference import PairEdit, Reference, UnitLimit

Assess = Callable[..., Assessment]


def test_a_pair_without_a_start_before_its_list(assessed: Assess) -> None:
    """A91: deleted on 2021-12-31, and whether it was in force in April 2020 is not known."""
    visit = (ot("97530", 30), ot("97535", 30))
    found = assessed(*visit, date_of_service="2020-04-30", locality="02402-02")
    assert [str(line.allowed) for line in found.lines] == ["75.78", "55.84"]
    hint = hint_of(found, Topic.PAIR_NOT_KNOWN)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.WARNING, (0, 1), ("97530", "97535"))
    assert hint.unconfirmed
    assert "NCCI 2024 Q3" in hint.citation


@pytest.mark.parametrize(
    ("day", "topic"),
    [
        ("2024-06-30", Topic.PAIR_NOT_KNOWN),
        ("2024-07-01", Topic.PAIR_DENIED),
        ("2026-11-23", Topic.PAIR_DENIED),
    ],
)
def test_a_pair_in_force_denies_from_its_list_on(day: str, topic: Topic, assessed: Assess) -> None:
    found = assessed(pt("97530", 15), pt("97750", 15), date_of_service=day)
    assert topics(found) == [topic]
    assert found.lines[1].denied == (topic is Topic.PAIR_DENIED)


def test_it_may_still_be_confirmed(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 15))
    confirmed = {"separate": [["97530", "97750"]]}
    found = assessed(*visit, date_of_service="2021-06-02", attested=confirmed)
    assert found.lines[1].line.modifiers == ("GP", "59")
    assert topics(found) == [Topic.PAIR_STATED]


def test_no_modifier_passes_a_pair_that_is_never_paid(assessed: Assess) -> None:
    visit = (pt("97140", 15), pt("97124", 15))
    confirmed = {"separate": [["97140", "97124"]]}
    found = assessed(*visit, date_of_service="2021-06-02", attested=confirmed)
    assert found.lines[1].line.modifiers == ("GP",)
    assert topics(found) == [Topic.PAIR_NOT_KNOWN]


def test_two_disciplines_before_its_list(assessed: Assess) -> None:
    visit = (slp("92507", 45), pt("97110", 15))
    assert topics(assessed(*visit, date_of_service="2021-06-02")) == [Topic.PAIR_NOT_KNOWN]


def test_a_limit_before_its_table(assessed: Assess) -> None:
    """A92: the MUE of April 2026 says nothing of 2021."""
    found = assessed(pt("97110", 105), date_of_service="2021-05-11", zip="33101")
    (line,) = found.lines
    assert not line.denied
    assert line.allowed
    hint = hint_of(found, Topic.LIMIT_NOT_KNOWN)
    assert (hint.severity, hint.codes, hint.unconfirmed) == (Severity.WARNING, ("97110",), True)


@pytest.mark.parametrize(
    ("day", "topic"),
    [("2026-03-31", Topic.LIMIT_NOT_KNOWN), ("2026-04-01", Topic.UNITS_ABOVE_LIMIT)],
)
def test_a_limit_denies_from_its_table_on(day: str, topic: Topic, assessed: Assess) -> None:
    found = assessed(pt("97110", 105), date_of_service=day)
    assert topics(found) == [topic]
    assert found.lines[0].denied == (topic is Topic.UNITS_ABOVE_LIMIT)


def test_what_is_known_of_a_day() -> None:
    first, before = date(2024, 7, 1), date(2024, 6, 30)
    pair = PairEdit("NCCI 2024 Q3", first, "97530", "97750", None, None, "1")
    assert [pair.known_on(day) for day in (before, first)] == [False, True]
    assert pair._replace(effective=date(2020, 1, 1)).known_on(before)
    limit = UnitLimit("MUE 2024-07-01", first, "97110", 6, "3")
    assert [limit.known_on(day) for day in (before, first)] == [False, True]


def test_no_pair_of_2024_has_a_start(reference: Reference) -> None:
    edit = reference.edits.pair_edit("97530", "97750", date(2024, 7, 1))
    assert edit is not None
    assert edit.effective is None

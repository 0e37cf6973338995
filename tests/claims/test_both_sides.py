"""Casts, splints and strapping on both sides: one unit here, 50 or LT and RT on the claim.

docs/rules.md 10.2 (splints, casts and strapping). The BILAT SURG column of the relative value files
says 1 of these codes: both sides are paid at 150 percent. What the manual says of 50 was not read,
so it is unconfirmed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import TABLES, hint_of, ot, pt, table, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Severity, Topic
from quarterhour.reference import CodeList

Assess = Callable[..., Assessment]

# Each counted one by one: a finger, a joint of the hand.
ONE_BY_ONE = {"29086", "29130", "29131", "29280"}
LISTED = {
    row["code"] for row in table(TABLES / "code_lists.csv") if row["list"] == CodeList.BOTH_SIDES
}
ONCE = sorted(LISTED - ONE_BY_ONE)


def test_the_codes_are_those_of_the_column() -> None:
    assert len(ONCE) == 21
    assert LISTED >= ONE_BY_ONE
    assert "29200" not in LISTED  # the chest has no sides


@pytest.mark.parametrize("code", ONCE)
def test_on_two_rows_it_counts_once_and_is_told_of(code: str, assessed: Assess) -> None:
    found = assessed(pt(code), pt(code))
    assert [line.line.units for line in found.lines] == [1]
    hint = hint_of(found, Topic.BOTH_SIDES)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.WARNING, (0, 1), (code,))
    assert hint.unconfirmed
    assert "billing software" in hint.detail


def test_a_count_above_1_is_told_of(assessed: Assess) -> None:
    assert hint_of(assessed(pt("29405", count=2)), Topic.BOTH_SIDES).rows == (0,)


@pytest.mark.parametrize(
    "services",
    [
        [pt("29405")],
        [pt("29405"), ot("29405")],
        [pt("29405"), pt("29515")],
        [pt("29130"), pt("29130")],
        [pt("29200"), pt("29200")],
        [pt("97161"), pt("97161")],
    ],
    ids=["one", "two disciplines", "two codes", "fingers", "the chest", "no cast"],
)
def test_where_there_is_nothing_to_say(services: list[dict[str, Any]], assessed: Assess) -> None:
    assert Topic.BOTH_SIDES not in topics(assessed(*services))

"""Both rules side by side, and why they differ."""

from __future__ import annotations

import pytest

from quarterhour.units import Service, compare_rules


@pytest.mark.parametrize(
    ("minutes", "together", "alone", "words"),
    [
        (
            (33, 7),
            3,
            2,
            "B has 1 unit when minutes are added and 0 alone: its remainder of 7 is below 8, and "
            "takes a unit that the total leaves over.",
        ),
        (
            (8, 8, 8),
            2,
            3,
            "C has 0 units when minutes are added and 1 alone: its remainder of 8 passes the "
            "midpoint, and the total leaves no unit for it.",
        ),
    ],
)
def test_the_difference_is_explained(
    minutes: tuple[int, ...], together: int, alone: int, words: str
) -> None:
    found = compare_rules([Service("ABC"[at], number) for at, number in enumerate(minutes)])
    assert sum(one.units for one in found.total_minutes.services) == together
    assert sum(one.units for one in found.midpoint.services) == alone
    assert found.differences == (words,)


def test_rules_that_agree_have_no_difference() -> None:
    assert compare_rules([Service("A", 15), Service("B", 23)]).differences == ()

"""Both rules side by side, and why they differ."""

from __future__ import annotations

import pytest

from quarterhour.units import Difference, DifferenceKind, Service, compare_rules


@pytest.mark.parametrize(
    ("minutes", "together", "alone", "difference"),
    [
        ((33, 7), 3, 2, Difference(DifferenceKind.MORE_TOGETHER, "B", 1, 0, 7)),
        ((8, 8, 8), 2, 3, Difference(DifferenceKind.MORE_ALONE, "C", 0, 1, 8)),
    ],
)
def test_a_difference_is_named_with_its_kind(
    minutes: tuple[int, ...], together: int, alone: int, difference: Difference
) -> None:
    found = compare_rules([Service("ABC"[at], number) for at, number in enumerate(minutes)])
    assert sum(one.units for one in found.total_minutes.services) == together
    assert sum(one.units for one in found.midpoint.services) == alone
    assert found.differences == (difference,)


def test_rules_that_agree_have_no_difference() -> None:
    assert compare_rules([Service("A", 15), Service("B", 23)]).differences == ()

"""Dollars and areas are read as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quarterhour.entry.amounts import read_area, read_dollars


@pytest.mark.parametrize(
    ("text", "amount"),
    [("", None), ("85", "85.00"), ("$1,085.5", "1085.50"), (".5", "0.50"), ("85.", "85.00")],
)
def test_dollars(text: str, amount: str | None) -> None:
    found = read_dollars(text)
    assert found == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("text", ["x", "-5", "1.234", "1.2.3", "99999999", "\u0663", "."])
def test_no_dollars(text: str) -> None:
    with pytest.raises(ValueError, match=r"dollars and cents"):
        read_dollars(text)


@pytest.mark.parametrize("text", ["x", "-5", "4.5", "20001"])
def test_no_area(text: str) -> None:
    with pytest.raises(ValueError, match=r"square centimetres"):
        read_area(text)


@pytest.mark.parametrize(("text", "area"), [("", 0), (" 45 ", 45), ("0", 0), ("20000", 20_000)])
def test_areas(text: str, area: int) -> None:
    assert read_area(text) == area


@pytest.mark.parametrize("typed", ["12,50", "1,2345", ",50", "1,00", "12,500,0", "1234,567"])
def test_a_comma_stands_before_three_digits_alone(typed: str) -> None:
    """Elsewhere a comma may be meant as the point: 12,50 was taken for 1,250 dollars."""
    with pytest.raises(ValueError, match="dollars and cents"):
        read_dollars(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1,250", "1250.00"), ("$12,345.60", "12345.60"), ("999,999.9", "999999.90")],
)
def test_a_comma_parts_thousands(typed: str, amount: str) -> None:
    assert str(read_dollars(typed)) == amount

"""Dollars, areas, counts and places of service are read as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quarterhour.entry.amounts import (
    read_area,
    read_count,
    read_dollars,
    read_place_of_service,
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("", None), ("85", "85.00"), ("$1,085.5", "1085.50"), (".5", "0.50"), ("85.", "85.00")],
)
def test_dollars(text: str, amount: str | None) -> None:
    found = read_dollars(text)
    assert found == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("text", ["x", "-5", "1.234", "1.2.3", "99999999", "\u0663", "."])
def test_no_dollars(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as 85 or 85\.50|Enter dollars and cents"):
        read_dollars(text)


@pytest.mark.parametrize("text", ["x", "-5", "4.5", "20001"])
def test_no_area(text: str) -> None:
    with pytest.raises(ValueError, match=r"square centimeters"):
        read_area(text)


@pytest.mark.parametrize(("text", "area"), [("", 0), (" 45 ", 45), ("0", 0), ("20000", 20_000)])
def test_areas(text: str, area: int) -> None:
    assert read_area(text) == area


@pytest.mark.parametrize("typed", ["12,50", "1,2345", ",50", "1,00", "12,500,0", "1234,567"])
def test_a_comma_stands_before_three_digits_alone(typed: str) -> None:
    """Elsewhere a comma may be meant as the point: 12,50 was taken for 1,250 dollars."""
    with pytest.raises(ValueError, match=r"such as 85 or 85\.50"):
        read_dollars(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1,250", "1250.00"), ("$12,345.60", "12345.60"), ("999,999.9", "999999.90")],
)
def test_a_comma_parts_thousands(typed: str, amount: str) -> None:
    assert str(read_dollars(typed)) == amount


@pytest.mark.parametrize(("text", "count"), [("", 1), (" 2 ", 2), ("01", 1), ("99", 99)])
def test_counts(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("two", "Enter a whole number, such as 2"),
        ("1.5", "Enter a whole number, such as 2"),
        ("-1", "Enter a whole number, such as 2"),
        ("\u0663", "Enter a whole number, such as 2"),
        ("0", "Enter 1 or more"),
        ("00", "Enter 1 or more"),
        ("100", "Enter 99 or less"),
        ("9" * 5000, "Enter 99 or less"),
    ],
)
def test_no_count(text: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        read_count(text)


@pytest.mark.parametrize(("text", "place"), [("", ""), (" 12 ", "12"), ("02", "02")])
def test_places_of_service(text: str, place: str) -> None:
    assert read_place_of_service(text) == place


@pytest.mark.parametrize("text", ["1", "2", "111", "office", "1 1", "\u0661\u0661"])
def test_no_place_of_service(text: str) -> None:
    with pytest.raises(ValueError, match="Enter two digits, such as 11, or leave it empty"):
        read_place_of_service(text)

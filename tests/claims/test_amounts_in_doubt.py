"""Amounts that a hint is about: charges above the limit, the deductible, whose unit is in full."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from builders import hint_of, offers, ot, pt, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Dialog, OpenDialog, Severity, Topic
from quarterhour.fees import Bill, full_fee_places, reduce_multiple

Assess = Callable[..., Assessment]

MIAMI = {"date_of_service": "2026-05-11", "zip": "33101"}
UNASSIGNED = {"participating": False, "accepts_assignment": False}


def test_a_charge_above_the_limiting_charge_is_unlawful(assessed: Assess) -> None:
    """A77: 60 dollars for 97140, whose limit is 31.43."""
    found = assessed(pt("97140", 15, charge="60.00"), provider=UNASSIGNED, **MIAMI)
    hint = hint_of(found, Topic.CHARGE_ABOVE_LIMIT)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.ACTION, (0,), ("97140",))
    assert "1848(g)" in hint.citation
    assert "$31.43" in hint.detail and "$60.00" in hint.detail
    assert offers(hint) == (OpenDialog(Dialog.SERVICE_DETAILS, 0),)
    assert found.payment is not None
    assert str(found.payment.patient_pays) == "10.01"


@pytest.mark.parametrize(
    ("charge", "provider"),
    [
        ("31.43", UNASSIGNED),
        ("60.00", {"participating": False}),
        ("60.00", {}),
    ],
)
def test_who_may_charge_it(charge: str, provider: dict[str, Any], assessed: Assess) -> None:
    found = assessed(pt("97140", 15, charge=charge), provider=provider, **MIAMI)
    assert Topic.CHARGE_ABOVE_LIMIT not in topics(found)


def test_a_denied_line_has_no_limit(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 15, charge="500.00"))
    assert Topic.CHARGE_ABOVE_LIMIT not in topics(assessed(*visit, provider=UNASSIGNED))


def test_more_than_the_years_deductible_is_withheld(assessed: Assess) -> None:
    """A83: 5000 left of 283."""
    found = assessed(pt("97110", 30), patient={"deductible_remaining": "5000"}, **MIAMI)
    assert found.payment is None
    (line,) = found.lines
    assert str(line.allowed) == "53.13"
    assert not any("Medicare" in step.name or "eductible" in step.name for step in line.steps)
    hint = hint_of(found, Topic.DEDUCTIBLE_ABOVE_YEARS)
    assert (hint.severity, hint.rows) == (Severity.ACTION, ())
    assert "2026" in hint.citation


@pytest.mark.parametrize(
    ("day", "left", "known"),
    [("2026-05-11", "283", True), ("2025-05-11", "257.01", False), ("2027-05-11", "900", True)],
)
def test_the_deductible_of_each_year(day: str, left: str, known: bool, assessed: Assess) -> None:
    """That of 2027 is not known, so that nothing is said of it."""
    found = assessed(pt("97110", 30), date_of_service=day, patient={"deductible_remaining": left})
    assert (Topic.DEDUCTIBLE_ABOVE_YEARS not in topics(found)) == known


def test_either_unit_may_be_the_one_in_full(assessed: Assess) -> None:
    """Vector cq-3: 97110 with and without CQ; 29.06 and 22.21, or the other way round."""
    found = assessed(pt("97110", 12, 14))
    hint = hint_of(found, Topic.FULL_FEE_TIE)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.NOTE, (0,), ("97110",))
    assert found.payment is not None
    # 22.78 + 14.80 as shown; 19.36 + 17.41 where the assistant's unit is the one in full.
    assert str(found.payment.medicare_pays) == "37.58"
    assert "$36.77 to $37.58" in hint.detail


@pytest.mark.parametrize(
    "services",
    [
        [pt("97110", 30)],
        [pt("97110", 0, 30)],
        [pt("97110", 20), pt("97116", 0, 20)],
        [pt("97110", 12, 14), pt("97530", 15)],
    ],
    ids=["one line", "an assistant alone", "two codes", "another code ranks first"],
)
def test_where_it_is_not_open(services: list[dict[str, Any]], assessed: Assess) -> None:
    assert Topic.FULL_FEE_TIE not in topics(assessed(*services))


def test_two_cents_are_rounding(assessed: Assess) -> None:
    """Before 2022 an assistant's unit was paid like any other."""
    found = assessed(pt("97110", 12, 14), date_of_service="2021-06-02")
    assert Topic.FULL_FEE_TIE not in topics(found)


def test_a_deductible_that_takes_all_leaves_nothing_open(assessed: Assess) -> None:
    found = assessed(pt("97110", 12, 14), patient={"deductible_remaining": "200.00"})
    assert Topic.FULL_FEE_TIE not in topics(found)


def test_the_rank_of_bills() -> None:
    low, high = Decimal("0.40"), Decimal("0.60")
    fee, reduced = Decimal("30.00"), Decimal("20.00")
    bills = [Bill(1, fee, reduced, rvu, True) for rvu in (low, high, high)]
    assert full_fee_places(bills) == [1, 2]
    assert [bill.full_units for bill in reduce_multiple(bills)] == [0, 1, 0]
    assert [bill.full_units for bill in reduce_multiple(bills, 2)] == [0, 0, 1]
    assert full_fee_places([]) == []


def test_units_above_a_limit_leave_their_rank_to_another(assessed: Assess) -> None:
    """5 units of 97112 deny it for the day; the first of what is left is paid in full."""
    found = assessed(pt("97112", 75), pt("97110", 15), ot("97110", 15))
    assert [(line.line.code, str(line.allowed)) for line in found.lines] == [
        ("97112", "0.00"),
        ("97110", "29.06"),
        ("97110", "22.21"),
    ]


@pytest.mark.parametrize(
    "services",
    [
        [ot("29131", 0, 15), pt("29131", 15)],  # the day's highest of splints
        [pt("97530", 15), ot("97530", 15, charge="20.00")],  # charges that differ
    ],
)
def test_the_order_of_rows_decides_no_payment_in_silence(
    services: list[dict[str, Any]], assessed: Assess
) -> None:
    """docs/rules.md 10.1.11: either may be paid in full, and the amounts are one range."""
    found, turned = assessed(*services), assessed(*services[::-1])
    pays = {each.payment and each.payment.medicare_pays for each in (found, turned)}
    assert len(pays) == 2
    for each in (found, turned):
        text = hint_of(each, Topic.FULL_FEE_TIE).text
        assert all(f"${amount}" in text for amount in pays)


@pytest.mark.parametrize(("left", "known"), [("283.00", True), ("283.01", False)])
def test_the_whole_deductible_of_the_year_is_no_mistake(
    left: str, known: bool, assessed: Assess
) -> None:
    found = assessed(pt("97110", 30), patient={"deductible_remaining": left})
    assert (found.payment is not None) == known

"""Charges that a price list fills: of lines whose charge was not entered, and of no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import hint_of, offers, pt, slp, topics, visit_fields
from quarterhour.assess import assess, compare_by_rule, payment_of
from quarterhour.assessment import Assessment
from quarterhour.claims import Dialog, OpenDialog, PriceList, Severity, Topic
from quarterhour.fees import StepKind
from quarterhour.reference import Reference
from quarterhour.report.item_24 import claim_text
from quarterhour.visit import Visit, visit_from
from visits import CODES, FEW, FREQUENT, VISITS

Assess = Callable[..., Assessment]

BELOW = Topic.CHARGE_BELOW_FEE
CENTS = st.decimals(min_value=0, max_value=400, places=2)
PRICES = st.dictionaries(
    st.sampled_from([*FREQUENT, *CODES]), CENTS, max_size=20
) | st.fixed_dictionaries(dict.fromkeys(FREQUENT, CENTS))


def priced(reference: Reference, prices: dict[str, str], *services: dict[str, Any]) -> Assessment:
    found = {code: Decimal(price) for code, price in prices.items()}
    return assess(visit_from(visit_fields(*services)), reference, prices=found)


def charges(found: Assessment) -> list[tuple[str, int, str, bool]]:
    lines = [each.line for each in found.lines]
    return [(each.code, each.units, str(each.charge), each.charge_filled) for each in lines]


def test_a_price_fills_the_charge_of_each_unit(reference: Reference) -> None:
    found = priced(reference, {"97110": "60.00"}, pt("97110", 38), pt("97140", 15))
    assert charges(found) == [("97110", 3, "180.00", True), ("97140", 1, "None", False)]
    assert [line.split("\t")[-2:] for line in claim_text(found).splitlines()] == [
        ["180.00", "3"],
        ["", "1"],
    ]


def test_rows_that_are_counted_together_have_one_charge(reference: Reference) -> None:
    found = priced(reference, {"97110": "60.00"}, pt("97110", 10), pt("97140", 15), pt("97110", 5))
    assert charges(found) == [("97110", 1, "60.00", True), ("97140", 1, "None", False)]


def test_a_charge_on_some_rows_is_left_to_the_user(reference: Reference) -> None:
    rows = (pt("97110", 15, charge="70.00"), pt("97110", 15))
    found = priced(reference, {"97110": "60.00"}, *rows)
    assert charges(found) == [("97110", 2, "None", False)]
    assert Topic.CHARGE_ON_SOME_ROWS in topics(found)


def test_an_assistants_line_has_its_own_units(reference: Reference) -> None:
    found = priced(reference, {"97110": "60.00"}, pt("97110", 30, 15))
    assert charges(found) == [("97110", 2, "120.00", True), ("97110", 1, "60.00", True)]


def test_an_add_on_has_its_own_price(reference: Reference) -> None:
    row = slp("97129", 45)
    both = priced(reference, {"97129": "50.00", "97130": "40.00"}, row)
    assert charges(both) == [("97129", 1, "50.00", True), ("97130", 2, "80.00", True)]
    first = priced(reference, {"97129": "50.00"}, row)
    assert charges(first) == [("97129", 1, "50.00", True), ("97130", 2, "None", False)]
    entered = priced(reference, {"97130": "40.00"}, slp("97129", 45, charge="90.00"))
    assert charges(entered) == [("97129", 1, "30.00", False), ("97130", 2, "60.00", False)]


def test_what_the_patient_owes_under_an_abn_is_then_known(reference: Reference) -> None:
    document = visit_fields(pt("20560"), attested={"denial": {"20560": "GA"}})
    prices = {"20560": Decimal("45.00")}
    found = assess(visit_from(document), reference, prices=prices)
    assert found.payment is not None
    assert str(found.payment.noncovered) == "45.00"


@FEW
@given(visit=VISITS, prices=PRICES)
def test_filling_changes_no_unit_and_no_entered_charge(
    visit: Visit, prices: PriceList, reference: Reference
) -> None:
    plain, filled = assess(visit, reference), assess(visit, reference, prices=prices)
    assert filled.services == plain.services
    assert filled.visit == visit
    assert filled.alternatives == plain.alternatives
    for before, after in zip(plain.lines, filled.lines, strict=True):
        one, other = before.line, after.line
        entered = any(
            each.charge is not None
            for each in visit.services
            if each.code in (one.code, visit.services[one.row].code)
        )
        if one.charge is not None or other.code not in prices:
            assert other.charge == one.charge and not other.charge_filled
        elif other.charge_filled:
            assert other.charge == prices[other.code] * other.units
        else:
            assert entered, "another row of the line has a charge"


@FEW
@given(visit=VISITS, prices=PRICES)
def test_a_filled_charge_counts_like_an_entered_one(
    visit: Visit, prices: PriceList, reference: Reference
) -> None:
    """Where each line has a row of its own, that is: an entered charge is of a row."""
    filled = assess(visit, reference, prices=prices)
    rows = [each.line.row for each in filled.lines]
    codes = [each.code for each in visit.services]
    if len({*rows}) < len(rows) or len({*codes}) < len(codes):
        return
    services = list(visit.services)
    for each in filled.lines:
        if each.line.code != services[each.line.row].code:
            return
        if each.line.charge_filled:
            services[each.line.row] = replace(services[each.line.row], charge=each.line.charge)
    entered = assess(replace(visit, services=tuple(services)), reference)
    assert entered.payment == filled.payment
    assert [each.allowed for each in entered.lines] == [each.allowed for each in filled.lines]


@FEW
@given(visit=VISITS, prices=PRICES)
def test_every_way_to_the_payment_fills(
    visit: Visit, prices: PriceList, reference: Reference
) -> None:
    filled = assess(visit, reference, prices=prices)
    assert payment_of(visit, reference, prices=prices) == filled.payment
    both = compare_by_rule(visit, reference, prices=prices)
    assert filled.payment in (both.total_minutes.payment, both.midpoint.payment)


@FEW
@given(visit=VISITS, prices=PRICES)
def test_each_charge_below_the_fee_is_said(
    visit: Visit, prices: PriceList, reference: Reference
) -> None:
    found = assess(visit, reference, prices=prices)
    said = {code for hint in found.hints for code in hint.codes if hint.topic is BELOW}
    assert said == {
        each.line.code
        for each in found.lines
        if StepKind.ABOVE_CHARGE in {step.kind for step in each.steps}
    }


def test_a_charge_below_the_fee_is_checked(assessed: Assess) -> None:
    found = assessed(pt("97140", 15, charge="20.00"))
    hint = hint_of(found, BELOW)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.WARNING, (0,), ("97140",))
    assert "1848(a)(1)" in hint.citation
    assert not hint.unconfirmed
    assert "$20.00" in hint.detail
    assert offers(hint) == (OpenDialog(Dialog.SERVICE_DETAILS, 0),)
    assert found.payment is not None
    assert str(found.payment.allowed) == "20.00"


@pytest.mark.parametrize(
    ("services", "code", "which"),
    [
        ([pt("97140", 15, charge="20.00")], "97140", "full fee of $27.72"),
        (
            [pt("97530", 15), pt("97140", 15, charge="20.00")],
            "97140",
            "fee after the reduction for multiple services of $",
        ),
        (
            [pt("97530", 30, charge="50.00")],
            "97530",
            "fee after the reduction for multiple services of $",
        ),
    ],
)
def test_a_charge_below_the_fee_names_the_fee(
    services: list[dict[str, Any]], code: str, which: str, assessed: Assess
) -> None:
    hint = hint_of(assessed(*services), BELOW)
    assert hint.codes == (code,)
    assert f"below Medicare's {which}" in hint.detail


def test_a_filled_charge_below_the_fee_names_the_list(reference: Reference) -> None:
    rows = (pt("97140", 15), pt("97110", 15, charge="1.00"))
    found = priced(reference, {"97140": "20.00"}, *rows)
    said = {hint.codes: hint.detail for hint in found.hints if hint.topic is BELOW}
    assert "price list" in said["97140",]
    assert "price list" not in said["97110",]


def test_lines_of_one_code_are_one_hint(reference: Reference) -> None:
    found = priced(reference, {"97110": "10.00"}, pt("97110", 30, 15))
    hint = hint_of(found, BELOW)
    assert "$30.00" in hint.detail


@pytest.mark.parametrize(
    ("services", "fields"),
    [
        ([pt("97140", 15, charge="99.00")], {}),
        ([pt("97140", 15)], {}),
        ([pt("97140", 15, charge="20.00")], {"locality": "", "zip": "00000"}),
        ([pt("97140", 15, charge="20.00")], {"payer": "my-plan"}),
        ([pt("97140", 15, charge="1.00")], {"attested": {"denial": {"97140": "GA"}}}),
        ([pt("97010", 15, charge="1.00")], {}),
    ],
    ids=["above", "none", "no fee", "another payer", "an ABN", "bundled"],
)
def test_no_other_charge_is(
    services: list[dict[str, Any]], fields: dict[str, Any], assessed: Assess
) -> None:
    known = {name: value for name, value in fields.items() if value}
    assert BELOW not in topics(assessed(*services, **known))


def test_it_is_settled_once_it_was_read(assessed: Assess) -> None:
    checked = [{"kind": "charge-below-fee", "codes": ["97140"]}]
    hint = hint_of(assessed(pt("97140", 15, charge="20.00"), checked=checked), BELOW)
    assert (hint.severity, hint.read) == (Severity.NOTE, True)

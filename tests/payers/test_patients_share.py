"""What the patient owes: whose deductible counts, and that the order of rows changes nothing."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import hint_of, ot, pt, topics
from payers.test_dollars import PLAIN, Priced, assumed, cap
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.fees import StepKind
from quarterhour.reference import Reference
from visits import FEW

LEFT = {"patient": {"deductible_remaining": "50.00"}}


def owes(**fields: Any) -> dict[str, Any]:
    return {"patient": {**fields, "source": "contract"}}


@pytest.fixture(scope="module")
def priced(reference: Reference) -> Priced:
    return Priced(reference)


def shared(found: Assessment) -> tuple[str, str]:
    """Return what the payer pays and what the patient owes."""
    payment = found.by_payer
    assert payment is not None and payment.payer_pays is not None
    assert payment.patient_pays is not None
    return payment.payer_pays.text, payment.patient_pays.text


def test_a_patient_who_owes_nothing_owes_no_deductible(priced: Priced) -> None:
    """The deductible of a visit is Medicare's."""
    found = priced(owes(applies=False), pt("97110", 30), **LEFT)
    assert shared(found) == ("$60.00", "$0.00")
    assert not any(step.kind is StepKind.DEDUCTIBLE for line in found.lines for step in line.steps)


def test_a_visits_deductible_counts_where_the_payer_has_one(priced: Priced) -> None:
    visit = pt("97110", 30)
    given = owes(deductible="20.00", copay="5.00")
    assert shared(priced(given, visit)) == ("$35.00", "$25.00")
    assert shared(priced(given, visit, **LEFT)) == ("$5.00", "$55.00")
    assert shared(priced(owes(deductible="0.00", copay="5.00"), visit, **LEFT))[1] == "$5.00"
    assert assumed(priced(given, visit)) == []
    copay = priced(owes(copay="5.00"), visit, **LEFT)
    assert shared(copay) == ("$55.00", "$5.00")
    assert "None is taken" in hint_of(copay, Topic.PAYER_ASSUMED).detail


def test_one_like_medicare_has_medicares_deductible_where_it_says_nothing(priced: Priced) -> None:
    like = {"like": "medicare", **dict.fromkeys(PLAIN), "price": PLAIN["price"]}
    visit = pt("97110", 30)
    without, left = (priced(like, visit, **fields).by_payer for fields in ({}, LEFT))
    assert without is not None and left is not None
    assert without.deductible is not None and without.deductible.low == 0
    assert left.deductible is not None and left.deductible.low == 50
    own = priced({**like, **owes(copay="5.00")}, visit, **LEFT).by_payer
    assert own is not None and own.deductible is not None and own.deductible.low == 0


CUT = {"factor": "0.85", "modifiers": "CQ/CO", "source": "contract"}
TWO_ROWS = pt("97110", 15), pt("97140", 0, 15)


def test_a_copay_beside_an_assistants_cut_is_a_range(priced: Priced) -> None:
    """Of the therapist's $30 and the assistant's $20: 20 + 17 or 30 + 8.50."""
    settings = {**owes(copay="10.00"), "assistant": {**CUT, "of": "payer-share"}}
    for rows in (TWO_ROWS, TWO_ROWS[::-1]):
        found = priced(settings, *rows)
        assert shared(found) == ("$37.00 to $38.50", "$10.00")
        told = hint_of(found, Topic.PAYER_OPEN).detail
        assert "$50.00, patient $10.00, payer $37.00 (from the therapist" in told
        # How a line is shared out isn't told where nobody knows.
        kinds = {step.kind for line in found.lines for step in line.steps}
        assert not kinds & {StepKind.COPAY, StepKind.PAYER_PAYS}


def test_a_copay_beside_a_cut_is_one_amount_where_nothing_differs(priced: Priced) -> None:
    of_share = {"assistant": {**CUT, "of": "payer-share"}}
    for settings, rows in (
        ({**owes(copay="10.00"), **of_share}, (pt("97110", 0, 30),)),
        ({**owes(copay="10.00"), "assistant": {**CUT, "of": "allowed"}}, TWO_ROWS),
        ({**owes(copay="50.00"), **of_share}, TWO_ROWS),
        ({**owes(coinsurance="0.20"), **of_share}, TWO_ROWS),
    ):
        found = priced(settings, *rows)
        assert " to " not in shared(found)[0]
        assert Topic.PAYER_OPEN not in topics(found)


ROWS = [
    *(pt("97110", 15, charge="28.00"), pt("97110", 0, 15), pt("97140", 30), pt("97112", 0, 15)),
    *(ot("97530", 15), ot("97530", 0, 15, charge="20.00"), ot("97112", 15), pt("97161")),
]
MEDICARES = [{"base": "medicare", "percent": "120", "edition": "2025", "source": "contract"}]
WHOLE = {"kind": "whole", "source": "contract"}
REDUCTIONS: list[dict[str, Any]] = [
    {"applies": False, "source": "contract"},
    {"kind": "practice-expense", "pays": "0.50", "source": "contract"},
    {**WHOLE, "pays": ["1", "0.75", "0.5"], "rank": ["unit_fee"]},
    {**WHOLE, "pays": "0.5", "per": "code", "rank": ["line_allowance"]},
]
SHARES: list[dict[str, Any]] = [
    {"copay": "25.00"},
    {"copay": "25.00", "per": "discipline", "deductible": "33.33"},
    {"coinsurance": "0.15", "deductible": "41.07"},
]
SUMS: list[dict[str, Any]] = [
    {},
    {"caps": cap("dollars", "70.00", by="day", surplus="cap-total")},
    {"caps": cap("dollars", "60.00", by="discipline", surplus="cap-total")},
]


@FEW
@given(
    rows=st.lists(st.sampled_from(ROWS), min_size=2, max_size=5, unique_by=str),
    again=st.randoms(use_true_random=False),
    price=st.sampled_from([PLAIN["price"], MEDICARES]),
    reduction=st.sampled_from(REDUCTIONS),
    share=st.sampled_from(SHARES),
    limit=st.sampled_from(SUMS),
    of=st.sampled_from(["allowed", "payer-share", "not-stated"]),
    lesser=st.sampled_from(["line", "claim"]),
)
def test_the_order_of_rows_changes_no_amount(
    rows: list[dict[str, Any]],
    again: Random,
    price: list[dict[str, Any]],
    reduction: dict[str, Any],
    share: dict[str, Any],
    limit: dict[str, Any],
    of: str,
    lesser: str,
    priced: Priced,
) -> None:
    settings = {
        **limit,
        **owes(**share),
        "price": price,
        "reduction": reduction,
        "assistant": {**CUT, "of": of},
        "lesser_of_charge": {"value": lesser, "source": "contract"},
    }
    other = again.sample(rows, len(rows))
    one, two = (priced(settings, *each).by_payer for each in (rows, other))
    assert one is not None and two is not None
    for name in ("allowed", "payer_pays", "patient_pays"):
        assert getattr(one, name) == getattr(two, name), name


def test_equal_units_of_a_therapist_and_an_assistant_are_a_range(priced: Priced) -> None:
    """Of $30 and half of it, 85% of the one or of the other is paid."""
    half = {"reduction": {**WHOLE, "pays": "0.5", "rank": ["unit_fee"], "per": "unit"}}
    settings = {**half, "assistant": {**CUT, "of": "allowed"}}
    rows = pt("97110", 15), pt("97110", 0, 15)
    for each in (rows, rows[::-1]):
        found = priced(settings, *each)
        assert shared(found) == ("$40.50 to $42.75", "$0.00")
        assert "which of equal units" in hint_of(found, Topic.PAYER_OPEN).detail
    assert Topic.PAYER_OPEN not in topics(priced(settings, *TWO_ROWS))

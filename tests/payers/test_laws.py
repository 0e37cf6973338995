"""What is true of every payer: its likeness to Medicare, percentages, and limits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from builders import SAMPLES
from payers.widened import payer_file
from quarterhour import fees
from quarterhour.assess import assess
from quarterhour.assessment import Assessment, PricedLine
from quarterhour.payers import Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.visit import MEDICARE, Visit, read_visit
from visits import FEW, VISITS

PERCENTS = st.decimals("1", "400", places=2)


def by_payer(visit: Visit, reference: Reference, **settings: Any) -> Assessment:
    """Assess a visit by a payer with these settings, in short form."""
    day = visit.date_of_service.isoformat()
    payer = payer_from(payer_file(settings, day))
    return assess(replace(visit, payer=payer.key), reference, payers=Payers([payer]))


def medicares(found: Assessment) -> list[str]:
    return [hint.topic.id for hint in found.hints if hint.kind != "payer"]


def _with_steps(line: PricedLine) -> tuple[object, ...]:
    """Return a line, with its steps by how they are worked out: the payer has its own name."""
    return line._replace(steps=()), [(step.working, step.amount) for step in line.steps]


def assert_alike(visit: Visit, reference: Reference) -> None:
    own, like = assess(visit, reference), by_payer(visit, reference, like=MEDICARE)
    assert [_with_steps(line) for line in like.lines] == [_with_steps(line) for line in own.lines]
    assert like.payment == own.payment
    assert like.services == own.services
    assert medicares(like) == medicares(own)


@FEW
@given(visit=VISITS)
def test_a_payer_that_is_only_like_medicare_is_medicare(visit: Visit, reference: Reference) -> None:
    assert_alike(visit, reference)


def test_every_sample_is_the_same_by_a_payer_like_medicare(reference: Reference) -> None:
    for path in sorted(SAMPLES.glob("*.quarterhour")):
        if b"quarterhour.visit/1" in path.read_bytes():
            assert_alike(read_visit(path.read_bytes()), reference)


@FEW
@given(visit=VISITS)
def test_the_steps_of_a_payer_like_medicare_come_to_medicares_amounts(
    visit: Visit, reference: Reference
) -> None:
    """What the patient owes is given, so that the payer's own steps price it."""
    own = assess(visit, reference)
    payment = own.payment
    assume(payment is not None and not payment.noncovered)
    deductible = str(visit.patient.deductible_remaining or "0.00")
    owed = {"deductible": deductible, "coinsurance": "0.20"}
    like = by_payer(visit, reference, like=MEDICARE, patient=owed)
    priced = [line for line in own.lines if line.allowed is not None]
    by_mac = any(
        step.kind is fees.StepKind.CONTRACTOR_PRICE for each in priced for step in each.steps
    )
    assume(not by_mac and payment is not None and payment.patient_pays is not None)
    assert payment is not None
    if like.by_payer is None:
        assert all(line.allowed in (None, fees.ZERO) for line in own.lines)
        return
    assert [line.allowed for line in like.lines] == [line.allowed for line in own.lines]
    found = like.by_payer
    assert found.allowed is not None and found.allowed.single == payment.allowed
    assert found.payer_pays is not None and found.payer_pays.single == payment.medicare_pays
    assert found.patient_pays is not None and found.patient_pays.single == payment.patient_pays
    assert found.sequestration is not None
    assert found.sequestration.single == payment.sequestration


def fees_of(found: Assessment, kind: fees.StepKind) -> dict[str, Decimal]:
    return {
        line.line.code: step.amount
        for line in found.lines
        for step in line.steps
        if step.kind is kind
    }


@FEW
@given(visit=VISITS, percent=PERCENTS)
def test_a_percentage_is_of_the_rounded_unit_fee(
    visit: Visit, percent: Decimal, reference: Reference
) -> None:
    visit = replace(visit, rule="total-minutes", extra_units_to=())
    own = assess(visit, reference)
    tier = {"base": "medicare", "percent": str(percent), "edition": "date-of-service"}
    counting = {"method": "total-minutes"}
    other = by_payer(visit, reference, price=[tier], reduction="none", counting=counting)
    of_medicare = fees_of(own, fees.StepKind.FEE)
    for code, amount in fees_of(other, fees.StepKind.PAYER_FEE).items():
        if code in of_medicare:
            assert amount == fees.cents(of_medicare[code] * percent / 100)


LIMITS: list[dict[str, Any]] = [
    {"caps": [{"measure": "units", "limit": 3, "by": "day", "surplus": "trim"}]},
    {"caps": [{"measure": "units", "limit": 2, "by": "discipline", "surplus": "trim-cheapest"}]},
    {"caps": [{"measure": "timed-units", "limit": 2, "by": "day", "surplus": "deny-code"}]},
    {"caps": [{"measure": "units", "limit": 4, "by": "day", "surplus": "deny-claim"}]},
    {
        "caps": [
            {"measure": "dollars", "limit": "60.00", "by": "discipline", "surplus": "cap-total"}
        ]
    },
    {"caps": [{"measure": "dollars", "limit": "60.00", "by": "day", "surplus": "trim"}]},
    {"unit_limits": {"97110": 1, "97140": 1}},
    {"lesser_of_charge": "line"},
    {"lesser_of_charge": "claim"},
    {"reduction": {"kind": "practice-expense", "pays": "0.50"}},
    {"reduction": {"kind": "whole", "pays": ["1", "0.5"], "per": "code"}},
]
MEDICARES_PRICE = {"base": "medicare", "percent": "100", "edition": "date-of-service"}


@FEW
@given(visit=VISITS, limit=st.sampled_from(LIMITS))
def test_limits_never_raise_what_is_allowed(
    visit: Visit, limit: dict[str, Any], reference: Reference
) -> None:
    visit = replace(visit, rule="total-minutes", extra_units_to=())
    usual: dict[str, Any] = {
        "price": [MEDICARES_PRICE],
        "counting": {"method": "total-minutes"},
        "reduction": "none",
        "lesser_of_charge": "none",
    }
    without = by_payer(visit, reference, **usual).by_payer
    limited = by_payer(visit, reference, **{**usual, **limit}).by_payer
    assume(without is not None and limited is not None)
    assert without is not None and without.allowed is not None
    assert limited is not None and limited.allowed is not None
    assert limited.allowed.low <= without.allowed.low


@FEW
@given(visit=VISITS)
def test_an_amount_on_an_assumption_says_so(visit: Visit, reference: Reference) -> None:
    visit = replace(visit, rule="total-minutes", extra_units_to=())
    found = by_payer(visit, reference, price=[MEDICARES_PRICE])
    said = {hint.topic.id for hint in found.hints if hint.kind == "payer"}
    if found.by_payer is None:
        return
    assert "payer-assumed" in said
    if found.by_payer.open:
        assert {"payer-open", "payer-counts-differ"} & said
        assert found.by_payer.payer_pays is None

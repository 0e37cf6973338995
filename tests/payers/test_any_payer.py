"""Any visit by any payer: amounts add up, ranges hold every reading, and hints say what is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builders import ROOT
from claims.test_words import assert_well_said
from payers.random_payers import payers
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.fees import ZERO, Amounts, Between, PayerPayment
from quarterhour.payers import Payer, PayerFolders, Payers
from quarterhour.reference import Reference
from quarterhour.visit import Visit, VisitError
from visits import VISITS

FOLDER = ROOT / "resources" / "payers"
SHIPPED = [file.payer for file in PayerFolders(FOLDER, FOLDER / "none").read().files]
MANY = settings(
    derandomize=True,
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
DENIED = {
    "pair": (Topic.PAYER_PAIR_DENIED,),
    "payer-pair": (Topic.PAYER_PAIR_DENIED,),
    "unit-limit": (Topic.PAYER_UNITS_DENIED,),
    "payer-limit": (Topic.PAYER_CLAIM_DENIED,),
    "evaluation": (Topic.PAYER_EVALUATION_DENIED,),
}


def by(payer: Payer, visit: Visit, reference: Reference) -> Assessment:
    """Assess a visit on the first day of a payer's file; a rule of Medicare's is left out."""
    own = replace(
        visit,
        payer=payer.key,
        date_of_service=payer.valid_from,
        rule="total-minutes",
        extra_units_to=(),
    )
    try:
        return assess(own, reference, payers=Payers([payer]))
    except VisitError:
        assume(False)
        raise


def assert_adds_up(amounts: Amounts) -> None:
    taken = (
        amounts.reduction,
        amounts.over_limits,
        amounts.above_charges,
        amounts.assistant_allowed,
    )
    assert abs(amounts.full - sum(taken) - amounts.allowed) <= Decimal("0.02"), amounts
    assert min(*taken, amounts.allowed) >= 0, amounts
    if amounts.payer_pays is None:
        assert amounts.patient_pays is None
        return
    assert amounts.patient_pays is not None
    shared = amounts.payer_pays, amounts.patient_pays, amounts.assistant_paid, amounts.sequestration
    assert sum(each or ZERO for each in shared) == amounts.allowed, amounts
    assert all(each is None or each >= 0 for each in shared), amounts
    patients = amounts.deductible, amounts.copay, amounts.coinsurance
    assert sum(each or ZERO for each in patients) == amounts.patient_pays


def ranges(payment: PayerPayment) -> Iterator[tuple[Between, list[Decimal]]]:
    for name in ("allowed", "payer_pays", "patient_pays"):
        between = getattr(payment, name)
        if between is not None:
            yield between, [getattr(way.amounts, name) for way in payment.ways]


def assert_sound(found: Assessment) -> None:
    said = {hint.topic for hint in found.hints}
    payment = found.by_payer
    if payment is not None:
        for way in payment.ways:
            assert_adds_up(way.amounts)
        for between, amounts in ranges(payment):
            assert between.low == min(amounts)
            assert between.high is None or between.high == max(amounts)
        lines = [line.allowed for line in found.lines]
        if payment.allowed and payment.allowed.single is not None and None not in lines:
            assert sum(line or ZERO for line in lines) == payment.allowed.single
        if payment.open and not any(way.amounts.at_least for way in payment.ways):
            assert said & {Topic.PAYER_OPEN, Topic.PAYER_COUNTS_DIFFER}
    for line in found.lines:
        assert line.units_paid is None or 0 <= line.units_paid <= line.line.units
        for reason in line.denials:
            if found.plan is not None and not found.plan.terms.medicare:
                assert said & {*DENIED[reason.kind.value]}, reason
    for hint in found.hints:
        assert_well_said(hint)
        assert not re.search(r"\b1 units\b", hint.text), hint.text


@MANY
@given(visit=VISITS, payer=payers())
def test_a_visit_by_a_random_payer_is_sound(
    visit: Visit, payer: Payer, reference: Reference
) -> None:
    # Names and titles are at random, too: what is said of them is not the point here.
    sources = tuple((id, replace(each, title="Text", told_by="")) for id, each in payer.sources)
    assert_sound(by(replace(payer, name="The plan", sources=sources), visit, reference))


@MANY
@given(visit=VISITS, payer=st.sampled_from(SHIPPED))
def test_a_visit_by_a_file_that_ships_is_sound(
    visit: Visit, payer: Payer, reference: Reference
) -> None:
    assert_sound(by(payer, visit, reference))

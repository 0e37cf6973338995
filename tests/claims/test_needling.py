"""Dry needling by a therapist, and other lines whose denial is confirmed: GA, GY, and GZ."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from builders import hint_of, pt, step_of, topics
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Denial, DenialKind, Severity, Topic
from quarterhour.fees import STEP_WORDS, ZERO, StepKind
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.item_24 import claim_csv, claim_text
from quarterhour.report.payment_steps import payment_steps
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_summary import visit_summary
from quarterhour.visit import DENIAL_MODIFIERS, Visit
from visits import FEW, VISITS

Assess = Callable[..., Assessment]

MIAMI = {"date_of_service": "2026-05-11", "zip": "33101"}


def test_needling_by_a_therapist_is_allowed_nothing(assessed: Assess) -> None:
    """A58: NCD 30.3.3 pays it as acupuncture, to others; what they are paid is shown."""
    found = assessed(pt("20560", 15), pt("97140", 15), **MIAMI)
    assert [str(line.allowed) for line in found.lines] == ["0.00", "28.77"]
    needling = found.lines[0]
    assert needling.denials == (Denial(DenialKind.NOT_BY_THERAPISTS),)
    assert str(step_of(needling, StepKind.FEE_OF_OTHERS).amount) == "25.80"
    hint = hint_of(found, Topic.DRY_NEEDLING)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.ACTION, (0,), ("20560",))
    assert found.payment is not None
    assert (str(found.payment.allowed), str(found.payment.patient_pays)) == ("28.77", "5.75")


@pytest.mark.parametrize(("modifier", "owed"), [("GA", "75.75"), ("GY", "75.75"), ("GZ", "5.75")])
def test_what_is_confirmed_of_its_denial(modifier: str, owed: str, assessed: Assess) -> None:
    """With GA or GY the patient owes the charge, with GZ nothing."""
    visit = (pt("20560", 15, charge="70.00"), pt("97140", 15))
    found = assessed(*visit, attested={"denial": {"20560": modifier}}, **MIAMI)
    assert found.lines[0].line.modifiers == ("GP", modifier)
    assert found.lines[0].denied
    hint = hint_of(found, Topic.DENIAL_STATED)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.NOTE, (0,), ("20560",))
    assert found.payment is not None
    assert str(found.payment.patient_pays) == owed


def test_a_signed_abn_is_for_it_whatever_the_year(assessed: Assess) -> None:
    found = assessed(pt("20560", 15, charge="70.00"), attested={"advance_notice": True})
    assert found.lines[0].line.modifiers == ("GP", "GA")
    assert Topic.ABN_NOT_USED not in topics(found)


@pytest.mark.parametrize("code", ["97110", "97161"])
def test_any_code_may_be_confirmed_to_be_denied(code: str, assessed: Assess) -> None:
    found = assessed(pt(code, 15), pt("97140", 15), attested={"denial": {code: "GY"}})
    assert [line.denials for line in found.lines] == [(Denial(DenialKind.STATED),), ()]
    assert found.lines[0].line.modifiers == ("GP", "GY")


def test_a_statement_about_a_code_that_is_not_billed_says_nothing(assessed: Assess) -> None:
    fields: dict[str, Any] = {"attested": {"denial": {"20560": "GZ"}}}
    assert assessed(pt("97110", 15), **fields).hints == ()


STATEMENTS: list[dict[str, Any]] = [
    {"denial": {"20560": "GA"}},
    {"denial": {"20560": "GY"}},
    {"denial": {"20560": "GZ"}},
    {"advance_notice": True},
]


def written(found: Assessment) -> list[str]:
    """Return every form in which an assessment is shown, printed or exported."""
    seen = [each for step in payment_steps(found) for each in (step.sentence, *step.calculations)]
    return [
        plain_text(found),
        visit_summary(found),
        claim_csv(found),
        claim_text(found),
        json.dumps(assessment_document(found)),
        *map(str, seen),
    ]


@pytest.mark.parametrize("attested", STATEMENTS, ids=str)
def test_no_fee_of_others_beside_what_is_confirmed(
    attested: dict[str, Any], assessed: Assess
) -> None:
    """10.4.5, over every form: the fee of 10.1.6 is there until a denial is confirmed."""
    visit = (pt("20560", 15), pt("97140", 15))
    as_entered, confirmed = (assessed(*visit, attested=each, **MIAMI) for each in ({}, attested))
    name, kind = STEP_WORDS[StepKind.FEE_OF_OTHERS], StepKind.FEE_OF_OTHERS.value
    told = [form for form in written(as_entered) if name in form or kind in form]
    assert len(told) == 3  # the text, the visit summary, and the document have the arithmetic
    assert not any(name in form or kind in form for form in written(confirmed))
    assert [step.kind for step in confirmed.lines[0].steps] == [StepKind.DENIED]


@FEW
@given(visit=VISITS)
def test_a_line_whose_denial_is_confirmed_has_no_dollars(
    visit: Visit, reference: Reference
) -> None:
    """In every visit, every form takes a line's amounts from its steps."""
    for priced in assess(visit, reference).lines:
        if priced.denied and {*DENIAL_MODIFIERS} & {*priced.line.modifiers}:
            assert {step.amount for step in priced.steps} <= {ZERO}

"""Dry needling by a therapist, and other lines whose denial is stated: GA, GY and GZ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import hint_of, pt, step_of, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Denial, DenialKind, Severity, Topic
from quarterhour.fees import StepKind

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
def test_what_is_stated_of_its_denial(modifier: str, owed: str, assessed: Assess) -> None:
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
def test_any_code_may_be_stated_to_be_denied(code: str, assessed: Assess) -> None:
    found = assessed(pt(code, 15), pt("97140", 15), attested={"denial": {code: "GY"}})
    assert [line.denials for line in found.lines] == [(Denial(DenialKind.STATED),), ()]
    assert found.lines[0].line.modifiers == ("GP", "GY")


def test_a_statement_about_a_code_that_is_not_billed_says_nothing(assessed: Assess) -> None:
    fields: dict[str, Any] = {"attested": {"denial": {"20560": "GZ"}}}
    assert assessed(pt("97110", 15), **fields).hints == ()

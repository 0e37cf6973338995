"""A visit as another payer takes it: what belongs to the payer it names stays with that one."""

from __future__ import annotations

from typing import Any

import pytest

from builders import pt, visit_fields
from payers.payer_files import small
from quarterhour.cli.compare import by_payer
from quarterhour.fees import ZERO
from quarterhour.payers import Payers, payer_from
from quarterhour.visit import MEDICARE, Visit, visit_from

FIFTY = ZERO + 50
LIKE = {"like": MEDICARE}
COPAY = {
    "like": MEDICARE,
    "patient": {"copay": "20.00", "source": "contract"},
    "sources": {"contract": {"title": "My contract", "date": "2026-01-01", "mark": "T"}},
}


def taken(settings: dict[str, Any], **fields: Any) -> Visit:
    payer = payer_from({**small(id="plan"), **settings})
    visit = visit_fields(pt("97110", 30), patient={"deductible_remaining": "50.00"}, **fields)
    return by_payer(visit_from(visit), "plan", Payers([payer]))


@pytest.mark.parametrize(
    ("settings", "left"), [(LIKE, FIFTY), (COPAY, None), ({}, None)], ids=["like", "copay", "own"]
)
def test_medicares_deductible_stays_with_medicare(settings: dict[str, Any], left: Any) -> None:
    assert taken(settings).patient.deductible_remaining == left


def test_a_plans_deductible_is_not_medicares() -> None:
    visit = visit_from(
        visit_fields(pt("97110", 30), payer="plan", patient={"deductible_remaining": "50.00"})
    )
    assert by_payer(visit, MEDICARE, Payers()).patient.deductible_remaining is None


def test_the_visits_own_payer_keeps_all() -> None:
    kept = taken({}, payer="plan")
    assert kept.patient.deductible_remaining == FIFTY


def test_a_rule_is_medicares() -> None:
    assert taken(LIKE, rule="midpoint").rule == "total-minutes"

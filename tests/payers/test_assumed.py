"""What an amount rests on that the file doesn't give is said, where it decides something."""

from __future__ import annotations

from typing import Any

import pytest

from builders import pt, visit_fields
from payers.payer_files import small
from payers.widened import payer_file, visit_of
from quarterhour.assess import assess
from quarterhour.claims import Topic
from quarterhour.payers import SETTING_WORDS, Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

DAY = "2026-05-01"
GIVEN: dict[str, Any] = {
    "counting": {"method": "total-minutes"},
    "price": [{"base": "dollars", "dollars": {"97110": "40.00"}}],
    "reduction": "none",
    "lesser_of_charge": "none",
    "patient": "none",
}
BY_RVUS = {"base": "rvu", "conversion_factor": "50.00", "edition": "RVU26C"}
PERCENT = {"base": "medicare", "percent": "120", "edition": "RVU26C"}
WHOLE = {"kind": "whole", "pays": "0.50", "rank": ["unit_fee"]}
SUM = {"measure": "dollars", "limit": "60.00", "by": "day"}


def assumed(reference: Reference, units: int, **settings: Any) -> set[str]:
    """Return the settings that are said to be assumed, by their names."""
    payer = payer_from(payer_file({**GIVEN, **settings}, DAY))
    services = [{"code": "97110", "units": units}]
    visit = visit_from(visit_of({"date": DAY, "place": "national", "services": services}))
    found = assess(visit, reference, payers=Payers([payer]))
    details = [hint.detail for hint in found.hints if hint.topic is Topic.PAYER_ASSUMED]
    return {name for name, words in SETTING_WORDS.items() for each in details if words in each}


def test_nothing_is_assumed_where_all_is_given(reference: Reference) -> None:
    assert assumed(reference, 2) == set()


@pytest.mark.parametrize(
    ("setting", "units", "settings"),
    [
        ("price.gpci", 1, {"price": [BY_RVUS]}),
        ("price.place", 1, {"price": [PERCENT]}),
        ("rounding", 1, {"price": [{**PERCENT, "percent": "195", "place": "place"}]}),
        (
            "caps.minutes",
            3,
            {"caps": [{"measure": "minutes", "limit": "30", "by": "day", "surplus": "trim-order"}]},
        ),
        ("unit_limits.surplus", 3, {"unit_limits": {"97110": 2}}),
        ("reduction.per", 2, {"reduction": WHOLE}),
        ("caps.surplus", 2, {"caps": [{**SUM, "surplus": "?"}]}),
    ],
)
def test_what_is_not_given_is_said(
    setting: str, units: int, settings: dict[str, Any], reference: Reference
) -> None:
    assert setting in assumed(reference, units, **settings)


@pytest.mark.parametrize(
    ("units", "settings"),
    [
        (1, {"price": [{**BY_RVUS, "gpci": "none"}]}),
        (1, {"price": [{**PERCENT, "place": "place"}]}),
        (1, {"price": [{**PERCENT, "place": "11502-00"}]}),
        (1, {"price": [{**PERCENT, "percent": "100", "place": "place"}]}),
        (
            1,
            {
                "price": [{**PERCENT, "percent": "195", "place": "place"}],
                "rounding": "fee-then-percent",
            },
        ),
        (2, {"unit_limits": {"97110": 2}}),
        (1, {"reduction": WHOLE}),
        (2, {"reduction": {**WHOLE, "per": "unit"}}),
        (1, {"caps": [{**SUM, "surplus": "?"}]}),
        (2, {"caps": [{**SUM, "surplus": "cap-total"}]}),
    ],
)
def test_what_is_given_or_decides_nothing_is_not(
    units: int, settings: dict[str, Any], reference: Reference
) -> None:
    assert assumed(reference, units, **settings) == set()


def hints_without_assignment(reference: Reference, **settings: Any) -> tuple[set[Topic], str]:
    """Return the topics, and what is assumed, without assignment in a January."""
    payer = payer_from({**small(**settings, like="medicare"), "id": "plan"})
    visit = visit_from(
        visit_fields(
            pt("97110", 30),
            payer="plan",
            date_of_service="2026-01-20",
            provider={"participating": False, "accepts_assignment": False},
        )
    )
    found = assess(visit, reference, payers=Payers([payer]))
    assumed = [hint.detail for hint in found.hints if hint.topic is Topic.PAYER_ASSUMED]
    return {hint.topic for hint in found.hints}, " ".join(assumed)


def test_a_limiting_charge_is_told_where_it_is_used(reference: Reference) -> None:
    topics, said = hints_without_assignment(reference)
    assert Topic.ASSIGNMENT_NOT_ACCEPTED in topics
    assert not said


def test_without_a_limiting_charge_it_is_said_that_there_is_none(reference: Reference) -> None:
    always = {"always": ["AT"], "source": "contract"}
    topics, said = hints_without_assignment(reference, modifiers=always)
    assert Topic.ASSIGNMENT_NOT_ACCEPTED not in topics
    assert "nothing above the allowed amount" in said


def test_medicares_deductible_is_not_told_of_where_the_payer_has_its_own(
    reference: Reference,
) -> None:
    copay = {"copay": "30.00", "source": "contract"}
    assert Topic.DEDUCTIBLE_TAKEN_AS_MET in hints_without_assignment(reference)[0]
    topics, _ = hints_without_assignment(reference, patient=copay)
    assert Topic.DEDUCTIBLE_TAKEN_AS_MET not in topics


@pytest.mark.parametrize(
    ("codes", "told"), [(["97164"], True), (["97161"], False), (["97161", "97164"], False)]
)
def test_a_re_evaluation_paid_as_an_evaluation_is_said(
    codes: list[str], told: bool, reference: Reference
) -> None:
    visit_rate = {"base": "visit", "dollars": "75.00", "evaluation_dollars": "95.00", "per": "day"}
    rate = {"price": [{**visit_rate, "source": "contract"}]}
    payer = payer_from({**small(**rate), "id": "plan"})
    visit = visit_from(visit_fields(*map(pt, codes), payer="plan", date_of_service=DAY))
    found = assess(visit, reference, payers=Payers([payer]))
    said = [hint.title for hint in found.hints if hint.topic is Topic.PAYER_ASSUMED]
    assert (f"Assumed: {SETTING_WORDS['price.evaluation']}" in said) is told

"""The explanation of an amount names the text behind each step, or that it is assumed."""

from __future__ import annotations

from typing import Any

from payers.widened import VECTORS, payer_file, visit_of
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.fees import StepKind
from quarterhour.payers import ASSUMED, Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

VISIT: dict[str, Any] = {
    "date": "2026-05-01",
    "place": "national",
    "services": [
        {"code": "97110", "units": 3, "charge": "60.00", "assistant": True},
        {"code": "97140", "units": 1},
    ],
}
OWN = "Its text, 2026"
SETTINGS: dict[str, Any] = {
    "price": [{"base": "dollars", "dollars": {"97110": "40.00", "97140": "30.00"}}],
    "reduction": "none",
    "caps": [{"measure": "units", "limit": 3, "surplus": "trim"}],
    "assistant": {"factor": "0.85", "of": "allowed", "modifiers": "CQ/CO"},
    "patient": {"copay": "20.00"},
    "sequestration": "0.02",
}


def priced(reference: Reference, **settings: object) -> Assessment:
    payer = payer_from(payer_file({**SETTINGS, **settings}, VISIT["date"]))
    return assess(visit_from(visit_of(VISIT)), reference, payers=Payers([payer]))


def sources(found: Assessment, at: int) -> dict[StepKind, str]:
    return {step.kind: step.source for step in found.lines[at].steps}


def test_each_step_names_its_text(reference: Reference) -> None:
    assert sources(priced(reference), 0) == {
        StepKind.PAYER_FEE: OWN,
        StepKind.PAYER_AMOUNT: "",
        StepKind.ALLOWED: ASSUMED,
        StepKind.ASSISTANT_ALLOWED: OWN,
        StepKind.COPAY: OWN,
        StepKind.SEQUESTRATION: OWN,
        StepKind.PAYER_PAYS: "",
    }


def test_what_a_limit_cuts_names_the_text_of_the_limit(reference: Reference) -> None:
    cut = priced(reference, caps=[{"measure": "units", "limit": 2, "surplus": "trim"}])
    assert sources(cut, 0)[StepKind.PAYER_AMOUNT] == OWN


def test_a_line_of_text_shows_the_source(reference: Reference) -> None:
    steps = [step.text() for step in priced(reference).lines[0].steps]
    assert steps[0] == f"Price per unit: as listed = 40.00 [{OWN}]"
    assert steps[2].endswith(f"[{ASSUMED}]")


def test_a_reduction_of_own_dollars_is_told(reference: Reference) -> None:
    """Aetna's: half of the share that practice expense has of the RVUs."""
    own = VECTORS["C8-aetna-proportion"]
    payer = payer_from(payer_file(own["payer"], own["visit"]["date"]))
    found = assess(visit_from(visit_of(own["visit"])), reference, payers=Payers([payer]))
    steps = {step.kind: step for step in found.lines[1].steps}
    reduced = steps[StepKind.PAYER_REDUCED]
    assert reduced.working == "36.00 x (1 - 0.50 x 0.39 / 0.83)"
    assert str(reduced.amount) == "27.54"
    assert reduced.source == OWN

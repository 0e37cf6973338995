"""What RULES.md marks [M] (widely stated, primary text not seen) says "confirm with your MAC"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import ot, pt, slp
from quarterhour.assessment import Assessment

Assess = Callable[..., Assessment]

ABOVE = {"pt_slp_to_date": "2480.00"}
MARKED: dict[str, tuple[str, list[dict[str, Any]], dict[str, Any]]] = {
    "clocks by the hour": ("clock", [slp("96125", 60)], {}),
    "cognitive training in the pool": ("clock", [ot("97129", 15)], {}),
    "98979 and 98980": ("clock", [pt("98979", 10), pt("98980", 20)], {}),
    "locks": ("discipline", [ot("97161")], {}),
    "who bills": ("discipline", [slp("97110", 15)], {}),
    "chiropractic": ("discipline", [pt("98940")], {}),
    "what accrues": ("kx", [pt("97110", 15)], {"patient": {"pt_slp_to_date": "100.00"}}),
    "GA": ("kx", [pt("97110", 15)], {"patient": ABOVE, "attested": {"advance_notice": True}}),
    "cq-13": ("assistant", [pt("97110", 10, 5)], {}),
    "time blocks of a pair": ("ncci", [pt("97530", 15), pt("97750", 15)], {}),
    "GX and GY": ("coverage", [pt("97037")], {}),
    "dry needling": ("coverage", [pt("20560")], {}),
    "telehealth": ("modifier", [pt("97110", 15, telehealth=True)], {}),
    "97": ("modifier", [pt("97110", 15)], {"purpose": "rehabilitative"}),
    "limiting charge": ("provider", [pt("97110", 15)], {"provider": {"participating": False}}),
}


@pytest.mark.parametrize(("kind", "services", "fields"), MARKED.values(), ids=MARKED)
def test_confirm_with_your_mac(
    kind: str, services: list[dict[str, Any]], fields: dict[str, Any], assessed: Assess
) -> None:
    told = [hint for hint in assessed(*services, **fields).hints if hint.kind == kind]
    assert told
    for hint in told:
        assert "confirm with your MAC" in hint.message + hint.citation

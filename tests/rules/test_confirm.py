"""What docs/rules.md calls unconfirmed is to be confirmed with the MAC."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from builders import hint_of, ot, pt, slp
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.claims.hints.parts import PART_WORDS
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.visit import Visit
from visits import FEW, VISITS

Assess = Callable[..., Assessment]

ABOVE = {"pt_slp_to_date": "2480.00"}
MARKED: dict[str, tuple[Topic, list[dict[str, Any]], dict[str, Any]]] = {
    "timings by the hour": (Topic.TIMED_BY_CONVENTION, [slp("96125", 60)], {}),
    "cognitive training in the pool": (Topic.TIMED_BY_CONVENTION, [ot("97129", 15)], {}),
    "98979 and 98980": (Topic.SAME_MONTH, [pt("98979", 10), pt("98980", 20)], {}),
    "locks": (Topic.OTHER_DISCIPLINE, [ot("97161")], {}),
    "who bills": (Topic.SELDOM_BILLED, [slp("97110", 15)], {}),
    "chiropractic": (Topic.NOT_THERAPY, [pt("98940")], {}),
    "what accrues": (
        Topic.BELOW_THRESHOLD,
        [pt("97110", 15)],
        {"patient": {"pt_slp_to_date": "100.00"}},
    ),
    "GA": (
        Topic.ABOVE_WITH_ABN,
        [pt("97110", 15)],
        {"patient": ABOVE, "attested": {"advance_notice": True}},
    ),
    "cq-13": (
        Topic.STRICT_TEN_PERCENT,
        [pt("97110", 10, 5)],
        {"date_of_service": "2021-06-02"},
    ),
    "two methods": (Topic.TWO_METHODS, [pt("97150", 40, 5)], {}),
    "time blocks of a pair": (Topic.PAIR_DENIED, [pt("97530", 15), pt("97750", 15)], {}),
    "either code carries it": (
        Topic.PAIR_STATED,
        [pt("97530", 15), pt("97750", 15)],
        {"attested": {"separate": [["97530", "97750"]]}},
    ),
    "e-visits of 2020": (
        Topic.E_VISIT_OF_2020,
        [pt("98970")],
        {"date_of_service": "2020-06-01"},
    ),
    "GX and GY": (Topic.NOT_COVERED, [pt("97037")], {}),
    "dry needling": (Topic.DRY_NEEDLING, [pt("20560")], {}),
    "telehealth": (Topic.TELEHEALTH_MARKED, [pt("97110", 15, telehealth=True)], {}),
    "97": (Topic.PURPOSE_MARKED, [pt("97110", 15)], {"purpose": "rehabilitative"}),
    "limiting charge": (
        Topic.ASSIGNMENT_ACCEPTED,
        [pt("97110", 15)],
        {"provider": {"participating": False}},
    ),
}
ASKS = PART_WORDS["confirm"].rstrip(".").lower()


@pytest.mark.parametrize(("topic", "services", "fields"), MARKED.values(), ids=MARKED)
def test_confirm_with_your_mac(
    topic: Topic, services: list[dict[str, Any]], fields: dict[str, Any], assessed: Assess
) -> None:
    """Every hint of the family is so marked, and documents say it too."""
    found = assessed(*services, **fields)
    assert hint_of(found, topic).unconfirmed
    assert all(hint.unconfirmed for hint in found.hints if hint.kind == topic.kind)
    told = {hint["topic"]: hint["unconfirmed"] for hint in assessment_document(found)["hints"]}
    assert told[topic.id] is True


@FEW
@given(visit=VISITS)
def test_it_is_said_once(visit: Visit, reference: Reference) -> None:
    for hint in assess(visit, reference).hints:
        if hint.unconfirmed:
            assert ASKS not in hint.detail.lower()
            assert hint.text.lower().count(ASKS) == 1
        else:
            assert hint.text == hint.detail
        assert ASKS not in hint.citation.lower()

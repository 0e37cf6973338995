"""What docs/rules.md section 4 says of the other modifiers, and of their order."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from builders import ot, pt, slp
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic

Assess = Callable[..., Assessment]

DISCIPLINE = {"GP", "GO", "GN"}
ADDED = {"CQ", "CO", "KX", "GA", "59", "XE", "XS", "XP", "XU", "95", "96", "97"}
NEVER = {"25", "52", "76", "77", "AT", "GX", "GY", "GZ"}
ABOVE = {"pt_slp_to_date": "2480.00", "ot_to_date": "2480.00"}

VISITS: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "a short timed code": ([pt("97110", 8)], {}),
    "an evaluation beside treatment": ([pt("97161", 30), pt("97140", 15), pt("97530", 15)], {}),
    "the same code twice": ([pt("97110", 15), pt("97140", 15), pt("97110", 15)], {}),
    "two disciplines give the same code": ([pt("97110", 15), ot("97110", 15)], {}),
    "chiropractic": ([pt("98940"), pt("98941"), pt("98942")], {}),
    "not covered": ([pt("97037", 10), pt("20560", 10), pt("97010", 10)], {}),
    "above the threshold, not necessary": (
        [pt("97110", 15), slp("92526", 30), ot("97535", 15)],
        {"patient": ABOVE, "attested": {"advance_notice": True}},
    ),
    "above the threshold, necessary": (
        [pt("97110", 15), slp("92526", 30), ot("97535", 0, 15)],
        {"patient": ABOVE, "attested": {"medically_necessary": True}},
    ),
}


@pytest.mark.parametrize(("services", "fields"), VISITS.values(), ids=VISITS)
def test_one_plan_of_care_modifier_and_none_that_therapy_has_no_use_for(
    services: list[dict[str, Any]], fields: dict[str, Any], assessed: Assess
) -> None:
    for purpose in ("habilitative", "rehabilitative"):
        for line in assessed(*services, **fields, purpose=purpose).lines:
            marks = list(line.line.modifiers)
            assert len(DISCIPLINE & set(marks)) == 1
            assert len(marks) == len(set(marks))
            assert set(marks) <= DISCIPLINE | ADDED
            assert not NEVER & set(marks)


def test_necessary_is_kx_and_not_necessary_is_ga(assessed: Assess) -> None:
    for confirmed, expected in (("medically_necessary", "KX"), ("advance_notice", "GA")):
        found = assessed(pt("97110", 15), patient=ABOVE, attested={confirmed: True})
        assert found.lines[0].line.modifiers == ("GP", expected)


@pytest.mark.parametrize(
    ("code", "topic", "named"),
    [
        ("97037", Topic.NOT_COVERED, {"GY", "GX"}),
        ("20560", Topic.DRY_NEEDLING, {"GA", "GY", "GZ"}),
        ("98940", Topic.NOT_THERAPY, {"AT"}),
    ],
)
def test_who_needs_another_modifier_is_told(
    code: str, topic: Topic, named: set[str], assessed: Assess
) -> None:
    (hint,) = assessed(pt(code, 10)).hints
    assert (hint.topic, hint.unconfirmed) == (topic, True)
    assert {word for word in re.findall(r"\b[A-Z]{2}\b", hint.detail)} == named


def test_one_line_a_code_unless_modifiers_differ(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), pt("97140", 15), pt("97110", 15))
    assert [(line.line.code, line.line.units) for line in found.lines] == [
        ("97110", 2),
        ("97140", 1),
    ]

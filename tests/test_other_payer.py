"""A visit under another payer than Medicare, of which there is no file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import ot, pt, slp, visit_fields
from quarterhour.assess import assess, compare_by_rule
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.formats import FORMATS
from quarterhour.visit import visit_from, visit_text

Assess = Callable[..., Assessment]

OTHER = {"payer": "blue-shield"}
# What Medicare would deny, reduce, cap, mark or leave off, and would say something about.
MEDICARES: list[tuple[list[dict[str, Any]], dict[str, Any]]] = [
    ([pt("97530", 15), pt("97750", 15)], {}),
    ([pt("97110", 105)], {}),
    ([pt("97014", 10)], {}),
    ([pt("97110", 15)], {"patient": {"pt_slp_to_date": "2480.00"}}),
    ([pt("97110", 15, telehealth=True)], {"date_of_service": "2028-03-01"}),
    ([pt("97110", 15)], {"provider": {"participating": False}}),
    ([pt("97110", 15)], {"locality": "99999-99"}),
    ([pt("97110", 15)], {"date_of_service": "2031-01-01"}),
    ([pt("97110", 15)], {"rule": "midpoint"}),
    ([slp("92507", 0, 45)], {}),
    ([pt("97112", 20), pt("97530", 20)], {}),
]


@pytest.mark.parametrize(("services", "fields"), MEDICARES)
def test_nothing_is_said_but_that_there_is_no_file(
    services: list[dict[str, Any]], fields: dict[str, Any], assessed: Assess
) -> None:
    assert [hint.topic for hint in assessed(*services, **fields).hints] != [Topic.PAYER_NOT_READ]
    found = assessed(*services, **fields, **OTHER)
    assert [hint.topic for hint in found.hints] == [Topic.PAYER_NOT_READ]
    assert found.payment is None
    assert all(line.allowed is None and not line.denied for line in found.lines)
    assert not any(line.line.modifiers for line in found.lines)
    assert found.lines


def test_units_are_by_total_minutes_whatever_the_rule(assessed: Assess) -> None:
    """`rule` counts for Medicare alone: 33 and 7 are 2 and 1 by total minutes, else 2 and 0."""
    visit = (pt("97110", 33), pt("97140", 7))
    assert [one.units for one in assessed(*visit, rule="midpoint").services] == [2, 0]
    found = assessed(*visit, rule="midpoint", **OTHER)
    assert [one.units for one in found.services] == [2, 1]


def test_minutes_of_assistants_are_minutes_like_any_others(assessed: Assess) -> None:
    found = assessed(pt("97110", 8, 15), slp("92507", 0, 45), **OTHER)
    assert [(line.line.code, line.line.units) for line in found.lines] == [
        ("97110", 2),
        ("92507", 1),
    ]


def test_what_is_not_known_is_still_not_counted(assessed: Assess) -> None:
    found = assessed(pt("99999", 15), pt("97110", 15), **OTHER)
    assert [one.units for one in found.services] == [0, 1]


def test_both_rules_are_compared_for_medicare(reference: Reference) -> None:
    """`rule` counts for Medicare alone, so that the other side would be counted by it too."""
    fields = visit_fields(pt("97110", 33), pt("97140", 7), **OTHER)
    found = compare_by_rule(visit_from(fields), reference)
    assert [one.units for one in found.total_minutes.services] == [2, 1]
    assert [one.units for one in found.midpoint.services] == [2, 0]
    assert [one.key for one in found.differences] == ["97140"]


def test_medicare_by_name_is_medicare(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 15))
    assert assessed(*visit, payer="medicare") == assessed(*visit)


def test_every_report_names_the_payer(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), **OTHER)
    assert assessment_document(found)["payer"] == {
        "id": "blue-shield",
        "name": "blue-shield",
        "in_force": False,
        "settings": [],
    }
    assert assessment_document(found)["edition"] is None
    for name in ("text", "html", "json"):
        assert b"blue-shield" in FORMATS[name](found)
    for name in ("text", "html"):
        assert found.count.rule.title.encode() not in FORMATS[name](found)


SERVICES = st.lists(
    st.builds(
        lambda make, code, minutes: make(code, minutes),
        st.sampled_from([pt, ot]),
        st.sampled_from(["97110", "97112", "97140", "97530", "97535"]),
        st.integers(0, 60),
    ),
    min_size=1,
    max_size=6,
)


@given(services=SERVICES)
def test_units_of_timed_codes_are_those_of_medicare(
    services: list[dict[str, Any]], reference: Reference
) -> None:
    own, other = (
        assess(visit_from(visit_fields(*services, **fields)), reference) for fields in ({}, OTHER)
    )
    assert [one.units for one in other.services] == [one.units for one in own.services]


def test_the_payer_is_kept_in_the_document() -> None:
    document = visit_fields(pt("97110", 15), **OTHER)
    assert json.loads(visit_text(visit_from(document)))["payer"] == "blue-shield"


def test_a_payer_that_counts_by_the_midpoint_has_units_alone(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), pt("97112", 7), pt("97140", 8), payer="cpt-midpoint")
    assert [one.units for one in found.services] == [1, 0, 1]
    assert found.payment is None
    assert [hint.topic for hint in found.hints] == [Topic.UNITS_ONLY]
    assert not any(line.line.modifiers or line.denied for line in found.lines)

"""What docs/rules.md section 6 says of unit limits, totals and groups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from builders import hint_of, ot, pt, slp, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Denial, DenialKind, Severity, Topic
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_summary import visit_summary

Assess = Callable[..., Assessment]

LIMITS = {
    "97110": 6, "97112": 4, "97113": 6, "97116": 4, "97140": 6, "97530": 6, "97535": 8,
    "97032": 4, "97033": 4, "97034": 2, "97035": 2, "97124": 4, "97129": 1, "97130": 7,
    "97150": 1, "97750": 8, "97760": 6, "97761": 6, "97763": 6,
    "97161": 1, "97162": 1, "97163": 1, "97164": 1, "97165": 1, "97166": 1, "97167": 1, "97168": 1,
}  # fmt: skip
ABSOLUTE = ("97161", "97162", "97163", "97164", "97165", "97166", "97167", "97168")


@pytest.mark.parametrize(("code", "units"), LIMITS.items())
def test_limit(code: str, units: int, reference: Reference) -> None:
    limit = reference.edits.unit_limit(code, date(2026, 11, 23))
    assert limit is not None
    assert limit.units == units


@pytest.mark.parametrize("code", [*ABSOLUTE, "97129", "97550"])
def test_indicator_2(code: str, reference: Reference) -> None:
    limit = reference.edits.unit_limit(code, date(2026, 11, 23))
    assert limit is not None
    assert limit.adjudication == "2"


def above(found: Assessment, code: str, units: int, most: int) -> bool:
    """Return whether units of a code are told, and denied, as above the most of one day."""
    denial = Denial(DenialKind.UNIT_LIMIT, code, units, most)
    denied = [denial in line.denials for line in found.lines if line.line.code == code]
    return hint_of(found, Topic.UNITS_ABOVE_LIMIT).codes == (code,) and all(denied)


@pytest.mark.parametrize("code", ["97129", "97550"])
def test_an_absolute_limit_is_said_to_be_so(code: str, assessed: Assess) -> None:
    """The first unit of a code with an add-on is one for each discipline."""
    found = assessed(slp(code, 30), ot(code, 30))
    assert above(found, code, 2, 1)
    assert "indicator 2;" in hint_of(found, Topic.UNITS_ABOVE_LIMIT).citation


@pytest.mark.parametrize(
    ("code", "most"), [(code, most) for code, most in LIMITS.items() if code < "97129"]
)
def test_a_clinical_limit_is_open_to_appeal(code: str, most: int, assessed: Assess) -> None:
    assert topics(assessed(pt(code, 15 * most)), "mue") == []
    found = assessed(pt(code, 15 * most + 8))
    assert above(found, code, most + 1, most)
    assert "indicator 3;" in hint_of(found, Topic.UNITS_ABOVE_LIMIT).citation


def test_of_97110_six_and_not_eight(assessed: Assess) -> None:
    assert topics(assessed(pt("97110", 90)), "mue") == []
    assert above(assessed(pt("97110", 105)), "97110", 7, 6)


@pytest.mark.parametrize("render", [plain_text, visit_summary], ids=["text", "visit summary"])
def test_both_totals_are_on_every_summary(
    render: Callable[[Assessment], str], assessed: Assess
) -> None:
    found = assessed(pt("97161", 35), pt("97110", 15), pt("97012", 10))
    assert (found.count.timed_minutes, found.total_minutes) == (15, 60)
    text = render(found).lower()
    assert "total timed minutes: 15" in text
    assert "total treatment minutes: 60" in text
    document = assessment_document(found)
    assert (document["timed_minutes"], document["total_minutes"]) == (15, 60)


@pytest.mark.parametrize(
    ("service", "code"), [(pt("97150", 45), "97150"), (slp("92508", 45), "92508")]
)
def test_a_group_is_one_unit_for_each_patient(
    service: dict[str, Any], code: str, assessed: Assess
) -> None:
    found = assessed(service)
    assert [(line.line.code, line.line.units) for line in found.lines] == [(code, 1)]
    assert found.count.timed_minutes == 0


def test_one_on_one_episodes_beside_a_group_are_added(assessed: Assess) -> None:
    found = assessed(
        pt("97110", 5),
        pt("97150", 45),
        pt("97110", 11),
        attested={"separate": [["97150", "97110"]]},
    )
    assert [result.units for result in found.services] == [1, 1, 0]
    assert found.count.timed_minutes == 16
    assert [line.denied for line in found.lines] == [False, False]


def test_a_group_and_one_on_one_minutes_are_a_pair(assessed: Assess) -> None:
    (hint,) = assessed(pt("97150", 45), pt("97110", 15)).hints
    assert (hint.topic, hint.severity) == (Topic.PAIR_DENIED, Severity.ACTION)
    assert hint.codes == ("97150", "97110")

"""Days with what is found in them: the cases of CMS's guidance, and ours."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from day.days import a_day
from quarterhour.day import DayAssessment, DayAssessor, Finding, FindingKind

EXAMPLES = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
_ABOUT = ("id", "title", "source", "expected", "visits")


def assessed(example: dict[str, Any], assessor: DayAssessor) -> DayAssessment:
    more = {name: value for name, value in example.items() if name not in _ABOUT}
    return assessor.assess(a_day(*example["visits"], **more))


def facts(finding: Finding) -> dict[str, Any]:
    of_claim = {"codes": list(finding.codes), "units": finding.units}
    return {
        "kind": finding.kind.value,
        "people": list(finding.people),
        "patients": list(finding.patients),
        "when": finding.when,
        "minutes": finding.minutes,
        **(of_claim if finding.units is not None else {}),
        "severity": finding.severity.value,
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=[each["id"] for each in EXAMPLES])
def test_example(example: dict[str, Any], assessor: DayAssessor) -> None:
    result, expected = assessed(example, assessor), example["expected"]
    told = [
        facts(each)
        for each in result.findings
        if each.kind is not FindingKind.NOT_AUDITED or facts(each) in expected["findings"]
    ]
    assert sorted(told, key=str) == sorted(expected["findings"], key=str)
    assert result.units_as_typed == expected["units"]
    offered = [choice.units for each in result.findings for choice in each.choices]
    assert all(units in offered for units in expected.get("choices", []))
    if "most" in expected:
        assert result.total_if_settled.high == expected["most"]
    for id, figures in expected.get("figures", {}).items():
        own = result.figures[id]._asdict()
        assert {name: own[name] for name in figures} == {
            name: Decimal(value) if isinstance(value, str) else value
            for name, value in figures.items()
        }


@pytest.mark.parametrize(
    "example",
    [each for each in EXAMPLES if "allowed" in each["expected"]],
    ids=lambda example: str(example["id"]),
)
def test_allowed(example: dict[str, Any], assessor: DayAssessor) -> None:
    result, expected = assessed(example, assessor), example["expected"]
    payments = {each.tag: each.assessment.payment for each in result.visits}
    assert {tag: str(payment.allowed) for tag, payment in payments.items() if payment} == expected[
        "allowed"
    ]
    assert str(result.totals.all.allowed) == expected["allowed_total"]


@pytest.mark.parametrize(
    "example",
    [each for each in EXAMPLES if "clock_out" in each["expected"]],
    ids=lambda example: str(example["id"]),
)
def test_clock_out(example: dict[str, Any], assessor: DayAssessor) -> None:
    clock_out = assessed(example, assessor).clock_out
    assert clock_out is not None
    assert {
        "paid_minutes": str(clock_out.paid_minutes),
        "end": clock_out.end,
    } == example["expected"]["clock_out"]

"""Minutes of a row that earn no unit, in the result and in its document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from builders import pt, slp
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.visit import Visit
from visits import FEW, VISITS

Assess = Callable[..., Assessment]


@pytest.mark.parametrize(
    ("services", "idle"),
    [
        ([pt("97110", 33), pt("97140", 7)], [3, 0]),
        ([pt("97112", 20), pt("97530", 20)], [0, 5]),
        ([pt("97110", 7)], [7]),
        ([pt("97110", 15)], [0]),
        # Counted together: what is idle is with the first row.
        ([pt("97110", 10), pt("97110", 8)], [3, 0]),
        # Not on the claim, and untimed.
        ([pt("97010", 10)], [10]),
        ([pt("G0283", 25)], [0]),
        # An assistant's minutes that Medicare does not cover.
        ([slp("97535", 15, 20)], [20]),
    ],
)
def test_idle_minutes(services: list[dict[str, Any]], idle: list[int], assessed: Assess) -> None:
    found = assessed(*services)
    assert [one.idle_minutes for one in found.services] == idle
    assert [one["idle_minutes"] for one in assessment_document(found)["services"]] == idle


@FEW
@given(visit=VISITS)
def test_no_more_are_idle_than_there_are(visit: Visit, reference: Reference) -> None:
    found = assess(visit, reference)
    for service, counted in zip(found.services, visit.services, strict=True):
        assert service.idle_minutes >= 0
        if not any(line.line.row == service.row for line in found.lines):
            continue
        group = next(one.group for one in found.count.services if service.row in one.group.rows)
        assert service.idle_minutes <= group.minutes + counted.assistant_minutes

"""Visits that are days of one: a day counts what a visit counts."""

from __future__ import annotations

from typing import Any

import pytest

from builders import pt, visit_fields
from quarterhour.assess import units_of
from quarterhour.day import DayAssessor, day_of
from quarterhour.reference import Reference
from quarterhour.visit import visit_from


@pytest.mark.parametrize(
    "fields",
    [
        {"date_of_service": "2000-01-01"},  # before any list of codes
        {"date_of_service": "2099-01-01"},
        {"by": ["A1"]},  # whose role no visit tells
        {"by": ["T1", "A1"]},
    ],
    ids=str,
)
def test_a_day_of_one_is_counted_as_the_visit(fields: dict[str, Any], reference: Reference) -> None:
    by = {"by": fields.pop("by")} if "by" in fields else {}
    visit = visit_from(visit_fields(pt("97110", 0, 25, **by), pt("97150", 15, **by), **fields))
    assert DayAssessor(reference).assess(day_of(visit)).units_as_typed == {
        "A": {code: units for (code, _), units in units_of(visit, reference).items()}
    }

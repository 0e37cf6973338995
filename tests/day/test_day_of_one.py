"""Visits that are days of one: a day counts what a visit counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from builders import SAMPLES, ot, pt, visit_fields
from day.days import a_day, row, visit
from day.generated import FEW
from quarterhour.assess import assess, units_of
from quarterhour.day import DayAssessor, day_of, day_text, visit_of
from quarterhour.reference import Reference
from quarterhour.visit import Visit, VisitError, read_visit, visit_from
from visits import VISITS


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
    alone = visit_from(visit_fields(pt("97110", 0, 25, **by), pt("97150", 15, **by), **fields))
    assert DayAssessor(reference).assess(day_of(alone)).units_as_typed == {
        "A": {code: units for (code, _), units in units_of(alone, reference).items()}
    }


def assert_the_same(one: Visit, assessor: DayAssessor, reference: Reference) -> None:
    """Check that a visit is assessed as a day of one as it is by itself."""
    try:
        alone = assess(one, reference)
    except VisitError as error:
        with pytest.raises(VisitError) as refused:
            assessor.assess(day_of(one))
        assert refused.value.problem == error.problem
        return
    day = day_of(one)
    (of_day,) = assessor.assess(day).visits
    assert replace(of_day.assessment, visit=one) == alone
    assert visit_of(day) == one
    assert json.loads(day_text(day))["format"] == "quarterhour.visit/1"


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*.quarterhour")), ids=lambda path: path.stem
)
def test_a_sample_is_a_day_of_one(
    sample: Path, assessor: DayAssessor, reference: Reference
) -> None:
    assert_the_same(read_visit(sample.read_bytes()), assessor, reference)


TIMED: list[list[dict[str, Any]]] = [
    [pt("97110", times=["9:00-9:10", "9:30-9:45"]), pt("97140", times=["9:10-9:30"])],
    [pt("97110", times=["12:45-1:15"], by=["T1"]), pt("97112", times=["1:15-1:40"])],
    [pt("97110", 10, 5, times=["9:00-9:15"], by=["T1", "A1"])],
    [pt("97161", times=["9:00-9:00"]), pt("97110", times=["9:00-9:08", "9:04-9:12"])],
    [pt("97110", times=[" 9:00 \u2013 9:23 "]), ot("97530", times=["9:30-10:00"])],
    [pt("97110", times=["5:30-6:15"]), pt("97140", times=["6:15-6:45"])],
]


@pytest.mark.parametrize("services", TIMED)
def test_a_visit_with_times_is_a_day_of_one(
    services: list[dict[str, Any]], assessor: DayAssessor, reference: Reference
) -> None:
    timed = visit_from(visit_fields(*services, tag="A", label="knee"))
    assert_the_same(timed, assessor, reference)


@FEW
@given(VISITS)
def test_a_visit_is_a_day_of_one(assessor: DayAssessor, reference: Reference, one: Visit) -> None:
    assert_the_same(one, assessor, reference)


def test_a_visit_with_a_person_is_a_day(assessor: DayAssessor) -> None:
    day = a_day(visit("A", row("97110", "T1", "9:00-9:15")))
    assert visit_of(day) is None

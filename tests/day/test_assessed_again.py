"""A day that was assessed before, with a row changed: what is found is what is found anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from day.days import a_day, row, visit
from entry.days import day_documents
from quarterhour.day import Day, DayAssessment, DayAssessor, Person, day_from
from quarterhour.reference import Reference
from quarterhour.visit import VisitError

TIMES = st.sampled_from([("9:00-9:10",), ("9:05-9:28",), ("9:30-9:15",), ("10:00-10:01",)])


def _changed(day: Day, data: st.DataObject) -> Day:
    at = data.draw(st.integers(0, len(day.visits) - 1))
    visit = day.visits[at]
    services = list(visit.services)
    if services:
        row = data.draw(st.integers(0, len(services) - 1))
        fields: dict[str, Any] = {"times": data.draw(TIMES), "minutes": 0}
        fields |= dict.fromkeys(("therapist_minutes", "assistant_minutes", "together_minutes"), 0)
        services[row] = replace(services[row], **fields)
    payer = data.draw(st.sampled_from([None, "my-plan"]))
    visit = replace(visit, services=tuple(services), payer=payer)
    return replace(day, visits=(*day.visits[:at], visit, *day.visits[at + 1 :]))


def _found(assessor: DayAssessor, day: Day) -> DayAssessment | str:
    try:
        return assessor.assess(day)
    except VisitError as error:
        return str(error)


@settings(max_examples=60, deadline=None)
@given(document=day_documents(least=1, tags="A,B,C"), data=st.data())
def test_a_day_assessed_again_is_as_one_assessed_anew(
    document: dict[str, Any], data: st.DataObject, reference: Reference
) -> None:
    day, assessor = day_from(document), DayAssessor(reference)
    for _ in range(4):
        found = _found(assessor, day)
        event("refused" if isinstance(found, str) else "assessed")
        assert found == _found(DayAssessor(reference), day)
        day = _changed(day, data)


MORNING = [
    visit("A", row("97110", "T1", "6:30-7:15")),
    {"services": [row("97110", "T1", "7:00-7:30")]},
]
AFTERNOON = visit("C", row("97110", "T1", "1:00-1:30"))


@pytest.mark.parametrize(
    "change",
    [
        lambda day: replace(day, visits=(*day.visits, a_day(AFTERNOON).visits[0])),
        lambda day: replace(day, visits=(*day.visits, a_day(visit("B")).visits[0])),
        lambda day: replace(day, payer="my-plan"),
        lambda day: replace(day, rule="midpoint"),
        lambda day: replace(day, locality="", zip="33101"),
        lambda day: replace(day, people=(Person("T1", "PT", ("18:00-20:00",)),)),
        lambda day: replace(day, date_of_service=date(2023, 6, 5)),
    ],
    ids=["another half of the day", "a tag", "payer", "rule", "place", "hours", "date"],
)
def test_what_a_visit_takes_from_the_day_is_read_again(
    change: Callable[[Day], Day], reference: Reference
) -> None:
    day, assessor = a_day(*MORNING), DayAssessor(reference)
    before = assessor.assess(day)
    day = change(day)
    again = assessor.assess(day)
    assert again == DayAssessor(reference).assess(day)
    assert again != before

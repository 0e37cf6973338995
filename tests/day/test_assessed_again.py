"""A day that was assessed before, with a row changed: what is found is what is found anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from entry.days import day_documents
from quarterhour.day import Day, DayAssessment, DayAssessor, day_from
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

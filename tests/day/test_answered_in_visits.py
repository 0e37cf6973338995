"""What a visit has answered about minutes that two disciplines shared, the day doesn't ask."""

from __future__ import annotations

from typing import Any

import pytest

from day.days import a_day, answer, answering, found, row, units, visit
from quarterhour.day import DayAssessor, FindingKind
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference

NINE = "9:00-9:30"
ROWS = (row("97530", "T1", NINE), row("97535", "O1", NINE))


@pytest.fixture
def assessor(reference: Reference) -> DayAssessor:
    return DayAssessor(reference)


def answered(**more: Any) -> dict[str, Any]:
    same = {"disciplines": ["PT", "OT"], "minutes": 30, "billed_by": "PT", **more}
    same = {name: value for name, value in same.items() if value != ""}
    return visit("A", *ROWS) | {"attested": {"same_minutes": [same]}}


@pytest.mark.parametrize(
    ("billed_by", "choice", "left"),
    [("PT", "pt-30-ot-0", {"97530": 2}), ("OT", "pt-0-ot-30", {"97535": 2})],
)
def test_the_answer_of_a_visit_settles_the_finding(
    billed_by: str, choice: str, left: dict[str, int], assessor: DayAssessor
) -> None:
    result = assessor.assess(a_day(answered(billed_by=billed_by), people="T1 O1"))
    split = found(result, FindingKind.CO_TREATMENT)
    assert (result.open_findings, split.settled) == ((), choice)
    assert units(result) == {"A": left}


@pytest.mark.parametrize(
    "more",
    [
        {"minutes": 20},
        {"minutes": 0, "billed_by": ""},
        {"disciplines": ["PT", "SLP"]},
        {"codes": {"PT": ["97110"]}},
    ],
)
def test_an_answer_about_other_minutes_leaves_the_question(
    more: dict[str, Any], assessor: DayAssessor
) -> None:
    result = assessor.assess(a_day(answered(**more), people="T1 O1"))
    assert found(result, FindingKind.CO_TREATMENT) in result.open_findings


def test_an_answer_of_the_day_comes_first(assessor: DayAssessor) -> None:
    day = a_day(answered(), people="T1 O1")
    split = found(assessor.assess(day), FindingKind.CO_TREATMENT)
    result = assessor.assess(answering(day, answer(split, "pt-15-ot-15")))
    assert units(result) == {"A": {"97530": 1, "97535": 1}}
    assert result.unused_answers == ()


def test_what_a_visit_answered_can_be_taken_back_in_the_audit(reference: Reference) -> None:
    session = DaySession(reference, a_day(answered(), people="T1 O1"))
    assert session.day_outcome.assessment is not None
    split = found(session.day_outcome.assessment, FindingKind.CO_TREATMENT)
    assert split.settled
    session.take_back(split)
    after = session.day_outcome.assessment
    assert after is not None
    assert not found(after, FindingKind.CO_TREATMENT).settled
    assert session.draft.attested.same_minutes == ()

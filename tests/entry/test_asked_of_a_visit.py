"""What is asked and told of a visit as it is typed."""

from __future__ import annotations

from typing import Any

import pytest

from builders import pt, visit_fields
from quarterhour.claims import Attest
from quarterhour.day import day_from
from quarterhour.entry import Session
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

PAIR = (pt("97530", 15), pt("97750", 15), pt("97110", 15))


def begun(reference: Reference, *services: dict[str, Any], **fields: Any) -> Session:
    return Session(reference, visit_from(visit_fields(*services, **fields)))


def test_a_row_has_the_questions_of_its_pairs(reference: Reference) -> None:
    session = begun(reference, *PAIR)
    (question,) = session.questions_of(1)
    assert isinstance(question, Attest)
    assert session.questions_of(2) == ()
    assert [pair.pair.never for pair in session.service_pairs()] == [False]


def test_what_can_not_be_read_asks_nothing(reference: Reference) -> None:
    session = begun(reference, *PAIR)
    session.change_row(1, code="zzz")
    session.stop_typing()
    assert session.questions_of(1) == ()


def test_the_threshold_is_asked_about_with_the_codes_above_it(reference: Reference) -> None:
    session = begun(reference, *PAIR[2:], patient={"pt_slp_to_date": "2480.00"})
    assert session.question_of_threshold().codes == ("97110",)
    session.change(day=None, day_text="x")
    assert session.question_of_threshold().codes == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Deductible met"),
        ("0", "Deductible met"),
        ("100", "$100.00 deductible left"),
        ("99999", "Check the deductible"),
    ],
)
def test_the_deductible_is_said_in_a_few_words(typed: str, said: str, reference: Reference) -> None:
    session = begun(reference, *PAIR)
    session.change(deductible=typed)
    assert session.deductible_said == said


def test_a_year_without_a_deductible_says_so(reference: Reference) -> None:
    session = begun(reference, *PAIR, date_of_service="2031-01-06")
    assert session.deductible_said == "2031 deductible not entered"


def test_each_row_has_its_most_pressing_hint_and_a_color(reference: Reference) -> None:
    outcome = begun(reference, *PAIR).outcome
    first, second, third = outcome.row_hints
    assert second is not None
    assert (first, third) == (None, None)
    assert sorted(outcome.colors.values()) == [0, 1, 2]


def test_a_person_is_named_in_several_rows_as_one_step(reference: Reference) -> None:
    fields = {
        "format": "quarterhour.day/1",
        "date_of_service": "2026-11-23",
        "zip": "27601",
        "people": [{"id": "T1", "role": "PT"}, {"id": "A1", "role": "PTA"}],
        "visits": [{"services": [{"code": "97110"}, {"code": "97140"}]}],
    }
    session = DaySession(reference, day_from(fields))
    session.name_treating((0, 1), "A1", True)
    session.name_treating((0, 1), "T1", True)
    assert [row.by for row in session.draft.rows if row.code] == [("T1", "A1"), ("T1", "A1")]
    session.name_treating((1,), "A1", False)
    assert [row.by for row in session.draft.rows if row.code] == [("T1", "A1"), ("T1",)]
    session.undo()
    assert [row.by for row in session.draft.rows if row.code] == [("T1", "A1"), ("T1", "A1")]

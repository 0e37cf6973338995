"""Clock times of a row, which a day brings along, in the table of one visit."""

from __future__ import annotations

from typing import Any

import pytest

from builders import visit_fields
from quarterhour.entry import Session
from quarterhour.entry.pasting import row_text
from quarterhour.reference import Reference
from quarterhour.visit import visit_document, visit_from

TIMED = {"code": "97110", "discipline": "PT", "times": ["9:05-9:28"]}


def opened(reference: Reference, **more: Any) -> Session:
    return Session(reference, visit_from(visit_fields(TIMED | more)))


def test_what_the_times_cover_stands_as_minutes(reference: Reference) -> None:
    session = opened(reference)
    (row,) = session.draft.rows
    assert (row.therapist, row.minutes_shown) == ("", "23")
    assert row_text(row).split("\t")[2] == "23"


def test_minutes_beside_times_stand_as_typed(reference: Reference) -> None:
    (row,) = opened(reference, therapist_minutes=13, assistant_minutes=10).draft.rows
    assert row.minutes_shown == "13"


@pytest.mark.parametrize(
    "typed", [{"therapist": "30"}, {"assistant": "10"}, {"together_minutes": 12}]
)
def test_other_minutes_take_the_place_of_the_times(
    typed: dict[str, Any], reference: Reference
) -> None:
    session = opened(reference)
    session.change_row(0, **typed)
    assert not session.draft.rows[0].times
    assert session.outcome.reading.problems == ()
    session.undo()
    assert session.draft.rows[0].times == ("9:05-9:28",)


def test_another_change_leaves_the_times(reference: Reference) -> None:
    session = opened(reference)
    session.change_row(0, discipline="OT", discipline_chosen=True)
    visit = session.outcome.reading.visit
    assert visit is not None
    assert visit_document(visit)["services"] == [TIMED | {"discipline": "OT"}]

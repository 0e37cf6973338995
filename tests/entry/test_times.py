"""Clock times of a row, which a day brings along, in the table of one visit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import visit_fields
from quarterhour.day import DayAssessor, day_from, read_day
from quarterhour.entry import Row, Session
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.pasting import row_text
from quarterhour.entry.row_times import with_other_minutes, with_times
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


def _day(reference: Reference, *people: Any) -> DaySession:
    fields = {"format": "quarterhour.day/1", "date_of_service": "2026-11-23", "zip": "27601"}
    more: dict[str, Any] = {"visits": [{"services": []}], "people": [*people]}
    return DaySession(reference, day_from(fields | more))


def test_times_typed_as_the_assistants_minutes_are_kept(reference: Reference) -> None:
    session = _day(reference, {"id": "A1", "role": "PTA"})
    session.type_cells({(0, "code"): "97110", (0, "assistant"): "10:30-10:53"})
    session.change_row(0, by=("A1",))
    day = read_day(session.document_text())
    (service,) = day.visits[0].services
    assert (service.times, service.assistant_minutes) == (("10:30-10:53",), 23)
    (row,) = DayAssessor(reference).assess(day).rows
    assert (row.times.bit_count(), row.by_assistants) == (23, True)


@pytest.mark.parametrize("typed", ["10:30-10:53", "10:30 to 10:53", "1030-1053"])
def test_one_visit_with_times_of_an_assistant_is_of_a_day(typed: str) -> None:
    assert Row(code="97110", assistant=typed).of_a_day


@pytest.mark.parametrize("typed", ["9:05 to 9:28", "9:05 until 9:28", "0905-0928"])
def test_times_are_kept_with_a_hyphen_and_colons(typed: str, reference: Reference) -> None:
    session = _day(reference)
    session.type_cells({(0, "code"): "97110", (0, "therapist"): typed})
    (service,) = read_day(session.document_text()).visits[0].services
    assert [each.removeprefix("0").replace("-0", "-") for each in service.times] == ["9:05-9:28"]


@pytest.mark.parametrize(
    "typed",
    [
        {"therapist": "9:05-9:28", "assistant": "9:28-9:40"},
        {"therapist": "9:05-9:28", "assistant": "10"},
        {"therapist": "10", "assistant": "9:05-9:28"},
        {"therapist": "9:05-9:28+10"},
        {"therapist": "9:05-9:28", "together_minutes": 10},
    ],
)
def test_times_beside_other_minutes_need_a_row_of_their_own(
    typed: dict[str, Any], reference: Reference
) -> None:
    session = _day(reference, {"id": "T1", "role": "PT"})
    session.type_cells({(0, "code"): "97110"})
    session.change_row(0, **typed)
    session.stop_typing()
    (problem,) = session.problems_of(0)
    assert problem.message.startswith("Times need a row of their own. Use two rows")
    assert ":" in session.draft.rows[0].therapist + session.draft.rows[0].assistant


def test_times_of_a_therapist_stay_beside_the_assistants_minutes(reference: Reference) -> None:
    session = opened(reference)
    session.change_row(0, assistant="1")
    session.change_row(0, assistant="10")
    assert session.draft.rows[0].minutes == ("9:05-9:28", "10", 0)
    session.change_row(0, assistant="")
    assert session.draft.rows[0].minutes == ("9:05-9:28", "", 0)


def test_the_same_holds_of_cells_that_are_typed_at_once(reference: Reference) -> None:
    session = opened(reference)
    session.type_cells({(0, "assistant"): "10"})
    assert session.draft.rows[0].minutes == ("9:05-9:28", "10", 0)
    session.type_cells({(0, "therapist"): "", (0, "assistant"): ""})
    assert session.draft.rows[0].minutes == ("", "", 0)


def test_what_contradicts_times_can_be_removed_without_them() -> None:
    before = Row(code="97110", assistant="10", times=("9:05-9:28",))
    assert with_other_minutes(before, replace(before, assistant="")).times == before.times


def test_other_times_of_an_assistant_stay_the_assistants() -> None:
    row = Row(code="97110", assistant="23", times=("9:05-9:28",))
    assert with_times(row, ["9:00-9:30"]) == {"assistant": "9:00-9:30", "times": ()}
    row = Row(code="97110", assistant="10:30-10:53")
    assert with_times(row, ["9:00-9:30"]) == {"assistant": "9:00-9:30", "times": ()}


_TYPED = st.sampled_from(
    (
        *("", "20", "10+8", "9:10 am - 9:35 am", "9:05-9:28"),
        *("9:05-9:28+9:40-9:50", "9:05-9:28+9:20-9:40", "9:05-9:28+5"),
    )
)


@given(therapist=_TYPED, assistant=_TYPED, together=st.sampled_from((0, 7)))
def test_no_time_is_lost_on_saving(
    therapist: str, assistant: str, together: int, reference: Reference
) -> None:
    """A time is in the document, or the row is refused with a sentence."""
    session = _day(reference, {"id": "T1", "role": "PT"})
    session.type_cells({(0, "code"): "97110"})
    session.change_row(0, therapist=therapist, assistant=assistant, together_minutes=together)
    session.stop_typing()
    if session.problems_of(0):
        assert all(each.message[0].isupper() for each in session.problems_of(0))
        return
    (service,) = read_day(session.document_text()).visits[0].services
    typed = [each for each in f"{therapist}+{assistant}".split("+") if ":" in each]
    assert list(service.times) == typed
    assert bool(service.assistant_minutes) == bool(assistant)

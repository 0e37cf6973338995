"""Edits of a day: visits, people, and answers; what is left out is named, and what is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders import pt, visit_fields
from entry.typing_hand import types
from quarterhour.day import FindingKind, day_from, day_text, read_day
from quarterhour.entry import Edit, NewVisit, Row, Session
from quarterhour.entry.day_draft import DayDraft
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.templates import Template
from quarterhour.reference import Reference
from quarterhour.visit import ServiceEntry, read_visit, visit_from

PT, PTA = {"id": "T1", "role": "PT"}, {"id": "A1", "role": "PTA"}
Open = Callable[..., DaySession]


def timed(code: str, times: str, by: str = "T1", **more: Any) -> dict[str, Any]:
    return {"code": code, "by": [by], "times": [times], **more}


@pytest.fixture
def opened(reference: Reference) -> Open:
    def open_day(*visits: dict[str, Any], **fields: Any) -> DaySession:
        document = {
            "format": "quarterhour.day/1",
            "date_of_service": "2026-11-23",
            "zip": "27601",
            "visits": list(visits),
        }
        return DaySession(reference, day_from(document | fields))

    return open_day


@pytest.fixture
def overlap(opened: Open) -> DaySession:
    """A day in which A and B share 15 minutes of T1."""
    return opened(
        {"services": [timed("97110", "9:00-9:30")]},
        {"services": [timed("97140", "9:15-9:45")]},
        people=[PT, PTA],
    )


def units(session: DaySession) -> dict[str, int]:
    found = session.day_outcome.assessment
    assert found is not None
    return {each.tag: each.assessment.units for each in found.visits}


def whys(session: DaySession) -> list[tuple[int | None, int | None, str]]:
    return [(each.visit, each.row, each.field) for each in session.day_outcome.left_out]


def document_of(session: DaySession) -> str:
    assert session.why_day_not_saved == ""
    assert session.day_outcome.day is not None
    return day_text(session.day_outcome.day)


def test_the_next_visit_has_what_the_day_has_and_the_next_tag(opened: Open) -> None:
    provider = {"participating": False}
    session = opened({"services": [pt("97110", 15)], "payer": "my-plan"}, provider=provider)
    heard: list[str] = []
    session.opened.connect(lambda: heard.append("opened"))
    assert session.add_visit() == ""
    assert heard == ["opened"]
    assert session.day_draft.tags == ["A", "B"]
    assert [visit.tag for visit in session.day_draft.visits] == ["A", "B"]
    draft = session.draft
    assert (draft.day, draft.place, draft.provider.participating, draft.payer, draft.rows) == (
        *(date(2026, 11, 23), "27601", False, "medicare"),
        (),
    )
    assert session.history.undoes is Edit.ADDED_VISIT
    session.undo()
    assert [visit.tag for visit in session.day_draft.visits] == [""]
    assert not session.unsaved


def test_a_usual_visit_can_be_added(opened: Open) -> None:
    session = opened({"services": [pt("97110", 15)]})
    session.add_visit((Row("97140", "PT", therapist="15"),))
    assert units(session) == {"A": 1, "B": 1}


def test_a_kept_usual_visit_begins_the_next_one(opened: Open) -> None:
    session = opened({"services": [{"code": "97110", "minutes": 30}]})
    knee = Template("Knee", (ServiceEntry("97140", "PT", 15), ServiceEntry("97161", "PT")))
    assert session.add_usual_visit(knee) == ""
    assert (session.current, session.day_draft.tags) == (1, ["A", "B"])
    assert [(row.code, row.minutes_shown) for row in session.draft.rows] == [
        ("97140", "15"),
        ("97161", ""),
    ]
    session.undo()
    assert session.day_draft.tags == ["A"]


def test_a_repeated_visit_has_its_services_and_people_without_minutes(opened: Open) -> None:
    row = timed("97110", "9:00-9:15", charge="80.00", square_cm=30, count=2)
    said = {"tag": "X", "label": "knee", "patient": {"pt_slp_to_date": "10.00"}, "zip": "33101"}
    session = opened({"services": [row, pt("97140", 8, 7)], **said}, people=[PT])
    session.repeat_visit(0)
    draft = session.draft
    assert (draft.tag, draft.label, draft.place) == ("A", "", "33101")
    assert draft.patient.pt_slp_to_date is None
    one, other = draft.rows
    assert (one.code, one.by, str(one.charge)) == ("97110", ("T1",), "80.00")
    assert (one.minutes, one.times, one.square_cm, one.count) == (("", "", 0), (), 0, 1)
    assert (other.code, other.minutes) == ("97140", ("", "", 0))
    assert units(session) == {"X": 2, "A": 0}


def test_an_answer_changes_units_and_no_time_and_is_one_step(overlap: DaySession) -> None:
    typed = overlap.day_draft
    (finding,) = overlap.day_outcome.assessment.findings  # type: ignore[union-attr]
    assert finding.kind is FindingKind.ONE_ON_ONE_OVERLAP
    assert units(overlap) == {"A": 2, "B": 2}
    overlap.settle(finding, "A")
    assert units(overlap) == {"A": 2, "B": 1}
    assert [visit.rows for visit in overlap.day_draft.visits] == [
        visit.rows for visit in typed.visits
    ]
    overlap.settle(finding, "B")
    assert units(overlap) == {"A": 1, "B": 2}
    assert len(overlap.day_draft.settled) == 1
    overlap.take_back(finding)
    assert units(overlap) == {"A": 2, "B": 2}
    for _ in range(3):
        assert overlap.history.undoes is Edit.ANSWER
        overlap.undo()
    assert overlap.day_draft == typed
    with pytest.raises(ValueError, match="does not settle"):
        overlap.settle(finding, "C")


def test_answers_go_with_their_patient(overlap: DaySession) -> None:
    (finding,) = overlap.day_outcome.assessment.findings  # type: ignore[union-attr]
    overlap.settle(finding, "A")
    overlap.move_visit(0, 1)
    assert units(overlap) == {"B": 1, "A": 2}
    assert overlap.set_tag(1, "Z") == ""
    assert patients_of_answers(overlap) == [("B", "Z")]
    assert overlap.set_tag(1, "Mrs. Smith").startswith("Use a tag such as A")
    overlap.delete_visit(1)
    assert patients_of_answers(overlap) == []
    overlap.undo()
    assert patients_of_answers(overlap) == [("B", "Z")]


@pytest.mark.parametrize("choice", ["A", "B"])
@pytest.mark.parametrize("tags", [["C", "B"], ["A", "C"], ["X", "A", "B"], ["X", "Y", "A", "X"]])
def test_renamed_patients_keep_the_units_of_their_answers(
    choice: str, tags: list[str], overlap: DaySession
) -> None:
    (finding,) = overlap.day_outcome.assessment.findings  # type: ignore[union-attr]
    overlap.settle(finding, choice)
    before = list(units(overlap).values())
    for at, tag in enumerate(tags):
        overlap.set_tag(at % 2, tag)
        assert list(units(overlap).values()) == before
        assert overlap.day_outcome.assessment.unused_answers == ()  # type: ignore[union-attr]


def patients_of_answers(session: DaySession) -> list[tuple[str, ...]]:
    return [each.patients for each in session.day_draft.settled]


def test_a_tag_of_two_visits_is_renamed_in_one(opened: Open) -> None:
    session = opened(*[{"tag": "A", "services": [pt("97110", 15)]}] * 2)
    session.set_tag(1, "B")
    assert session.day_draft.tags == ["A", "B"]
    session.set_tag(1, "A")
    assert units(session) == {"A": 2}


def test_the_last_visit_gives_way_to_an_empty_one(opened: Open) -> None:
    session = opened({"services": [pt("97110", 15)]})
    session.delete_visit(0)
    assert session.draft.rows == ()
    assert (session.draft.place, len(session.day_draft.visits)) == ("27601", 1)
    session.undo()
    assert units(session) == {"A": 1}


def test_undo_goes_to_the_visit_and_keeps_what_is_half_typed(opened: Open) -> None:
    session = opened({"services": [pt("97110", 15)]}, {"services": [pt("97140", 15)]})
    types(session, 0, "therapist", "20")
    session.select(1)
    session.start_typing(0, "therapist_minutes")
    session.change_row(0, therapist="9:05-")
    session.select(0)
    stepped: list[tuple[int, str]] = []
    session.stepped.connect(lambda row, field: stepped.append((row, field)))
    session.undo()
    assert (session.current, session.draft.rows[0].therapist) == (1, "15")
    session.undo()
    assert (session.current, session.draft.rows[0].therapist) == (0, "15")
    session.redo()
    session.redo()
    assert (session.current, session.draft.rows[0].therapist) == (1, "9:05-")
    assert stepped == [(0, "therapist")] * 4
    session.undo()
    session.undo()
    session.undo()
    assert not session.unsaved


def test_the_date_the_place_and_the_practice_are_the_days(opened: Open) -> None:
    session = opened(
        {"services": []}, {"services": [], "zip": "33101", "provider": {}}, {"services": []}
    )
    billed: list[bool] = []
    session.practice_changed.connect(lambda provider: billed.append(provider.participating))
    session.select(2)
    session.change(day=date(2026, 11, 24), day_text="11/24/2026")
    session.change(place="90210", locality="")
    session.change_practice(replace(session.draft.provider, participating=False))
    day = session.day_draft
    assert {visit.day_text for visit in day.visits} == {"11/24/2026"}
    assert [visit.place for visit in day.visits] == ["90210", "33101", "90210"]
    assert [visit.provider.participating for visit in day.visits] == [False, True, False]
    assert (day.place, day.day_text) == ("90210", "11/24/2026")
    session.undo()
    assert (session.current, billed) == (2, [False, True])
    session.select(1)
    session.change(place="27601")
    assert session.day_draft.place == "90210"


def test_times_typed_as_minutes_are_kept_as_times(opened: Open) -> None:
    session = opened({"services": []}, people=[PT])
    types(session, 0, "code", "97110")
    types(session, 0, "therapist", "9:05-9:28 + 9:40-9:50")
    day = read_day(document_of(session))
    assert day.visits[0].services[0].times == ("9:05-9:28", "9:40-9:50")
    session.open(day)
    assert session.draft.rows[0].minutes_shown == "33"
    types(session, 0, "therapist", "20")
    assert read_day(document_of(session)).visits[0].services[0].therapist_minutes == 20


def test_times_take_the_place_of_minutes_and_minutes_that_of_times(opened: Open) -> None:
    session = opened({"services": [{"code": "97110", "minutes": 30}]})
    session.change_row(0, therapist="", times=("9:00-9:20",))
    assert units(session) == {"A": 1}
    assert (session.draft.rows[0].times, session.draft.rows[0].therapist) == (("9:00-9:20",), "")
    session.change_row(0, therapist="38")
    assert units(session) == {"A": 3}
    assert session.draft.rows[0].times == ()


def test_minutes_are_those_of_who_did_it(opened: Open) -> None:
    session = opened({"services": [pt("97110", 15)]}, people=[PT, PTA])
    session.change_row(0, by=("A1",))
    assert session.history.undoes is Edit.BY
    (line,) = session.outcome.assessment.lines  # type: ignore[union-attr]
    assert "CQ" in line.line.modifiers
    session.change_row(0, assistant="16")  # takes their place: they are the assistant's
    assert session.draft.rows[0].minutes == ("16", "", 0)
    assert "CQ" in session.outcome.assessment.lines[0].line.modifiers  # type: ignore[union-attr]
    session.change_row(0, by=("T1", "A1"))
    session.change_row(0, assistant="15")
    assert session.problems_of(0) == ()
    session.change_row(0, by=("A1",))
    assert session.problems_of(0)[0].field == "therapist_minutes"
    session.change_row(0, by=("T1", "A1"))
    assert session.problems_of(0) == ()


def test_a_new_row_is_of_those_in_the_row_above(overlap: DaySession) -> None:
    types(overlap, 1, "code", "97112")
    types(overlap, 1, "therapist", "15")
    assert overlap.draft.rows[1].by == ("T1",)
    (_, second) = read_day(document_of(overlap)).visits[0].services
    assert (second.by, second.minutes, second.discipline) == (("T1",), 15, "")


def test_a_new_visit_is_of_the_one_person_of_the_visit_before(opened: Open) -> None:
    row, people = {"code": "97110"}, [PT, PTA]
    session = opened({"services": [{**row, "by": ["T1"], "minutes": 15}]}, people=people)
    session.add_visit()
    types(session, 0, "code", "97112")
    types(session, 0, "therapist", "15")
    types(session, 1, "code", "97140")
    assert [each.by for each in session.draft.rows] == [("T1",), ("T1",)]
    assert read_day(document_of(session)).visits[1].services[0].minutes == 15


@pytest.mark.parametrize("by", [["T1", "A1"], [], ["A2"]], ids=["two", "nobody", "unknown"])
def test_who_treated_is_not_guessed(by: list[str], opened: Open) -> None:
    session = opened({"services": [pt("97110", 15)]}, people=[PT, PTA])
    session.change_row(0, by=tuple(by))
    session.add_visit()
    types(session, 0, "code", "97112")
    assert session.draft.rows[0].by == ()


def test_a_usual_visit_is_of_the_one_person_too_but_for_minutes_of_others(opened: Open) -> None:
    services = (
        ServiceEntry("97110", "PT"),
        ServiceEntry("97110", "PT", therapist_minutes=30),
        ServiceEntry("97110", "PT", assistant_minutes=10),
    )
    usual = Template("Usual", services)
    for mark, of in (("T1", [("T1",), ("T1",), ()]), ("A1", [("A1",), (), ()])):
        session = opened({"services": [pt("97110", 15)]}, people=[PT, PTA])
        session.change_row(0, by=(mark,))
        session.add_usual_visit(usual)
        assert [row.by for row in session.draft.rows] == of
        assert [row.of_people for row in session.draft.rows] == [bool(each) for each in of]


def test_people_are_added_renamed_and_removed(overlap: DaySession) -> None:
    (finding,) = overlap.day_outcome.assessment.findings  # type: ignore[union-attr]
    overlap.settle(finding, "A")
    assert overlap.add_person("OT") == ""
    assert overlap.day_draft.people[-1].id == "T2"
    assert overlap.change_person(0, id="T2") == "T2 is there already. Use another mark."
    assert overlap.change_person(0, id="Mary Smith").startswith("Use a short mark")
    overlap.change_person(0, id="P1", clock="8:00-12:00, 13:00-17:00")
    assert overlap.day_draft.people[0].clock == ("8:00-12:00", "13:00-17:00")
    assert overlap.day_draft.settled[0].people == ("P1",)
    assert units(overlap) == {"A": 2, "B": 1}
    overlap.remove_person(0)
    assert whys(overlap) == [(0, 0, "by"), (1, 0, "by")]
    assert units(overlap) == {"A": 0, "B": 0}
    assert overlap.why_day_not_saved == ""
    kept = [visit.unread[0] for visit in read_day(overlap.document_text()).visits]
    assert [(row.by, row.times) for row in kept] == [
        (("P1",), ("9:00-9:30",)),
        (("P1",), ("9:15-9:45",)),
    ]
    overlap.undo()
    assert whys(overlap) == []


def test_marks_are_not_those_that_visits_name_already(opened: Open) -> None:
    session = opened({"services": [timed("97110", "9:00-9:15")]})
    session.add_person("PTA")
    session.add_person("PT")
    assert [person.id for person in session.day_draft.people] == ["A1", "T2"]
    assert whys(session) == [(0, 0, "by")]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (lambda day: replace(day, day=None, day_text="11/2"), "date_of_service", "date of"),
        (lambda day: replace(day, place="2760"), "place", "all 5 digits"),
        (lambda day: _with_clock(day, "8:00-"), "people[0].clock[0]", "T1: "),
        (lambda day: _with_clock(day, "14:00-13:00"), "people[0].clock[0]", "ends before"),
        (lambda day: _with_id(day, ""), "people[0].id", "a person: "),
        (lambda day: _with_id(day, "A1"), "people[1].id", "A1: A1 is there twice"),
        (lambda day: _with_row(day, "9:00-9:10", therapist="9"), "times", None),
        (lambda day: _with_row(day, therapist="x"), "therapist_minutes", None),
        (lambda day: _with_visit(day, tag="Mrs. X"), "tag", "tag of visit Mrs. X: "),
        (lambda day: _with_visit(day, deductible="x"), "deductible", "deductible of visit A: "),
        (lambda day: _with_visit(day, own=("place",), place="33"), "place", "place of visit A: "),
        (lambda day: _with_visit(day, payer="my-plan", tag="B"), "payer", None),
    ],
)
def test_what_cannot_be_read_is_left_out_and_named(
    change: Callable[[DayDraft], DayDraft], field: str, words: str | None, overlap: DaySession
) -> None:
    """What only contradicts the rest, and a row, can be saved: `words` is None for it."""
    overlap.open_recovered_day(change(overlap.day_draft.tagged()))
    outcome = overlap.day_outcome
    assert field in [each.field for each in outcome.left_out]
    assert all(each.why for each in outcome.left_out)
    assert outcome.assessment is not None
    if words is None:
        assert read_day(document_of(overlap)) == outcome.day
    else:
        assert words in overlap.why_day_not_saved
    for at in range(2):
        patient = outcome.patient_of(at)
        assert (patient is None) == (at not in outcome.visits)
        if patient is not None and patient.rows:
            assert outcome.typed(patient.rows[0]) == (at, 0)


def _with_clock(day: DayDraft, *clock: str) -> DayDraft:
    return replace(day, people=(replace(day.people[0], clock=clock), *day.people[1:]))


def _with_id(day: DayDraft, id: str) -> DayDraft:
    return replace(day, people=(replace(day.people[0], id=id), *day.people[1:]))


def _with_visit(day: DayDraft, **fields: Any) -> DayDraft:
    return replace(day, visits=(replace(day.visits[0], **fields), *day.visits[1:]))


def _with_row(day: DayDraft, *times: str, **fields: Any) -> DayDraft:
    return _with_visit(day, rows=(replace(day.visits[0].rows[0], times=times, **fields),))


def test_hours_that_are_half_typed_leave_the_visit_counted(overlap: DaySession) -> None:
    overlap.change_person(0, clock="8:00-")
    assert overlap.outcome.assessment is not None
    assert units(overlap) == {"A": 2, "B": 2}
    assert whys(overlap) == [(None, None, "people[0].clock[0]")]


def test_a_time_that_is_unclear_is_a_finding_and_can_be_saved(opened: Open) -> None:
    session = opened({"services": [timed("97110", "9:30-9:15")]}, people=[PT])
    (finding, *_) = session.day_outcome.assessment.findings  # type: ignore[union-attr]
    assert finding.kind is FindingKind.TIME_UNCLEAR
    assert session.draft.rows[0].minutes_shown == ""
    assert document_of(session)
    session.settle(finding, "turned")
    assert units(session) == {"A": 1}


def test_a_day_of_one_is_saved_as_a_visit_and_a_visit_opens_as_a_day(
    reference: Reference,
) -> None:
    visit = visit_from(visit_fields(pt("97110", 15), label="knee"))
    session = DaySession(reference)
    session.open(visit)
    assert read_visit(document_of(session)) == visit
    session.add_visit()
    assert '"format": "quarterhour.day/1"' in document_of(session)
    session.delete_visit(1)
    assert read_visit(document_of(session)) == replace(visit, tag="A")


def test_a_visit_alone_needs_a_place_to_be_saved(reference: Reference) -> None:
    session = DaySession(reference)
    types(session, 0, "code", "97110")
    assert session.why_day_not_saved.startswith("The visit isn't saved yet: it needs a location.")
    types(session, 0, "therapist", "x")
    types(session, 0, "code", "9711")
    session.change(place="27601")
    assert session.why_day_not_saved == ""
    assert [each.therapist_minutes for each in read_visit(session.document_text()).unread] == ["x"]


def test_a_new_day_is_as_a_new_visit(reference: Reference) -> None:
    new = NewVisit("27601", payer="cpt-midpoint", discipline="OT")
    session, plain = (
        DaySession(reference, new_visit=lambda: new),
        Session(reference, new_visit=lambda: new),
    )
    assert session.draft == plain.draft
    assert session.day_draft.payer == "cpt-midpoint"
    session.add_person("OT")
    session.mark_saved()
    assert session.empty is False
    session.open(None)
    assert session.empty is True


def test_a_day_without_visits_opens_with_an_empty_one(opened: Open) -> None:
    session = opened()
    assert session.draft.rows == ()
    assert (session.draft.place, len(session.day_draft.visits)) == ("27601", 1)


def test_a_full_day_says_so(opened: Open) -> None:
    session = opened(*[{"services": []}] * 100)
    assert session.add_visit().startswith("A day can have up to 100 visits.")
    assert session.repeat_visit(0).startswith("A day can have up to 100 visits.")
    people = [{"id": f"T{at}", "role": "PT"} for at in range(50)]
    assert opened({"services": []}, people=people).add_person("PT").startswith("A day can have")


def test_a_choice_in_a_tie_stays_where_other_minutes_decide(opened: Open) -> None:
    tie = {"services": [pt("97112", 20), pt("97530", 20)], "extra_units_to": [1]}
    session = opened(tie)
    types(session, 0, "therapist", "30")
    assert not any(row.takes_remaining_unit for row in session.draft.rows)
    session = opened({"tag": "A", **tie}, {"tag": "A", "services": []})
    types(session, 0, "therapist", "30")
    assert session.draft.rows[1].takes_remaining_unit
    assert document_of(session)


def test_while_a_tie_ends_its_visit_is_counted_without_the_choice(opened: Open) -> None:
    session = opened({"services": [pt("97112", 20), pt("97530", 20)], "extra_units_to": [1]})
    session.start_typing(0, "therapist_minutes")
    session.change_row(0, therapist="30")
    assert whys(session) == [(0, None, "extra_units_to")]
    assert units(session) == {"A": 3}
    session.stop_typing()
    assert whys(session) == []


def test_a_code_in_place_of_exercising_alone_is_done_as_the_code(opened: Open) -> None:
    alone = {"code": None, "mode": "independent", "times": ["9:00-9:15"]}
    session = opened({"services": [alone, pt("97110", 15)]})
    assert units(session) == {"A": 1}
    assert read_day(document_of(session)).visits[0].services[0].code is None
    types(session, 0, "code", "97140")
    assert units(session) == {"A": 2}


def test_a_day_is_estimated_with_its_visits(opened: Open) -> None:
    session = opened({"services": [pt("97110", 15)]}, date_of_service="2027-02-01")
    session.add_visit((Row("97110", "PT", therapist="15"),))
    paid = [session.day_outcome.assessment.totals.all.allowed]  # type: ignore[union-attr]
    session.estimate(True)
    paid.append(session.day_outcome.assessment.totals.all.allowed)  # type: ignore[union-attr]
    session.select(0)
    assert session.estimating
    session.change(day=date(2026, 11, 23), day_text="11/23/2026")
    paid.append(session.day_outcome.assessment.totals.all.allowed)  # type: ignore[union-attr]
    assert paid[0] is None
    assert paid[1] == paid[2] is not None


def test_own_words_and_what_is_loaded_are_read_again(overlap: DaySession) -> None:
    types(overlap, 1, "code", "wobble")
    before = overlap.day_outcome
    overlap.take_own_words({"wobble": "97112"})
    assert overlap.day_outcome.left_out != before.left_out
    overlap.renew()
    assert overlap.day_outcome.left_out != before.left_out

"""The list of a day's visits: each says what its own strip says, and the total is their sum."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings

from day.days import a_day, row, visit
from entry.days import choices_hold, day_documents
from quarterhour.claims import Severity
from quarterhour.day import day_from
from quarterhour.entry import day_outcome, day_reading
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.explained import explained
from quarterhour.entry.service_cells import Column, service_rows
from quarterhour.entry.visit_list import VisitItem, visit_list
from quarterhour.fees import dollars
from quarterhour.reference import Reference
from quarterhour.report.day_findings import count_to_settle
from quarterhour.report.day_rows import visit_rows

TIE = (
    row("97112", discipline="PT", therapist_minutes=20),
    row("97530", discipline="PT", therapist_minutes=20),
)


@settings(max_examples=60, deadline=None)
@given(document=day_documents(least=1, tags=",A,B,9:30"))
def test_each_visit_has_to_settle_what_its_strip_shows(
    document: dict[str, Any], reference: Reference
) -> None:
    day = day_from(document)
    assume(choices_hold(day, reference))
    session = DaySession(reference, day)
    listed = visit_list(session).items
    for at, outcome in enumerate(session.outcomes):
        session.select(at)
        assert outcome.hints == session.outcome.hints
        shown = session.to_settle
        assert listed[at].to_settle == len(shown.items)
        assert listed[at].worst == shown.worst
        assert visit_list(session).items == listed


def test_a_row_that_is_counted_in_a_visit_above_says_so(reference: Reference) -> None:
    """It is billed there: that it has no units of its own is no reason to say otherwise."""
    one = row("97535", discipline="OT", therapist_minutes=23)
    session = DaySession(reference, a_day(visit("A", one), visit("B", one), visit("A", one)))
    above, _, counted = visit_list(session).items
    assert (above.units, counted.units, counted.counted_above) == (3, None, True)
    session.select(2)
    (shown, _) = service_rows(session)
    assert shown.cells[Column.UNITS].text == "above"
    assert shown.cells[Column.MODIFIERS].text == ""
    why = "Counted with 97535 in the visit above that has the same tag."
    assert shown.cells[Column.UNITS].reason == why
    told = explained(session.outcome, 0, False)
    assert told.paragraphs[0].text == why
    assert not [each for each in told.paragraphs if "Not billed" in f"{each.lead}{each.text}"]
    assert why in told.note


def test_an_estimate_is_marked_in_the_list_and_in_its_foot(reference: Reference) -> None:
    one = row("97530", discipline="OT", therapist_minutes=60)
    session = DaySession(reference, a_day(visit("A", one), visit("B", one), people=""))
    session.change(day_text="01/04/2027", day=date(2027, 1, 4))
    items, total = visit_list(session)
    assert {(each.payer_pays, each.at_fees) for each in items} == {(None, "")}
    session.estimate(True)
    items, total = visit_list(session)
    assert total is not None
    for item in items:
        assert item.payer_pays is not None
        assert item.beside_units == item.at_fees == "at 2026 fees"
        assert f"{dollars(item.payer_pays)} at 2026 fees" in item.spoken
    assert "Amounts at 2026 fees." in total.notes


def test_a_deductible_that_cannot_be_read_is_said_in_the_list_and_in_its_foot(
    reference: Reference,
) -> None:
    one = row("97530", discipline="OT", therapist_minutes=60)
    session = DaySession(reference, a_day(visit("A", one), visit("B", one), people=""))
    before = visit_list(session)
    session.select(1)
    session.change(deductible="abc")
    items, total = visit_list(session)
    assert before.total is not None
    assert total is not None
    assert items[0] == before.items[0]
    assert (items[1].units, items[1].payer_pays, items[1].to_settle) == (4, None, 1)
    assert items[1].worst is Severity.ACTION
    assert (total.units, total.payers_pay) == (8, items[0].payer_pays)
    assert total.minutes == before.total.minutes
    assert total.to_settle == before.total.to_settle + 1
    assert "The amounts leave out B: no amount is known." in total.notes
    assert "deductible of visit B" in session.why_day_not_saved
    session.change(deductible="")
    assert visit_list(session) == before


def test_a_date_that_cannot_be_read_counts_once_of_a_day(reference: Reference) -> None:
    one = row("97530", discipline="OT", therapist_minutes=60)
    session = DaySession(reference, a_day(visit("A", one), visit("B", one), people=""))
    session.change(day=None, day_text="11/2")
    items, total = visit_list(session)
    assert [item.to_settle for item in items] == [1, 1]
    assert total is not None
    assert total.to_settle == 1


def test_a_visit_shows_its_tag_disciplines_units_payer_and_what_is_to_settle(
    reference: Reference,
) -> None:
    speech = row("92507", discipline="SLP", therapist_minutes=45)
    session = DaySession(reference, a_day(visit("9:30", *TIE, speech), people=""))
    (item,) = visit_list(session).items
    assert item[:6] == ("9:30", ("PT", "SLP"), False, 4, False, "Medicare")
    assert session.to_settle.worst is Severity.WARNING
    assert (item.to_settle, item.worst) == (len(session.to_settle.items), Severity.WARNING)


def test_the_total_is_the_sum_of_the_visits(reference: Reference) -> None:
    session = DaySession(
        reference, a_day(visit("8:00", row("97110", therapist_minutes=24)), visit("8:45", *TIE))
    )
    listed, total = visit_list(session)
    assert total is not None
    assert total.visits == 2
    assert total.units == sum(each.units or 0 for each in listed) == 5
    assert total.to_settle == sum(each.to_settle for each in listed) == 1
    assert total.payers_pay == sum(each.payer_pays or 0 for each in listed)
    assert total.minutes == 64
    assert total.notes == ()


def test_a_question_of_the_day_counts_in_each_visit_and_once_in_the_total(
    reference: Reference,
) -> None:
    """No dollars are beside it: they are shown after settling, as in the reports."""
    session = DaySession(
        reference,
        a_day(
            visit("A", row("97110", "T1", "9:00-9:30")),
            visit("B", row("97140", "T1", "9:15-9:45")),
            visit("C", row("97110", "T1", "11:00-11:30")),
        ),
    )
    listed, total = visit_list(session)
    assert [(each.to_settle, each.worst) for each in listed] == [
        (1, Severity.ACTION),
        (1, Severity.ACTION),
        (0, None),
    ]
    assert [(each.payer_pays, each.waits) for each in listed[:2]] == [(None, True)] * 2
    assert total is not None
    assert total.to_settle == 1
    assert total.payers_pay == listed[2].payer_pays
    assert total.notes == ("The amounts leave out A and B until the questions are settled.",)


def test_two_visits_of_a_patient_count_above(reference: Reference) -> None:
    first, second = visit("A", *TIE), visit("A", row("97110", therapist_minutes=15))
    session = DaySession(reference, a_day(first, second))
    one, other = visit_list(session).items
    assert (one.units, one.counted_above) == (4, False)
    assert (other.units, other.counted_above, other.payer_pays) == (None, True, None)


def test_a_new_visit_has_nothing_yet(reference: Reference) -> None:
    session = DaySession(reference, a_day(visit("A", *TIE)))
    session.add_visit()
    listed, total = visit_list(session)
    assert listed[1] == VisitItem("B", (), True, None, False, "Medicare", None, False, 0, None)
    assert total is not None
    assert total.notes == ()


def test_what_did_not_change_is_not_assessed_again(
    reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = DaySession(reference, a_day(*(visit(tag, *TIE) for tag in "ABCDEFGH")))
    visit_list(session)
    read: list[str] = []
    real = day_reading.read_alone

    def count(*args: Any) -> Any:
        read.append("")
        return real(*args)

    monkeypatch.setattr(day_outcome, "read_alone", count)
    session.change_row(0, therapist="23")
    visit_list(session)
    assert len(read) == 1  # that of the keystroke itself


def test_there_is_as_much_to_settle_as_on_the_page(reference: Reference) -> None:
    """Edits that are told as one are one there too, and a tie of each visit is one in each."""
    speech = row("92507", discipline="SLP", therapist_minutes=30)
    overlap = [visit(tag, row("97110", "T1", "9:00-9:30")) for tag in "CD"]
    session = DaySession(
        reference, a_day(visit("A", *TIE, speech), visit("B", *TIE), *overlap, people="T1")
    )
    listed, total = visit_list(session)
    result = session.day_outcome.assessment
    assert result is not None
    assert total is not None
    assert [each.to_settle for each in listed] == [each.to_settle for each in visit_rows(result)]
    assert [each.to_settle for each in listed[1:]] == [1, 1, 1]
    assert total.to_settle == count_to_settle(result) == listed[0].to_settle + 2


def test_a_visit_keeps_its_discipline_when_its_person_is_removed(reference: Reference) -> None:
    rows = row("97530", "O1", "9:00-9:20"), row("97535", "O1", "9:20-9:40")
    session = DaySession(reference, a_day(visit("A", *rows), people="T1 O1"))
    session.remove_person(1)
    (item,) = visit_list(session).items
    assert (item.disciplines, item.units, item.rows_not_counted) == (("OT",), None, 2)
    assert session.outcome.disciplines == ("OT",)
    assert session.problems[0].sentence.startswith("Row 1, who treated: O1 isn't one of the people")
    session.add_person("PT")
    session.change_row(0, by=("T2",))
    assert session.outcome.rows[0].discipline == "PT"
    for _ in range(3):
        session.undo()
    assert [each.by for each in session.draft.rows] == [("O1",), ("O1",)]
    assert visit_list(session).items[0].units == 3


def test_a_visit_is_told_by_what_stands_in_its_lines(reference: Reference) -> None:
    one = row("97110", discipline="PT", therapist_minutes=24)
    session = DaySession(reference, a_day(visit("8:00", one), visit("9:30", *TIE), people=""))
    first, tied = visit_list(session).items
    assert (first.beside_tag, first.counted, first.settling) == ("PT", "2 units", "")
    assert first.payer_pays is not None
    assert first.spoken == f"8:00, PT, 2 units, Medicare pays {dollars(first.payer_pays)}"
    assert tied.settling == "1 to settle"
    assert tied.spoken.endswith(", 1 to settle, Check")
    session.add_visit()
    new = visit_list(session).items[2]
    assert (new.beside_tag, new.counted, new.settling) == ("no services yet", "", "")
    assert new.spoken == "A, no services yet, Medicare"


def test_rows_that_are_not_counted_are_told_where_units_would_be(reference: Reference) -> None:
    session = DaySession(reference, a_day(visit("A", *TIE), people=""))
    for at in range(len(TIE)):
        session.change_row(at, therapist="x")
    (item,) = visit_list(session).items
    assert (item.counted, item.settling) == ("not counted", "2 to settle")
    assert item.spoken == "A, PT, not counted, Medicare, 2 rows not counted, 2 to settle, Fix"


def test_a_place_that_is_not_found_counts_once_of_a_day_and_each_row_for_itself(
    reference: Reference,
) -> None:
    session = DaySession(reference, a_day(visit("A", *TIE), visit("B", *TIE), people=""))
    session.change(place="00000", locality="")
    session.change_row(0, therapist="x")
    items, total = visit_list(session)
    assert [item.to_settle for item in items] == [2, 2]  # the other has its tie
    assert {item.worst for item in items} == {Severity.ACTION}
    assert total is not None
    assert total.to_settle == 3


def test_a_further_visit_of_a_patient_says_where_it_is_counted(reference: Reference) -> None:
    first, second = visit("A", *TIE), visit("A", row("97110", therapist_minutes=15))
    _, further = visit_list(DaySession(reference, a_day(first, second))).items
    assert further.counted == "counted above"

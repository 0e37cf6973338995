"""What the audit lists of a day as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quarterhour.day import day_from
from quarterhour.entry.day_audit import Audit, Kind, audit_of
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference
from report.days import busy_day, unclear_day

Begin = Callable[[dict[str, Any]], DaySession]


@pytest.fixture
def begin(reference: Reference) -> Begin:
    return lambda day: DaySession(reference, day_from(day))


def _audit(session: DaySession) -> Audit:
    return audit_of(session.day_outcome, session.day_draft)


def test_the_four_findings_of_a_busy_day_are_listed_in_their_time(begin: Begin) -> None:
    audit = _audit(begin(busy_day()))
    assert [(item.title, item.minutes) for item in audit.to_settle] == [
        ("H and J share T2, 9:15\u20139:30", "15 min"),
        ("M and N share T1, 1:22\u20131:23", "1 min"),
        ("PT and OT both bill P, 2:00\u20132:30", "30 min"),
        ("T1 set up R\u2019s G0283 during Q, 3:10\u20133:13", "3 min"),
    ]
    assert not audit.settled
    assert max(len(item.title.split()) for item in audit.to_settle) <= 8
    assert not any("$" in f"{item.title}{item.below}" for item in audit.to_settle)


def test_rows_of_one_patient_are_told_apart(begin: Begin) -> None:
    below = [item.below for item in _audit(begin(busy_day())).to_settle]
    assert below[0] == "H 97110 9:00\u20139:30 \u00b7 J 97140 9:15\u20139:30"
    assert below[2] == "P 97530 PT 2:00\u20132:30 \u00b7 P 97530 OT 2:00\u20132:30"


def test_a_finding_leads_to_the_rows_where_it_was_typed(begin: Begin) -> None:
    session = begin(busy_day())
    first = _audit(session).to_settle[0]
    assert [tag for tag, _, _ in first.leads_to] == ["H", "J"]
    for tag, visit, row in first.leads_to:
        draft = session.day_draft.visits[visit]
        assert draft.tag == tag
        assert draft.rows[row].code in ("97110", "97140")


def test_what_is_settled_is_listed_apart_and_can_be_taken_back(begin: Begin) -> None:
    session = begin(busy_day())
    finding = _audit(session).to_settle[0].finding
    assert finding is not None
    session.settle(finding, "H")
    audit = _audit(session)
    assert len(audit.to_settle) == 3
    assert [item.kind for item in audit.settled] == [Kind.SETTLED]
    kept = audit.settled[0].finding
    assert kept is not None
    session.take_back(kept)
    assert len(_audit(session).to_settle) == 4


def test_an_unclear_time_is_to_settle_and_leads_to_its_row(begin: Begin) -> None:
    item = _audit(begin(unclear_day())).to_settle[0]
    assert item.title.startswith("A time of A")
    assert item.leads_to == (("A", 0, 0),)


def test_a_row_that_cant_be_read_is_listed_with_why(begin: Begin) -> None:
    session = begin(busy_day())
    session.select(1)
    session.change_row(0, therapist="9:0x", times=())
    (item,) = _audit(session).left_out
    assert item.title == "B: row 1 isn't counted"
    assert item.below
    assert item.leads_to == (("B", 1, 0),)


def test_a_clock_time_that_cant_be_read_is_listed_by_its_person(begin: Begin) -> None:
    session = begin(busy_day())
    session.change_person(1, clock="8:00-12:00, 25:00")
    (item,) = _audit(session).left_out
    assert item.title == "T2 isn't counted as typed"
    assert item.leads_to == ()


def test_what_is_asked_is_all_that_is_listed_in_red_or_amber(begin: Begin) -> None:
    session = begin(busy_day())
    session.remove_person(0)
    audit = _audit(session)
    assert len(audit.left_out) > len(audit.to_settle) > 0
    assert audit.asked == (*audit.left_out, *audit.to_settle)

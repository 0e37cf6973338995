"""The result of a visit that is typed, row by row, and why no payment is shown."""

from __future__ import annotations

import re
from typing import Any

import pytest

from builders import pt, visit_fields
from quarterhour.entry import Row, Session, why_not_saved
from quarterhour.reference import Reference
from quarterhour.visit import visit_from


def begun(reference: Reference, *services: dict[str, Any], **fields: Any) -> Session:
    return Session(reference, visit_from(visit_fields(*services, **fields)))


def test_a_row_has_its_lines_and_what_is_allowed(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15, 15), pt("97010", 5))
    first, bundled = session.outcome.rows
    assert len(first.lines) == 2
    amounts = [line.allowed for line in first.lines if line.allowed is not None]
    assert first.allowed == sum(amounts)
    assert (bundled.lines, bundled.allowed) == ((), None)
    assert (first.denied, first.denials, bundled.denied) == (False, (), False)


def test_a_row_without_one_of_its_amounts_has_none(reference: Reference) -> None:
    (row,) = begun(reference, pt("97110", 15), zip="00000").outcome.rows
    assert len(row.lines) == 1
    assert row.allowed is None


def test_what_would_be_denied_is_told_of_the_row_and_the_visit(reference: Reference) -> None:
    session = begun(reference, pt("97530", 15), pt("97750", 15))
    paid, denied = session.outcome.rows
    assert (paid.denied, denied.denied) == (False, True)
    assert denied.denials == (denied.lines[0].why_denied,)
    assert session.outcome.denied == ("97750",)


def test_rows_of_one_service_are_counted_in_the_first(reference: Reference) -> None:
    session = begun(reference, pt("97140", 8), pt("97110", 10), pt("97110", 10))
    session.insert_row(0, Row())
    session.assess_again()
    assert [row.counted_in for row in session.outcome.rows] == [None, None, None, 2]
    assert [row.service for row in session.outcome.rows] == [None, 0, 1, 2]


def test_a_code_without_a_rule_says_the_plan_that_it_is_counted_under(
    reference: Reference,
) -> None:
    session = begun(reference, pt("97535", 20, discipline="OT"))
    session.insert_row(1, Row())
    session.change_code(1, "0791T")
    visit = session.outcome.reading.visit
    assert visit is not None
    assert [row.discipline for row in session.outcome.rows] == ["OT", visit.services[1].discipline]
    assert visit.services[1].discipline == "OT", "as the row above says"
    session.change_code(1, "0791")
    assert session.outcome.rows[1].discipline == ""


def test_what_a_field_says_is_no_hint_beside_it(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15))
    assert session.outcome.hints == ()
    session.change(place="", locality="")
    assert session.outcome.assessment is not None
    assert [hint.kind for hint in session.outcome.assessment.hints] == ["locality"]
    assert session.outcome.hints == ()
    session.change(day=None, day_text="soon")
    assert session.outcome.hints == ()


def test_a_date_without_fees_is_a_hint_once_something_is_typed(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15), date_of_service="2031-01-05")
    kinds = [hint.kind for hint in session.outcome.hints]
    assert "edition" in kinds
    session.change_row(0, code="", therapist="")
    assert session.outcome.hints == ()


NOT_SHOWN: dict[str, dict[str, Any]] = {
    "date": {"day": None, "day_text": "soon"},
    "2031": {"day_text": "2031-01-05"},
    "ZIP": {"place": "", "locality": ""},
    "Choose a locality": {"place": "FL", "locality": ""},
    "my-plan": {"payer": "my-plan"},
    "deductible left can't be read": {"deductible": "much"},
    "bottom of the window": {"rows": (Row("97110", "PT", True, "479"),) * 4},
}


@pytest.mark.parametrize("named", NOT_SHOWN)
def test_why_no_payment_is_shown_is_told(named: str, reference: Reference) -> None:
    day = {"date_of_service": "2031-01-05"} if named == "2031" else {}
    session = begun(reference, pt("97110", 15), **day)
    session.change(**NOT_SHOWN[named])
    assert session.outcome.payment is None
    assert named in session.outcome.why_no_payment
    assert re.fullmatch(r"[^.]+\.( [^.]+\.)?", session.outcome.why_no_payment)


def money(session: Session) -> tuple[bool, str]:
    """Return whether there is a payment, and why not."""
    return session.outcome.payment is not None, session.outcome.why_no_payment


def test_nothing_is_withheld_where_all_is_known_or_nothing_is_typed(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15))
    assert money(session) == (True, "")
    session.change_row(0, therapist="5")
    there, why = money(session)
    assert (there, "Too few minutes" in why) == (False, True)
    session.change(rows=(), place="", locality="")
    assert money(session) == (False, "")


def test_where_no_visit_can_be_made_nothing_is_counted(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15))
    session.change(rows=(Row("97110", "PT", True, "479"),) * 4)
    outcome = session.outcome
    assert (outcome.assessment, outcome.hints, outcome.denied) == (None, (), ())
    assert outcome.pool_of(0) is None
    assert session.service_pairs() == ()
    assert session.compared_by_rule() is None
    assert why_not_saved(outcome)
    session.change(rows=(Row("97110", "PT", True, "15"),))
    pool = session.outcome.pool_of(0)
    assert pool is not None
    assert 0 in pool.rows
    assert session.outcome.pool_of(5) is None


def test_both_rules_stand_side_by_side(reference: Reference) -> None:
    compared = begun(reference, pt("97110", 33), pt("97140", 7)).compared_by_rule()
    assert compared is not None
    units = [[service.units for service in each.services] for each in compared[:2]]
    assert units == [[2, 1], [2, 0]]

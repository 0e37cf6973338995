"""What the table shows of the services: the cells of each row, what is wrong, and what is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import ot, pt, visit_fields
from day.days import a_day, row, visit
from entry.typing_hand import types
from quarterhour.claims import Severity
from quarterhour.day import FindingKind
from quarterhour.entry import Session
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.service_cells import (
    DENIED,
    GAP,
    NOT_BILLED,
    NOT_COUNTED,
    NOTHING,
    Column,
    Made,
    RowCells,
    service_rows,
)
from quarterhour.fees import dollars
from quarterhour.reference import Reference
from quarterhour.visit import MAX_SERVICES, visit_from

TIMES = "\N{MULTIPLICATION SIGN}"


def begun(reference: Reference, *services: dict[str, Any], **fields: Any) -> Session:
    return Session(reference, visit_from(visit_fields(*services, **fields)))


def texts(shown: RowCells) -> list[str]:
    return [cell.text for cell in shown.cells]


def test_a_row_shows_its_service_minutes_units_modifiers_and_amount(reference: Reference) -> None:
    session = begun(reference, pt("97110", 23))
    shown, blank = service_rows(session)
    name = session.reference.services["97110"].label
    allowed = session.outcome.rows[0].allowed
    assert allowed is not None
    assert texts(shown) == [
        *(f"97110{GAP}{name}", "PT", "23", "", "2", "GP", dollars(allowed)),
    ]
    assert [cell.typed for cell in shown.cells[:4]] == ["97110", "PT", "23", ""]
    assert (shown.mark.number, shown.mark.color, shown.mark.new) == (1, 0, False)
    assert (blank.mark.number, blank.mark.new, texts(blank)) == (2, True, [""] * len(Column))
    assert blank.cells[Column.SERVICE].spoken == ". Type a code or a name"


def test_an_empty_visit_says_what_to_type(reference: Reference) -> None:
    (blank,) = service_rows(Session(reference))
    service = blank.cells[Column.SERVICE]
    assert service.quiet
    assert service.reason == "Type a code or a name, such as 97110 or gait"


def test_a_full_visit_has_no_row_to_type_into(reference: Reference) -> None:
    session = begun(reference, *[pt("97110", 1)] * MAX_SERVICES)
    assert len(service_rows(session)) == MAX_SERVICES


@pytest.mark.parametrize("typed, shown", [("10+8", "18"), ("9:05-9:28", "23"), ("2x", "2x")])
def test_minutes_are_shown_as_they_are_read(typed: str, shown: str, reference: Reference) -> None:
    session = begun(reference, pt("97110", 15))
    types(session, 0, "therapist", typed)
    assert service_rows(session)[0].cells[Column.THERAPIST].text == shown


def test_a_mistake_has_its_remedy_where_nothing_else_is_shown(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15))
    types(session, 0, "assistant", "2x")
    (problem,) = session.problems_of(0)
    shown = service_rows(session)[0]
    assert (shown.remedy, shown.remedy_from) == (problem.message, Column.UNITS)
    assert shown.cells[Column.ASSISTANT].problem == problem.message
    assert shown.cells[Column.ASSISTANT].spoken == f"2x. {problem.message}"
    assert texts(shown)[Column.UNITS :] == [NOT_COUNTED, "", ""]
    assert (shown.mark.severity, shown.mark.title) == (Severity.ACTION, problem.message)
    types(session, 1, "code", "nothing known")
    assert service_rows(session)[1].remedy_from == Column.DISCIPLINE


def test_a_remedy_begins_after_what_is_typed(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15))
    types(session, 0, "therapist", "x")
    assert service_rows(session)[0].remedy_from == Column.ASSISTANT
    types(session, 1, "code", "97535")
    session.change_row(1, therapist="", discipline="OT", discipline_chosen=True)
    types(session, 1, "code", "nothing known")
    assert service_rows(session)[1].remedy_from == Column.THERAPIST


def test_units_that_tie_are_said_to(reference: Reference) -> None:
    session = begun(reference, pt("97112", 20), pt("97530", 20))
    cells = service_rows(session)[0].cells
    assert cells[Column.UNITS].tied
    assert cells[Column.UNITS].spoken == f"{cells[Column.UNITS].text} (tie)"


def test_a_service_in_two_rows_is_counted_with_the_first(reference: Reference) -> None:
    session = begun(reference, pt("97110", 10), pt("97140", 8), pt("97110", 10))
    assert service_rows(session)[2].cells[Column.UNITS].text == "with row 1"


def test_lines_that_differ_have_their_units(reference: Reference) -> None:
    session = begun(reference, pt("97110", 13, 23), pt("97140", 30))
    assert texts(service_rows(session)[0])[Column.MODIFIERS] == f"1 {TIMES} GP, 1 {TIMES} GP CQ"


def test_what_earns_no_unit_is_not_billed(reference: Reference) -> None:
    session = begun(reference, pt("97110", 24), pt("97035", 6))
    cells = service_rows(session)[1].cells
    assert [cell.text for cell in cells[Column.UNITS :]] == ["0", NOT_BILLED, NOTHING]
    assert cells[Column.MODIFIERS].quiet


def test_what_would_be_denied_says_why_beside_its_badge(reference: Reference) -> None:
    session = begun(reference, pt("97530", 15), pt("97750", 15))
    shown = service_rows(session)[1]
    allowed = shown.cells[Column.ALLOWED]
    (why,) = session.outcome.rows[1].denials
    assert (allowed.text, allowed.denied) == (DENIED, True)
    assert allowed.reason == f"Medicare will deny this as entered: {why}."
    assert shown.mark.severity is Severity.ACTION
    assert shown.mark.title


def test_an_amount_that_is_not_known_is_a_dash(reference: Reference) -> None:
    session = begun(reference, ot("97110", 15), zip="00000")
    cells = service_rows(session)[0].cells
    assert (cells[Column.ALLOWED].text, cells[Column.ALLOWED].quiet) == (NOTHING, True)


def test_minutes_of_assistants_stand_in_their_column(reference: Reference) -> None:
    day = a_day(visit("A", row("97110", "A1", minutes=15)), people="A1")
    session = DaySession(reference, day)
    assert session.is_assistants(0)
    assert texts(service_rows(session)[0])[Column.THERAPIST : Column.UNITS] == ["", "15"]


def test_what_an_answer_leaves_nothing_says_why(reference: Reference) -> None:
    one, other = row("97110", "T1", "9:00-9:30"), row("97140", "T1", "9:00-9:30")
    session = DaySession(reference, a_day(visit("A", one), visit("B", other)))
    found = session.day_outcome.assessment
    assert found is not None
    (finding,) = [each for each in found.findings if each.kind is FindingKind.ONE_ON_ONE_OVERLAP]
    assert service_rows(session)[0].mark.title == finding.title
    session.settle(finding, "B")
    cells = service_rows(session)[0].cells
    assert [cell.text for cell in cells[Column.UNITS :]] == ["0", NOT_BILLED, NOTHING]
    assert {cell.reason for cell in cells[Column.UNITS :]} == {session.outcome.rows[0].why_not}


def test_rows_that_are_as_they_were_are_not_made_again(reference: Reference) -> None:
    session = Session(reference)
    session.paste(0, "97110\t33\n97140\t7\n97112\t15")
    made: Made = []
    before = service_rows(session, made)
    for act in (
        lambda: session.change_row(1, therapist="8"),
        lambda: session.change_row(1, therapist="x"),
        lambda: session.take_row(0),
        lambda: session.paste(1, "97530\t20"),
        session.undo,
        lambda: session.change(place="33101"),
        lambda: session.change(day=date(2025, 5, 1)),
    ):
        act()
        now = service_rows(session, made)
        assert now == service_rows(session)
    assert now != before
    assert service_rows(session, made)[0] is now[0]


def test_minutes_together_stand_beside_the_therapists_own(reference: Reference) -> None:
    def shown(**minutes: int) -> list[str]:
        service = {"code": "97110", "discipline": "PT", **minutes}
        (cells, _) = service_rows(begun(reference, service))
        return [cells.cells[at].text for at in (Column.THERAPIST, Column.ASSISTANT)]

    assert shown(together_minutes=38) == ["38 together", ""]
    assert shown(therapist_minutes=20, together_minutes=38) == ["20 + 38 together", ""]
    assert shown(therapist_minutes=20, assistant_minutes=5) == ["20", "5"]

"""A visit while a question of the day is open about it, and once it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from day.days import a_day, row, visit
from quarterhour.claims import Severity
from quarterhour.day import FindingKind
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.service_cells import NOT_BILLED, NOTHING
from quarterhour.reference import Reference
from quarterhour.window.audit import AuditWindow
from quarterhour.window.words import Command
from window.person import Person, offscreen_menu

TITLE = "A and B share T1, 9:15\u20139:30"
WAITING = "Amounts are shown after settling."
TIMES = "\N{MULTIPLICATION SIGN}"
Open = Callable[..., Person]


@pytest.fixture
def asked(opened: Open) -> Person:
    """A window on a day in which 15 minutes are on two claims."""
    first = row("97110", "T1", "9:00-9:30", charge="80.00")
    return opened(a_day(visit("A", first), visit("B", row("97140", "T1", "9:15-9:45"))))


def session_of(person: Person) -> DaySession:
    return person.window.worksheet.session


def audit_on_view() -> AuditWindow:
    """Return the one audit that is open."""
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    (audit,) = [each for each in windows if isinstance(each, AuditWindow)]
    return audit


def settle(person: Person, choice: str) -> None:
    """Answer the one question of the day."""
    session = session_of(person)
    found = session.day_outcome.assessment
    assert found is not None
    (finding,) = [each for each in found.findings if each.kind is FindingKind.ONE_ON_ONE_OVERLAP]
    session.settle(finding, choice)


def test_it_is_to_settle_in_both_visits(asked: Person) -> None:
    for at in range(2):
        session_of(asked).select(at)
        assert asked.titles() == [TITLE]
        assert asked.hears(0, "service").endswith(f"Fix: {TITLE}")
        (item,) = session_of(asked).to_settle.items
        assert [offer.title for offer in item.offers] == ["Audit the day\u2026"]
        assert (item.severity, item.rows, item.leads_to) == (Severity.ACTION, (0,), 0)
        assert item.text.startswith("Whose minutes were 9:15\u20139:30?")
    settle(asked, "A")
    assert asked.titles() == []


@offscreen_menu
def test_f8_goes_to_it_and_enter_opens_the_audit(asked: Person) -> None:
    asked.press(Qt.Key.Key_F8)
    assert asked.focus.accessibleName() == f"Audit the day\u2026 {TITLE}"
    asked.press(Qt.Key.Key_Space)
    asked.press(Qt.Key.Key_Return)
    audit = audit_on_view()
    audit.close()


@offscreen_menu
def test_the_audit_opens_at_the_question_of_the_visit(opened: Open) -> None:
    minutes = ("9:00-9:30", "9:15-9:45", "11:00-11:30", "11:15-11:45")
    visits = (
        visit(tag, row("97110", "T1", times)) for tag, times in zip("ABCD", minutes, strict=True)
    )
    person = opened(a_day(*visits))
    session_of(person).select(3)
    (item,) = person.items()
    item.do(0)
    audit = audit_on_view()
    chosen = audit.findings.list.chosen_item
    assert chosen is not None
    assert chosen.title.startswith("C and D share T1")
    audit.close()


def test_no_dollars_of_the_visit_are_shown_until_it_is_settled(asked: Person) -> None:
    session_of(asked).select(1)
    assert asked.says("Why no dollars") == WAITING
    assert asked.row(0)[4:] == ["2", "GP", NOTHING]
    assert WAITING in asked.why()
    assert "$" not in asked.why()
    assert not any("$" in step for step in asked.steps())
    settle(asked, "B")
    assert asked.total("Medicare pays").startswith("$")
    assert asked.cell(0, "allowed").startswith("$")


def test_a_tie_has_no_dollars_either(opened: Open) -> None:
    tied = (row(code, discipline="PT", therapist_minutes=20) for code in ("97112", "97530"))
    person = opened(
        a_day(
            visit("A", *tied, row("92507", "S1", "9:00-9:30")),
            visit("B", row("92526", "S1", "9:15-9:45")),
            people="T1 S1",
        )
    )
    choices, _ = session_of(person).tie_choices(0, 9, 9)
    assert [choice.more for choice in choices] == [None, None]
    assert "$" not in person.why()


def test_neither_have_the_rules_that_are_compared(asked: Person) -> None:
    compared = session_of(asked).compared_by_rule()
    assert compared is not None
    assert compared.total_minutes.payment is compared.midpoint.payment is None
    settle(asked, "A")
    compared = session_of(asked).compared_by_rule()
    assert compared is not None
    assert compared.midpoint.payment is not None


def test_what_is_copied_says_that_a_question_is_open(asked: Person) -> None:
    asked.choose(Command.COPY_CLAIM_LINES)
    said = "1 claim line copied, 1 question of the day open"
    assert asked.window.parts.strip.told == said
    assert "80.00" not in QApplication.clipboard().text()
    settle(asked, "A")
    asked.choose(Command.COPY_CLAIM_LINES)
    assert asked.window.parts.strip.told == "1 claim line copied"
    assert "80.00" in QApplication.clipboard().text()


def test_a_row_shows_the_code_that_is_billed_for_it(opened: Open) -> None:
    person = opened(
        a_day(
            visit("A", row("97110", "T1", "9:00-9:30"), row("97530", "T1", "10:00-10:20")),
            visit("B", row("97140", "T1", "9:00-9:30")),
        )
    )
    settle(person, "group")
    assert person.row(0)[4:6] == ["1", "97150 GP"]
    assert person.cell(0, "allowed").startswith("$")
    assert person.row(1)[4:] == ["1", "GP", "Denied"]


def test_a_row_with_minutes_of_a_group_shows_both_codes_and_what_is_denied(asked: Person) -> None:
    settle(asked, "group")
    assert asked.row(0)[4:6] == ["2", f"1 {TIMES} GP Denied, 1 {TIMES} 97150 GP"]
    assert "Also billed: 97150, 1 unit." in asked.why()
    assert asked.cell(0, "allowed").startswith("$")


@pytest.mark.parametrize("others", [(), (row("97530", "T1", "10:00-10:20"),)])
def test_a_row_that_an_answer_leaves_nothing_says_why(
    others: tuple[dict[str, Any], ...], opened: Open
) -> None:
    person = opened(
        a_day(
            visit("A", row("97110", "T1", "9:00-9:30"), *others),
            visit("B", row("97140", "T1", "9:00-9:30")),
        )
    )
    settle(person, "B")
    assert person.row(0)[4:] == ["0", NOT_BILLED, NOTHING]
    assert "Not billed. Your answer leaves no minutes of it on this claim." in person.why()
    if not others:
        assert person.says("Why no dollars") == (
            "Nothing of this visit is on the claim. The explanation says why."
        )


def test_a_row_that_earns_nothing_shows_no_amount(reference: Reference, opened: Open) -> None:
    few = row("97110", discipline="PT", therapist_minutes=5)
    person = opened(a_day(visit("A", few), visit("B", few)))
    assert person.row(0)[4:] == ["0", NOT_BILLED, NOTHING]

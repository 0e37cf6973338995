"""Lines that Medicare would deny, and services that it does not pay apart, are seen as such."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from quarterhour.claims import BillingStatus, Denial, DenialKind
from quarterhour.claims.reasons import STATUS_WORDS
from quarterhour.fees import STEP_WORDS, StepKind
from quarterhour.visit import Visit
from window.person import COLUMNS, Person

NOTHING = "\u2014"
Open = Callable[..., Person]
Make = Callable[..., Visit]
FUNCTION = {"code": "97530", "therapist_minutes": 15}
TESTING = {"code": "97750", "therapist_minutes": 15}
IN_PAIR = Denial(DenialKind.PAIR, "97530").text


def _allowed(person: Person, row: int, role: Qt.ItemDataRole) -> str:
    return str(person.table.model().index(row, COLUMNS.index("allowed")).data(role))


def test_a_denied_line_is_named_in_its_row(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    assert person.cell(1, "allowed") == "Denied"
    reason = _allowed(person, 1, Qt.ItemDataRole.ToolTipRole)
    assert reason.endswith(f": {IN_PAIR}.")
    assert _allowed(person, 1, Qt.ItemDataRole.AccessibleTextRole) == f"Denied. {reason}"


def test_it_is_explained(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    person.select(1, "service")
    assert "97750 GP, 1 unit\tdenied" in person.why()
    assert "Denied with 97530 by an NCCI edit. The totals leave 97750 out." in person.why()


def test_the_amounts_say_that_they_leave_it_out(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    assert "97750" in person.says("About the totals")
    assert person.step("Allowed") == person.cell(0, "allowed")
    assert person.step(STEP_WORDS[StepKind.DENIED_NOT_INCLUDED]).startswith("$")
    person.select(1, "therapist").types("0").press(Qt.Key.Key_Return)
    left_out = STEP_WORDS[StepKind.DENIED_NOT_INCLUDED]
    assert not any(left_out in step for step in person.steps())
    assert "97750" not in person.says("About the totals")


def test_a_row_with_one_denied_line_keeps_the_amount_of_the_other(
    opened: Open, visit: Make
) -> None:
    # The second line of the row, the assistant's unit, passes the threshold.
    person = opened(
        visit(
            {"code": "97110", "therapist_minutes": 15, "assistant_minutes": 15},
            patient={"pt_slp_to_date": "2445.00"},
        )
    )
    assert person.cell(0, "modifiers") == f"1 {chr(215)} GP, 1 {chr(215)} GP CQ"
    assert person.cell(0, "allowed").startswith("$")
    whole, partly = (
        _allowed(each, 0, Qt.ItemDataRole.ToolTipRole).split(": ")
        for each in (opened(visit(FUNCTION, patient={"pt_slp_to_date": "2480.00"})), person)
    )
    assert whole[1] == partly[1] == f"{Denial(DenialKind.ABOVE_WITHOUT_KX).text}."
    assert whole[0] != partly[0]


def test_a_bundled_service_has_no_unit_and_says_why(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, {"code": "97010", "therapist_minutes": 10}))
    assert person.row(1)[4:] == ["0", "not billed", NOTHING]
    person.select(1, "service")
    assert STATUS_WORDS[BillingStatus.BUNDLED] in person.why()


def test_claim_lines_are_copied_as_csv(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    actions = person.window.findChildren(QAction)
    copy = next(a for a in actions if a.text().replace("&", "") == "Copy claim lines as CSV")
    copy.trigger()
    head, first, second = QApplication.clipboard().text().splitlines()
    assert head.startswith("24A Date of service,24B Place of service,24D CPT/HCPCS,24D Modifier 1")
    assert first.startswith("11/23/2026,11,97530,GP,,,,,1,")
    assert second.endswith(f",0.00,{IN_PAIR},")


def test_why_has_the_fee_of_those_who_may_bill_it(opened: Open, visit: Make) -> None:
    """docs/rules.md 10.1.6: what dry needling would be, as entered and not beside a statement."""
    needling = {"code": "20560", "therapist_minutes": 15}
    said = STEP_WORDS[StepKind.FEE_OF_OTHERS]
    assert said in opened(visit(needling)).why()
    assert said not in opened(visit(needling, attested={"denial": {"20560": "GA"}})).why()

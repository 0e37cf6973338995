"""Typing a visit: everything follows every keystroke."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from quarterhour.assess import assess
from quarterhour.fees import dollars
from quarterhour.visit import Visit
from window.person import Person, offscreen_menu


def test_a_visit_is_typed_without_a_mouse(opened: Callable[..., Person]) -> None:
    person = opened()
    person.go_to(QLineEdit, "Date of service")
    person.types("2026-11-23").press(Qt.Key.Key_Tab)
    person.types("33101").press(Qt.Key.Key_Return)
    person.types("97110").press(Qt.Key.Key_Tab).types("33").press(Qt.Key.Key_Return)
    person.types("97140").press(Qt.Key.Key_Tab).types("7").press(Qt.Key.Key_Return)
    assert person.says("About the place") == "Miami, FL, locality 09102-04"
    assert person.row(0)[1:6] == ["PT", "33", "", "2", "GP"]
    assert person.row(1)[1:6] == ["PT", "7", "", "1", "GP"]
    assert person.at() == (2, "service")
    assert person.total("Units") == "3"
    assert person.total("Timed minutes") == "40"
    assert person.total("Medicare pays").startswith("$")


def test_what_is_shown_is_the_assessment(
    opened: Callable[..., Person], visit: Callable[..., Visit]
) -> None:
    typed = visit(
        {"code": "97110", "therapist_minutes": 13, "assistant_minutes": 23},
        {"code": "97140", "therapist_minutes": 30},
        zip="77001",
        patient={"deductible_remaining": "20.00"},
    )
    person = opened(typed)
    expected = assess(typed, person.window.worksheet.session.reference).payment
    assert expected is not None
    assert person.step("Allowed") == dollars(expected.allowed)
    assert person.step("MPPR") == f"{dollars(expected.mppr_reduction)}, not paid"
    assert expected.patient_pays is not None
    assert person.total("Patient pays") == dollars(expected.patient_pays)
    assert person.step("Sequestration, 2%") == f"{dollars(expected.sequestration)}, not paid"
    assert person.total("Medicare pays") == dollars(expected.medicare_pays)
    reduction = dollars(expected.assistant_reduction)
    assert person.step("Assistant, 15%") == f"{reduction}, not paid"
    share = round(100 * expected.medicare_pays / expected.allowed, 1)
    assert person.step("Medicare pays") == f"{share}% of allowed"
    assert person.step("Deductible") == "$20.00, patient owes"
    assert person.cell(0, "modifiers") == "1 \u00d7 GP, 1 \u00d7 GP CQ"


def test_units_and_money_follow_every_keystroke(opened: Callable[..., Person]) -> None:
    person = opened()
    person.go_to(QLineEdit, "ZIP").selectAll()
    person.types("33101")
    person.select(0, "service").types("97110").press(Qt.Key.Key_Tab)
    seen = []
    for letter in "122":
        person.types(letter)
        seen.append((person.cell(0, "units"), person.total("Timed minutes")))
    assert seen == [("0", "1"), ("1", "12"), ("8", "122")]
    assert isinstance(person.focus, QLineEdit)
    person.press(Qt.Key.Key_Backspace)
    assert person.cell(0, "units") == "1"
    one_unit = person.total("Medicare pays")
    person.types("4")
    assert person.total("Medicare pays") != one_unit


def test_money_follows_the_deductible(
    opened: Callable[..., Person], visit: Callable[..., Visit]
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    assert person.step("Deductible") == "$0.00, patient owes"
    person.type_deductible("1")
    assert person.step("Deductible") == "$1.00, patient owes"
    person.type_deductible("10.5")
    assert person.step("Deductible") == "$10.50, patient owes"


def test_the_payer_is_chosen(opened: Callable[..., Person], visit: Callable[..., Visit]) -> None:
    person = opened(
        visit(
            {"code": "97110", "therapist_minutes": 5},
            {"code": "97140", "therapist_minutes": 5},
        )
    )
    assert person.total("Units") == "1"
    payer = person.go_to(QComboBox, "Payer")
    person.press(Qt.Key.Key_Down)
    assert payer.currentText() == "CPT midpoint, units only"
    assert person.total("Units") == "0"
    person.window.worksheet.session.change_row(0, therapist="15")
    assert person.total("Units") == "1"
    assert (person.total("Payer pays"), person.cell(0, "allowed")) == ("\u2013", "\u2014")
    assert "Units only" in person.says("About the totals")
    person.press(Qt.Key.Key_Up)
    assert person.total("Medicare pays").startswith("$")


@pytest.mark.usefixtures("assistant_column")
def test_minutes_are_typed_as_sums_and_as_times(opened: Callable[..., Person]) -> None:
    person = opened()
    person.types("97110").press(Qt.Key.Key_Tab).types("9:05-9:28").press(Qt.Key.Key_Tab)
    person.types("10+8").press(Qt.Key.Key_Return)
    assert person.row(0)[2:5] == ["23", "18", "3"]


@offscreen_menu
def test_the_plan_follows_the_code_and_the_row_before(opened: Callable[..., Person]) -> None:
    person = opened()
    person.types("97165").press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    person.types("97530").press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    person.types("92507").press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert [person.cell(row, "discipline") for row in range(3)] == ["OT", "OT", "SLP"]
    person.select(1, "discipline").types("p")
    assert person.cell(1, "discipline") == "PT"
    assert person.cell(1, "modifiers") == "GP" or person.cell(1, "units") == "0"
    person.press(Qt.Key.Key_F4)
    assert [action.text() for action in person.menu().actions()] == ["&PT", "&OT", "&SLP"]
    person.menu().actions()[1].trigger()
    person.menu().close()
    assert person.cell(1, "discipline") == "OT"


def test_a_row_is_deleted_by_key(
    opened: Callable[..., Person], visit: Callable[..., Visit]
) -> None:
    person = opened(
        visit(
            {"code": "97110", "therapist_minutes": 30},
            {"code": "97140", "therapist_minutes": 15},
        )
    )
    control = Qt.KeyboardModifier.ControlModifier
    person.select(0, "therapist").press(Qt.Key.Key_Backspace, modifier=control)
    assert person.row(0)[2:5] == ["15", "", "1"]
    assert person.total("Units") == "1"
    person.press(Qt.Key.Key_Backspace, modifier=control)
    assert person.total("Units") == "\u2013"
    person.press(Qt.Key.Key_Backspace, modifier=control)
    assert person.table.model().rowCount() == 1


def test_the_plan_shown_is_the_one_counted(opened: Callable[..., Person]) -> None:
    """A code with a fee and no rule has no plan of its own, and is saved under the usual one."""
    person = opened()
    person.types("0791T").press(Qt.Key.Key_Tab).types("15").press(Qt.Key.Key_Return)
    visit = person.window.worksheet.session.outcome.reading.visit
    assert visit is not None
    assert person.cell(0, "discipline") == visit.services[0].discipline


def test_delete_in_an_editor_deletes_a_letter(opened: Callable[..., Person]) -> None:
    person = opened()
    person.types("97110").press(Qt.Key.Key_Tab).types("23")
    person.press(Qt.Key.Key_Home, Qt.Key.Key_Delete)
    assert person.cell(0, "therapist") == "3"
    assert person.cell(0, "service").startswith("97110")


def test_escape_brings_back_what_stood_there(
    opened: Callable[..., Person], visit: Callable[..., Visit]
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 30}))
    before = person.row(0)
    person.select(0, "therapist").types("99")
    assert person.row(0) != before
    person.press(Qt.Key.Key_Escape)
    assert person.row(0) == before


@pytest.mark.usefixtures("assistant_column")
def test_tab_leaves_the_table_from_the_blank_row(opened: Callable[..., Person]) -> None:
    person = opened()
    person.types("97110").press(Qt.Key.Key_Tab).types("23").press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert person.at() == (1, "service")
    person.press(Qt.Key.Key_Tab)
    assert person.focus is not person.table
    person.press(Qt.Key.Key_Backtab)
    assert person.focus is person.table


@pytest.mark.usefixtures("assistant_column")
def test_shift_tab_goes_back_through_the_cells(
    opened: Callable[..., Person], visit: Callable[..., Visit]
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 30}))
    person.select(1, "service")
    seen = []
    for _ in range(3):
        person.press(Qt.Key.Key_Backtab)
        seen.append(person.at())
    assert seen == [(0, "assistant"), (0, "therapist"), (0, "service")]


def test_one_blank_row_is_kept_at_the_end(opened: Callable[..., Person]) -> None:
    person = opened()
    rows = person.table.model().rowCount
    assert rows() == 1
    person.types("9")
    assert rows() == 2
    person.press(Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
    assert rows() == 1


def test_entries_never_raise(opened: Callable[..., Person]) -> None:
    person = opened()
    for row, text in enumerate(("97110", "zzz", "\u0661\u0662", "-1", "9" * 40, "'\"<b>&", "%s{}")):
        person.select(row, "service").types(text).press(Qt.Key.Key_Return)
        person.select(row, "therapist").types(text).press(Qt.Key.Key_Return)
    person.go_to(QLineEdit, "Date")
    person.types("99999-99-99")
    person.go_to(QLineEdit, "ZIP")
    person.types("<b>%s\u0661")
    assert person.table.model().rowCount() == 8

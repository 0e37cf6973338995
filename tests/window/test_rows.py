"""Whole rows: moved, duplicated, copied, and pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from quarterhour.visit import MAX_SERVICES, Visit
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def three(opened: Open, visit: Make) -> Person:
    codes = (("97110", 33), ("97140", 7), ("97530", 20))
    return opened(visit(*({"code": code, "therapist_minutes": n} for code, n in codes)))


def codes(person: Person) -> list[str]:
    return [person.cell(row, "service")[:5] for row in range(person.table.model().rowCount())]


def paste(person: Person, text: str) -> None:
    QApplication.clipboard().setText(text)
    person.press(Qt.Key.Key_V, modifier=CONTROL)


def test_a_row_moves_and_the_keyboard_with_it(three: Person) -> None:
    three.select(0, "therapist").press(Qt.Key.Key_Down, modifier=ALT | SHIFT)
    assert codes(three) == ["97140", "97110", "97530", ""]
    assert three.at() == (1, "therapist")
    three.press(Qt.Key.Key_Down, modifier=ALT | SHIFT).press(Qt.Key.Key_Down, modifier=ALT | SHIFT)
    assert codes(three) == ["97140", "97530", "97110", ""]
    three.press(Qt.Key.Key_Up, modifier=ALT | SHIFT)
    assert codes(three) == ["97140", "97110", "97530", ""]
    three.window.worksheet.session.undo()
    assert codes(three) == ["97140", "97530", "97110", ""]


def test_the_first_row_does_not_move_up(three: Person) -> None:
    three.select(0, "service").press(Qt.Key.Key_Up, modifier=ALT | SHIFT)
    assert codes(three) == ["97110", "97140", "97530", ""]
    three.select(3, "service").press(Qt.Key.Key_Up, modifier=ALT | SHIFT)
    assert codes(three) == ["97110", "97140", "97530", ""]


def test_a_row_is_duplicated_below(three: Person) -> None:
    three.select(1, "service").press(Qt.Key.Key_D, modifier=CONTROL | SHIFT)
    assert codes(three) == ["97110", "97140", "97140", "97530", ""]
    assert three.at()[0] == 2


def test_a_row_is_copied_and_pasted(three: Person) -> None:
    three.select(0, "service").press(Qt.Key.Key_Space, modifier=SHIFT)
    three.press(Qt.Key.Key_C, modifier=CONTROL)
    assert QApplication.clipboard().text() == "97110\tPT\t33\t"
    three.select(3, "service").press(Qt.Key.Key_V, modifier=CONTROL)
    assert three.row(3)[:4] == three.row(0)[:4]
    assert three.at()[0] == 4


def test_an_empty_clipboard_is_said_and_changes_nothing(three: Person) -> None:
    QApplication.clipboard().clear()
    three.select(0, "service").press(Qt.Key.Key_V, modifier=CONTROL)
    assert three.window.messages.text.startswith("No services found to paste")
    assert codes(three) == ["97110", "97140", "97530", ""]


def test_a_copied_row_keeps_what_its_text_does_not_say(three: Person) -> None:
    session = three.window.worksheet.session
    session.change_row(0, therapist="", assistant="30", charge=Decimal("80.00"), telehealth=True)
    three.select(0, "service").press(Qt.Key.Key_Space, modifier=SHIFT)
    three.press(Qt.Key.Key_C, modifier=CONTROL)
    three.select(3, "service").press(Qt.Key.Key_V, modifier=CONTROL)
    assert session.draft.rows[3] == session.draft.rows[0]
    # A text that came to the clipboard later is pasted, not the row.
    paste(three, "97535\tGO\t20 min")
    assert three.cell(4, "service")[:5] == "97535"
    assert three.row(4)[1:3] == ["OT", "20"]


PASTED = [
    ("97110\t33\n97140\t7\n", [("97110", "PT", "33", ""), ("97140", "PT", "7", "")]),
    ("97110 33\r\n97140 7", [("97110", "PT", "33", ""), ("97140", "PT", "7", "")]),
    (
        "CPT,Min,PTA min\n97110,33,\n97140,5,2",
        [("97110", "PT", "33", ""), ("97140", "PT", "5", "2")],
    ),
    ("97110;33;4", [("97110", "PT", "33 4", "")]),
    ("Code\tMinutes\n97110\t33", [("97110", "PT", "33", "")]),
    ("97535\tGO\t20 min", [("97535", "OT", "20", "")]),
    ("Gait training\t9:05-9:28", [("97116", "PT", "23", "")]),
    ("97110  Therapeutic exercise\t15", [("97110", "PT", "15", "")]),
    ("97110\t10+8", [("97110", "PT", "18", "")]),
    ('"97110"\t"33"', [("97110", "PT", "33", "")]),
    ("92507\n97110\t15", [("92507", "SLP", "", ""), ("97110", "PT", "15", "")]),
    ("g0283\t\n", [("G0283", "PT", "", "")]),
]


@pytest.mark.parametrize(("text", "expected"), PASTED)
def test_rows_are_pasted(text: str, expected: list[tuple[str, ...]], opened: Open) -> None:
    person = opened()
    paste(person, text)
    found = [person.row(row)[:4] for row in range(person.table.model().rowCount() - 1)]
    assert [(row[0][:5], *row[1:]) for row in found] == expected


def test_what_cannot_be_read_is_pasted_and_named(opened: Open) -> None:
    person = opened()
    paste(person, "frobnicate\t20\n97110\t15")
    assert person.cell(0, "service") == "frobnicate"
    assert person.cell(0, "units") == "not counted"
    assert person.cell(1, "units") == "1"


@pytest.mark.parametrize("text", ["", "   ", "Dear colleague, thank you", "Code\tMinutes"])
def test_nothing_to_paste_is_said(text: str, three: Person) -> None:
    three.select(1, "service")
    paste(three, text)
    assert "No services found to paste" in three.says("Message")
    assert codes(three) == ["97110", "97140", "97530", ""]


def test_pasting_is_one_step(three: Person) -> None:
    three.select(1, "service")
    paste(three, "97112\t15\n97116\t15\n97035\t8")
    assert codes(three) == ["97110", "97112", "97116", "97035", "97140", "97530", ""]
    three.window.worksheet.session.undo()
    assert codes(three) == ["97110", "97140", "97530", ""]


def test_more_rows_than_a_visit_has_are_refused(three: Person) -> None:
    paste(three, "97110\t1\n" * MAX_SERVICES)
    assert f"up to {MAX_SERVICES} rows" in three.says("Message")
    assert codes(three) == ["97110", "97140", "97530", ""]


def test_pasting_into_a_field_stays_in_the_field(three: Person) -> None:
    QApplication.clipboard().setText("44")
    three.select(0, "therapist").press(Qt.Key.Key_F2)
    three.press(Qt.Key.Key_A, modifier=CONTROL).press(Qt.Key.Key_V, modifier=CONTROL)
    three.press(Qt.Key.Key_Return)
    assert three.cell(0, "therapist") == "44"
    assert codes(three) == ["97110", "97140", "97530", ""]

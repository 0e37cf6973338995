"""What is seldom entered: more about a service, and about the practice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from quarterhour.entry.amounts import read_area, read_dollars
from quarterhour.visit import Visit
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier


def types(person: Person, field: str, text: str) -> None:
    edit = person.find(QLineEdit, field)
    edit.selectAll()
    QTest.keyClicks(edit, text)


def test_the_area_of_a_wound_is_counted_as_it_is_typed(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97597"}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    types(person, "Wound area", "45")
    assert person.cell(0, "units") == "3"


def test_a_charge_below_the_fee_is_what_is_allowed(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    types(person, "Charge", "20")
    assert person.cell(0, "allowed") == "$20.00"


def test_the_macs_price_prices_a_code_without_a_national_one(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97039"}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    types(person, "MAC", "41.50")
    assert person.cell(0, "allowed") == "$41.50"


def test_time_together_is_the_therapists(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97112", "assistant_minutes": 8}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    types(person, "Minutes together", "22")
    assert person.cell(0, "units") == "2"


def test_what_cannot_be_read_is_said_and_changes_nothing(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15, "charge": "20.00"}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    types(person, "Charge", "lots")
    assert person.says("About charge") == "Type dollars and cents, such as 85 or 85.50."
    assert person.cell(0, "allowed") == "$20.00"


def test_telehealth_adds_95(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    box = next(box for box in person.window.findChildren(QCheckBox) if "95" in box.text())
    assert box.text().replace("&", "") == "Given by telehealth (adds 95)"
    box.click()
    assert person.cell(0, "modifiers") == "GP 95"
    assert "Also entered: telehealth." in person.why()
    box.click()
    assert person.cell(0, "modifiers") == "GP"


def test_a_known_zero_is_shown_and_written(opened: Open, visit: Make) -> None:
    zero = {"charge": "0.00", "contractor_price": "0.00"}
    person = opened(visit({"code": "97110", "therapist_minutes": 15, **zero}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    for title in ("Charge", "MAC"):
        assert person.find(QLineEdit, title).text() == "0.00"
        types(person, title, "0")
    written = person.window.worksheet.session.outcome.reading.visit
    assert written is not None
    assert written.services[0].charge == written.services[0].contractor_price == 0
    types(person, "Charge", " ")
    assert person.window.worksheet.session.draft.rows[0].charge is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [("", None), ("85", "85.00"), ("$1,085.5", "1085.50"), (".5", "0.50"), ("85.", "85.00")],
)
def test_dollars(text: str, amount: str | None) -> None:
    found = read_dollars(text)
    assert found == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("text", ["x", "-5", "1.234", "1.2.3", "99999999", "\u0663", "."])
def test_no_dollars(text: str) -> None:
    with pytest.raises(ValueError, match=r"dollars and cents"):
        read_dollars(text)


@pytest.mark.parametrize("text", ["x", "-5", "4.5", "20001"])
def test_no_area(text: str) -> None:
    with pytest.raises(ValueError, match=r"square centimetres"):
        read_area(text)

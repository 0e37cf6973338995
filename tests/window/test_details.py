"""What is seldom entered: more about a service, and about the practice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from quarterhour.entry import Session, why_not_saved
from quarterhour.visit import Visit
from quarterhour.window.words import Command
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


def test_telehealth_is_ticked(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    box = next(box for box in person.window.findChildren(QCheckBox) if "telehealth" in box.text())
    assert box.text().replace("&", "") == "Given by telehealth"
    box.click()
    assert any("Place of service 10" in hint for hint in person.hints())
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


def remote(person: Person) -> tuple[object, bool]:
    row = person.window.worksheet.session.draft.rows[0]
    return row.telehealth, row.audio_only


@pytest.mark.parametrize("given", [(True, False), ("elsewhere", True), ("home", False)])
def test_a_tick_gives_back_where_the_patient_was(
    given: tuple[object, bool], opened: Open, visit: Make
) -> None:
    fields = dict(zip(("telehealth", "audio_only"), given, strict=True))
    person = opened(visit({"code": "97110", "therapist_minutes": 15, **fields}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    box = next(box for box in person.window.findChildren(QCheckBox) if "telehealth" in box.text())
    box.click()
    assert remote(person) == (False, False)
    assert why_not_saved(person.window.worksheet.session.outcome) == ""
    box.click()
    assert remote(person) == given


def test_a_new_tick_says_no_place(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    next(box for box in person.window.findChildren(QCheckBox) if "telehealth" in box.text()).click()
    assert remote(person) == (True, False)


SERVICES = (
    {"code": "97110", "therapist_minutes": 15},
    {"code": "97140", "therapist_minutes": 15, "charge": "70.00"},
    {"code": "97530", "therapist_minutes": 20},
)


def charges(session: Session) -> dict[str, str]:
    return {row.code: str(row.charge or "") for row in session.draft.rows}


def delete(person: Person, row: int) -> None:
    person.table.setCurrentIndex(person.table.model().index(row, 0))
    person.window.entries[Command.DELETE_ROW].trigger()


MOVES: dict[str, Callable[[Person, Session], object]] = {
    "moved up": lambda person, session: session.move_row(1, 0),
    "moved down": lambda person, session: session.move_row(1, 2),
    "pasted above": lambda person, session: session.paste(0, "97112 8"),
    "another deleted": lambda person, session: delete(person, 0),
    "another copied": lambda person, session: session.duplicate_row(0),
    "typed in": lambda person, session: session.change_row(1, therapist="16"),
    "assessed anew": lambda person, session: session.renew(),
}


@pytest.mark.parametrize("how", MOVES)
def test_it_follows_its_row(how: str, opened: Open, visit: Make) -> None:
    person = opened(visit(*SERVICES)).select(1, "service")
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    session = person.window.worksheet.session
    MOVES[how](person, session)
    types(person, "Charge", "80")
    assert charges(session)["97140"] == "80.00"
    assert set(charges(session).values()) == {"", "80.00"}
    session.undo()
    assert person.find(QLineEdit, "Charge").text() == "70.00"


GOES: dict[str, Callable[[Person, Session], object]] = {
    "deleted": lambda person, session: delete(person, 1),
    "another visit": lambda person, session: session.open(None),
    "a visit like it": lambda person, session: session.open(session.outcome.reading.visit),
    "pasting undone": lambda person, session: session.undo(),
}


@pytest.mark.parametrize("how", GOES)
def test_it_closes_where_its_row_is_gone(how: str, opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICES[0], SERVICES[2]))
    session = person.window.worksheet.session
    session.paste(1, "97140 15")
    person.select(1, "service").press(Qt.Key.Key_D, modifier=CONTROL)
    dialog = person.dialog()
    GOES[how](person, session)
    assert not dialog.isVisible()


def test_what_is_half_typed_in_it_stays(opened: Open, visit: Make) -> None:
    person = opened(visit(*SERVICES)).select(1, "service")
    person.press(Qt.Key.Key_D, modifier=CONTROL)
    types(person, "Charge", "80.")
    assert person.find(QLineEdit, "Charge").text() == "80."
    types(person, "Charge", "lots")
    person.window.worksheet.session.change_row(1, therapist="16")
    assert person.find(QLineEdit, "Charge").text() == "lots"

"""What is rarely entered: more about a service, and about the practice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from quarterhour.entry import Session, why_not_saved
from quarterhour.entry.edits import Edit
from quarterhour.reference import Reference
from quarterhour.units import Measure
from quarterhour.visit import Visit
from quarterhour.window.details import lowered
from quarterhour.window.details.service import COUNTED, ServiceDialog
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
ALT = Qt.KeyboardModifier.AltModifier


def types(person: Person, field: str, text: str) -> None:
    edit = person.find(QLineEdit, field)
    edit.selectAll()
    QTest.keyClicks(edit, text)


def test_the_area_of_a_wound_is_counted_as_it_is_typed(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97597"}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    types(person, "Wound area", "45")
    assert person.cell(0, "units") == "3"


def test_a_charge_below_the_fee_is_what_is_allowed(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    types(person, "Charge", "20")
    assert person.cell(0, "allowed") == "$20.00"


def test_the_macs_price_prices_a_code_without_a_national_one(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97039"}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    types(person, "MAC", "41.50")
    assert person.cell(0, "allowed") == "$41.50"


def test_time_together_is_the_therapists(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97112", "assistant_minutes": 8}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    types(person, "Therapist and assistant together", "22")
    assert person.cell(0, "units") == "2"


def test_what_cannot_be_read_is_said_and_changes_nothing(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15, "charge": "20.00"}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    types(person, "Charge", "lots")
    assert person.says("About charge") == "Enter an amount, such as 85 or 85.50."
    assert person.cell(0, "allowed") == "$20.00"


def choose(person: Person, text: str) -> None:
    """Choose how the service was provided from the open list, without a stop on the way."""
    box = person.find(QComboBox, "Provided")
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def sound(person: Person) -> QCheckBox:
    boxes = person.window.findChildren(QCheckBox)
    return next(box for box in boxes if box.text().replace("&", "").startswith("Audio only"))


def test_telehealth_is_chosen(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    choose(person, "Telehealth, patient at home")
    assert any("Place of service 10" in hint for hint in person.hints())
    assert "Also entered: telehealth with the patient at home." in person.why()
    assert "97110 GP, 1 unit, POS 10" in person.why()
    choose(person, "Telehealth, patient elsewhere")
    assert any("Place of service 02" in hint for hint in person.hints())
    choose(person, "In person")
    assert not any("Place of service" in hint for hint in person.hints())
    assert person.cell(0, "modifiers") == "GP"


def test_sound_alone_is_ticked_with_telehealth(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    assert not sound(person).isEnabled()
    choose(person, "Telehealth, patient at home")
    sound(person).click()
    assert person.cell(0, "modifiers") == "GP 93"
    assert "telehealth with the patient at home, no video." in person.why()
    choose(person, "In person")
    assert (sound(person).isEnabled(), sound(person).isChecked()) == (False, False)
    assert why_not_saved(person.window.worksheet.session.outcome) == ""


@pytest.mark.parametrize(
    ("service", "said", "units"),
    [
        ({"code": "95851"}, "Extremities and trunk sections", "3"),
        ({"code": "29130", "discipline": "OT"}, "Number applied today", "3"),
    ],
)
def test_a_count_is_typed_for_codes_counted_so(
    service: dict[str, str], said: str, units: str, opened: Open, visit: Make
) -> None:
    person = opened(visit(service))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    assert person.says("About count").startswith(said)
    types(person, "Count", "3")
    assert person.cell(0, "units") == units
    assert "Also entered: a count of 3." in person.why()
    types(person, "Count", "0")
    assert person.says("About count") == "Enter 1 or more. If none was done, delete the row."
    assert person.cell(0, "units") == "1", "no part of what is typed counts"
    types(person, "Count", " ")
    assert person.cell(0, "units") == "1"


UNREAD = [
    ("Charge", "charge", "85.00", "1 234"),
    ("Charge", "charge", None, "12.345"),
    ("Charge", "charge", "85.00", "85,5"),
    ("MAC price per unit", "contractor_price", "41.50", "1.000,00"),
    ("Wound area, square cm", "square_cm", 45, "4 5"),
    ("Count", "count", 4, "2 4"),
    ("Therapist and assistant together", "together_minutes", 20, "12x"),
]


@pytest.mark.parametrize(("field", "attribute", "before", "text"), UNREAD)
def test_no_part_of_what_cannot_be_read_counts(
    field: str, attribute: str, before: object, text: str, opened: Open, visit: Make
) -> None:
    own = {} if before is None else {attribute: before}
    code = {"count": "95851", "square_cm": "97597"}.get(attribute, "97110")
    person = opened(visit({"code": code, "therapist_minutes": 15, **own}))
    row = person.window.worksheet.session.draft.rows[0]
    person.press(Qt.Key.Key_Return, modifier=ALT)
    (dialog,) = person.window.findChildren(ServiceDialog)
    types(person, field, text)
    assert person.window.worksheet.session.draft.rows[0] == row
    assert person.find(QLineEdit, field).text() == text, "it stays, to be corrected"
    dialog.reject()
    assert dialog.isVisible() and "won't be kept" in person.says(f"About {lowered(field)}")
    dialog.reject()
    assert not person.window.findChildren(ServiceDialog) or not dialog.isVisible()
    assert person.window.worksheet.session.draft.rows[0] == row


def test_what_is_left_readable_is_what_a_later_mistake_falls_back_on(
    opened: Open, visit: Make
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    types(person, "Charge", "40")
    QTest.keyClick(person.find(QLineEdit, "Charge"), Qt.Key.Key_Return)
    types(person, "Charge", "4 1")
    assert person.window.worksheet.session.draft.rows[0].charge == 40


def test_a_mistake_falls_back_on_what_an_undone_step_left(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    session = person.window.worksheet.session
    person.press(Qt.Key.Key_Return, modifier=ALT)
    types(person, "Charge", "40")
    QTest.keyClick(person.find(QLineEdit, "Charge"), Qt.Key.Key_Return)
    session.undo()
    assert person.find(QLineEdit, "Charge").text() == ""
    types(person, "Charge", "1 234")
    assert session.draft.rows[0].charge is None


def test_every_timing_that_counts_says_what(reference: Reference) -> None:
    counts = {
        service.timing.name
        for service in reference.services.values()
        if service.timing.measure is Measure.COUNT
    }
    assert counts == COUNTED.keys()


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("97110", {"Count": False, "Wound area": False}),
        ("29125", {"Count": False, "Wound area": False}),
        ("29130", {"Count": True, "Wound area": False}),
        ("97597", {"Count": False, "Wound area": True}),
        ("", {"Count": True, "Wound area": True}),
    ],
)
def test_what_a_code_is_not_counted_by_is_not_typed(
    code: str, typed: dict[str, bool], opened: Open, visit: Make
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.window.worksheet.session.change_code(0, code)
    person.press(Qt.Key.Key_Return, modifier=ALT)
    assert {field: person.find(QLineEdit, field).isEnabled() for field in typed} == typed


def test_a_count_that_changes_nothing_can_be_taken_away(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15, "count": 2}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    person.dialog()
    person.go_to(QLineEdit, "Count")
    person.press(Qt.Key.Key_Delete).types("3")
    assert person.window.worksheet.session.draft.rows[0].count == 3
    person.press(Qt.Key.Key_Backspace)
    assert person.window.worksheet.session.draft.rows[0].count == 1
    assert person.find(QLineEdit, "Count").isEnabled()


def test_a_known_zero_is_shown_and_written(opened: Open, visit: Make) -> None:
    zero = {"charge": "0.00", "contractor_price": "0.00"}
    person = opened(visit({"code": "97110", "therapist_minutes": 15, **zero}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
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
def test_telehealth_chosen_again_is_as_it_was(
    given: tuple[object, bool], opened: Open, visit: Make
) -> None:
    fields = dict(zip(("telehealth", "audio_only"), given, strict=True))
    person = opened(visit({"code": "97110", "therapist_minutes": 15, **fields}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    chosen = person.find(QComboBox, "Provided").currentText()
    choose(person, "In person")
    assert remote(person) == (False, False)
    assert why_not_saved(person.window.worksheet.session.outcome) == ""
    choose(person, chosen)
    assert remote(person) == given
    assert sound(person).isChecked() == given[1]


def test_true_stays_until_another_is_chosen(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15, "telehealth": True}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    assert person.find(QComboBox, "Provided").currentText() == "Telehealth, patient at home"
    choose(person, "Telehealth, patient at home")
    sound(person).click()
    assert remote(person) == (True, True)
    choose(person, "Telehealth, patient elsewhere")
    assert remote(person) == ("elsewhere", True)
    choose(person, "Telehealth, patient at home")
    assert remote(person) == ("home", True)


def test_telehealth_is_undone_while_it_is_looked_at(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15, "telehealth": True}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    choose(person, "Telehealth, patient elsewhere")
    session = person.window.worksheet.session
    assert session.history.undoes is Edit.TELEHEALTH
    session.undo()
    assert remote(person) == (True, False)
    assert person.find(QComboBox, "Provided").currentText() == "Telehealth, patient at home"
    sound(person).click()
    assert session.history.undoes is Edit.TELEHEALTH
    session.undo()
    assert not sound(person).isChecked()


def test_a_choice_of_home_says_so(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    choose(person, "Telehealth, patient at home")
    assert remote(person) == ("home", False)


SERVICES = (
    {"code": "97110", "therapist_minutes": 15},
    {"code": "97140", "therapist_minutes": 15, "charge": "70.00"},
    {"code": "97530", "therapist_minutes": 20},
)


def charges(session: Session) -> dict[str, str]:
    return {row.code: str(row.charge or "") for row in session.draft.rows}


def delete(person: Person, row: int) -> None:
    person.table.setCurrentIndex(person.table.model().index(row, 0))
    person.window.parts.entries[Command.DELETE_ROW].trigger()


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
    person.press(Qt.Key.Key_Return, modifier=ALT)
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
    person.select(1, "service").press(Qt.Key.Key_Return, modifier=ALT)
    dialog = person.dialog()
    GOES[how](person, session)
    assert not dialog.isVisible()


def test_what_is_half_typed_in_it_stays(opened: Open, visit: Make) -> None:
    person = opened(visit(*SERVICES)).select(1, "service")
    person.press(Qt.Key.Key_Return, modifier=ALT)
    types(person, "Charge", "80.")
    assert person.find(QLineEdit, "Charge").text() == "80."
    types(person, "Charge", "lots")
    person.window.worksheet.session.change_row(1, therapist="16")
    assert person.find(QLineEdit, "Charge").text() == "lots"

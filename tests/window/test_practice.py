"""How the practice takes part in Medicare, its treating professional, and its modifiers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
)

from quarterhour.entry.edits import Edit
from quarterhour.visit import MODIFIER_FAMILIES, PROFESSIONS, Visit
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def practice(opened: Open, visit: Make) -> Callable[..., Person]:
    """Open the dialog for a visit with a service of 15 minutes."""

    def open_dialog(**fields: object) -> Person:
        service = {"code": "97110", "therapist_minutes": 15, "telehealth": True}
        person = opened(visit(service, **fields))
        person.choose(Command.PRACTICE)
        person.dialog()
        return person

    return open_dialog


def _boxes(person: Person) -> dict[str, QCheckBox]:
    return {box.text().replace("&", ""): box for box in person.window.findChildren(QCheckBox)}


def _participates(person: Person, answer: str) -> None:
    choice = person.find(QComboBox, "Participates in Medicare")
    choice.setCurrentIndex(choice.findData(answer))
    choice.activated.emit(choice.currentIndex())


def _order(person: Person) -> list[str]:
    families = person.find(QListWidget, "Order of modifiers")
    return [families.item(at).text().partition(":")[0] for at in range(families.count())]


def _button(person: Person, text: str) -> QPushButton:
    buttons = person.window.findChildren(QPushButton)
    return next(each for each in buttons if each.text().replace("&", "") == text)


def test_a_practice_that_does_not_participate(practice: Callable[..., Person]) -> None:
    person = practice()
    boxes = _boxes(person)
    assignment = boxes["Accepts assignment"]
    assert not assignment.isEnabled()
    _participates(person, "no")
    assert assignment.isEnabled()
    assert person.cell(0, "allowed") == "$27.61"
    assignment.click()
    assert any("limiting charge" in hint for hint in person.hints())
    _participates(person, "yes")
    boxes["Qualifying APM participant"].click()
    assert person.cell(0, "allowed") == "$29.20"


def test_a_practice_that_is_not_sure_counts_as_participating(
    practice: Callable[..., Person],
) -> None:
    person = practice()
    before = person.cell(0, "allowed")
    _participates(person, "not-sure")
    assert person.cell(0, "allowed") == before
    assert "participation-assumed" in [
        hint.topic.id for hint in person.window.worksheet.session.outcome.hints
    ]
    assert not _boxes(person)["Accepts assignment"].isEnabled()
    _participates(person, "yes")
    assert "participation-assumed" not in [
        hint.topic.id for hint in person.window.worksheet.session.outcome.hints
    ]


def _place(person: Person) -> tuple[str, list[str]]:
    """Return the place of service that is entered, and those of the lines."""
    session = person.window.worksheet.session
    lines = [line.line.place for row in session.outcome.rows for line in row.lines]
    return session.draft.place_of_service, lines


def test_the_place_of_service_of_a_visit(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.choose(Command.PRACTICE)
    person.dialog()
    assert "If empty, it's 11" in person.says("About place of service")
    person.go_to(QLineEdit, "Place of service")
    person.types("12")
    assert _place(person) == ("12", ["12"])
    assert "97110 GP, 1 unit, POS 12" in person.why()
    person.press(Qt.Key.Key_Backspace)
    assert person.says("About place of service").startswith("Enter two digits, such as 11")
    assert _place(person) == ("", ["11"]), "no part of what is typed counts"
    person.press(Qt.Key.Key_Backspace)
    assert _place(person) == ("", ["11"])
    assert "POS" not in person.why()


def test_telehealth_has_a_place_of_service_of_its_own(practice: Callable[..., Person]) -> None:
    person = practice(place_of_service="12")
    assert person.find(QLineEdit, "Place of service").text() == "12"
    assert _place(person) == ("12", ["10"])
    assert "97110 GP, 1 unit, POS 10" in person.why()


def test_the_place_of_service_is_an_edit_of_the_visit_alone(
    practice: Callable[..., Person],
) -> None:
    person = practice()
    person.go_to(QLineEdit, "Place of service")
    person.types("31")
    session = person.window.worksheet.session
    assert session.history.undoes is Edit.PLACE_OF_SERVICE
    session.undo()
    assert session.draft.place_of_service == ""
    session.redo()
    session.open(None)
    assert session.draft.place_of_service == ""


def test_only_a_therapist_is_paid_for_therapy(practice: Callable[..., Person]) -> None:
    person = practice()
    who = person.find(QComboBox, "Treating professional")
    assert who.count() == len(PROFESSIONS)
    assert "aren't put on the claim" in person.says("About the treating professional")
    who.setFocus()
    person.press(Qt.Key.Key_Down)
    assert person.hints()[0].startswith("Fix: A chiropractor can't bill 97110")
    assert person.cell(0, "units") == "0"
    person.press(Qt.Key.Key_End)
    assert who.currentText() == "Athletic trainer"
    person.press(Qt.Key.Key_Home)
    assert person.cell(0, "units") == "1"


def test_95_is_put_on_telehealth_where_the_mac_wants_it(practice: Callable[..., Person]) -> None:
    person = practice()
    assert person.cell(0, "modifiers") == "GP"
    _boxes(person)["95 on telehealth"].click()
    assert person.cell(0, "modifiers") == "GP 95"


def test_modifiers_are_moved_by_keys(practice: Callable[..., Person]) -> None:
    person = practice(purpose="habilitative", provider={"telehealth_95": True})
    assert person.cell(0, "modifiers") == "GP 95 96"
    assert _order(person)[0] == "Discipline"
    person.find(QListWidget, "Order of modifiers").setFocus()
    person.press(*[Qt.Key.Key_Down] * 4, modifier=ALT)
    assert _order(person)[4] == "Discipline"
    assert person.cell(0, "modifiers") == "95 GP 96"
    person.press(*[Qt.Key.Key_Down] * 4, modifier=ALT)
    assert person.cell(0, "modifiers") == "95 96 GP"
    person.press(*[Qt.Key.Key_Up] * 9, modifier=ALT)
    assert person.cell(0, "modifiers") == "GP 95 96"
    assert person.window.worksheet.session.draft.provider.modifier_order == ()


def test_modifiers_are_moved_by_buttons(practice: Callable[..., Person]) -> None:
    person = practice(provider={"modifier_order": ["telehealth"], "telehealth_95": True})
    assert person.cell(0, "modifiers") == "95 GP"
    assert _order(person)[:2] == ["Telehealth", "Discipline"]
    _button(person, "Move down").click()
    assert person.cell(0, "modifiers") == "GP 95"
    _button(person, "Move up").click()
    assert person.cell(0, "modifiers") == "95 GP"
    _button(person, "Reset order").click()
    assert person.cell(0, "modifiers") == "GP 95"
    assert len(_order(person)) == len(MODIFIER_FAMILIES)


def test_the_order_is_nobodys_law(practice: Callable[..., Person]) -> None:
    said = practice().says("About the order of modifiers")
    assert "No CMS source gives a single order" in said
    assert "A line holds 4 modifiers" in said
    assert "Check the order with your MAC" in said


def test_all_of_the_dialog_is_reached_by_tab(practice: Callable[..., Person]) -> None:
    person = practice()
    seen = []
    for _ in range(10):
        QTest.keyClick(person.focus, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget.accessibleName() or str(widget.property("text")).replace("&", ""))
    assert {
        "Place of service",
        "Treating professional",
        "Order of modifiers",
        "Move up",
        "Reset order",
        "Close",
    } <= set(seen)

"""A date whose year has no fees yet, as picture 32 of the design: nothing is asked, all is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from quarterhour.reference.cms_pages import PAGES
from quarterhour.reference.records import ReleaseKind
from quarterhour.visit import Visit
from quarterhour.window.fees.amounts import YearlyTable
from quarterhour.window.fees.imports_dialog import ImportsDialog
from quarterhour.window.words import Command
from window.accessible import name, seen
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
MINUTES = (("97110", 24), ("97140", 15), ("97112", 10), ("97530", 14), ("97035", 8))
ROWS = [{"code": code, "therapist_minutes": minutes} for code, minutes in MINUTES]


@pytest.fixture
def person(opened: Open, visit: Make) -> Person:
    person = opened(visit(*ROWS, zip="27601", date_of_service="2027-01-04"))
    person.window.resize(1366, 768)
    QApplication.processEvents()
    return person


def told(person: Person) -> str:
    """Read all that is on view."""
    return "\n".join(name(thing) for thing in seen(person.window))


def opened_dialogs(kind: type[QDialog]) -> list[QDialog]:
    QApplication.processEvents()
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    return [each for each in found if each.isVisible()]


def test_units_and_modifiers_are_there_and_no_dollars(person: Person) -> None:
    assert person.total("Units") == "5"
    assert [person.cell(at, "modifiers") for at in range(4)] == ["GP"] * 4
    assert "$" not in told(person)
    person.choose(Command.COPY_CLAIM_LINES)
    lines = QApplication.clipboard().text()
    assert "97110" in lines
    assert "$" not in lines


def test_nothing_is_to_settle_and_what_is_missing_is_a_note(person: Person) -> None:
    assert "To settle: 0" in told(person)
    person.show_notes()
    assert person.titles() == ["No 2027 KX threshold loaded"]


def test_the_one_note_is_told_beside_its_link(person: Person) -> None:
    assert "No 2027 KX threshold loaded." in told(person)
    person.show_notes()
    assert "No 2027 KX threshold loaded." not in told(person).splitlines()


def test_the_payment_tells_the_way_to_the_fees(person: Person) -> None:
    said = told(person)
    assert "No 2027 fees yet." in said
    assert "Units and modifiers are shown without payment. From CMS, get RVU27A:" in said
    assert "Then choose Import\u2026, and enter the 2027 deductible and KX threshold." in said
    assert not person.find(QTreeWidget, "Payment").isVisible()
    address = person.find(QPlainTextEdit, "Address")
    assert address.toPlainText() == PAGES[ReleaseKind.FEE_SCHEDULE].address
    copy = person.find(QPushButton, "Copy the address")
    copy.setFocus()
    person.press(Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == address.toPlainText()


def test_tab_goes_through_it_from_top_to_bottom(person: Person) -> None:
    address = person.go_to(QPlainTextEdit, "Address")
    assert person.focus is address
    names = []
    for _ in range(2):
        person.press(Qt.Key.Key_Tab)
        names.append(person.focus.accessibleName())
    assert names == ["Copy the address", "Yearly amounts\u2026"]


def test_its_keys_import_estimate_and_stop(person: Person, qtbot: QtBot) -> None:
    session = person.window.worksheet.session
    person.press(Qt.Key.Key_S, modifier=ALT)  # which takes a moment to be up again
    qtbot.waitUntil(lambda: session.estimating)
    assert person.total("Medicare pays").startswith("$")
    assert "at 2026 fees" in told(person)
    assert person.find(QTreeWidget, "Payment").isVisible()
    person.press(Qt.Key.Key_S, modifier=ALT)
    qtbot.waitUntil(lambda: not session.estimating)
    assert "$" not in told(person)
    person.press(Qt.Key.Key_M, modifier=ALT)
    qtbot.waitUntil(lambda: bool(opened_dialogs(ImportsDialog)))
    opened_dialogs(ImportsDialog)[0].close()


def test_the_yearly_amounts_open_at_that_year(person: Person) -> None:
    button = next(
        each
        for each in person.window.findChildren(QPushButton)
        if each.text() == "Yearly amounts\u2026" and each.isVisible()
    )
    button.click()
    (dialog,) = opened_dialogs(ImportsDialog)
    table = dialog.focusWidget()
    assert isinstance(table, YearlyTable)
    index = table.currentIndex()
    assert (index.siblingAtColumn(0).data(), index.column()) == ("2027", 1)
    dialog.close()


def test_the_status_says_what_is_loaded(person: Person) -> None:
    assert "No CMS fees for 2027. Loaded to 12/31/2026." in told(person)


def test_the_fee_schedules_list_what_the_visit_lacks(person: Person) -> None:
    person.choose(Command.FEE_SCHEDULES)
    (dialog,) = opened_dialogs(ImportsDialog)
    first = dialog.findChildren(QTreeWidget)[0].topLevelItem(0)
    assert first is not None
    assert [first.text(column) for column in (1, 2, 4)] == [
        "Fees and locations",
        "2027",
        "Not loaded",
    ]
    (missing,) = (
        each for each in dialog.findChildren(QScrollArea) if each.accessibleName() == "Missing"
    )
    assert "2027 fees" in [label.text() for label in missing.findChildren(QLabel)]
    dialog.close()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_amounts_of_any_date_that_can_be_typed_are_shown(
    day: str, opened: Open, visit: Make
) -> None:
    person = opened(visit(*ROWS, zip="27601", date_of_service=day))
    person.choose(Command.YEARLY_AMOUNTS)
    (dialog,) = opened_dialogs(ImportsDialog)
    dialog.reject()

"""Usual visits are saved from a visit, renamed, deleted, and begin another one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from quarterhour.day import day_from
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.templates import TEMPLATES, Templates
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from quarterhour.window import Desk
from quarterhour.window.details.own_names import UsualVisitsDialog
from quarterhour.window.words import Command
from window.person import Person

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def listing(opened: Callable[..., Person], visit: Callable[..., Visit]) -> Person:
    """Open the usual visits over a visit."""
    person = opened(
        visit({"code": "97110", "therapist_minutes": 30, "charge": "99.00"}, {"code": "97161"})
    )
    person.choose(Command.USUAL_VISITS)
    person.dialog()
    return person


def kept(desk: Desk) -> Templates:
    templates, problem = desk.practice.read(TEMPLATES)
    assert not problem
    return templates


def button(person: Person, text: str) -> QPushButton:
    buttons = person.dialog().findChildren(QPushButton)
    return next(each for each in buttons if each.text().replace("&", "") == text)


def says(person: Person) -> str:
    labels = person.dialog().findChildren(QLabel)
    return next(each for each in labels if "About the usual visits" in each.accessibleName()).text()


def save(person: Person, name: str) -> None:
    person.go_to(QLineEdit, "Name of the usual visit")
    person.types(name).press(Qt.Key.Key_Return)


def names(person: Person) -> list[str]:
    tree = person.find(QTreeWidget, "Usual visits")
    items = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


def test_the_visit_is_saved_under_a_name(listing: Person, desk: Desk) -> None:
    assert "Never use a patient\u2019s name." in says(listing)
    save(listing, "Knee, week 2")
    assert says(listing) == "Saved: Knee, week 2."
    (template,) = kept(desk)
    assert [each.code for each in template.services] == ["97110", "97161"]
    assert template.services[0].charge is None
    assert names(listing) == ["Knee, week 2"]


def test_a_name_that_cannot_be_used_stays(listing: Person, desk: Desk) -> None:
    save(listing, "Knee")
    save(listing, "knee")
    assert "already named knee" in says(listing)
    assert listing.find(QLineEdit, "Name of the usual visit").text() == "knee"
    assert len(kept(desk)) == 1


def test_they_are_renamed_moved_deleted_and_brought_back(listing: Person, desk: Desk) -> None:
    save(listing, "Knee")
    save(listing, "Hand")
    tree = listing.find(QTreeWidget, "Usual visits")
    tree.setFocus()
    listing.press(Qt.Key.Key_Up, modifier=ALT)
    assert names(listing) == ["Hand", "Knee"]
    listing.press(Qt.Key.Key_F2)
    listing.types("Wrist").press(Qt.Key.Key_Return)
    QApplication.processEvents()  # it is taken once the key is done with
    assert [each.name for each in kept(desk)] == ["Wrist", "Knee"]
    listing.press(Qt.Key.Key_F2)
    listing.types("knee").press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "already named knee" in says(listing) and "still Wrist" in says(listing)
    tree.setFocus()
    listing.press(Qt.Key.Key_Delete)
    assert [each.name for each in kept(desk)] == ["Knee"]
    listing.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert [each.name for each in kept(desk)] == ["Wrist", "Knee"]


def test_one_is_added_to_the_visit(listing: Person) -> None:
    save(listing, "Knee")
    button(listing, "Add to this visit").click()
    codes = [row.code for row in listing.window.worksheet.session.draft.rows if row.code]
    assert codes == ["97110", "97161"] * 2


def test_one_begins_a_visit_of_the_day(reference: Reference, desk: Desk, qtbot: QtBot) -> None:
    services = [{"code": "97110", "minutes": 30}]
    session = DaySession(
        reference,
        day_from(
            {
                "format": "quarterhour.day/1",
                "date_of_service": "2026-11-23",
                "visits": [{"services": services}],
            }
        ),
    )
    dialog = UsualVisitsDialog(desk, session, session.add_usual_visit, None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    edit = dialog.findChild(QLineEdit)
    assert edit is not None
    QTest.keyClicks(edit, "Knee")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    next(each for each in dialog.findChildren(QPushButton) if "from it" in each.text()).click()
    assert not dialog.isVisible()
    assert session.day_draft.tags == ["A", "B"] and session.current == 1
    assert [(row.code, row.therapist) for row in session.draft.rows] == [("97110", "30")]

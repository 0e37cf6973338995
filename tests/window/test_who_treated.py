"""The details of a service of a day: who treated, when, and who attended a modality."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from quarterhour.day import day_from
from quarterhour.entry import Row
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference
from quarterhour.window.details.service import ServiceDialog
from quarterhour.window.worksheet import Worksheet
from window.accessible import thing_of

PEOPLE = [{"id": "T1", "role": "PT"}, {"id": "A1", "role": "PTA"}, {"id": "S1", "role": "student"}]
Details = Callable[..., "Dialog"]


class Dialog:
    """The details of a row, on view."""

    def __init__(
        self, session: DaySession, at: int, qtbot: QtBot, others: tuple[int, ...] = ()
    ) -> None:
        self.session = session
        self.worksheet = Worksheet(session)
        self.dialog = ServiceDialog(self.worksheet, at, others=others)
        qtbot.addWidget(self.dialog)
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()
        self.at = at

    @property
    def row(self) -> Row:
        return self.session.draft.rows[self.at]

    @property
    def by(self) -> list[str]:
        return list(self.row.by)

    def box(self, text: str) -> QCheckBox:
        boxes = self.dialog.findChildren(QCheckBox)
        return next(each for each in boxes if each.text().startswith(text))

    def find(self, kind: type[QWidget], name: str) -> Any:
        return next(
            each for each in self.dialog.findChildren(kind) if each.accessibleName() == name
        )

    def says(self, name: str) -> str:
        labels = self.dialog.findChildren(QLabel)
        return next(each.text() for each in labels if name in each.accessibleName())

    def types(self, name: str, text: str) -> None:
        edit = self.find(QLineEdit, name)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)


@pytest.fixture
def details(reference: Reference, qtbot: QtBot) -> Details:
    """Open the details of the first row of a day."""

    def open_details(people: list[dict[str, str]] = PEOPLE, **service: Any) -> Dialog:
        document = {
            "format": "quarterhour.day/1",
            "date_of_service": "2026-11-23",
            "locality": "national",
            "people": people,
            "visits": [{"services": [{"code": "97110", "minutes": 23, **service}]}],
        }
        return Dialog(DaySession(reference, day_from(document)), 0, qtbot)

    return open_details


def test_people_stand_in_order_of_entry_with_their_roles(details: Details) -> None:
    dialog = details(by=["A1"])
    boxes = [each.text() for each in dialog.dialog.findChildren(QCheckBox)]
    assert boxes[:3] == ["T1, physical therapist", "A1, PT assistant", "S1, student"]
    assert [dialog.box(mark).isChecked() for mark in ("T1", "A1", "S1")] == [False, True, False]


def test_who_treated_is_chosen_and_counts(details: Details) -> None:
    dialog = details()
    dialog.box("A1").click()
    assert dialog.by == ["A1"]
    lines = [line.line.modifiers for row in dialog.session.outcome.rows for line in row.lines]
    assert any("CQ" in each for each in lines)
    dialog.box("T1").click()
    assert dialog.by == ["T1", "A1"]
    dialog.session.undo()
    assert not dialog.box("T1").isChecked()


def test_times_take_the_place_of_the_minutes(details: Details) -> None:
    dialog = details(by=["T1"])
    dialog.types("Times", "9:05-9:28, 9:40-9:50")
    assert (dialog.row.times, dialog.row.therapist) == (("9:05-9:28", "9:40-9:50"), "")
    assert dialog.row.minutes_shown == "33"
    assert dialog.session.outcome.rows[0].result is not None
    dialog.types("Times", "soon")
    assert "Enter times as 9:05-9:28" in dialog.says("About times")
    assert (dialog.row.times, dialog.row.therapist) == ((), "23"), "as before they were typed"


def test_times_that_are_typed_as_minutes_are_shown(details: Details) -> None:
    dialog = details()
    dialog.session.change_row(0, therapist="9:05-9:28+9:40-9:50")
    assert dialog.find(QLineEdit, "Times").text() == "9:05-9:28, 9:40-9:50"
    assert dialog.row.therapist == "9:05-9:28+9:40-9:50"


def test_who_attended_and_when(details: Details) -> None:
    dialog = details(code="G0283", minutes=0, times=["9:00-9:15"])
    dialog.types("Attended", "9:00-9:03")
    choice = dialog.find(QComboBox, "Attended by")
    choice.setCurrentIndex(choice.findData("T1"))
    choice.activated.emit(choice.currentIndex())
    assert (dialog.row.attended, dialog.row.attended_by) == (("9:00-9:03",), "T1")


def test_someone_who_was_removed_can_be_taken_out(details: Details) -> None:
    first = details(by=["S1"])
    first.session.remove_person(2)
    dialog = ServiceDialog(first.worksheet, 0)
    (box,) = (each for each in dialog.findChildren(QCheckBox) if each.text().startswith("S1"))
    assert box.text() == "S1, not one of the people" and box.isChecked()
    box.click()
    assert first.by == []
    dialog.close()


def test_the_letter_of_who_treated_only_goes_there(details: Details, qtbot: QtBot) -> None:
    dialog = details(by=["T1"])
    window = dialog.dialog
    with qtbot.waitActive(window):
        window.activateWindow()
    dialog.find(QLineEdit, "Times").setFocus()
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.box("T1").hasFocus())
    qtbot.wait(150)  # a button that its letter presses stays down for a moment
    assert dialog.by == ["T1"]


def test_who_treated_is_named_in_all_rows_that_are_selected(
    reference: Reference, qtbot: QtBot
) -> None:
    services = [
        {"code": "97110", "minutes": 23, "by": ["T1"]},
        {"code": "97140", "minutes": 15, "by": ["A1"]},
        {"code": "97112", "minutes": 10},
    ]
    day = {
        "format": "quarterhour.day/1",
        "date_of_service": "2026-11-23",
        "locality": "national",
        "people": PEOPLE,
        "visits": [{"services": services}],
    }
    dialog = Dialog(DaySession(reference, day_from(day)), 0, qtbot, (1, 2))
    assert dialog.says("About the rows") == (
        "Who treated applies to 3 rows. Everything else here is for row 1 alone."
    )
    assert dialog.box("T1").checkState() is Qt.CheckState.PartiallyChecked

    def by() -> list[tuple[str, ...]]:
        return [row.by for row in dialog.session.draft.rows[:3]]

    dialog.box("T1").click()
    assert by() == [("T1",), ("T1", "A1"), ("T1",)]
    assert dialog.box("T1").checkState() is Qt.CheckState.Checked
    dialog.types("Times", "9:05-9:28")
    assert [bool(row.times) for row in dialog.session.draft.rows[:3]] == [True, False, False]
    dialog.box("T1").click()
    assert by() == [(), ("A1",), ()]
    assert dialog.dialog.isVisible()


def test_a_day_without_people_asks_for_none(details: Details) -> None:
    dialog = details(people=[])
    assert not any(each.text().startswith("T1") for each in dialog.dialog.findChildren(QCheckBox))


def test_who_is_ticked_by_assistive_technology_counts(details: Details) -> None:
    dialog = details()
    for by in (["A1"], []):
        acts = thing_of(dialog.box("A1")).actionInterface()
        assert isinstance(acts, QAccessibleActionInterface)
        acts.doAction("Toggle")
        assert dialog.by == by

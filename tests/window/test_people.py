"""Who treats on the day, in the dialog of the audit: marks, roles, and clock times."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quarterhour.claims import Severity
from quarterhour.entry import NewVisit
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference
from quarterhour.window.audit import AuditWindow
from quarterhour.window.details.people import PeopleDialog
from quarterhour.window.worksheet import Worksheet
from window.auditing import focus, session_of

Opened = Callable[[], tuple[PeopleDialog, DaySession]]


@pytest.fixture
def opened(audited: Callable[..., AuditWindow]) -> Opened:
    """Open the dialog over the audit of a day."""

    def open_dialog() -> tuple[PeopleDialog, DaySession]:
        window = audited()
        window.header.people.click()
        (dialog,) = window.findChildren(PeopleDialog)
        dialog.activateWindow()
        QApplication.processEvents()
        return dialog, session_of(window)

    return open_dialog


def types(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def test_each_person_has_a_row_and_none_has_a_name(opened: Opened) -> None:
    dialog, session = opened()
    shown = [(row.mark.text(), row.role.currentText(), row.clock.text()) for row in dialog.rows]
    assert shown == [
        (person.id, person.role, ", ".join(person.clock)) for person in session.day_draft.people
    ]
    fields = [field.accessibleName() for field in dialog.findChildren(QLineEdit)]
    assert not [each for each in fields if "name" in each.lower()]


def test_clock_times_are_kept_as_typed(opened: Opened) -> None:
    dialog, session = opened()
    types(dialog.rows[1].clock, "8:00-12:00, 1:00-2:30")
    assert session.day_draft.people[1].clock == ("8:00-12:00", "1:00-2:30")
    assert dialog.rows[1].notice.severity is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8-12, 1-5", "8:00-12:00, 1:00-5:00"),
        ("8-12:30", "8:00-12:30"),
        ("8am-4 pm", "8:00am-4:00 pm"),
        ("8-12-3", "8-12-3"),
        ("800-1200", "800-1200"),
        ("8", "8"),
    ],
)
def test_hours_alone_are_clock_times(typed: str, read: str, opened: Opened) -> None:
    """There is nothing else that they could be in this field; they are shown as they are read."""
    dialog, session = opened()
    row = dialog.rows[1]
    for _ in range(2):
        types(row.clock, typed)
        assert ", ".join(session.day_draft.people[1].clock) == row.clock.text() == read
        assert (row.notice.severity is None) == (typed != read)
        assert ("9:05-9:28" in row.notice.text) == (typed == read)


def test_enter_goes_to_the_next_field(opened: Opened) -> None:
    dialog, session = opened()
    dialog.rows[2].clock.setFocus()
    QTest.keyClicks(dialog.rows[2].clock, ", 4-6")
    stops = []
    for _ in range(5):
        QTest.keyClick(focus(), Qt.Key.Key_Return)
        stops.append(focus().accessibleName())
    assert stops == ["Mark 4", "Role 4", "On the clock 4", "Role of a new person", "Add"]
    assert dialog.isVisible()
    assert session.day_draft.people[2].clock[-1] == "4:00-6:00"
    close = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Close")
    assert not close.isDefault()
    close.setFocus()
    QTest.keyClick(close, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_a_clock_time_that_cant_be_read_is_told_in_place(opened: Opened) -> None:
    dialog, _ = opened()
    types(dialog.rows[1].clock, "8:00-25:00")
    assert dialog.rows[1].notice.severity is Severity.ACTION
    assert "8:00-25:00" in dialog.rows[1].notice.text
    assert dialog.rows[0].notice.severity is None


def test_a_mark_that_is_there_already_is_refused_in_place(opened: Opened) -> None:
    dialog, session = opened()
    types(dialog.rows[1].mark, "T1")
    assert dialog.rows[1].notice.text == "T1 is there already. Use another mark."
    assert session.day_draft.people[1].id == "T2"
    types(dialog.rows[1].mark, "T9")
    assert session.day_draft.people[1].id == "T9"
    assert not dialog.rows[1].notice.text


def test_another_role_counts_at_once(opened: Opened) -> None:
    dialog, session = opened()
    box = dialog.rows[3].role
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert session.day_draft.people[3].role == box.currentText() == "SLPA"


def test_numbers_of_rows_are_for_screen_readers_alone(opened: Opened) -> None:
    dialog, _ = opened()
    first, row = dialog.rows[:2]
    heads = [
        [label.text() for label in each.findChildren(QLabel) if label.isVisible() and label.buddy()]
        for each in (first, row)
    ]
    assert heads == [["Mark", "Role", "On the clock"], []], "once, over all rows"
    fields = (row.mark, row.role, row.clock)
    assert [field.accessibleName() for field in fields] == ["Mark 2", "Role 2", "On the clock 2"]


@pytest.mark.parametrize("usual", ["OT", "SLP"])
def test_a_new_person_is_first_of_the_practices_discipline(
    usual: str, reference: Reference, qtbot: QtBot
) -> None:
    session = DaySession(reference, None, lambda: NewVisit(discipline=usual))
    parent = QWidget()
    qtbot.addWidget(parent)
    worksheet = Worksheet(session, parent)
    dialog = PeopleDialog(worksheet, parent)
    add = next(each for each in dialog.findChildren(QPushButton) if each.text() == "&Add")
    add.click()
    assert [person.role for person in session.day_draft.people] == [usual]
    session.change_person(0, role="OTA")
    again = PeopleDialog(worksheet, parent)
    (role,) = (box for box in again.findChildren(QComboBox) if "new person" in box.accessibleName())
    assert role.currentText() == "OTA"


def test_people_are_added_and_removed(opened: Opened) -> None:
    dialog, session = opened()
    role = next(
        box for box in dialog.findChildren(QComboBox) if box.accessibleName().startswith("Role of")
    )
    role.setCurrentIndex(role.findText("OTA"))
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "&Add").click()
    assert [(person.id, person.role) for person in session.day_draft.people][4:] == [("A1", "OTA")]
    assert QApplication.focusWidget() is dialog.rows[4].clock
    dialog.rows[4].remove.click()
    assert len(session.day_draft.people) == len(dialog.rows) == 4
    session.undo()
    assert len(dialog.rows) == 5


def test_people_are_undone_as_any_edit(opened: Opened) -> None:
    dialog, session = opened()
    types(dialog.rows[0].clock, "9:00-12:00")
    session.undo()
    assert dialog.rows[0].clock.text() == "8:00-12:00, 1:00-5:00"

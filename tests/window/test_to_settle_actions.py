"""What an item offers is done by one key or by a click, and nothing is attested by one key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
)

from quarterhour.claims import Attest, OpenDialog, Severity, TakeAsRead, Topic
from quarterhour.visit import Visit, read_visit, visit_text
from quarterhour.window.details.settings import PracticeDialog
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier
STIMULATION = {"code": "97014", "therapist_minutes": 12}
FUNCTION = {"code": "97530", "therapist_minutes": 15}
TESTING = {"code": "97750", "therapist_minutes": 15}


def _hints(person: Person, row: int = 0) -> None:
    """Put the keyboard into the item of a hint."""
    person.at_item(person.topics()[row])


def test_one_key_replaces_a_code_and_keeps_the_minutes(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, STIMULATION))
    _hints(person)
    assert person.focus.accessibleName() == "Use G0283 Medicare doesn't accept 97014"
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    assert person.cell(1, "service").startswith("G0283")
    assert person.cell(1, "therapist") == "12"
    assert person.cell(1, "units") == "1"
    assert person.hints() == []
    assert person.at() == (1, "service")
    assert person.focus is person.table


def test_the_row_is_the_one_that_was_typed(opened: Open) -> None:
    person = opened().types("zzz").press(Qt.Key.Key_Return)
    person.select(1, "service").types("97014").press(Qt.Key.Key_Return)
    _hints(person)
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    assert person.cell(0, "service") == "zzz"
    assert person.cell(1, "service").startswith("G0283")


def test_an_answer_settles_its_item_alone(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING, STIMULATION))
    _hints(person, 1)
    assert person.topics() == [Topic.NOT_VALID, Topic.PAIR_DENIED]
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    assert person.cell(1, "modifiers") == "GP", "one key attests nothing"
    person.answers("Yes: 59")
    assert person.cell(1, "modifiers") == "GP 59"
    assert person.topics() == [Topic.NOT_VALID, Topic.PAIR_STATED]
    assert person.titles() == ["Medicare doesn't accept 97014"]


def test_a_hint_that_nothing_settles_opens_a_dialog(opened: Open, visit: Make) -> None:
    person = opened(
        visit(
            {"code": "97110", "assistant_minutes": 15},
            attested={"medically_necessary": True},
            patient={"pt_slp_to_date": "2480.00"},
            provider={"modifier_order": ["assistant", "threshold"]},
        )
    )
    assert person.hint(0).topic is Topic.ORDER_TOO_LATE
    assert isinstance(person.hint(0).actions[0], OpenDialog)
    _hints(person)
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    assert isinstance(person.dialog(), PracticeDialog)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_note_changes_nothing_by_its_key(opened: Open, visit: Make, key: Qt.Key) -> None:
    person = opened(visit({"code": "97010", "therapist_minutes": 10}))
    before = person.window.worksheet.session.draft
    _hints(person)
    person.press(key, modifier=CONTROL)
    assert person.window.worksheet.session.draft == before
    assert not [each for each in person.window.findChildren(QDialog) if each.isVisible()]


def test_kx_is_confirmed_from_the_hint(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, patient={"pt_slp_to_date": "2480.00"}))
    assert person.cell(0, "allowed") == "Denied"
    _hints(person)
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    person.answers("Yes, it is medically necessary")
    assert person.cell(0, "modifiers") == "GP KX"
    assert (person.hint(0).topic, person.hint(0).severity) == (
        Topic.ABOVE_WITH_KX,
        Severity.NOTE,
    )


def test_a_check_that_was_read_is_taken_so_and_kept(opened: Open, visit: Make) -> None:
    person = opened(
        visit({"code": "97110", "therapist_minutes": 20}, *[{**FUNCTION, "therapist_minutes": 20}])
    )
    tie = person.hint(0)
    assert tie.severity is Severity.WARNING
    session = person.window.worksheet.session
    (checked,) = (each.checked for each in tie.actions if isinstance(each, TakeAsRead))
    session.take_as_read(checked)
    assert (person.hint(0).topic, person.hint(0).read) == (tie.topic, True)
    assert person.hint(0).severity is Severity.NOTE
    saved = session.outcome.reading.visit
    assert saved is not None
    again = opened(read_visit(visit_text(saved)))
    assert again.hint(0).read
    session.undo()
    assert not person.hint(0).read


def test_the_key_still_works_after_undo_and_redo(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    _hints(person)
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    person.answers("Yes: 59")
    session = person.window.worksheet.session
    for step, topic in ((session.undo, Topic.PAIR_DENIED), (session.redo, Topic.PAIR_STATED)):
        step()
        assert person.topics() == [topic]
        _return_to(person)
        _hints(person)
        person.press(Qt.Key.Key_Return, modifier=CONTROL)
        person.dialog().reject()


ABOVE = {"patient": {"pt_slp_to_date": "2480.00"}}
NEEDLING = {"code": "20560", "therapist_minutes": 15}
SAME = (FUNCTION, {**FUNCTION, "discipline": "OT"})


@pytest.mark.parametrize(
    ("services", "fields", "answer", "other"),
    [
        ((FUNCTION, TESTING), {}, "Yes: XS", "No, they were not"),
        ((FUNCTION, TESTING), {}, "No, they were not", "Yes: 59"),
        ((FUNCTION,), ABOVE, "Yes, it is medically necessary", "No, and no ABN"),
        ((FUNCTION,), ABOVE, "No, and the patient signed", "Yes, it is"),
        ((FUNCTION,), ABOVE, "No, and no ABN was signed", "Yes, it is"),
        ((NEEDLING,), {}, "Yes, before the service (GA)", "No ABN was signed"),
        ((NEEDLING,), {}, "None is needed", "Yes, before"),
        (SAME, {}, "Yes, and OT bills these", "No, they treated"),
        (SAME, {}, "No, they treated at different times", "Yes, and PT"),
    ],
)
def test_a_kept_answer_is_shown_changed_and_taken_back(
    services: tuple[dict[str, object], ...],
    fields: dict[str, object],
    answer: str,
    other: str,
    opened: Open,
    visit: Make,
) -> None:
    """By the keyboard from the hint that the answer left."""
    person = opened(visit(*services, **fields))
    session = person.window.worksheet.session
    unanswered = session.draft.attested
    asked = person.topics()[0]

    def ask() -> None:
        """Open the question from the first hint that has it."""
        _return_to(person)
        row = next(row for row in range(len(person.topics())) if _reviews(person, row))
        _hints(person, row)
        person.press(Qt.Key.Key_Return, modifier=CONTROL)
        person.dialog()

    ask()
    assert _chosen(person) == []
    person.answers(answer)
    assert session.draft.attested != unanswered
    ask()
    (chosen,) = _chosen(person)
    assert chosen.startswith(answer)
    person.answers(other)
    ask()
    (chosen,) = _chosen(person)
    assert chosen.startswith(other)
    (back,) = (each for each in _buttons(person) if each.text() == "&Take it back")
    kept = session.draft.attested
    back.click()
    QApplication.processEvents()
    assert session.draft.attested == unanswered
    assert person.topics()[0] is asked
    # Each answer is a step of its own, and so is taking it back.
    rows = session.draft.rows
    session.undo()
    assert (session.draft.attested, session.draft.rows) == (kept, rows)
    session.undo()
    assert session.draft.attested not in (kept, unanswered)
    session.undo()
    assert (session.draft.attested, session.draft.rows) == (unanswered, rows)


def test_what_is_typed_before_an_answer_is_not_undone_with_it(opened: Open) -> None:
    person = opened().types("20560").press(Qt.Key.Key_Return)
    session = person.window.worksheet.session
    unanswered = session.draft
    (asked,) = (
        action
        for hint in session.outcome.hints
        for action in hint.actions
        if isinstance(action, Attest)
    )
    session.answer(asked.answers[0].attested)
    session.answer(asked.unanswered)
    session.undo()
    session.undo()
    assert session.draft.without_blank_end() == unanswered.without_blank_end()


def test_the_keyboard_is_at_the_answer_that_is_kept(opened: Open, visit: Make) -> None:
    """By Down alone it goes on from there, and from the beginning it is seen where it is."""
    person = opened(visit(FUNCTION, TESTING, attested={"separate": [["97530", "97750", "XE"]]}))
    _hints(person)
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    dialog = person.dialog()
    focus = dialog.focusWidget()
    assert isinstance(focus, QRadioButton)
    assert focus.text().startswith("Yes: XE")
    QApplication.processEvents()
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def test_a_row_that_another_discipline_bills_says_so(opened: Open, visit: Make) -> None:
    same = {"disciplines": ["PT", "OT"], "minutes": 15, "billed_by": "OT"}
    person = opened(visit(*SAME, attested={"same_minutes": [same]}))
    assert (person.cell(0, "units"), person.cell(1, "units")) == ("by OT", "1")


def test_minutes_that_changed_since_are_asked_about_anew(opened: Open, visit: Make) -> None:
    """The question has the minutes that both still have, and no answer is chosen."""
    same = {"disciplines": ["PT", "OT"], "minutes": 30, "billed_by": "OT"}
    exercise = {"code": "97110", "therapist_minutes": 30}
    home = {"code": "97535", "therapist_minutes": 25, "discipline": "OT"}
    person = opened(visit(exercise, home, attested={"same_minutes": [same]}))
    assert person.hint(0).topic is Topic.SAME_MINUTES_UNCLEAR
    _hints(person)
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    person.dialog()
    assert _chosen(person) == []
    person.answers("Yes, and OT bills these minutes")
    assert Topic.SAME_MINUTES_STATED in person.topics()
    assert person.cell(0, "units") == "0"


def _return_to(person: Person) -> None:
    """Have the window be the active one again, which only a window manager does of itself."""
    QApplication.processEvents()
    person.window.activateWindow()
    QApplication.processEvents()


def _reviews(person: Person, row: int) -> bool:
    return isinstance(person.hint(row).actions[0], Attest)


def _buttons(person: Person) -> list[QAbstractButton]:
    return [each for each in person.dialog().findChildren(QAbstractButton) if each.isVisible()]


def _chosen(person: Person) -> list[str]:
    """Return the answer that is chosen in the question."""
    return [each.text() for each in _buttons(person) if each.isChecked()]


def test_no_answer_is_chosen_and_no_key_keeps_one(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    before = person.window.worksheet.session.draft
    _hints(person)
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    dialog = person.dialog()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(dialog, key)
    assert person.window.worksheet.session.draft == before


def test_a_row_and_a_place_that_cannot_be_read_lead_to_where_they_are_typed(
    opened: Open, visit: Make
) -> None:
    person = opened(visit(FUNCTION, TESTING))
    session = person.window.worksheet.session
    session.change_row(1, therapist="ten")
    session.change(place="Xyz", locality="")
    assert person.find(QToolButton, "To settle: ").text() == "2"
    person.find(QPushButton, "Go to row 2").click()
    assert person.focus is person.table
    assert person.at() == (1, "therapist")
    person.find(QPushButton, "Go to the place").click()
    assert person.focus.accessibleName() == "ZIP or place of treatment"


def test_a_date_and_a_deductible_that_cannot_be_read_lead_to_their_fields(
    opened: Open, visit: Make
) -> None:
    person = opened(visit(FUNCTION))
    date = person.go_to(QLineEdit, "Date of service")
    date.setText("soon")
    date.textEdited.emit("soon")
    person.table.setFocus()
    assert person.find(QToolButton, "To settle: ").text() == "1"
    person.find(QPushButton, "Go to the date").click()
    assert person.focus is date
    assert date.selectedText() == "soon"
    date.setText("11/23/2026")
    date.textEdited.emit("11/23/2026")
    person.window.worksheet.session.change(deductible="abc")
    assert person.total("Units") == "1"
    why = "Deductible: Enter an amount, such as 85 or 85.50."
    assert person.says("Why no dollars") == person.says("What the table needs") == why
    assert person.find(QToolButton, "To settle: ").text() == "1"
    person.find(QPushButton, "Patient's year").click()
    QTest.qWait(1)
    assert person.focus.accessibleName() == "Deductible left"

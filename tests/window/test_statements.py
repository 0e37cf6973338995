"""What is confirmed of the claim: separate services, the year's charges, necessity, purpose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from quarterhour.visit import Visit
from quarterhour.window.details.visit import NO_PAIR
from quarterhour.window.header_fields import NotedEdit
from quarterhour.window.words import Command
from window.person import Person
from window.reach import CHECKS

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier
FUNCTION = {"code": "97530", "therapist_minutes": 15}
TESTING = {"code": "97750", "therapist_minutes": 15}
MANUAL = {"code": "97140", "therapist_minutes": 15}
MASSAGE = {"code": "97124", "therapist_minutes": 15}
PAIR = "97530 and 97750"


@pytest.fixture
def statements(opened: Open, visit: Make) -> Callable[..., Person]:
    """Open the dialog for a visit."""

    def open_dialog(*services: dict[str, object], **fields: object) -> Person:
        person = opened(visit(*services, **fields))
        person.choose(Command.CLAIM_STATEMENTS)
        person.dialog()
        return person

    return open_dialog


@pytest.fixture
def year(opened: Open, visit: Make) -> Callable[..., Person]:
    """Open the patient's year of a visit, by its key."""

    def open_dialog(*services: dict[str, object], **fields: object) -> Person:
        person = opened(visit(*services, **fields))
        person.press(Qt.Key.Key_E, modifier=CONTROL)
        person.dialog()
        return person

    return open_dialog


def _types(person: Person, field: str, text: str) -> None:
    edit = person.find(QLineEdit, field)
    edit.selectAll()
    QTest.keyClicks(edit, text)


def _review(person: Person, name: str, answer: str) -> None:
    """Open the question of a button, and answer it."""
    buttons = person.window.findChildren(QPushButton)
    next(each for each in buttons if name in (each.accessibleName() or each.text())).click()
    person.answers(answer)


def test_a_pair_is_told_and_answered(statements: Callable[..., Person]) -> None:
    person = statements(FUNCTION, TESTING)
    assert person.cell(1, "allowed") == "Denied"
    assert person.says(f"About {PAIR}").startswith("Not answered. Medicare will deny 97750")
    titles = {label.text(): label for label in person.window.findChildren(QLabel)}
    title = titles["97530 with 97750: were they separate?"]
    assert title.toolTip() == "97530 (column 1), 97750 (column 2); NCCI 2024 Q3"
    assert title.accessibleDescription() == title.toolTip()
    assert "Use one modifier per pair" in person.says("About separate services")
    _review(person, PAIR, "Yes: 59, distinct services, such as different 15-minute blocks")
    assert person.cell(1, "modifiers") == "GP 59"
    assert person.cell(1, "allowed").startswith("$")
    assert (
        person.says(f"About {PAIR}")
        == "59 is on 97750. The note must show that they were separate."
    )
    _review(person, PAIR, "Yes: XE")
    assert person.cell(1, "modifiers") == "GP XE"
    _review(person, PAIR, "No, they were not")
    assert person.cell(1, "modifiers") == "GP"
    assert person.cell(1, "allowed") == "Denied"
    assert person.says(f"About {PAIR}").startswith("Your answer: they were not")


def test_a_pair_that_is_never_paid_has_nothing_to_state(
    statements: Callable[..., Person],
) -> None:
    person = statements(MANUAL, MASSAGE)
    said = person.says("About 97140 and 97124")
    assert said.startswith("Never paid together; no modifier changes that")
    assert "97124 isn't in the amounts" in said
    assert [box.accessibleName() for box in person.dialog().findChildren(QComboBox)] == [
        "Modifier 96 or 97"
    ]


def test_a_modifier_waits_for_the_other_pairs_of_its_line(
    statements: Callable[..., Person],
) -> None:
    person = statements(FUNCTION, TESTING, MANUAL)
    for name in (PAIR, "97140 and 97750"):
        _review(person, name, "Yes: 59")
        if name == PAIR:
            waits = "97750 gets 59 once its other pairs are answered too."
            assert person.says(f"About {PAIR}") == waits
            assert person.cell(1, "modifiers") == "GP"
    assert person.cell(1, "modifiers") == "GP 59"


def test_a_first_code_and_its_add_on_are_confirmed_as_one(
    statements: Callable[..., Person],
) -> None:
    confirmed = {"separate": [["97130", "97164"], ["97110", "97116"]]}
    person = statements(
        {"code": "97129", "therapist_minutes": 30},
        {"code": "97164"},
        attested=confirmed,
    )
    _review(person, "97129 and 97130 and 97164", "No, they were not")
    assert person.window.worksheet.session.draft.attested.separate == (("97110", "97116", "59"),)


def test_two_disciplines_are_both_counted(statements: Callable[..., Person]) -> None:
    person = statements(
        {"code": "92507", "discipline": "SLP"}, {"code": "97530", "therapist_minutes": 15}
    )
    assert "two disciplines provided them" in person.says("About 92507 and 97530")


def test_a_visit_without_a_pair_says_so(statements: Callable[..., Person]) -> None:
    person = statements(MANUAL)
    assert person.says("About separate services") == NO_PAIR


@pytest.mark.parametrize(
    ("after", "names"),
    [
        ((MANUAL, FUNCTION, TESTING), ["97140 and 97750", PAIR]),
        ((TESTING, MANUAL), ["97140 and 97750"]),
        ((FUNCTION,), []),
    ],
)
def test_other_pairs_are_asked_anew(
    after: tuple[dict[str, object], ...],
    names: list[str],
    statements: Callable[..., Person],
    visit: Make,
) -> None:
    person = statements(FUNCTION, TESTING)
    dialog = person.dialog()
    session = person.window.worksheet.session
    session.open(visit(*after))
    QApplication.processEvents()
    spoken = [each.accessibleName() for each in dialog.findChildren(QPushButton)]
    asked = [name.partition("\u2026 ")[2] for name in spoken if "this pair" in name]
    assert sorted(asked) == sorted(names)
    assert person.says("About separate services").startswith("Answer" if names else NO_PAIR)
    assert [problem for check in CHECKS for problem in check(dialog)] == []
    for name in names:
        _review(person, name, "Yes: 59")
    assert len(session.draft.attested.separate) == len(names)


def test_what_is_answered_elsewhere_is_shown(statements: Callable[..., Person]) -> None:
    person = statements(FUNCTION, TESTING)
    _review(person, PAIR, "Yes: 59")
    person.window.worksheet.session.undo()
    assert person.says(f"About {PAIR}").startswith("Not answered")
    person.window.worksheet.session.redo()
    assert person.says(f"About {PAIR}").startswith("59 is on 97750")


def test_charges_to_date_pass_the_threshold_and_kx_is_confirmed(
    year: Callable[..., Person],
) -> None:
    person = year(MANUAL)
    assert person.says("About allowed so far, PT and SLP").startswith("The KX threshold is $2,480.")
    _types(person, "Allowed so far, PT and SLP", "2,470")
    said = person.says("About allowed so far, PT and SLP")
    assert "Allowed this year with this visit: $2,497.72." in said
    assert said.endswith("over the threshold.")
    assert person.cell(0, "allowed") == "Denied"
    assert person.says("About allowed so far, OT").endswith("isn't compared with it yet.")
    _review(person, "KX and ABN", "Yes, it is medically")
    assert person.cell(0, "modifiers") == "GP KX"
    assert person.cell(0, "allowed").startswith("$")
    _review(person, "KX and ABN", "No, and the patient signed an ABN")
    assert person.cell(0, "modifiers") == "GP GA"
    assert person.cell(0, "allowed") == "Denied"
    _types(person, "Allowed so far, PT and SLP", "1000")
    assert person.says("About allowed so far, PT and SLP").endswith("under the threshold.")
    assert person.cell(0, "modifiers") == "GP"


def test_ot_has_a_threshold_of_its_own(year: Callable[..., Person]) -> None:
    person = year({**MANUAL, "discipline": "OT"}, patient={"pt_slp_to_date": "9000.00"})
    assert person.cell(0, "allowed").startswith("$")
    _types(person, "Allowed so far, OT", "2480")
    assert person.cell(0, "allowed") == "Denied"


def test_charges_that_cannot_be_read_are_named_and_none_of_before_count(
    year: Callable[..., Person],
) -> None:
    person = year(MANUAL, patient={"pt_slp_to_date": "100.00"})
    _types(person, "Allowed so far, PT and SLP", "much")
    assert (
        person.says("About allowed so far, PT and SLP") == "Enter an amount, such as 85 or 85.50."
    )
    _review(person, "KX and ABN", "Yes, it is medically")
    assert person.says("About allowed so far, PT and SLP").startswith("Enter an amount")
    assert person.find(NotedEdit, "Allowed so far, PT and SLP").mistaken
    assert not person.find(NotedEdit, "Allowed so far, OT").mistaken
    assert person.window.worksheet.session.draft.patient.pt_slp_to_date is None


def test_charges_that_cannot_be_read_are_not_dropped_unseen(year: Callable[..., Person]) -> None:
    person = year(MANUAL)
    dialog = person.dialog()
    _types(person, "Allowed so far, PT and SLP", "2,470")
    _types(person, "Allowed so far, OT", "x")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    field = person.find(QLineEdit, "Allowed so far, OT")
    assert field.selectedText() == "x"
    assert "won't be kept" in person.says("About allowed so far, OT")
    assert "won't be kept" not in person.says("About allowed so far, PT and SLP")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_charges_that_are_corrected_let_the_dialog_close(year: Callable[..., Person]) -> None:
    person = year(MANUAL)
    dialog = person.dialog()
    _types(person, "Allowed so far, OT", "x")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    _types(person, "Allowed so far, OT", "50")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_known_charges_of_zero_are_shown_and_unknown_ones_are_not(
    year: Callable[..., Person],
) -> None:
    person = year(MANUAL, patient={"pt_slp_to_date": "0.00"})
    assert person.find(QLineEdit, "Allowed so far, PT and SLP").text() == "0.00"
    assert person.find(QLineEdit, "Allowed so far, OT").text() == ""
    _types(person, "Allowed so far, OT", "0")
    assert str(person.window.worksheet.session.draft.patient.ot_to_date) == "0.00"
    _types(person, "Allowed so far, PT and SLP", " ")
    assert person.window.worksheet.session.draft.patient.pt_slp_to_date is None


def test_a_year_without_a_threshold_says_so(year: Callable[..., Person]) -> None:
    person = year(MANUAL, date_of_service="2031-01-05")
    assert "No KX threshold" in person.says("About allowed so far, PT and SLP")


def test_the_purpose_is_marked(statements: Callable[..., Person]) -> None:
    person = statements(MANUAL)
    person.find(QComboBox, "Modifier 96 or 97").setFocus()
    person.press(Qt.Key.Key_Down)
    assert person.cell(0, "modifiers") == "GP 96"
    person.press(Qt.Key.Key_Down)
    assert person.cell(0, "modifiers") == "GP 97"
    assert any("rehabilitative care" in hint for hint in person.hints())
    person.press(Qt.Key.Key_Home)
    assert person.cell(0, "modifiers") == "GP"


@pytest.mark.parametrize("times", [1, 2])
def test_it_fits_a_small_window_and_large_letters(
    statements: Callable[..., Person], qapp: QApplication, times: int
) -> None:
    before = qapp.font()
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * times)
    qapp.setFont(large)
    try:
        person = statements(FUNCTION, TESTING, MANUAL, MASSAGE)
        dialog = person.dialog()
        assert dialog.width() < 1024
        dialog.resize(dialog.width(), 400)
        QApplication.processEvents()
        assert dialog.height() == 400
        area = dialog.findChildren(QScrollArea)[0]
        inner = area.widget()
        assert isinstance(inner, QWidget)
        assert inner.width() <= area.viewport().width()
        for label in inner.findChildren(QLabel):
            if label.isVisible():
                right = label.mapTo(inner, QPoint(label.width(), 0)).x()
                assert right <= inner.width(), label.text()
                if label.wordWrap():
                    assert label.height() >= label.heightForWidth(label.width()), label.text()
        purpose = person.find(QComboBox, "Modifier 96 or 97")
        for _ in range(12):
            person.press(Qt.Key.Key_Tab)
            if person.focus is purpose:
                break
        assert person.focus is purpose
        assert not purpose.visibleRegion().isEmpty()
    finally:
        qapp.setFont(before)


def test_no_answer_spreads_to_lines_that_are_not_above(year: Callable[..., Person]) -> None:
    """Where none is known to be above, GZ can stand nowhere, and is not offered."""
    person = year(FUNCTION, MANUAL)
    assert len(person.window.worksheet.session.question_of_threshold().answers) == 2
    _types(person, "Allowed so far, PT and SLP", "2,440")
    for _ in range(2):
        _review(person, "KX and ABN", "No, and no ABN")
        confirmed = dict(person.window.worksheet.session.draft.attested.denial)
        assert list(confirmed.values()) == ["GZ"]


def test_gz_of_dry_needling_is_no_answer_about_the_threshold(
    year: Callable[..., Person],
) -> None:
    denial = {"20560": "GZ"}
    needling = {"code": "20560", "therapist_minutes": 15}
    person = year(needling, MANUAL, attested={"denial": denial})
    assert person.says("About care over the KX threshold").startswith("Not answered")
    _review(person, "KX and ABN", "Yes, it is medically")
    assert dict(person.window.worksheet.session.draft.attested.denial) == denial

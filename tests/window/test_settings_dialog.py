"""Each setting is kept by a new start, and used."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStyleHints
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
)

from quarterhour.entry.settings import APPEARANCE, ASSISTANT_COLUMN, OWN_PLACE, RULE
from quarterhour.visit import Visit
from quarterhour.window import application, prompts
from quarterhour.window.settings import SCHEMES
from window.person import COLUMNS, Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def settings(opened: Open) -> Person:
    """Open the dialog over an empty visit."""
    person = opened()
    person.press(Qt.Key.Key_Comma, modifier=CONTROL)
    person.dialog()
    return person


def choose(person: Person, name: str, key: str) -> None:
    box = person.find(QComboBox, name)
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def box(person: Person, text: str) -> QCheckBox:
    boxes = person.window.findChildren(QCheckBox)
    return next(each for each in boxes if each.text().replace("&", "") == text)


def place(person: Person) -> str:
    return person.find(QLineEdit, "ZIP or place").text()


def test_the_place_of_new_visits(settings: Person, again: Callable[[], Person]) -> None:
    settings.go_to(QLineEdit, "ZIP code or locality of new visits")
    settings.types("33101")
    assert "Miami" in settings.says("About the place of new visits")
    assert place(settings) == "33101"
    other = again()
    other.go_to(QLineEdit, "ZIP or place")
    other.types("10001")
    assert place(again()) == "33101"


def test_a_place_taken_from_the_list(settings: Person, again: Callable[[], Person]) -> None:
    settings.go_to(QLineEdit, "ZIP code or locality of new visits")
    settings.types("seattle").press(Qt.Key.Key_Return)
    assert "02402-02" in again().says("About the place")


def test_a_place_that_is_none_is_said_and_not_kept(
    settings: Person, again: Callable[[], Person]
) -> None:
    settings.go_to(QLineEdit, "ZIP code or locality of new visits")
    settings.types("00000")
    assert "CMS doesn't list ZIP 00000" in settings.says("About the place of new visits")
    assert place(again()) == ""


def test_no_place_is_the_one_last_used(settings: Person, again: Callable[[], Person]) -> None:
    field = settings.go_to(QLineEdit, "ZIP code or locality of new visits")
    settings.types("33101")
    field.selectAll()
    settings.press(Qt.Key.Key_Backspace)
    assert "the last location" in settings.says("About the place of new visits")
    assert settings.window.program.kept.get(OWN_PLACE).text == ""


def test_the_discipline_of_new_rows(settings: Person, again: Callable[[], Person]) -> None:
    choose(settings, "Discipline of new rows", "OT")
    person = again()
    person.types("97110").press(Qt.Key.Key_Tab).types("15").press(Qt.Key.Key_Return)
    assert person.cell(0, "discipline") == "OT"
    assert person.cell(0, "modifiers") == "GO"
    person.types("97140").press(Qt.Key.Key_Return)
    assert person.cell(1, "discipline") == "OT"


def test_rows_that_are_pasted_have_it_too(settings: Person, again: Callable[[], Person]) -> None:
    choose(settings, "Discipline of new rows", "OT")
    person = again()
    QApplication.clipboard().setText("97110\t15")
    person.press(Qt.Key.Key_V, modifier=CONTROL)
    assert person.cell(0, "discipline") == "OT"


def test_the_rule_of_new_visits(settings: Person, again: Callable[[], Person]) -> None:
    choose(settings, "Payer of new visits", "midpoint")
    for person in (settings, again()):
        assert person.window.worksheet.session.draft.payer == "cpt-midpoint"


def test_how_the_practice_bills(settings: Person, again: Callable[[], Person]) -> None:
    choose(settings, "Participates in Medicare", "no")
    assert not settings.window.worksheet.session.draft.provider.participating
    assert not again().window.worksheet.session.draft.provider.participating


def test_the_order_of_modifiers(settings: Person, again: Callable[[], Person]) -> None:
    buttons = settings.window.findChildren(QPushButton)
    next(each for each in buttons if each.text() == "Move &down").click()
    order = again().window.worksheet.session.draft.provider.modifier_order
    assert order[:2] == ("assistant", "plan-of-care")


def test_the_assistant_column(settings: Person, again: Callable[[], Person]) -> None:
    column = COLUMNS.index("assistant")
    assert settings.table.isColumnHidden(column)
    box(settings, "Show the assistant column").click()
    assert not settings.table.isColumnHidden(column)
    assert not again().table.isColumnHidden(column)


@pytest.fixture
def colors_restored(qapp: QApplication) -> Iterator[None]:
    """Bring the program's colors back for the tests that come after."""
    before = qapp.palette()
    yield
    qapp.setPalette(before)


@pytest.mark.usefixtures("colors_restored")
@pytest.mark.parametrize("key", list(SCHEMES))
def test_the_appearance(
    key: str, settings: Person, again: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed: list[Qt.ColorScheme] = []
    monkeypatch.setattr(QStyleHints, "setColorScheme", lambda hints, to: dressed.append(to))
    choose(settings, "Appearance", key)
    kept = again().window.program.kept
    assert kept.get(APPEARANCE) == key
    application.dress(kept)
    assert dressed == [SCHEMES[key]]


def test_a_visit_that_is_typed_is_left_alone(opened: Open) -> None:
    person = opened()
    person.types("97110").press(Qt.Key.Key_Tab).types("15").press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Comma, modifier=CONTROL)
    person.dialog()
    choose(person, "Payer of new visits", "midpoint")
    choose(person, "Discipline of new rows", "OT")
    assert person.window.worksheet.session.draft.payer == "medicare"
    assert person.cell(0, "discipline") == "PT"


@pytest.mark.parametrize("answer", [True, False])
def test_all_is_reset_if_it_is_meant(
    answer: bool,
    settings: Person,
    again: Callable[[], Person],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prompts, "ask_to_reset", lambda parent: answer)
    box(settings, "Show the assistant column").click()
    choose(settings, "Payer of new visits", "midpoint")
    buttons = settings.window.findChildren(QPushButton)
    next(each for each in buttons if each.text() == "Re&set to defaults").click()
    kept = again().window.program.kept
    assert (kept.get(RULE) == "total-minutes") == answer
    assert kept.get(ASSISTANT_COLUMN) != answer
    if answer:
        QApplication.processEvents()
        rule = settings.find(QComboBox, "Payer of new visits")
        assert rule.currentData() == "total-minutes"


@pytest.mark.parametrize("meant", [True, False])
def test_it_is_asked_before_all_is_reset(
    meant: bool, settings: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(box: QMessageBox) -> int:
        assert box.defaultButton().text().endswith("Cancel")
        wanted = "&Reset" if meant else "Cancel"
        next(each for each in box.buttons() if each.text().endswith(wanted)).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert prompts.ask_to_reset(settings.window) == meant


def test_all_of_the_dialog_is_reached_by_tab(settings: Person) -> None:
    seen = []
    for _ in range(16):
        QTest.keyClick(settings.focus, Qt.Key.Key_Tab)
        seen.append(settings.focus.accessibleName() or settings.focus.property("text"))
    wanted = {
        "Discipline of new rows",
        "Payer of new visits",
        "Appearance",
        "Treating professional",
    }
    assert wanted <= set(seen)
    assert "Reset to defaults" in seen

"""The frame of the window: header, answer strip, status bar, panel, keys and zoom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from quarterhour.entry.settings import COLUMNS, ZOOM
from quarterhour.visit import Visit
from quarterhour.window import Desk
from quarterhour.window.panels import ExplanationPanel
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
SERVICE = {"code": "97110", "therapist_minutes": 24}
DENIED = ({"code": "97530", "therapist_minutes": 15}, {"code": "97750", "therapist_minutes": 15})
ANSWERS = ("Units: ", "Medicare pays: ", "Patient pays: ")


def resize(person: Person, *size: int) -> None:
    person.window.resize(*size)
    QApplication.processEvents()


@pytest.mark.parametrize("size", [(960, 492), (1024, 700), (1366, 768), (2560, 1440)])
def test_every_answer_is_seen_whole_at_every_size(
    size: tuple[int, int], opened: Open, visit: Make
) -> None:
    person = opened(visit(*DENIED, SERVICE, zip="27601"))
    resize(person, *size)
    assert (person.window.width(), person.window.height()) == size
    answers: list[QWidget] = [person.find(QLabel, name) for name in ANSWERS]
    answers += [
        person.find(QToolButton, "To settle: "),
        person.find(QPushButton, "Copy claim lines"),
    ]
    for answer in answers:
        corner = answer.mapTo(person.window, QPoint(0, 0))
        assert answer.isVisible()
        assert person.window.rect().contains(QRect(corner, answer.size()))
        assert answer.width() >= answer.minimumSizeHint().width()


def test_the_strip_says_what_is_denied_and_what_is_to_settle(opened: Open, visit: Make) -> None:
    person = opened(visit(*DENIED))
    assert "\N{MIDDLE DOT} 1 line denied" in [
        each.text() for each in person.window.findChildren(QLabel) if each.isVisible()
    ]
    assert person.find(QToolButton, "To settle: ").text() == "1"
    person.press(Qt.Key.Key_T, modifier=ALT)
    QTest.qWait(150)
    assert person.window.focusWidget() is not person.table


def test_without_a_place_the_strip_asks_for_a_zip(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE))
    person.window.worksheet.session.change(place="", locality="")
    assert person.says("Why no dollars") == "Type a ZIP to see dollars"
    assert person.total("Units") == "2"
    assert not person.find(QLabel, "Patient pays: ").isVisible()


def test_without_fees_the_strip_offers_them(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE, date_of_service="2027-01-04"))
    assert person.says("Why no dollars") == "No 2027 fees yet"
    assert person.find(QPushButton, "Import fees").isVisible()
    person.find(QPushButton, "Estimate with 2026").click()
    assert person.total("Medicare pays").startswith("$")
    person.find(QPushButton, "Stop estimating").click()
    assert person.total("Medicare pays") == "\u2013"


def test_a_place_that_is_not_found_is_a_mistake_and_never_national(
    opened: Open, visit: Make
) -> None:
    person = opened(visit(SERVICE))
    field = person.go_to(QLineEdit, "ZIP or place")
    field.selectAll()
    person.types("atlantis")
    assert field.property("text") == "atlantis"
    assert getattr(field, "mistaken", False)
    assert not person.find(QLabel, "Medicare pays: ").isVisible()
    field.selectAll()
    person.types("27601-1234")
    assert not getattr(field, "mistaken", True)
    assert person.total("Medicare pays").startswith("$")


def test_copying_says_so_beside_the_button(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE))
    person.press(Qt.Key.Key_C, modifier=CONTROL | SHIFT)
    assert person.says("1 claim line copied") == "1 claim line copied"
    assert "97110" in QApplication.clipboard().text()
    person.window.worksheet.session.open(None)
    assert not person.find(QPushButton, "Copy claim lines").isEnabled()
    person.choose(Command.COPY_CLAIM_LINES)
    assert person.says("Nothing to copy") == "Nothing to copy"
    assert "97110" not in QApplication.clipboard().text()


def test_the_button_of_the_year_says_how_the_deductible_stands(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE, patient={"deductible_remaining": "283.00"}))
    button = person.find(QToolButton, "$283.00 deductible left")
    button.click()
    edit = person.find(QLineEdit, "Deductible left")
    assert edit.text() == "283.00"
    edit.selectAll()
    QTest.keyClicks(edit, "0")
    assert button.accessibleName() == "Deductible met"
    person.dialog().close()


def test_the_status_bar_has_minutes_and_what_the_amounts_rest_on(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE))
    assert person.says("Minutes") == "24 timed min, 24 total"
    assert person.says("About the totals") == (
        "Estimate from CMS fees of July 2026. A remittance can differ by a cent or two."
    )


def test_the_panel_is_closed_in_a_narrow_window_until_it_is_opened(
    opened: Open, visit: Make
) -> None:
    person = opened(visit(SERVICE))
    why = person.find(ExplanationPanel, "Explanation")
    for width, shown in ((1366, True), (1279, False), (1280, True)):
        resize(person, width, 768)
        assert why.isVisible() is shown, width
    person.press(Qt.Key.Key_I, modifier=CONTROL)
    assert not why.isVisible()
    resize(person, 1400, 768)
    assert not why.isVisible(), "as it was chosen"
    person.find(QToolButton, "Explanation").click()
    assert why.isVisible()


def test_the_panel_is_wider_in_a_wide_window_and_keeps_its_place(
    opened: Open, desk: Desk, visit: Make, again: Callable[[], Person]
) -> None:
    person = opened(visit(SERVICE))
    panel = person.window.parts.panel
    for width, wide in ((1366, 344), (1440, 400)):
        resize(person, width, 768)
        assert panel.columns.sizes()[2] == wide
    panel.columns.moveSplitter(900, 2)
    kept = panel.columns.sizes()
    person.window.close()
    assert desk.kept.get(COLUMNS)
    other = again()
    resize(other, 1440, 768)
    assert other.window.parts.panel.columns.sizes() == kept


def test_enter_in_the_header_goes_to_the_table(opened: Open) -> None:
    person = opened()
    for kind, name in ((QLineEdit, "Date of"), (QLineEdit, "ZIP"), (QComboBox, "Payer")):
        person.go_to(kind, name)
        person.press(Qt.Key.Key_Return)
        assert person.focus is person.table, name


@pytest.mark.parametrize("width", [960, 1024, 1366])
def test_letters_lead_to_the_entries_at_every_width(opened: Open, width: int) -> None:
    person = opened()
    resize(person, width, 700)
    for letter, kind, name in (
        (Qt.Key.Key_D, QLineEdit, "Date of"),
        (Qt.Key.Key_Z, QLineEdit, "ZIP"),
        (Qt.Key.Key_P, QComboBox, "Payer"),
    ):
        person.table.setFocus()
        person.press(letter, modifier=ALT)
        assert person.focus is person.find(kind, name), (width, name)


def test_one_key_goes_through_the_panes_and_back(opened: Open, visit: Make) -> None:
    person = opened(visit(*DENIED))
    resize(person, 1366, 768)
    seen = []
    for _ in range(7):
        person.press(Qt.Key.Key_F6)
        seen.append(person.focus)
    assert len(set(seen)) == 7 and seen[-1] is person.table
    for focus in reversed(seen[:-1]):
        person.press(Qt.Key.Key_F6, modifier=SHIFT)
        assert person.focus is focus


def test_no_key_has_two_meanings_in_one_place(opened: Open, visit: Make) -> None:
    """Of all actions and shortcuts; letters of buttons and labels are counted with them."""
    person = opened(visit(*DENIED))
    window = person.window
    actions = {each for each in window.findChildren(QAction) if each.shortcuts()}
    keys = Counter(
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for action in actions
        for key in action.shortcuts()
    )
    keys.update(
        each.key().toString() for each in window.findChildren(QShortcut) if each.isEnabled()
    )
    assert [key for key, count in keys.items() if count > 1] == []
    letters = {f"Alt+{letter}" for letter in "DZPUTXCFEIVH"}
    assert letters.isdisjoint(keys)


def test_zoom_goes_in_steps_and_is_kept(opened: Open, desk: Desk, visit: Make) -> None:
    person = opened(visit(SERVICE))
    figure = person.find(QLabel, "Units: ")
    before = figure.font().pointSizeF()
    person.press(Qt.Key.Key_Equal, modifier=CONTROL)
    assert desk.kept.get(ZOOM) == 110
    QApplication.processEvents()
    assert figure.font().pointSizeF() == pytest.approx(before * 1.1, rel=0.02)
    for _ in range(9):
        person.press(Qt.Key.Key_Minus, modifier=CONTROL)
    assert desk.kept.get(ZOOM) == 80
    person.press(Qt.Key.Key_0, modifier=CONTROL)
    assert desk.kept.get(ZOOM) == 100
    QApplication.processEvents()
    assert figure.font().pointSizeF() == pytest.approx(before, rel=0.01)


def test_the_keys_of_the_visit(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE))
    for key, modifier in ((Qt.Key.Key_E, CONTROL), (Qt.Key.Key_Return, ALT)):
        person.press(key, modifier=modifier)
        QApplication.processEvents()
        assert any(each.isVisible() for each in person.window.findChildren(QDialog)), key
        person.dialog().close()
        person.window.activateWindow()
        person.table.setFocus()
        QApplication.processEvents()

"""The explanation of a row: what is denied first, why these units, the fees, and the sources."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTextBrowser, QTreeWidget

from quarterhour.visit import Visit
from quarterhour.window.look.buttons import LinkButton
from quarterhour.window.panels import EXAMPLES, Example, ExplanationPanel
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
DAY = (
    {"code": "97110", "therapist_minutes": 24},
    {"code": "97140", "therapist_minutes": 15},
    {"code": "97112", "therapist_minutes": 10},
    {"code": "97530", "therapist_minutes": 14},
    {"code": "97035", "therapist_minutes": 8},
)
FUNCTION = {"code": "97530", "therapist_minutes": 25}
TESTING = {"code": "97750", "therapist_minutes": 20}
FILE = re.compile(r"sha256|[0-9a-f]{12}|\.csv|\.txt|\.zip|\.xlsx")


def _panel(person: Person) -> ExplanationPanel:
    return person.find(ExplanationPanel, "Explanation")


def _text(person: Person) -> list[str]:
    return person.find(QTextBrowser, "Explanation").toPlainText().splitlines()


def _press(person: Person, text: str) -> None:
    buttons = _panel(person).findChildren(QAbstractButton)
    (button,) = (each for each in buttons if each.text().startswith(text) and each.isVisible())
    button.click()


def test_a_row_is_explained_line_by_line(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY, zip="27601"))
    units, *others = _text(person)
    assert units.startswith("2 units. 24 minutes = 1 full 15-minute unit + 9 remaining minutes")
    assert "PT, 71 timed minutes: 68 to 82 is 5 units." in others
    assert "GP: physical therapy plan of care." in others
    assert "97530 has the day's one full-fee unit." in others
    person.select(3, "service")
    assert "97530 has the day's one full-fee unit." not in _text(person)
    assert _text(person.select(4, "service"))[0].startswith("Not billed.")


def test_what_is_denied_comes_first_in_its_color(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING)).select(1, "service")
    first = _text(person)[0]
    assert first == "Denied with 97530 by an NCCI edit. The totals leave 97750 out."
    assert not any("$" in line for line in _text(person))


def test_what_is_not_billed_is_said_once(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97161", "assistant_minutes": 30}, zip="27601"))
    first = _text(person)[0]
    assert first.startswith("Not billed: ")
    assert first.count("Not billed") == 1


def test_a_fee_unfolds_to_its_parts(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY, zip="27601"))
    tree = person.find(QTreeWidget, "Amounts of the row")
    full, reduced = tree.topLevelItem(0), tree.topLevelItem(1)
    assert full is not None and reduced is not None
    assert (full.text(0), full.text(1)) == ("Full fee, one unit", "$28.02")
    assert (reduced.text(0), reduced.text(1)) == ("Reduced fee, one unit (MPPR)", "$21.63")
    assert not reduced.isExpanded()
    tree.setFocus()
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert reduced.isExpanded()
    parts = [reduced.child(at) for at in range(reduced.childCount())]
    names = [part.text(0).partition("   ")[0] for part in parts if part is not None]
    assert names == ["Work", "Practice expense", "Malpractice", "Sum"]
    assert [part.text(1) for part in parts if part is not None][-1] == "$21.63"


def test_no_file_and_no_hash_is_seen_before_it_is_asked_for(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY, zip="27601"))

    def seen() -> str:
        labels = person.window.findChildren(QLabel)
        browsers = person.window.findChildren(QTextBrowser)
        told = [each.text() for each in labels if each.isVisible()]
        told += [each.toPlainText() for each in browsers if each.isVisible()]
        return "\n".join(told)

    for item in person.items():
        item.take_focus()
        person.press(Qt.Key.Key_Space)
    assert not FILE.search(seen())
    (link,) = (
        each
        for each in _panel(person).findChildren(LinkButton)
        if each.isVisible() and each.text() == "Sources"
    )
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert FILE.search(seen())
    assert "RVU26C, valid 01/01/2026 to 12/31/2026, conversion factor" in seen()
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert not FILE.search(seen())


def test_the_reason_is_copied_for_the_note(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY, zip="27601"))
    _press(person, "Copy for the note")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("97110 Therapeutic exercise: 24 minutes = 1 full 15-minute unit")
    assert "71 PT timed minutes" in copied
    assert "$" not in copied


def test_a_tie_tells_the_difference_and_no_sum(opened: Open, visit: Make) -> None:
    twenty = [{"code": code, "therapist_minutes": 20} for code in ("97112", "97530")]
    person = opened(visit(*twenty, zip="27601"))
    assert _text(person)[0].startswith("2 units, tied.")
    why = person.why()
    assert "97112 2 units, 97530 1 unit (current)" in why
    assert re.search(r"97112 1 unit, 97530 2 units\t[+\u2212]\$", why)
    assert person.total("Medicare pays") not in why


def test_a_blank_row_has_examples_to_try_and_to_take_back(opened: Open) -> None:
    person = opened()
    for text, code, minutes in (
        ("97110", "97110", "23"),
        ("gait", "97116", "18"),
        ("OT re-eval", "97168", "45"),
    ):
        _press(person, text)
        assert person.cell(0, "service").startswith(code)
        assert person.window.worksheet.session.outcome.rows[0].result is not None
        assert person.window.worksheet.session.outcome.rows[0].result.minutes == int(minutes)
        person.window.worksheet.session.undo()
        assert person.window.worksheet.session.empty
        person.select(0, "service")


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_typed_is_the_example_pressed(example: Example, opened: Open) -> None:
    pressed, typed = opened(), opened()
    _press(pressed, example.service)
    typed.select(0, "service").types(example.service).press(Qt.Key.Key_Tab)
    typed.types(example.minutes).press(Qt.Key.Key_Return)
    rows = [person.window.worksheet.session.outcome.rows[0].result for person in (pressed, typed)]
    assert rows[0] is not None and rows[0] == rows[1]


def test_an_example_gives_the_keyboard_back_to_the_table(opened: Open) -> None:
    person = opened()
    person.window.parts.visits.open(True)
    person.window.parts.visits.setFocus()
    buttons = person.window.findChildren(QAbstractButton)
    button = next(each for each in buttons if each.accessibleName().startswith("Try gait"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert person.cell(0, "service").startswith("97116")
    assert person.focus is person.table

"""A sample visit is gone through in three steps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from quarterhour.reference import Reference
from quarterhour.visit import Visit
from quarterhour.window import Desk, MainWindow, run
from quarterhour.window.first_visit import FirstVisit
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
ALT = Qt.KeyboardModifier.AltModifier
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def newcomer(opened: Open) -> Person:
    person = opened()
    person.window.show_sample()
    return person


def note(person: Person) -> FirstVisit | None:
    found = person.window.findChild(FirstVisit)
    return found if found is not None and found.isVisible() else None


def button(person: Person, text: str) -> QPushButton:
    buttons = person.window.findChildren(QPushButton)
    return next(each for each in buttons if each.text().replace("&", "") == text)


def test_three_steps_by_keys(newcomer: Person, qtbot: QtBot) -> None:
    def press(letter: Qt.Key, then: str) -> None:
        # A button stays down for a moment where it is pressed by its letter.
        newcomer.press(letter, modifier=ALT)
        qtbot.waitUntil(lambda: newcomer.says("How it works").startswith(then))

    assert newcomer.says("How it works").startswith("Step 1 of 3")
    assert [newcomer.row(row)[2] for row in (0, 1)] == ["33", "7"]
    assert newcomer.at() == (0, "service")
    press(Qt.Key.Key_N, "Step 2 of 3")
    assert newcomer.at() == (1, "therapist")
    press(Qt.Key.Key_N, "Step 3 of 3")
    assert newcomer.at() == (1, "service")
    newcomer.press(Qt.Key.Key_Y, modifier=ALT)
    qtbot.waitUntil(lambda: note(newcomer) is None)
    assert newcomer.cell(0, "service") == ""
    assert newcomer.focus is newcomer.table


def test_what_the_steps_say_is_so(newcomer: Person) -> None:
    assert newcomer.total("Units") == "3"
    assert newcomer.row(1)[4] == "1"
    newcomer.select(1, "service")
    assert "7 remaining minutes; the most remaining minutes" in newcomer.why()


def test_it_is_dismissed(newcomer: Person) -> None:
    newcomer.find(QPushButton, "Close this note").click()
    assert note(newcomer) is None
    assert newcomer.focus is newcomer.table


def test_another_visit_takes_it_away(newcomer: Person, visit: Make) -> None:
    assert note(newcomer) is not None
    newcomer.window.worksheet.session.open(visit({"code": "97110", "therapist_minutes": 15}))
    assert note(newcomer) is None


def test_it_is_found_again_in_the_help_menu(opened: Open, visit: Make, desk: Desk) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_H, modifier=KEYS)
    assert person.cell(0, "therapist") == "15"
    *_, other = desk.windows
    assert note(Person(other)) is not None
    assert Person(other).cell(0, "therapist") == "33"
    other.close()


def test_a_portable_program_that_cannot_write_says_so(
    reference: Reference, portable: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    portable.write_text("a file is in the way")
    said = []

    def look() -> int:
        windows = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow)]
        (window,) = (each for each in windows if each.isVisible())
        said.append(window.messages.text)
        window.close()
        return 0

    monkeypatch.setattr(qapp, "exec", look)
    assert run(reference) == 0
    assert len(said) == 1
    assert said[0].startswith("Can't save anything: portable mode is on")

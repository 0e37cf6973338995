"""A sample visit is gone through in three steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from quarterhour.entry import session
from quarterhour.entry.templates import Template
from quarterhour.reference import Reference
from quarterhour.visit import ServiceEntry, Visit
from quarterhour.window import Desk, MainWindow, prompts, run
from quarterhour.window.first_run import FirstVisit
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
ALT = Qt.KeyboardModifier.AltModifier
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def newcomer(opened: Open) -> Person:
    person = opened()
    person.window.parts.show_sample()
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


@pytest.fixture
def own_place(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice is in Raleigh, and today is after the date of the sample."""

    class Today(date):
        @classmethod
        def today(cls) -> Today:
            return cls(2026, 12, 1)

    monkeypatch.setattr(session, "date", Today)
    desk.kept.keep_own_place("27601", "")


def is_own_day(person: Person) -> None:
    """Nothing is left of the sample: the visit is of today, where the practice is."""
    draft = person.window.worksheet.session.draft
    assert (draft.day, draft.place) == (date(2026, 12, 1), "27601")
    assert person.window.worksheet.session.visits == 1
    assert person.cell(0, "service") == ""
    assert person.window.windowTitle().startswith("New visit")


@pytest.mark.usefixtures("own_place")
def test_ones_own_visit_is_of_today_at_ones_own_place(opened: Open) -> None:
    person = opened()
    person.window.parts.show_sample()
    assert person.window.windowTitle() == "Sample visit[*]"
    assert person.window.worksheet.session.draft.day == date(2026, 11, 23)
    for text in ("Next", "Next", "Start my visit"):
        button(person, text).click()
    is_own_day(person)


@pytest.mark.usefixtures("own_place")
def test_the_next_visit_after_a_sample_is_of_ones_own_day(opened: Open) -> None:
    person = opened()
    person.window.parts.show_sample()
    person.select(0, "therapist").types("34").press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
    is_own_day(person)


@pytest.mark.usefixtures("own_place")
def test_a_sample_is_repeated_in_a_day_of_ones_own(opened: Open) -> None:
    person = opened()
    person.window.parts.show_sample()
    codes = [row.code for row in person.window.worksheet.session.draft.rows]
    person.choose(Command.REPEAT_VISIT)
    draft = person.window.worksheet.session.draft
    assert (draft.day, draft.place) == (date(2026, 12, 1), "27601")
    assert person.window.worksheet.session.visits == 1
    assert [row.code for row in draft.rows] == codes
    assert not any(row.therapist or row.assistant or row.times for row in draft.rows)
    assert person.window.windowTitle().startswith("New visit")
    person.window.worksheet.session.undo()
    is_own_day(person)


@pytest.mark.usefixtures("own_place")
def test_a_usual_visit_after_a_sample_is_of_ones_own_day(opened: Open) -> None:
    person = opened()
    person.window.parts.show_sample()
    usual = Template("Knee", (ServiceEntry("97110", "PT", therapist_minutes=30),))
    assert person.window.parts.commands._begin_usual(usual) == ""
    assert person.window.worksheet.session.visits == 1
    assert person.window.worksheet.session.draft.day == date(2026, 12, 1)
    assert [row.therapist for row in person.window.worksheet.session.draft.rows] == ["30"]


def test_the_place_of_a_sample_is_not_kept_for_new_visits(opened: Open, desk: Desk) -> None:
    person = opened()
    before = desk.kept.place
    person.window.parts.show_sample()
    person.select(0, "therapist").types("34").press(Qt.Key.Key_Return)
    assert desk.kept.place == before


def test_a_sample_that_was_saved_has_its_name_and_goes_on(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened()
    person.window.parts.show_sample()
    path = tmp_path / "mine.quarterhour"
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: path)
    assert person.window.files.save()
    assert person.window.windowTitle().startswith("mine.quarterhour")
    person.press(Qt.Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
    assert person.window.worksheet.session.visits == 2


def test_ones_own_visit_leaves_the_file_of_a_sample_alone(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened()
    person.window.parts.show_sample()
    path = tmp_path / "mine.quarterhour"
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: path)
    assert person.window.files.save()
    saved = path.read_bytes()
    for text in ("Next", "Next", "Start my visit"):
        button(person, text).click()
    assert person.window.files.path is None
    assert person.window.windowTitle().startswith("New visit")
    person.types("97110").press(Qt.Key.Key_Tab).types("33").press(Qt.Key.Key_Return)
    person.window.parts.autosave.save()
    assert path.read_bytes() == saved


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
    assert run(lambda: reference) == 0
    assert len(said) == 1
    assert said[0].startswith("Can't save anything: portable mode is on")

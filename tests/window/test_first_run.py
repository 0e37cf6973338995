"""The very first start asks three questions, once; every answer is kept and can be changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from quarterhour.entry.settings import DISCIPLINE, NOT_SURE, OWN_PLACE, participation_of
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from quarterhour.window import Desk, MainWindow, run
from quarterhour.window.first_run import FirstRun, FirstVisit
from quarterhour.window.look.buttons import FilledButton
from quarterhour.window.suggestion_list import SuggestionList
from window.legible import faint
from window.person import Person

Open = Callable[..., Person]
RETURN, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space


@pytest.fixture
def newcomer(opened: Open) -> Person:
    person = opened()
    person.window.parts.welcome()
    QApplication.processEvents()
    return person


def asked(person: Person) -> FirstRun:
    central = person.window.centralWidget()
    assert isinstance(central, FirstRun)
    return central


def provider(person: Person) -> str:
    return participation_of(person.window.worksheet.session.draft.provider)


def test_it_is_answered_by_keys_alone(
    newcomer: Person, again: Callable[[], Person], desk: Desk
) -> None:
    assert newcomer.window.windowTitle() == "Welcome"
    assert "What do you treat?" in newcomer.focus.accessibleDescription()
    newcomer.press(Qt.Key.Key_Right, TAB)
    newcomer.types("27601")
    assert "North Carolina" in newcomer.says("About the ZIP")
    # Enter passes no question by: the third one comes next.
    newcomer.press(RETURN)
    assert "participate" in newcomer.focus.accessibleDescription()
    newcomer.press(Qt.Key.Key_Left, Qt.Key.Key_Left, RETURN)
    assert newcomer.focus.property("text") == "&Start"
    newcomer.press(RETURN)
    assert newcomer.focus is newcomer.table
    assert newcomer.window.windowTitle() != "Welcome"
    assert desk.kept.get(DISCIPLINE) == "OT"
    for person in (newcomer, again()):
        draft = person.window.worksheet.session.draft
        assert (draft.place, draft.usual_discipline) == ("27601", "OT")
        assert provider(person) == "yes"


def test_a_zip_is_typed_at_once(newcomer: Person) -> None:
    newcomer.types("27601")
    assert newcomer.focus is asked(newcomer).place.field
    assert asked(newcomer).place.text == "27601"
    assert "North Carolina" in newcomer.says("About the ZIP")


def test_without_answers_it_is_not_sure_and_has_no_place(newcomer: Person, desk: Desk) -> None:
    newcomer.press(RETURN, RETURN, RETURN, RETURN)
    assert newcomer.focus is newcomer.table
    assert provider(newcomer) == NOT_SURE
    assert desk.kept.get(OWN_PLACE).text == ""


def test_a_place_that_is_none_is_mended_or_left_out_first(newcomer: Person, desk: Desk) -> None:
    place = newcomer.go_to(QLineEdit, "ZIP or place")
    newcomer.types("000")
    assert newcomer.says("About the ZIP") == ""
    newcomer.types("00")
    assert "CMS doesn't list ZIP 00000" in newcomer.says("About the ZIP")
    start = next(
        each for each in asked(newcomer).findChildren(QPushButton) if each.text() == "&Start"
    )
    start.click()
    assert newcomer.focus is place
    newcomer.press(Qt.Key.Key_Backspace)
    start.click()
    assert newcomer.window.centralWidget() is not None
    assert desk.kept.get(OWN_PLACE).text == ""


def test_a_zip_of_several_localities_has_its_list_open_when_it_is_asked_again(
    newcomer: Person,
) -> None:
    newcomer.go_to(QLineEdit, "ZIP or place")
    newcomer.types("98092").press(Qt.Key.Key_Escape, TAB)
    start = next(
        each for each in asked(newcomer).findChildren(QPushButton) if each.text() == "&Start"
    )
    start.click()
    assert newcomer.focus.accessibleName() == "ZIP or place"
    (offered,) = (each for each in newcomer.window.findChildren(SuggestionList) if each.isVisible())
    assert offered.model().rowCount() > 1
    newcomer.press(Qt.Key.Key_Down, RETURN)
    start.click()
    assert newcomer.focus is newcomer.table


def test_the_sample_is_shown_and_the_answers_are_kept(newcomer: Person, qtbot: QtBot) -> None:
    newcomer.go_to(QLineEdit, "ZIP or place")
    newcomer.types("27601-1234")
    sample = next(
        each
        for each in asked(newcomer).findChildren(QPushButton)
        if "sample" in each.text().replace("&", "")
    )
    sample.click()
    assert newcomer.says("How it works").startswith("Step 1 of 3")
    assert newcomer.cell(0, "therapist") == "33"
    assert newcomer.window.program.kept.get(OWN_PLACE).text == "27601-1234"


@pytest.mark.parametrize("typed", ["00000", "1234", "Florida"])
def test_enter_stays_in_a_place_that_is_none(typed: str, newcomer: Person) -> None:
    """It has the edge of a mistake, and is selected, so that the next keys replace it."""
    place = asked(newcomer).place
    newcomer.press(TAB)
    newcomer.types(typed).press(RETURN)
    assert newcomer.focus is place.field
    assert place.field.mistaken
    assert newcomer.says("About the ZIP")
    newcomer.press(RETURN)
    newcomer.types("27601").press(RETURN)
    assert "participate" in newcomer.focus.accessibleDescription()


def test_enter_leaves_the_place_out(newcomer: Person) -> None:
    newcomer.press(TAB, RETURN)
    assert "participate" in newcomer.focus.accessibleDescription()
    assert not asked(newcomer).place.field.mistaken


def test_start_stands_under_the_questions(opened: Open, colors: Callable[[str], None]) -> None:
    colors("light")
    person = opened()
    person.window.parts.welcome()
    QApplication.processEvents()
    start = next(iter(asked(person).findChildren(FilledButton)))
    column = asked(person).disciplines
    across = start.mapToGlobal(start.rect().topLeft()).x() + start.ring
    assert start.ring > 0
    assert across == column.mapToGlobal(column.rect().topLeft()).x()


def test_another_visit_takes_it_away_with_nothing_kept(
    newcomer: Person, visit: Callable[..., Visit], desk: Desk
) -> None:
    newcomer.window.worksheet.session.open(visit({"code": "97110", "therapist_minutes": 15}))
    assert not isinstance(newcomer.window.centralWidget(), FirstRun)
    assert newcomer.cell(0, "therapist") == "15"
    assert desk.kept.practice.participation_assumed is False


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 620])
def test_every_word_is_whole_and_stands_out(
    width: int, look: str, opened: Open, colors: Callable[[str], None]
) -> None:
    colors(look)
    person = opened()
    person.window.resize(width, 768)
    person.window.parts.welcome()
    QApplication.processEvents()
    assert list(faint(person.window)) == []
    for button in asked(person).findChildren(QRadioButton):
        assert button.width() >= button.sizeHint().width()


def test_it_is_asked_at_the_first_start_only(
    reference: Reference, portable: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    asks = []

    def look() -> int:
        windows = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow)]
        shown = [each for each in windows if each.isVisible()]
        asks.append([isinstance(each.centralWidget(), FirstRun) for each in shown])
        assert all(each.findChild(FirstVisit) is None for each in shown)
        for each in shown:
            each.close()
        return 0

    monkeypatch.setattr(qapp, "exec", look)
    assert run(lambda: reference) == 0
    assert run(lambda: reference) == 0
    assert asks == [[True], [False]]
    assert (portable / "settings.ini").is_file()

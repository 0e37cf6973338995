"""Ties are shown as ties, and the therapist chooses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from quarterhour.visit import Visit
from quarterhour.window.words import Command
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
Make = Callable[..., Visit]
RIGHT = "Both are right. Pick the one your note supports."
KEYS = "\u2191 \u2193 to choose, Enter to take, Esc to leave"
TWO = ({"code": "97112", "therapist_minutes": 20}, {"code": "97530", "therapist_minutes": 20})


def _choose(person: Person, text: str) -> None:
    menu = person.menu()
    next(action for action in menu.actions() if action.text().startswith(text)).trigger()
    menu.close()


def choices(person: Person) -> list[str]:
    return [action.text() for action in person.menu().actions() if action.text()]


def test_a_tie_is_told_in_words(opened: Open, visit: Make) -> None:
    person = opened(visit(*TWO))
    assert [person.hears(row, "units") for row in range(2)] == ["2 (tie)", "1 (tie)"]
    why = person.why()
    assert "97112 2 units, 97530 1 unit (current)" in why
    assert "97112 1 unit, 97530 2 units" in why
    assert "entered first" in why


@offscreen_menu
@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_Space])
def test_the_units_cell_opens_the_choices_without_dollars(
    opened: Open, visit: Make, key: Qt.Key
) -> None:
    person = opened(visit(*TWO)).select(0, "units").press(key)
    menu = person.menu()
    assert choices(person) == ["97112 2 units, 97530 1 unit", "97112 1 unit, 97530 2 units"]
    told = [each.text() for each in menu.findChildren(QLabel)]
    assert told == [RIGHT, KEYS]
    assert menu.accessibleDescription() == " ".join(told)
    present = menu.activeAction()
    assert present is not None and present.text() == "97112 2 units, 97530 1 unit"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    assert [person.hears(row, "units") for row in range(2)] == ["1 (tie)", "2 (tie)"]
    assert "entered first" not in person.select(1, "units").why()
    assert person.hints()[0].startswith("Note: 97112 and 97530 have the same remaining minutes")


def test_units_that_are_typed_choose_in_a_tie(opened: Open, visit: Make) -> None:
    person = opened(visit(*TWO)).select(0, "units").types("1")
    assert [person.hears(row, "units") for row in range(2)] == ["1 (tie)", "2 (tie)"]
    assert person.at() == (0, "units")
    person.types("2")
    assert [person.hears(row, "units") for row in range(2)] == ["2 (tie)", "1 (tie)"]
    person.types("5")
    assert [person.hears(row, "units") for row in range(2)] == ["2 (tie)", "1 (tie)"]
    assert person.says("Message").startswith("Units come from the minutes.")
    person.types("6")
    assert person.says("Message").startswith("Units come from the minutes.")
    person.select(0, "therapist").types("21").press(Qt.Key.Key_Return)
    assert person.says("About the totals"), "it was about the key before"


@offscreen_menu
def test_a_double_click_opens_the_choices(opened: Open, visit: Make) -> None:
    person = opened(visit(*TWO))
    place = person.table.visualRect(person.table.model().index(1, 4)).center()
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(person.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(choices(person)) == 2
    person.menu().close()
    # The menu took the release of the second click: without one, the button stays down.
    QTest.mouseRelease(person.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


@offscreen_menu
def test_a_choice_that_no_longer_fits_gives_way_to_order_of_entry(
    opened: Open, visit: Make
) -> None:
    person = opened(visit(*TWO)).select(0, "units").press(Qt.Key.Key_F4)
    _choose(person, "97112 1 unit")
    person.select(0, "therapist").types("23").press(Qt.Key.Key_Return)
    assert [person.cell(row, "units") for row in range(2)] == ["2", "1"]
    person.select(0, "therapist").types("20").press(Qt.Key.Key_Return)
    assert [person.hears(row, "units") for row in range(2)] == ["2 (tie)", "1 (tie)"]
    person.select(0, "units")
    assert "entered first" in person.why()


@offscreen_menu
def test_a_choice_outlives_the_keystrokes_between(opened: Open, visit: Make) -> None:
    person = opened(visit(*TWO)).select(0, "units").press(Qt.Key.Key_F4)
    _choose(person, "97112 1 unit")
    person.select(0, "therapist").types("2")
    assert "tie" not in person.hears(0, "units")
    person.types("0").press(Qt.Key.Key_Return)
    assert [person.hears(row, "units") for row in range(2)] == ["1 (tie)", "2 (tie)"]


@offscreen_menu
def test_a_choice_stays_with_its_service_when_a_row_above_goes(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97010"}, *TWO)).select(1, "units").press(Qt.Key.Key_F4)
    _choose(person, "97112 1 unit")
    person.select(0, "service").choose(Command.DELETE_ROW)
    assert [person.hears(row, "units") for row in range(2)] == ["1 (tie)", "2 (tie)"]


@offscreen_menu
def test_a_choice_in_one_discipline_leaves_the_other_alone(opened: Open, visit: Make) -> None:
    person = opened(visit(*TWO, *({**service, "discipline": "OT"} for service in TWO)))
    person.select(2, "units").press(Qt.Key.Key_F4)
    assert len(choices(person)) == 2
    _choose(person, "97112 1 unit")
    assert [person.hears(row, "units") for row in range(4)] == [
        "2 (tie)",
        "1 (tie)",
        "1 (tie)",
        "2 (tie)",
    ]
    assert [hint.split(":")[0] for hint in person.hints() if "same remaining" in hint] == [
        "Check",
        "Note",
    ]


def test_a_choice_of_a_document_is_shown(opened: Open, visit: Make) -> None:
    person = opened(visit(*TWO, extra_units_to=[1]))
    assert [person.hears(row, "units") for row in range(2)] == ["1 (tie)", "2 (tie)"]


@offscreen_menu
def test_a_very_large_tie_stays_a_small_menu(opened: Open, visit: Make) -> None:
    first = ("97032", "97033", "97034", "97035", "97036", "97110")
    codes = (*first, "97112", "97113", "97116", "97124", "97140", "97530")
    person = opened(visit(*({"code": code, "therapist_minutes": 5} for code in codes)))
    person.select(0, "units").press(Qt.Key.Key_F4)
    texts = choices(person)
    assert person.menu().findChildren(QLabel)[0].text().startswith("All are right.")
    assert len(texts) == 25
    assert texts[0] == "remaining unit to 97032, 97033, 97034, and 97035"
    assert texts[-1] == "Showing 24 of 495 correct choices"
    person.menu().close()


def test_rows_of_one_service_say_where_they_are_counted(opened: Open, visit: Make) -> None:
    person = opened(
        visit(
            {"code": "97110", "therapist_minutes": 10},
            {"code": "97110", "therapist_minutes": 10},
        )
    )
    assert [person.cell(row, "units") for row in range(2)] == ["1", "with row 1"]

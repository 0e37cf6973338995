"""Choosing a service by name, from the list that opens while typing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView

from window.person import Person

Open = Callable[..., Person]


def test_enter_takes_what_is_sure_and_goes_on_to_the_minutes(opened: Open) -> None:
    person = opened().types("gait")
    assert person.offers()[0] == "97116\u2002Gait training"
    person.press(Qt.Key.Key_Return)
    assert person.cell(0, "service") == "97116\u2002Gait training"
    assert person.at() == (0, "therapist")
    assert person.offers() == []


def test_tab_takes_what_is_sure_too(opened: Open) -> None:
    person = opened().types("ther ex").press(Qt.Key.Key_Tab)
    assert person.cell(0, "service").startswith("97110")
    assert person.at() == (0, "therapist")


def test_the_arrows_choose_another(opened: Open) -> None:
    person = opened().types("971")
    second = person.offers()[1]
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert person.cell(0, "service") == second


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("gai", "No such code. Try a name."),
        ("feed", "Press F2 in its cell to choose"),
        ("PROM", "97110 or 97140"),
        ("97001", "deleted"),
        ("massge", "Press F2 in its cell to choose"),
        ("co-treat", "its own code"),
        ("forearm splint", "29125 or 29126"),
    ],
)
def test_what_is_not_sure_stays_and_says_so(
    typed: str, says: str, key: Qt.Key, opened: Open
) -> None:
    person = opened().types(typed).press(key)
    assert (person.cell(0, "service"), person.at()) == (typed, (0, "therapist"))
    assert says in person.says("What the table needs")
    person.types("15")
    assert says in person.says("What the table needs"), "while the minutes are typed"


def test_the_list_opens_again_for_what_is_not_sure(opened: Open) -> None:
    person = opened().types("PROM").press(Qt.Key.Key_Tab)
    person.select(0, "service").press(Qt.Key.Key_F2)
    assert [offer[:5] for offer in person.offers()][:2] == ["97110", "97140"]
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert person.cell(0, "service").startswith("97140")


def test_why_a_service_matches_is_shown(opened: Open) -> None:
    person = opened().types("MT")
    offers = person.find(QListView, "Services that match").model()
    first = offers.data(offers.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert first == "97140\u2002Manual therapy, MT"


def test_the_discipline_of_the_row_decides(opened: Open) -> None:
    person = opened().types("92507").press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    person.types("group").press(Qt.Key.Key_Tab)
    assert person.cell(1, "service").startswith("92508")


def test_a_click_takes_a_match(opened: Open) -> None:
    person = opened().types("gait")
    offers = person.find(QListView, "Services that match")
    place = offers.visualRect(offers.model().index(0, 0)).center()
    QTest.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert person.cell(0, "service").startswith("97116")
    assert person.at() == (0, "therapist")


def test_the_list_follows_every_keystroke(opened: Open) -> None:
    person = opened()
    counts = []
    person.types("tra")
    for letter in "ctio":
        person.types(letter)
        counts.append(len(person.offers()))
    assert counts == sorted(counts, reverse=True)
    assert [offer[:5] for offer in person.offers()] == ["97012", "97140"]
    person.types("zz")
    assert person.offers() == []
    person.press(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert len(person.offers()) == 2


def test_a_whole_code_needs_no_list_and_no_capitals(opened: Open) -> None:
    person = opened().types("g0283")
    assert person.offers() == []
    assert person.cell(0, "service") == "G0283\u2002E-stim, unattended, not wound care"


def test_escape_closes_the_list_first_and_the_editor_next(opened: Open) -> None:
    person = opened().types("gait").press(Qt.Key.Key_Escape)
    assert person.offers() == []
    assert person.cell(0, "service") == "gait"
    assert person.focus is not person.table
    person.press(Qt.Key.Key_Escape)
    assert person.cell(0, "service") == ""
    assert person.focus is person.table


def test_nothing_is_held_against_whoever_is_still_typing(opened: Open) -> None:
    person = opened().types("gai")
    assert person.says("About the totals") == ""
    assert person.says("What the table needs") == ""
    assert person.cell(0, "units") == ""


def test_the_only_match_is_taken_along_by_mouse(opened: Open) -> None:
    person = opened().types("epley")
    model = person.table.model()
    place = person.table.visualRect(model.index(0, 2)).center()
    QTest.mouseClick(person.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert person.cell(0, "service").startswith("95992")


def test_the_list_stays_inside_the_window(opened: Open) -> None:
    person = opened()
    person.window.resize(800, 560)
    person.types("9")
    offers = person.find(QListView, "Services that match")
    corner = offers.mapTo(person.window, QPoint(0, 0))
    assert person.window.rect().contains(offers.rect().translated(corner))


@pytest.mark.parametrize(("name", "typed"), [("ZIP or place", "Orange"), ("", "feed")])
def test_the_letter_of_a_field_goes_there_while_a_list_is_open(
    name: str, typed: str, opened: Open
) -> None:
    person = opened()
    if name:
        person.go_to(QLineEdit, name)
    person.types(typed)
    assert person.offers()
    edit = person.focus
    person.press(Qt.Key.Key_D, modifier=Qt.KeyboardModifier.AltModifier)
    assert person.focus is person.find(QLineEdit, "Date of service")
    assert person.offers() == []
    assert not isinstance(edit, QLineEdit) or edit.text() == typed

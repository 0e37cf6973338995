"""The list of what is to be settled: its titles, buttons and details, and the keys through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from quarterhour.claims import Topic
from quarterhour.visit import Visit
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import LinkButton
from quarterhour.window.panels.settle_item import SettleItem
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
EXERCISE = {"code": "97110", "therapist_minutes": 30}
STIMULATION = {"code": "97014", "therapist_minutes": 12}
FUNCTION = {"code": "97530", "therapist_minutes": 15}
TESTING = {"code": "97750", "therapist_minutes": 15}
TIED = (
    {"code": "97112", "therapist_minutes": 20},
    {"code": "97140", "therapist_minutes": 20},
)


def _buttons(item: SettleItem) -> list[str]:
    return [each.text() for each in item.findChildren(QPushButton) if each.isVisible()]


def _texts(item: SettleItem) -> str:
    return " ".join(each.text() for each in item.findChildren(QLabel) if each.isVisible())


def test_nothing_to_settle_is_no_list_and_no_row_moves_with_the_first(
    opened: Open, visit: Make
) -> None:
    person = opened(visit(FUNCTION))
    assert not person.to_settle.isVisible()

    def places() -> list[int]:
        rows = range(person.table.model().rowCount())
        within = [person.table.visualRect(person.table.model().index(row, 0)) for row in rows]
        top = person.table.viewport().mapTo(person.window, QPoint(0, 0)).y()
        return [top + place.y() for place in within]

    person.select(1, "service").types("97750").press(Qt.Key.Key_Tab).types("1")
    assert not person.to_settle.isVisible()
    before = places()
    person.types("5")
    QApplication.processEvents()
    assert person.to_settle.isVisible()
    assert places() == before
    assert person.to_settle.height() <= 0.4 * person.window.height()


def test_an_item_has_a_title_and_real_buttons(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING, STIMULATION))
    assert person.titles() == ["Medicare doesn't accept 97014", "97750 denied with 97530"]
    assert [_buttons(item) for item in person.items()] == [
        ["Use G0283"],
        ["Review\u2026", "Go to 97750"],
    ]
    for item in person.items():
        assert "$" not in _texts(item) + " ".join(_buttons(item))


def test_a_click_on_a_button_does_it(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, STIMULATION))
    (item,) = person.items()
    (button,) = (each for each in item.findChildren(QPushButton) if each.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert person.cell(1, "service").startswith("G0283")
    assert person.focus is person.table
    assert not person.to_settle.isVisible()


def test_what_is_settled_goes_and_comes_back_with_undo(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIED))
    person.at_item(Topic.TIE_OPEN).press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert [person.cell(row, "units")[0] for row in (0, 1)] == ["1", "2"]
    assert person.titles() == []
    assert person.focus is person.table
    person.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert person.titles() == ["Tie: 97112 or 97140 gets a unit"]


def test_a_pair_is_asked_about_and_esc_returns(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    before = person.window.worksheet.session.draft
    person.at_item(Topic.PAIR_DENIED).press(Qt.Key.Key_Return)
    QTest.keyClick(person.dialog(), Qt.Key.Key_Escape)
    assert person.window.worksheet.session.draft == before
    person.window.activateWindow()
    QApplication.processEvents()
    assert person.focus.accessibleName().startswith("Review")
    person.press(Qt.Key.Key_Escape)
    assert person.focus is person.table


def test_space_shows_why_and_the_sources_are_closed(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    (item,) = person.items()
    hint = person.hint(0)
    assert hint.text not in _texts(item)
    person.at_item(Topic.PAIR_DENIED).press(Qt.Key.Key_Space)
    assert hint.text in _texts(item)
    assert hint.citation not in _texts(item)
    (sources,) = (each for each in item.findChildren(LinkButton) if each.text() == "Sources")
    sources.click()
    assert hint.citation in _texts(item)
    item.take_focus()
    person.press(Qt.Key.Key_Space)
    assert hint.text not in _texts(item)


def test_what_is_unfolded_has_the_room_that_it_wants(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    person.window.resize(1366, 900)
    (item,) = person.items()
    person.at_item(Topic.PAIR_DENIED).press(Qt.Key.Key_Space)
    (sources,) = (each for each in item.findChildren(LinkButton) if each.text() == "Sources")
    for _ in range(4):
        sources.click()
        for _ in range(5):
            QApplication.processEvents()
        assert person.to_settle.height() == person.to_settle.sizeHint().height()


def test_an_unfolded_item_stays_so_while_someone_types(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING))
    person.at_item(Topic.PAIR_DENIED).press(Qt.Key.Key_Space)
    person.select(0, "therapist").types("2")
    assert person.titles() == []
    person.types("0").press(Qt.Key.Key_Return)
    assert person.hint(0).text in _texts(person.items()[0])


def test_the_keys_go_through_buttons_and_items(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING, STIMULATION))
    person.at_item(Topic.NOT_VALID).press(Qt.Key.Key_Down)
    assert person.focus.accessibleName().startswith("Review")
    assert person.at() == (1, "service")
    person.press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert person.focus.accessibleName().startswith("Go to 97750")
    person.press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert person.focus.accessibleName().startswith("Review")
    person.press(Qt.Key.Key_Up)
    assert person.focus.accessibleName().startswith("Use G0283")
    assert person.at() == (2, "service")


def test_next_and_previous_go_round_from_the_table(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING, STIMULATION))
    person.select(0, "service")
    for step, begins in ((1, "Use"), (1, "Review"), (1, "Use"), (-1, "Review")):
        person.to_settle.go(step)
        assert person.focus.accessibleName().startswith(begins)
    person.select(0, "service")
    person.to_settle.go(-1)
    assert person.focus.accessibleName().startswith("Review")


def test_keys_do_the_first_and_second_thing_about_the_row(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIED)).select(1, "therapist")
    person.press(Qt.Key.Key_Return, modifier=CONTROL | SHIFT)
    assert [person.cell(row, "units")[0] for row in (0, 1)] == ["1", "2"]
    person.press(Qt.Key.Key_Z, modifier=CONTROL)
    person.select(0, "therapist").press(Qt.Key.Key_Return, modifier=CONTROL)
    assert [person.cell(row, "units")[0] for row in (0, 1)] == ["2", "1"]
    assert person.titles() == []
    before = person.window.worksheet.session.draft
    for held in (CONTROL, CONTROL | SHIFT):
        person.press(Qt.Key.Key_Return, modifier=held)
    assert person.window.worksheet.session.draft == before, "a row without an item has no action"


def test_a_key_takes_what_is_half_typed_first(opened: Open) -> None:
    person = opened().types("97014")
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    assert person.cell(0, "service").startswith("G0283")


def test_one_key_never_attests(opened: Open, visit: Make) -> None:
    person = opened(visit(FUNCTION, TESTING)).select(1, "service")
    before = person.window.worksheet.session.draft
    person.press(Qt.Key.Key_Return, modifier=CONTROL)
    assert person.dialog().isVisible()
    assert person.window.worksheet.session.draft == before


def test_notes_stand_behind_their_link(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97010", "therapist_minutes": 10}))
    assert person.to_settle.isVisible()
    assert person.titles() == []
    labels = person.to_settle.findChildren(QLabel)
    assert not any(label.isVisible() for label in labels), "the link stands alone"
    (link,) = (each for each in person.to_settle.findChildren(LinkButton) if each.isVisible())
    assert link.text() == "1 note"
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert person.titles() == ["97010 is bundled"]
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert person.titles() == []


def test_a_check_that_was_read_asks_again_from_its_note(opened: Open, visit: Make) -> None:
    read = [{"kind": "tie-open", "codes": ["97110", "97140", "97112"]}]
    person = opened(visit({**EXERCISE, "therapist_minutes": 20}, *TIED, checked=read))
    assert person.titles() == []
    person.at_item(Topic.TIE_OPEN).press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert person.window.worksheet.session.draft.checked == ()
    assert person.titles()[0].startswith("Tie:")


@pytest.mark.parametrize("zip_code", ["27601", "33101"])
def test_each_title_and_each_button_is_whole(opened: Open, visit: Make, zip_code: str) -> None:
    person = opened(visit(FUNCTION, TESTING, STIMULATION, *TIED, zip=zip_code))
    person.window.resize(1024, 700)
    QApplication.processEvents()
    for item in person.items():
        for label in item.findChildren(QLabel):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width())
        for button in item.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width()


def test_an_empty_visit_has_no_notes_and_a_dash_under_its_caption(opened: Open) -> None:
    """As soon as something is typed, its notes are counted."""
    person = opened()
    session = person.window.worksheet.session
    provider = replace(session.draft.provider, participation_assumed=True)
    session.change(place="27601", locality="", provider=provider)
    assert session.outcome.hints
    assert not session.to_settle.notes
    dash = person.find(QToolButton, "To settle: nothing typed")
    image = dash.grab().toImage()
    ground = image.pixel(0, 0)
    sides = range(image.width()), range(image.height())
    left = min(x for x, y in product(*sides) if image.pixel(x, y) != ground)
    assert left <= GRID, "it begins where its caption begins"
    person.types("97110").press(Qt.Key.Key_Tab).types("24").press(Qt.Key.Key_Return)
    assert session.to_settle.notes

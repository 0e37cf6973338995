"""The keys in the table of services mean what they do in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from quarterhour.visit import Visit
from window.person import COLUMNS, Person, offscreen_menu

Open = Callable[..., Person]
Make = Callable[..., Visit]
Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TYPED = ("service", "therapist")


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Leave nothing on the clipboard, which outlives Python."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def three(opened: Open, visit: Make) -> Person:
    codes = (("97110", 33), ("97140", 7), ("97530", 20))
    return opened(visit(*({"code": code, "therapist_minutes": n} for code, n in codes)))


def minutes(person: Person) -> list[str]:
    return [person.cell(row, "therapist") for row in range(person.table.model().rowCount())]


def codes(person: Person) -> list[str]:
    return [person.cell(row, "service")[:5] for row in range(person.table.model().rowCount())]


def edits(person: Person) -> bool:
    return isinstance(person.focus, QLineEdit)


@pytest.mark.parametrize("column", TYPED)
def test_typing_replaces_and_escape_gives_up(three: Person, column: str) -> None:
    before = three.row(1)
    three.select(1, column).types("9")
    assert edits(three) and three.focus.property("text") == "9"
    three.press(Key.Key_Escape)
    while edits(three):  # the first one closes the list of suggestions
        three.press(Key.Key_Escape)
    assert three.row(1) == before and three.at() == (1, column)


@pytest.mark.parametrize("column", TYPED)
def test_f2_edits_what_stands_there(three: Person, column: str) -> None:
    typed = {"service": "97140", "therapist": "7"}[column]
    three.select(1, column).press(Key.Key_F2)
    assert edits(three) and three.focus.property("text") == typed
    assert three.focus.property("selectedText") == ""
    three.types("5")
    assert three.focus.property("text") == f"{typed}5", "at the end"


@pytest.mark.parametrize("column", TYPED)
def test_delete_clears_and_backspace_clears_and_edits(three: Person, column: str) -> None:
    three.select(0, column).press(Key.Key_Delete)
    assert three.cell(0, column) == "" and not edits(three)
    three.select(1, column).press(Key.Key_Backspace)
    assert three.cell(1, column) == "" and edits(three)
    assert three.focus.property("text") == ""


@pytest.mark.parametrize("column", ["units", "modifiers", "allowed", "discipline"])
def test_what_is_computed_or_chosen_is_not_cleared(three: Person, column: str) -> None:
    before = three.row(0)
    three.select(0, column).press(Key.Key_Delete).press(Key.Key_Backspace)
    assert three.row(0) == before and not edits(three)


@pytest.mark.parametrize("column", COLUMNS)
def test_enter_goes_down_and_shift_enter_up(three: Person, column: str) -> None:
    if three.table.isColumnHidden(COLUMNS.index(column)):
        return
    three.select(0, column).press(Key.Key_Return)
    assert three.at() == (1, column)
    three.press(Key.Key_Return, modifier=SHIFT)
    assert three.at() == (0, column)


def test_enter_after_tabs_goes_to_where_they_began(three: Person) -> None:
    three.select(0, "service").press(Key.Key_Tab)
    assert three.at() == (0, "therapist")
    three.types("24").press(Key.Key_Return)
    assert three.at() == (1, "service")
    three.select(1, "therapist").types("9").press(Key.Key_Return)
    assert three.at() == (2, "therapist")
    three.types("9").press(Key.Key_Return)
    assert three.at() == (3, "service")  # the new row begins with its service
    three.press(Key.Key_Up).press(Key.Key_Return, modifier=SHIFT)
    assert three.at() == (1, "service")


def test_a_visit_is_typed_by_tabs_and_enters(opened: Open) -> None:
    person = opened()
    for code, minutes_typed in (("97110", "24"), ("97140", "15")):
        person.types(code).press(Key.Key_Tab).types(minutes_typed).press(Key.Key_Return)
    assert codes(person) == ["97110", "97140", ""] and person.at() == (2, "service")


def test_the_ends_of_rows_and_of_the_table(three: Person) -> None:
    three.select(1, "therapist").press(Key.Key_Home)
    assert three.at() == (1, "service")
    three.press(Key.Key_End)
    assert three.at() == (1, "allowed")
    three.press(Key.Key_End, modifier=CONTROL)
    assert three.at() == (3, "allowed")
    three.press(Key.Key_Home, modifier=CONTROL)
    assert three.at() == (0, "service")


def test_several_cells_are_cleared_as_one_step(three: Person) -> None:
    three.select(0, "therapist").press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    three.press(Key.Key_Delete)
    assert minutes(three) == ["", "", "", ""]
    three.window.worksheet.session.undo()
    assert minutes(three) == ["33", "7", "20", ""]


def test_cells_are_copied_cut_and_pasted(three: Person) -> None:
    three.select(0, "therapist").press(Key.Key_Down, modifier=SHIFT)
    three.press(Key.Key_C, modifier=CONTROL)
    assert QApplication.clipboard().text() == "33\n7"
    three.select(1, "therapist").press(Key.Key_V, modifier=CONTROL)
    assert minutes(three) == ["33", "33", "7", ""]
    assert three.at() == (1, "therapist")
    three.press(Key.Key_X, modifier=CONTROL)
    assert minutes(three) == ["33", "", "7", ""]
    three.window.worksheet.session.undo()
    three.window.worksheet.session.undo()
    assert minutes(three) == ["33", "7", "20", ""]


def test_a_block_of_cells_makes_new_rows(three: Person) -> None:
    three.select(1, "service").press(Key.Key_Right, Key.Key_Right, modifier=SHIFT)
    three.press(Key.Key_Down, modifier=SHIFT).press(Key.Key_C, modifier=CONTROL)
    assert QApplication.clipboard().text() == "97140\tPT\t7\n97530\tPT\t20"
    three.select(3, "service").press(Key.Key_V, modifier=CONTROL)
    assert codes(three) == ["97110", "97140", "97530", "97140", "97530", ""]
    assert three.row(4)[:3] == three.row(2)[:3]


def test_minutes_from_elsewhere_are_pasted_where_minutes_are_typed(three: Person) -> None:
    QApplication.clipboard().setText("15\n10+8\n9:05-9:20")
    three.select(0, "therapist").press(Key.Key_V, modifier=CONTROL)
    assert minutes(three) == ["15", "18", "15", ""]


def test_whole_rows_are_selected_and_cut(three: Person) -> None:
    three.select(0, "service").press(Key.Key_Space, modifier=SHIFT)
    three.press(Key.Key_Down, modifier=SHIFT).press(Key.Key_X, modifier=CONTROL)
    assert codes(three) == ["97530", ""]
    three.select(1, "service").press(Key.Key_V, modifier=CONTROL)
    assert codes(three) == ["97530", "97110", "97140", ""]


def test_all_cells_are_selected(three: Person) -> None:
    three.select(1, "units").press(Key.Key_A, modifier=CONTROL).press(Key.Key_Delete)
    assert codes(three) == [""]
    three.window.worksheet.session.undo()
    assert codes(three) == ["97110", "97140", "97530", ""]


def test_cells_are_filled_from_above(three: Person) -> None:
    three.select(1, "therapist").press(Key.Key_D, modifier=CONTROL)
    assert minutes(three) == ["33", "33", "20", ""]
    three.press(Key.Key_Down, modifier=SHIFT).press(Key.Key_D, modifier=CONTROL)
    assert minutes(three) == ["33", "33", "33", ""]
    three.select(3, "service").press(Key.Key_D, modifier=CONTROL)
    assert codes(three) == ["97110", "97140", "97530", "97530", ""]
    three.select(0, "therapist").press(Key.Key_D, modifier=CONTROL)
    assert minutes(three)[0] == "33"


@offscreen_menu
@pytest.mark.parametrize(("key", "held"), [(Key.Key_F4, None), (Key.Key_Down, ALT)])
def test_a_cell_opens_its_list(three: Person, key: Key, held: Qt.KeyboardModifier | None) -> None:
    three.select(0, "discipline").press(key, modifier=held)
    assert [action.text() for action in three.menu().actions()] == ["&PT", "&OT", "&SLP"]
    three.menu().close()
    three.select(3, "service").press(key, modifier=held)
    assert edits(three)
    three.press(key, modifier=held)
    assert three.offers()


@offscreen_menu
@pytest.mark.parametrize("typed", ["59", "F4"])
def test_no_modifier_is_confirmed_by_a_key(opened: Open, visit: Make, typed: str) -> None:
    pair = ({"code": "97530", "therapist_minutes": 15}, {"code": "97750", "therapist_minutes": 15})
    person = opened(visit(*pair)).select(1, "modifiers")
    before = person.row(1)
    if typed == "F4":
        person.press(Key.Key_F4)
    else:
        person.types(typed[0])
    menu = person.menu()
    (review,) = menu.actions()
    assert review.text() == "Review 97530 and 97750\u2026"
    assert person.row(1) == before
    review.trigger()
    menu.close()
    assert person.dialog() and person.row(1) == before


def test_modifiers_that_nothing_asks_about_say_so(three: Person) -> None:
    before = three.row(0)
    three.select(0, "modifiers").types("5")
    assert three.row(0) == before
    assert three.says("Message").startswith("Modifiers come from what you enter")


def test_details_open_by_alt_enter(three: Person) -> None:
    three.select(1, "therapist").press(Key.Key_Return, modifier=ALT)
    assert "97140" in three.dialog().windowTitle()


def test_no_key_has_two_meanings(three: Person) -> None:
    keys = [
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for action in three.window.findChildren(QAction)
        for key in action.shortcuts()
    ]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, SHIFT])
@pytest.mark.parametrize("column", ["units", "modifiers"])
def test_a_letter_that_can_do_nothing_there_is_answered(
    opened: Open, visit: Make, column: str, held: Qt.KeyboardModifier
) -> None:
    """With Shift, too: a modifier is written in capitals."""
    person = opened(visit({"code": "97110", "therapist_minutes": 30}))
    person.select(0, column).press(Key.Key_Z, modifier=held)
    assert person.says("Message")


@pytest.mark.parametrize("column", ["units", "modifiers", "allowed"])
@pytest.mark.parametrize("key", ["F4", "Alt+Down"])
def test_a_cell_without_a_list_says_where_it_comes_from(
    opened: Open, visit: Make, column: str, key: str
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 30}))
    person.select(0, column)
    if key == "F4":
        person.press(Key.Key_F4)
    else:
        person.press(Key.Key_Down, modifier=ALT)
    assert "from" in person.says("Message")
    assert person.window.messages.text == "", "nothing moves"
    person.select(1, "service")
    assert person.says("About the totals")

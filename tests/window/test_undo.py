"""Every edit can be undone and redone, wherever the keyboard is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from quarterhour.entry import Edit
from quarterhour.visit import Visit
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
TAB, ENTER, ESCAPE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape


def undo(person: Person) -> None:
    QTest.keySequence(person.focus, QKeySequence(QKeySequence.StandardKey.Undo))


def redo(person: Person) -> None:
    QTest.keySequence(person.focus, QKeySequence(QKeySequence.StandardKey.Redo))


def table(person: Person) -> list[list[str]]:
    return [person.row(row) for row in range(person.table.model().rowCount())]


def test_a_cell_is_one_step_however_many_keys_it_took(opened: Open) -> None:
    person = opened().types("97110").press(TAB).types("33").press(ENTER)
    typed = table(person)
    undo(person)
    assert person.cell(0, "therapist") == ""
    assert person.cell(0, "service").startswith("97110")
    undo(person)
    assert table(person) == [[""] * 7]
    undo(person)  # nothing is left
    redo(person)
    redo(person)
    assert table(person) == typed
    redo(person)
    assert table(person) == typed


def test_undo_while_a_cell_is_typed_in_takes_the_cell_back(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 33})).select(0, "therapist")
    person.types("45")
    assert person.cell(0, "units") == "3"
    undo(person)
    assert (person.cell(0, "therapist"), person.cell(0, "units")) == ("33", "2")
    assert person.at() == (0, "therapist")
    redo(person)
    assert person.cell(0, "therapist") == "45"


def test_escape_leaves_no_step(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 33})).select(0, "therapist")
    person.types("45").press(ESCAPE)
    assert person.cell(0, "therapist") == "33"
    assert not person.window.isWindowModified()


def test_a_deleted_row_comes_back_in_its_place(opened: Open, visit: Make) -> None:
    services = [{"code": code, "therapist_minutes": 15} for code in ("97110", "97140", "97530")]
    person = opened(visit(*services)).select(1, "service")
    before = table(person)
    person.choose(Command.DELETE_ROW)
    assert person.table.model().rowCount() == 3
    undo(person)
    assert table(person) == before
    assert person.at()[0] == 1
    redo(person)
    assert [row[0][:5] for row in table(person)] == ["97110", "97530", ""]


@pytest.mark.parametrize(
    ("name", "text", "other"),
    [
        ("Date of service", "11/23/2026", "06/02/2025"),
        ("ZIP or place", "National average", "33101"),
    ],
)
def test_the_fields_above_the_table(
    name: str, text: str, other: str, opened: Open, visit: Make
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 33}))
    pays = person.total("Medicare pays")
    field = person.go_to(QLineEdit, name)
    field.selectAll()
    person.types(other)
    changed = person.total("Medicare pays")
    assert changed != pays
    undo(person)
    assert (field.text(), person.total("Medicare pays")) == (text, pays)
    redo(person)
    assert (field.text(), person.total("Medicare pays")) == (other, changed)


def test_the_deductible(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 33}))
    pays = person.total("Medicare pays")
    field = person.type_deductible("100")
    assert person.total("Medicare pays") != pays
    person.choose(Command.UNDO)
    assert (field.text(), person.total("Medicare pays")) == ("", pays)
    person.choose(Command.REDO)
    assert field.text() == "100"


def test_what_is_undone_above_the_table_leaves_the_keyboard_where_it_was(
    opened: Open, visit: Make
) -> None:
    services = [{"code": code, "therapist_minutes": 15} for code in ("97110", "97140", "97530")]
    person = opened(visit(*services))
    person.type_deductible("100")
    person.select(1, "therapist")
    for command in (Command.UNDO, Command.REDO):
        person.choose(command)
        assert person.at() == (1, "therapist")


def test_undo_goes_to_the_cell_that_it_changes(opened: Open) -> None:
    person = opened()
    person.select(0, "service").types("97110").press(Qt.Key.Key_Tab)
    person.types("23").press(Qt.Key.Key_Return)
    assert person.at()[0] == 1
    undo(person)
    assert person.at() == (0, "therapist")
    undo(person)
    assert person.at() == (0, "service")
    redo(person)
    redo(person)
    assert person.at() == (0, "therapist")


def test_a_choice_in_a_tie(opened: Open, visit: Make) -> None:
    person = opened(
        visit(
            {"code": "97112", "therapist_minutes": 20}, {"code": "97530", "therapist_minutes": 20}
        )
    )
    choices, _ = person.window.worksheet.session.tie_choices(0, 9, 9)
    person.window.worksheet.session.choose(choices[1])
    assert [person.hears(row, "units") for row in (0, 1)] == ["1 (tie)", "2 (tie)"]
    undo(person)
    assert [person.hears(row, "units") for row in (0, 1)] == ["2 (tie)", "1 (tie)"]
    redo(person)
    assert [person.hears(row, "units") for row in (0, 1)] == ["1 (tie)", "2 (tie)"]


def test_the_menu_says_what_is_undone(opened: Open) -> None:
    person = opened().types("97110").press(TAB).types("33").press(ENTER)
    history = person.window.worksheet.session.history
    assert history.undoes is Edit.THERAPIST
    undo(person)
    assert (history.undoes, history.redoes) == (Edit.SERVICE, Edit.THERAPIST)


def test_another_visit_begins_without_steps(opened: Open) -> None:
    person = opened().types("97110").press(ENTER)
    person.window.files.begin_own()
    assert person.window.worksheet.session.history.undoes is None
    assert not person.window.isWindowModified()


def test_how_the_practice_bills_is_redone_in_an_empty_visit(opened: Open) -> None:
    """Undone, the settings change too, and an empty visit would begin anew by them."""
    person = opened()
    session = person.window.worksheet.session
    chiropractor = replace(session.draft.provider, profession="chiropractor")
    session.change_practice(chiropractor)
    session.undo()
    assert session.draft.provider != chiropractor
    session.redo()
    assert session.draft.provider == chiropractor

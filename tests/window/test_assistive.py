"""What assistive technology does by itself, without keys: it presses, selects, and looks up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessibleActionInterface
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from quarterhour.window.audit import AuditWindow
from quarterhour.window.words import WORDS, Command, Menu
from window.accessible import Role, called
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
Enter = Qt.Key.Key_Return


@pytest.fixture
def person(opened: Open) -> Person:
    """Someone with a service in the first visit, in a second visit that is still empty."""
    person = opened()
    person.types("97110").press(Qt.Key.Key_Tab).types("24").press(Enter)
    person.choose(Command.NEXT_VISIT)
    return person


def do(widget: QWidget, what: str, role: Role, action: str) -> None:
    """Do an action of a thing."""
    acts = called(widget, what, role).actionInterface()
    assert isinstance(acts, QAccessibleActionInterface)
    acts.doAction(action)
    QApplication.processEvents()


@offscreen_menu
def test_a_menu_closes_once_an_entry_of_it_is_done(opened: Open) -> None:
    person = opened()
    menus = person.window.menuBar().findChildren(QMenu)
    menu = next(each for each in menus if each.title() == WORDS[Menu.VISIT])
    menu.popup(person.window.mapToGlobal(QPoint(0, 0)))
    assert menu.isVisible()
    do(menu, "Next visit", Role.MenuItem, "Press")
    assert person.window.worksheet.session.visits == 2
    assert not menu.isVisible()


def test_the_field_of_a_tag_is_found_where_it_stands(person: Person) -> None:
    person.choose(Command.RENAME_VISIT)
    QApplication.processEvents()
    field = called(person.window, "Tag of the visit", Role.EditableText)
    assert field.object() is person.focus
    pane = person.window.parts.visits
    place = QRect(person.focus.mapTo(pane, QPoint(0, 0)), person.focus.size())
    assert pane.rect().contains(place)


def test_the_table_keeps_its_cell_while_the_visit_is_renamed(person: Person) -> None:
    person.choose(Command.RENAME_VISIT)
    QApplication.processEvents()
    person.types("9:30").press(Enter).press(Enter)
    assert (person.focus, person.at()) == (person.table, (0, "service"))
    person.types("97140").press(Enter)
    assert person.cell(0, "service").startswith("97140")


def test_a_visit_that_is_selected_is_the_current_one(person: Person) -> None:
    do(person.window.parts.visits, "A, ", Role.ListItem, "Toggle")
    assert person.window.worksheet.session.current == 0
    assert person.cell(0, "service").startswith("97110")


def test_a_cell_that_is_selected_has_the_keyboard(person: Person) -> None:
    do(person.window.parts.visits, "A, ", Role.ListItem, "Toggle")
    person.select(1, "service")
    do(person.table, "97110", Role.Cell, "Toggle")
    assert person.at() == (0, "service")


def test_a_finding_that_is_selected_is_told(audited: Callable[..., AuditWindow]) -> None:
    window = audited()
    second = window.findings.list.items_shown[1]
    do(window.findings.list, f"{second.severity.title}: {second.title}", Role.ListItem, "Toggle")
    assert window.findings.list.chosen_item is second
    assert second.finding is not None and window.finding.choices is not None
    assert called(window.finding, second.finding.question, Role.StaticText)

"""Words decide nothing in the window: replaced by numbers, they leave all but themselves as it was.

The main job, what hints offer, every entry of the menus and every dialog are gone through twice,
once with the words and once with numbers in their place, and what is seen is compared as facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QScrollBar,
    QTreeView,
    QWidget,
)

from numbered import number_all
from quarterhour.visit import Visit
from quarterhour.window import Desk, prompts
from quarterhour.window.panels.step_tree import KEY_ROLE
from quarterhour.window.words import Command
from test_words_are_words import facts_of
from window import surfaces
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
Make = Callable[..., Visit]
# A tie, pairs of which one service is denied, a code that another takes the place of, a threshold.
EVENTFUL = (
    {"code": "97112", "therapist_minutes": 20},
    {"code": "97530", "therapist_minutes": 20},
    {"code": "97750", "therapist_minutes": 20, "assistant_minutes": 5},
    {"code": "97014", "therapist_minutes": 5},
    {"code": "97039", "therapist_minutes": 5},
)
PATIENT = {"pt_slp_to_date": "2480.00", "ot_to_date": "20.00"}
LOOKS = (
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.ForegroundRole,
    Qt.ItemDataRole.BackgroundRole,
    Qt.ItemDataRole.CheckStateRole,
)
_ENDING = (Command.QUIT, Command.CLOSE_WINDOW, Command.NEW_WINDOW)


def look_of(view: QAbstractItemView, at: QModelIndex) -> tuple[object, ...]:
    """Return how a cell is shown, but for its text."""
    return (at.flags(), *(repr(at.data(role)) for role in LOOKS))


def seen(person: Person) -> Any:
    """Return what a window shows, without its words."""
    window = person.window
    outcome = window.worksheet.session.outcome
    table = person.table.model()
    cells = [
        look_of(person.table, table.index(row, column))
        for row in range(table.rowCount())
        for column in range(table.columnCount())
    ]
    tree = person.find(QTreeView, "Payment")
    model = tree.model()
    steps = [
        (model.index(row, 0).data(KEY_ROLE), model.rowCount(model.index(row, 0)))
        for row in range(model.rowCount())
    ]
    opened = [tree.isExpanded(model.index(row, 0)) for row in range(model.rowCount())]
    shown = [person.hint(row) for row in range(len(person.hints()))]
    commands = {
        command: (entry.isEnabled(), entry.isChecked(), entry.shortcuts())
        for command, entry in window.parts.entries.items()
    }
    assessed = facts_of(outcome.assessment) if outcome.assessment else None
    return person.at(), cells, steps, opened, facts_of(shown), commands, assessed


def parts(surface: QWidget) -> Iterator[tuple[object, ...]]:
    """Yield what a window is made of. Scroll bars come and go with the length of words."""
    for widget in surface.findChildren(QWidget):
        if isinstance(widget, QScrollBar) or isinstance(widget.parent(), QScrollBar | QTreeView):
            continue
        kind = type(widget)
        if not kind.__module__.startswith(("quarterhour", "PySide6")):
            continue
        checked = isinstance(widget, QAbstractButton) and (
            widget.isCheckable(),
            widget.isChecked(),
        )
        chosen = isinstance(widget, QComboBox) and (widget.count(), widget.currentIndex())
        model = widget.model() if isinstance(widget, QAbstractItemView) else None
        rows = model.rowCount() if model else None
        if kind.__name__ != "QWidget":  # which hold what a scroll area puts aside
            yield kind.__name__, widget.isEnabled(), widget.focusPolicy(), checked, chosen, rows


def main_job(opened: Open) -> Iterator[Any]:
    """Type a visit, half of it twice, and take a step back."""
    person = opened()
    person.go_to(QLineEdit, "Date of service")
    person.types("2026-11-23").press(Qt.Key.Key_Tab)
    person.types("33101").press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    person.types("97110").press(Qt.Key.Key_Tab).types("33").press(Qt.Key.Key_Return)
    yield seen(person)
    person.types("97140").press(Qt.Key.Key_Tab).types("7").press(Qt.Key.Key_Return)
    yield seen(person)
    person.choose(Command.UNDO)
    yield seen(person)
    person.choose(Command.REDO)
    yield seen(person)
    person.select(0, "therapist").types("x")
    yield seen(person)
    person.press(Qt.Key.Key_Return)
    yield seen(person)
    person.window.close()


def payment(opened: Open, visit: Make) -> Iterator[Any]:
    """Unfold each step of the payment, and change the visit under it."""
    person = opened(visit(*EVENTFUL, zip="33101", patient=PATIENT))
    tree = person.find(QTreeView, "Payment")
    for row in range(tree.model().rowCount()):
        tree.setExpanded(tree.model().index(row, 0), row % 2 == 0)
    yield seen(person)
    person.select(0, "therapist").types("40").press(Qt.Key.Key_Return)
    yield seen(person)
    person.window.close()


def offers(opened: Open, visit: Make) -> Iterator[Any]:
    """Do everything that items and notes offer, each in a window of its own."""
    first = opened(visit(*EVENTFUL, zip="33101", patient=PATIENT))
    first.show_notes()
    ways = [len(each.item.offers) for each in first.items()]
    first.window.close()
    for row, count in enumerate(ways):
        for way in range(count):
            person = opened(visit(*EVENTFUL, zip="33101", patient=PATIENT))
            person.show_notes()
            before = {*QApplication.topLevelWidgets()}
            person.items()[row].do(way)
            choices = QApplication.activePopupWidget()
            offered = len(choices.actions()) if isinstance(choices, QMenu) else 0
            if choices is not None:
                choices.close()
            QApplication.processEvents()
            dialogs = [
                each
                for each in QApplication.topLevelWidgets()
                if each not in before and each.isVisible() and not isinstance(each, QMenu)
            ]
            yield [type(each).__name__ for each in dialogs], offered, seen(person)
            for each in dialogs:
                each.close()
            person.window.close()


def everything_in_the_menus(opened: Open, visit: Make) -> Iterator[Any]:
    """Choose every command, and look at what each opens and at its pages."""
    for command in Command:
        person = opened(visit(*EVENTFUL, zip="33101", patient=PATIENT))
        entry = person.window.parts.entries.get(command)
        if command in _ENDING or entry is None or not entry.isEnabled():
            yield command, None
        else:
            before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
            entry.trigger()
            QApplication.processEvents()
            after = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
            for surface in (each for each in after if each not in before):
                yield command, type(surface).__name__, list(parts(surface))
                for _ in surfaces.turned_pages(surface):
                    yield command, list(parts(surface))
                surface.close()
            yield command, seen(person)
        person.window.close()
        QApplication.processEvents()


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing ask in a window that waits for its answer."""
    for name in surfaces.prompts_of(prompts) - {"ask_about_unsaved"}:  # which is answered already
        monkeypatch.setattr(prompts, name, lambda *asked: None)


@offscreen_menu
@pytest.mark.parametrize("story", [main_job, payment, offers, everything_in_the_menus])
def test_all_but_the_words_is_the_same(
    story: Callable[..., Iterator[Any]],
    opened: Open,
    visit: Make,
    unasked: None,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk.kept.keep_place("33101", "")  # as the first edit of a story would
    given = (opened,) if story is main_job else (opened, visit)
    with_words = list(story(*given))
    number_all(monkeypatch)
    with_numbers = list(story(*given))
    assert len(with_words) > 1
    for at, (one, other) in enumerate(zip(with_words, with_numbers, strict=True)):
        assert one == other, at

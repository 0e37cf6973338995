"""The room of Explanation and Payment: neither is squeezed while the other has some to spare."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QSplitter, QTreeView

from quarterhour.visit import Visit
from quarterhour.window.panels.step_tree import Shown, StepTree
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
SERVICE = {"code": "97110", "therapist_minutes": 30}
TIE = (SERVICE | {"therapist_minutes": 20}, {"code": "97112", "therapist_minutes": 20})
EXPLANATION = "Explanation of the selected row"


def _resize(person: Person, width: int, height: int) -> None:
    person.window.resize(width, height)
    _settle()


def _settle() -> None:
    for _ in range(5):  # what takes another room has what it stands in laid out anew
        QApplication.processEvents()


def _hidden(person: Person, name: str) -> int:
    """Return how many pixels of a panel are only seen by scrolling."""
    return person.find(QScrollArea, name).verticalScrollBar().maximum()


def _panel(person: Person) -> QSplitter:
    found = person.window.findChildren(QSplitter)
    return next(each for each in found if each.orientation() is Qt.Orientation.Vertical)


def test_payment_is_seen_whole_beside_an_ordinary_visit(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE))
    _resize(person, 1366, 768)
    assert _hidden(person, "Payment") == 0
    assert _hidden(person, EXPLANATION) == 0


def test_payment_is_seen_whole_in_the_sample_of_a_first_run(opened: Open) -> None:
    person = opened()
    _resize(person, 1366, 768)
    person.window.parts.welcome()
    _settle()
    page = person.window.centralWidget()
    assert page is not None
    buttons = page.findChildren(QPushButton)
    next(each for each in buttons if "sample" in each.text().replace("&", "")).click()
    _settle()
    assert _hidden(person, "Payment") == 0


def test_what_is_unfolded_takes_what_the_explanation_can_spare(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE))
    _resize(person, 1366, 900)
    person.go_to(QTreeView, "Payment")
    for _ in range(3):
        person.press(Qt.Key.Key_Return, Qt.Key.Key_Down)
    _settle()
    assert _hidden(person, "Payment") == 0


def test_where_neither_has_enough_both_are_read(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE))
    _resize(person, 960, 492)
    person.choose(Command.EXPLANATION)
    _settle()
    explanation, payment = _panel(person).sizes()
    assert explanation / (explanation + payment) == pytest.approx(0.4, abs=0.02)


def test_a_line_that_was_dragged_stays(opened: Open, visit: Make) -> None:
    person = opened(visit(SERVICE))
    _resize(person, 1366, 768)
    handle = _panel(person).handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    QTest.mouseMove(handle, handle.rect().center().__class__(5, 60))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    before = _panel(person).sizes()
    person.window.worksheet.session.change_row(0, therapist="53")
    _settle()
    assert _panel(person).sizes() == before


@pytest.mark.parametrize("width", [200, 230, 400])
def test_no_word_of_a_step_is_cut(width: int, opened: Open) -> None:
    tree = StepTree("Steps", opened().window)
    steps = [
        Shown("sequestration", "Sequestration, 2%", "\u2212$0.92", "", swatch=(None,)),
        Shown("pays", "Medicare pays", "78.4% of allowed", "", swatch=(None,), result=True),
    ]
    tree.show_steps(steps)
    tree.setFixedSize(width, 200)
    tree.show()
    _settle()
    word = QFontMetrics(tree.font()).horizontalAdvance("Sequestration,")
    assert tree.columnWidth(0) >= tree.indentation() + tree.swatch_side + word
    assert tree.columnWidth(0) + tree.columnWidth(1) <= tree.viewport().width()
    assert tree.amounts_wrap is (width < 400)


@pytest.mark.parametrize("name", ["Payment", "Amounts of the row"])
def test_steps_are_whole_whichever_was_used_last(name: str, opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE))
    _resize(person, 1366, 1000)
    tree = person.find(QTreeView, name)
    for command in (Command.ZOOM_OUT, Command.ZOOM_IN, Command.ZOOM_IN):
        for row in range(tree.model().rowCount()):
            tree.setCurrentIndex(tree.model().index(row, 0))
            tree.setExpanded(tree.currentIndex(), True)
            tree.setExpanded(tree.currentIndex(), False)
        tree.verticalScrollBar().setValue(1)
        person.choose(command)
        _settle()
        rows = [tree.model().index(row, 0) for row in range(tree.model().rowCount())]
        assert tree.visualRect(rows[0]).top() == 0
        assert tree.visualRect(rows[-1]).bottom() < tree.viewport().height()


def test_the_status_bar_ends_in_no_half_sentence(opened: Open, visit: Make) -> None:
    denied = (
        {"code": "97530", "therapist_minutes": 25},
        {"code": "97750", "therapist_minutes": 15},
    )
    person = opened(visit(*denied))
    _resize(person, 960, 700)
    shown = person.find(QLabel, "About the totals")
    assert shown.text().startswith("Not in the amounts because Medicare will deny it: 97750.")
    assert shown.text().endswith(".")
    assert "A remittance can differ" in shown.accessibleName()
    assert shown.fontMetrics().horizontalAdvance(shown.text()) <= shown.width()

"""No amount is cut at its left or its right, in letters of any size and in any width."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTreeView, QTreeWidget, QWidget

from day.days import a_day, row, visit
from quarterhour.entry.documents import Document
from quarterhour.entry.settings import ZOOM, ZOOMS
from quarterhour.report.ruler import Label
from quarterhour.window.desk import Desk
from quarterhour.window.panels.answer import Answer
from quarterhour.window.panels.minute_ruler import MinuteRuler
from quarterhour.window.settings import WindowRoom, apply_zoom
from quarterhour.window.suggestion_list import SuggestionList
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
SIZES = [(1024, 700), (1366, 768), (1920, 1080)]
LARGER = [zoom for zoom in ZOOMS if zoom >= ZOOM.usual]
ROWS = (
    row("97110", discipline="PT", therapist_minutes=20),
    row("97116", discipline="PT", therapist_minutes=15),
    row("97112", discipline="PT", therapist_minutes=60),
)
NOT_COUNTED = a_day(
    visit(
        "8:00",
        *ROWS,
        row("97530", discipline="PT", therapist_minutes=25),
        row("97750", discipline="PT", therapist_minutes=20),
    ),
    people="",
)
DAY = a_day(*(visit(f"{hour}:00", *ROWS) for hour in range(1, 13)), people="")


@pytest.fixture
def enlarged(opened: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Person]:
    """Open a day on a screen of a size, and then have letters of another."""

    def enlarge(size: tuple[int, int], zoom: int, day: Document = DAY) -> Person:
        monkeypatch.setattr(WindowRoom, "_room", QSize(*size))
        person = opened()
        person.window.worksheet.session.open(day)
        person.window.resize(*size)
        settle()
        desk.kept.keep(ZOOM, zoom)
        apply_zoom(desk.kept)
        settle()
        return person

    return enlarge


def settle() -> None:
    for _ in range(8):  # what takes another room has what it stands in laid out anew
        QApplication.processEvents()


def seen(widget: QWidget) -> QRect:
    """Return the part of a widget that none of those it stands in cuts."""
    return QRect(QPoint(0, 0), widget.size()).intersected(widget.visibleRegion().boundingRect())


def cut_amounts(tree: QTreeWidget) -> list[str]:
    """Return the amounts of a tree of which a part is not seen."""
    found = []
    for at in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(at)
        assert item is not None
        words = item.text(1).split()
        advance = QFontMetrics(item.font(1)).horizontalAdvance
        if words and max(map(advance, words)) > tree.columnWidth(1):
            found.append(item.text(1))
    return found


def check(person: Person) -> None:
    window = person.window
    for name in ("Payment", "Amounts of the row"):
        tree = person.find(QTreeView, name)
        assert isinstance(tree, QTreeWidget)
        if tree.isVisible():
            assert cut_amounts(tree) == []
            assert tree.columnWidth(0) + tree.columnWidth(1) <= tree.viewport().width()
            if not tree.visibleRegion().isEmpty():
                assert seen(tree).width() == tree.width()
    for label in window.findChildren(QLabel):
        if "$" in label.text() and not label.visibleRegion().isEmpty():
            assert seen(label).width() == label.width(), label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    visits = window.parts.visits
    if visits.isVisible():
        assert visits.width() >= visits.minimumSizeHint().width()
        assert seen(visits).width() == visits.width()
    assert not person.table.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", LARGER)
def test_none_is_cut_beside_visits_and_panel(
    zoom: int, size: tuple[int, int], enlarged: Callable[..., Person]
) -> None:
    person = enlarged(size, zoom)
    check(person)
    for command in (Command.EXPLANATION, Command.VISIT_LIST, Command.VISIT_LIST):
        person.choose(command)
        settle()
        check(person)


def test_what_has_no_room_closes_and_comes_back(enlarged: Callable[..., Person]) -> None:
    person = enlarged((1280, 768), 100)
    parts = person.window.parts
    assert not parts.visits.isHidden() and not parts.panel.isHidden()
    for _ in range(5):  # to twice the size
        person.choose(Command.ZOOM_IN)
        settle()
    assert parts.panel.isHidden()
    assert not person.window.parts.entries[Command.EXPLANATION].isChecked()
    person.choose(Command.EXPLANATION)
    settle()
    assert parts.panel.isHidden()
    assert "No room for the explanation" in person.says("Message")
    person.choose(Command.USUAL_SIZE)
    settle()
    assert not parts.panel.isHidden()


def test_visits_stay_where_the_explanation_has_no_room_in_their_place_either(
    enlarged: Callable[..., Person],
) -> None:
    person = enlarged((1366, 800), 100)
    parts = person.window.parts
    for _ in range(5):  # to twice the size
        person.choose(Command.ZOOM_IN)
        settle()
    before = parts.visits.isHidden()
    for _ in range(2):
        person.choose(Command.EXPLANATION)
        settle()
        assert parts.panel.isHidden()
        assert parts.visits.isHidden() is before
        assert "No room for the explanation" in person.says("Message")


def test_visits_wait_for_room(enlarged: Callable[..., Person]) -> None:
    person = enlarged((1024, 700), 200)
    visits = person.window.parts.visits
    assert visits.isHidden()
    person.choose(Command.USUAL_SIZE)
    settle()
    assert visits.isVisible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", LARGER)
def test_a_remark_gives_way_to_captions_and_figures(
    zoom: int, size: tuple[int, int], enlarged: Callable[..., Person]
) -> None:
    person = enlarged(size, zoom, NOT_COUNTED)
    person.window.worksheet.session.change_row(0, therapist="abc")
    settle()
    strip = person.window.parts.strip
    answers = strip.findChildren(Answer)
    assert len({each.caption.mapTo(strip, QPoint(0, 0)).y() for each in answers}) == 1
    for answer in answers:
        labels = [each for each in answer.findChildren(QLabel) if each.isVisible()]
        for label in labels:
            assert label.width() >= label.minimumSizeHint().width(), label.text()
        remarks = [each.text for each in answer.remarks]
        shown = [each.text().strip("\N{MIDDLE DOT} ") for each in labels]
        hidden = [each for each in remarks if each not in shown]
        assert answer.figure.toolTip() == "\n".join(hidden)
        assert answer.figure.accessibleDescription() == ", ".join(hidden)
    all_remarks = [each.text for answer in answers for each in answer.remarks]
    assert all_remarks == ["1 line denied", "1 row not counted"]


@pytest.mark.parametrize("zoom", [100, 125, 150])
@pytest.mark.parametrize("height", [492, 700])
def test_what_is_offered_in_place_of_dollars_is_whole(
    height: int, zoom: int, enlarged: Callable[..., Person]
) -> None:
    person = enlarged((1024, height), zoom, NOT_COUNTED)
    person.window.worksheet.session.change(day=date(2027, 1, 4))
    settle()
    for button in person.window.parts.strip.findChildren(QPushButton):
        assert button.width() >= button.minimumSizeHint().width(), button.text()
    for answer in person.window.parts.strip.findChildren(Answer):
        if answer.isVisible():
            assert answer.caption.width() >= answer.caption.minimumSizeHint().width()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", LARGER)
def test_the_sum_of_the_ruler_and_one_item_stay_on_view(
    zoom: int, size: tuple[int, int], enlarged: Callable[..., Person]
) -> None:
    person = enlarged(size, zoom, NOT_COUNTED)
    ruler = person.find(MinuteRuler, "Minute ruler")
    words = [each.text for each in ruler._drawn().shapes if isinstance(each, Label)]
    assert "140 min, 9 units" in words
    assert seen(ruler).height() == ruler.height()
    first = person.items()[0]
    line = first.first_stop
    assert seen(line).height() == line.height()
    assert person.table.height() >= person.table.horizontalHeader().height() + 28


def test_the_list_under_a_cell_follows_larger_letters(enlarged: Callable[..., Person]) -> None:
    person = enlarged((1366, 768), 100)
    person.select(0, "service").types("thera")
    settle()
    lists = person.window.findChildren(SuggestionList)
    (listed,) = (each for each in lists if each.isVisible())
    for _ in range(2):
        person.choose(Command.ZOOM_IN)
        settle()
        edit = person.focus
        assert listed.x() == edit.mapTo(person.window, QPoint(0, 0)).x()
        rows = min(listed.model().rowCount(), 9)
        assert listed.height() >= rows * listed.sizeHintForRow(0)

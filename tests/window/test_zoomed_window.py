"""What is drawn grows with the letters; rows and what is gone to are whole on view."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QTreeWidget

from day.days import a_day, row, visit
from quarterhour.window.look.buttons import DrawnButton, FlatButton, LinkButton
from quarterhour.window.look.colors import payer_colors
from quarterhour.window.look.icons import MARK_SIZE, Mark
from quarterhour.window.look.text import scale_of
from quarterhour.window.panels.settle_item import SettleItem
from quarterhour.window.words import Command
from window.person import Person
from window.test_amounts_whole import enlarged, settle

__all__ = ["enlarged"]
Enlarged = Callable[..., Person]
ROWS = (
    *(("97110", "PT", 33), ("97140", "PT", 7), ("97116", "PT", 16), ("97535", "OT", 20)),
    *(("97530", "OT", 20), ("92507", "SLP", 30), ("97129", "SLP", 20)),
)
SIZES = [
    *product([(1366, 768), (1024, 700), (1920, 1080)], [100, 125, 150, 200]),
    *product([(960, 540), (1093, 614)], [100, 125, 150]),
]


@pytest.fixture
def busy(enlarged: Enlarged) -> Callable[..., Person]:
    """Open a visit of many rows, with several things to settle, in letters of a size."""
    rows = [
        row(code, discipline=discipline, therapist_minutes=minutes)
        for code, discipline, minutes in ROWS
    ]
    return lambda size, zoom: enlarged(size, zoom, a_day(visit("9:30", *rows), people=""))


def on_view(person: Person, row: int) -> bool:
    """Return whether a row of the table is whole on view."""
    table = person.table
    place = QRect(0, table.rowViewportPosition(row), 1, table.rowHeight(row))
    return table.viewport().rect().contains(place)


@pytest.mark.parametrize(("size", "zoom"), SIZES)
def test_the_table_ends_with_a_whole_row(
    size: tuple[int, int], zoom: int, busy: Callable[..., Person]
) -> None:
    person = busy(size, zoom)
    assert person.table.viewport().height() % person.table.rowHeight(0) == 0
    for _ in range(3):
        person.choose(Command.NEXT_TO_SETTLE)
        settle()
        assert person.table.viewport().height() % person.table.rowHeight(0) == 0
        assert on_view(person, person.table.currentIndex().row())


@pytest.mark.parametrize(("size", "zoom"), SIZES)
def test_the_first_lines_of_an_open_item_are_read(
    size: tuple[int, int], zoom: int, busy: Callable[..., Person]
) -> None:
    person = busy(size, zoom)
    person.choose(Command.NEXT_TO_SETTLE)
    person.press(Qt.Key.Key_Space)
    settle()
    item = next(each for each in person.items() if each.focus_place(person.focus) is not None)
    (text,) = (each for each in item.findChildren(QLabel) if each.text() == item.item.text)
    seen = text.visibleRegion().boundingRect()
    line = text.fontMetrics().lineSpacing()
    assert seen.top() == 0 and seen.height() >= min(text.height(), line)
    assert not item.first_stop.visibleRegion().isEmpty(), "and its line"
    assert on_view(person, person.table.currentIndex().row())
    person.press(Qt.Key.Key_Space)
    settle()
    assert on_view(person, person.table.currentIndex().row())


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_badges_arrows_and_swatches_grow_with_the_letters(
    zoom: int, busy: Callable[..., Person]
) -> None:
    person = busy((1920, 1080), 100)
    strip, tree = person.window.parts.strip, person.find(QTreeWidget, "Payment")
    count = next(each for each in strip.findChildren(QToolButton) if not each.icon().isNull())
    icon, swatch = count.iconSize(), side_of_swatch(tree)
    arrow = sides(person.items()[0])[0]
    for _ in range({100: 0, 150: 3, 200: 5}[zoom]):
        person.choose(Command.ZOOM_IN)
        settle()
    scale = scale_of(tree.font())
    assert scale > 1.3 or zoom == 100

    def close(side: int, before: int) -> bool:
        return abs(side - scale * before) <= 2

    assert close(count.iconSize().width(), icon.width())
    assert close(side_of_swatch(tree), swatch)
    for kind in (FlatButton, DrawnButton):
        for button in person.window.findChildren(kind):
            assert close(button.iconSize().width(), 16), button.accessibleName()
    for each in person.items():
        head, mark = sides(each)
        assert close(head, arrow) and close(mark, MARK_SIZE)


def side_of_swatch(tree: QTreeWidget) -> int:
    """Return the width of the swatch that is drawn before the coinsurance."""
    drawn = tree.grab().toImage()
    (item,) = tree.findItems("Coinsurance", Qt.MatchFlag.MatchStartsWith)
    middle, color = tree.visualItemRect(item).center().y(), payer_colors(tree.palette())[1]
    return sum(drawn.pixelColor(x, middle) == color for x in range(drawn.width()))


def sides(item: SettleItem) -> tuple[int, int]:
    """Return the height of the arrow that is drawn and the width of the badge of an item."""
    (mark,) = item.findChildren(Mark)
    arrow = next(each for each in item.findChildren(LinkButton) if not each.text())
    image = arrow.grab().toImage()
    ground = image.pixelColor(0, 0)
    columns = range(image.width())
    drawn = [
        y for y in range(image.height()) if any(image.pixelColor(x, y) != ground for x in columns)
    ]
    return drawn[-1] - drawn[0] + 1, mark.width()

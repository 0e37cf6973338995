"""Every dialog is whole on its screen in large letters, and says all that it has to say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics, QScreen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QLabel,
    QPushButton,
    QTableWidget,
    QTabWidget,
    QWidget,
)

from quarterhour.day import day_from
from quarterhour.window.look import ELLIPSIS
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.views import MARGIN
from quarterhour.window.settings import FRAME
from quarterhour.window.words import Command
from report.days import busy_day
from window.person import Person
from window.test_amounts_whole import enlarged, settle

__all__ = ["enlarged"]
SCREENS = [(1366, 768), (1024, 700)]
DIALOGS = (
    *(Command.FEE_SCHEDULES, Command.COMPARE_FEES, Command.COMPARE_RULES),
    *(Command.PATIENT_YEAR, Command.SERVICE_DETAILS, Command.CLAIM_STATEMENTS),
    *(Command.VISIT_LABEL, Command.PRACTICE, Command.SETTINGS, Command.OWN_WORDS),
    *(Command.PRICE_LIST, Command.USUAL_VISITS, Command.PEOPLE, Command.GUIDE, Command.ABOUT),
)


@pytest.fixture
def on_screen(
    enlarged: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Person]:
    """Open a busy day on a screen of a size, in letters of another."""

    def open_on(screen: tuple[int, int], zoom: int) -> Person:
        monkeypatch.setattr(QScreen, "availableSize", lambda self: QSize(*screen))
        return enlarged(screen, zoom, day_from(busy_day()))

    return open_on


def scrolls(widget: QWidget, dialog: QDialog) -> bool:
    """Return whether something that a widget stands in can be scrolled."""
    within = widget.parentWidget()
    while within is not None and within is not dialog:
        if isinstance(within, QAbstractScrollArea):
            return True
        within = within.parentWidget()
    return False


def faults(dialog: QDialog, room: QSize) -> list[str]:
    """Return what of a dialog is beyond the screen or the dialog, or is cut."""
    found = []
    if dialog.size().boundedTo(room) != dialog.size():
        found.append(f"{dialog.size().toTuple()} of {room.toTuple()}")
    for button in dialog.findChildren(QPushButton):
        place = QRect(button.mapTo(dialog, QPoint(0, 0)), button.size())
        whole = dialog.rect().contains(place) and button.width() >= button.sizeHint().width()
        if button.isVisible() and not scrolls(button, dialog) and not whole:
            found.append(button.text())
    for notice in dialog.findChildren(Notice):
        (label,) = notice.findChildren(QLabel)
        needed, around = label.heightForWidth(label.width()), notice.parentWidget()
        whole = around is not None and around.rect().contains(notice.geometry())
        if notice.isVisible() and (needed > label.height() or not whole):
            found.append(label.text())
    return found


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_each_is_whole_on_its_screen(
    zoom: int, screen: tuple[int, int], on_screen: Callable[..., Person]
) -> None:
    person = on_screen(screen, zoom)
    person.select(0, "service")
    found = {}
    for command in DIALOGS:
        person.choose(command)
        settle()
        dialog = next(each for each in person.window.findChildren(QDialog) if each.isVisible())
        tabs = dialog.findChildren(QTabWidget)
        for at in range(tabs[0].count() if tabs else 1):
            if tabs:
                tabs[0].setCurrentIndex(at)
                settle()
            if wrong := faults(dialog, QSize(*screen) - FRAME):
                found[command, at] = wrong
        dialog.reject()
        settle()
    assert found == {}


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_no_code_is_cut_where_rules_are_compared(
    zoom: int, on_screen: Callable[..., Person]
) -> None:
    person = on_screen((1366, 768), zoom)
    person.choose(Command.COMPARE_RULES)
    settle()
    table = person.find(QTableWidget, "Units by both rules")
    measure = QFontMetrics(table.font()).horizontalAdvance
    names = [str(table.model().index(row, 0).data()) for row in range(table.rowCount())]
    least = max(measure(f"{name[:5]}{ELLIPSIS}") for name in names)
    assert table.columnWidth(0) >= least + 2 * MARGIN
    assert not table.horizontalScrollBar().maximum(), "all columns are seen"
    assert table.viewport().height() >= 3 * table.rowHeight(0)
    if zoom == 100:
        assert table.columnWidth(0) >= max(map(measure, names)) + 2 * MARGIN


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    "command", [Command.FEE_SCHEDULES, Command.COMPARE_FEES, Command.COMPARE_RULES]
)
def test_an_open_one_stays_whole_as_the_letters_grow(
    command: Command, screen: tuple[int, int], on_screen: Callable[..., Person]
) -> None:
    person = on_screen(screen, 100)
    person.choose(command)
    settle()
    dialog = next(each for each in person.window.findChildren(QDialog) if each.isVisible())
    before = dialog.size()
    for _ in range(5):
        person.choose(Command.ZOOM_IN)
        settle()
        assert faults(dialog, QSize(*screen) - FRAME) == []
    assert dialog.width() > before.width() or dialog.width() == screen[0] - FRAME.width()
    person.choose(Command.USUAL_SIZE)
    settle()
    assert dialog.size() == before

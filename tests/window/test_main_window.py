"""The first window, whose frame is shown before its parts are in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from builders import SAMPLES
from quarterhour.day import day_from
from quarterhour.entry.documents import Document
from quarterhour.visit import Visit, read_visit_file
from quarterhour.window import Desk, MainWindow
from report.days import busy_day

SIZES = [(1366, 768), (1024, 700), (1920, 1080)]


def sample(name: str) -> Visit:
    return read_visit_file(SAMPLES / f"{name}.quarterhour")


DOCUMENTS: dict[str, Callable[[], Document | None]] = {
    "nothing": lambda: None,
    "a visit": lambda: sample("tie"),
    "a day": lambda: day_from(busy_day()),
}


def seen(window: MainWindow) -> list[tuple[Any, ...]]:
    """What is on view: each widget with its name, its place in the window, and what it says."""
    origin = window.mapToGlobal(window.rect().topLeft())
    return [
        (
            type(each).__name__,
            each.accessibleName(),
            each.mapToGlobal(each.rect().topLeft()) - origin,
            each.size(),
            each is QApplication.focusWidget(),
        )
        for each in window.findChildren(QWidget)
        if each.isVisible()
    ]


def settled(window: MainWindow, qtbot: QtBot, welcome: bool) -> list[tuple[Any, ...]]:
    """What is on view once a window is active and has nothing left to do."""
    if welcome:
        window.parts.welcome()
    with qtbot.waitActive(window):
        window.activateWindow()
    for _ in range(5):
        QApplication.processEvents()
    found = seen(window)
    window.hide()
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", DOCUMENTS)
def test_it_is_the_same_as_one_that_is_made_before_it_is_shown(
    what: str, size: tuple[int, int], desk: Desk, qtbot: QtBot
) -> None:
    compare(desk, qtbot, size, DOCUMENTS[what](), welcome=False)


@pytest.mark.parametrize("size", SIZES)
def test_a_newcomer_is_asked_in_it_as_in_another(
    size: tuple[int, int], desk: Desk, qtbot: QtBot
) -> None:
    compare(desk, qtbot, size, None, welcome=True)


def compare(
    desk: Desk, qtbot: QtBot, size: tuple[int, int], document: Document | None, welcome: bool
) -> None:
    """Compare a window that is filled on view with one that is filled before."""
    before = desk.make_window(document)
    qtbot.addWidget(before)
    before.resize(*size)
    before.show()
    expected = settled(before, qtbot, welcome)
    frame = MainWindow()
    qtbot.addWidget(frame)
    frame.resize(*size)
    frame.show_frame()
    QApplication.processEvents()
    assert frame.painted
    desk.fill(frame, document)
    assert settled(frame, qtbot, welcome) == expected
    assert len(expected) > 30

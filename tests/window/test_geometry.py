"""A window opens where the last one was, and never larger than the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quarterhour.day import day_from
from quarterhour.entry.settings import ZOOM, ZOOMS
from quarterhour.reference import Reference
from quarterhour.window import Desk, MainWindow
from quarterhour.window.settings import FRAME, WindowRoom, apply_zoom
from quarterhour.window.words import Command
from report.days import busy_day
from window.person import Person, desk_on

_USUAL = 780


def test_a_window_opens_as_the_last_one_was(
    qtbot: QtBot, desk: Desk, reference: Reference, tmp_path: Path
) -> None:
    first = desk.open_window()
    first.resize(first.minimumWidth(), 700)
    height = first.height()
    first.close()
    again = desk_on(reference, tmp_path).open_window()
    qtbot.addWidget(again)
    assert again.height() == height != _USUAL


def test_meddled_geometry_does_no_harm(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("window/geometry", "nonsense")
    settings.sync()
    assert fits(desk.open_window(), qtbot)


def test_a_first_window_fits_the_screen(qtbot: QtBot, desk: Desk) -> None:
    assert fits(desk.open_window(), qtbot)


def test_a_further_window_is_whole_on_the_screen(qtbot: QtBot, desk: Desk) -> None:
    first = desk.open_window()
    qtbot.addWidget(first)
    room = first.screen().availableGeometry()
    first.move(room.right() - 200, room.bottom() - 100)
    second = desk.open_window()
    qtbot.addWidget(second)
    assert room.contains(second.pos())
    assert second.pos().x() <= max(room.left(), room.right() - second.width())
    assert second.pos().y() <= max(room.top(), room.bottom() - second.height())


def test_larger_letters_keep_a_window_on_its_screen_and_give_its_room_back(
    opened: Callable[..., Person], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened()
    window, room = person.window, QSize(900, 520)
    monkeypatch.setattr(WindowRoom, "_room", room)
    window.resize(860, 500)
    for _ in range(5):
        person.choose(Command.ZOOM_IN)
    qtbot.waitUntil(lambda: window.minimumSizeHint().height() > room.height())
    qtbot.wait(10)
    assert window.height() == room.height()
    assert window.width() <= room.width()
    ruler = person.find(QWidget, "Minute ruler")
    assert ruler.mapTo(window, ruler.rect().bottomLeft()).y() < window.height()
    person.choose(Command.USUAL_SIZE)
    qtbot.waitUntil(lambda: window.size() == QSize(860, 500))
    assert window.minimumSizeHint().height() <= 500
    window.resize(880, 510)
    person.choose(Command.ZOOM_IN)
    qtbot.wait(10)
    person.choose(Command.USUAL_SIZE)
    qtbot.wait(10)
    assert window.size() == QSize(880, 510)


def test_a_window_is_shown_no_larger_than_a_screen_that_is_too_low_for_it(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = QSize(700, 380)
    monkeypatch.setattr(WindowRoom, "_room", room)
    window = desk.open_window()
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.height() == room.height())
    assert window.minimumSizeHint().height() > room.height()


def test_a_message_keeps_a_window_on_its_screen_and_gives_its_room_back(
    opened: Callable[..., Person], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened().window
    low = window.minimumSizeHint().height()
    room = QSize(900, low + 10)
    monkeypatch.setattr(WindowRoom, "_room", room)
    window.resize(860, low + 2)
    for _ in range(2):
        window.messages.say("Another program has changed it.")
        qtbot.waitUntil(lambda: window.minimumSizeHint().height() > room.height())
        qtbot.wait(10)
        assert window.height() == room.height()
        status = window.statusBar()
        assert status.mapTo(window, status.rect().bottomLeft()).y() < window.height()
        window.messages.clear()
        qtbot.waitUntil(lambda: window.size() == QSize(860, low + 2))
        assert window.minimumHeight() <= low


def test_a_message_within_the_screen_gives_its_room_back_and_its_place(
    opened: Callable[..., Person], qtbot: QtBot
) -> None:
    window = opened().window
    low = window.minimumSizeHint().height()
    free = window.screen().availableGeometry()
    window.resize(700, low)
    at = QPoint(free.left() + 20, free.bottom() - low - FRAME.height())
    window.move(at)
    qtbot.wait(10)
    window.messages.say("Another program has changed it.")
    qtbot.waitUntil(lambda: window.height() > low)
    qtbot.waitUntil(lambda: window.frameGeometry().bottom() <= free.bottom())
    window.messages.clear()
    qtbot.waitUntil(lambda: (window.height(), window.pos()) == (low, at))
    window.messages.say("Another program has changed it.")
    qtbot.waitUntil(lambda: window.height() > low)
    window.resize(720, low + 100)
    window.messages.clear()
    qtbot.wait(10)
    assert window.size() == QSize(720, low + 100), "as someone wanted it meanwhile"


def fits(window: MainWindow, qtbot: QtBot) -> bool:
    """Return whether a window is within the screen, as far as its contents let it."""
    qtbot.addWidget(window)
    room = window.screen().availableSize().expandedTo(window.minimumSizeHint())
    return bool(window.size().boundedTo(room) == window.size())


@pytest.mark.parametrize("percent", ZOOMS)
@pytest.mark.parametrize("size", [QSize(1016, 660), QSize(792, 560), QSize(1358, 728)])
def test_a_window_that_is_filled_on_view_stays_on_its_screen_in_kept_letters(
    size: QSize, percent: int, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WindowRoom, "_room", size)
    desk.kept.keep(ZOOM, percent)
    apply_zoom(desk.kept)
    try:
        for document in (None, day_from(busy_day())):
            window = MainWindow()
            qtbot.addWidget(window)
            window.resize(size)
            window.show_frame()
            QApplication.processEvents()
            desk.fill(window, document)
            for _ in range(8):
                QApplication.processEvents()
            assert window.size() == size, document
            window.hide()
    finally:
        desk.kept.keep(ZOOM, ZOOM.usual)
        apply_zoom(desk.kept)

"""An empty visit is shown before it is assessed, and nothing on the screen changes by that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from quarterhour.entry.settings import LAST_PLACE, KeptPlace
from quarterhour.window import Desk, MainWindow

Seen = dict[int, tuple[object, ...]]


class Painted(QObject):
    """Looks whether a visit was assessed before its window was painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.assessed: list[bool] = []
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.assessed.append(is_assessed(self._window))
        return False


def is_assessed(window: MainWindow) -> bool:
    return window.worksheet.session.outcome.assessment is not None


def seen(window: MainWindow) -> Seen:
    """Where each widget is, and what it says to whoever looks or hears."""
    found: Seen = {}
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            text = widget.text() if isinstance(widget, QLabel | QLineEdit | QToolButton) else ""
            spoken = widget.accessibleName(), widget.accessibleDescription()
            found[id(widget)] = (widget.geometry().getRect(), text, spoken, widget.isEnabled())
    return found


@pytest.mark.parametrize("place", ["", "33101", "95023", "national", "nowhere"])
def test_nothing_changes_on_the_screen_once_an_empty_visit_is_assessed(
    place: str, desk: Desk, qtbot: QtBot
) -> None:
    desk.kept.keep(LAST_PLACE, KeptPlace(place))
    window = desk.make_window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    assert not is_assessed(window)
    before = seen(window)
    window.worksheet.session.assess_again()
    assert is_assessed(window)
    assert seen(window) == before


def test_it_is_assessed_right_after_the_first_paint(desk: Desk, qtbot: QtBot) -> None:
    window = desk.make_window()
    qtbot.addWidget(window)
    painted = Painted(window)
    window.show()
    qtbot.waitUntil(lambda: is_assessed(window))
    assert painted.assessed[0] is False


def test_a_key_that_comes_first_does_it(desk: Desk, qtbot: QtBot) -> None:
    window = desk.make_window()
    qtbot.addWidget(window)
    session = window.worksheet.session
    session.paste(0, "97110\t23")
    assert session.outcome.lines[0].line.units == 2
    assert not session.history.saved

"""Someone who has never seen Quarterhour prices a visit, by what the window shows alone.

Nothing here knows a class of the window: it is read as assistive technology reads it, by labels,
roles and table cells, and worked by keys.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from window.accessible import Role, called, cells, description, name, seen
from window.person import Person

A_MINUTE = 60
MAX_KEYS = 60


class Newcomer:
    """Has a keyboard and reads; counts the keys."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.keys = 0

    def here(self) -> str:
        """Return what the thing with the keyboard is called."""
        focus = QApplication.focusWidget()
        assert focus is not None
        return name(QAccessible.queryAccessibleInterface(focus))

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.keys += 1
        QTest.keyClick(focus, key, held or Qt.KeyboardModifier.NoModifier)

    def write(self, text: str) -> None:
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None
            self.keys += 1
            QTest.keyClicks(focus, letter)

    def go_back_to(self, what: str) -> None:
        """Press Shift+Tab until the keyboard is in a field of that name."""
        for _ in range(30):
            if self.here().startswith(what):
                return
            self.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        raise AssertionError(f"Shift+Tab never comes to {what}")


def test_a_newcomer_prices_the_example_by_keyboard_alone(opened: Callable[..., Person]) -> None:
    newcomer = Newcomer(opened().window)
    start = time.monotonic()
    # The window says where to type, and what.
    assert newcomer.here() == "Services" or "service" in newcomer.here().lower()
    assert "Type a code (97110)" in description(called(newcomer.window, "Services", Role.Table))
    newcomer.go_back_to("Date of service")
    newcomer.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    newcomer.write("2026-11-23")
    newcomer.press(Qt.Key.Key_Tab)
    assert newcomer.here().startswith("ZIP or place")
    newcomer.write("33101")
    while newcomer.here() != "Services":
        newcomer.press(Qt.Key.Key_Tab)
    for code, minutes in (("97110", "33"), ("97140", "7")):
        newcomer.write(code)
        newcomer.press(Qt.Key.Key_Tab)
        newcomer.write(minutes)
        newcomer.press(Qt.Key.Key_Return)
    assert time.monotonic() - start < A_MINUTE
    assert newcomer.keys <= MAX_KEYS

    titles = [name(thing) for thing in seen(newcomer.window) if thing.role() == Role.ColumnHeader]
    rows = [dict(zip(titles, row, strict=False)) for row in cells(newcomer.window, "Services")]
    assert rows[0]["Service"].startswith("97110")
    assert [row["Units"] for row in rows[:2]] == ["2", "1"]
    assert [row["Modifiers"] for row in rows[:2]] == ["GP", "GP"]
    assert [row["Allowed"] for row in rows[:2]] == ["$53.13", "$21.99"]
    assert called(newcomer.window, "Medicare pays: $58.89")
    assert called(newcomer.window, "Patient pays: $15.03")
    assert "PT: 40 timed minutes are 3 units" in description(
        called(newcomer.window, "Minute ruler")
    )
    place = called(newcomer.window, "ZIP or place of treatment")
    assert description(place) == "Miami, FL, locality 09102-04"

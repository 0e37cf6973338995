"""Whoever audits a day: keys go to what has the focus, and what is shown is read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from quarterhour.entry.day_session import DaySession
from quarterhour.window.audit import AuditWindow
from window.accessible import name, seen

Key = Qt.Key


def session_of(window: AuditWindow) -> DaySession:
    session = window._session
    assert isinstance(session, DaySession)
    return session


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(focus(), key, held)


def texts(window: QWidget) -> str:
    """Read everything that stands in the window, painted or not."""
    own = [name(thing) for thing in seen(window)]
    return "\n".join((*own, *(label.text() for label in window.findChildren(QLabel))))


def settle_all(window: AuditWindow) -> None:
    while window.findings.list.items_shown:
        window.step(1)
        press(Key.Key_Space)
        use = window.finding.use
        assert use is not None
        use.setFocus()
        press(Key.Key_Return)


def listed(window: AuditWindow) -> int:
    """Count what is listed."""
    return len(window.findings.list.items_shown)


def at_a_glance(window: AuditWindow) -> list[str]:
    """Read the four figures over the timeline."""
    return [figure for _, figure in _figures(window.strip)]


def day_figures(window: AuditWindow) -> dict[str, str]:
    """Read the figures of the day, of whom they are shown."""
    return dict(_figures(window.figures))


def _figures(part: QWidget) -> list[tuple[str, str]]:
    said = (name(thing).partition(": ") for thing in seen(part))
    return [(title, figure) for title, colon, figure in said if colon]

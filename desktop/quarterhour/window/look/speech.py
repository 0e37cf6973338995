"""What a screen reader says, beside what the focus tells it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


def announce(widget: QWidget, words: str) -> None:
    """Have words said on behalf of a widget, if anyone listens."""
    # Loaded with the first words: it takes 4 ms of the first window, which says none.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Drawn(QLabel):
    """Draws itself: a text to assistive technology, and not a panel, as Qt would have it.

    Its accessible description says what it shows.
    """

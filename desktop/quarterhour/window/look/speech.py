"""Having a screen reader say what the focus does not tell."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Have words said on behalf of a widget, if anyone listens."""
    # Loaded with the first words: it takes 4 ms of the first window, which says none.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))

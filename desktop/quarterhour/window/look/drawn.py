"""Widgets that draw what they show, as assistive technology knows them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class Drawn(QWidget):
    """Draws itself: a picture to assistive technology, and not a panel, as Qt would have it.

    Its accessible description says what it shows.
    """


def _picture(kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Return how a drawn widget is spoken of; of all others Qt knows it."""
    if not isinstance(thing, Drawn):
        return None
    return QAccessibleWidget(thing, QAccessible.Role.Graphic)


QAccessible.installFactory(_picture)

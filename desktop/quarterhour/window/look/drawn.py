"""Widgets that draw what they show, as assistive technology knows them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


class Drawn(QLabel):
    """Draws itself: a text to assistive technology, and not a panel, as Qt would have it.

    Its accessible description says what it shows.
    """

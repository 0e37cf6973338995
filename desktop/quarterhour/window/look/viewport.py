"""Reaching the viewport of a view without loading what is not used."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_NAME = "qt_scrollarea_viewport"  # by Qt


def know_viewport(area: QAbstractScrollArea) -> None:
    """Have PySide know a viewport as the plain widget that it is.

    Where `viewport()` is the first to hand it out, PySide loads every class of widgets to find
    out which of them it is: 12 ms of the first window.
    """
    area.findChild(QWidget, _NAME)

"""What frames the panes of the audit."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.scaled import ScaledLabel


def head(title: str, parent: QWidget) -> QLabel:
    """Return the head of a pane."""
    label = ScaledLabel(1.0, parent, semibold=True)
    label.setText(title)
    label.setAccessibleName(title)
    label.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
    label.setMinimumHeight(9 * GRID)
    return label


def line(parent: QWidget) -> QFrame:
    """Return a thin line between two panes."""
    thin = QFrame(parent)
    thin.setFixedHeight(1)
    thin.setAutoFillBackground(True)
    thin.setBackgroundRole(QPalette.ColorRole.Midlight)
    return thin


def column(parent: QWidget, *widgets: QWidget) -> QWidget:
    """Return widgets one below the other."""
    whole = QWidget(parent)
    whole.setAutoFillBackground(True)
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return whole

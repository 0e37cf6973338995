"""A part of the panel at the right, under its head."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.plain import plain_label

HEAD = 9 * GRID
_SIDE = 4 * GRID


class Section(QWidget):
    """A head with a title, and what else stands in it, over a widget."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = plain_label(title, self)
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        if "&" in title:
            self._title.setBuddy(content)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(_SIDE, 0, 2 * GRID, 0)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._title.setMinimumHeight(HEAD)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(content, 1)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something at the right of the head."""
        self._head.addWidget(widget)

    def retitle(self, title: str) -> None:
        """Change the title."""
        if title != self._title.text():
            self._title.setText(title)

"""A part of the panel at the right, under its title."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.plain import plain_label


class Section(QWidget):
    """A title over a widget."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = plain_label(title, self)
        font = QFont(self._title.font())
        font.setBold(True)
        self._title.setFont(font)
        if "&" in title:
            self._title.setBuddy(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._title)
        layout.addWidget(content, 1)

    def retitle(self, title: str) -> None:
        """Change the title."""
        if title != self._title.text():
            self._title.setText(title)

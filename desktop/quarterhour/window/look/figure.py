"""A label for a number that changes at every keystroke."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.text import DASH


class Figure(QLabel):
    """Shows a number in room for the widest that it can be.

    The room never changes, so that the window is not laid out anew when the number does.
    """

    def __init__(self, name: str, widest: str, font: QFont, parent: QWidget) -> None:
        super().__init__(DASH, parent)
        self._name = name
        self._widest = widest
        self.setFont(figures_font(font))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._keep_room()
        self._speak(DASH)

    def show_text(self, text: str) -> None:
        """Show another number."""
        if text != self.text():
            self.setText(text)
            self._speak(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _speak(self, text: str) -> None:
        self.setAccessibleName(f"{self._name}: {'not known' if text == DASH else text}")

    def _keep_room(self) -> None:
        metrics = self.fontMetrics()
        self.setFixedSize(metrics.horizontalAdvance(self._widest), self.sizeHint().height())

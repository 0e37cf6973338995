"""The one button of a window that is filled: what is done there in the end."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.palette import LIGHT_INK, ink_of
from quarterhour.window.look.scaled import scaled_font

_LETTERS_ON_LIGHT, _LETTERS_ON_DARK = "#ffffff", "#10202f"
_DARKER = 112  # percent, while it is pressed
_RING = 2


class MainButton(QPushButton):
    """Is filled with the accent; in the system's colors it is as the system has it.

    It is drawn here, since styles lighten the color of a button until its letters are faint.
    """

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setFont(scaled_font(1.0, semibold=True))
        press_where_focused(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the letters, and within them a ring for the focus."""
        ink = ink_of(QApplication.palette())
        if ink is None or not self.isEnabled():
            super().paintEvent(event)
            return
        ground = QColor(ink.accent)
        letters = QColor(_LETTERS_ON_LIGHT if ink is LIGHT_INK else _LETTERS_ON_DARK)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.ButtonText, letters)
        keys = QStyle.StyleHint.SH_UnderlineShortcut
        underlined = self.style().styleHint(keys, None, self)
        hidden = Qt.TextFlag.TextHideMnemonic
        flags = Qt.AlignmentFlag.AlignCenter.value
        flags |= (Qt.TextFlag.TextShowMnemonic if underlined else hidden).value
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground.darker(_DARKER) if self.isDown() else ground)
            painter.drawRoundedRect(QRectF(self.rect()), GRID, GRID)
            if self.hasFocus():
                inner = QRectF(self.rect()).adjusted(3, 3, -3, -3)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(letters, _RING))
                painter.drawRoundedRect(inner, _RING, _RING)
            self.style().drawItemText(
                *(painter, self.rect(), flags, palette, True, self.text()),
                QPalette.ColorRole.ButtonText,
            )

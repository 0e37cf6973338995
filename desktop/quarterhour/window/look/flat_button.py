"""A flat button with a drawing, and words beside it where it has some."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from quarterhour.window.look import GRID
from quarterhour.window.look.icons import icon
from quarterhour.window.look.ink import accent, edge

_RING = 2


class FlatButton(QToolButton):
    """Has no edge; a ground while it is checked or pressed, a ring while it has the keyboard.

    `behind` puts the drawing behind the words.
    """

    def __init__(self, name: str, drawing: str, parent: QWidget, behind: bool = False) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._drawn = False
        self.setAccessibleName(name)
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard
        if behind:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def draw_icon(self) -> None:
        """Draw the icon, which the first window does not wait for."""
        self._drawn = True
        self.setIcon(icon(self._drawing, self.palette().color(QPalette.ColorRole.WindowText)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._drawn:
            self.draw_icon()

    def sizeHint(self) -> QSize:
        """Leave room at both sides."""
        return super().sizeHint() + QSize(2 * GRID, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and ring; of what the style draws, the drawing and the words alone."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isChecked() or self.isDown():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(edge(self.palette()))
                painter.drawRoundedRect(self.rect(), GRID, GRID)
            if self.hasFocus():
                painter.setPen(QPen(accent(self.palette()), _RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), GRID, GRID)
            option = QStyleOptionToolButton()
            self.initStyleOption(option)
            option.rect = option.rect.adjusted(GRID, 0, -GRID, 0)
            label = QStyle.ControlElement.CE_ToolButtonLabel
            self.style().drawControl(label, option, painter, self)

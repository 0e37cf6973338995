"""The main button of a window: filled with the accent, the same on each system."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.icons import icon
from quarterhour.window.look.ink import edge
from quarterhour.window.look.palette import Ink, ink_of
from quarterhour.window.look.scaled import scaled_font

_RING = 2
_GAP = 3  # in which the ring of the keyboard stands
_CORNER = 4
_ICON = 16
_PRESSED = 115  # percent


class FilledButton(QPushButton):
    """Has the accent as its ground, and a ring around it while it has the keyboard.

    In high contrast the system draws it. Without a drawing it has words alone.
    """

    def __init__(self, text: str, drawing: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._drawing = drawing
        self._before = _ICON + 2 * GRID if drawing else 0
        self._drawn = QIcon()
        self.setAccessibleName(text.replace("&", ""))
        self.setFont(scaled_font(1.0, semibold=True))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        press_where_focused(self)

    def draw_icon(self) -> None:
        """Draw the icon, which the first window does not wait for."""
        self._drawn = icon(self._drawing, self._letters(ink_of(self.palette())))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon, words, and ring."""
        metrics = self.fontMetrics()
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        high = max(30, metrics.height() + 3 * GRID) + 2 * _GAP
        return QSize(words + self._before + 4 * GRID + 2 * _GAP, high)

    def minimumSizeHint(self) -> QSize:
        """Return the same: its words are never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette, and whether it can be pressed."""
        super().changeEvent(event)
        changed = event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange)
        if changed and not self._drawn.isNull():
            self.draw_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, ring, icon, and words."""
        ink = ink_of(self.palette())
        if ink is None:
            super().paintEvent(event)
            return
        box = self.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_ground(painter, box, ink)
            painter.setPen(self._letters(ink))
            words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
            left = box.x() + (box.width() - words - self._before) // 2
            self._drawn.paint(painter, left, box.center().y() - _ICON // 2 + 1, _ICON, _ICON)
            text = QRect(left + self._before, box.y(), words, box.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
            painter.drawText(text, flags, self.text())

    def _draw_ground(self, painter: QPainter, box: QRect, ink: Ink) -> None:
        ground = QColor(ink.accent)
        if self.hasFocus():
            painter.setPen(QPen(ground, _RING))
            around = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(around, _CORNER + _RING, _CORNER + _RING)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self.isEnabled():
            painter.setPen(edge(self.palette()))
            ground = self.palette().color(QPalette.ColorRole.Base)
        elif self.isDown() or self.underMouse():
            ground = ground.darker(_PRESSED)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, _CORNER, _CORNER)

    def _letters(self, ink: Ink | None) -> QColor:
        if ink is None or not self.isEnabled():
            return self.palette().color(QPalette.ColorRole.ButtonText)
        return QColor(ink.on_accent)

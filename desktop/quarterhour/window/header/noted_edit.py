"""A line to type in that says, inside it at the right, what it is taken for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.ink import secondary
from quarterhour.window.look.palette import ink_of, nearest_ink
from quarterhour.window.look.plain import tip

_SIDE = 2 * GRID
_ICON = 6 * GRID


class NotedEdit(QLineEdit):
    """Shows a note beside what is typed, where there is room, and a frame around a mistake."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ""
        self._mistaken = False
        self._fill = ""
        self.textChanged.connect(self._make_room)

    @property
    def note(self) -> str:
        """What stands inside at the right."""
        return self._note

    @property
    def mistaken(self) -> bool:
        """Whether what is typed is marked as a mistake."""
        return self._mistaken

    def say(self, note: str, sentence: str, mistaken: bool = False) -> None:
        """Show a note. The sentence is for the tip and for assistive technology."""
        if sentence != self.accessibleDescription():
            self.setAccessibleDescription(sentence)
            self.setToolTip(tip(sentence))
        if (note, mistaken) != (self._note, self._mistaken):
            self._note, self._mistaken = note, mistaken
            self._color()
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the note where there is room now."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()
        elif event.type() == QEvent.Type.PaletteChange:
            self._color()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the note, or the frame, over the field."""
        super().paintEvent(event)
        if not self._mistaken and not self._noted:
            return
        with QPainter(self) as painter:
            if self._noted:
                painter.setPen(secondary(self.palette()))
                room = QRect(0, 0, self.width() - self._right, self.height())
                align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, align, self._note)
            if self._mistaken:
                painter.setPen(QPen(QColor(nearest_ink(self.palette()).danger), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    @property
    def _right(self) -> int:
        return _ICON + GRID if self.actions() else _SIDE

    @property
    def _noted(self) -> bool:
        return self.textMargins().right() > 0

    def _make_room(self) -> None:
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(self._note) + _SIDE if self._note else 0
        typed = metrics.horizontalAdvance(self.text()) + 2 * _SIDE
        fits = typed + wide + self._right <= self.width()
        right = wide if fits else 0
        if right != self.textMargins().right():
            self.setTextMargins(0, 0, right, 0)
        self.update()

    def _color(self) -> None:
        """Fill the field of a mistake; in high contrast, the frame alone tells it."""
        ink = ink_of(QApplication.palette())
        wanted = ink.danger_fill if self._mistaken and ink else ""
        if wanted != self._fill:
            self._fill = wanted
            palette = QPalette()  # what is not set goes on to be the program's
            if wanted:
                palette.setColor(QPalette.ColorRole.Base, QColor(wanted))
            self.setPalette(palette)

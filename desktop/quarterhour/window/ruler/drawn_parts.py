"""What the drawn figures have in common: parts that are told, and that follow the font."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.plain import tip
from quarterhour.window.look.speech import Drawn
from quarterhour.window.ruler.painting import writing_of


class DrawnParts(Drawn):
    """Draws parts; each has a tooltip, and is a child to assistive technology.

    It is drawn anew in another width, in other colors, and with other letters: with those of
    figures, which it has from `take_figures_font` on.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._heard: list[Drawn] = []
        self._writing = writing_of(figures_font(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def take_figures_font(self) -> None:
        """Write in the font of figures, once there is something to draw."""
        self.setFont(figures_font(self.font()))

    @abstractmethod
    def _redraw(self) -> None:
        """Draw anew, and let the parts be heard where they are then."""

    @abstractmethod
    def _told_at(self, point: QPoint) -> tuple[str, QRect]:
        """Return what is told of the part at a point, and where the part is; no text for none."""

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what a part is."""
        if event.type() == QEvent.Type.ToolTip:
            asked = cast(QHelpEvent, event)
            text, area = self._told_at(asked.pos())
            QToolTip.showText(asked.globalPos(), tip(text), self, area)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._writing = writing_of(self.font())
            self.updateGeometry()
            self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew in another width."""
        super().resizeEvent(event)
        self._redraw()

    def _let_hear(self, parts: Sequence[tuple[str, QRect]]) -> None:
        """Have a child that is heard, by its name, where each part is drawn."""
        while len(self._heard) < len(parts):
            child = Drawn(self)
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._heard.append(child)
        for child, (name, box) in zip(self._heard, parts, strict=False):
            if child.accessibleName() != name:
                child.setAccessibleName(name)
            child.setGeometry(box)
        for at, child in enumerate(self._heard):
            child.setVisible(at < len(parts))

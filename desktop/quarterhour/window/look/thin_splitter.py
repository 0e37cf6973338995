"""A splitter whose handle is a line of one pixel, in the color of lines."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from quarterhour.window.look.ink import edge


class ThinSplitter(QSplitter):
    """Puts widgets beside or under each other; none is dragged away.

    `keeps` is the only one that needs its room: the others are closed where there is too little.
    """

    keeps: QWidget | None = None

    def __init__(self, orientation: Qt.Orientation, parent: QWidget, *widgets: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)  # Qt lets a line be dragged from both sides of it
        for widget in widgets:
            self.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        """Return the least room, in width of what is never closed alone."""
        hint = super().minimumSizeHint()
        if self.keeps is None:
            return hint
        return QSize(self.keeps.minimumSizeHint().width(), hint.height())

    def createHandle(self) -> QSplitterHandle:
        """Return a line."""
        return _Line(self.orientation(), self)


class _Line(QSplitterHandle):
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line; what lies beside it is for dragging alone."""
        with QPainter(self) as painter:
            painter.fillRect(self.contentsRect(), edge(self.palette()))

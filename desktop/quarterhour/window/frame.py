"""What windows are laid out with: thin splitters, sections with a head, and panes to go through.

And what keeps a window within its screen as letters grow.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QSplitterHandle,
    QVBoxLayout,
    QWidget,
)

from quarterhour.window.look import GRID
from quarterhour.window.look.ink import edge
from quarterhour.window.look.plain import plain_label


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


def whole_height(widget: QWidget) -> int:
    """Return the height of all that a widget has to show, without scrolling, at its width."""
    content = widget.widget() if isinstance(widget, QScrollArea) else widget
    layout = content.layout() if content is not None else None
    if content is None or layout is None:
        return widget.sizeHint().height()
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(content.width())
    return layout.totalSizeHint().height()


HEAD = 9 * GRID
_SIDE = 4 * GRID


class Section(QWidget):
    """A head with a title, and what else stands in it, over a widget."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
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

    @property
    def wanted_height(self) -> int:
        """The height in which all of it is seen, at the width that it has now."""
        return self._head.sizeHint().height() + whole_height(self._content)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something at the right of the head."""
        self._head.addWidget(widget)

    def retitle(self, title: str) -> None:
        """Change the title."""
        if title != self._title.text():
            self._title.setText(title)


class Panes:
    """The panes of a window in order; each has one place that the keyboard goes to first."""

    def __init__(self, panes: Sequence[tuple[QWidget, QWidget]]) -> None:
        self._panes = tuple(panes)

    def go(self, step: int) -> None:
        """Put the keyboard into the next pane on view, or with -1 into the one before."""
        shown = [each for each in self._panes if each[1].isVisible() and each[1].isEnabled()]
        focus = QApplication.focusWidget()
        here = next(
            (
                at
                for at, (pane, _) in enumerate(shown)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            None,
        )
        if not shown:
            return
        at = (0 if step > 0 else len(shown) - 1) if here is None else (here + step) % len(shown)
        shown[at][1].setFocus(Qt.FocusReason.TabFocusReason)


FRAME = QSize(2 * GRID, 10 * GRID)  # what a frame and a title bar take from the screen


class LettersRoom(QObject):
    """Keeps a window within its screen as letters grow, and gives back what they have taken.

    A window is as large as its parts need at the least. Where that is more than the screen has, its
    parts have less.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._size: QSize | None = None  # that it had before letters took some
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # once its parts have letters of that size
        self._soon.timeout.connect(self._fit)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow its letters, and the size that someone gives it."""
        match event.type():
            case QEvent.Type.FontChange:
                self._size = self._size or self._window.size()
                self._window.setMinimumSize(self._window.minimumSize().boundedTo(self._room))
                self._soon.start()
            case QEvent.Type.Show:
                self._soon.start()
            case QEvent.Type.Resize:
                assert isinstance(event, QResizeEvent)
                if not (self._soon.isActive() or self._is_taken(event.oldSize(), event.size())):
                    self._size = None
        return False

    def _is_taken(self, before: QSize, now: QSize) -> bool:
        """Return whether the window became larger just for what its parts need."""
        least = self._window.minimumSize()
        widths = (before.width(), now.width(), least.width())
        heights = (before.height(), now.height(), least.height())
        return all(new in (old, max(old, needed)) for old, new, needed in (widths, heights))

    @property
    def _room(self) -> QSize:
        window = self._window
        known = window.frameSize() - window.size()  # nothing before it is shown
        return window.screen().availableSize() - known.expandedTo(FRAME)

    def _fit(self) -> None:
        window, room = self._window, self._room
        layout = window.layout()
        assert layout is not None  # a main window has one
        least = layout.totalMinimumSize()
        # Without a size of its own, the least is what its parts need.
        width = room.width() if least.width() > room.width() else 0
        height = room.height() if least.height() > room.height() else 0
        window.setMinimumSize(width, height)
        before = self._size
        if window.isMaximized() or window.isFullScreen():
            return
        if before is not None:  # someone may have it span several screens
            window.resize(before.expandedTo(least).boundedTo(room.expandedTo(before)))
            self._size = before
        elif width or height:
            window.resize(window.size().boundedTo(room))

"""What windows have in common: thin splitters, bands, sections with a head, panes to go through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QVBoxLayout,
    QWidget,
)

from quarterhour.window.look import GRID
from quarterhour.window.look.colors import edge, nearest_ink
from quarterhour.window.look.text import color_letters, plain_label


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


class Band(QWidget):
    """Goes across the window with a thin line below; as high as what stands in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoFillBackground(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, edge(self.palette()))


def line_across(parent: QWidget) -> QFrame:
    """Return a thin line between what stands below each other."""
    line = QFrame(parent)
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(QPalette.ColorRole.Midlight)
    return line


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
        self._mark: QLabel | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(content, 1)

    @property
    def wanted_height(self) -> int:
        """The height in which all of it is seen, at the width that it has now."""
        return self._head.sizeHint().height() + whole_height(self._content)

    def count_in_head(self, count: QWidget) -> None:
        """Put a number beside the title."""
        self._head.insertSpacing(1, 2 * GRID)
        self._head.insertWidget(2, count)

    def add_to_head(self, widget: QWidget, inset: int = 0) -> None:
        """Put something at the right of the head, further in where it has no margin of its own."""
        self._head.addWidget(widget)
        self._head.addSpacing(inset)

    def mark(self, text: str) -> None:
        """Say beside the title, in the color of a choice, what all below rests on."""
        if self._mark is None:
            if not text:
                return
            self._mark = plain_label(parent=self)
            self._head.insertSpacing(1, 2 * GRID)
            self._head.insertWidget(2, self._mark)
        self._mark.setText(text)
        self._mark.setVisible(bool(text))
        color_letters(self._mark, QColor(nearest_ink(self.palette()).choice))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._mark is not None:
            self.mark(self._mark.text())


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


def come_forward(window: QWidget) -> None:
    """Show a window above the others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()

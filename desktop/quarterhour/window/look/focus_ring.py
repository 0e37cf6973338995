"""The ring around what has the keyboard, alike in every window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QCommonStyle,
    QFocusFrame,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import FilledButton, FlatButton, LinkButton
from quarterhour.window.look.colors import accent, ink_of

_WIDTH = 2
_ON_TOP = QStyle.StyleHint.SH_FocusFrame_AboveWidget
_MARGINS = (
    QStyle.PixelMetric.PM_FocusFrameHMargin,
    QStyle.PixelMetric.PM_FocusFrameVMargin,
)
_CUT_OUT = QStyle.StyleHint.SH_FocusFrame_Mask
_DRAW_THEIR_OWN = (FilledButton, FlatButton, LinkButton)


def put_ring(widget: QWidget | None, ring: FocusRing | None) -> FocusRing | None:
    """Put the ring around what has the keyboard now, or nowhere where that shows it itself.

    Return the ring: another one at first, and once it went with its window.
    """
    inside = widget and _ringed(widget)
    if ring is None or not isValid(ring):
        if inside is None:
            return None
        ring = FocusRing()
    ring.setWidget(inside)  # type: ignore[arg-type]  # none takes it away
    return ring


def bring_into_view(widget: QWidget) -> None:
    """Scroll to what has the keyboard, where nothing of it is seen.

    Qt does so only where it comes from within the same area.
    """
    if not widget.isVisible() or not widget.visibleRegion().isEmpty():
        return  # of what is clicked, something is seen, which stays below the mouse
    inside = widget.parentWidget()
    while inside is not None:
        if isinstance(inside, QScrollArea):
            inside.ensureWidgetVisible(widget)
        inside = inside.parentWidget()


def _ringed(widget: QWidget) -> QWidget | None:
    """Return what the ring goes around.

    In high contrast, and where it has a ring of its own, the system draws it.
    """
    if ink_of(QApplication.palette()) is None or QApplication.style().styleHint(_ON_TOP):
        return None
    match widget:
        case QLineEdit() if isinstance(box := widget.parentWidget(), QComboBox):
            return box
        case QLineEdit():  # one without a frame edits a cell, which has it
            return widget if widget.hasFrame() else None
        case QAbstractButton():
            return None if isinstance(widget, _DRAW_THEIR_OWN) else widget
        case QAbstractItemView():  # else a cell or a row shows it
            return None if widget.model() and widget.model().rowCount() else widget
        case QComboBox() | QTextEdit() | QPlainTextEdit() | QTabBar() | QScrollArea():
            return widget
    return None


class _RingStyle(QCommonStyle):
    """Has the ring lie above all that is beside the widget, where Qt has it follow what moves."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """Lie on top; the ring cuts out its middle itself."""
        if hint in (_ON_TOP, _CUT_OUT):
            return int(hint is _ON_TOP)
        return super().styleHint(hint, option, widget, returnData)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Lie close around an edge, and clear of letters that have none."""
        if metric not in _MARGINS:
            return super().pixelMetric(metric, option, widget)
        held = widget.widget() if isinstance(widget, FocusRing) else None
        bare = isinstance(held, QTextEdit) and held.frameShape() is QFrame.Shape.NoFrame
        return _WIDTH + GRID if bare else _WIDTH


class FocusRing(QFocusFrame):
    """A ring in the accent outside of a widget, on its edge where there is no room outside."""

    def __init__(self) -> None:
        super().__init__()
        self._own_style = _RingStyle()  # which Qt does not keep
        self.setStyle(self._own_style)
        self._room = QRect()

    def event(self, event: QEvent) -> bool:
        """Follow the widget."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._fit()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, with the corners of buttons."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(accent(QApplication.palette()), _WIDTH))
            painter.drawRoundedRect(self._room.adjusted(1, 1, -1, -1), GRID, GRID)

    def _fit(self) -> None:
        held, parent = self.widget(), self.parentWidget()
        if held is None or parent is None:
            return
        room = self.rect()
        if isinstance(held, QCheckBox | QRadioButton):  # which may be wider than its words
            room.setWidth(min(room.width(), held.sizeHint().width() + 2 * _WIDTH))
        self._room = room & parent.rect().translated(-self.pos())
        middle = self._room.adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
        # So that what is typed in the middle has nothing drawn anew.
        self.setMask(QRegion(self._room) - QRegion(middle))

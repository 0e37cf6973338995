"""What frames the panes of the audit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.plain import tip
from quarterhour.window.look.scaled import ScaledLabel
from quarterhour.window.look.views import LEFT


def head(title: str, parent: QWidget) -> QLabel:
    """Return the head of a pane."""
    label = ScaledLabel(1.0, parent, semibold=True)
    label.setText(title)
    label.setAccessibleName(title)
    label.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
    label.setMinimumHeight(9 * GRID)
    return label


def line(parent: QWidget) -> QFrame:
    """Return a thin line between two panes."""
    thin = QFrame(parent)
    thin.setFixedHeight(1)
    thin.setAutoFillBackground(True)
    thin.setBackgroundRole(QPalette.ColorRole.Midlight)
    return thin


def column(parent: QWidget, *widgets: QWidget) -> QWidget:
    """Return widgets one below the other."""
    whole = QWidget(parent)
    whole.setAutoFillBackground(True)
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return whole


class ElidedLabel(QLabel):
    """A text that gives way where it is narrow; its tip has all of it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tell(text)

    def tell(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), elide, self.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), LEFT, shown)

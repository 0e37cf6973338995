"""What other widgets are made of: text shown as it is written, and what a screen reader says.

Qt would take some text for markup, and load the pictures in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import Qt, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text as it is written."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label


def paragraph(parent: QWidget) -> QLabel:
    """Return a label for sentences, which wrap, and can be copied."""
    label = plain_label(parent=parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def plain_box(box: QMessageBox) -> None:
    """Have a message box show all its text as it is written."""
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)


def tip(text: str) -> str:
    """Return a text for a tooltip, which takes what looks like markup for it: as it is written."""
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text


def announce(widget: QWidget, words: str) -> None:
    """Have words said on behalf of a widget, if anyone listens."""
    # Loaded with the first words: it takes 4 ms of the first window, which says none.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Drawn(QLabel):
    """Draws itself: a text to assistive technology, and not a panel, as Qt would have it.

    Its accessible description says what it shows.
    """


class StillBox(QComboBox):
    """A box of choices; the wheel scrolls what it stands in, and chooses only in its open list."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()

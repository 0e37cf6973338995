"""Text is shown as it is written: Qt would take some for markup, and load the pictures in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text as it is written."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label


def plain_box(box: QMessageBox) -> None:
    """Have a message box show all its text as it is written."""
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)


def tip(text: str) -> str:
    """Return a text for a tooltip, which takes what looks like markup for it: as it is written."""
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text

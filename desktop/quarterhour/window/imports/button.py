"""A button that Enter does not press from elsewhere in the dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


def plain_button(text: str, name: str, parent: QWidget) -> QPushButton:
    """Return a button with its name for assistive technology."""
    button = QPushButton(text, parent)
    button.setAccessibleName(name)
    button.setAutoDefault(False)
    return button

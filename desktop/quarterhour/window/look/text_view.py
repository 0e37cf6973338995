"""Text to be read, with nothing in it that leads anywhere."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser, QWidget


class TextView(QTextBrowser):
    """Shows a text to be read. No link in it is followed, and nothing that it names is loaded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> str | None:
        """Load no picture, wherever it is said to lie."""
        return None

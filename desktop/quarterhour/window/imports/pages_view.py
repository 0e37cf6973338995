"""The addresses of CMS's pages as text to copy: the program opens none of them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget

from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import secondary
from quarterhour.window.look.plain import TextView

_LEAST_LINES, _LINES = 2, 4


class PagesView(TextView):
    """Shows what CMS publishes and where, to be selected and copied into a browser."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Where CMS publishes these files")
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2 * GRID)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES + 2 * GRID)
        self._write()

    def sizeHint(self) -> QSize:
        """Ask for the room of two pages; the others are scrolled to."""
        height = self.fontMetrics().lineSpacing() * _LINES + 5 * GRID
        return QSize(super().sizeHint().width(), height)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        quiet = secondary(self.palette()).name()
        self.setHtml(
            "<br>".join(
                f'<span style="color:{quiet}">{escape(page.what)}</span><br>{escape(page.address)}'
                for page in ALL_PAGES
            )
        )

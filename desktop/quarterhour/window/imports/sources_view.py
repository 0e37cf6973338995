"""The files that the selected release came from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from quarterhour.reference import Source
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import secondary
from quarterhour.window.look.plain import TextView

_LINES, _LEAST_LINES = 5, 3


class SourcesView(TextView):
    """Shows files with their sha256 as text that can be selected and copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._origin = ""
        self._sources: Sequence[Source] = ()
        self.setAccessibleName("Sources of the selected release")
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2 * GRID)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES + 4 * GRID)

    def explain(self, origin: str, sources: Sequence[Source]) -> None:
        """Show other files."""
        self._origin, self._sources = origin, sources
        self._write()

    def sizeHint(self) -> QSize:
        """Ask for the room of two files and where they came from."""
        height = self.fontMetrics().lineSpacing() * _LINES + 5 * GRID
        return QSize(super().sizeHint().width(), height)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        quiet = secondary(self.palette()).name()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        files = [
            f"{escape(source.file)}<br>"
            f'<span style="color:{quiet}">sha256 '
            f"<span style=\"font-family:'{fixed}'\">{escape(source.sha256)}</span></span>"
            for source in self._sources
        ]
        origin = f'<span style="color:{quiet}">{escape(self._origin)}</span>'
        lines = files if not self._origin else [*files, origin]
        self.setHtml("<br>".join(lines))

"""Why the selected row comes to what it does."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from quarterhour.window.entry import TieChoice
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font, secondary
from quarterhour.window.panels.why_text import Shade, explanation
from quarterhour.window.worksheet import Worksheet

_MOST_CHOICES = 6
# Each price is a whole assessment, at every keystroke; the menu of the cell prices more.
_MOST_PRICED = 3


class WhyPanel(QTextBrowser):
    """Explains a row: reason, tie, claim lines with their arithmetic, sources."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._row = 0
        self._shown = ""
        self.setAccessibleName("Why the selected row comes to what it does")
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.document().setDefaultFont(figures_font(self.font()))
        self.document().setDocumentMargin(2 * GRID)
        self.document().setDefaultStyleSheet(
            f"p, table {{ margin-top: 0px; margin-bottom: {2 * GRID}px }}"
            "p.row { margin-bottom: 0px; white-space: pre-wrap }"
            f"p.total {{ margin-top: {2 * GRID}px; margin-bottom: {GRID}px;"
            " white-space: pre-wrap; font-weight: bold }"
            f"p.work {{ margin-bottom: {GRID}px }}"
        )
        worksheet.assessed.connect(self.refresh)

    def explain(self, row: int) -> None:
        """Explain another row."""
        self._row = row
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Explain the row as it stands now; the place read at is kept."""
        worksheet = self._worksheet
        choices: list[TieChoice] = []
        ways = 0
        if self._row < len(worksheet.outcome.rows):
            choices, ways = worksheet.tie_choices(self._row, _MOST_CHOICES, _MOST_PRICED)
        text = explanation(
            worksheet.outcome,
            self._row,
            choices,
            ways,
            bool(worksheet.problems_of(self._row)),
            Shade(secondary(self.palette()).name()),
        )
        if text != self._shown:
            self._shown = text
            self._replace(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the figures at the right edge."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._set_edge()

    def _replace(self, text: str) -> None:
        """Show another text as one edit, which lays it out once; the place read at is kept."""
        place = self.verticalScrollBar().value()
        everything = QTextCursor(self.document())
        everything.beginEditBlock()
        everything.select(QTextCursor.SelectionType.Document)
        everything.removeSelectedText()
        everything.setBlockFormat(QTextBlockFormat())
        everything.insertHtml(text)
        self._set_edge()
        everything.endEditBlock()
        self.setTextCursor(QTextCursor(self.document()))
        self.verticalScrollBar().setValue(place)

    def _set_edge(self) -> None:
        """Put a tab stop for the figures at the right edge."""
        edge = self.viewport().width() - 2 * self.document().documentMargin()
        stop = QTextBlockFormat()
        stop.setTabPositions([QTextOption.Tab(edge, QTextOption.TabType.RightTab)])
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.mergeBlockFormat(stop)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()

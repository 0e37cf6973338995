"""Why the selected row comes to what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from quarterhour.entry import TieChoice
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font, secondary
from quarterhour.window.look.plain import TextView
from quarterhour.window.look.views import know_viewport
from quarterhour.window.panels.why_text import Kind, Line, explanation
from quarterhour.window.worksheet import Worksheet

_MAX_CHOICES = 6
# Each price is a whole assessment, at every keystroke; the menu of the cell prices more.
_MAX_PRICED = 3
_TITLE_SIZE = 1.15
_LEAST_LINES = 6
_KEYS = 18 * GRID
_QUIET = (Kind.WORKING, Kind.SOURCE)
# The room above and below a line.
_ROOM = {
    Kind.TITLE: (0, 2 * GRID),
    Kind.TEXT: (0, 2 * GRID),
    Kind.KEY: (0, GRID),
    Kind.TOTAL: (2 * GRID, GRID),
    Kind.FIGURE: (0, 0),
    Kind.WORKING: (0, GRID),
    Kind.SOURCE: (0, 0),
}


class WhyPanel(TextView):
    """Explains a row: reason, tie, claim lines with their arithmetic, sources."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        know_viewport(self)
        self._worksheet = worksheet
        self._row = 0
        self._shown: Sequence[Line] = ()
        self.setAccessibleName("Why the selected row comes to what it does")
        self.setTabChangesFocus(True)
        # A bar that comes and goes would have the text laid out twice at a keystroke.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setDefaultFont(figures_font(self.font()))
        self.document().setDocumentMargin(2 * GRID)
        worksheet.assessed.connect(self.refresh)

    def explain(self, row: int) -> None:
        """Explain another row."""
        self._row = row
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Explain the row as it is now; the place read at is kept."""
        worksheet = self._worksheet
        choices: list[TieChoice] = []
        ways = 0
        if self._row < len(worksheet.session.outcome.rows):
            choices, ways = worksheet.session.tie_choices(self._row, _MAX_CHOICES, _MAX_PRICED)
        left_out = bool(worksheet.session.problems_of(self._row))
        lines = explanation(worksheet.session.outcome, self._row, choices, ways, left_out)
        before, self._shown = self._shown, lines
        if [line.kind for line in lines] == [line.kind for line in before]:
            self._mend(before, lines)
        else:
            self._write(lines)

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few lines to read."""
        return QSize(super().minimumSizeHint().width(), _LEAST_LINES * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the figures at the right edge."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._write(self._shown)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write(self._shown)

    def _mend(self, before: Sequence[Line], lines: Sequence[Line]) -> None:
        """Write the lines that have changed: laying out the whole text takes too long."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                cursor.setPosition(self.document().findBlockByNumber(at).position())
                to_end = QTextCursor.MoveMode.KeepAnchor
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, to_end)
                cursor.removeSelectedText()
                self._insert(cursor, new)
        cursor.endEditBlock()

    def _write(self, lines: Sequence[Line]) -> None:
        """Write all lines as one edit; the place read at is kept."""
        place = self.verticalScrollBar().value()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for at, line in enumerate(lines):
            if at:
                cursor.insertBlock(self._block(line.kind))
            else:
                cursor.setBlockFormat(self._block(line.kind))
            self._insert(cursor, line)
        cursor.endEditBlock()
        self.setTextCursor(QTextCursor(self.document()))
        self.verticalScrollBar().setValue(place)

    def _insert(self, cursor: QTextCursor, line: Line) -> None:
        letters = QTextCharFormat()
        if line.kind in _QUIET:
            letters.setForeground(secondary(self.palette()))
        if line.kind is Kind.TITLE:
            letters.setFontPointSize(self.font().pointSizeF() * _TITLE_SIZE)
        if line.lead:
            heavy = QTextCharFormat(letters)
            heavy.setFontWeight(QFont.Weight.Bold)
            cursor.insertText(line.lead, heavy)
        cursor.insertText(line.text, letters)

    def _block(self, kind: Kind) -> QTextBlockFormat:
        """Return the room round a line, and where a tab in it leads: figures to the right edge."""
        block = QTextBlockFormat()
        above, below = _ROOM[kind]
        block.setTopMargin(above)
        block.setBottomMargin(below)
        if kind is Kind.KEY:
            block.setTabPositions([QTextOption.Tab(_KEYS, QTextOption.TabType.LeftTab)])
            block.setLeftMargin(_KEYS)
            block.setTextIndent(-_KEYS)
        else:
            edge = self.viewport().width() - 2 * self.document().documentMargin()
            block.setTabPositions([QTextOption.Tab(edge, QTextOption.TabType.RightTab)])
        return block

"""What is told of a row: its paragraphs, its amounts step by step, and the sources."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import LinkButton, plain_button
from quarterhour.window.look.ink import figures_font, secondary
from quarterhour.window.look.palette import nearest_ink
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.text_view import TextView
from quarterhour.window.look.views import know_viewport
from quarterhour.window.panels.explanation_text import Explained, Paragraph
from quarterhour.window.panels.step_tree import Shown, StepTree

_COPY = "Copy for the note"
_SOURCES = "Sources"


class RowExplanation(QWidget):
    """Tells why a row comes to what it does, under its title."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._told: Explained | None = None
        self._text = _Text(self)
        self._steps = StepTree("Amounts of the row", self)
        self._copy = plain_button(_COPY, _COPY, self)
        self._copy.clicked.connect(self._copy_note)
        self._link = LinkButton(_SOURCES, self, arrow=True)
        self._sources = plain_label(parent=self)
        self._sources.setWordWrap(True)
        self._sources.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sources.hide()
        self._link.toggled.connect(self._sources.setVisible)
        below = QHBoxLayout()
        below.setSpacing(3 * GRID)
        below.addWidget(self._copy)
        below.addWidget(self._link)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._text)
        column.addWidget(self._steps)
        column.addLayout(below)
        column.addWidget(self._sources)
        self._dress()

    @property
    def sources(self) -> str:
        """The rules and files that what is told rests on, each on a line."""
        return "\n".join(self._told.sources) if self._told is not None else ""

    @property
    def first(self) -> QWidget:
        """What can be read."""
        return self._text

    def follow(self, before: QWidget) -> None:
        """Have the keyboard come here after another widget."""
        for after in (self._text, self._steps, self._copy, self._link):
            QWidget.setTabOrder(before, after)
            before = after

    def clear(self) -> None:
        """Tell nothing."""
        self._told = None
        self.hide()

    def tell(self, told: Explained, steps: Sequence[Shown]) -> None:
        """Tell of a row, and show its steps where it has some."""
        self.show()
        self._text.show_paragraphs(told.paragraphs)
        self._copy.setVisible(bool(told.note))
        self._link.setVisible(bool(told.sources))
        self._sources.setVisible(bool(told.sources) and self._link.isChecked())
        self._steps.show_steps(steps)
        self._steps.setVisible(bool(steps))
        if told != self._told:
            self._told = told
            self._sources.setText(self.sources)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()

    def _copy_note(self) -> None:
        if self._told is not None:
            QApplication.clipboard().setText(self._told.note)

    def _dress(self) -> None:
        quiet = self._sources.palette()
        quiet.setColor(self._sources.foregroundRole(), secondary(self.palette()))
        self._sources.setPalette(quiet)


class _Text(TextView):
    """Paragraphs, as high as what they say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        know_viewport(self)
        self._paragraphs: tuple[Paragraph, ...] = ()
        self.setAccessibleName("Explanation")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDefaultFont(figures_font(self.font()))
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Show other paragraphs."""
        if paragraphs != self._paragraphs:
            self._paragraphs = paragraphs
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.document().setDefaultFont(figures_font(self.font()))
            self._write()

    def _fit(self) -> None:
        height = round(self.document().size().height() + 0.5)
        if height != self.height():
            self.setFixedHeight(height)

    def _write(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        block = QTextBlockFormat()
        block.setBottomMargin(2 * GRID)
        for at, paragraph in enumerate(self._paragraphs):
            cursor.insertBlock(block) if at else cursor.setBlockFormat(block)
            letters = QTextCharFormat()
            if paragraph.denied:
                letters.setForeground(QColor(nearest_ink(self.palette()).danger))
            heavy = QTextCharFormat(letters)
            heavy.setFontWeight(QFont.Weight.DemiBold)
            cursor.insertText(paragraph.lead, heavy)
            cursor.insertText(paragraph.text, letters)
        cursor.endEditBlock()

"""A page of the guide, to be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from quarterhour.guide import Entry, Page
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font, hairline, link_color
from quarterhour.window.look.plain import tip
from quarterhour.window.look.text_view import TextView


class PageList(QListWidget):
    """Lists pages; `chosen` tells the key of the one that is selected, `typed` a letter typed."""

    chosen = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages")
        self.setUniformItemSizes(True)
        self.setSpacing(GRID // 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._choose)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List other pages; none is selected."""
        with QSignalBlocker(self):
            self.clear()
            for entry in entries:
                item = QListWidgetItem(entry.title, self)
                item.setData(Qt.ItemDataRole.UserRole, entry.key)
                item.setToolTip(tip(entry.title))
            self.setCurrentRow(-1)

    def select(self, key: str) -> None:
        """Select a page if it is listed, without choosing it anew."""
        with QSignalBlocker(self):
            for row in range(self.count()):
                if self.item(row).data(Qt.ItemDataRole.UserRole) == key:
                    self.setCurrentRow(row)
                    return
            self.setCurrentRow(-1)

    def keyboardSearch(self, search: str) -> None:
        """Leave searching to the field above."""
        self.typed.emit(search)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


_TITLE_SIZE, _HEADING_SIZE = 1.45, 1.15
_FEATURES = QTextDocument.MarkdownFeature
_MARKDOWN = _FEATURES.MarkdownDialectGitHub | _FEATURES.MarkdownNoHTML


class PageView(TextView):
    """Shows one page; `wanted` tells the key of a link, `typed` a letter typed."""

    wanted = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self.setAccessibleName("Page")
        self.document().setDocumentMargin(4 * GRID)
        self.document().setIndentWidth(5 * GRID)
        self.document().setDefaultFont(figures_font(self.font()))
        self.anchorClicked.connect(self._follow)

    def show_page(self, page: Page, place: int = 0) -> None:
        """Show a page from its beginning, or as far down as it was read."""
        self._page = page
        self._write()
        self.verticalScrollBar().setValue(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give letters to the search; keep what moves within the page."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font; the place read at is kept."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if event.type() in kinds and self._page is not None:
            self.document().setDefaultFont(figures_font(self.font()))
            self.show_page(self._page, self.verticalScrollBar().value())

    def _follow(self, url: QUrl) -> None:
        self.wanted.emit(url.toString())

    def _write(self) -> None:
        assert self._page is not None
        self.document().setMarkdown(f"# {self._page.title}\n\n{self._page.body}", _MARKDOWN)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            at = QTextCursor(block)
            self._space(at)
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                if fragment.charFormat().isAnchor():
                    at.setPosition(fragment.position())
                    end = fragment.position() + fragment.length()
                    at.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    letters = QTextCharFormat()
                    letters.setForeground(link_color(self.palette()))
                    at.mergeCharFormat(letters)
                fragments += 1
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._rule(frame)
        cursor.endEditBlock()

    def _space(self, at: QTextCursor) -> None:
        """Give a block its room, and a heading its size."""
        block = at.blockFormat()
        level = block.headingLevel()
        room = QTextBlockFormat()
        room.setBottomMargin(0 if at.currentTable() else 3 * GRID if level == 1 else 2 * GRID)
        room.setTopMargin(4 * GRID if level > 1 else 0)
        if at.currentList() is not None:
            room.setBottomMargin(GRID)
        at.mergeBlockFormat(room)
        if level:
            at.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            letters = at.charFormat()
            # Markdown's own sizes are relative, and weigh more than one in points.
            letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            size = _TITLE_SIZE if level == 1 else _HEADING_SIZE
            letters.setFontPointSize(self.font().pointSizeF() * size)
            at.setCharFormat(letters)

    def _rule(self, table: QTextTable) -> None:
        """Draw a table with hairlines, as wide as the page."""
        form = table.format()
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QBrush(hairline(self.palette())))
        form.setBorderCollapse(True)
        form.setCellPadding(GRID * 1.5)
        form.setCellSpacing(0)
        form.setTopMargin(GRID)
        form.setBottomMargin(3 * GRID)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(form)

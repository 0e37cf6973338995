"""The help window: the guide and a page for each code, to be searched, listed, and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from quarterhour.guide import START, Context, Entry, Guide, Page, context_on
from quarterhour.resources import resource_folder
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.colors import hairline, link_color
from quarterhour.window.look.text import figures_font, plain_label, resized, tip
from quarterhour.window.look.text_view import TextView
from quarterhour.window.look.views import TableCells
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet


class PageList(QListWidget):
    """Lists pages; `chosen` tells the key of the one that is selected, `typed` a letter typed."""

    chosen = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(TableCells(self))
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
            font = resized(self.font(), size)
            font.setWeight(letters.font().weight())
            letters.setFont(font)
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


@dataclass(frozen=True, slots=True)
class Visited:
    """A page that was read, and how far down it was."""

    key: str
    place: int = 0


class History:
    """Where one is among the pages read."""

    def __init__(self) -> None:
        self._visited: list[Visited] = []
        self._at = -1

    @property
    def can_go_back(self) -> bool:
        """Whether a page was read before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one has gone back from a page."""
        return self._at + 1 < len(self._visited)

    def go_to(self, key: str) -> None:
        """Take note of a page; what one had gone back from is forgotten."""
        if self._at >= 0 and self._visited[self._at].key == key:
            return
        self._visited[self._at + 1 :] = [Visited(key)]
        self._at += 1

    def leave(self, place: int) -> None:
        """Take note of how far down the present page was read."""
        if self._at >= 0:
            self._visited[self._at] = replace(self._visited[self._at], place=place)

    def step(self, by: int) -> Visited:
        """Go back (-1) or forward (1), where that can be done; return the page."""
        self._at = max(0, min(self._at + by, len(self._visited) - 1))
        return self._visited[self._at]


_LIST, _PAGE = 320, 640


class HelpWindow(QDialog):
    """Shows the guide beside the window, which stays usable.

    Fees on its pages are those of the visit's date and place; it follows them while it is open.
    Raises GuideError where the texts cannot be used.
    """

    def __init__(self, worksheet: Worksheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._guide = self._bound()
        self._context = self._present()
        self._history = History()
        self._key = START
        self._search = QLineEdit(self)
        self._nothing = plain_label("No pages found. Try fewer or different words.", self)
        self._list = PageList(self)
        self._view = PageView(self)
        self._back = _button("\u2190 &Back", "Back to the page before", self)
        self._forward = _button("For&ward \u2192", "Forward again", self)
        self.setModal(False)
        self.setWindowTitle(WORDS[Title.GUIDE])
        self.setSizeGripEnabled(True)
        self._lay_out()
        self._connect()
        self._list_pages("")
        # From here the arrows scroll, and letters go to the search.
        self._view.setFocus()
        self.resize(_LIST + _PAGE, 160 * GRID)

    def show_code(self, code: str) -> None:
        """Open the page of a code, or the first page where there is none."""
        self.show_page(self._guide.key_of(code))

    def show_start(self) -> None:
        """Open the first page."""
        self.show_page(START)

    def show_page(self, key: str) -> None:
        """Open a page by its key; a key that is none is left alone."""
        self._context = self._present()
        page = self._guide.page(key, self._context)
        if page is None:
            return
        self._history.leave(self._view.verticalScrollBar().value())
        self._history.go_to(key)
        self._read(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search into the list by Down, and to the page by Enter."""
        in_search = self._search.hasFocus()
        if in_search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self._list.setFocus()
            self._list.setCurrentRow(max(self._list.currentRow(), 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if in_search and self._list.count() and self._list.currentRow() < 0:
                self._list.setCurrentRow(0)
            self._view.setFocus()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._list_pages)
        self._list.chosen.connect(self.show_page)
        self._view.wanted.connect(self.show_page)
        self._list.typed.connect(self._type)
        self._view.typed.connect(self._type)
        self._back.clicked.connect(partial(self._step, -1))
        self._forward.clicked.connect(partial(self._step, 1))
        for keys, run in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._go_to_search),
            (QKeySequence("Alt+Left"), partial(self._step, -1)),
            (QKeySequence("Alt+Right"), partial(self._step, 1)),
        ):
            QShortcut(keys, self).activated.connect(run)
        self._worksheet.assessed.connect(self._follow)
        self._worksheet.renewed.connect(self._renew)

    def _list_pages(self, text: str) -> None:
        found = self._guide.search(text)
        self._list.show_entries(found)
        self._nothing.setVisible(not found)
        if not text:
            self._list.select(self._key)

    def _type(self, text: str) -> None:
        """Begin another search with what was typed elsewhere."""
        self._search.setFocus()
        self._search.setText(text)

    def _go_to_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _step(self, by: int) -> None:
        self._history.leave(self._view.verticalScrollBar().value())
        visited = self._history.step(by)
        self._read(visited.key, visited.place)

    def _read(self, key: str, place: int = 0) -> None:
        page = self._guide.page(key, self._context)
        assert page is not None  # whoever asks has looked
        self._key = key
        self._view.show_page(page, place)
        self._view.setAccessibleDescription(page.title)
        self.setWindowTitle(WORDS[Title.GUIDE_PAGE].format(page.title))
        self._list.select(key)
        self._back.setEnabled(self._history.can_go_back)
        self._forward.setEnabled(self._history.can_go_forward)

    def _follow(self) -> None:
        """Show the figures of another date or place, while the window is open."""
        if self.isVisible() and self._present() != self._context:
            self._context = self._present()
            self._read(self._key, self._view.verticalScrollBar().value())

    def _renew(self) -> None:
        """Show the figures that the reference holds now, after an import or a removal."""
        self._guide = self._bound()
        self._context = self._present()
        self._read(self._key, self._view.verticalScrollBar().value())

    def _bound(self) -> Guide:
        return Guide(resource_folder() / "help", self._worksheet.session.reference)

    def _present(self) -> Context:
        """Return the date and the place of the visit."""
        worksheet = self._worksheet
        day = worksheet.session.draft.day or worksheet.session.edition.valid_to
        typed = worksheet.session.outcome.reading.place
        return context_on(worksheet.session.reference, day, typed.locality, typed.zip)

    def _lay_out(self) -> None:
        self._search.setAccessibleName("Search the guide")
        self._search.setPlaceholderText("Search by code, name, or question")
        self._search.setClearButtonEnabled(True)
        self._nothing.setWordWrap(True)
        label = plain_label("&Search", self)
        label.setBuddy(self._search)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(label)
        top.addWidget(self._search, 1)
        top.addWidget(self._back)
        top.addWidget(self._forward)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        middle = QSplitter(self)
        middle.setChildrenCollapsible(False)
        middle.setHandleWidth(3 * GRID)
        middle.addWidget(left)
        middle.addWidget(self._view)
        middle.setStretchFactor(1, 1)
        middle.setSizes([_LIST, _PAGE])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addLayout(top)
        layout.addWidget(middle, 1)


def _button(text: str, name: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAccessibleName(name)
    # Enter belongs to the search and the list.
    press_where_focused(button)
    button.setEnabled(False)
    return button

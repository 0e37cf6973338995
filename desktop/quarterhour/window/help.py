"""What Help opens: the guide with a page for each code, to be searched and read, and About."""

from __future__ import annotations

import platform
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QUrl, Signal, qVersion
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
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from quarterhour import __version__
from quarterhour.guide import START, Context, Entry, Guide, Page, context_on
from quarterhour.log import FILE
from quarterhour.reference import Reference, american
from quarterhour.resources import is_portable, resource_folder, user_folder
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import Button, close_box
from quarterhour.window.look.colors import hairline, link_color
from quarterhour.window.look.text import figures_font, plain_label, resized, tip
from quarterhour.window.look.text_view import TextView
from quarterhour.window.look.views import TableCells
from quarterhour.window.settings import KeptSettings
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


_PAGE = "page"  # the scheme of the addresses of pages
_TITLE_SIZE, _HEADING_SIZE = 1.45, 1.15
_FEATURES = QTextDocument.MarkdownFeature
_MARKDOWN = _FEATURES.MarkdownDialectGitHub | _FEATURES.MarkdownNoHTML


class PageView(TextView):
    """Shows pages by their keys, and goes back and forward among those that were read.

    `page_of` returns the page of a key as it is now, None for no key. `key` is that of the page on
    view, empty before the first. `typed` tells a letter typed.
    """

    typed = Signal(str)

    def __init__(self, page_of: Callable[[str], Page | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._page_of = page_of
        self.key = ""
        self.setAccessibleName("Page")
        self.document().setDocumentMargin(4 * GRID)
        self.document().setIndentWidth(5 * GRID)
        self.document().setDefaultFont(figures_font(self.font()))
        self.anchorClicked.connect(self._follow)
        self.sourceChanged.connect(self._write)

    def show_page(self, key: str) -> None:
        """Show a page from its beginning; a key that is none is left alone."""
        if self._page_of(key) is not None:
            # A link is resolved against it: behind a question mark, nothing is in its way.
            self.setSource(QUrl(f"{_PAGE}:?{key}"), QTextDocument.ResourceType.MarkdownResource)

    def renew(self) -> None:
        """Show the page as it is now; the place read at is kept."""
        place = self.verticalScrollBar().value()
        self.reload()
        self.verticalScrollBar().setValue(place)

    def loadResource(self, kind: int, name: QUrl | str) -> str | None:
        """Load no picture, and nothing of a page, which is written without any HTML."""
        return "\n" if kind == QTextDocument.ResourceType.MarkdownResource.value else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give letters to the search; keep what moves within the page."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Up and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # which would lead to the page that was read first
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if event.type() in kinds and self.key:
            self.document().setDefaultFont(figures_font(self.font()))
            self.renew()

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == _PAGE:
            self.show_page(url.path())

    def _write(self, url: QUrl) -> None:
        self.key = url.query()
        page = self._page_of(self.key)
        if page is None:  # a code can go with its import, while its page is open or read before
            self.key = START
            page = self._page_of(START)
        assert page is not None
        self.setAccessibleDescription(page.title)
        self.document().setMarkdown(f"# {page.title}\n\n{page.body}", _MARKDOWN)
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


_LIST_WIDTH, _PAGE_WIDTH = 320, 640


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
        self._search = QLineEdit(self)
        self._nothing = plain_label("No pages found. Try fewer or different words.", self)
        self._list = PageList(self)
        self._view = PageView(lambda key: self._guide.page(key, self._context), self)
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
        self.resize(_LIST_WIDTH + _PAGE_WIDTH, 160 * GRID)

    def show_code(self, code: str) -> None:
        """Open the page of a code, or the first where there is none, and leave no search over."""
        self._search.clear()
        self.show_page(self._guide.key_of(code))

    def show_start(self) -> None:
        """Open the first page."""
        self.show_page(START)

    def show_page(self, key: str) -> None:
        """Open a page by its key; a key that is none is left alone."""
        self._context = self._present()
        self._view.show_page(key)

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
        self._list.typed.connect(self._type)
        self._view.typed.connect(self._type)
        self._view.sourceChanged.connect(self._tell_page)
        self._view.backwardAvailable.connect(self._back.setEnabled)
        self._view.forwardAvailable.connect(self._forward.setEnabled)
        self._back.clicked.connect(self._view.backward)
        self._forward.clicked.connect(self._view.forward)
        for keys, run in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._go_to_search),
            (QKeySequence("Alt+Left"), self._view.backward),
            (QKeySequence("Alt+Right"), self._view.forward),
        ):
            QShortcut(keys, self).activated.connect(run)
        self._worksheet.assessed.connect(self._follow)
        self._worksheet.renewed.connect(self._renew)

    def _list_pages(self, text: str) -> None:
        found = self._guide.search(text)
        self._list.show_entries(found)
        self._nothing.setVisible(not found)
        if not text:
            self._list.select(self._view.key)

    def _type(self, text: str) -> None:
        """Begin another search with what was typed elsewhere."""
        self._search.setFocus()
        self._search.setText(text)

    def _go_to_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _tell_page(self) -> None:
        self.setWindowTitle(WORDS[Title.GUIDE_PAGE].format(self._view.accessibleDescription()))
        self._list.select(self._view.key)

    def _follow(self) -> None:
        """Show the figures of another date or place, while the window is open."""
        if self.isVisible() and self._present() != self._context:
            self._context = self._present()
            self._view.renew()

    def _renew(self) -> None:
        """Show the figures that the reference holds now, after an import or a removal."""
        self._guide = self._bound()
        self._context = self._present()
        self._view.renew()

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
        middle.setSizes([_LIST_WIDTH, _PAGE_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addLayout(top)
        layout.addWidget(middle, 1)


def _button(text: str, name: str, parent: QWidget) -> Button:
    button = Button(text, name, parent)
    button.setEnabled(False)
    return button


_PURPOSE = (
    "Units, modifiers, and estimated Medicare payment for therapy visits. Works offline and "
    "doesn't store patient data. Your MAC makes the final decision."
)
_NOTICE = (
    "CPT codes are copyright of the American Medical Association. All rights reserved. Its "
    "descriptions aren't included; the names of the services are Quarterhour's own. Fee schedules "
    "are from the Centers for Medicare & Medicaid Services."
)


class AboutDialog(QDialog):
    """Names versions, editions with their files, folders and copyrights; all can be copied."""

    def __init__(self, reference: Reference, kept: KeptSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(WORDS[Title.ABOUT])
        text = TextView(self)
        text.setAccessibleName(WORDS[Title.ABOUT])
        text.document().setDocumentMargin(3 * GRID)
        text.setHtml(_html(reference, kept))
        clipboard, role = QApplication.clipboard(), QDialogButtonBox.ButtonRole.ActionRole
        buttons = close_box(self)
        copy = buttons.addButton("Copy &all", role)
        copy.clicked.connect(lambda: clipboard.setText(text.toPlainText()))
        folders = buttons.addButton("Copy &folders", role)
        folders.clicked.connect(lambda: clipboard.setText("\n".join(_folders(kept))))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(text)
        layout.addWidget(buttons)
        self.resize(160 * GRID, 120 * GRID)


def _html(reference: Reference, kept: KeptSettings) -> str:
    editions = [
        f"{edition.release}: {american(edition.valid_from)} to {american(edition.valid_to)}, "
        f"conversion factor {edition.conversion_factor}"
        for edition in reference.editions
    ]
    versions = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    text = (resource_folder() / "license.txt").read_text(encoding="utf-8")
    return "".join(
        (
            f'<p style="font-size:x-large"><b>Quarterhour</b> {__version__}</p>',
            *(f"<p>{escape(text)}</p>" for text in (versions, _PURPOSE, _NOTICE)),
            _list("Where files are stored", _folders(kept)),
            _list("Fee schedules loaded", editions),
            "<p><b>Source files and SHA-256</b></p>",
            *(
                f"<p>{escape(source.file)}<br><code>{escape(source.sha256)}</code></p>"
                for source in reference.sources
            ),
            _list("Open-source licenses", map(": ".join, inside().items())),
            "<p><b>License of Quarterhour</b></p>",
            *(f"<p>{escape(part)}</p>" for part in text.split("\n\n")),
        )
    )


def inside() -> dict[str, str]:
    """Return what others wrote that is part of Quarterhour, each with the name of its license."""
    text = (resource_folder() / "components.toml").read_text(encoding="utf-8")
    kinds: dict[str, dict[str, str]] = tomllib.loads(text)
    if not getattr(sys, "frozen", False):
        del kinds["loader"]
    return {
        name: license.removeprefix("LicenseRef-")
        for components in kinds.values()
        for name, license in components.items()
    }


def _folders(kept: KeptSettings) -> Iterator[str]:
    """Yield where Quarterhour keeps what, a line each."""
    folder = user_folder()
    yield f"Imports and unsaved work: {folder}"
    yield f"Settings: {kept.where}"
    yield f"Log of errors: {folder / FILE}"
    if is_portable():
        yield "Quarterhour is portable: it stores everything in its own folder."


def _list(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<p><b>{title}</b></p><ul>{items}</ul>"

"""Lines of text to read and copy: the details of a release, what is missing, CMS's pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent, QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QWidget

from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.reference.missing import Missing
from quarterhour.window.imports.loaded import LoadedRow
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import secondary
from quarterhour.window.look.plain import TextView

_LINES, _LEAST_LINES = 5, 2
_NOTHING = "Nothing is missing."


class Line(NamedTuple):
    """A line of text; `quiet` says less than the others, `bold` more.

    `apart` has some room above it, and `digits` are of one width.
    """

    text: str
    quiet: bool = False
    bold: bool = False
    apart: bool = False
    digits: str = ""


class TextPane(TextView):
    """Shows lines that can be selected by keys and by mouse.

    Copying copies what is selected, or else the line that the cursor is in, however it is wrapped.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(by_keys | Qt.TextInteractionFlag.TextSelectableByMouse)
        self.document().setDocumentMargin(2 * GRID)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES + 4 * GRID)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines; what was selected in the same ones stays."""
        lines = tuple(lines)
        if lines != self._lines:
            self._lines = lines
            self._write()

    def sizeHint(self) -> QSize:
        """Ask for the room of a few lines; the others are scrolled to."""
        height = self.fontMetrics().lineSpacing() * _LINES + 5 * GRID
        return QSize(super().sizeHint().width(), height)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the line of the cursor where something is to be copied and nothing is selected."""
        cursor = self.textCursor()
        if event.matches(QKeySequence.StandardKey.Copy) and not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            self.setTextCursor(cursor)
        super().keyPressEvent(event)

    def _write(self) -> None:
        quiet = secondary(self.palette()).name()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self.setHtml("".join(_html(line, quiet, fixed) for line in self._lines))


def details(row: LoadedRow | None) -> Iterable[Line]:
    """Return what is to be known of a release: about it, and the files that it came from."""
    if row is None:
        return
    yield from (Line(about) for about in row.about)
    for source in row.sources:
        yield Line(source.file)
        if source.title != row.release:
            yield Line(source.title, quiet=True)
        yield Line("sha256 ", quiet=True, digits=source.sha256)


def lacking(found: Iterable[Missing]) -> Iterable[Line]:
    """Return what is missing, what to do, and where CMS has it."""
    lines: list[Line] = []
    for each in found:
        what = f"{each.what[0].upper()}{each.what[1:]}"
        lines += [Line(what, bold=True, apart=bool(lines)), Line(each.effect)]
        lines += [Line(each.page.address, quiet=True)] if each.page else []
    return lines or [Line(_NOTHING, quiet=True)]


def pages() -> Iterable[Line]:
    """Return what CMS publishes, and the address of each."""
    for at, page in enumerate(ALL_PAGES):
        yield Line(page.what, quiet=True, apart=at > 0)
        yield Line(page.address)


def _html(line: Line, quiet: str, fixed: str) -> str:
    weight = ";font-weight:bold" if line.bold else ""
    color = f";color:{quiet}" if line.quiet else ""
    digits = f"<span style=\"font-family:'{fixed}'\">{escape(line.digits)}</span>"
    text = f"{escape(line.text)}{digits if line.digits else ''}"
    above = GRID if line.apart else 0
    paragraph = f"margin:{above}px 0 0 0{weight}"
    return f'<p style="{paragraph}"><span style="margin:0{color}">{text}</span></p>'

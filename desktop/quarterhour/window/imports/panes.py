"""The parts of the dialog: what is loaded, its details, results, what is missing, CMS's pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent, QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QSplitter, QWidget

from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.reference.missing import Missing
from quarterhour.window.frame import Section
from quarterhour.window.imports.jobs import Result
from quarterhour.window.imports.loaded import LoadedRow, LoadedTable
from quarterhour.window.imports.results import ResultList
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import secondary
from quarterhour.window.look.text_view import TextView
from quarterhour.window.words import WORDS, Title

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


_LEFT, _RIGHT = 2, 1  # their shares of the width
_MUCH = 100 * GRID  # of which each gets its share


class Panes(QSplitter):
    """Shows what is loaded at the left; at the right what is missing, and the results at the top
    when there are any.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.table = LoadedTable(self)
        self._details = TextPane("Sources of the selected release", self)
        self._missing = TextPane("Missing", self)
        self._missing_section = Section(WORDS[Title.MISSING], self._missing, self)
        published = TextPane("Where CMS publishes these files", self)
        published.show_lines(pages())
        self._results = ResultList(self)
        self._results_section = Section(WORDS[Title.RESULTS], self._results, self)
        self._results_section.hide()
        self._column(
            (Section(WORDS[Title.LOADED], self.table, self), 5),
            (Section(WORDS[Title.SOURCES], self._details, self), 2),
        )
        self._column(
            (self._results_section, 1),
            (self._missing_section, 1),
            (Section(WORDS[Title.PAGES], published, self), 1),
        )
        self.setChildrenCollapsible(False)
        self.setHandleWidth(3 * GRID)
        self.setSizes([_LEFT * _MUCH, _RIGHT * _MUCH])
        self.table.row_changed.connect(lambda: self._details.show_lines(details(self.table.row)))

    def add_result(self, result: Result) -> None:
        """Put a result on top of the others."""
        self._results.add(result)
        self._results_section.show()

    def show_missing(self, found: Sequence[Missing]) -> None:
        """Show what is missing."""
        self._missing.show_lines(lacking(found))
        title = WORDS[Title.MISSING]
        self._missing_section.retitle(f"{title} ({len(found)})" if found else title)

    def _column(self, *sections: tuple[Section, int]) -> None:
        column = QSplitter(Qt.Orientation.Vertical, self)
        for place, (section, share) in enumerate(sections):
            column.addWidget(section)
            column.setStretchFactor(place, share)
        column.setSizes([share * _MUCH for _, share in sections])
        column.setChildrenCollapsible(False)
        column.setHandleWidth(3 * GRID)

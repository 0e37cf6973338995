"""What is beside and below the list of what is loaded: texts, results, and what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QAction,
    QFocusEvent,
    QFont,
    QFontDatabase,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity, listed
from quarterhour.entry.loaded import LoadedRow
from quarterhour.reference import AMOUNT_WORDS, YearlyAmount, american
from quarterhour.reference.cms_pages import ALL_PAGES, Page
from quarterhour.reference.importing import FirstDay
from quarterhour.reference.missing import Missing
from quarterhour.window.details import frame, stacked
from quarterhour.window.fees.import_jobs import VERDICT_WORDS, Result
from quarterhour.window.header_fields import read_day
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import Button
from quarterhour.window.look.colors import secondary, selection_tint
from quarterhour.window.look.icons import mark_size, paint_mark, paint_settled
from quarterhour.window.look.text import paragraph, plain_label, semibold_of, tip
from quarterhour.window.look.text_view import TextView
from quarterhour.window.look.views import Index
from quarterhour.window.panels.payment_steps import Address
from quarterhour.window.words import WORDS, Title

_LINES, _LEAST_LINES = 5, 2
_NOTHING = "Nothing is missing for {year}."
_AS_DOWNLOADED = "Import each file as downloaded. Don\u2019t unzip it."
_SOURCES_SIZE = (620, 420)
_STYLE = """
    p {{ margin: 0 }}
    .apart {{ margin-top: {apart}px }}
    .strong {{ font-weight: bold }}
    .quiet {{ color: {quiet} }}
    .digits {{ font-family: '{fixed}' }}
"""


class TextPane(TextView):
    """Shows paragraphs that can be selected by keys and by mouse.

    Copying copies what is selected, or else the line that the cursor is in, however it is wrapped.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._html = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(by_keys | Qt.TextInteractionFlag.TextSelectableByMouse)
        self.document().setDocumentMargin(2 * GRID)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES + 4 * GRID)

    def show_paragraphs(self, paragraphs: Iterable[str]) -> None:
        """Show other paragraphs of HTML; what was selected in the same ones stays."""
        html = "".join(paragraphs)
        if html != self._html:
            self._html = html
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
        self.document().setDefaultStyleSheet(_STYLE.format(apart=GRID, quiet=quiet, fixed=fixed))
        self.setHtml(self._html)


def details(row: LoadedRow) -> Iterable[str]:
    """Return what is to be known of a release: about it, and the files that it came from."""
    yield from map(_paragraph, row.about)
    for source in row.sources:
        yield _paragraph(source.file)
        if source.title != row.release:
            yield _paragraph(source.title, "quiet")
        digits = f'<span class="digits">{escape(source.sha256)}</span>'
        yield f'<p class="quiet">sha256 {digits}</p>'


def _paragraph(text: str, style: str = "") -> str:
    return f'<p class="{style}">{escape(text)}</p>'


class SourcesDialog(QDialog):
    """Shows from which files what is loaded came, with their checksums."""

    def __init__(self, row: LoadedRow, parent: QWidget) -> None:
        super().__init__(parent)
        pane = TextPane("Sources of the selected release", self)
        pane.show_paragraphs(details(row))
        frame(self, WORDS[Title.SOURCES], stacked(pane, grows=pane), _SOURCES_SIZE)
        pane.setFocus()


class MissingPane(QScrollArea):
    """Tells what is missing, what to do, and where CMS has it, then where it has the rest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: Sequence[Missing] | None = None
        self.setAccessibleName("Missing")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
        # Tab goes through what is in it, and brings it into view.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stops: list[QWidget] = []

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the first address, where Tab goes on from."""
        self._stops[0].setFocus(event.reason())

    def show_missing(self, found: Sequence[Missing], year: int) -> None:
        """Show what is missing."""
        if found == self._shown:
            return
        self._shown = found
        held = self.isAncestorOf(self.window().focusWidget())
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(4 * GRID, 0, 4 * GRID, 3 * GRID)
        column.setSpacing(GRID)
        stops: list[QWidget] = []
        strong = semibold_of(QFont())

        def add(title: str, text: str, page: Page | None, semibold: bool = True) -> None:
            if column.count():
                column.addSpacing(2 * GRID)
            for line, heavy in ((title, semibold), (text, False)):
                if line:
                    label = paragraph(line, inner)
                    if heavy:
                        label.setFont(strong)
                    column.addWidget(label)
            if page is not None:
                address = Address(page.address, f": {page.what}", inner)
                stops.extend(address.stops)
                column.addWidget(address)

        for each in found:
            add(f"{each.what[0].upper()}{each.what[1:]}", each.effect, each.page)
        if not found:
            add(_NOTHING.format(year=year), "", None, semibold=False)
        add(_AS_DOWNLOADED, "", None, semibold=False)
        told = {each.page for each in found}
        rest = [page for page in ALL_PAGES if page not in told]
        if rest:
            add(WORDS[Title.PAGES], "", None)
        for page in rest:
            add(page.what, "", page, semibold=False)
        column.addStretch(1)
        self.setWidget(inner)
        self._stops = stops
        # Where it stands, not after all that was made before it.
        for before, after in pairwise([self, *stops]):
            self.setTabOrder(before, after)
        if held:
            self.setFocus()


_RESULT_ROLE = Qt.ItemDataRole.UserRole
_SIDE, _LEAST_RESULT_LINES = 2 * GRID, 3


class ResultList(QListWidget):
    """Lists what came of each file, the latest on top; the selected result can be copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_ResultDelegate(self))
        self.setAccessibleName("Results")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_RESULT_LINES + 2 * _SIDE)
        copy = QAction("&Copy", self)
        copy.setShortcuts(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def add(self, result: Result) -> None:
        """Put a result on top."""
        item = QListWidgetItem(result.text)
        item.setData(_RESULT_ROLE, result)
        self.insertItem(0, item)
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _copy(self) -> None:
        if self.currentIndex().isValid():
            QApplication.clipboard().setText(str(self.currentIndex().data()))


class _ResultDelegate(QStyledItemDelegate):
    """Draws a result: its mark, the verdict and the file, and the sentence under them."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the text needs in the width of the list."""
        height = max(self._mark, round(self._document(index.data(_RESULT_ROLE)).size().height()))
        return QSize(self._view.viewport().width(), height + 2 * _SIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the result."""
        result: Result = index.data(_RESULT_ROLE)
        palette = self._view.palette()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, selection_tint(palette))
        corner = option.rect.topLeft() + QPoint(_SIDE, _SIDE)
        mark = QRectF(corner.x(), corner.y(), self._mark, self._mark)
        if result.verdict.stored:
            paint_settled(painter, mark, palette)
        else:
            failed = result.verdict.failed
            paint_mark(painter, mark, Severity.ACTION if failed else Severity.NOTE, palette)
        document = self._document(result)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = palette
        painter.save()
        painter.translate(corner.x() + self._indent, corner.y())
        document.documentLayout().draw(painter, context)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(palette.ColorRole.Highlight))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _document(self, result: Result) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._view.font())
        quiet = secondary(self._view.palette()).name()
        document.setHtml(
            f"<b>{VERDICT_WORDS[result.verdict]}</b>&ensp;"
            f'<span style="color:{quiet}">{escape(result.name)}</span><br>'
            f"{escape(result.sentence)}"
        )
        document.setTextWidth(self._view.viewport().width() - 2 * _SIDE - self._indent)
        return document

    @property
    def _mark(self) -> int:
        return mark_size(self._view.font())

    @property
    def _indent(self) -> int:
        return self._mark + 2 * GRID


_INVITATION = "Release names and file checksums are in each row\u2019s details."
_MOST_LINES = 3  # of a question
_BAR_WIDTH = 40 * GRID
_DAY_WIDTH = 28 * GRID
# For this reason buttons show that they have the keyboard; for others they hide it.
_SEEN = Qt.FocusReason.ShortcutFocusReason


class Strip(QStackedWidget):
    """Shows an invitation, or progress, or a question in the same room, so that nothing jumps.

    `confirmed` carries the day that was asked for, or None.
    """

    canceled = Signal()
    confirmed = Signal(object)
    declined = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._what = _sentence()
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName("Progress")
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._cancel = Button("C&ancel", "Cancel the import", self)
        self._cancel.clicked.connect(self.canceled)
        self._question = _sentence()
        self._day = QLineEdit(self)
        self._day.setAccessibleName("First day")
        self._day.setFixedWidth(_DAY_WIDTH)
        self._day.returnPressed.connect(self._confirm)
        self._wanted: FirstDay | None = None
        self._yes = Button("", "", self)
        self._yes.clicked.connect(self._confirm)
        self._no = Button("", "", self)
        self._no.clicked.connect(self.declined)
        self.addWidget(_page(_sentence(_INVITATION)))
        self.addWidget(_page(self._what, self._bar, self._cancel))
        self.addWidget(_page(self._question, self._day, self._yes, self._no))
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    @property
    def asking(self) -> bool:
        """Whether a question is shown."""
        return self.currentIndex() == 2

    @property
    def question(self) -> str:
        """What is asked, or was asked last."""
        return self._question.text()

    def rest(self) -> None:
        """Show the invitation."""
        self.setCurrentIndex(0)

    def progress(self, text: str, percent: int) -> None:
        """Show what is being done and how far it is."""
        _say(self._what, text)
        self._bar.setRange(0, 100)
        self._bar.setValue(percent)
        self._cancel.setEnabled(True)
        self.setCurrentIndex(1)

    def canceling(self) -> None:
        """Say that what was canceled has still to end."""
        self._what.setText("Canceling\u2026")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(False)

    def ask(self, question: str, yes: str, no: str) -> None:
        """Ask a question; the keyboard goes to the answer that changes nothing.

        The answers are what the buttons show, with the mark of their letter.
        """
        self._show_question(question, yes, no)
        self._no.setFocus(_SEEN)

    def ask_for_amounts(self, year: int, wanted: Sequence[YearlyAmount]) -> None:
        """Ask for amounts of a year that has fees now; the keyboard goes to their table."""
        names = listed(AMOUNT_WORDS[kind] for kind in wanted)
        they = "they aren't" if wanted[1:] else "it isn't"
        self._show_question(
            f"{year} has fees now. Enter its {names}; {they} in the files.",
            "Yearly amounts\u2026",
            "&Not now",
        )
        self._yes.setAccessibleName("Enter the yearly amounts")

    def ask_for_day(self, wanted: FirstDay) -> None:
        """Ask from which day a release holds; the keyboard goes to where it is typed."""
        self._show_question(
            f"{wanted.release} was revised. From which date of service does it apply?",
            "Import &from this day",
            "Lea&ve it",
            wanted,
        )
        self._day.setText("")
        self._day.setPlaceholderText(american(wanted.earliest))
        self._day.setFocus(_SEEN)

    def _show_question(
        self, question: str, yes: str, no: str, wanted: FirstDay | None = None
    ) -> None:
        _say(self._question, question)
        self._wanted = wanted
        self._day.setVisible(wanted is not None)
        for button, text in ((self._yes, yes), (self._no, no)):
            button.setText(text)
            button.setAccessibleName(text.replace("&", ""))
        self.setCurrentIndex(2)

    def _confirm(self) -> None:
        """Tell the answer, or say what is wrong with the day that is typed; it stays."""
        wanted = self._wanted
        if wanted is None:
            self.confirmed.emit(None)
            return
        day = read_day(self._day.text(), self._day.locale())
        earliest, latest = american(wanted.earliest), american(wanted.latest)
        if day is None:
            _say(self._question, f"Enter a date, such as {earliest}.")
        elif not wanted.earliest <= day <= wanted.latest:
            _say(self._question, f"Enter a date from {earliest} to {latest}.")
        else:
            self.confirmed.emit(day)

    def _keep_room(self) -> None:
        """Keep the room of as many lines as a question has at most."""
        for sentence in self.findChildren(QLabel):
            sentence.setFixedHeight(sentence.fontMetrics().lineSpacing() * _MOST_LINES)


def _sentence(text: str = "") -> QLabel:
    label = plain_label(text)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setToolTip(tip(text))


def _page(sentence: QLabel, *others: QWidget) -> QWidget:
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * GRID)
    layout.addWidget(sentence, 1)
    for widget in others:
        layout.addWidget(widget)
    return page

"""What came of each file, the latest on top; it stays until the program ends."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QAction,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.reference import american
from quarterhour.window.header_fields import read_day
from quarterhour.window.imports.jobs import VERDICT_WORDS, Result
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import plain_button
from quarterhour.window.look.icons import MARK_SIZE, paint_mark, paint_settled
from quarterhour.window.look.ink import secondary, selection_tint
from quarterhour.window.look.plain import plain_label, tip
from quarterhour.window.look.views import Index

_TOP = QModelIndex()
_RESULT_ROLE = Qt.ItemDataRole.UserRole
_SIDE = 2 * GRID
_INDENT = MARK_SIZE + 2 * GRID
_LINES = 3


class ResultList(QListView):
    """Lists results; the selected one can be copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._results = _Results(self)
        self.setModel(self._results)
        self.setItemDelegate(_ResultDelegate(self))
        self.setAccessibleName("Results")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES + 2 * _SIDE)
        copy = QAction("&Copy", self)
        copy.setShortcuts(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda checked: self._copy())
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @property
    def texts(self) -> list[str]:
        """The results as text, the latest first."""
        return [result.text for result in self._results.results]

    def add(self, result: Result) -> None:
        """Put a result on top."""
        self._results.add(result)
        self.scrollToTop()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _copy(self) -> None:
        if self.currentIndex().isValid():
            QApplication.clipboard().setText(str(self.currentIndex().data()))


class _Results(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.results: list[Result] = []

    def add(self, result: Result) -> None:
        """Put a result on top."""
        self.beginInsertRows(_TOP, 0, 0)
        self.results.insert(0, result)
        self.endInsertRows()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many results there are."""
        return 0 if parent.isValid() else len(self.results)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a result as text, or the result itself."""
        result = self.results[index.row()]
        if role == _RESULT_ROLE:
            return result
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return result.text
        return None


class _ResultDelegate(QStyledItemDelegate):
    """Draws a result: its mark, the verdict and the file, and the sentence under them."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the text needs in the width of the list."""
        height = max(MARK_SIZE, round(self._document(index.data(_RESULT_ROLE)).size().height()))
        return QSize(self._view.viewport().width(), height + 2 * _SIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the result."""
        result: Result = index.data(_RESULT_ROLE)
        palette = self._view.palette()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, selection_tint(palette))
        corner = option.rect.topLeft() + QPoint(_SIDE, _SIDE)
        mark = QRectF(corner.x(), corner.y(), MARK_SIZE, MARK_SIZE)
        if result.verdict.stored:
            paint_settled(painter, mark, palette)
        else:
            failed = result.verdict.failed
            paint_mark(painter, mark, Severity.ACTION if failed else Severity.NOTE, palette)
        document = self._document(result)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = palette
        painter.save()
        painter.translate(corner.x() + _INDENT, corner.y())
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
        document.setTextWidth(self._view.viewport().width() - 2 * _SIDE - _INDENT)
        return document


_INVITATION = "You can also drop files and folders here."
_NEXT = "{year} has fees now. Enter its KX threshold and deductible; they aren't in the files."
_BAR_WIDTH = 40 * GRID
_DAY_WIDTH = 28 * GRID
# For this reason buttons show that they have the keyboard; for others they hide it.
_SEEN = Qt.FocusReason.ShortcutFocusReason


class Strip(QStackedWidget):
    """Shows one of them in the same room, so that nothing jumps."""

    canceled = Signal()
    confirmed = Signal()
    declined = Signal()
    amounts_wanted = Signal()
    day_told = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        invitation = _sentence(_INVITATION, self)
        self._what = _sentence("", self)
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName("Progress")
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._cancel = plain_button("C&ancel", "Cancel the import", self)
        self._cancel.clicked.connect(self.canceled)
        self._question = _sentence("", self)
        self._yes = plain_button("", "", self)
        self._yes.clicked.connect(self.confirmed)
        self._no = plain_button("", "", self)
        self._no.clicked.connect(self.declined)
        self._next = _sentence("", self)
        self._amounts = plain_button("&Yearly amounts\u2026", "Enter the yearly amounts", self)
        self._amounts.clicked.connect(self.amounts_wanted)
        self._later = plain_button("&Not now", "Not now", self)
        self._later.clicked.connect(self.declined)
        self._day_wanted = _sentence("", self)
        self._day = QLineEdit(self)
        self._day.setAccessibleName("First day")
        self._day.setFixedWidth(_DAY_WIDTH)
        self._day.returnPressed.connect(self._tell_day)
        self._from = plain_button("Import &from this day", "Import from this day", self)
        self._from.clicked.connect(self._tell_day)
        self._leave = plain_button("Lea&ve it", "Leave it", self)
        self._leave.clicked.connect(self.declined)
        self._earliest = self._latest = date.min
        self._pages = [
            _page(invitation),
            _page(self._what, self._bar, self._cancel),
            _page(self._question, self._yes, self._no),
            _page(self._next, self._amounts, self._later),
            _page(self._day_wanted, self._day, self._from, self._leave),
        ]
        for page in self._pages:
            self.addWidget(page)
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _keep_room(self) -> None:
        """Keep the room of as many lines as a question has at most."""
        for sentence in self.findChildren(QLabel):
            sentence.setFixedHeight(sentence.fontMetrics().lineSpacing() * _LINES)

    @property
    def asking(self) -> bool:
        """Whether a question is shown."""
        return self.currentIndex() in (2, 3, 4)

    def rest(self) -> None:
        """Show the invitation."""
        self.setCurrentIndex(0)

    def progress(self, text: str, percent: int) -> None:
        """Show what is being done and how far it is."""
        self._what.setText(text)
        self._what.setToolTip(tip(text))
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
        self._question.setText(question)
        self._question.setToolTip(tip(question))
        for button, text in ((self._yes, yes), (self._no, no)):
            button.setText(text)
            button.setAccessibleName(text.replace("&", ""))
        self.setCurrentIndex(2)
        self._no.setFocus(_SEEN)

    def ask_for_day(self, release: str, earliest: date, latest: date) -> None:
        """Ask from which day a release holds; the keyboard goes to where it is typed."""
        self._earliest, self._latest = earliest, latest
        self._say_of_day(f"{release} was revised. From which date of service does it apply?")
        self._day.setText("")
        self._day.setPlaceholderText(american(earliest))
        self.setCurrentIndex(4)
        self._day.setFocus(_SEEN)

    def _tell_day(self) -> None:
        """Tell the day that is typed, or say what is wrong with it; it stays."""
        day = read_day(self._day.text(), self._day.locale())
        if day is None:
            self._say_of_day(f"Enter a date, such as {american(self._earliest)}.")
        elif not self._earliest <= day <= self._latest:
            earliest, latest = american(self._earliest), american(self._latest)
            self._say_of_day(f"Enter a date from {earliest} to {latest}.")
        else:
            self.day_told.emit(day)

    def _say_of_day(self, text: str) -> None:
        self._day_wanted.setText(text)
        self._day_wanted.setToolTip(tip(text))

    def ask_for_amounts(self, year: int) -> None:
        """Ask for the amounts of a year that has fees now; the keyboard goes to the way there."""
        self._next.setText(_NEXT.format(year=year))
        self._next.setToolTip(tip(self._next.text()))
        self.setCurrentIndex(3)
        self._amounts.setFocus(_SEEN)


def _sentence(text: str, parent: QWidget) -> QLabel:
    label = plain_label(text, parent)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _page(sentence: QLabel, *others: QWidget) -> QWidget:
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * GRID)
    layout.addWidget(sentence, 1)
    for widget in others:
        layout.addWidget(widget)
    return page

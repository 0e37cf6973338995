"""What came of each file, the latest on top; it stays until the program ends."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
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
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.window.imports.jobs import VERDICT_WORDS, Result
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import secondary, selection_tint
from quarterhour.window.look.marks import MARK_SIZE, paint_mark, paint_settled
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

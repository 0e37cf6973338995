"""The hints: what to do, why, and by whose rule."""

from __future__ import annotations

from collections.abc import Sequence
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
    QPainter,
    QPaintEvent,
    QPalette,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quarterhour.claims import Hint
from quarterhour.window.index import Index
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import secondary, selection_tint
from quarterhour.window.look.marks import MARK_SIZE, paint_mark
from quarterhour.window.worksheet import Worksheet

_TOP = QModelIndex()
_NOTHING = "No hints"
_HINT_ROLE = Qt.ItemDataRole.UserRole
_SIDE = 2 * GRID
_INDENT = MARK_SIZE + 2 * GRID


class HintList(QListView):
    """Lists the hints; choosing one asks for the row that it is about."""

    row_wanted = Signal(int)
    counted = Signal(int)

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._hints = _Hints(self)
        self._delegate = _HintDelegate(self)
        self.setModel(self._hints)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Hints")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._ask)
        self.activated.connect(self._ask)
        worksheet.assessed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the hints of the worksheet."""
        if self._hints.replace(self._worksheet.outcome.hints):
            self.counted.emit(self._hints.rowCount())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._delegate.forget()
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that there is nothing to say."""
        super().paintEvent(event)
        if not self._hints.hints:
            with QPainter(self.viewport()) as painter:
                painter.setPen(secondary(self.palette()))
                room = self.viewport().rect().adjusted(_SIDE, _SIDE, -_SIDE, -_SIDE)
                painter.drawText(room, Qt.AlignmentFlag.AlignTop, _NOTHING)

    def _ask(self, index: QModelIndex) -> None:
        hint = self._hints.hints[index.row()]
        if hint.services:
            self.row_wanted.emit(self._worksheet.outcome.row_of(hint.services[0]))


class _Hints(QAbstractListModel):
    """The hints, in order of urgency."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hints: Sequence[Hint] = ()

    def replace(self, hints: Sequence[Hint]) -> bool:
        """Show other hints; return whether they are others."""
        if hints == self.hints:
            return False
        self.beginResetModel()
        self.hints = hints
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many hints there are."""
        return 0 if parent.isValid() else len(self.hints)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a hint as text, or the hint itself."""
        hint = self.hints[index.row()]
        if role == _HINT_ROLE:
            return hint
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hint.severity.value.capitalize()}: {hint.message} [{hint.citation}]"
        return None


class _HintDelegate(QStyledItemDelegate):
    """Draws a hint: its mark, its severity and message, and the citation under them."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._documents: dict[Hint, QTextDocument] = {}

    def forget(self) -> None:
        """Lay out anew: colours or letters have changed."""
        self._documents.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the text needs in the width of the list."""
        document = self._document(index.data(_HINT_ROLE))
        height = max(MARK_SIZE, round(document.size().height()))
        return QSize(self._view.viewport().width(), height + 2 * _SIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the hint."""
        hint: Hint = index.data(_HINT_ROLE)
        palette = self._view.palette()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, selection_tint(palette))
        corner = option.rect.topLeft() + QPoint(_SIDE, _SIDE)
        mark = QRectF(corner.x(), corner.y(), MARK_SIZE, MARK_SIZE)
        paint_mark(painter, mark, hint.severity, palette)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = palette
        painter.save()
        painter.translate(corner.x() + _INDENT, corner.y())
        self._document(hint).documentLayout().draw(painter, context)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _document(self, hint: Hint) -> QTextDocument:
        document = self._documents.get(hint)
        if document is None:
            document = QTextDocument()
            document.setDocumentMargin(0)
            document.setDefaultFont(self._view.font())
            quiet = secondary(self._view.palette()).name()
            document.setHtml(
                f"<b>{hint.severity.value.capitalize()}</b>&ensp;{escape(hint.message)}"
                f'<br><span style="color:{quiet}">{escape(hint.citation)}</span>'
            )
            self._documents[hint] = document
        document.setTextWidth(self._view.viewport().width() - 2 * _SIDE - _INDENT)
        return document

"""Drawing the cells of the table, and making their editors."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry import Row, Session
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import secondary, selection_tint
from quarterhour.window.look.marks import MARK_SIZE, paint_mark
from quarterhour.window.look.views import MARGIN, Index, draw_code_text
from quarterhour.window.suggestion_list import SuggestionList
from quarterhour.window.table.cells import Cell
from quarterhour.window.table.columns import (
    ALIGNMENT,
    FIELD_OF,
    MEANING_WORDS,
    Column,
)
from quarterhour.window.table.editors import CellEdit, Leaving, ServiceEdit
from quarterhour.window.table.model import ServiceModel

# No column is so narrow that this many letters need to be shortened.
_ALWAYS_FITS = 9


class ServiceDelegate(QStyledItemDelegate):
    """Draws cells by the style, and types every keystroke of an editor into the model."""

    left = Signal(QPersistentModelIndex, Leaving)

    def __init__(self, session: Session, services: ServiceModel, view: QTableView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._services = services
        self._popup: SuggestionList | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: ground, mark, text, and a frame round the one that the keyboard is in."""
        cell, state, ground = self._services.cell(index), option.state, option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(ground, selection_tint(option.palette))
        if cell.text or cell.invitation:
            inner = ground.adjusted(MARGIN, 0, -MARGIN, 0)
            if cell.problem:
                self._draw_mark(painter, inner, cell.severity, option.palette)
                inner.setLeft(inner.left() + MARK_SIZE + GRID)
            self._draw_text(painter, option, inner, cell, index.column())
        if state & QStyle.StateFlag.State_HasFocus:
            accent = option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
            painter.setPen(QPen(accent, 2))
            painter.drawRect(ground.adjusted(1, 1, -1, -1))

    @staticmethod
    def _draw_mark(painter: QPainter, inner: QRect, severity: Severity, palette: QPalette) -> None:
        top = inner.top() + (inner.height() - MARK_SIZE) // 2
        place = QRectF(inner.left(), top, MARK_SIZE, MARK_SIZE)
        paint_mark(painter, place, severity, palette)

    @staticmethod
    def _draw_text(
        painter: QPainter, option: QStyleOptionViewItem, inner: QRect, cell: Cell, column: int
    ) -> None:
        palette = option.palette
        if not cell.text:
            painter.setPen(secondary(palette))
            painter.drawText(inner, ALIGNMENT[column], cell.invitation)
            return
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        if column == Column.SERVICE:
            draw_code_text(painter, inner, option.fontMetrics, cell.text)
            return
        text = cell.text
        if len(text) > _ALWAYS_FITS or cell.problem:
            end = Qt.TextElideMode.ElideRight
            text = option.fontMetrics.elidedText(text, end, inner.width())
        painter.drawText(inner, ALIGNMENT[column], text)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the line edit of a cell."""
        column = Column(index.column())
        editor = self._edit_of(column, index.row(), parent)
        editor.setAlignment(ALIGNMENT[index.column()])
        cell = QPersistentModelIndex(index)
        before = self._row(index.row())
        editor.textEdited.connect(lambda text: self._type(cell, text))
        if isinstance(editor, ServiceEdit):
            editor.taken.connect(lambda code: self._type(cell, code))
        editor.leaving.connect(lambda how: self._leave(editor, cell, before, how))
        self._session.start_typing(index.row(), FIELD_OF[column])
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the text of the cell; while someone types, it is already there."""
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QLineEdit) and editor.text() != text:
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Nothing is left to be done: every keystroke is in the model."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Let the editor cover the cell, its text where the cell's text is."""
        editor.setGeometry(option.rect)
        if isinstance(editor, QLineEdit):
            # A line edit keeps 2 pixels of its own on each side.
            editor.setTextMargins(MARGIN - 2, 0, MARGIN - 2, 0)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Take note that typing has ended."""
        super().destroyEditor(editor, index)
        self._session.stop_typing()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave the keys to the editor, which knows what they mean here."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        return super().eventFilter(editor, event)

    def _edit_of(self, column: Column, row: int, parent: QWidget) -> CellEdit:
        if column is not Column.SERVICE:
            return CellEdit(MEANING_WORDS[column], parent)
        if self._popup is None:
            self._popup = SuggestionList("Services that match", self._view.window())
        find = partial(self._session.suggested, row)
        return ServiceEdit(MEANING_WORDS[column], find, self._popup, parent)

    def _row(self, row: int) -> Row:
        rows = self._session.draft.rows
        return rows[row] if row < len(rows) else Row()

    def _type(self, cell: QPersistentModelIndex, text: str) -> None:
        self._services.setData(cell, text)

    def _leave(
        self, editor: CellEdit, cell: QPersistentModelIndex, before: Row, how: Leaving
    ) -> None:
        if how is Leaving.CANCEL and 0 <= cell.row() < len(self._session.draft.rows):
            self._session.give_up(cell.row(), before)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.left.emit(cell, how)

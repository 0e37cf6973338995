"""Drawing the cells of the table, and making their editors."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPalette
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
from quarterhour.window.look.ink import (
    accent,
    danger_fill,
    hairline,
    hover_tint,
    secondary,
    selection_tint,
    severity_color,
)
from quarterhour.window.look.views import LEFT, MARGIN, Index
from quarterhour.window.suggestion_list import SuggestionList
from quarterhour.window.table.cells import Cell, RowCells
from quarterhour.window.table.columns import (
    ALIGNMENT,
    FIELD_OF,
    LAST_MARGIN,
    MEANING_WORDS,
    SERVICE_MARGIN,
    TIE_ROOM,
    Column,
    gutter_of,
    scale_of,
    semibold,
)
from quarterhour.window.table.editors import CellEdit, Leaving, ServiceEdit
from quarterhour.window.table.model import ServiceModel
from quarterhour.window.table.painting import (
    paint_arrow,
    paint_before,
    paint_frame,
    paint_service,
)


class ServiceDelegate(QStyledItemDelegate):
    """Draws cells, and types every keystroke of an editor into the model.

    `hovered` is the row under the mouse, -1 where it is elsewhere. The whole row of the keyboard
    is tinted, unless several cells are selected (`tints_row` is false then).
    """

    left = Signal(QPersistentModelIndex, Leaving)

    def __init__(self, session: Session, services: ServiceModel, view: QTableView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._services = services
        self._popup: SuggestionList | None = None
        self.hovered = -1
        self.tints_row = True
        self._known: tuple[int, QPalette.ColorGroup] | None = None
        self._line = QColor()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: ground, words, and the frame of a mistake or of the keyboard."""
        row = self._services.row(index.row())
        column, palette = Column(index.column()), option.palette
        cell, whole = row.cells[column], option.rect
        painter.save()
        painter.setClipRect(whole)
        if fill := self._ground(option, index):
            painter.fillRect(whole, fill)
        painter.fillRect(whole.left(), whole.bottom(), whole.width(), 1, self._line_of(palette))
        inner = self.inner(whole, column)
        if column is Column.SERVICE:
            gutter = whole.adjusted(0, 0, inner.width() - whole.width(), 0)
            paint_before(painter, gutter, row.mark, option.font, palette)
        if cell.problem:
            painter.fillRect(inner.adjusted(0, 0, 0, -1), danger_fill(palette))
        if row.remedy and column >= row.remedy_from:
            self._draw_remedy(painter, option, row)
        else:
            self._draw_words(painter, option, self._within(inner, column), cell, column)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_frame(painter, inner, accent(palette))
        elif cell.problem:
            paint_frame(painter, inner, severity_color(palette, Severity.ACTION))
        painter.restore()

    def _line_of(self, palette: QPalette) -> QColor:
        """Return the color of the lines between rows, mixed once for a palette."""
        known = palette.cacheKey(), palette.currentColorGroup()
        if known != self._known:
            self._known, self._line = known, hairline(palette)
        return self._line

    def inner(self, whole: QRect, column: Column) -> QRect:
        """Return a cell without what stands before its row."""
        gutter = gutter_of(self._view.font()) if column is Column.SERVICE else 0
        return whole.adjusted(gutter, 0, 0, 0)

    def _ground(self, option: QStyleOptionViewItem, index: Index) -> QColor | None:
        """Return the fill of a cell that is selected, or whose row is under the mouse."""
        current = self.tints_row and index.row() == self._view.currentIndex().row()
        if option.state & QStyle.StateFlag.State_Selected or current:
            return selection_tint(option.palette)
        return hover_tint(option.palette) if index.row() == self.hovered else None

    @staticmethod
    def _within(inner: QRect, column: Column) -> QRect:
        before = SERVICE_MARGIN if column is Column.SERVICE else MARGIN
        after = LAST_MARGIN if column is Column.ALLOWED else MARGIN
        return inner.adjusted(before, 0, -after, -1)

    def _draw_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        cell: Cell,
        column: Column,
    ) -> None:
        palette, font = option.palette, option.font
        text = cell.text or (cell.reason if cell.quiet else "")
        if not text:
            return
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        if cell.quiet:
            painter.setPen(secondary(palette))
        if cell.denied:
            painter.setPen(severity_color(palette, Severity.ACTION))
            painter.setFont(semibold(font))
        if cell.tied:
            scale = scale_of(font)
            paint_arrow(painter, room, scale, severity_color(palette, Severity.WARNING))
            room = room.adjusted(0, 0, -round(TIE_ROOM * scale), 0)
        if column is Column.SERVICE:
            paint_service(painter, room, text, font)
        elif column in FIELD_OF and cell.problem:
            end = Qt.TextElideMode.ElideRight
            shown = option.fontMetrics.elidedText(text, end, room.width())
            painter.drawText(room, ALIGNMENT[column], shown)
        else:
            painter.drawText(room, ALIGNMENT[column], text)

    def _draw_remedy(self, painter: QPainter, option: QStyleOptionViewItem, row: RowCells) -> None:
        """Write a remedy over the cells that have nothing to say, here as much as lies here."""
        header = self._view.horizontalHeader()
        left = self._view.columnViewportPosition(row.remedy_from)
        right = self._view.columnViewportPosition(Column.ALLOWED) + header.sectionSize(
            Column.ALLOWED
        )
        room = QRect(left + MARGIN, option.rect.top(), right - left - 2 * MARGIN, 0)
        room.setHeight(option.rect.height() - 1)
        painter.setFont(option.font)
        painter.setPen(severity_color(option.palette, Severity.ACTION))
        end = Qt.TextElideMode.ElideRight
        shown = option.fontMetrics.elidedText(row.remedy, end, room.width())
        painter.drawText(room, LEFT, shown)

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
        column = Column(index.column())
        inner = self.inner(option.rect, column)
        editor.setGeometry(inner)
        if isinstance(editor, QLineEdit):
            words = self._within(inner, column)
            # A line edit keeps 2 pixels of its own on each side.
            before, after = words.left() - inner.left() - 2, inner.right() - words.right() - 2
            editor.setTextMargins(before, 0, after, 0)

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

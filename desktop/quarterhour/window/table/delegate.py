"""Drawing the cells of the table with what stands before each row, and making their editors."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPolygonF
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
from quarterhour.entry.service_cells import FIELD_OF, GAP, TYPED, Cell, Column, Mark, RowCells
from quarterhour.window.look.colors import (
    accent,
    control_edge,
    danger_fill,
    hairline,
    hover_tint,
    secondary,
    selection_tint,
    service_ink,
)
from quarterhour.window.look.icons import MARK_SIZE, paint_mark, severity_color
from quarterhour.window.look.text import resized, scale_of, semibold_of
from quarterhour.window.look.views import LEFT, MARGIN, Index, draw_cut, paint_frame
from quarterhour.window.suggestion_list import SuggestionList
from quarterhour.window.table.editors import CellEdit, Leaving, ServiceEdit
from quarterhour.window.table.model import ALIGNMENT, MEANING_WORDS, ServiceModel

# At letters of 13 pixels.
_COLUMNS = tuple(Column)
_GUTTER = 58  # before the services
_BADGE_LEFT, _SWATCH_LEFT = 10, 31
_SWATCH = QSizeF(22, 18)
_CORNER = 4.0
_NUMBER = 0.85
_AFTER_CODE = 10
# For the arrow after tied units.
TIE_ROOM = 14
SERVICE_MARGIN = 6
# From the last column to the edge; the margin of a cell is within it.
LAST_MARGIN = 2 * MARGIN


def gutter_of(font: QFont) -> int:
    """Return the room for the badge and the swatch before a service."""
    return round(_GUTTER * scale_of(font))


class _Look:
    """The letters and the colors of cells, worked out once for a font and a palette."""

    def __init__(self, font: QFont, palette: QPalette) -> None:
        self.palette = palette
        self.scale = scale_of(font)
        self.gutter = gutter_of(font)
        self.font, self.strong = font, semibold_of(font)
        self.number = resized(font, _NUMBER)
        self.strong_number = semibold_of(self.number)
        self.metrics, self.strong_metrics = QFontMetrics(font), QFontMetrics(self.strong)
        self.letters = palette.color(QPalette.ColorRole.Text)
        self.quiet = secondary(palette)
        self.line = hairline(palette)
        self.selected, self.hovered = selection_tint(palette), hover_tint(palette)
        self.mistake = danger_fill(palette)
        self.denied = severity_color(palette, Severity.ACTION)
        self.tied = severity_color(palette, Severity.WARNING)
        self.accent = accent(palette)


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
        self._look: _Look | None = None
        self._look_key: tuple[int, QPalette.ColorGroup] | None = None  # of its palette

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: ground, words, and the frame of a mistake or of the keyboard."""
        row, column = self._services.row(index.row()), _COLUMNS[index.column()]
        cell, whole, look = row.cells[column], option.rect, self._look_of(option)
        if fill := self._ground(option, index, look):
            painter.fillRect(whole, fill)
        painter.fillRect(whole.left(), whole.bottom(), whole.width(), 1, look.line)
        inner = whole.adjusted(look.gutter, 0, 0, 0) if column is Column.SERVICE else whole
        if column is Column.SERVICE:
            gutter = whole.adjusted(0, 0, inner.width() - whole.width(), 0)
            _paint_before(painter, gutter, row.mark, look)
        if cell.problem:
            painter.fillRect(inner.adjusted(0, 0, 0, -1), look.mistake)
        remedy = self._remedy(row, index) if row.remedy_over(column) else None
        is_read = remedy is not None and self._is_read(index)
        if remedy is None:
            _draw_words(painter, self._within(inner, column), look, cell, column)
        else:
            _draw_remedy(painter, whole, look, row.remedy, remedy, is_read)
        if is_read:
            return
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_frame(painter, inner, look.accent)
        elif cell.problem:
            paint_frame(painter, inner, look.denied)

    def dress(self) -> None:
        """Follow the font of the table."""
        self._look = None

    def _look_of(self, option: QStyleOptionViewItem) -> _Look:
        palette = option.palette
        key = palette.cacheKey(), palette.currentColorGroup()
        if self._look is None or key != self._look_key:
            self._look_key, self._look = key, _Look(QFont(option.font), QPalette(palette))
        return self._look

    def _ground(self, option: QStyleOptionViewItem, index: Index, look: _Look) -> QColor | None:
        """Return the fill of a cell that is selected, or whose row is under the mouse."""
        row = index.row()
        if self.tints_row and row == self._view.currentIndex().row():
            return look.selected
        if option.state & QStyle.StateFlag.State_Selected:
            return look.selected
        return look.hovered if row == self.hovered else None

    @staticmethod
    def _within(inner: QRect, column: Column) -> QRect:
        before = SERVICE_MARGIN if column is Column.SERVICE else MARGIN
        after = LAST_MARGIN if column is Column.ALLOWED else MARGIN
        return inner.adjusted(before, 0, -after, -1)

    def _remedy(self, row: RowCells, index: Index) -> QRect | None:
        """Return where the remedy of a row lies; None where a cell to type into is before it."""
        view, last, here = self._view, Column.ALLOWED, self._view.currentIndex()
        begins = int(row.remedy_from)
        if here.row() == index.row() and here.column() in TYPED and here.column() >= begins:
            begins = here.column() + 1
        if index.column() < begins:
            return None
        room = view.visualRect(index)
        room.setLeft(view.columnViewportPosition(begins))
        room.setRight(view.columnViewportPosition(last) + view.columnWidth(last) - 1)
        return room

    def _is_read(self, index: Index) -> bool:
        """Return whether the keyboard is in the remedy of a row: the ring goes around all of it."""
        here = self._view.currentIndex()
        return self._view.hasFocus() and here.row() == index.row() and here.column() not in TYPED

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the line edit of a cell."""
        column = Column(index.column())
        editor = self._edit_of(column, index.row(), parent)
        editor.setAlignment(ALIGNMENT[column])
        cell = QPersistentModelIndex(index)
        rows, at = self._session.draft.rows, index.row()
        before = rows[at] if at < len(rows) else Row()
        editor.textEdited.connect(lambda text: self._type(cell, text))
        if isinstance(editor, ServiceEdit):
            editor.taken.connect(lambda code: self._type(cell, code))
        editor.leaving.connect(lambda how: self._leave(editor, cell, before, how))
        self._session.start_typing(at, FIELD_OF[column])
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
        gutter = gutter_of(self._view.font()) if column is Column.SERVICE else 0
        inner = option.rect.adjusted(gutter, 0, 0, 0)
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

    def _type(self, cell: QPersistentModelIndex, text: str) -> None:
        self._services.setData(cell, text)

    def _leave(
        self, editor: CellEdit, cell: QPersistentModelIndex, before: Row, how: Leaving
    ) -> None:
        if how is Leaving.CANCEL and 0 <= cell.row() < len(self._session.draft.rows):
            self._session.give_up(cell.row(), before)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.left.emit(cell, how)


def _draw_remedy(
    painter: QPainter, whole: QRect, look: _Look, remedy: str, room: QRect, is_read: bool
) -> None:
    """Write a remedy over the cells that have nothing to say, here as much as lies here.

    Where it is read, the ring of the keyboard goes around all of them.
    """
    painter.save()
    painter.setClipRect(whole)
    painter.setFont(look.font)
    painter.setPen(look.denied)
    draw_cut(painter, room.adjusted(MARGIN, 0, -MARGIN, -1), look.metrics, remedy)
    if is_read:
        paint_frame(painter, room, look.accent)
    painter.restore()


def _draw_words(painter: QPainter, room: QRect, look: _Look, cell: Cell, column: Column) -> None:
    text = cell.text or (cell.reason if cell.quiet else "")
    if not text:
        return
    painter.setFont(look.strong if cell.denied else look.font)
    painter.setPen(look.denied if cell.denied else look.quiet if cell.quiet else look.letters)
    if cell.tied:
        _paint_arrow(painter, room, look)
        room = room.adjusted(0, 0, -round(TIE_ROOM * look.scale), 0)
    if column is Column.SERVICE:
        _paint_service(painter, room, text, look)
    elif column in FIELD_OF and cell.problem:
        draw_cut(painter, room, look.metrics, text, ALIGNMENT[column])
    else:
        painter.drawText(room, ALIGNMENT[column], text)


def _paint_before(painter: QPainter, gutter: QRect, mark: Mark, look: _Look) -> None:
    """Paint the badge of a row, and its swatch with its number."""
    middle = gutter.top() + gutter.height() / 2
    if mark.severity is not None:
        side = MARK_SIZE * look.scale
        left = gutter.left() + _BADGE_LEFT * look.scale
        place = QRectF(left, middle - side / 2, side, side)
        paint_mark(painter, place, mark.severity, look.palette)
    size = _SWATCH * look.scale
    corner = QPointF(gutter.left() + _SWATCH_LEFT * look.scale, middle - size.height() / 2)
    _paint_swatch(painter, QRectF(corner, size), mark, look)


def _paint_swatch(painter: QPainter, place: QRectF, mark: Mark, look: _Look) -> None:
    """Paint a swatch: filled, hollow where no segment has its color, dashed for the new row."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen, brush = QPen(control_edge(look.palette), 1), QColor(Qt.GlobalColor.transparent)
    if mark.color is not None:
        brush, edge = service_ink(look.palette, mark.color)
        pen.setColor(edge)
    elif mark.new:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(brush)
    box = QRectF(round(place.x()), round(place.y()), round(place.width()), round(place.height()))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    if not mark.new:
        painter.setFont(look.number if mark.color is None else look.strong_number)
        painter.setPen(look.quiet if mark.color is None else look.letters)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(mark.number))
    painter.restore()


def _paint_service(painter: QPainter, room: QRect, text: str, look: _Look) -> None:
    """Write a service: its code whole, and its name as far as there is room."""
    code, gap, name = text.partition(GAP)
    if gap:
        painter.setFont(look.strong)
        painter.drawText(room, LEFT, code)
        after = look.strong_metrics.horizontalAdvance(code) + round(_AFTER_CODE * look.scale)
        room, text = room.adjusted(after, 0, 0, 0), name
        painter.setFont(look.font)
    draw_cut(painter, room, look.metrics, text)


def _paint_arrow(painter: QPainter, cell: QRect, look: _Look) -> None:
    """Paint the small arrow of a list at the right of a cell's words."""
    scale = look.scale
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(cell.right() + 1 - 4 * scale, cell.top() + cell.height() / 2)
    half, depth = 3 * scale, 1.5 * scale
    painter.setPen(QPen(look.tied, 1.5 * scale, c=Qt.PenCapStyle.RoundCap))
    points = (QPointF(-half, -depth), QPointF(0, depth), QPointF(half, -depth))
    painter.drawPolyline(QPolygonF([middle + point for point in points]))
    painter.restore()

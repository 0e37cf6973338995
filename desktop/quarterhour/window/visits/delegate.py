"""The visits of the list as a model, how each is drawn, and what is said of it and of the day."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quarterhour.entry.day_session import DaySession
from quarterhour.entry.visit_list import (
    DayTotal,
    VisitItem,
    VisitList,
    rows_not_counted,
    visit_list,
)
from quarterhour.fees import dollars
from quarterhour.units import units_text
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.icons import MARK_SIZE, paint_mark
from quarterhour.window.look.ink import (
    accent,
    figures_font,
    hover_tint,
    secondary,
    selection_tint,
)
from quarterhour.window.look.scaled import CAPTION
from quarterhour.window.look.views import LEFT, RIGHT, Index
from quarterhour.window.table.columns import scale_of, semibold

_NO_SERVICES = "no services yet"
_NOT_COUNTED = "not counted"
_COUNTED_ABOVE = "counted above"
_TO_SETTLE = "{} to settle"
_PAYS = "{payer} pays {amount}"
_WAITS = "amount after settling"
_NOT_SHOWN = "amount not shown"


def beside_tag(item: VisitItem) -> str:
    """Return what is beside the tag: the disciplines, or that nothing is typed yet."""
    return _NO_SERVICES if item.empty else " ".join(item.disciplines)


def below_tag(item: VisitItem) -> tuple[str, str]:
    """Return the second line: the units, which are never cut, and the payer.

    Where there is no number of them, that rows are not counted says it, at the right.
    """
    if item.empty or (item.units is None and item.rows_not_counted):
        return "", item.payer
    return _units(item), item.payer


def to_settle(item: VisitItem) -> str:
    """Return how much there is to settle; empty where there is nothing.

    That rows are not counted comes first: there is no room for both.
    """
    return rows_not_counted(item.rows_not_counted) or _questions(item)


def _questions(item: VisitItem) -> str:
    return _TO_SETTLE.format(item.to_settle) if item.to_settle else ""


def amount_text(amount: Decimal | None) -> str:
    """Return an amount, or a dash."""
    return DASH if amount is None else dollars(amount)


def spoken(item: VisitItem) -> str:
    """Return a visit in one sentence, for assistive technology."""
    parts = [item.tag, beside_tag(item)]
    if not item.empty:
        parts.append(_units(item))
    if item.units is None:
        parts.append(item.payer)
    elif item.payer_pays is None:
        parts += [item.payer, _WAITS if item.waits else _NOT_SHOWN]
    else:
        parts.append(_PAYS.format(payer=item.payer, amount=dollars(item.payer_pays)))
    if item.worst is not None:
        parts += [rows_not_counted(item.rows_not_counted), _questions(item), item.worst.title]
    return ", ".join(filter(None, parts))


def _units(item: VisitItem) -> str:
    if item.units is not None:
        return units_text(item.units)
    return _COUNTED_ABOVE if item.counted_above else _NOT_COUNTED


_NO_PARENT = QModelIndex()


class VisitModel(QAbstractListModel):
    """Has the visits of a session; `refresh` finds them anew."""

    def __init__(self, session: DaySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._listed = VisitList((), None)

    @property
    def total(self) -> DayTotal | None:
        """What the visits come to."""
        return self._listed.total

    def item(self, at: int) -> VisitItem:
        """Return a visit."""
        return self._listed.items[at]

    def refresh(self) -> None:
        """Find the visits anew."""
        before, now = self._listed.items, visit_list(self._session)
        if len(now.items) != len(before):
            self.beginResetModel()
            self._listed = now
            self.endResetModel()
            return
        self._listed = now
        for at, (item, old) in enumerate(zip(now.items, before, strict=True)):
            if item != old:
                self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return how many visits there are."""
        return 0 if parent.isValid() else len(self._listed.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the tag of a visit, or all that is said of it."""
        if not index.isValid():
            return None
        item = self.item(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return item.tag
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(item)
        return None


# At letters of 13 pixels.
_HEIGHT, _FIRST, _SECOND = 46, 18, 16
_BADGE_LEFT, TAG_LEFT = 10, 36
_LAST_MARGIN, _BESIDE_BAR = 14, 6
_AFTER_TAG = 8
_BAR, _RING = 3, 2
_PARTED = " \N{MIDDLE DOT} "


class VisitDelegate(QStyledItemDelegate):
    """Draws a visit. Units and amounts are never cut, disciplines and payers where they must be."""

    def __init__(self, visits: VisitModel, view: QListView) -> None:
        super().__init__(view)
        self._visits = visits
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(0, round(_HEIGHT * scale_of(option.font)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a visit."""
        painter.save()
        painter.setClipRect(option.rect)
        self._draw_ground(painter, option)
        item, palette = self._visits.item(index.row()), option.palette
        scale, room = scale_of(option.font), option.rect
        margin = _BESIDE_BAR if self._view.verticalScrollBar().isVisible() else _LAST_MARGIN
        first, second = _lines_of(room, scale, margin)
        if item.worst is not None:
            side = MARK_SIZE * scale
            top = first.top() + (first.height() - side) / 2
            place = QRectF(room.left() + _BADGE_LEFT * scale, top, side, side)
            paint_mark(painter, place, item.worst, palette)
        plain, small = figures_font(option.font), small_font(option.font)
        words, quiet = palette.color(QPalette.ColorRole.WindowText), secondary(palette)
        tag = semibold(plain)
        amount = amount_text(item.payer_pays)
        painter.setPen(words)
        painter.setFont(plain)
        painter.drawText(first, RIGHT, amount)
        painter.setFont(tag)
        painter.drawText(first, LEFT, item.tag)
        before = QFontMetrics(tag).horizontalAdvance(item.tag) + round(_AFTER_TAG * scale)
        after = QFontMetrics(plain).horizontalAdvance(amount) + round(GRID * scale)
        painter.setPen(quiet)
        _draw_cut(painter, first.adjusted(before, 0, -after, 0), plain, beside_tag(item))
        painter.setFont(small)
        settling = to_settle(item)
        painter.drawText(second, RIGHT, settling)
        metrics = QFontMetrics(small)
        room = second.adjusted(0, 0, -metrics.horizontalAdvance(settling + " "), 0)
        units, payer = below_tag(item)
        units += _PARTED if units else ""
        painter.drawText(room, LEFT, units)
        payers = room.adjusted(metrics.horizontalAdvance(units), 0, 0, 0)
        _draw_cut(painter, payers, small, payer)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draw the ground, the bar of the current visit, and the ring of the keyboard."""
        palette, state = option.palette, option.state
        strong = accent(palette)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, selection_tint(palette))
            bar = QRect(option.rect.topLeft(), QSize(_BAR, option.rect.height()))
            painter.fillRect(bar, strong)
        elif state & QStyle.StateFlag.State_MouseOver and (tint := hover_tint(palette)):
            painter.fillRect(option.rect, tint)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(strong, _RING, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


def _lines_of(room: QRect, scale: float, margin: int) -> tuple[QRect, QRect]:
    """Return where the two lines of a visit stand."""
    left, right = round(TAG_LEFT * scale), round(margin * scale)
    high, low = round(_FIRST * scale), round(_SECOND * scale)
    top = room.top() + (room.height() - high - low) // 2
    width = room.width() - left - right
    first = QRect(room.left() + left, top, width, high)
    return first, QRect(first.left(), top + high, width, low)


def small_font(font: QFont) -> QFont:
    """Return the font of the second line."""
    small = figures_font(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(CAPTION * font.pointSizeF())
    else:
        small.setPixelSize(round(CAPTION * font.pixelSize()))
    return small


def _draw_cut(painter: QPainter, room: QRect, font: QFont, text: str) -> None:
    """Write as much of a text as there is room for."""
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, LEFT, shown)

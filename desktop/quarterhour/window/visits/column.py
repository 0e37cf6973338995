"""The column of the visits: how each is drawn, their head, and their foot with the total."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.entry.day_session import DaySession
from quarterhour.entry.visit_list import DayTotal, VisitItem
from quarterhour.fees import dollars
from quarterhour.report.day_findings import hours_text
from quarterhour.units import units_text
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.buttons import DrawnButton, FlatButton
from quarterhour.window.look.colors import accent, edge, hover_tint, secondary, selection_tint, side
from quarterhour.window.look.icons import MARK_SIZE, paint_mark
from quarterhour.window.look.text import (
    CAPTION,
    ScaledLabel,
    figures_font,
    resized,
    scale_of,
    semibold_of,
)
from quarterhour.window.look.views import LEFT, RIGHT, Index, draw_cut, paint_frame
from quarterhour.window.visits.view import TAG_LEFT, VisitView
from quarterhour.window.worksheet import Worksheet


def amount_text(amount: Decimal | None) -> str:
    """Return an amount, or a dash."""
    return DASH if amount is None else dollars(amount)


# At letters of 13 pixels.
_HEIGHT, _FIRST, _SECOND = 46, 18, 16
_BADGE_LEFT = 10
_LAST_MARGIN, _BESIDE_BAR = 14, 6
_AFTER_TAG = 8
_BAR = 3
_PARTED = " \N{MIDDLE DOT} "


class VisitDelegate(QStyledItemDelegate):
    """Draws a visit. Units and amounts are never cut, disciplines and payers where they must be."""

    def __init__(self, view: VisitView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(0, round(_HEIGHT * scale_of(option.font)))

    def least_width(self) -> int:
        """Return the least width: of a visit, its payer and disciplines may be cut, no amount.

        It has room for the scroll bar, so that more visits cut nothing.
        """
        font = figures_font(self._view.font())
        scale, small = scale_of(font), QFontMetrics(resized(font, CAPTION))
        plain, tag = QFontMetrics(font), QFontMetrics(semibold_of(font))
        gap = round(_AFTER_TAG * scale) + round(GRID * scale)
        widest = 0
        for visit in self._view.visits:
            amount = plain.horizontalAdvance(amount_text(visit.payer_pays))
            first = tag.horizontalAdvance(visit.tag) + gap + amount
            second = small.horizontalAdvance(
                f"{_units_before_payer(visit)}{visit.at_fees} {visit.settling} "
            )
            widest = max(widest, first, second)
        bar = self._view.verticalScrollBar().sizeHint().width()
        return round((TAG_LEFT + _BESIDE_BAR) * scale) + widest + bar

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a visit."""
        painter.save()
        painter.setClipRect(option.rect)
        self._draw_ground(painter, option)
        item, palette = self._view.visits[index.row()], option.palette
        scale, room = scale_of(option.font), option.rect
        margin = _BESIDE_BAR if self._view.verticalScrollBar().isVisible() else _LAST_MARGIN
        first, second = _lines_of(room, scale, margin)
        if item.worst is not None:
            side = MARK_SIZE * scale
            top = first.top() + (first.height() - side) / 2
            place = QRectF(room.left() + _BADGE_LEFT * scale, top, side, side)
            paint_mark(painter, place, item.worst, palette)
        plain = figures_font(option.font)
        small = resized(plain, CAPTION)
        words, quiet = palette.color(QPalette.ColorRole.WindowText), secondary(palette)
        tag = semibold_of(plain)
        amount = amount_text(item.payer_pays)
        painter.setPen(words)
        painter.setFont(plain)
        painter.drawText(first, RIGHT, amount)
        painter.setFont(tag)
        painter.drawText(first, LEFT, item.tag)
        before = QFontMetrics(tag).horizontalAdvance(item.tag) + round(_AFTER_TAG * scale)
        after = QFontMetrics(plain).horizontalAdvance(amount) + round(GRID * scale)
        painter.setPen(quiet)
        painter.setFont(plain)
        beside = first.adjusted(before, 0, -after, 0)
        draw_cut(painter, beside, QFontMetrics(plain), item.beside_tag)
        painter.setFont(small)
        painter.drawText(second, RIGHT, item.settling)
        metrics = QFontMetrics(small)
        room = second.adjusted(0, 0, -metrics.horizontalAdvance(item.settling + " "), 0)
        units = _units_before_payer(item)
        painter.drawText(room, LEFT, units)
        payer = room.adjusted(metrics.horizontalAdvance(units), 0, 0, 0)
        draw_cut(painter, payer, metrics, item.beside_units)
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
            paint_frame(painter, option.rect, strong)


def _units_before_payer(visit: VisitItem) -> str:
    return f"{visit.counted}{_PARTED}" if visit.counted else ""


def _lines_of(room: QRect, scale: float, margin: int) -> tuple[QRect, QRect]:
    """Return where the two lines of a visit stand."""
    left, right = round(TAG_LEFT * scale), round(margin * scale)
    high, low = round(_FIRST * scale), round(_SECOND * scale)
    top = room.top() + (room.height() - high - low) // 2
    width = room.width() - left - right
    first = QRect(room.left() + left, top, width, high)
    return first, QRect(first.left(), top + high, width, low)


_PAYERS, _PATIENTS, _SETTLE = "Payers pay", "Patients pay", "To settle"
_COPY = "Copy the day"
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 14, 10, 12
_LINE = 22
_BUTTON = 30


class DayFoot(QWidget):
    """Shows the total of the day; `copy_wanted` asks to copy its claim lines."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._counts = ScaledLabel(1.0, self, semibold=True)
        self._time = ScaledLabel(CAPTION, self, quiet=True)
        self._figures = {
            name: ScaledLabel(1.0, self, semibold=True) for name in (_PAYERS, _PATIENTS, _SETTLE)
        }
        self._notes = ScaledLabel(CAPTION, self, quiet=True)
        self._notes.setWordWrap(True)
        self._notes.hide()
        self._names = {name: ScaledLabel(1.0, self) for name in self._figures}
        self._copy = DrawnButton(_COPY, _COPY, "menu/copy", self)
        self._copy.clicked.connect(self.copy_wanted)
        self._copy.setMinimumHeight(_BUTTON)
        self._copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, _TOP, _RIGHT, _BOTTOM)
        column.setSpacing(0)
        column.addWidget(self._counts)
        column.addWidget(self._time)
        column.addSpacing(GRID)
        column.addLayout(self._lines())
        column.addWidget(self._notes)
        column.addSpacing(2 * GRID)
        column.addWidget(self._copy)

    def tell(self, total: DayTotal | None) -> None:
        """Show another total; None where nothing can be counted."""
        figures = dict.fromkeys(self._figures, DASH)
        counts, time, notes = "", "", ""
        if total is not None:
            counts = f"{total.visits} visit{'s' * (total.visits != 1)}, {units_text(total.units)}"
            time, notes = hours_text(total.minutes), "\n".join(total.notes)
            figures[_PAYERS] = amount_text(total.payers_pay)
            figures[_PATIENTS] = amount_text(total.patients_pay)
            figures[_SETTLE] = str(total.to_settle)
        _show(self._counts, counts, counts)
        _show(self._time, time, time)
        for name, text in figures.items():
            _show(self._figures[name], text, f"{name}: {'not known' if text == DASH else text}")
        _show(self._notes, notes, notes)
        self._notes.setVisible(bool(notes))
        self._copy.setEnabled(total is not None and total.units > 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for label in self.findChildren(ScaledLabel):
                label.follow_font()

    def _lines(self) -> QGridLayout:
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(0)
        lines.setColumnStretch(0, 1)
        for at, (name, label) in enumerate(self._names.items()):
            label.setText(name)
            lines.addWidget(label, at, 0)
            lines.addWidget(self._figures[name], at, 1, RIGHT)
            lines.setRowMinimumHeight(at, _LINE)
        return lines


def _show(label: QLabel, text: str, name: str) -> None:
    if label.text() != text or not label.accessibleName():
        label.setText(text)
        label.setAccessibleName(name)


_HEAD = 36
_TITLE = "Visits"
_ADD = "Next visit, Ctrl+N"
_ADD_SIZE = 28


class VisitColumn(QWidget):
    """Shows the visits of the day and what they come to, as they are now.

    `add_wanted` asks for the next visit, `copy_wanted` for the claim lines of the day.
    """

    add_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, worksheet: Worksheet, session: DaySession, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = parent
        self._head = QWidget(self)
        self._title = ScaledLabel(1.0, self._head, semibold=True)
        self._add = FlatButton("Next visit", "add", self._head)
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._add.setToolTip(_ADD)
        self._add.clicked.connect(self.add_wanted)
        self.view = VisitView(session, self)
        self._delegate = VisitDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self._foot = DayFoot(self)
        self._foot.copy_wanted.connect(self.copy_wanted)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(4 * GRID, 0, 2 * GRID, 0)
        line.addWidget(self._title, 1)
        line.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.view, 1)
        column.addWidget(self._foot)
        self._keep_room()
        self._add.draw_icon()
        worksheet.assessed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the visits as they are now, where they are on view."""
        if self._pane.isHidden():
            return
        before = self.view.visits
        self._foot.tell(self.view.refresh())
        if self.view.visits != before:
            self.view.setMinimumWidth(self._delegate.least_width())
        title = f"{_TITLE} {self.view.count()}"
        if title != self._title.text():
            self._title.setText(title)
            self._title.setAccessibleName(title)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._title.follow_font()
            self._keep_room()
            self.view.setMinimumWidth(self._delegate.least_width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the line over the foot."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), side(self.palette()))
            painter.fillRect(0, self._foot.y(), self.width(), 1, edge(self.palette()))

    def _keep_room(self) -> None:
        side = round(_ADD_SIZE * scale_of(self.font()))
        self._add.setFixedSize(side, side)
        height = max(self._title.sizeHint().height(), side)
        self._head.setFixedHeight(max(_HEAD, height + 2 * GRID))

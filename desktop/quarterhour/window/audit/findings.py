"""The list of findings under its head: how many there are, and the links to what is settled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.day import DayAssessment, Finding
from quarterhour.entry.day_audit import Audit, AuditItem, Kind
from quarterhour.report.day_findings import nothing_found
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import LinkButton, act_on_keys
from quarterhour.window.look.colors import (
    accent,
    edge,
    hairline,
    hover_tint,
    link_color,
    secondary,
    selection_tint,
)
from quarterhour.window.look.icons import mark_size, paint_mark, paint_settled
from quarterhour.window.look.text import CAPTION, Count, scaled_label
from quarterhour.window.look.views import RIGHT, Index, follow_selection, know_viewport

_HEIGHT = 52
_BAR = 3
_RING = 2
_INSET = 4 * GRID
_GAP = 10  # after the badge


class FindingList(QListWidget):
    """Lists findings. `chosen` has the one that is selected, or None; `entered` follows Enter."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        know_viewport(self)
        self._items: tuple[AuditItem, ...] = ()
        self.setAccessibleName("To settle")
        self.setFrameShape(self.Shape.NoFrame)
        self.setItemDelegate(_Lines(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        follow_selection(self)
        self.currentRowChanged.connect(self._choose)
        self.itemActivated.connect(lambda item: self.entered.emit())
        keys = (
            (QKeySequence.StandardKey.Copy, self._copy),
            *((key, self.entered.emit) for key in ("Return", "Enter")),
        )
        act_on_keys(self, keys)

    @property
    def items_shown(self) -> tuple[AuditItem, ...]:
        """What is listed."""
        return self._items

    @property
    def chosen_item(self) -> AuditItem | None:
        """What is selected."""
        at = self.currentRow()
        return self._items[at] if 0 <= at < len(self._items) else None

    def show_items(self, items: Sequence[AuditItem]) -> None:
        """List others; what was selected stays so, else what comes next in its place."""
        before, at = self.chosen_item, max(0, self.currentRow())
        self._items = tuple(items)
        self.blockSignals(True)
        self.clear()
        for each in self._items:
            item = QListWidgetItem(each.title, self)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(each))
        keys = [each.key for each in self._items]
        if before is not None and before.key in keys:
            at = keys.index(before.key)
        self.setCurrentRow(min(at, len(keys) - 1))
        self.blockSignals(False)
        self._choose()

    def select(self, finding: Finding) -> None:
        """Select a finding, where it is listed."""
        for at, item in enumerate(self._items):
            if item.finding == finding:
                self.setCurrentRow(at)

    def _choose(self) -> None:
        self.chosen.emit(self.chosen_item)

    def _copy(self) -> None:
        if (item := self.chosen_item) is not None:
            copied = "\t".join((item.title, item.below, item.minutes)).rstrip()
            QApplication.clipboard().setText(copied)


def _spoken(item: AuditItem) -> str:
    begins = "Settled" if item.kind is Kind.SETTLED else item.severity.title
    return ". ".join(filter(None, (f"{begins}: {item.title}", item.below, item.minutes)))


class _Lines(QStyledItemDelegate):
    """Draws a finding: its badge, its title over its rows, and its minutes at the right."""

    def __init__(self, view: FindingList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room for two lines."""
        return QSize(0, max(_HEIGHT, 2 * option.fontMetrics.lineSpacing() + 4 * GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        item, room = self._view.items_shown[index.row()], QRect(option.rect)
        palette = self._view.palette()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = hover_tint(palette)
        if selected:
            painter.fillRect(room, selection_tint(palette))
            painter.fillRect(QRect(room.topLeft(), QSize(_BAR, room.height())), accent(palette))
        elif option.state & QStyle.StateFlag.State_MouseOver and hover is not None:
            painter.fillRect(room, hover)
        painter.setPen(hairline(palette))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        side = mark_size(option.font)
        badge = QRectF(room.left() + 3 * GRID, room.center().y() - side // 2 + 1, side, side)
        if item.kind is Kind.SETTLED:
            paint_settled(painter, badge, palette)
        else:
            paint_mark(painter, badge, item.severity, palette)
        self._write(painter, room.adjusted(3 * GRID + side + _GAP, 0, -_INSET, 0), item)
        if selected and self._view.hasFocus():
            painter.setPen(QPen(link_color(palette), _RING))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, item: AuditItem) -> None:
        palette, font = self._view.palette(), self._view.font()
        metrics = self._view.fontMetrics()
        painter.setFont(font)
        painter.setPen(palette.color(palette.ColorRole.Text))
        painter.drawText(room, RIGHT, item.minutes)
        width = room.width() - metrics.horizontalAdvance(item.minutes) - 2 * GRID
        high = metrics.lineSpacing()
        top = room.center().y() - (high if item.below else high // 2)
        line = QRect(room.left(), top, width, high)
        heavy = QFont(font)
        heavy.setWeight(QFont.Weight.DemiBold)
        painter.setFont(heavy)
        title = fitting_title(item, painter.fontMetrics(), width)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(font)
        painter.setPen(secondary(palette))
        below = metrics.elidedText(item.below, Qt.TextElideMode.ElideRight, width)
        painter.drawText(line.translated(0, high), Qt.AlignmentFlag.AlignVCenter, below)


def fitting_title(item: AuditItem, metrics: QFontMetrics, room: int) -> str:
    """Return a title as it fits: first without the time, where that stands below it anyway."""
    title, _, when = item.title.rpartition(", ")
    if metrics.horizontalAdvance(item.title) <= room or not (title and when in item.below):
        title = item.title
    return metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)


_HEAD = 9 * GRID
_LEAST = QSize(70 * GRID, 88)


class FindingsPane(QWidget):
    """Shows the list; with nothing to list, one line says so."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._audit = Audit()
        self._count = Count(CAPTION, self)
        self.settled = LinkButton("", self)
        self.notes = LinkButton("", self)
        self.list = FindingList(self)
        self._nothing = scaled_label("", self, wrap=True)
        self._nothing.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 0)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._head = QWidget(self)
        self._head.setMinimumHeight(_HEAD)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(4 * GRID, 0, 3 * GRID, 0)
        head.setSpacing(2 * GRID)
        head.addWidget(scaled_label("To settle", self, semibold=True))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.settled)
        head.addWidget(self.notes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._nothing, 1)
        for link in (self.settled, self.notes):
            link.toggled.connect(self._list)

    def show_day(self, result: DayAssessment | None, audit: Audit) -> None:
        """List what is found in another day."""
        self._audit = audit
        found = len(audit.asked)
        self._count.setText(str(found))
        self._count.setAccessibleName(f"{found} to settle")
        self._count.setVisible(bool(found))
        self.settled.setText(f"{len(audit.settled)} settled")
        self.settled.setVisible(bool(audit.settled))
        self.notes.setText(f"{len(audit.notes)} note{'s' * (len(audit.notes) != 1)}")
        self.notes.setVisible(bool(audit.notes))
        said = nothing_found(result) if result is not None and result.audited else ""
        self._nothing.setText(said)
        self._list()

    def minimumSizeHint(self) -> QSize:
        """Return the room for the head and one line."""
        return _LEAST

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below the head."""
        with QPainter(self) as painter:
            painter.fillRect(0, self._head.height() - 1, self.width(), 1, edge(self.palette()))

    def go(self, step: int, on: bool) -> bool:
        """Select the next thing to settle, or with -1 the one before; return if there is one.

        Unless it is to go `on` from the one that is selected, that is the one.
        """
        listed = self.list.items_shown
        asked = [at for at, each in enumerate(listed) if each in self._audit.asked]
        here = self.list.currentRow()
        if not asked:
            return False
        if here not in asked or on:
            later = (at for at in asked if at > here)
            before = (at for at in reversed(asked) if at < here)
            here = next(later, asked[0]) if step > 0 else next(before, asked[-1])
        self.list.setCurrentRow(here)
        return True

    def _list(self) -> None:
        audit = self._audit
        items: list[AuditItem] = [*audit.asked]
        if self.settled.isChecked():
            items += audit.settled
        if self.notes.isChecked():
            items += audit.notes
        self.list.setVisible(bool(items))
        self._nothing.setVisible(not items)
        self.list.show_items(items)

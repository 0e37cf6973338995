"""Amounts line by line, the arithmetic of each unfolded below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from operator import add
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from quarterhour.fees import MINUS
from quarterhour.window.look import GRID, TIMES
from quarterhour.window.look.colors import edge, link_color, secondary, selection_tint
from quarterhour.window.look.text import figures_font, resized, scale_of, semibold_of
from quarterhour.window.look.views import know_viewport

_UNFOLDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_SMALLER = 0.92
_SWATCH = 10
_RING = 2
_ENDLESS = 10_000
KEY_ROLE = Qt.ItemDataRole.UserRole
_RESULT_ROLE = Qt.ItemDataRole.UserRole + 1
_RIGHT = Qt.AlignmentFlag.AlignRight


class Below(NamedTuple):
    """A line of the arithmetic under a step."""

    text: str
    amount: str = ""


class Shown(NamedTuple):
    """A step as it is shown.

    `key` says which it is, `swatch` whether it has one, and in which color, None for an outlined
    one. A `result` has a line above it; what is `quiet` says less than the others.
    """

    key: object
    text: str
    amount: str
    spoken: str
    below: tuple[Below, ...] = ()
    swatch: tuple[QColor | None] | None = None
    result: bool = False
    quiet: bool = False


def signs(working: str) -> str:
    """Return how an amount was worked out with the signs of printed arithmetic."""
    return working.replace(" x ", f" {TIMES} ").replace(" - ", f" {MINUS} ")


class StepTree(QTreeWidget):
    """Lists steps; Enter, Space or a click unfolds the arithmetic of one.

    It is as high as what it shows. What is unfolded stays so while other amounts come.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        know_viewport(self)
        self._steps: Sequence[Shown] = ()
        self._open: set[object] = set()
        self._least_width = self._height = 0
        self._amounts_wrap = False
        self.setAccessibleName(name)
        self.setAccessibleDescription("Press Enter to show how an amount was worked out")
        self._measure()
        self.setFont(self._plain)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(4 * GRID)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(0)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().sectionResized.connect(self._wrap_anew)
        # It is as high as what it shows, so it never scrolls: by a step, it would measure the rest.
        self.verticalScrollBar().valueChanged.connect(lambda: self.verticalScrollBar().setValue(0))
        self.setItemDelegate(_Rows(self))
        self.itemClicked.connect(self._unfold)
        self.itemExpanded.connect(self._remember)
        self.itemCollapsed.connect(self._remember)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)

    def show_steps(self, steps: Sequence[Shown]) -> None:
        """Show other steps; those that are still there keep their items."""
        if steps == self._steps:
            return
        before, self._steps = self._steps, steps
        self._fill_all(self._match_items(before))

    def minimumSizeHint(self) -> QSize:
        """Return the height of all that is shown, and the width in which no amount is cut."""
        return QSize(self._least_width, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have no word cut in the room that there is now."""
        super().resizeEvent(event)
        self._share_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unfold or fold by Enter and Space."""
        item = self.currentItem()
        if event.key() in _UNFOLDS and item is not None:
            self._unfold(item)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fill_all([None] * len(self._steps))

    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a line above a result, and a ring around where the keyboard is."""
        here = self.hasFocus() and index.row() == self.currentIndex().row()
        here = here and index.parent() == self.currentIndex().parent()
        room = options.rect
        if here:
            painter.fillRect(room, selection_tint(self.palette()))
        super().drawRow(painter, options, index)
        painter.save()
        if index.data(_RESULT_ROLE):
            painter.setPen(edge(self.palette()))
            painter.drawLine(room.topLeft(), room.topRight())
        if here:
            painter.setPen(QPen(link_color(self.palette()), _RING))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()

    def _match_items(self, before: Sequence[Shown]) -> list[Shown | None]:
        """Have an item for each step; return what each item shows, None of a new one.

        Items of the first and the last steps stay: mostly, others come or go between them.
        """
        at = self.currentIndex().row()
        was, now = [step.key for step in before], [step.key for step in self._steps]
        first = _alike(was, now)
        last = min(_alike(was[::-1], now[::-1]), min(len(was), len(now)) - first)
        for _ in range(len(was) - first - last):
            self.takeTopLevelItem(first)
        added = len(now) - first - last
        self.insertTopLevelItems(first, [QTreeWidgetItem() for _ in range(added)])
        # The keyboard is at the place where it was.
        self.setCurrentIndex(self.model().index(max(0, min(at, len(now) - 1)), 0))
        return [*before[:first], *[None] * added, *before[len(was) - last :]]

    def _wrap_anew(self, column: int) -> None:
        """Wrap what is long in another width of the first column."""
        if column == 0:
            self.scheduleDelayedItemsLayout()

    @property
    def amounts_wrap(self) -> bool:
        """Whether there is so little room that long amounts take several lines."""
        return self._amounts_wrap

    def _share_columns(self) -> None:
        """Give the amounts their room, but leave what the longest word of the steps needs."""
        heavy = QFontMetrics(self._heavy)
        words = [
            max(map(heavy.horizontalAdvance, step.text.split()), default=0)
            + (0 if step.swatch is None else self._side + 2 * GRID)
            for step in self._steps
        ]
        beside = self.indentation() + 2 * GRID + max(words, default=0)
        left = self.viewport().width() - beside
        amounts = [heavy.horizontalAdvance(step.amount) for step in self._steps]
        both = map(add, words, amounts)
        self._amounts_wrap = left + max(words, default=0) < max(both, default=0) + 2 * GRID
        # Some amounts are words, which wrap; of one in figures, the first would not be seen.
        figures = [
            heavy.horizontalAdvance(word)
            for step in self._steps
            for word in (*step.amount.split(), *(below.amount for below in step.below))
        ]
        least = beside + max(figures, default=0) + 2 * GRID
        if least != self._least_width:
            self._least_width = least
            self.updateGeometry()
        # Words reach to their own amount, not to this column; in another width of it, all lines
        # are measured anew, so a digit more does not change it.
        room = 8 * GRID * (max((*amounts, *figures), default=0) // (8 * GRID) + 2)
        self.header().resizeSection(1, max(left, 0) if self._amounts_wrap else room)

    def _measure(self) -> None:
        """Take the letters of the tree in their three faces: they are asked for very often."""
        self._plain = figures_font(self.font())
        self._side = round(_SWATCH * scale_of(self.font()))
        self.setIconSize(QSize(self._side, self._side))
        self._heavy, self._small = semibold_of(self._plain), resized(self._plain, _SMALLER)

    def _fill_all(self, before: Sequence[Shown | None]) -> None:
        """Write the steps, but for what each item shows already."""
        changed = [
            (item, step, old)
            for place, (step, old) in enumerate(zip(self._steps, before, strict=True))
            if step != old and (item := self.topLevelItem(place)) is not None
        ]
        for item, step, _ in changed:
            self._fold_as_before(item, step)
        # At every text and every color that is set, the tree would measure all lines anew.
        model = self.model()
        was = model.blockSignals(True)
        for item, step, old in changed:
            self._fill(item, step, old)
        model.blockSignals(was)
        for item, _, _ in changed:
            at = self.indexFromItem(item)
            model.dataChanged.emit(at, at.siblingAtColumn(1))
            if lines := item.childCount():
                model.dataChanged.emit(model.index(0, 0, at), model.index(lines - 1, 1, at))
        self._share_columns()
        self._take_height()

    def _fold_as_before(self, item: QTreeWidgetItem, step: Shown) -> None:
        """Unfold a step where it was; what is folded has no lines yet, but can be unfolded."""
        policy = QTreeWidgetItem.ChildIndicatorPolicy
        folds = policy.ShowIndicator if step.below else policy.DontShowIndicator
        if item.childIndicatorPolicy() is not folds:
            item.setChildIndicatorPolicy(folds)
        is_open = step.key in self._open
        if is_open:
            self._make_room_below(item, step)
        else:
            item.takeChildren()
        if item.isExpanded() is not is_open:
            item.setExpanded(is_open)

    def _make_room_below(self, item: QTreeWidgetItem, step: Shown) -> None:
        """Have as many lines under a step as its arithmetic has."""
        while item.childCount() > len(step.below):
            item.takeChild(item.childCount() - 1)
        while item.childCount() < len(step.below):
            child = QTreeWidgetItem(item)
            child.setTextAlignment(0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            child.setTextAlignment(1, _RIGHT | Qt.AlignmentFlag.AlignTop)
            self._letter(child, self._small, quiet=True)

    def _fill(self, item: QTreeWidgetItem, step: Shown, before: Shown | None) -> None:
        """Write a step; what it looks like only where that differs from before."""
        item.setText(0, step.text)
        item.setText(1, step.amount)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, step.spoken)
        self._fill_below(item, step)
        if before is not None and _look(before) == _look(step):
            return
        item.setData(0, KEY_ROLE, step.key)
        item.setData(0, _RESULT_ROLE, step.result)
        item.setIcon(0, QIcon() if step.swatch is None else self._swatch(step.swatch[0]))
        item.setTextAlignment(1, _RIGHT | Qt.AlignmentFlag.AlignVCenter)
        self._letter(item, self._heavy if step.result else self._plain, step.quiet)

    def _fill_below(self, item: QTreeWidgetItem, step: Shown) -> None:
        """Write the arithmetic under a step, as much of it as has room."""
        for at in range(item.childCount()):
            if (child := item.child(at)) is not None:
                child.setText(0, step.below[at].text)
                child.setText(1, step.below[at].amount)

    def _take_height(self) -> None:
        """Ask for the room of what is shown now."""
        if (height := self.sizeHint().height()) != self._height:
            self._height = height
            self.updateGeometry()

    def _letter(self, item: QTreeWidgetItem, letters: QFont, quiet: bool) -> None:
        ink = QBrush(secondary(self.palette())) if quiet else QBrush()
        for column in (0, 1):
            item.setFont(column, letters)
            item.setForeground(column, ink)

    def _swatch(self, color: QColor | None) -> QIcon:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.iconSize() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            painter.setPen(secondary(self.palette()) if color is None else color)
            painter.setBrush(Qt.BrushStyle.NoBrush if color is None else QBrush(color))
            painter.drawRect(0, 0, self._side - 1, self._side - 1)
        return QIcon(drawn)

    def _unfold(self, item: QTreeWidgetItem) -> None:
        step = item.parent() or item
        self.setCurrentItem(step)
        step.setExpanded(not step.isExpanded())

    def _remember(self, item: QTreeWidgetItem) -> None:
        """Keep what is unfolded: the tree is built anew when other lines come."""
        key = item.data(0, KEY_ROLE)
        if key is None:
            return
        if not item.isExpanded():
            self._open.discard(key)
            return
        self._open.add(key)
        step = self._steps[self.indexOfTopLevelItem(item)]
        self._make_room_below(item, step)
        self._fill_below(item, step)


def _alike(some: Sequence[object], others: Sequence[object]) -> int:
    """Return how many of the first are the same in both."""
    pairs = zip(some, others, strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _look(step: Shown) -> tuple[object, ...]:
    """Return what a step looks like, whatever it says."""
    return step.swatch, step.result, step.quiet


class _Rows(QStyledItemDelegate):
    """Gives a step more room than its arithmetic; what is long wraps in both.

    Words reach to their own amount: they do not wrap for the sake of a longer one elsewhere.
    """

    def __init__(self, tree: StepTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of the text as it wraps, with room above and below it."""
        below = index.parent().isValid()
        wrapped = QStyleOptionViewItem(option)
        if index.column() == 0:  # the view itself tells no width
            indented = self._tree.indentation() * (2 if below else 1)
            wrapped.rect = QRect(0, 0, self._words_end(index) - indented, _ENDLESS)
        elif self._tree.amounts_wrap:
            wrapped.rect = QRect(0, 0, self._tree.columnWidth(1), _ENDLESS)
        return super().sizeHint(wrapped, index) + QSize(0, GRID if below else 2 * GRID)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Write the words as they were measured."""
        if index.column() == 0:
            option = QStyleOptionViewItem(option)
            option.rect.setRight(self._words_end(index) - 1)
        super().paint(painter, option, index)

    def _words_end(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return where the words of a line end, at the amount beside them."""
        beside = index.sibling(index.row(), 1)
        metrics = QFontMetrics(beside.data(Qt.ItemDataRole.FontRole) or self._tree.font())
        amount = metrics.horizontalAdvance(beside.data() or "") + 4 * GRID
        return max(self._tree.columnWidth(0), self._tree.viewport().width() - amount)

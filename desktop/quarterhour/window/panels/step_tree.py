"""Amounts line by line, the arithmetic of each unfolded below it."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
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
from quarterhour.window.look.views import Index, know_viewport

_UNFOLDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_SMALLER = 0.92
_SWATCH = 10
_MARGIN = 3
_RING = 2
_ENDLESS = 10_000
_KEPT = 1000
_WRAPPED = Qt.TextFlag.TextWordWrap
_TOP = Qt.AlignmentFlag.AlignTop
KEY_ROLE = Qt.ItemDataRole.UserRole


# The color of a swatch, in a tuple: None in it is an outlined one. Without a tuple there is none.
Swatch = tuple[QColor | None] | None


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
    swatch: Swatch = None
    result: bool = False
    quiet: bool = False


class _Letters:
    """The letters of a line, and how they are measured."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self._widths: dict[str, int] = {}

    def width(self, text: str) -> int:
        """Return how wide a text is in one line; what was measured once is kept."""
        if text not in self._widths:
            if len(self._widths) == _KEPT:
                self._widths.clear()
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]

    def height(self, text: str, room: int) -> int:
        """Return how high a text is as it wraps in a room."""
        if self.width(text) <= room:
            return self._metrics.height()
        return self._metrics.boundingRect(0, 0, room, _ENDLESS, _WRAPPED, text).height()


class _Line(QTreeWidgetItem):
    """A line: a step, or a part of the arithmetic under one."""

    shown: Shown | Below = Below("")

    @property
    def is_result(self) -> bool:
        """Whether a line is drawn above it, and it weighs more."""
        return isinstance(self.shown, Shown) and self.shown.result

    @property
    def is_quiet(self) -> bool:
        """Whether it says less than others."""
        return isinstance(self.shown, Below) or self.shown.quiet

    @property
    def swatch(self) -> Swatch:
        """The color of its swatch, None where it has none."""
        return self.shown.swatch if isinstance(self.shown, Shown) else None


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
        self.setFont(self._plain.font)
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
        self._fill_changed(self._match_items(before))

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
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
            self.scheduleDelayedItemsLayout()
            self._share_columns()
            self._take_height()

    def line_at(self, index: Index) -> _Line:
        """Return the line at an index."""
        return cast(_Line, self.itemFromIndex(cast(QModelIndex, index)))

    def letters_of(self, line: _Line) -> _Letters:
        """Return the letters in which a line is written."""
        if isinstance(line.shown, Below):
            return self._small
        return self._heavy if line.is_result else self._plain

    @property
    def swatch_side(self) -> int:
        """The side of a swatch."""
        return self._side

    def room_of(self, swatch: Swatch) -> int:
        """Return the room that a swatch takes before the words."""
        return 0 if swatch is None else self._side + 2 * GRID

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line above a result, and a ring around where the keyboard is."""
        here = self.hasFocus() and index.row() == self.currentIndex().row()
        here = here and index.parent() == self.currentIndex().parent()
        room = options.rect
        if here:
            painter.fillRect(room, selection_tint(self.palette()))
        super().drawRow(painter, options, index)
        painter.save()
        if self.line_at(index).is_result:
            painter.setPen(edge(self.palette()))
            painter.drawLine(room.topLeft(), room.topRight())
        if here:
            painter.setPen(QPen(link_color(self.palette()), _RING))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()

    def _match_items(self, before: Sequence[Shown]) -> list[Shown | None]:
        """Have an item for each step; return what each item shows, None of a new one.

        Items of the first and the last steps stay: mostly, others come or go between them. The
        keyboard stays with its item, and goes to the next one where that goes.
        """
        was, now = [step.key for step in before], [step.key for step in self._steps]
        first = _alike(was, now)
        last = min(_alike(was[::-1], now[::-1]), len(was) - first, len(now) - first)
        for _ in range(len(was) - first - last):
            self.takeTopLevelItem(first)
        added = len(now) - first - last
        self.insertTopLevelItems(first, [_Line() for _ in range(added)])
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
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
        width = self._heavy.width
        words = [
            max(map(width, step.text.split()), default=0) + self.room_of(step.swatch)
            for step in self._steps
        ]
        beside = self.indentation() + 2 * GRID + max(words, default=0)
        left = self.viewport().width() - beside
        amounts = [width(step.amount) for step in self._steps]
        both = map(add, words, amounts)
        self._amounts_wrap = left + max(words, default=0) < max(both, default=0) + 2 * GRID
        # Some amounts are words, which wrap; of one in figures, the first would not be seen.
        figures = [
            width(word)
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
        font = figures_font(self.font())
        self._plain, self._heavy = _Letters(font), _Letters(semibold_of(font))
        self._small = _Letters(resized(font, _SMALLER))
        self._side = round(_SWATCH * scale_of(self.font()))

    def _fill_changed(self, before: Sequence[Shown | None]) -> None:
        """Write the steps, but for what each item shows already."""
        changed = [
            (item, step)
            for place, (step, old) in enumerate(zip(self._steps, before, strict=True))
            if step != old and isinstance(item := self.topLevelItem(place), _Line)
        ]
        # At every text that is set, the tree would measure all lines anew.
        model = self.model()
        for item, step in changed:
            was = model.blockSignals(True)
            _write(item, step)
            item.setData(0, KEY_ROLE, step.key)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, step.spoken)
            model.blockSignals(was)
            self._fold_as_before(item, step)
        for item, _ in changed:
            at = self.indexFromItem(item)
            model.dataChanged.emit(at, at.siblingAtColumn(1))
        self._share_columns()
        self._take_height()

    def _fold_as_before(self, item: _Line, step: Shown) -> None:
        """Unfold a step where it was; what is folded has no lines yet, but can be unfolded."""
        policy = QTreeWidgetItem.ChildIndicatorPolicy
        folds = policy.ShowIndicator if step.below else policy.DontShowIndicator
        if item.childIndicatorPolicy() is not folds:
            item.setChildIndicatorPolicy(folds)
        is_open = step.key in self._open
        if is_open:
            self._fill_below(item, step)
        else:
            item.takeChildren()
        if item.isExpanded() is not is_open:
            item.setExpanded(is_open)

    def _fill_below(self, item: QTreeWidgetItem, step: Shown) -> None:
        """Write the arithmetic under a step, on as many lines as it has."""
        while item.childCount() > len(step.below):
            item.takeChild(item.childCount() - 1)
        while item.childCount() < len(step.below):
            item.addChild(_Line())
        for at, shown in enumerate(step.below):
            child = item.child(at)
            if isinstance(child, _Line) and child.shown != shown:
                _write(child, shown)

    def _take_height(self) -> None:
        """Ask for the room of what is shown now."""
        if (height := self.sizeHint().height()) != self._height:
            self._height = height
            self.updateGeometry()

    def _unfold(self, item: QTreeWidgetItem) -> None:
        step = item.parent() or item
        self.setCurrentItem(step)
        step.setExpanded(not step.isExpanded())

    def _remember(self, item: QTreeWidgetItem) -> None:
        """Keep what is unfolded, for when its step comes again."""
        key = item.data(0, KEY_ROLE)
        if key is None:
            return
        if not item.isExpanded():
            self._open.discard(key)
            return
        self._open.add(key)
        self._fill_below(item, self._steps[self.indexOfTopLevelItem(item)])


def _write(item: _Line, shown: Shown | Below) -> None:
    item.shown = shown
    item.setText(0, shown.text)
    item.setText(1, shown.amount)


def _alike(some: Sequence[object], others: Sequence[object]) -> int:
    """Return how many of the first are the same in both."""
    for count, (one, other) in enumerate(zip(some, others, strict=False)):
        if one != other:
            return count
    return min(len(some), len(others))


class _Rows(QStyledItemDelegate):
    """Gives a step more room than its arithmetic; what is long wraps in both.

    Words reach to their own amount: they do not wrap for the sake of a longer one elsewhere.
    """

    def __init__(self, tree: StepTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the text as it wraps, with room above and below it."""
        line = self._tree.line_at(index)
        below = isinstance(line.shown, Below)
        text, room = line.shown.amount, _ENDLESS
        if index.column() == 0:
            begins = self._tree.indentation() * (2 if below else 1)
            text = line.shown.text
            room = self._words_end(line) - begins - self._tree.room_of(line.swatch) - 2 * _MARGIN
        elif self._tree.amounts_wrap:
            room = self._tree.columnWidth(1) - 2 * _MARGIN
        height = self._tree.letters_of(line).height(text, room)
        return QSize(0, height + (GRID if below else 2 * GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Write the words or the amount as they were measured."""
        line, palette = self._tree.line_at(index), self._tree.palette()
        room = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        side, text = Qt.AlignmentFlag.AlignRight, line.shown.amount
        if index.column() == 0:
            side, text = Qt.AlignmentFlag.AlignLeft, line.shown.text
            room.setRight(self._words_end(line) - 1 - _MARGIN)
            if line.swatch is not None:
                self._draw_swatch(painter, room, line.swatch[0])
                room.setLeft(room.left() + self._tree.room_of(line.swatch))
        painter.setFont(self._tree.letters_of(line).font)
        letters = palette.color(QPalette.ColorRole.Text)
        painter.setPen(secondary(palette) if line.is_quiet else letters)
        # Where words under a step wrap, the amount is in their first line.
        upright = Qt.AlignmentFlag.AlignVCenter if isinstance(line.shown, Shown) else _TOP
        painter.drawText(room, side | upright | _WRAPPED, text)

    def _draw_swatch(self, painter: QPainter, room: QRect, color: QColor | None) -> None:
        """Draw the swatch of a step, its edge alone where it has no color."""
        side = self._tree.swatch_side
        place = QRect(room.left(), room.top() + (room.height() - side) // 2, side, side)
        if color is None:
            painter.setPen(secondary(self._tree.palette()))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        else:
            painter.fillRect(place, color)

    def _words_end(self, line: _Line) -> int:
        """Return where the words of a line end, at the amount beside them."""
        amount = self._tree.letters_of(line).width(line.shown.amount) + 4 * GRID
        return max(self._tree.columnWidth(0), self._tree.viewport().width() - amount)

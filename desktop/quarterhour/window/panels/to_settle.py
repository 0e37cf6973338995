"""What is to be settled, under the minute ruler: each item with the buttons that settle it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quarterhour import claims
from quarterhour.entry.items import (
    AuditDay,
    GiveUnit,
    GoToCell,
    GoToDate,
    GoToPlace,
    Item,
    Offer,
    ToSettle,
)
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import LinkButton
from quarterhour.window.look.colors import edge
from quarterhour.window.look.text import Count, ScaledLabel, announce, plain_label, scale_of
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.window.panels.settle_item import SettleItem

_NAME = WORDS[Title.TO_SETTLE].replace("&", "")
_HEIGHT = 9 * GRID
_INSET = 4 * GRID
_SPACE, _END = 2, 5  # places in the line of the head


class _Head(QWidget):
    """Says how many items there are, beside the `link` that shows the notes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = plain_label(_NAME, self)
        self.link = LinkButton("", self)
        self._count = Count(1.0, self)
        self._said = ScaledLabel(1.0, self, quiet=True)
        self._line = line = QHBoxLayout(self)
        line.setSpacing(2 * GRID)
        line.addWidget(self._title)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.link)
        line.addWidget(self._said)
        line.addStretch(0)
        self._dress()

    def tell(self, items: int, notes: int, note: str) -> None:
        """Tell how many there are now; the link stands alone where nothing is to be settled.

        A `note` is told beside the link, until the link shows the notes themselves.
        """
        self._title.setVisible(bool(items))
        self._count.setVisible(bool(items))
        self._count.setText(str(items))
        self._count.setAccessibleName(f"{items} to settle")
        self.link.setText(f"{notes} note{'' if notes == 1 else 's'}")
        self.link.setVisible(bool(notes))
        self.link.updateGeometry()
        said = f"{note}." if note and not self.link.isChecked() else ""
        self._said.setText(said)
        self._said.setAccessibleName(said)
        self._said.setVisible(bool(said))
        left = bool(note)
        self._line.setContentsMargins(_INSET - GRID * left, 0, _INSET - GRID, 0)
        self._line.setStretch(_SPACE, 0 if left else 1)
        self._line.setStretch(_END, 1 if left else 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()

    def _dress(self) -> None:
        self._count.follow_font()
        self._said.follow_font()
        heavy = QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(heavy)
        self.setFixedHeight(max(_HEIGHT, self.link.sizeHint().height()))


_LEAST = 10 * GRID
_LEAST_LINES = 2  # of an open item
_MOST_KEPT = 64  # widgets, with those that are spare
_MOST = 0.4  # of the column that it stands in
_KEYS = (("Ctrl+Return", "Ctrl+Enter"), ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"))


class ToSettlePanel(QFrame):
    """Lists what is to be settled, and the notes where they are asked for; else it is not there.

    `row_wanted` has the row to go to, `review_wanted` the `Attest` to ask, `dialog_wanted` a
    `Dialog`, `tie_wanted` the row of a tie in which to choose; `audit_wanted` the finding to
    answer in the audit of the day, `date_wanted` the date of service, `place_wanted` the place,
    `cell_wanted` the row and the field of what can't be read there. `left` gives the keyboard
    back to the table.
    """

    row_wanted = Signal(int)
    audit_wanted = Signal(object)
    cell_wanted = Signal(int, str)
    date_wanted = Signal()
    place_wanted = Signal()
    dialog_wanted = Signal(object)
    review_wanted = Signal(object)
    tie_wanted = Signal(int)
    left = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._shown = ToSettle()
        self._row = 0
        self._one_line = False
        self._unfolded: set[object] = set()
        # Those that show an item; and all, with those of items that went and may come back with
        # the next digit.
        self._widgets: list[SettleItem] = []
        self._all: list[SettleItem] = []
        self.setAccessibleName(_NAME)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._head = _Head(self)
        self._head.link.toggled.connect(self._place)
        self._content = QWidget(self)
        self._content.setBackgroundRole(QPalette.ColorRole.Base)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._area, 1)
        self.hide()
        self._add_keys()
        worksheet.assessed.connect(self.refresh)

    @property
    def shown(self) -> ToSettle:
        """What is to be settled, and the notes."""
        return self._shown

    def mark(self, row: int) -> None:
        """Have the keys for the current row's item act on another row."""
        self._row = row

    def refresh(self) -> None:
        """Show what is to be settled in the worksheet now."""
        now = self._worksheet.session.to_settle
        if now == self._shown:
            return
        before, self._shown = len(self._shown.items), now
        self._place()
        if len(now.items) != before:
            announce(self, f"{_NAME}: {len(now.items)}")

    def go(self, step: int) -> None:
        """Go to the next or the previous item: select its row, and focus its first button."""
        if not self._shown.items:
            return
        at = next((at for at, each in enumerate(self._widgets) if self._at(each) is not None), None)
        if at is None:
            at = -1 if step > 0 else 0
        self._focus((at + step) % len(self._shown.items))

    def lay_in_a_line(self, one_line: bool) -> None:
        """Take one item's height in a low window, without the head."""
        if one_line is not self._one_line:
            self._one_line = one_line
            self._fit()

    @property
    def least_height(self) -> int:
        """The height of two items, or of one in a low window, and of some text of an open one."""
        most = self._least_item
        items = [min(widget.minimumSizeHint().height(), most) for widget in self._widgets[:2]]
        if self._one_line:
            return sum(items[:1]) + self._least_text
        return self._head.height() + 1 + sum(items) + self._least_text

    def sizeHint(self) -> QSize:
        """Return the room for all items, but no more than a share of the column."""
        parent = self.parentWidget()
        wanted = self._head_height() + 1 + self._content.sizeHint().height()
        most = round(_MOST * parent.height()) if parent else wanted
        width = super().sizeHint().width()
        return QSize(width, max(min(wanted, most), self.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the head and one item, and for some text of an open one."""
        item = self._widgets[0].minimumSizeHint().height() if self._widgets else 0
        height = self._head_height() + 1 + min(item, self._least_item) + self._least_text
        return QSize(super().minimumSizeHint().width(), height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the first button: a proxy would keep Tab out."""
        first = self._widgets[0].first_stop if self._widgets else self._head.link
        first.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setPen(edge(self.palette()))
            painter.drawLine(self.rect().topLeft(), self.rect().topRight())

    @property
    def _least_item(self) -> int:
        """The height of an item that is closed: of an open one, it is its line."""
        return round(_LEAST * scale_of(self.font()))

    @property
    def _least_text(self) -> int:
        """The height in which the first lines of an open item are read."""
        if not (self._unfolded and any(each.item.key in self._unfolded for each in self._widgets)):
            return 0
        return _LEAST_LINES * self.fontMetrics().lineSpacing() + 2 * GRID

    def _head_height(self) -> int:
        return 0 if self._head.isHidden() else self._head.height()

    def _add_keys(self) -> None:
        for place, keys in enumerate(_KEYS):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self.window())
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(lambda place=place: self._do_of_row(place))

    def _do_of_row(self, place: int) -> None:
        """Do the first or second thing about the current row, or about the item in use."""
        in_use = (each.item for each in self._widgets if self._at(each) is not None)
        of_row = (item for item in self._shown.items if self._row in item.rows)
        item = next(in_use, None) or next(of_row, None)
        if item is not None and place < len(item.offers):
            self.left.emit()  # what is half typed in the row is taken first
            if item in (*self._shown.items, *self._shown.notes):
                self._do(item.offers[place])

    def _at(self, widget: SettleItem) -> int | None:
        return widget.focus_place(self.window().focusWidget())

    def _place(self) -> None:
        """Show the items in widgets, the keyboard in the one that it was in."""
        notes = self._shown.notes if self._head.link.isChecked() else ()
        items = (*self._shown.items, *notes)
        held = next(
            ((each.item, at) for each in self._widgets if (at := self._at(each)) is not None), None
        )
        # Each widget that is shown would lay out all of them anew.
        self._column.setEnabled(False)
        self._widgets = self._widgets_for(items)
        shown = {*self._widgets}
        for widget, item in zip(self._widgets, items, strict=True):
            widget.show_item(item, item.key in self._unfolded)
        for widget in self._all:
            if widget.isHidden() is (widget in shown):
                widget.setVisible(widget in shown)
        self._column.setEnabled(True)
        self._fit()
        if held is not None:
            self._hold(*held)

    def _widgets_for(self, items: Sequence[Item]) -> list[SettleItem]:
        """Return a widget for each item, from top down: the one that has it already, if it can.

        Widgets never change places, in which Tab and a screen reader come to them.
        """
        has = {each.item.key: at for at, each in enumerate(self._all)}
        places: list[int] = []
        free = waiting = 0  # the next place, and the items before this one that still need one
        for item in items:
            at = has.get(item.key, -1)
            if at < free + waiting:
                waiting += 1
            else:
                places += [*range(free, free + waiting), at]
                free, waiting = at + 1, 0
        places += range(free, free + waiting)
        if places[-1:] >= [_MOST_KEPT]:
            places = list(range(len(items)))
        for at, item in zip(places, items, strict=True):
            if at == len(self._all):
                self._all.append(self._new_widget(item))
        return [self._all[at] for at in places]

    def _fit(self) -> None:
        """Take the room that is needed, none where there is nothing to tell."""
        items, notes = len(self._shown.items), len(self._shown.notes)
        self._head.tell(items, notes, self._missing())
        self._head.setVisible(not (self._one_line and items))
        self._area.setVisible(bool(self._widgets))
        self.setVisible(bool(items or notes))
        self.updateGeometry()

    def _missing(self) -> str:
        """Return what is missing of a year without fees, where there is nothing but that."""
        items, notes = self._shown
        session = self._worksheet.session
        without = session.outcome.without_fees or session.estimating
        return notes[0].title if without and not items and len(notes) == 1 else ""

    def _hold(self, item: Item, place: int) -> None:
        """Keep the keyboard where it was; it goes back to the table once that is settled."""
        for widget in self._widgets:
            if widget.item.key == item.key:
                widget.take_focus(place)
                return
        self.left.emit()

    def _new_widget(self, item: Item) -> SettleItem:
        from quarterhour.window.panels.settle_item import SettleItem  # of the first item

        before = self._all[-1].last_stop if self._all else self._head.link
        widget = SettleItem(item, before, self._content)
        widget.offered.connect(self._do)
        widget.wanted.connect(lambda: self._want(widget))
        widget.stepped.connect(lambda step: self._step(widget, step))
        widget.left.connect(self.left)
        widget.unfolded.connect(lambda shown: self._unfold(widget, shown))
        widget.grown.connect(self._grow)
        self._column.insertWidget(len(self._all), widget)
        return widget

    def _focus(self, at: int) -> None:
        self._want(self._widgets[at])
        self._widgets[at].take_focus()
        self._area.ensureWidgetVisible(self._widgets[at], 0, 0)

    def _want(self, widget: SettleItem) -> None:
        if widget.item.leads_to is not None:
            self.row_wanted.emit(widget.item.leads_to)

    def _step(self, widget: SettleItem, step: int) -> None:
        at = self._widgets.index(widget) + step
        if 0 <= at < len(self._widgets):
            self._focus(at)

    def _unfold(self, widget: SettleItem, shown: bool) -> None:
        key = widget.item.key
        self._unfolded.add(key) if shown else self._unfolded.discard(key)
        self._grow()
        if shown:  # once it has its room
            QTimer.singleShot(0, widget, lambda: self._show_text(widget))

    def _grow(self) -> None:
        """Ask for the room of what is unfolded now, and again once its item is laid out."""
        self._content.updateGeometry()
        self.updateGeometry()
        QTimer.singleShot(0, self, self.updateGeometry)

    def _show_text(self, widget: SettleItem) -> None:
        """Bring all of an open item into view, or its line and the text that there is room for."""
        bar = self._area.verticalScrollBar()
        first = widget.y() + widget.height() - self._area.viewport().height()
        bar.setValue(min(widget.y(), max(bar.value(), first)))

    def _do(self, offer: Offer) -> None:
        """Do what an item offers. What is settled goes, and the keyboard is back in a cell."""
        session, rows_of = self._worksheet.session, self._worksheet.session.outcome.rows_of
        match offer.actions[0]:
            case claims.ReplaceCode(row=service, other=other):
                for row in rows_of((service,)):
                    session.change_code(row, other)
                    self.row_wanted.emit(row)
            case GiveUnit(choice):
                session.choose(choice)
                self.row_wanted.emit(choice.taking[0])
            case AuditDay(finding):
                self.audit_wanted.emit(finding)
                return
            case claims.Attest() as asked:
                self.review_wanted.emit(asked)
                return
            case claims.TakeAsRead():
                passed = (each for each in offer.actions if isinstance(each, claims.TakeAsRead))
                session.take_as_read(*(each.checked for each in passed))
            case claims.AskAgain():
                again = (each for each in offer.actions if isinstance(each, claims.AskAgain))
                session.ask_again(*(each.checked for each in again))
            case claims.ChooseInTie(row=service):
                self.left.emit()
                for row in rows_of((service,)):
                    self.tie_wanted.emit(row)
                return
            case claims.OpenDialog(dialog=dialog, row=service):
                for row in () if service is None else rows_of((service,)):
                    self.row_wanted.emit(row)
                self.dialog_wanted.emit(dialog)
                return
            case GoToDate():
                self.date_wanted.emit()
                return
            case GoToPlace():
                self.place_wanted.emit()
                return
            case GoToCell(row, field):
                self.cell_wanted.emit(row, field)
            case claims.GoToRow(row=service):
                for row in rows_of((service,)):
                    self.row_wanted.emit(row)
        self.left.emit()

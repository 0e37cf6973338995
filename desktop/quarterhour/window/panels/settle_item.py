"""One thing to settle: its badge, its title, one or two buttons, and its details below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry.items import Item
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import Button, LinkButton, paint_arrow
from quarterhour.window.look.colors import hairline, link_color, secondary, selection_tint
from quarterhour.window.look.icons import Mark
from quarterhour.window.look.text import color_letters, paragraph

_MOST_OFFERS = 2
_HEIGHT = 10 * GRID
_INSET = 4 * GRID
_BAR = 3
_RING = 2
_SOURCES = "Sources"


class SettleItem(QWidget):
    """Shows an item, or a note, which has no badge.

    `offered` carries what one of its buttons offers, `wanted` is for a click elsewhere in it,
    `stepped` for Up and Down, `left` for Esc, and `unfolded` for its details shown or hidden;
    `grown` says that they have become longer or shorter.
    Tab comes to it after the widget `before`.
    """

    offered = Signal(object)
    wanted = Signal()
    stepped = Signal(int)
    left = Signal()
    unfolded = Signal(bool)
    grown = Signal()

    def __init__(self, item: Item, before: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self._arrow = _Arrow(self)
        self._arrow.toggled.connect(self._unfold)
        self._badge = Mark(self)
        self._title = _Title(self)
        self._title.setFont(_heavy(self.font()))
        self._buttons = [_Offer(self) for _ in range(_MOST_OFFERS)]
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _, place=place: self.do(place))
        self._head = QWidget(self)
        self._head.setMinimumHeight(_HEIGHT)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(2 * GRID, GRID, _INSET, GRID)
        line.setSpacing(2 * GRID)
        for widget in (self._arrow, self._badge, self._title, *self._buttons):
            line.addWidget(widget)
        self._details: _Details | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        for after in (self._arrow, *self._buttons):
            QWidget.setTabOrder(before, after)
            before = after
        self._write(item)  # of what the keyboard passes by, Qt would not take the order

    def show_item(self, item: Item, unfolded: bool) -> None:
        """Show an item, its details where it is unfolded."""
        if item != self.item:
            self.item = item
            self._write(item)
        self._arrow.setChecked(unfolded)
        self._show_details(unfolded)

    def do(self, place: int) -> None:
        """Do the first or second thing that it offers."""
        self.offered.emit(self.item.offers[place])

    @property
    def first_stop(self) -> QWidget:
        """What the keyboard comes to first."""
        return self._stops()[0]

    @property
    def last_stop(self) -> QWidget:
        """What Tab comes to last."""
        return self._details.link if self._details is not None else self._buttons[-1]

    def take_focus(self, place: int = 0) -> None:
        """Put the keyboard on a button, else on the arrow."""
        shown = self._stops()
        shown[min(place, len(shown) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, focus: QWidget | None) -> int | None:
        """Return at which button the keyboard is, or None where it is not in the item."""
        if focus is None or not (focus is self or self.isAncestorOf(focus)):
            return None
        stops = self._stops()
        return stops.index(focus) if focus in stops else 0

    def take_key(self, stop: QWidget, event: QKeyEvent) -> bool:
        """Move between the buttons and the items; return whether it was a key for that."""
        stops = self._stops()
        at = stops.index(stop) if stop in stops else 0
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                self.take_focus(max(0, at + step))
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Space:
                if not event.isAutoRepeat():
                    self._arrow.toggle()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                return False
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the row that it is about."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._title.setFont(_heavy(self.font()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the item that the keyboard is in, and the line below."""
        palette = self.palette()
        here = next((stop for stop in self._stops() if stop.hasFocus()), None)
        with QPainter(self) as painter:
            if here is not None:
                color, head = link_color(palette), self._head.geometry()
                painter.fillRect(head, selection_tint(palette))
                painter.fillRect(head.left(), head.top(), _BAR, head.height(), color)
                painter.setPen(QPen(color, _RING))
                ring = QRect(here.mapTo(self, QPoint(0, 0)), here.size())
                painter.drawRoundedRect(ring.adjusted(-2, -2, 2, 2), GRID, GRID)
            painter.setPen(hairline(palette))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())

    def _write(self, item: Item) -> None:
        self._title.tell(item.title)
        spoken = f"{item.severity.title}: {item.title}"
        self._title.setAccessibleName(spoken)
        self.setAccessibleName(spoken)
        self._arrow.setAccessibleName(f"Details of {item.title}")
        self._badge.show_severity(None if item.severity is Severity.NOTE else item.severity)
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(item.offers))
            if place < len(item.offers):
                title = item.offers[place].title
                button.setText(title.replace("&", "&&"))
                button.setAccessibleName(f"{title} {item.title}")
        # A note that offers nothing is still reached by the keys.
        policy = Qt.FocusPolicy.NoFocus if item.offers else Qt.FocusPolicy.StrongFocus
        self._arrow.setFocusPolicy(policy)

    def _stops(self) -> list[QWidget]:
        """Return what the keyboard can be at."""
        return list(self._buttons[: len(self.item.offers)]) or [self._arrow]

    def _unfold(self, shown: bool) -> None:
        self._show_details(shown)
        self.unfolded.emit(shown)

    def _show_details(self, shown: bool) -> None:
        if self._details is None:
            if not shown:
                return
            self._details = _Details(self)
            self._details.link.toggled.connect(self.grown)
            QWidget.setTabOrder(self._buttons[-1], self._details.link)
            self._column.addWidget(self._details)
        if shown:
            self._details.tell(self.item)
        self._details.setVisible(shown)


class _Title(QLabel):
    """Wraps where it is narrow; the height of one line is measured once.

    Qt asks for it with every item that comes or goes, and would lay out the text each time.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QSize()  # of the text in one
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def tell(self, text: str) -> None:
        """Show a title."""
        self._line = QSize()
        self.setText(text)

    def heightForWidth(self, width: int) -> int:
        """Return the height in a width."""
        if self._line.isEmpty():
            wide = self.fontMetrics().horizontalAdvance(self.text()) + 1
            self._line = QSize(wide, super().heightForWidth(wide))
        if width >= self._line.width():
            return self._line.height()
        return super().heightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        self._line = QSize()
        super().changeEvent(event)


if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object  # of two Qt classes as bases, PySide makes no class


class _Stop(_Base):
    """Where the keyboard stops in an item, which moves on by keys, and shows that it is here."""

    item: SettleItem

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave its keys to the item."""
        if not self.item.take_key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the item show that the keyboard is here."""
        super().focusInEvent(event)
        self.item.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have the item show that the keyboard went."""
        super().focusOutEvent(event)
        self.item.update()


class _Offer(_Stop, Button):
    """Does what its item offers."""

    def __init__(self, item: SettleItem) -> None:
        self.item = item
        super().__init__("", "", item)


class _Arrow(_Stop, LinkButton):
    """Unfolds the details of its item."""

    def __init__(self, item: SettleItem) -> None:
        self.item = item
        super().__init__("", item, arrow=True)

    def sizeHint(self) -> QSize:
        """Return the room for the arrow alone, which is wide enough for a larger one."""
        return QSize(4 * GRID, max(6 * GRID, self.fontMetrics().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(secondary(self.palette()))
            paint_arrow(painter, self.rect().adjusted(GRID, 0, 0, 0), self.isChecked())


class _Details(QWidget):
    """Why, and by whose rule: that is shown where its `link` is pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = paragraph(parent=self)
        self.link = LinkButton(_SOURCES, self, arrow=True)
        self._sources = paragraph(parent=self)
        self._sources.setForegroundRole(QPalette.ColorRole.WindowText)
        self._sources.hide()
        self.link.toggled.connect(self._sources.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(15 * GRID, 2 * GRID, _INSET, 3 * GRID)
        column.setSpacing(GRID)
        for widget in (self._text, self.link, self._sources):
            column.addWidget(widget)
        self._color()

    def tell(self, item: Item) -> None:
        """Tell of an item."""
        if item.text != self._text.text():
            self._text.setText(item.text)
            self._text.setAccessibleName(item.text)
        sources = "\n".join(item.sources)
        if sources != self._sources.text():
            self.link.setChecked(False)
            self._sources.setText(sources)
        self.link.setAccessibleName(f"{_SOURCES} of {item.title}")
        self.link.setVisible(bool(sources))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def _color(self) -> None:
        color_letters(self._sources, secondary(self.palette()))


def _heavy(font: QFont) -> QFont:
    heavy = QFont(font)
    heavy.setWeight(QFont.Weight.DemiBold)
    return heavy

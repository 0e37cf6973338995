"""A list of suggestions that hangs under a line edit, which keeps the keyboard.

It is drawn inside the window rather than as a window of its own: nothing loses the focus, and it
behaves alike on every system.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quarterhour.window.look import GRID
from quarterhour.window.look.colors import secondary
from quarterhour.window.look.text import announce, figures_font
from quarterhour.window.look.views import Index, draw_code_text

_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class StepKeys(QObject):
    """Leaves the keys for undo and redo to the window: a line edit would keep them to itself."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the keys, so that the menu hears them."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        refused = any(event.matches(key) for key in _STEPS)
        if refused:
            event.ignore()
        return refused


_MAX_ROWS = 9
_LEAST_WIDTH = 400
_TOP = QModelIndex()


class Offer(NamedTuple):
    """What is offered: its key, its text, a quieter remark at the right, and whether it is sure."""

    key: str
    text: str
    remark: str = ""
    sure: bool = False


class SuggestionList(QListView):
    """Shows offers under a line edit. One that is highlighted is taken by Enter."""

    taken = Signal(object)

    def __init__(self, name: str, window: QWidget) -> None:
        super().__init__(window)
        self._edit: QLineEdit | None = None
        self._moved = False
        self._offers = _Offers(self)
        self.setModel(self._offers)
        self.setItemDelegate(_OfferDelegate(self))
        self.setAccessibleName(name)
        self.setFont(figures_font(self.font()))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._click)
        self.hide()

    def serves(self, edit: QLineEdit) -> bool:
        """Return whether the list is open for a line edit."""
        return self._edit is edit and not self.isHidden()

    def offer(self, offers: Sequence[Offer], edit: QLineEdit, highlights: bool = True) -> None:
        """Open the list under a line edit, or close it where there is nothing to offer.

        The first offer is highlighted, or none until the arrows choose one.
        """
        if not offers:
            self.hide()
            return
        self._edit = edit
        self._moved = False
        self._offers.replace(offers)
        self.setCurrentIndex(self._offers.index(0) if highlights else QModelIndex())
        self.scrollToTop()
        self._place_under(edit)
        self.show()
        self.raise_()
        self._announce()

    def current(self) -> Offer | None:
        """Return the highlighted offer."""
        index = self.currentIndex()
        return self._offers.offers[index.row()] if index.isValid() else None

    def certain(self) -> Offer | None:
        """Return the offer that is meant for certain: a sure one, or the one moved to."""
        offer = self.current()
        return offer if offer is not None and (self._moved or offer.sure) else None

    def keeps(self, event: QEvent, edit: QLineEdit) -> bool:
        """Return whether a key is no shortcut while the list is open: Escape, which closes it."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return escape and self.serves(edit)

    def move_highlight(self, key: int) -> bool:
        """Move the highlight if the key is one that does; return whether it was."""
        page = max(1, min(_MAX_ROWS, len(self._offers.offers)) - 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        step = steps.get(Qt.Key(key))
        if step is None:
            return False
        last = self._offers.rowCount() - 1
        row = min(max(self.currentIndex().row() + step, 0), last)
        self.setCurrentIndex(self._offers.index(row))
        self._moved = True
        self._announce()
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font, once the line edit has its place among larger letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self.isHidden():
            QTimer.singleShot(0, self, self._place_again)

    def _place_again(self) -> None:
        if self._edit is not None and not self.isHidden():
            self._place_under(self._edit)

    def _place_under(self, edit: QLineEdit) -> None:
        window = edit.window()
        rows = min(_MAX_ROWS, self._offers.rowCount())
        height = rows * self.sizeHintForRow(0) + 2 * self.frameWidth()
        width = max(edit.width(), min(_LEAST_WIDTH, window.width() - 2 * GRID))
        below = edit.mapTo(window, QPoint(0, edit.height()))
        left = max(GRID, min(below.x(), window.width() - width - GRID))
        top = below.y()
        if top + height > window.height():
            top = max(0, below.y() - edit.height() - height)
        self.setGeometry(left, top, width, height)

    def _click(self, index: QModelIndex) -> None:
        self.taken.emit(self._offers.offers[index.row()])

    def _announce(self) -> None:
        """Have a screen reader say the highlighted offer: the focus stays in the line edit."""
        offer, count = self.current(), self._offers.rowCount()
        if offer is None:
            announce(self, f"{count} to choose from")
            return
        place = f"{self.currentIndex().row() + 1} of {count}"
        announce(self, ", ".join(part for part in (offer.text, offer.remark, place) if part))


class _Offers(QAbstractListModel):
    """The offers, in order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers: Sequence[Offer] = ()

    def replace(self, offers: Sequence[Offer]) -> None:
        """Show other offers."""
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many offers there are."""
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the text of an offer, or its remark."""
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{offer.text}, {offer.remark}" if offer.remark else offer.text
        return offer.remark if role == Qt.ItemDataRole.UserRole else None


class _OfferDelegate(QStyledItemDelegate):
    """Draws an offer with its remark at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every offer the same height."""
        return QSize(0, option.fontMetrics.height() + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the text and the remark."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        if selected:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Highlight))
        inner = option.rect.adjusted(2 * GRID, 0, -2 * GRID, 0)
        plain = palette.color(
            QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        )
        remark = index.data(Qt.ItemDataRole.UserRole)
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = option.fontMetrics
        painter.setFont(option.font)
        painter.setPen(plain if selected else secondary(palette))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, remark)
        taken = metrics.horizontalAdvance(remark) + 4 * GRID if remark else 0
        painter.setPen(plain)
        draw_code_text(painter, inner.adjusted(0, 0, -taken, 0), metrics, index.data())

"""The hints: what to do, why, and by whose rule."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from quarterhour.claims import (
    Action,
    AskAgain,
    Attest,
    ChooseInTie,
    GoToRow,
    Hint,
    OpenDialog,
    ReplaceCode,
    TakeAsRead,
    action_title,
)
from quarterhour.window.look.ink import secondary
from quarterhour.window.look.views import Index, know_viewport
from quarterhour.window.panels.hint_delegate import (
    HINT_ROLE,
    SIDE,
    HintDelegate,
    action_key,
    is_action_key,
)
from quarterhour.window.worksheet import Worksheet

_TOP = QModelIndex()
_NOTHING = "No hints"


class HintList(QListView):
    """Lists the hints; choosing one asks for the row that it is about.

    What a hint offers is done by a click on it, by one key, or from the menu of the hint.
    `review_wanted` has the `Attest` to ask, `dialog_wanted` a `Dialog`, `tie_wanted` the row of a
    tie in which to choose; `emptied` tells that no hint is left.
    """

    row_wanted = Signal(int)
    counted = Signal(int)
    dialog_wanted = Signal(object)
    review_wanted = Signal(object)
    tie_wanted = Signal(int)
    emptied = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        know_viewport(self)
        self._worksheet = worksheet
        self._hints = _Hints(self)
        self._delegate = HintDelegate(self)
        self.setModel(self._hints)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Hints")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.clicked.connect(self._ask)
        self.activated.connect(self._ask)
        worksheet.assessed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the hints of the worksheet."""
        at = self.currentIndex().row()
        if self._hints.replace(self._worksheet.session.outcome.hints):
            self._delegate.keep(self._hints.hints)
            self._stay_at(at)
            self.counted.emit(self._hints.rowCount())

    def _stay_at(self, at: int) -> None:
        """Select the hint that stands where another one was selected."""
        left = self._hints.rowCount()
        if at >= 0 and left:
            self.setCurrentIndex(self._hints.index(min(at, left - 1)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._delegate.forget()
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that there is nothing to say."""
        super().paintEvent(event)
        if not self._hints.hints:
            with QPainter(self.viewport()) as painter:
                painter.setPen(secondary(self.palette()))
                room = self.viewport().rect().adjusted(SIDE, SIDE, -SIDE, -SIDE)
                painter.drawText(room, Qt.AlignmentFlag.AlignTop, _NOTHING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the selected hint offers, if the key asks for it."""
        index = self.currentIndex()
        if index.isValid() and is_action_key(event):
            self._act(self._hints.hints[index.row()])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        over = self._offering(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what a hint offers where that is clicked."""
        hint = self._offering(event.position().toPoint())
        if hint is not None and event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self._act(hint)
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of a hint: at the pointer, or at the selected one for a key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = self._menu(self._hints.hints[index.row()])
        inside = self.visualRect(index).intersected(self.viewport().rect()).center()
        menu.popup(self.viewport().mapToGlobal(inside if by_key else event.pos()))

    def _menu(self, hint: Hint) -> QMenu:
        menu = QMenu("Hint", self)
        menu.setAccessibleName("What to do about the hint")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in hint.actions:
            does = menu.addAction(self._title(action))
            does.triggered.connect(lambda _, action=action: self._do(hint, action))
        return menu

    def _title(self, action: Action) -> str:
        """Return what an action is called; rows are those of the table, blank ones among them."""
        if isinstance(action, GoToRow):
            action = GoToRow(self._worksheet.session.outcome.row_of(action.row))
        return action_title(action)

    def _offering(self, point: QPoint) -> Hint | None:
        """Return the hint whose offer is at a point, if one is."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        hint = self._hints.hints[index.row()]
        return hint if self._delegate.is_action(point, self.visualRect(index), hint) else None

    def _act(self, hint: Hint) -> None:
        """Do what a hint usually offers."""
        if hint.offer is not None:
            self._do(hint, hint.offer)

    def _do(self, hint: Hint, action: Action) -> None:
        """Do what a hint offers; where that settles it, stay at the hint that follows.

        A hint that is gone, such as one whose menu was open, does nothing: its rows are others now.
        """
        if hint not in self._hints.hints:
            return
        at = self._hints.hints.index(hint)
        row_of = self._worksheet.session.outcome.row_of
        match action:
            case ReplaceCode(row=service, other=other):
                row = row_of(service)
                self._worksheet.session.change_code(row, other)
                self.row_wanted.emit(row)
            case Attest():
                self.review_wanted.emit(action)
                return
            case TakeAsRead(checked):
                self._worksheet.session.take_as_read(checked)
            case AskAgain(checked):
                self._worksheet.session.ask_again(checked)
            case ChooseInTie(row=service):
                self.tie_wanted.emit(row_of(service))
                return
            case OpenDialog(dialog=dialog, row=service):
                if service is not None:
                    self.row_wanted.emit(row_of(service))
                self.dialog_wanted.emit(dialog)
                return
            case GoToRow(row=service):
                self.row_wanted.emit(row_of(service))
                return
        self._stay_at(at)
        if not self._hints.rowCount():
            self.emptied.emit()

    def _ask(self, index: QModelIndex) -> None:
        hint = self._hints.hints[index.row()]
        if hint.rows:
            self.row_wanted.emit(self._worksheet.session.outcome.row_of(hint.rows[0]))


class _Hints(QAbstractListModel):
    """The hints, in order of urgency."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hints: Sequence[Hint] = ()

    def replace(self, hints: Sequence[Hint]) -> bool:
        """Show other hints; return whether they are others."""
        if hints == self.hints:
            return False
        self.beginResetModel()
        self.hints = hints
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many hints there are."""
        return 0 if parent.isValid() else len(self.hints)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a hint as text, or the hint itself."""
        hint = self.hints[index.row()]
        if role == HINT_ROLE:
            return hint
        text = f"{hint.severity.title}: {hint.text} [{hint.citation}]"
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if hint.offer is not None:
                return f"{text} {action_key()}: {action_title(hint.offer)}."
            return text
        return None

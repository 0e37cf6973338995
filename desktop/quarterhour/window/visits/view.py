"""The list of visits: going from one to the next, and its keys and its menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from quarterhour.entry.day_session import DaySession
from quarterhour.window.look.views import Index, know_viewport
from quarterhour.window.visits.delegate import VisitDelegate
from quarterhour.window.visits.model import VisitModel
from quarterhour.window.visits.tag_edit import TagEdit

_NAME = "Visits"
_DESCRIPTION = "Enter goes to the services. F2 renames, Del deletes."
_REPEAT, _RENAME, _DELETE = "&Repeat this visit", "Re&name", "&Delete visit"
_SHARED = (
    "All visits tagged {tag} are one patient\N{RIGHT SINGLE QUOTATION MARK}s now, and count "
    "together. Ctrl+Z undoes it."
)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class VisitView(QListView):
    """Lists the visits; the current one is that of the session.

    `table_wanted` asks for the services of the visit, `repeat_wanted` for a visit like it. `said`
    has what another tag does to a visit, where that may not be meant.
    """

    table_wanted = Signal()
    repeat_wanted = Signal()
    said = Signal(str)

    def __init__(self, session: DaySession, visits: VisitModel, parent: QWidget) -> None:
        super().__init__(parent)
        know_viewport(self)
        self._session = session
        self._edit: TagEdit | None = None
        self._following = False
        self.setModel(visits)
        self.setItemDelegate(VisitDelegate(visits, self))
        self.setAccessibleName(_NAME)
        self.setAccessibleDescription(_DESCRIPTION)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self.table_wanted)
        # The ground of the side shows through; as a color of the palette it would be another's.
        self.viewport().setAutoFillBackground(False)

    def follow(self) -> None:
        """Go to the visit that is current in the session."""
        index = self.model().index(self._session.current, 0)
        if index != self.currentIndex():
            self._following = True
            self.setCurrentIndex(index)
            self._following = False

    def rename(self) -> None:
        """Type another tag of the visit, over it."""
        index = self.currentIndex()
        if self._edit is not None or not index.isValid():
            return
        self.scrollTo(index)
        tag = str(index.data())
        self._edit = TagEdit(tag, partial(self._retag, index.row(), tag), self.viewport())
        self._edit.ended.connect(self._end_edit)
        self._edit.begin(self.visualRect(index))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Have another visit be the current one; the keyboard stays where it is."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._following:
            at_list = self.hasFocus()
            self._session.select(current.row())
            if at_list:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Draw what changed alone: each takes the room that it took."""
        # Not that of a list, which would lay out and draw all of them anew.
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what its keys are for."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == _ALT_SHIFT and event.key() in _MOVES:
            self._move(_MOVES[Qt.Key(event.key())])
        elif held or event.key() not in self._keys:
            super().keyPressEvent(event)
        else:
            self._keys[Qt.Key(event.key())]()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what is done with a visit; by the keys too, beside the visit."""
        if not self.currentIndex().isValid():
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(rect.center() - QPoint(rect.width() // 4, 0))
        menu = self._menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    @property
    def _keys(self) -> Mapping[Qt.Key, Callable[[], object]]:
        return {
            Qt.Key.Key_Return: self.table_wanted.emit,
            Qt.Key.Key_Enter: self.table_wanted.emit,
            Qt.Key.Key_F2: self.rename,
            Qt.Key.Key_Delete: self._delete,
        }

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_REPEAT, self.repeat_wanted.emit)
        rename = menu.addAction(_RENAME, self.rename)
        delete = menu.addAction(_DELETE, self._delete)
        # Shown beside their words; the list hears the keys itself.
        rename.setShortcut(QKeySequence(Qt.Key.Key_F2))
        delete.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        return menu

    def _retag(self, at: int, before: str, tag: str) -> str:
        """Give a visit another tag, or say why not; it may be gone by now, or moved."""
        tags = self._session.day_draft.tags
        if tag.strip() == before or tags[at : at + 1] != [before]:
            return ""
        if problem := self._session.set_tag(at, tag):
            return problem
        if self._session.shares_patient(at):
            self.said.emit(_SHARED.format(tag=self._session.day_draft.tags[at]))
        return ""

    def _delete(self) -> None:
        self._session.delete_visit(self._session.current)
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, by: int) -> None:
        at = self._session.current
        if 0 <= at + by < self.model().rowCount():
            self._session.move_visit(at, at + by)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_edit(self, back: bool) -> None:
        self._edit = None
        if back:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

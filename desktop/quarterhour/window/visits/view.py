"""The list of visits: going from one to the next, and its keys and its menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.visit_list import DayTotal, VisitItem, visit_list
from quarterhour.window.look import GRID
from quarterhour.window.look.colors import accent, danger_fill, secondary
from quarterhour.window.look.icons import severity_color
from quarterhour.window.look.text import (
    CAPTION,
    announce,
    color_letters,
    figures_font,
    plain_label,
    resized,
    scale_of,
)
from quarterhour.window.look.views import Index, follow_selection, know_viewport, paint_frame

TAG_LEFT = 36  # at letters of 13 pixels
_MOST = 8  # characters of a tag
_HINT = "A, B or 9:00. No names."
_NAME = "Tag of the visit"
# Why the keyboard leaves for a moment: its own menu, or another window.
_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class TagEdit(QFrame):
    """Edits a tag. Enter keeps it by `keep`, which says why not where it is refused; Esc gives up.

    `ended` tells whether the keyboard is to go back to the list. `said` shows the hint, or why the
    tag was refused.
    """

    ended = Signal(bool)

    def __init__(self, tag: str, keep: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._keep = keep
        self._refused = False
        self._over = False
        self._field = QLineEdit(tag, self)
        self._field.setMaxLength(_MOST)
        self._field.setFrame(False)
        self._field.setAccessibleName(_NAME)
        self._field.setAccessibleDescription(_HINT)
        self._field.installEventFilter(self)
        self._field.textEdited.connect(self._hint)
        self.said = plain_label(_HINT, self)
        self.said.setWordWrap(True)
        self.said.setFont(resized(figures_font(self.font()), CAPTION))
        self.said.setForegroundRole(QPalette.ColorRole.WindowText)
        self.said.setIndent(2)  # as the field has it
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(0)
        column.addWidget(self._field)
        column.addWidget(self.said)
        self.setFocusProxy(self._field)
        self._hint()

    def begin(self, room: QRect, end: int) -> None:
        """Show it over a visit, in a list that ends there, and take the keyboard."""
        self._room, self._list_end = room, end
        self._place()
        self.show()
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the tag by Enter or by going elsewhere, and give up by Esc."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._end(back=True)
                return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _BACK:
            # Once what takes the keyboard has it: an act of its own may be under way.
            QTimer.singleShot(0, self, self._leave)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave no key to the list below, which would go to another visit, or move this one."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge: of the keyboard, or of a mistake."""
        super().paintEvent(event)
        palette = self.palette()
        color = severity_color(palette, Severity.ACTION) if self._refused else accent(palette)
        with QPainter(self) as painter:
            if self._refused:
                painter.fillRect(self.rect(), danger_fill(palette))
            paint_frame(painter, self.rect(), color)

    def _take(self) -> None:
        if problem := self._keep(self._field.text()):
            self._say(problem, refused=True)
            announce(self, problem)
        else:
            self._end(back=True)

    def _leave(self) -> None:
        """Keep the tag as the keyboard is elsewhere; one that is refused is given up."""
        if not self._over:
            self._keep(self._field.text())
            self._end(back=False)

    def _hint(self) -> None:
        self._say(_HINT, refused=False)

    def _say(self, text: str, refused: bool) -> None:
        self._refused = refused
        palette = self.palette()
        color = severity_color(palette, Severity.ACTION) if refused else secondary(palette)
        color_letters(self.said, color)
        self.said.setText(text)
        self.said.setAccessibleName(text)
        self._field.setAccessibleDescription(text)
        field = QPalette(palette)
        if refused:
            field.setColor(QPalette.ColorRole.Base, danger_fill(palette))
        self._field.setPalette(field)
        if self.isVisible():
            self._place()
        self.update()

    def _place(self) -> None:
        """Take the room of the visit, and more below or above where a sentence needs it."""
        before = round((TAG_LEFT - 2 * GRID) * scale_of(self.font()))
        room = self._room.adjusted(before, 0, 0, 0)
        width = room.width()
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None else 0
        size = QSize(width, max(room.height(), height))
        whole = QRect(room.topLeft(), size)
        if whole.bottom() > self._list_end:
            whole.moveBottom(max(self._list_end, room.bottom()))
        self.setGeometry(whole)

    def _end(self, back: bool) -> None:
        if not self._over:
            self._over = True
            self.hide()
            self.ended.emit(back)
            self.deleteLater()


_LIST_NAME = "Visits"
_DESCRIPTION = "Enter goes to the services. F2 renames, Del deletes."
_REPEAT, _RENAME, _DELETE = "&Repeat this visit", "Re&name", "&Delete visit"
_SHARED = (
    "All visits tagged {tag} are one patient\N{RIGHT SINGLE QUOTATION MARK}s now, and count "
    "together. Ctrl+Z undoes it."
)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class VisitView(QListWidget):
    """Lists the visits; the current one is that of the session.

    `visits` are as they were shown last. `table_wanted` asks for the services of the visit,
    `repeat_wanted` for a visit like it, `delete_wanted` to delete it. `said` has what another tag
    does to a visit, where that may not be meant.
    """

    table_wanted = Signal()
    repeat_wanted = Signal()
    delete_wanted = Signal()
    said = Signal(str)

    def __init__(self, session: DaySession, parent: QWidget) -> None:
        super().__init__(parent)
        know_viewport(self)
        self.visits: Sequence[VisitItem] = ()
        self._session = session
        self._pane = parent
        self._edit: TagEdit | None = None
        self._following = False
        follow_selection(self)
        self.setAccessibleName(_LIST_NAME)
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

    def refresh(self) -> DayTotal | None:
        """Show the visits as they are now, at the current one; return what they come to."""
        before, listed = self.visits, visit_list(self._session)
        self.visits = listed.items
        self._following = True
        if self.count() != len(self.visits):
            before = ()
            self.clear()
            self.addItems([visit.tag for visit in self.visits])
        for at, visit in enumerate(self.visits):
            if visit not in before[at : at + 1]:
                self.item(at).setText(visit.tag)
                # Whatever is drawn is said too: as that changes, the visit is drawn anew.
                self.item(at).setData(Qt.ItemDataRole.AccessibleTextRole, visit.spoken)
        index = self.model().index(self._session.current, 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self._following = False
        return listed.total

    def rename(self) -> None:
        """Type another tag of the visit, over it."""
        index = self.currentIndex()
        if self._edit is not None or not index.isValid():
            return
        self.scrollTo(index)
        tag = str(index.data())
        # Beside the list, not in it: in a list, assistive technology finds its visits alone.
        self._edit = TagEdit(tag, partial(self._retag, index.row(), tag), self._pane)
        self._edit.ended.connect(self._end_edit)
        offset = self.viewport().mapTo(self._pane, QPoint(0, 0))
        end = self.viewport().rect().translated(offset).bottom()
        self._edit.begin(self.visualRect(index).translated(offset), end)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current visit on view, also where a message takes room of the list."""
        super().resizeEvent(event)
        if self._edit is None:
            self.scrollTo(self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, but not away from under a tag that is being typed."""
        if self._edit is None:
            super().wheelEvent(event)

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
            Qt.Key.Key_Delete: self.delete_wanted.emit,
        }

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_REPEAT, self.repeat_wanted.emit)
        rename = menu.addAction(_RENAME, self.rename)
        delete = menu.addAction(_DELETE, self.delete_wanted.emit)
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

    def _move(self, by: int) -> None:
        at = self._session.current
        if 0 <= at + by < self.count():
            self._session.move_visit(at, at + by)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_edit(self, back: bool) -> None:
        self._edit = None
        if back:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

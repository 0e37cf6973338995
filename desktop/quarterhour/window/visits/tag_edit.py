"""Typing another tag of a visit, in its place in the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from quarterhour.claims import Severity
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import accent, danger_fill, secondary, severity_color
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.scaled import color_letters
from quarterhour.window.look.speech import announce
from quarterhour.window.table.columns import scale_of
from quarterhour.window.visits.delegate import TAG_LEFT, small_font

_MOST = 8  # characters of a tag
_HINT = "A, B or 9:00. No names."
_NAME = "Tag of the visit"
_RING = 2
# Why the keyboard leaves for a moment: its own menu, or another window.
_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class TagEdit(QFrame):
    """Edits a tag. Enter keeps it by `keep`, which says why not where it is refused; Esc gives up.

    `ended` tells whether the keyboard is to go back to the list.
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
        self._said = plain_label(_HINT, self)
        self._said.setWordWrap(True)
        self._said.setFont(small_font(self.font()))
        self._said.setForegroundRole(QPalette.ColorRole.WindowText)
        self._said.setIndent(2)  # as the field has it
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(0)
        column.addWidget(self._field)
        column.addWidget(self._said)
        self.setFocusProxy(self._field)
        self._hint()

    @property
    def said(self) -> QLabel:
        """The hint, or why the tag was refused."""
        return self._said

    def begin(self, room: QRect) -> None:
        """Show it over a visit, and take the keyboard."""
        self._room = room
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
            painter.setPen(QPen(color, _RING, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

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
        color_letters(self._said, QColor(color))
        self._said.setText(text)
        self._said.setAccessibleName(text)
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
        parent = self.parentWidget()
        if parent is not None and whole.bottom() > parent.height():
            whole.moveBottom(max(parent.height() - 1, room.bottom()))
        self.setGeometry(whole)

    def _end(self, back: bool) -> None:
        if not self._over:
            self._over = True
            self.hide()
            self.ended.emit(back)
            self.deleteLater()

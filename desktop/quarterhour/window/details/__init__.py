"""Dialogs of what is rarely entered; here is what they share: their frame, fields, and notes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.window.header_fields import NotedEdit
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import close_box
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.text import StillBox, announce, figures_font, plain_label, scale_of
from quarterhour.window.settings import FRAME, within

T = TypeVar("T")
_NOTE_WIDTH = 360
_RING = 2  # pixels of the ring of the keyboard, which an area that scrolls would cut off


class RoomOnScreen(QObject):
    """Gives a dialog a size for usual letters, more for larger ones, but no more than its screen.

    `least` is the width that it needs in the letters that it is made in.
    """

    def __init__(self, dialog: QDialog, size: tuple[int, int], least: int = 0) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._size = QSize(*size)
        self._least = least / scale_of(dialog.font())
        self._scale = 0.0
        dialog.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the letters."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        return False

    def _fit(self) -> None:
        """Give it the size for its letters, unless those are of the same size as before."""
        dialog, scale = self._dialog, scale_of(self._dialog.font())
        if scale == self._scale:
            return
        self._scale = scale
        screen = dialog.screen()
        room = screen.availableSize() - FRAME
        least = QSize(round(self._least * scale), 0)
        dialog.resize((self._size * scale).expandedTo(least).boundedTo(room))
        if dialog.isVisible():
            free = screen.availableGeometry()
            dialog.move(within(free, dialog.pos(), dialog.size() + FRAME))


class Scrolled(QScrollArea):
    """Scrolls parts that stand below each other where they have less room than they need at least.

    Until then, those of them that scroll themselves give way.
    """

    def __init__(self, content: QLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidget(_Giving(content, self))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class _Giving(QWidget):
    def __init__(self, content: QLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        self.setLayout(content)

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height unless that follows from the width."""
        least = self._content.minimumSize()
        return QSize(least.width(), 0 if self._content.hasHeightForWidth() else least.height())

    def heightForWidth(self, width: int) -> int:
        """Return the least height: Qt would have it scrolled before any of its parts gives way."""
        return self._content.minimumHeightForWidth(width)


def frame(dialog: QDialog, title: str, content: QLayout, size: tuple[int, int]) -> QDialogButtonBox:
    """Lay out a dialog: its content, which scrolls where the screen is low, and Close.

    Return the box of Close, for other buttons beside it.
    """
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    inner = QWidget(dialog)
    inner.setLayout(content)
    content.setContentsMargins(*[_RING] * 4)
    area = QScrollArea(dialog)
    area.verticalScrollBar().rangeChanged.connect(
        lambda first, last: content.setContentsMargins(
            _RING, _RING, 2 * GRID if last else _RING, _RING
        )
    )
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # Tab goes through what is in it, and brings it into view.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    buttons = close_box(dialog)
    layout = QVBoxLayout(dialog)
    buttons.setContentsMargins(_RING, 0, _RING, _RING)
    layout.setContentsMargins(*[4 * GRID - _RING] * 4)
    layout.setSpacing(3 * GRID - _RING)
    layout.addWidget(area, 1)
    layout.addWidget(buttons)
    beside = 8 * GRID + area.verticalScrollBar().sizeHint().width()
    RoomOnScreen(dialog, size, inner.minimumSizeHint().width() + beside)
    return buttons


def stacked(
    *parts: QWidget | QLayout, spacing: int = 2 * GRID, grows: QWidget | None = None
) -> QVBoxLayout:
    """Return parts one below the other. What room is left is that of `grows`, else at the end."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part, 1 if part is grows else 0)
    if grows is None:
        layout.addStretch(1)
    return layout


def in_a_row(*parts: QWidget | None, spacing: int = 2 * GRID) -> QHBoxLayout:
    """Return parts side by side; None is where the room is that is left."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)
    return layout


def note(name: str, text: str, parent: QWidget, lines: int = 1) -> Notice:
    """Return a line or more that explains what stands above it."""
    notice = Notice(f"About {name}", lines, parent)
    # About as wide as it will be, so that it takes no more height than it needs.
    notice.resize(_NOTE_WIDTH, 0)
    notice.say(text)
    return notice


def explained(field: QWidget, *notes: Notice) -> QVBoxLayout:
    """Return a field with what explains it close below."""
    layout = QVBoxLayout()
    layout.setSpacing(GRID // 2)
    layout.addWidget(field)
    for each in notes:
        layout.addWidget(each)
    return layout


def titled(title: str, field: QWidget) -> QLabel:
    """Return the title of a field, whose letter leads to it."""
    label = plain_label(title, field.parentWidget())
    label.setBuddy(field)
    return label


def add_field(form: QFormLayout, title: str, field: QWidget, *notes: Notice) -> None:
    """Add a titled field to a form, with what explains it below."""
    form.addRow(titled(title, field), explained(field, *notes))


def with_aside(done: str, aside: Path | None) -> str:
    """Return what is done, and what became of a file that could not be read before."""
    if aside is None:
        return done
    return f"{done} The file that could not be read is now {aside}.".lstrip()


class HoldingDialog(QDialog):
    """A dialog that says once, before it closes, that something typed in it is not kept."""

    def holds_back(self) -> bool:
        """Return whether it is to stay open, and say why."""
        raise NotImplementedError

    def reject(self) -> None:
        """Close, unless something is to be said first."""
        if not self.holds_back():
            super().reject()


class Choice(StillBox):
    """A choice of one, by key."""

    def __init__(self, name: str, choices: dict[str, str], chosen: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        for key, text in choices.items():
            self.addItem(text, key)
        self.setCurrentIndex(self.findData(chosen))


def lowered(name: str) -> str:
    """Return a name for the middle of a sentence: only abbreviations keep their capitals."""
    first, gap, rest = name.partition(" ")
    return f"{first if first[1:] != first[1:].lower() else first.lower()}{gap}{rest}"


class ReadField(Generic[T]):
    """A line of a form: label, text, and a notice below that explains or complains.

    `read` turns the text into a value or raises ValueError with a sentence; `changed` hears every
    value that could be read. `keeps` returns what puts back what counts now: that is done where
    what is typed then can't be read, so that no part of it goes on to count.
    """

    def __init__(
        self,
        label: str,
        about: str,
        text: str,
        read: Callable[[str], T],
        changed: Callable[[T], object],
        parent: QWidget,
        keeps: Callable[[], Callable[[], object]] | None = None,
    ) -> None:
        name = label.replace("&", "")
        self._about = about
        self._read = read
        self._changed = changed
        self._keeps = keeps
        self._put_back = keeps() if keeps else None
        self._putting_back = False
        self.edit = NotedEdit(parent)
        self.edit.setText(text)
        self.edit.setFont(figures_font(self.edit.font()))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(about)
        self.edit.textEdited.connect(self._take)
        self.edit.editingFinished.connect(self._settle)
        self.notice = note(lowered(name), about, parent, lines=2)
        self._label = titled(label, self.edit)
        self._line = explained(self.edit, self.notice)

    def add_to(self, form: QFormLayout) -> None:
        """Add the field and its notice to a form."""
        form.addRow(self._label, self._line)

    def keep_narrow(self, letters: int) -> None:
        """Be as wide as this number of letters."""
        self.edit.setFixedWidth(letters * self.edit.fontMetrics().maxWidth())
        self._line.setAlignment(self.edit, Qt.AlignmentFlag.AlignLeft)

    def allow(self, on: bool) -> None:
        """Have it typed in, or not."""
        self.edit.setEnabled(on)
        self._label.setEnabled(on)

    def explain(self, about: str) -> None:
        """Explain the field in other words, unless it complains."""
        self._about = about
        self.edit.setAccessibleDescription(about)
        if self.notice.severity is None:
            self.notice.say(about)

    def show(self, text: str) -> None:
        """Show a value that has become another one, unless it was typed here."""
        if self._putting_back:
            return  # what is typed stays, to be corrected
        try:
            typed = self._read(self.edit.text())
        except ValueError:
            typed = None
        if typed != self._read(text):
            self.edit.setText(text)
            self.say(self._about)
            self._settle()

    @property
    def unread(self) -> str:
        """What is typed and can't be read, empty where all of it can."""
        try:
            self._read(self.edit.text())
        except ValueError:
            return self.edit.text()
        return ""

    def complain(self, sentence: str) -> None:
        """Say what is wrong with what is typed."""
        self.say(sentence, mistaken=True)

    def say(self, sentence: str, mistaken: bool = False) -> None:
        """Say something below the field, and mark a mistake in it."""
        self.notice.say(sentence, Severity.ACTION if mistaken else None)
        self.edit.mark(mistaken)

    def _take(self, text: str) -> None:
        try:
            value = self._read(text)
        except ValueError as error:
            self.complain(str(error))
            if self._put_back is not None:
                self._putting_back = True
                self._put_back()
                self._putting_back = False
        else:
            self.say(self._about)
            self._changed(value)

    def _settle(self) -> None:
        """Have what counts now put back after this, if what is typed can be read."""
        if self._keeps is not None and not self.unread:
            self._put_back = self._keeps()


_NOT_KEPT = "This can't be read and won't be kept. Correct it, or close again without it."


class ReadingDialog(HoldingDialog):
    """Says once, before it closes, which of its texts can't be read, and so aren't kept."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._told: list[str] = []  # as it was told of

    @abstractmethod
    def fields(self) -> list[ReadField[Any]]:
        """Return its fields, from top down."""

    def holds_back(self) -> bool:
        """Say what can't be read, and so would not be kept."""
        unread = [field for field in self.fields() if field.unread]
        texts = [field.unread for field in unread]
        if not texts or texts == self._told:
            return False
        self._told = texts
        for field in unread:
            field.complain(_NOT_KEPT)
        unread[0].edit.setFocus()
        unread[0].edit.selectAll()
        announce(self, _NOT_KEPT)
        return True


def shown(amount: Decimal | None) -> str:
    """Return an amount as it is typed; one that is not known is empty, a known 0.00 is not."""
    return "" if amount is None else str(amount)

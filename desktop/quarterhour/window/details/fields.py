"""Fields of the dialogs, with what they mean below them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import close_box
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.plain import StillBox, plain_label

_SHARE_OF_SCREEN = 0.9


def frame(dialog: QDialog, title: str, content: QLayout, size: tuple[int, int]) -> QDialogButtonBox:
    """Lay out a dialog: its content, which scrolls where the screen is low, and Close.

    Return the box of Close, for other buttons beside it.
    """
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    inner = QWidget(dialog)
    inner.setLayout(content)
    content.setContentsMargins(0, 0, 2 * GRID, 0)
    area = QScrollArea(dialog)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # Tab goes through what is in it, and brings it into view.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    buttons = close_box(dialog)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(*[4 * GRID] * 4)
    layout.setSpacing(3 * GRID)
    layout.addWidget(area, 1)
    layout.addWidget(buttons)
    # Large letters need more width.
    beside = 8 * GRID + area.verticalScrollBar().sizeHint().width()
    least = QSize(inner.minimumSizeHint().width() + beside, 0)
    room = dialog.screen().availableSize() * _SHARE_OF_SCREEN
    dialog.resize(QSize(*size).expandedTo(least).boundedTo(room))
    return buttons


def note(name: str, text: str, parent: QWidget) -> Notice:
    """Return a line or more that explains what stands above it."""
    notice = Notice(f"About {name}", 1, parent)
    # About as wide as it will be, so that it takes no more height than it needs.
    notice.resize(NOTE_WIDTH, 0)
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


class Choice(StillBox):
    """A choice of one, by key."""

    def __init__(self, name: str, choices: dict[str, str], chosen: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        for key, text in choices.items():
            self.addItem(text, key)
        self.setCurrentIndex(self.findData(chosen))


NOTE_WIDTH = 360


class ReadField:
    """A line of a form: label, text, and a notice below that explains or complains.

    `name` is its label without the mark of a key, for assistive technology. `read` turns the text
    into a value or raises ValueError with a sentence; `changed` hears every value that could be
    read, and `lost` that what is typed can't be, so that no earlier value goes on to count.
    """

    def __init__(
        self,
        name: str,
        label: str,
        note: str,
        text: str,
        read: Callable[[str], object],
        changed: Callable[[object], object],
        parent: QWidget,
        lost: Callable[[], object] | None = None,
    ) -> None:
        self._note = note
        self._read = read
        self._side = Qt.AlignmentFlag(0)  # as wide as the form
        self._changed = changed
        self._lost = lost
        self.edit = QLineEdit(text, parent)
        self.edit.setFont(figures_font(self.edit.font()))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(note)
        self.notice = Notice(f"About {name.lower()}", 2, parent)
        # About as wide as it will be, so that it takes no more height than it needs.
        self.notice.resize(NOTE_WIDTH, 0)
        self.notice.say(note)
        self._label = plain_label(label, parent)
        self._label.setBuddy(self.edit)
        self.edit.textEdited.connect(self._take)

    def add_to(self, form: QFormLayout) -> None:
        """Add the field and its notice to a form."""
        layout = QVBoxLayout()
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.edit, 0, self._side)
        layout.addWidget(self.notice)
        form.addRow(self._label, layout)

    def keep_narrow(self, letters: int) -> None:
        """Be as wide as this number of letters."""
        self.edit.setFixedWidth(letters * self.edit.fontMetrics().maxWidth())
        self._side = Qt.AlignmentFlag.AlignLeft

    def allow(self, on: bool) -> None:
        """Have it typed in, or not."""
        self.edit.setEnabled(on)
        self._label.setEnabled(on)

    def explain(self, note: str) -> None:
        """Explain the field in other words, unless it complains."""
        self._note = note
        self.edit.setAccessibleDescription(note)
        if self.notice.severity is None:
            self.notice.say(note)

    def show(self, text: str) -> None:
        """Show a value that has become another one, unless it was typed here."""
        try:
            typed = self._read(self.edit.text())
        except ValueError:
            typed = None
        if typed != self._read(text):
            self.edit.setText(text)
            self.notice.say(self._note)

    def _take(self, text: str) -> None:
        try:
            value = self._read(text)
        except ValueError as error:
            self.notice.say(str(error), Severity.ACTION)
            if self._lost is not None:
                self._lost()
        else:
            self.notice.say(self._note)
            self._changed(value)


def shown(amount: Decimal | None) -> str:
    """Return an amount as it is typed; one that is not known is empty, a known 0.00 is not."""
    return "" if amount is None else str(amount)

"""Fields that read what is typed at once and say in words what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from quarterhour.claims import Severity
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.plain import plain_label

NOTE_WIDTH = 360


class ReadField:
    """A line of a form: label, text, and a notice below that explains or complains.

    `name` is its label without the mark of a key, for assistive technology. `read` turns the text
    into a value or raises ValueError with a sentence; `changed` hears every value that could be
    read.
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
    ) -> None:
        self._note = note
        self._read = read
        self._side = Qt.AlignmentFlag(0)  # as wide as the form
        self._changed = changed
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
        else:
            self.notice.say(self._note)
            self._changed(value)


def shown(amount: Decimal | None) -> str:
    """Return an amount as it is typed; one that is not known is empty, a known 0.00 is not."""
    return "" if amount is None else str(amount)

"""The yearly amounts in the fee schedules: their table, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quarterhour.claims import Severity
from quarterhour.reference import Reference, TypedAmount
from quarterhour.window.details import with_aside
from quarterhour.window.fees.amount_cells import SIDE, Change
from quarterhour.window.fees.amounts import YearlyTable
from quarterhour.window.frame import Band, Section
from quarterhour.window.look import GRID
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.text import announce

_TITLE = "&Yearly amounts"
_LINES = 2
_KEYS = "F2 edits an amount. Del takes back what you typed. Ctrl+Z undoes the last change."
_NOT_KEPT = "Not saved yet. Press Enter to save your entry, or close again to discard it."
_WRONG = "Not saved yet. Close again to discard it."


class YearlyPane(Band):
    """The table of the yearly amounts, and a sentence on the cell that the keyboard is in.

    `read` reads what other programs typed meanwhile, and returns why it can't. `keep` keeps
    amounts, and returns the file that it set aside because it couldn't be read; it raises OSError.
    `kept` follows what is kept, `rested` the end of typing in a cell.
    """

    kept = Signal()
    rested = Signal()

    def __init__(
        self,
        reference: Reference,
        read: Callable[[], str],
        keep: Callable[[Sequence[TypedAmount]], Path | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._reference = reference
        self._read = read
        self._keep = keep
        self._unread = ""  # why the file can't be read
        self._aside = ""  # where it is by now
        self._warned = False
        self.table = YearlyTable(reference, self._take, self)
        self._said = Notice("About the yearly amounts", _LINES, self)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._said.setContentsMargins(SIDE, GRID, SIDE, GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Section(_TITLE, self.table, self))
        layout.addWidget(self._said)
        self.table.currentCellChanged.connect(self._say)
        self.table.edited.connect(self._say)
        self.table.rested.connect(self.rested)
        self._say()

    def catch_up(self) -> None:
        """Show what other programs typed meanwhile, or why that can't be read."""
        unread = self._read()
        if unread and unread != self._unread:
            announce(self, unread)
        self._unread = unread
        self.renew()

    def renew(self) -> None:
        """Show what holds now."""
        self.table.renew()
        if not self._warned:
            self._say()

    def holds_back(self) -> bool:
        """Return whether something typed is not kept, and say so; each is said once."""
        if not self.table.unkept or self._warned:
            return False
        self.table.go_to_unkept()
        said, severity = self.table.said
        words = f"{said} {_WRONG}" if severity is Severity.ACTION else _NOT_KEPT
        self._said.say(words, Severity.WARNING)
        announce(self, words)
        self._warned = True
        return True

    def give_up(self) -> None:
        """Forget what is typed and not kept."""
        self.table.give_up()
        self._say()

    def _say(self) -> None:
        """Say what is to be known of the cell, and of the file."""
        self._warned = False
        said, severity = self.table.said
        if self._unread:
            severity = severity or Severity.WARNING
        words = " ".join(filter(None, (self._unread, self._aside, said)))
        self._said.say(words, severity)
        self.table.setAccessibleDescription(f"{words} {_KEYS}")

    def _take(self, change: Change) -> str:
        """Keep what a change makes of what is typed, or return why that can't be, and say it."""
        self._read()  # what another program typed meanwhile is kept, too
        typed = self._reference.typed
        try:
            amounts = change(typed)
            aside = self._keep(amounts) if amounts != typed else None
        except ValueError as error:
            why = str(error)
        except OSError as error:
            why = f"Couldn't save the amounts: {error.strerror}."
        else:
            self._unread, self._aside = "", with_aside("", aside)
            self.kept.emit()
            return ""
        announce(self, why)
        return why

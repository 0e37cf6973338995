"""The head of what is to be settled: how many items there are, and the link to the notes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import LinkButton
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.scaled import Count, ScaledLabel
from quarterhour.window.words import WORDS, Title

_HEIGHT = 9 * GRID
_INSET = 4 * GRID
_SPACE, _END = 2, 5  # places in the line


class SettleHead(QWidget):
    """Says how many items there are, and shows the notes where their link is pressed.

    `title` is the label of all. `notes_wanted` follows the link.
    """

    notes_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = plain_label(WORDS[Title.TO_SETTLE].replace("&", ""), self)
        self.link = LinkButton("", self)
        self.link.toggled.connect(self.notes_wanted)
        self._count = Count(1.0, self)
        self._said = ScaledLabel(1.0, self, quiet=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(_INSET, 0, _INSET - GRID, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self.title)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.link)
        line.addWidget(self._said)
        line.addStretch(0)
        self._line = line
        self._dress()

    @property
    def with_notes(self) -> bool:
        """Whether the notes are to be shown."""
        return self.link.isChecked()

    def tell(self, items: int, notes: int, note: str = "") -> None:
        """Tell how many there are now; the link stands alone where nothing is to be settled.

        A `note` is told beside the link, until the link shows the notes themselves.
        """
        self.title.setVisible(bool(items))
        self._count.setVisible(bool(items))
        self._count.setText(str(items))
        self._count.setAccessibleName(f"{items} to settle")
        self.link.setText(f"{notes} note{'' if notes == 1 else 's'}")
        self.link.setVisible(bool(notes))
        self.link.updateGeometry()
        said = f"{note}." if note and not self.with_notes else ""
        self._said.setText(said)
        self._said.setAccessibleName(said)
        self._said.setVisible(bool(said))
        left = bool(note)
        self._line.setContentsMargins(_INSET - GRID * left, 0, _INSET - GRID, 0)
        self._line.setStretch(_SPACE, 0 if left else 1)
        self._line.setStretch(_END, 1 if left else 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()

    def _dress(self) -> None:
        self._count.follow_font()
        self._said.follow_font()
        heavy = QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(heavy)
        self.setFixedHeight(max(_HEIGHT, self.link.sizeHint().height()))

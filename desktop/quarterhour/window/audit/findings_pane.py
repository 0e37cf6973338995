"""The list of findings under its head: how many there are, and the links to what is settled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quarterhour.day import DayAssessment
from quarterhour.entry.day_audit import Audit, AuditItem
from quarterhour.window.audit.finding_list import FindingList
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import edge
from quarterhour.window.look.link_button import LinkButton
from quarterhour.window.look.scaled import CAPTION, ScaledLabel

NOTHING = "Every minute is on one claim."
_HEAD = 9 * GRID
_LEAST = QSize(70 * GRID, 88)


class FindingsPane(QWidget):
    """Shows the list; with nothing to list, one line says so."""

    shown = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._audit = Audit()
        self._title = ScaledLabel(1.0, self, semibold=True)
        self._title.setText("To settle")
        self._count = _Count(self)
        self.settled = LinkButton("", self)
        self.notes = LinkButton("", self)
        self.list = FindingList(self)
        self._nothing = ScaledLabel(1.0, self)
        self._nothing.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 0)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setContentsMargins(4 * GRID, 0, 3 * GRID, 0)
        head.setSpacing(2 * GRID)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.settled)
        head.addWidget(self.notes)
        self._head = QWidget(self)
        self._head.setMinimumHeight(_HEAD)
        self._head.setLayout(head)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._nothing, 1)
        for link in (self.settled, self.notes):
            link.toggled.connect(self._list)

    def show_day(self, result: DayAssessment | None, audit: Audit) -> None:
        """List what is found in another day."""
        self._audit = audit
        found = len(audit.to_settle)
        self._count.setText(str(found))
        self._count.setAccessibleName(f"{found} to settle")
        self._count.setVisible(bool(found))
        for link, noun, items in (
            (self.settled, "settled", audit.settled),
            (self.notes, "note" if len(audit.notes) == 1 else "notes", audit.notes),
        ):
            link.setText(f"{len(items)} {noun}")
            link.setAccessibleName(link.text())
            link.setVisible(bool(items))
            link.updateGeometry()
        text = NOTHING if result is not None and result.audited else ""
        self._nothing.setText(text)
        self._nothing.setAccessibleName(text)
        self._list()

    def minimumSizeHint(self) -> QSize:
        """Return the room for the head and one line."""
        return _LEAST

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below the head."""
        with QPainter(self) as painter:
            painter.fillRect(0, self._head.height() - 1, self.width(), 1, edge(self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for label in self.findChildren(ScaledLabel):
                label.follow_font()

    def go(self, step: int, on: bool) -> bool:
        """Select the next thing to settle, or with -1 the one before; return if there is one.

        Unless it is to go `on` from the one that is selected, that is the one.
        """
        listed = self.list.items_shown
        asked = [at for at, each in enumerate(listed) if each in self._audit.to_settle]
        here = self.list.currentRow()
        if not asked:
            return False
        if here not in asked or on:
            later = (at for at in asked if at > here)
            before = (at for at in reversed(asked) if at < here)
            here = next(later, asked[0]) if step > 0 else next(before, asked[-1])
        self.list.setCurrentRow(here)
        return True

    def _list(self) -> None:
        audit = self._audit
        items: list[AuditItem] = [*audit.left_out, *audit.to_settle]
        if self.settled.isChecked():
            items += audit.settled
        if self.notes.isChecked():
            items += audit.notes
        self.list.setVisible(bool(items))
        self._nothing.setVisible(not items)
        self.list.show_items(items)
        self.shown.emit()


class _Count(ScaledLabel):
    """A number on a round ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(CAPTION, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Leave room for the round ends."""
        return super().sizeHint() + QSize(4 * GRID, GRID // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground below the number."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(edge(self.palette()))
            half = self.height() / 2
            painter.drawRoundedRect(self.rect(), half, half)
        super().paintEvent(event)

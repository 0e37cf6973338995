"""The visits of the day, at the left of the window where there are two or more, or on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quarterhour.window.look.text import scale_of
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.window.visits.column import VisitColumn

_WIDTH, _WIDE, _WIDE_FROM = 224, 264, 1600
_LEAST = 200
_DELETED = "Visit {tag} deleted. Ctrl+Z brings it back."


class VisitPane(QFrame):
    """Shows the visits of the day, and does what is done with them.

    `opened` tells whether it is open, `counted` how many visits there are. `table_wanted` asks for
    the services of the current visit, `add_wanted` for the next one, `repeat_wanted` for one like
    the current one, `copy_wanted` for the claim lines of the day, `said` has why something can't
    be done, and `told` what was done.
    """

    opened = Signal(bool)
    counted = Signal(int)
    table_wanted = Signal()
    add_wanted = Signal()
    repeat_wanted = Signal()
    copy_wanted = Signal()
    said = Signal(str)
    told = Signal(str)

    def __init__(self, worksheet: Worksheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._session = worksheet.session
        self._column: VisitColumn | None = None
        self._count = 1
        self._wanted = _WIDTH
        self.setAccessibleName("Visits of the day")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()
        worksheet.assessed.connect(self._recount)
        self._recount()

    @property
    def first(self) -> QWidget:
        """What the keyboard comes to first."""
        return self._column.view if self._column is not None else self

    def open(self, shown: bool) -> None:
        """Open or close the pane. It is built only when it is first opened."""
        if shown is not self.isHidden():
            return
        if not shown and self._has_keyboard:
            self.table_wanted.emit()
        if shown and self._column is None:
            self._build()
        self.setVisible(shown)
        if self._column is not None:
            self._column.refresh()
        self.opened.emit(shown)

    def toggle(self) -> None:
        """Open the pane, or close it."""
        self.open(self.isHidden())

    def fit(self, width: int) -> None:
        """Want the width that suits a window of a width."""
        self._wanted = _WIDE if width >= _WIDE_FROM else _WIDTH
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the width that suits the window and its letters."""
        return QSize(round(self._wanted * scale_of(self.font())), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the width in which no amount of a visit or of the day is cut."""
        least = super().minimumSizeHint()
        return QSize(max(_LEAST, least.width()), least.height())

    def add(self) -> None:
        """Begin the next visit, and type its services."""
        if problem := self._session.add_visit():
            self.said.emit(problem)
        else:
            self.table_wanted.emit()

    def go(self, step: int) -> None:
        """Go to the next visit, or with -1 to the one before."""
        at = self._session.current + step
        if 0 <= at < self._count:
            self._session.select(at)

    def rename(self) -> None:
        """Type another tag of the current visit; the pane opens for it."""
        self.open(True)
        if self._column is not None:
            self._column.view.rename()

    def repeat(self) -> None:
        """Begin a visit with the services of the current one, and go to it."""
        if problem := self._session.repeat_visit(self._session.current):
            self.said.emit(problem)

    def delete(self) -> None:
        """Delete the current visit, and say how it comes back."""
        tag = self._session.day_draft.tags[self._session.current]
        held = self._has_keyboard
        self._session.delete_visit(self._session.current)
        if held and self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.told.emit(_DELETED.format(tag=tag))

    @property
    def _has_keyboard(self) -> bool:
        return self.isAncestorOf(self.window().focusWidget() or self.window())

    def _recount(self) -> None:
        """Open with the second visit, and close with the last but one, whatever was wanted."""
        before, self._count = self._count, len(self._session.day_draft.visits)
        if (self._count > 1) is not (before > 1):
            self.open(self._count > 1)
        if self._count != before:
            self.counted.emit(self._count)

    def _build(self) -> None:
        # Loaded only when it is first opened: most windows have one visit.
        from quarterhour.window.visits.column import VisitColumn

        self._column = VisitColumn(self._worksheet, self._session, self)
        self._column.add_wanted.connect(self.add_wanted)
        self._column.copy_wanted.connect(self.copy_wanted)
        self._column.view.said.connect(self.said)
        self._column.view.table_wanted.connect(self.table_wanted)
        self._column.view.repeat_wanted.connect(self.repeat_wanted)
        self._column.view.delete_wanted.connect(self.delete)
        self.setFocusProxy(self._column.view)
        self._layout.addWidget(self._column)

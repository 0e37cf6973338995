"""The editing session as the widgets follow it: what happens in it, as signals of Qt."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from quarterhour.entry.day_session import DaySession


class Worksheet(QObject):
    """Signals what the session tells, so that a widget that is gone hears nothing more.

    `recorded` follows edits and what is saved of them, `edited` the edits alone. `saved_changed`
    says whether all is saved now, where that has changed.
    """

    assessed = Signal()
    replaced = Signal()
    opened = Signal()
    renewed = Signal()
    stepped = Signal(int, str)
    recorded = Signal()
    edited = Signal()
    saved_changed = Signal(bool)

    def __init__(self, session: DaySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._unsaved = session.unsaved
        self._draft = session.draft
        session.assessed.connect(self.assessed.emit)
        session.replaced.connect(self.replaced.emit)
        session.opened.connect(self.opened.emit)
        session.renewed.connect(self.renewed.emit)
        session.stepped.connect(self.stepped.emit)
        session.recorded.connect(self._tell)

    def _tell(self) -> None:
        self.recorded.emit()
        if self.session.draft is not self._draft:
            self._draft = self.session.draft
            self.edited.emit()
        if self._unsaved != self.session.unsaved:
            self._unsaved = self.session.unsaved
            self.saved_changed.emit(not self._unsaved)

"""Saving by itself, once a day has its file, a moment after it last changed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from quarterhour.window.documents.files import Files
from quarterhour.window.message_bar import MessageBar
from quarterhour.window.worksheet import Worksheet

_AFTER_MS = 2000


class AutoSave(QObject):
    """Saves what has a file. `said` has how that stands, in a few words, and all of it.

    What can't be read isn't written: the file stays as it was until all of it can be.
    """

    said = Signal(str, str)

    def __init__(
        self, worksheet: Worksheet, files: Files, messages: MessageBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._files = files
        self._messages = messages
        self._complaint = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.save)
        worksheet.recorded.connect(self._save_soon)
        files.saved.connect(self._tell_time)
        files.shown.connect(self._begin)

    def save(self) -> None:
        """Save now, unless a cell is being typed in: then a moment after that."""
        if self._session.typing:
            self._save_soon()
            return
        self._timer.stop()
        if self._files.path is None or not self._session.unsaved:
            return
        if problem := self._session.why_day_not_saved:
            where = self._session.unread_where
            self.said.emit(f"Not saved yet: {where}" if where else "Not saved yet", problem)
        elif problem := self._files.save_by_itself():
            self.said.emit(f"{self._files.name} isn't saved", problem)
            if problem != self._complaint:
                self._complaint = problem
                self._messages.say(problem)

    def _save_soon(self) -> None:
        if self._files.path is not None and self._session.unsaved:
            self._timer.start()

    def _begin(self) -> None:
        """Say nothing yet of another day, or of one that has its first file."""
        self._timer.stop()
        self._complaint = ""
        self.said.emit("", "")

    def _tell_time(self) -> None:
        if self._complaint and self._messages.text == self._complaint:
            self._messages.clear()
        self._complaint = ""
        now = datetime.now()
        text = f"Saved {now.hour % 12 or 12}:{now:%M} {'AM' if now.hour < 12 else 'PM'}"
        self.said.emit(text, text)

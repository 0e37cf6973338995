"""New, open and save for one window: nothing that is unsaved is lost without a question."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from quarterhour.visit import Visit, VisitError, read_visit_file, visit_text
from quarterhour.window import prompts
from quarterhour.window.documents.recent import RecentFiles
from quarterhour.window.documents.unsaved import Unsaved
from quarterhour.window.documents.whole_file import write_whole
from quarterhour.window.message_bar import MessageBar
from quarterhour.window.worksheet import Worksheet

SUFFIX = ".quarterhour"
_UNTITLED = "New visit"


class Files(QObject):
    """The file of a window: `path` is None until it has one. `changed` follows it."""

    changed = Signal()

    def __init__(
        self, worksheet: Worksheet, messages: MessageBar, recent: RecentFiles, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._messages = messages
        self._recent = recent
        self._window = messages.window()
        self.path: Path | None = None

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name if self.path else _UNTITLED

    @property
    def untouched(self) -> bool:
        """Whether the window holds nothing that another visit could not take the place of."""
        return self.path is None and self._worksheet.undo_stack.isClean() and not self._rows

    @property
    def _rows(self) -> bool:
        return any(not row.blank for row in self._worksheet.draft.rows)

    def new(self) -> bool:
        """Begin an empty visit dated today; return whether it was begun."""
        return self._may_leave() and self._show(None, None)

    def begin_anew(self) -> None:
        """Begin as the settings say now, where nothing is typed."""
        if self.untouched:
            self._worksheet.open(None)

    def open(self, path: Path) -> bool:
        """Open a visit; where it cannot be read, say so and keep what stands here."""
        visit = self.read(path)
        if visit is None or not self._may_leave():
            return False
        self._recent.add(path)
        return self._show(visit, path.absolute())

    def open_copy(self, path: Path) -> bool:
        """Open a visit without its file, as samples are: saving asks for a name."""
        visit = self.read(path)
        return visit is not None and self._may_leave() and self._show(visit, None)

    def read(self, path: Path) -> Visit | None:
        """Read a visit, or say why it cannot be read."""
        try:
            return read_visit_file(path)
        except OSError as error:
            self._messages.say(f"{path.name} cannot be opened: {error.strerror}.")
            self._recent.remove(path.absolute())
        except VisitError as error:
            self._messages.say(f"{path.name} is not a visit that can be opened. {error}")
        return None

    def save(self) -> bool:
        """Save under the present name, or ask for one; return whether it is saved."""
        return self._write(self.path) if self.path else self.save_as()

    def save_as(self) -> bool:
        """Ask for a name and save under it."""
        if self._unsavable():
            return self._write(Path())
        suggested = self.path or Path(f"{self._worksheet.draft.day_text} visit{SUFFIX}")
        path = prompts.ask_where_to_save(self._window, suggested)
        return path is not None and self._write(path)

    def may_close(self) -> bool:
        """Return whether the window may close: what is unsaved was saved or given up."""
        return self._may_leave()

    def _may_leave(self) -> bool:
        if self._worksheet.undo_stack.isClean():
            return True
        match prompts.ask_about_unsaved(self._window, self.name):
            case Unsaved.SAVE:
                return self.save()
            case Unsaved.DISCARD:
                return True
        return False

    def _show(self, visit: Visit | None, path: Path | None) -> bool:
        self._messages.clear()
        self.path = path
        self._worksheet.open(visit)
        self.changed.emit()
        return True

    def _write(self, path: Path) -> bool:
        problem, visit = self._unsavable(), self._worksheet.outcome.reading.visit
        if problem or visit is None:
            self._messages.say(problem)
            return False
        try:
            write_whole(path, visit_text(visit).encode())
        except VisitError as error:
            self._messages.say(f"The visit is not saved yet: {error}")
            return False
        except OSError as error:
            self._messages.say(f"{path.name} was not saved: {error}. The visit is still here.")
            return False
        self._messages.clear()
        self.path = path.absolute()
        self._recent.add(path)
        self._worksheet.undo_stack.setClean()
        self.changed.emit()
        return True

    def _unsavable(self) -> str:
        """Return what keeps the visit from being saved whole, as a sentence with the remedy."""
        outcome = self._worksheet.outcome
        reading, draft = outcome.reading, outcome.draft
        if draft.day is None:
            return "The visit is not saved yet: its date of service cannot be read."
        rows = sorted({problem.row for problem in reading.problems if problem.row is not None})
        if rows:
            return (
                f"The visit is not saved yet: row {rows[0] + 1} cannot be read and would be lost. "
                "Complete it, or delete it."
            )
        if reading.visit is None:
            return f"The visit is not saved yet: {reading.problems[0].message}"
        if not (reading.visit.locality or reading.visit.zip):
            return (
                "The visit is not saved yet: it needs its place. Type a ZIP code, a locality, or "
                "national."
            )
        return ""

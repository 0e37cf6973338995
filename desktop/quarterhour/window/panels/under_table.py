"""The line under the table: what cannot be read. The minute ruler says how the minutes stand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quarterhour.claims import Severity
from quarterhour.window.look.notice import Notice
from quarterhour.window.worksheet import Worksheet


class UnderTable(Notice):
    """Says what is wrong in the selected row, else elsewhere."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__("What the table needs", 1, parent)
        self._worksheet = worksheet
        self._row = 0
        worksheet.assessed.connect(self.refresh)

    def explain(self, row: int) -> None:
        """Put another row first."""
        self._row = row
        self.refresh()

    def refresh(self) -> None:
        """Say how it stands now."""
        problems = self._worksheet.session.problems
        own = [problem for problem in problems if problem.row == self._row]
        problem = next(iter((*own, *problems)), None)
        if problem is None:
            self.say("")
        else:
            self.say(problem.sentence, Severity.ACTION)

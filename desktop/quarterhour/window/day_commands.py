"""What the entries of the menus do with the day. What they open is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from quarterhour.entry.day_session import DaySession
from quarterhour.window.files import Files
from quarterhour.window.look.notice import MessageBar
from quarterhour.window.panels.answer_strip import AnswerStrip
from quarterhour.window.program import Program
from quarterhour.window.visits import VisitPane
from quarterhour.window.words import Command
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.day import Finding
    from quarterhour.entry.templates import Template
    from quarterhour.window.audit.window import AuditWindow
    from quarterhour.window.output import Output


class DayCommands:
    """Does what is chosen of the visits, the audit, and the output of one window's day.

    `go_to` leads to a row of a visit; `window` is the parent of the dialogs.
    """

    def __init__(
        self,
        program: Program,
        worksheet: Worksheet,
        day: DaySession,
        files: Files,
        messages: MessageBar,
        strip: AnswerStrip,
        visits: VisitPane,
        go_to: Callable[[int, int], None],
        window: QWidget,
    ) -> None:
        self._program = program
        self._worksheet = worksheet
        self._day = day
        self._files = files
        self._messages = messages
        self._strip = strip
        self._visits = visits
        self._go_to = go_to
        self._window = window
        self._audit: AuditWindow | None = None

    def runs(self) -> Mapping[Command, Callable[[], object]]:
        """Return what each command does."""
        return {
            Command.NEXT_VISIT: self._add_visit,
            Command.GO_NEXT_VISIT: partial(self._visits.go, 1),
            Command.GO_PREVIOUS_VISIT: partial(self._visits.go, -1),
            Command.REPEAT_VISIT: self._repeat_visit,
            Command.RENAME_VISIT: self._visits.rename,
            Command.DELETE_VISIT: self._visits.delete,
            Command.VISIT_LIST: self._visits.toggle,
            Command.AUDIT_DAY: self._show_audit,
            Command.PEOPLE: self._show_people,
            Command.USUAL_VISITS: self._show_usual_visits,
            Command.COPY_DAY: lambda: self._output().copy_day(),
            Command.EXPORT_DAY: lambda: self._output().export_day(),
            Command.PRINT_DAY: lambda: self._output().print_day(),
        }

    def audit_at(self, finding: Finding) -> None:
        """Show the audit of the day at one of its findings."""
        self._show_audit().findings.list.select(finding)

    def close(self) -> None:
        """Close the audit of the day, which is beside the window."""
        if self._audit is not None:
            self._audit.close()

    def _add_visit(self) -> None:
        """Begin the next visit; after a sample, which has no patient of one's own, a new day."""
        if self._files.is_sample:
            self._files.begin_own()
        else:
            self._visits.add()

    def _repeat_visit(self) -> None:
        """Begin a visit like the current one; one like a sample's is of a day of one's own."""
        if not self._files.is_sample:
            self._visits.repeat()
            return
        rows = self._day.services_again()
        if self._files.begin_own():
            self._day.begin_with(rows)

    def _begin_usual(self, usual: Template) -> str:
        """Begin a visit with the services of a usual one, after a sample on a day of one's own."""
        if not self._files.is_sample:
            return self._day.add_usual_visit(usual)
        if not self._files.begin_own():
            return ""
        return self._day.insert_template(0, usual)

    def _show_audit(self) -> AuditWindow:
        """Show the one audit of the window's day."""
        from quarterhour.window.audit.window import AuditWindow

        if self._audit is None:
            self._audit = AuditWindow(
                self._worksheet, self._program.kept, lambda: self._files.folder
            )
            self._audit.visit_wanted.connect(self._go_to)
        self._audit.come_forward()
        return self._audit

    def _show_people(self) -> None:
        from quarterhour.window.audit.people_dialog import PeopleDialog

        PeopleDialog(self._worksheet, self._window).open()

    def _show_usual_visits(self) -> None:
        from quarterhour.window.details.own_names import UsualVisitsDialog

        UsualVisitsDialog(self._program, self._day, self._begin_usual, self._window).open()

    def _output(self) -> Output:
        from quarterhour.window.output import Output

        return Output(self._day, self._messages, self._strip.tell, self._files.folder)

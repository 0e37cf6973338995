"""What the entries of the menus do. What they open is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from quarterhour.claims.dialog import Dialog
from quarterhour.entry.service_cells import Column
from quarterhour.reference import find_place
from quarterhour.resources import imported_database, resource_folder
from quarterhour.window.files import SUFFIX, Files
from quarterhour.window.frame import come_forward
from quarterhour.window.look.notice import MessageBar
from quarterhour.window.look.text import tip
from quarterhour.window.menus import add_action
from quarterhour.window.panels.answer_strip import AnswerStrip
from quarterhour.window.program import Program
from quarterhour.window.settings import zoom
from quarterhour.window.table import ServiceTable
from quarterhour.window.visits import VisitPane
from quarterhour.window.words import WORDS, Command, Menu
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.day import Finding
    from quarterhour.entry.templates import Template
    from quarterhour.window.audit import AuditWindow
    from quarterhour.window.fees.imports_dialog import ImportsDialog
    from quarterhour.window.output import Output


class Commands:
    """Does what is chosen in the menus of one window. `window` is the parent of what it opens."""

    def __init__(
        self,
        program: Program,
        worksheet: Worksheet,
        files: Files,
        messages: MessageBar,
        table: ServiceTable,
        strip: AnswerStrip,
        visits: VisitPane,
        window: QWidget,
    ) -> None:
        self._detailed = False  # calculations and sources, in what is printed and exported
        self._strip = strip
        self._visits = visits
        self._audit: AuditWindow | None = None
        self._program = program
        self._worksheet = worksheet
        self._session = worksheet.session
        self._files = files
        self._messages = messages
        self._table = table
        self._window = window

    def runs(self) -> Mapping[Command, Callable[[], object]]:
        """Return what each command does."""
        program, files, session = self._program, self._files, self._session
        table, visits = self._table, self._visits
        return {
            Command.NEXT_VISIT: self._add_visit,
            Command.GO_NEXT_VISIT: partial(visits.go, 1),
            Command.GO_PREVIOUS_VISIT: partial(visits.go, -1),
            Command.REPEAT_VISIT: self._repeat_visit,
            Command.RENAME_VISIT: visits.rename,
            Command.DELETE_VISIT: visits.delete,
            Command.VISIT_LIST: visits.toggle,
            Command.AUDIT_DAY: self._show_audit,
            Command.PEOPLE: self._show_people,
            Command.USUAL_VISITS: self._show_usual_visits,
            Command.COPY_DAY: lambda: self._output().copy_day(),
            Command.EXPORT_DAY: lambda: self._output().export_day(),
            Command.PRINT_DAY: lambda: self._output().print_day(),
            Command.NEW_WINDOW: program.open_window,
            Command.OPEN: self._open,
            Command.SAVE: files.save,
            Command.SAVE_AS: files.save_as,
            Command.EXPORT: lambda: self._output().export(),
            Command.DETAILED: self._change_detail,
            Command.PRINT: lambda: self._output().print_visit(),
            Command.PREVIEW: lambda: self._output().preview(),
            Command.FEE_SCHEDULES: self._show_imports,
            Command.YEARLY_AMOUNTS: self._show_amounts,
            Command.CLOSE_WINDOW: self._window.close,
            Command.QUIT: program.close_all,
            Command.UNDO: partial(self._step, session.undo),
            Command.REDO: partial(self._step, session.redo),
            Command.CUT: table.cut_cells,
            Command.COPY_ROW: table.copy_cells,
            Command.PASTE_ROWS: self._paste_rows,
            Command.FILL_DOWN: table.fill_down,
            Command.DUPLICATE_ROW: self._duplicate_row,
            Command.MOVE_ROW_UP: partial(self._move_row, -1),
            Command.MOVE_ROW_DOWN: partial(self._move_row, 1),
            Command.DELETE_ROW: table.remove_row,
            Command.SERVICE_DETAILS: self._show_details,
            Command.PATIENT_YEAR: self._show_year,
            Command.CLAIM_STATEMENTS: self._show_statements,
            Command.VISIT_LABEL: self._show_label,
            Command.COPY_CLAIM_LINES: lambda: self._output().copy_claim_text(),
            Command.COPY_CLAIM_CSV: lambda: self._output().copy_claim_csv(),
            Command.PRACTICE: self._show_practice,
            Command.OWN_WORDS: self._show_own_words,
            Command.PRICE_LIST: self._show_price_list,
            Command.SETTINGS: self._show_settings,
            Command.COMPARE_RULES: self._show_rules,
            Command.COMPARE_FEES: self._show_fees,
            Command.ZOOM_IN: partial(zoom, program.kept, 1),
            Command.ZOOM_OUT: partial(zoom, program.kept, -1),
            Command.USUAL_SIZE: partial(zoom, program.kept, 0),
            Command.GUIDE: partial(self._show_guide, False),
            Command.ABOUT_SERVICE: partial(self._show_guide, True),
            Command.SHOW_SAMPLE: partial(program.show_sample, files),
            Command.ABOUT: self._show_about,
        }

    def fills(self) -> Mapping[Menu, Callable[[QMenu], object]]:
        """Return what fills each menu whose entries are found when it is opened."""
        return {Menu.RECENT: self._fill_recent, Menu.SAMPLES: self._fill_samples}

    def show(self, dialog: Dialog) -> None:
        """Open a dialog in which something of the visit is entered."""
        shows: dict[Dialog, Callable[[], None]] = {
            Dialog.SERVICE_DETAILS: self._show_details,
            Dialog.PATIENT_YEAR: self._show_year,
            Dialog.CLAIM_STATEMENTS: self._show_statements,
            Dialog.PRACTICE: self._show_practice,
            Dialog.CODE_RULES: self._show_code_rules,
            Dialog.YEARLY_AMOUNTS: self._show_amounts,
        }
        shows[dialog]()

    def audit_at(self, finding: Finding) -> None:
        """Show the audit of the day at one of its findings."""
        self._show_audit().findings.list.select(finding)

    def close(self) -> None:
        """Close the audit of the day, which is beside the window."""
        if self._audit is not None:
            self._audit.close()

    def _open(self) -> None:
        from quarterhour.window import prompts

        path = prompts.ask_visit_to_open(self._window, self._program.recent.folder)
        if path is not None:
            self._program.open_file(path, self._files)

    def _fill_recent(self, menu: QMenu) -> None:
        """List the files opened or saved last, as they are now."""
        menu.clear()
        recent = self._program.recent
        for place, path in enumerate(recent.paths, 1):
            name = path.name.replace("&", "&&")  # one alone would mark the letter of a key
            text = f"&{place}  {name}"
            action = add_action(menu, text, partial(self._program.open_file, path, self._files))
            action.setStatusTip(str(path))
            action.setToolTip(tip(str(path)))
        if menu.isEmpty():
            menu.addAction("No recent files").setEnabled(False)
            return
        menu.setToolTipsVisible(True)
        menu.addSeparator()
        add_action(menu, WORDS[Command.CLEAR_RECENT], recent.clear)

    def _fill_samples(self, menu: QMenu) -> None:
        """List the samples when the menu is first opened."""
        if not menu.isEmpty():
            return
        for path in sorted((resource_folder() / "samples").glob(f"*{SUFFIX}")):
            add_action(menu, _title(path), partial(self._files.open_copy, path))

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
        rows = self._session.services_again()
        if self._files.begin_own():
            self._session.begin_with(rows)

    def _begin_usual(self, usual: Template) -> str:
        """Begin a visit with the services of a usual one, after a sample on a day of one's own."""
        if not self._files.is_sample:
            return self._session.add_usual_visit(usual)
        if not self._files.begin_own():
            return ""
        return self._session.insert_template(0, usual)

    def _step(self, step: Callable[[], object]) -> None:
        """Undo or redo; the keyboard leaves a cell being typed, which would go with the step."""
        self._table.leave_editor()
        step()

    def _move_row(self, by: int) -> None:
        self._session.move_row(self._table.row, self._table.row + by)

    def _duplicate_row(self) -> None:
        if problem := self._session.duplicate_row(self._table.row):
            self._messages.say_until_edit(problem)

    def _paste_rows(self) -> None:
        if problem := self._table.paste_cells():
            self._messages.say_until_edit(problem)
        else:
            self._messages.clear()

    def _change_detail(self) -> None:
        self._detailed = not self._detailed

    def _output(self) -> Output:
        from quarterhour.window.output import Output

        folder = self._files.folder
        return Output(self._session, self._messages, self._strip.tell, folder, self._detailed)

    def _show_audit(self) -> AuditWindow:
        """Show the one audit of the window's day."""
        from quarterhour.window.audit import AuditWindow

        if self._audit is None:
            files = self._files
            self._audit = AuditWindow(self._worksheet, self._program.kept, lambda: files.folder)
            self._audit.visit_wanted.connect(self._go_to_visit)
        self._audit.refresh()
        come_forward(self._audit)
        return self._audit

    def _go_to_visit(self, visit: int, row: int) -> None:
        """Show a row of a visit of the day."""
        self._session.select(visit)
        self._table.go_to(row, Column.SERVICE)
        come_forward(self._window)

    def _show_people(self) -> None:
        from quarterhour.window.details.people import PeopleDialog

        PeopleDialog(self._worksheet, self._window).open()

    def _show_usual_visits(self) -> None:
        from quarterhour.window.details.own_names import UsualVisitsDialog

        begin = self._begin_usual
        UsualVisitsDialog(self._program, self._session, begin, self._window).open()

    def _show_imports(self) -> ImportsDialog:
        # Importing sqlite-utils takes longer than anything else at the start.
        from quarterhour.window.fees.imports_dialog import ImportsDialog

        self._program.catch_up()
        # One dialog for the window, since it keeps what it said of each file.
        dialog = self._window.findChild(ImportsDialog)
        if dialog is None:
            dialog = ImportsDialog(
                self._session.reference,
                imported_database(),
                self._program.read_amounts,
                self._program.keep_amounts,
                self._window,
            )
            dialog.changed.connect(self._program.renew)
            dialog.activated.connect(self._program.catch_up)
            self._worksheet.renewed.connect(dialog.renew)
        if self._session.draft.day is not None:
            dialog.look_at(self._session.draft.day)
        dialog.show()
        dialog.activateWindow()
        return dialog

    def _show_amounts(self) -> None:
        """Show the yearly amounts, at those that hold on the date of the visit."""
        day = self._session.draft.day or self._session.edition.valid_to
        self._show_imports().go_to_amounts(day.year)

    def _show_details(self) -> None:
        from quarterhour.window.details.service import ServiceDialog

        row, rows = self._table.currentIndex().row(), self._session.draft.rows
        if 0 <= row < len(rows):
            selected = {at for at, _ in self._table.selected_cells() if at < len(rows)}
            others = sorted(at for at in selected - {row} if not rows[at].blank)
            ServiceDialog(self._worksheet, row, self._window, others).open()

    def _show_year(self) -> None:
        from quarterhour.window.details.visit import PatientYearDialog

        PatientYearDialog(self._worksheet, self._window).open()

    def _show_statements(self) -> None:
        from quarterhour.window.details.visit import StatementsDialog

        StatementsDialog(self._worksheet, self._window).open()

    def _show_label(self) -> None:
        from quarterhour.window.details.visit import LabelDialog

        LabelDialog(self._session, self._window).open()

    def _show_practice(self) -> None:
        from quarterhour.window.details.settings import PracticeDialog

        PracticeDialog(self._session, self._window).open()

    def _show_code_rules(self) -> None:
        # Importing sqlite-utils takes longer than anything else at the start.
        from quarterhour.reference.typed_rules import edition_to_type
        from quarterhour.window.details.code_rules import CodeRulesDialog

        reference, code = self._session.reference, self._session.code_in(self._table.row)
        edition = edition_to_type(reference, self._session.edition, code)
        dialog = CodeRulesDialog(reference, edition, code, imported_database(), self._window)
        dialog.changed.connect(self._program.renew)
        dialog.open()

    def _show_own_words(self) -> None:
        from quarterhour.window.details.own_names import OwnWordsDialog

        OwnWordsDialog(self._program, self._session.suggestions, self._window).open()

    def _show_price_list(self) -> None:
        from quarterhour.window.details.price_list import PriceListDialog

        PriceListDialog(self._program, self._worksheet, self._window).open()

    def _show_settings(self) -> None:
        from quarterhour.window.details.settings import SettingsDialog

        SettingsDialog(self._program.kept, self._session.reference, self._window).open()

    def _show_rules(self) -> None:
        # Made only when asked for, as it follows every change of the visit.
        from quarterhour.window.details.visit import RulesDialog

        RulesDialog(self._worksheet, self._window).open()

    def _show_fees(self) -> None:
        from quarterhour.window.fees import FeesDialog

        session = self._session
        typed = session.outcome.reading.place
        # By the latest edition where none covers the date: the place is still where it is.
        place = find_place(
            session.reference, session.edition, typed.locality, typed.zip, session.day_of_places
        ).locality
        code = session.code_near(self._table.row)
        located = place.id if place else ""
        dialog = FeesDialog(session.reference, session.suggestions, located, code, self._window)
        self._worksheet.renewed.connect(dialog.renew)
        dialog.show()

    def _show_guide(self, of_row: bool) -> None:
        """Show the one help window of a window, which keeps what was read in it."""
        from quarterhour.window.help import HelpWindow

        found = self._window.findChild(HelpWindow) or HelpWindow(self._worksheet, self._window)
        found.show()
        found.activateWindow()
        if of_row:
            found.show_code(self._session.code_in(self._table.row))
        else:
            found.show_start()

    def _show_about(self) -> None:
        # Made only when asked for: it reads every edition and its sources.
        from quarterhour.window.help import AboutDialog

        AboutDialog(self._session.reference, self._program.kept, self._window).open()


def _title(path: Path) -> str:
    return path.stem.replace("-", " ").capitalize()

"""The audit of a day: where one clinician's minutes are on two claims, and what answers it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFontInfo, QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from quarterhour.day import DayAssessment, Row
from quarterhour.entry.day_audit import AuditItem, audit_of
from quarterhour.entry.day_outcome import why_day_not_given_out
from quarterhour.entry.settings import AUDIT_COLUMNS, AUDIT_GEOMETRY, AUDIT_LISTS
from quarterhour.report.day_rows import day_rules, day_title
from quarterhour.report.pdf import audit_title, day_audit_pdf, draw_day_audit
from quarterhour.report.timeline_picture import LEGEND
from quarterhour.whole_file import write_whole
from quarterhour.window import prompts
from quarterhour.window.audit.findings import FindingsPane
from quarterhour.window.audit.overview import PRINT, AuditHeader, AuditStrip, UnitsTable
from quarterhour.window.audit.panel import PEOPLE, FiguresArea, FiguresPanel, FindingPanel
from quarterhour.window.audit.timeline import TimelinePane
from quarterhour.window.frame import Panes, Section, ThinSplitter, line_across
from quarterhour.window.look import GRID
from quarterhour.window.look.text import CAPTION, ScaledLabel, scaled_label
from quarterhour.window.menus import REDO_KEYS, add_action, add_menu, follow_history
from quarterhour.window.output import file_name, said_of_print
from quarterhour.window.settings import FRAME, KeptSettings
from quarterhour.window.words import WORDS, Command, Menu
from quarterhour.window.worksheet import Worksheet

_SIZE = (1366, 736)
_PANEL, _UNITS = 344, 372
_NARROW, _NARROW_UNITS = 1200, 300
_STATUS = 24
_MOST_PANEL = 0.36  # of the window
_PIXELS = 13  # of the letters for which lengths are given
_LATER_MS = 200
_NO_DAY = "This day can't be counted as typed. The list says why."
_PDF = "Day audit, PDF (*.pdf)"
_SILENT = (
    "Nothing was printed, because your computer's print service doesn't answer. Try again later."
)
_Standard = QKeySequence.StandardKey


class AuditWindow(QMainWindow):
    """Audits the day of a worksheet beside its window, and follows what is typed there.

    `visit_wanted` has the visit and the row to go to there; `folder` is where an export begins.
    """

    visit_wanted = Signal(int, int)

    def __init__(
        self, worksheet: Worksheet, kept: KeptSettings, folder: Callable[[], Path]
    ) -> None:
        super().__init__()
        self._worksheet = worksheet
        self._session = worksheet.session
        self._kept = kept
        self._folder = folder
        self._dragged = False
        self.header = AuditHeader(self)
        self.strip = AuditStrip(self)
        self.timeline = TimelinePane(self)
        self.findings = FindingsPane(self)
        self.units = UnitsTable(self)
        self.finding = FindingPanel(self.units, self)
        self.figures = FiguresPanel(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.refresh)
        self._lay_out()
        self._add_menus()
        self._connect()
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize() - FRAME))
        self.restoreGeometry(kept.get(AUDIT_GEOMETRY))
        self._dragged = self._lists.restoreState(kept.get(AUDIT_LISTS))
        self._columns.restoreState(kept.get(AUDIT_COLUMNS))
        for splitter in (self._lists, self._columns):
            splitter.splitterMoved.connect(self._note_drag)
        self.refresh()
        self.findings.list.setFocus()

    @property
    def result(self) -> DayAssessment | None:
        """The day as it is shown."""
        return self._session.day_outcome.assessment

    def refresh(self) -> None:
        """Show the day as it is typed now, and clear what the status bar said of it before."""
        self.statusBar().clearMessage()
        outcome = self._session.day_outcome
        result = outcome.assessment
        audit = audit_of(outcome, self._session.day_draft)
        self.setWindowTitle(f"Day audit, {day_title(result)}" if result else "Day audit")
        self.header.show_day(result, len(self._session.day_draft.people))
        self.strip.show_day(result, audit)
        self.timeline.show_day(result)
        self.units.show_day(result)
        self.figures.show_day(result)
        self.findings.show_day(result, audit)
        self._rules.setText(f"{day_rules(result)}." if result else _NO_DAY)
        self._printing.setEnabled(self.strip.print_button.isEnabled())

    def step(self, step: int) -> None:
        """Go to the next thing to settle, or with -1 the one before, and to its first choice."""
        focus = self.focusWidget()
        told = focus is not None and self.finding.isAncestorOf(focus)
        on = told or self.finding.first_stop is None  # there is nowhere in it to stop first
        if self.findings.go(step, on):
            self._enter()

    def show_people(self) -> None:
        """Open the dialog of who treats on the day."""
        from quarterhour.window.details.people import PeopleDialog

        PeopleDialog(self._worksheet, self).open()

    def print_day(self) -> None:
        """Print the audit of this moment, or say what would be missing."""
        outcome = self._session.day_outcome
        if why := why_day_not_given_out(outcome, self._session.day_draft):
            self._say(why)
        elif outcome.assessment is not None:
            self._print(outcome.assessment)

    def go_to_visit(self) -> None:
        """Go to the first visit of what is selected."""
        item = self.findings.list.chosen_item
        if item is not None and item.leads_to:
            self.visit_wanted.emit(*item.leads_to[0][1:])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list its room: the timeline and the units give way."""
        super().resizeEvent(event)
        self.timeline.fit_window(self.height())
        self.units.fit_window(self.width())
        self._figures.fit_window(self.height())
        if not self._dragged:
            self._share()

    def _share(self) -> None:
        """Share the width: large letters need a wider panel, which leaves the rest most of it."""
        letters = max(1.0, QFontInfo(self.font()).pixelSize() / _PIXELS)
        panel = min(round(_PANEL * letters), max(_PANEL, round(_MOST_PANEL * self.width())))
        self._columns.setSizes([max(1, self.width() - panel - 1), panel])
        usual = _UNITS if self.width() >= _NARROW else _NARROW_UNITS
        width = self.width() - (panel if self._right.isVisibleTo(self) else 0)
        units = min(round(usual * letters), max(usual, width // 2))
        self._lists.setSizes([max(1, width - units - 1), units])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where it was."""
        self._kept.keep(AUDIT_GEOMETRY, bytes(self.saveGeometry().data()))
        if self._dragged:
            self._kept.keep(AUDIT_COLUMNS, bytes(self._columns.saveState().data()))
            self._kept.keep(AUDIT_LISTS, bytes(self._lists.saveState().data()))
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Catch up with the main window; follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._later.isActive():
            self._later.stop()
            self.refresh()
        elif event.type() == QEvent.Type.FontChange:
            for label in self.findChildren(ScaledLabel):
                label.follow_font()
            self._fit_status()
            self._figures.fit_window(self.height())

    def _print(self, result: DayAssessment) -> None:
        """Ask for a printer, and print; without one it is exported to a folder."""
        name = file_name("Day audit", result.day.date_of_service)
        answer = prompts.wait_for_printers(self)
        if answer is prompts.Printers.TO_FILE:
            self._export(result, self._folder() / f"{name}.pdf")
        elif answer is prompts.Printers.SILENT:
            self._say(_SILENT)
        elif answer is prompts.Printers.THERE:
            printer = prompts.ask_for_printer(self, name)
            if printer is not None:
                draw_day_audit(result, printer)
                self._say(said_of_print(audit_title(result), printer))

    def _export(self, result: DayAssessment, suggested: Path) -> None:
        path = prompts.ask_where_to_export(self, suggested, _PDF)
        if path is None:
            return
        try:
            write_whole(path, day_audit_pdf(result))
        except OSError as error:
            self._say(f"Couldn't export {path.name}: {error.strerror}.")
        else:
            self._say(f"Exported {path.name} to {path.parent}.")

    def _say(self, text: str) -> None:
        """Say in the status bar what became of something."""
        self.statusBar().showMessage(text)

    def _follow(self) -> None:
        """Follow what is typed: at once where it is done here, else when there is a pause."""
        if self.isActiveWindow():
            self.refresh()
        elif self.isVisible():
            self._later.start()

    def _note_drag(self) -> None:
        self._dragged = True

    def _connect(self) -> None:
        self._worksheet.assessed.connect(self._follow)
        self._worksheet.renewed.connect(self._follow)
        self.header.people.clicked.connect(self.show_people)
        self.header.panel.toggled.connect(self._right.setVisible)
        self.strip.print_button.clicked.connect(self.print_day)
        self.timeline.lanes.row_wanted.connect(self._go_to_row)
        self.timeline.lanes.row_chosen.connect(self._choose_row)
        self.findings.list.chosen.connect(self._tell)
        self.findings.list.entered.connect(self._enter)
        self.units.visit_wanted.connect(self._go_to_tag)
        self.finding.settled.connect(self._settle)
        self.finding.taken_back.connect(self._take_back)
        self.finding.visit_wanted.connect(self.visit_wanted)
        self.finding.people_wanted.connect(self.show_people)
        self.finding.left.connect(self.findings.list.setFocus)
        panes = Panes(
            (
                (self.header, self.header.people),
                (self.timeline, self.timeline.lanes),
                (self.findings, self.findings.list),
                (self.units, self.units),
                (self._right, self.figures.people),
            )
        )
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: panes.go(step))

    def _tell(self, item: AuditItem | None) -> None:
        """Tell of what is selected, and mark it everywhere."""
        self.finding.show_item(self.result, item)
        finding = item.finding if item is not None else None
        self.timeline.lanes.mark(finding)
        self.units.mark(finding.patients if finding is not None else ())

    def _enter(self) -> None:
        """Put the keyboard on the first choice of what is selected; else it stays in the list."""
        first = self.finding.first_stop
        if first is None:
            self.findings.list.setFocus()
        else:
            self.header.panel.setChecked(True)
            first.setFocus(Qt.FocusReason.TabFocusReason)
            self.finding.show_stops()

    def _settle(self, finding: object, choice: str) -> None:
        self._session.settle(finding, choice)  # type: ignore[arg-type]  # a signal knows no types
        self._back_to_list()

    def _take_back(self, finding: object) -> None:
        self._session.take_back(finding)  # type: ignore[arg-type]
        self._back_to_list()

    def _back_to_list(self) -> None:
        self.refresh()
        # Once all is settled, the list is hidden. On the print button, one more Enter would print.
        first = self.findings.list
        (first if first.isVisible() else self.findings.settled).setFocus()

    def _go_to_row(self, row: Row) -> None:
        self.visit_wanted.emit(*self._session.day_outcome.typed(row))

    def _go_to_tag(self, tag: str) -> None:
        if self.result is not None:
            row = next((each for each in self.result.rows if each.tag == tag), None)
            if row is not None:
                self._go_to_row(row)

    def _choose_row(self, row: Row) -> None:
        """Select what is found about a service."""
        for at, item in enumerate(self.findings.list.items_shown):
            rows = item.finding.rows if item.finding is not None else ()
            if any(each.number == row.number for each in rows):
                self.findings.list.setCurrentRow(at)
                return

    def _lay_out(self) -> None:
        units = Section("Units by visit", self.units, self)
        self._lists = ThinSplitter(Qt.Orientation.Horizontal, self, self.findings, units)
        center = _column(self, self.strip, self.timeline, self._lists)
        center.setBackgroundRole(QPalette.ColorRole.Base)
        line = line_across(self)
        line.setMinimumWidth(75 * GRID)  # of the column, too, unless its parts need more
        finding = Section("Finding", self.finding, self)
        self._figures = FiguresArea(self.figures, self)
        self._right = _column(self, finding, line, self._figures)
        self._columns = ThinSplitter(Qt.Orientation.Horizontal, self, center, self._right)
        for splitter in (self._lists, self._columns):
            splitter.setStretchFactor(0, 1)
        self.setCentralWidget(_column(self, self.header, self._columns))
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        self._rules = scaled_label("", status, CAPTION, quiet=True)
        for label in (scaled_label(LEGEND, status, CAPTION, quiet=True), self._rules):
            label.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
            status.addWidget(label)
        self._fit_status()

    def _add_menus(self) -> None:
        """Add the menus: an entry each for the buttons, and what only keys do besides."""
        bar, session, panel = self.menuBar(), self._session, self.header.panel
        file = add_menu(bar, WORDS[Menu.FILE])
        self._printing = add_action(file, PRINT, self.print_day, _Standard.Print)
        file.addSeparator()
        add_action(file, WORDS[Command.CLOSE_WINDOW], self.close, ("Ctrl+W",))
        edit = add_menu(bar, WORDS[Menu.EDIT])
        undo = add_action(edit, WORDS[Command.UNDO], session.undo, _Standard.Undo)
        redo = add_action(edit, WORDS[Command.REDO], session.redo, REDO_KEYS)
        follow_history(self._worksheet, {Command.UNDO: undo, Command.REDO: redo})
        visit = add_menu(bar, "V&isit")
        add_action(visit, "&Go to the visit", self.go_to_visit)
        add_action(visit, "&Next to settle", partial(self.step, 1), ("F8",))
        add_action(visit, "&Previous to settle", partial(self.step, -1), ("Shift+F8",))
        visit.addSeparator()
        add_action(visit, PEOPLE, self.show_people)
        view = add_menu(bar, WORDS[Menu.VIEW])
        shown = add_action(view, "&Finding", keys=("Ctrl+I",))
        shown.setCheckable(True)
        shown.setChecked(panel.isChecked())
        shown.toggled.connect(panel.setChecked)
        panel.toggled.connect(shown.setChecked)

    def _fit_status(self) -> None:
        height = self._rules.fontMetrics().height() + 2 * GRID
        self.statusBar().setFixedHeight(max(_STATUS, height))


def _column(parent: QWidget, *widgets: QWidget) -> QWidget:
    """Return widgets one below the other."""
    whole = QWidget(parent)
    whole.setAutoFillBackground(True)
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return whole

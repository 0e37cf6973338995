"""The audit of a day: where one clinician's minutes are on two claims, and what answers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFontInfo, QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow

from quarterhour.day import DayAssessment, Row
from quarterhour.entry.day_audit import Audit, AuditItem, audit_of
from quarterhour.entry.settings import AUDIT_COLUMNS, AUDIT_GEOMETRY, AUDIT_LISTS
from quarterhour.report.day_rows import day_rules, day_title
from quarterhour.report.timeline_picture import LEGEND
from quarterhour.window.audit.figures import FiguresPanel
from quarterhour.window.audit.finding_panel import FindingPanel
from quarterhour.window.audit.findings_pane import FindingsPane
from quarterhour.window.audit.frame import AuditRuns, add_audit_menus, column, head, line
from quarterhour.window.audit.header import AuditHeader
from quarterhour.window.audit.strip import AuditStrip
from quarterhour.window.audit.timeline_pane import TimelinePane
from quarterhour.window.audit.units_table import UnitsTable
from quarterhour.window.frame import FRAME, Panes, ThinSplitter
from quarterhour.window.look import GRID
from quarterhour.window.look.scaled import CAPTION, ScaledLabel
from quarterhour.window.settings import KeptSettings
from quarterhour.window.worksheet import Worksheet

_SIZE = (1366, 736)
_PANEL, _UNITS = 344, 372
_NARROW, _NARROW_UNITS = 1200, 300
_STATUS = 24
_MOST_PANEL = 0.36  # of the window
_PIXELS = 13  # of the letters for which lengths are given
_LATER_MS = 200
_NO_DAY = "This day can't be counted as typed. The list says why."


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
        self._audit = Audit()
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
        runs = AuditRuns(self.print_day, self.go_to_visit, self.step, self.show_people)
        self._printing = add_audit_menus(self, worksheet, runs, self.header.panel)
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
        """Show the day as it is typed now."""
        outcome = self._session.day_outcome
        result = outcome.assessment
        self._audit = audit_of(outcome, self._session.day_draft)
        self.setWindowTitle(f"Day audit, {day_title(result)}" if result else "Day audit")
        self.header.show_day(result, len(self._session.day_draft.people))
        self.strip.show_day(result, self._audit)
        self.timeline.show_day(result)
        self.units.show_day(result)
        self.figures.show_day(result)
        self.findings.show_day(result, self._audit)
        self._rules.setText(f"{day_rules(result)}." if result else _NO_DAY)
        self._rules.setAccessibleName(self._rules.text())
        self._printing.setEnabled(self.strip.print_button.isEnabled())

    def say(self, text: str) -> None:
        """Say in the status bar what became of something."""
        self.statusBar().showMessage(text)

    def step(self, step: int) -> None:
        """Go to the next thing to settle, or with -1 the one before, and to its first choice."""
        focus = self.focusWidget()
        told = focus is not None and self.finding.isAncestorOf(focus)
        on = told or self.finding.first_stop is None  # there is nowhere in it to stop first
        if self.findings.go(step, on):
            self._enter()

    def show_people(self) -> None:
        """Open the dialog of who treats on the day."""
        from quarterhour.window.audit.people_dialog import PeopleDialog

        PeopleDialog(self._worksheet, self).open()

    def print_day(self) -> None:
        """Print the audit of this moment, or say what would be missing."""
        from quarterhour.entry.day_outcome import why_day_not_given_out
        from quarterhour.window.audit.frame import print_audit

        if why := why_day_not_given_out(self._session.day_outcome, self._session.day_draft):
            self.say(why)
        elif self.result is not None:
            print_audit(self.result, self, self._folder(), self.say)

    def go_to_visit(self) -> None:
        """Go to the first visit of what is selected."""
        item = self.findings.list.chosen_item
        if item is not None and item.leads_to:
            self.visit_wanted.emit(*item.leads_to[0][1:])

    def come_forward(self) -> None:
        """Show the window above the others."""
        self.refresh()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list its room: the timeline and the units give way."""
        super().resizeEvent(event)
        self.timeline.fit_window(self.height())
        self.units.fit_window(self.width())
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
            for label in self.statusBar().findChildren(ScaledLabel):
                label.follow_font()
            self._fit_status()

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
        self.header.people_wanted.connect(self.show_people)
        self.header.panel.toggled.connect(self._right.setVisible)
        self.strip.print_wanted.connect(self.print_day)
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
            self.finding.ensureWidgetVisible(first)

    def _settle(self, finding: object, choice: str) -> None:
        self._session.settle(finding, choice)  # type: ignore[arg-type]  # a signal knows no types
        self._back_to_list()

    def _take_back(self, finding: object) -> None:
        self._session.take_back(finding)  # type: ignore[arg-type]
        self._back_to_list()

    def _back_to_list(self) -> None:
        self.refresh()
        first = self.findings.list
        (first if first.isVisible() else self.strip.print_button).setFocus()

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
            if row.number in {each.number for each in rows}:
                self.findings.list.setCurrentRow(at)
                return

    def _lay_out(self) -> None:
        units = column(self, head("Units by visit", self), self.units)
        self._lists = ThinSplitter(Qt.Orientation.Horizontal, self, self.findings, units)
        self._lists.setStretchFactor(0, 1)
        self._lists.setStretchFactor(1, 0)
        self._lists.setSizes([_SIZE[0] - _PANEL - _UNITS, _UNITS])
        center = column(self, self.strip, self.timeline, self._lists)
        center.setBackgroundRole(QPalette.ColorRole.Base)
        self._right = column(self, head("Finding", self), self.finding, line(self), self.figures)
        self._right.setMinimumWidth(75 * GRID)
        self._columns = ThinSplitter(Qt.Orientation.Horizontal, self, center, self._right)
        self._columns.setStretchFactor(0, 1)
        self._columns.setStretchFactor(1, 0)
        self._columns.setSizes([_SIZE[0] - _PANEL, _PANEL])
        self.setCentralWidget(column(self, self.header, self._columns))
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        self._rules = ScaledLabel(CAPTION, status, quiet=True)
        legend = ScaledLabel(CAPTION, status, quiet=True)
        legend.setText(LEGEND)
        legend.setAccessibleName(LEGEND)
        for label in (legend, self._rules):
            label.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
            status.addWidget(label)
        self._fit_status()

    def _fit_status(self) -> None:
        height = self._rules.fontMetrics().height() + 2 * GRID
        self.statusBar().setFixedHeight(max(_STATUS, height))

"""The frame of the audit: its parts beside each other, menus, and printing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quarterhour.day import DayAssessment
from quarterhour.report.pdf import audit_title, day_audit_pdf, draw_day_audit
from quarterhour.whole_file import write_whole
from quarterhour.window import prompts
from quarterhour.window.audit.strip import PRINT
from quarterhour.window.look import ELLIPSIS, GRID
from quarterhour.window.look.plain import tip
from quarterhour.window.look.scaled import ScaledLabel
from quarterhour.window.look.views import LEFT
from quarterhour.window.menus import REDO_KEYS, add_action, add_menu, follow_history
from quarterhour.window.output import file_name, said_of_print
from quarterhour.window.system_dialogs import Printers
from quarterhour.window.words import WORDS, Command, Menu
from quarterhour.window.worksheet import Worksheet


def head(title: str, parent: QWidget) -> QLabel:
    """Return the head of a pane."""
    label = ScaledLabel(1.0, parent, semibold=True)
    label.setText(title)
    label.setAccessibleName(title)
    label.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
    label.setMinimumHeight(9 * GRID)
    return label


def line(parent: QWidget) -> QFrame:
    """Return a thin line between two panes."""
    thin = QFrame(parent)
    thin.setFixedHeight(1)
    thin.setAutoFillBackground(True)
    thin.setBackgroundRole(QPalette.ColorRole.Midlight)
    return thin


def column(parent: QWidget, *widgets: QWidget) -> QWidget:
    """Return widgets one below the other."""
    whole = QWidget(parent)
    whole.setAutoFillBackground(True)
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return whole


class ElidedLabel(QLabel):
    """A text that gives way where it is narrow; its tip has all of it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tell(text)

    def tell(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), elide, self.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), LEFT, shown)


_Standard = QKeySequence.StandardKey
PEOPLE = f"Pe&ople and clocks{ELLIPSIS}"


class AuditRuns(NamedTuple):
    """What the entries of the menus do; `step` has 1 for the next thing to settle, else -1."""

    print_day: Callable[[], object]
    go_to_visit: Callable[[], object]
    step: Callable[[int], object]
    show_people: Callable[[], object]


def add_audit_menus(
    window: QMainWindow, worksheet: Worksheet, runs: AuditRuns, panel: QAbstractButton
) -> QAction:
    """Give the audit its menus, one entry as the button of the panel; return that of printing."""
    bar, session = window.menuBar(), worksheet.session
    file = add_menu(bar, WORDS[Menu.FILE])
    printing = add_action(file, PRINT, runs.print_day, _Standard.Print)
    file.addSeparator()
    add_action(file, WORDS[Command.CLOSE_WINDOW], window.close, ("Ctrl+W",))
    edit = add_menu(bar, WORDS[Menu.EDIT])
    undo = add_action(edit, WORDS[Command.UNDO], session.undo, _Standard.Undo)
    redo = add_action(edit, WORDS[Command.REDO], session.redo, REDO_KEYS)
    follow_history(worksheet, {Command.UNDO: undo, Command.REDO: redo})
    visit = add_menu(bar, "V&isit")
    add_action(visit, "&Go to the visit", runs.go_to_visit)
    add_action(visit, "&Next to settle", lambda: runs.step(1), ("F8",))
    add_action(visit, "&Previous to settle", lambda: runs.step(-1), ("Shift+F8",))
    visit.addSeparator()
    add_action(visit, PEOPLE, runs.show_people)
    view = add_menu(bar, WORDS[Menu.VIEW])
    shown = add_action(view, "&Finding", keys=("Ctrl+I",))
    shown.setCheckable(True)
    shown.setChecked(panel.isChecked())
    shown.toggled.connect(panel.setChecked)
    panel.toggled.connect(shown.setChecked)
    return printing


_PDF = "Day audit, PDF (*.pdf)"
_SILENT = (
    "Nothing was printed, because your computer's print service doesn't answer. Try again later."
)


def print_audit(
    result: DayAssessment, window: QWidget, folder: Path, say: Callable[[str], object]
) -> None:
    """Ask for a printer and print the audit of a day; without one it is exported to a folder."""
    answer = prompts.wait_for_printers(window)
    if answer is Printers.TO_FILE:
        _export(result, window, folder, say)
    elif answer is Printers.SILENT:
        say(_SILENT)
    elif answer is Printers.THERE:
        printer = prompts.ask_for_printer(window, _name(result))
        if printer is not None:
            draw_day_audit(result, printer)
            say(said_of_print(audit_title(result), printer))


def _export(
    result: DayAssessment, window: QWidget, folder: Path, say: Callable[[str], object]
) -> None:
    suggested = folder / f"{_name(result)}.pdf"
    path = prompts.ask_where_to_export(window, suggested, _PDF)
    if path is None:
        return
    try:
        write_whole(path, day_audit_pdf(result))
    except OSError as error:
        say(f"Couldn't export {path.name}: {error.strerror}.")
    else:
        say(f"Exported {path.name} to {path.parent}.")


def _name(result: DayAssessment) -> str:
    return file_name("Day audit", result.day.date_of_service)

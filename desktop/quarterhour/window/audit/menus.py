"""The menus of the audit."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMainWindow

from quarterhour.window.audit.strip import PRINT
from quarterhour.window.look import ELLIPSIS
from quarterhour.window.menus import add_action, follow_history
from quarterhour.window.words import WORDS, Command, Menu
from quarterhour.window.worksheet import Worksheet

_Standard = QKeySequence.StandardKey


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
    file = bar.addMenu(WORDS[Menu.FILE])
    printing = add_action(file, PRINT, runs.print_day, _Standard.Print)
    file.addSeparator()
    add_action(file, WORDS[Command.CLOSE_WINDOW], window.close, ("Ctrl+W",))
    edit = bar.addMenu(WORDS[Menu.EDIT])
    undo = add_action(edit, WORDS[Command.UNDO], session.undo, _Standard.Undo)
    redo = add_action(edit, WORDS[Command.REDO], session.redo, _Standard.Redo)
    follow_history(worksheet, {Command.UNDO: undo, Command.REDO: redo})
    visit = bar.addMenu("V&isit")
    add_action(visit, "&Go to the visit", runs.go_to_visit)
    add_action(visit, "&Next to settle", lambda: runs.step(1), ("F8",))
    add_action(visit, "&Previous to settle", lambda: runs.step(-1), ("Shift+F8",))
    visit.addSeparator()
    add_action(visit, f"Pe&ople and clocks{ELLIPSIS}", runs.show_people)
    view = bar.addMenu(WORDS[Menu.VIEW])
    shown = add_action(view, "&Finding", keys=("Ctrl+I",))
    shown.setCheckable(True)
    shown.setChecked(panel.isChecked())
    shown.toggled.connect(panel.setChecked)
    panel.toggled.connect(shown.setChecked)
    return printing

"""The menu bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from quarterhour.reference import find_place
from quarterhour.report import claim_csv
from quarterhour.window.entry.reading import read_code
from quarterhour.window.file_menu import add_file_menu
from quarterhour.window.table.row_edits import RowEdits
from quarterhour.window.table.view import ServiceTable

if TYPE_CHECKING:
    from quarterhour.window.help import HelpWindow
    from quarterhour.window.main_window import MainWindow

_EDIT = "edit"


def add_menus(window: MainWindow, table: ServiceTable, rows: RowEdits) -> None:
    """Give the window its menus."""
    add_file_menu(window)
    _add_edit_menu(window, table, rows)
    _add_view_menu(window, table)
    _add_help_menu(window, table)


def choose_from_edit(window: MainWindow, name: str) -> None:
    """Choose an entry of the Edit menu by the name that hints give it."""
    edit = window.findChild(QMenu, _EDIT)
    for action in edit.actions() if edit else ():
        if action.text().replace("&", "").rstrip("\u2026") == name:
            action.trigger()


def _add_edit_menu(window: MainWindow, table: ServiceTable, rows: RowEdits) -> None:
    menu = window.menuBar().addMenu("&Edit")
    menu.setObjectName(_EDIT)
    _add_steps(menu, window)
    menu.addSeparator()
    _add_row_edits(menu, table, rows)
    menu.addSeparator()
    details = _action(menu, "&Service details\u2026", lambda: _show_details(window, table))
    details.setShortcut(QKeySequence("Ctrl+D"))
    statements = _action(menu, "Claim stat&ements\u2026", lambda: _show_statements(window))
    statements.setShortcut(QKeySequence("Ctrl+E"))
    practice = _action(menu, "&Practice and Medicare\u2026", lambda: _show_practice(window))
    practice.setShortcut(QKeySequence("Ctrl+Shift+P"))
    menu.addSeparator()
    copy = _action(menu, "&Copy claim lines", window.copy_claim_lines)
    copy.setShortcut(QKeySequence("Ctrl+Shift+C"))
    _action(menu, "Copy claim lines as CS&V", lambda: window.copy_claim_lines(claim_csv))


def _add_steps(menu: QMenu, window: MainWindow) -> None:
    stack = window.worksheet.undo_stack
    undo = stack.createUndoAction(window, "&Undo")
    undo.setShortcuts(QKeySequence.StandardKey.Undo)
    redo = stack.createRedoAction(window, "&Redo")
    redo.setShortcuts(QKeySequence.StandardKey.Redo)
    menu.addActions([undo, redo])


def _add_row_edits(menu: QMenu, table: ServiceTable, rows: RowEdits) -> None:
    """Add what is done with whole rows; only the table hears these keys, not the fields."""
    for text, run, keys in (
        ("C&opy row", rows.copy, ["Ctrl+C"]),
        ("P&aste rows", rows.paste, ["Ctrl+V"]),
        ("D&uplicate row", rows.duplicate, ["Ctrl+Shift+D"]),
        ("Move row u&p", rows.move_up, ["Alt+Up"]),
        ("Move row do&wn", rows.move_down, ["Alt+Down"]),
        ("&Delete row", table.remove_row, ["Del", "Ctrl+Backspace"]),
    ):
        action = _action(menu, text, run)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        table.addAction(action)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


def _add_view_menu(window: MainWindow, table: ServiceTable) -> None:
    menu = window.menuBar().addMenu("&View")
    rules = _action(menu, "Compare &rules", lambda: _show_rules(window))
    rules.setShortcut(QKeySequence("Ctrl+R"))
    fees = _action(menu, "Compare &fees", lambda: _show_fees(window, table))
    fees.setShortcut(QKeySequence("Ctrl+F"))


def _show_rules(window: MainWindow) -> None:
    # Made only when asked for, as it follows every change of the visit.
    from quarterhour.window.rules_dialog import RulesDialog

    RulesDialog(window.worksheet, window).open()


def _show_fees(window: MainWindow, table: ServiceTable) -> None:
    from quarterhour.window.fees import FeesDialog

    worksheet = window.worksheet
    code = _selected_code(window, table)
    typed = worksheet.outcome.reading.place
    # By the latest edition where none covers the date: the place is still where it is.
    place = find_place(worksheet.reference, worksheet.edition, typed.locality, typed.zip).locality
    FeesDialog(worksheet.reference, place.id if place else "", code, window).show()


def _add_help_menu(window: MainWindow, table: ServiceTable) -> None:
    menu = window.menuBar().addMenu("&Help")
    _action(menu, "&Guide", lambda: _help_window(window).show_start())
    explained = _action(
        menu,
        "About the selected &service",
        lambda: _help_window(window).show_code(_selected_code(window, table)),
    )
    explained.setShortcut(QKeySequence("F1"))
    menu.addSeparator()
    about = _action(menu, "&About Quarterhour", lambda: _show_about(window))
    about.setMenuRole(QAction.MenuRole.AboutRole)


def _help_window(window: MainWindow) -> HelpWindow:
    """Show the one help window of a window, which keeps what was read in it."""
    from quarterhour.window.help import HelpWindow

    found = window.findChild(HelpWindow) or HelpWindow(window.worksheet, window)
    found.show()
    found.activateWindow()
    return found


def _selected_code(window: MainWindow, table: ServiceTable) -> str:
    """Return the code typed in the selected row, empty where there is none."""
    row = table.currentIndex().row()
    rows = window.worksheet.draft.rows
    return read_code(rows[row].code) if 0 <= row < len(rows) else ""


def _action(menu: QMenu, text: str, run: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    # Qt says whether the action is checked, which none of these is told.
    action.triggered.connect(lambda checked: run())
    return action


def _show_details(window: MainWindow, table: ServiceTable) -> None:
    from quarterhour.window.details.service_dialog import ServiceDialog

    row = table.currentIndex().row()
    if 0 <= row < len(window.worksheet.draft.rows):
        ServiceDialog(window.worksheet, row, window).open()


def _show_statements(window: MainWindow) -> None:
    from quarterhour.window.details.statements_dialog import StatementsDialog

    StatementsDialog(window.worksheet, window).open()


def _show_practice(window: MainWindow) -> None:
    from quarterhour.window.details.practice_dialog import PracticeDialog

    PracticeDialog(window.worksheet, window).open()


def _show_about(window: MainWindow) -> None:
    # Made only when asked for: it reads every edition and its sources.
    from quarterhour.window.about import AboutDialog

    AboutDialog(window.worksheet.reference, window).open()

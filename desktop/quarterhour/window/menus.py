"""The menu bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from quarterhour.reference import find_place
from quarterhour.report import claim_csv
from quarterhour.resources import imported_database, resource_folder
from quarterhour.window import prompts
from quarterhour.window.entry.reading import read_code
from quarterhour.window.table.view import ServiceTable

if TYPE_CHECKING:
    from quarterhour.window.help import HelpWindow
    from quarterhour.window.main_window import MainWindow

_SUFFIX = ".quarterhour"
_EDIT = "edit"


def add_menus(window: MainWindow, table: ServiceTable) -> None:
    """Give the window its menus."""
    _add_file_menu(window)
    _add_edit_menu(window, table)
    _add_view_menu(window, table)
    _add_help_menu(window, table)


def choose_from_edit(window: MainWindow, name: str) -> None:
    """Choose an entry of the Edit menu by the name that hints give it."""
    edit = window.findChild(QMenu, _EDIT)
    for action in edit.actions() if edit else ():
        if action.text().replace("&", "").rstrip("\u2026") == name:
            action.trigger()


def _add_file_menu(window: MainWindow) -> None:
    menu = window.menuBar().addMenu("&File")
    new = _action(menu, "&New visit", window.new_visit)
    new.setShortcuts(QKeySequence.StandardKey.New)
    opened = _action(menu, "&Open\u2026", lambda: _open(window))
    opened.setShortcuts(QKeySequence.StandardKey.Open)
    samples = menu.addMenu("Open &sample visit")
    samples.aboutToShow.connect(lambda: _fill_samples(samples, window))
    menu.addSeparator()
    schedules = _action(menu, "&Fee schedules\u2026", lambda: _show_imports(window))
    schedules.setShortcut(QKeySequence("Ctrl+I"))
    menu.addSeparator()
    close = _action(menu, "&Quit", window.close)
    close.setShortcuts([QKeySequence("Ctrl+Q")])
    close.setMenuRole(QAction.MenuRole.QuitRole)


def _show_imports(window: MainWindow) -> None:
    # Importing sqlite-utils takes longer than anything else at the start.
    from quarterhour.window.imports import ImportsDialog

    # One dialog for the window, since it keeps what it said of each file.
    dialog = window.findChild(ImportsDialog)
    if dialog is None:
        dialog = ImportsDialog(window.worksheet.reference, imported_database(), window)
        dialog.changed.connect(window.worksheet.renew)
    dialog.show()
    dialog.activateWindow()


def _add_edit_menu(window: MainWindow, table: ServiceTable) -> None:
    menu = window.menuBar().addMenu("&Edit")
    menu.setObjectName(_EDIT)
    remove = _action(menu, "&Delete row", table.remove_row)
    remove.setShortcuts([QKeySequence("Del"), QKeySequence("Ctrl+Backspace")])
    # Only the table hears these keys: in the fields they delete what is typed.
    remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    table.addAction(remove)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
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


def _open(window: MainWindow) -> None:
    path = prompts.ask_visit_to_open(window)
    if path is not None:
        window.open_visit(path)


def _fill_samples(menu: QMenu, window: MainWindow) -> None:
    """List the samples when the menu is first opened."""
    if not menu.isEmpty():
        return
    for path in sorted((resource_folder() / "samples").glob(f"*{_SUFFIX}")):
        _action(menu, _title(path), partial(window.open_visit, path))


def _title(path: Path) -> str:
    return path.stem.replace("-", " ").capitalize()


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

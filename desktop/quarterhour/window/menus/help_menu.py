"""The Help menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from quarterhour.window.menus.action import add_action
from quarterhour.window.table.view import ServiceTable

if TYPE_CHECKING:
    from quarterhour.window.help import HelpWindow
    from quarterhour.window.main_window import MainWindow


def add_help_menu(window: MainWindow, table: ServiceTable) -> None:
    """Give a window its Help menu."""
    menu = window.menuBar().addMenu("&Help")
    add_action(menu, "&Guide", lambda: _help_window(window).show_start())
    add_action(
        menu,
        "About the selected &service",
        lambda: _help_window(window).show_code(window.worksheet.session.code_in(table.row)),
        "F1",
    )
    add_action(menu, "&Learn by a sample visit", lambda: _show_sample(window), "Ctrl+Shift+H")
    menu.addSeparator()
    about = add_action(menu, "&About Quarterhour", lambda: _show_about(window))
    about.setMenuRole(QAction.MenuRole.AboutRole)


def _help_window(window: MainWindow) -> HelpWindow:
    """Show the one help window of a window, which keeps what was read in it."""
    from quarterhour.window.help import HelpWindow

    found = window.findChild(HelpWindow) or HelpWindow(window.worksheet, window)
    found.show()
    found.activateWindow()
    return found


def _show_sample(window: MainWindow) -> None:
    from quarterhour.window.first_visit import show_sample

    show_sample(window)


def _show_about(window: MainWindow) -> None:
    # Made only when asked for: it reads every edition and its sources.
    from quarterhour.window.about import AboutDialog

    AboutDialog(window.desk.reference, window.desk.kept, window).open()

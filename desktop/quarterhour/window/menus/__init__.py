"""The menu bar: a module for each menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterhour.window.menus.edit_menu import add_edit_menu, choose_from_edit
from quarterhour.window.menus.file_menu import add_file_menu
from quarterhour.window.menus.help_menu import add_help_menu
from quarterhour.window.menus.view_menu import add_view_menu
from quarterhour.window.table.row_edits import RowEdits
from quarterhour.window.table.view import ServiceTable

if TYPE_CHECKING:
    from quarterhour.window.main_window import MainWindow

__all__ = ["add_menus", "choose_from_edit"]


def add_menus(window: MainWindow, table: ServiceTable, rows: RowEdits) -> None:
    """Give the window its menus."""
    add_file_menu(window)
    add_edit_menu(window, table, rows)
    add_view_menu(window, table)
    add_help_menu(window, table)

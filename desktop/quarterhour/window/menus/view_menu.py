"""The View menu: what is shown beside the visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterhour.reference import find_place
from quarterhour.window.menus.action import add_action
from quarterhour.window.table.view import ServiceTable

if TYPE_CHECKING:
    from quarterhour.window.main_window import MainWindow


def add_view_menu(window: MainWindow, table: ServiceTable) -> None:
    """Give a window its View menu."""
    menu = window.menuBar().addMenu("&View")
    add_action(menu, "Compare &rules", lambda: _show_rules(window), "Ctrl+R")
    add_action(menu, "Compare &fees", lambda: _show_fees(window, table), "Ctrl+F")
    menu.addSeparator()
    menu.addAction(window.assistant_column.action)


def _show_rules(window: MainWindow) -> None:
    # Made only when asked for, as it follows every change of the visit.
    from quarterhour.window.rules_dialog import RulesDialog

    RulesDialog(window.worksheet, window).open()


def _show_fees(window: MainWindow, table: ServiceTable) -> None:
    from quarterhour.window.fees import FeesDialog

    session = window.worksheet.session
    typed = session.outcome.reading.place
    # By the latest edition where none covers the date: the place is still where it is.
    place = find_place(session.reference, session.edition, typed.locality, typed.zip).locality
    code = session.code_in(table.row)
    FeesDialog(session.reference, place.id if place else "", code, window).show()

"""The Edit menu: steps back, rows, and what is entered in dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from quarterhour.entry import EDIT_WORDS
from quarterhour.window.menus.action import add_action, reads
from quarterhour.window.table.row_edits import RowEdits
from quarterhour.window.table.view import ServiceTable

if TYPE_CHECKING:
    from quarterhour.window.main_window import MainWindow

_NAME = "edit"


def add_edit_menu(window: MainWindow, table: ServiceTable, rows: RowEdits) -> None:
    """Give a window its Edit menu."""
    menu = window.menuBar().addMenu("&Edit")
    menu.setObjectName(_NAME)
    _add_steps(menu, window)
    menu.addSeparator()
    _add_row_edits(menu, table, rows)
    menu.addSeparator()
    add_action(menu, "&Service details\u2026", lambda: _show_details(window, table), "Ctrl+D")
    add_action(menu, "Claim stat&ements\u2026", lambda: _show_statements(window), "Ctrl+E")
    add_action(menu, "Visit &label\u2026", lambda: _show_label(window), "Ctrl+L")
    menu.addSeparator()
    add_action(menu, "&Copy claim lines", lambda: _copy_text(window), "Ctrl+Shift+C")
    add_action(menu, "Copy claim lines as CS&V", lambda: _copy_csv(window))
    menu.addSeparator()
    practice = "Practice and &Medicare\u2026"
    add_action(menu, practice, lambda: _show_practice(window), "Ctrl+Shift+P")
    settings = add_action(menu, "Settin&gs\u2026", lambda: _show_settings(window), "Ctrl+,")
    settings.setMenuRole(QAction.MenuRole.PreferencesRole)


def choose_from_edit(window: MainWindow, name: str) -> None:
    """Choose an entry of the Edit menu by the name that hints give it."""
    edit = window.findChild(QMenu, _NAME)
    for action in edit.actions() if edit else ():
        if reads(action.text()) == name:
            action.trigger()


def _add_steps(menu: QMenu, window: MainWindow) -> None:
    """Add what goes back and forth, each named by what it takes back or does again."""
    session, keys = window.worksheet.session, QKeySequence.StandardKey
    undo = add_action(menu, "&Undo", session.undo, keys.Undo)
    redo = add_action(menu, "&Redo", session.redo, keys.Redo)

    def follow() -> None:
        for action, text, edit in (
            (undo, "&Undo", session.history.undoes),
            (redo, "&Redo", session.history.redoes),
        ):
            action.setText(text if edit is None else f"{text} {EDIT_WORDS[edit]}")
            action.setEnabled(edit is not None)

    window.worksheet.recorded.connect(follow)
    follow()


def _add_row_edits(menu: QMenu, table: ServiceTable, rows: RowEdits) -> None:
    """Add what is done with whole rows; only the table hears these keys, not the fields."""
    for text, run, keys in (
        ("C&opy row", rows.copy, ["Ctrl+C"]),
        ("P&aste rows", rows.paste, ["Ctrl+V"]),
        ("Dupl&icate row", rows.duplicate, ["Ctrl+Shift+D"]),
        ("Move row u&p", rows.move_up, ["Alt+Up"]),
        ("Move row do&wn", rows.move_down, ["Alt+Down"]),
        ("&Delete row", table.remove_row, ["Del", "Ctrl+Backspace"]),
    ):
        action = add_action(menu, text, run)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        table.addAction(action)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


# What follows is loaded only when asked for: it would delay the first window.


def _show_details(window: MainWindow, table: ServiceTable) -> None:
    from quarterhour.window.details.service_dialog import ServiceDialog

    row = table.currentIndex().row()
    if 0 <= row < len(window.worksheet.session.draft.rows):
        ServiceDialog(window.worksheet.session, row, window).open()


def _show_statements(window: MainWindow) -> None:
    from quarterhour.window.details.statements_dialog import StatementsDialog

    StatementsDialog(window.worksheet, window).open()


def _show_label(window: MainWindow) -> None:
    from quarterhour.window.details.label_dialog import LabelDialog

    LabelDialog(window.worksheet.session, window).open()


def _show_practice(window: MainWindow) -> None:
    from quarterhour.window.details.practice_dialog import PracticeDialog

    PracticeDialog(window.worksheet.session, window).open()


def _show_settings(window: MainWindow) -> None:
    from quarterhour.window.details.settings_dialog import SettingsDialog

    SettingsDialog(window.desk.kept, window.desk.reference, window).open()


def _copy_text(window: MainWindow) -> None:
    from quarterhour.window.output.clipboard import copy_claim_text

    copy_claim_text(window)


def _copy_csv(window: MainWindow) -> None:
    from quarterhour.window.output.clipboard import copy_claim_csv

    copy_claim_csv(window)

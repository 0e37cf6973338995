"""The menu bar: which menu has which entries, by which keys and with which picture."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from quarterhour.entry import EDIT_WORDS
from quarterhour.window.look.icons import draw_icons
from quarterhour.window.table import ServiceTable
from quarterhour.window.words import WORDS, Command, Menu
from quarterhour.window.worksheet import Worksheet

# None parts what belongs together from what follows.
_MENUS: dict[Menu, tuple[Command | Menu | None, ...]] = {
    Menu.FILE: (
        *(Command.NEW_WINDOW, Command.OPEN, Menu.RECENT, Menu.SAMPLES, None),
        *(Command.SAVE, Command.SAVE_AS, None),
        *(Command.EXPORT, Command.PRINT, Command.PREVIEW, Command.DETAILED, None),
        *(Command.EXPORT_DAY, Command.PRINT_DAY, None),
        *(Command.FEE_SCHEDULES, Command.YEARLY_AMOUNTS, None),
        *(Command.PRICE_LIST, Command.USUAL_VISITS, None),
        *(Command.CLOSE_WINDOW, Command.QUIT),
    ),
    Menu.EDIT: (
        *(Command.UNDO, Command.REDO, None),
        *(Command.CUT, Command.COPY_ROW, Command.PASTE_ROWS, Command.FILL_DOWN, None),
        *(Command.DUPLICATE_ROW, Command.MOVE_ROW_UP, Command.MOVE_ROW_DOWN),
        *(Command.DELETE_ROW, None),
        *(Command.OWN_WORDS, Command.SETTINGS),
    ),
    Menu.VISIT: (
        *(Command.NEXT_VISIT, Command.REPEAT_VISIT, Command.RENAME_VISIT, Command.DELETE_VISIT),
        *(Command.GO_NEXT_VISIT, Command.GO_PREVIOUS_VISIT, None),
        *(Command.COPY_CLAIM_LINES, Command.COPY_CLAIM_CSV, Command.COPY_DAY, None),
        *(Command.NEXT_TO_SETTLE, Command.PREVIOUS_TO_SETTLE, None),
        *(Command.SERVICE_DETAILS, Command.PATIENT_YEAR, Command.CLAIM_STATEMENTS),
        *(Command.VISIT_LABEL, Command.PRACTICE, None),
        *(Command.AUDIT_DAY, Command.PEOPLE),
    ),
    Menu.VIEW: (
        *(Command.VISIT_LIST, Command.EXPLANATION, Command.ASSISTANT_COLUMN, None),
        *(Command.COMPARE_RULES, Command.COMPARE_FEES, None),
        *(Command.NEXT_PANE, Command.PREVIOUS_PANE, None),
        *(Command.ZOOM_IN, Command.ZOOM_OUT, Command.USUAL_SIZE),
    ),
    Menu.HELP: (
        *(Command.GUIDE, Command.ABOUT_SERVICE, Command.SHOW_SAMPLE, None),
        Command.ABOUT,
    ),
}
_Standard = QKeySequence.StandardKey


def _on_mac(key: str) -> tuple[str, ...]:
    """Return a key that only macOS has, where Qt calls Cmd Ctrl."""
    return (key,) if sys.platform == "darwin" else ()


# Those of every system, wherever there is something to do again.
REDO_KEYS = ("Ctrl+Y", "Ctrl+Shift+Z")
_KEYS: dict[Command, QKeySequence.StandardKey | tuple[str, ...]] = {
    Command.NEXT_VISIT: _Standard.New,
    Command.GO_NEXT_VISIT: ("Ctrl+PgDown", *_on_mac("Ctrl+Shift+]")),
    Command.GO_PREVIOUS_VISIT: ("Ctrl+PgUp", *_on_mac("Ctrl+Shift+[")),
    Command.VISIT_LIST: ("Ctrl+B",),
    Command.PRINT_DAY: ("Ctrl+Shift+P",),
    Command.NEW_WINDOW: ("Ctrl+Shift+N",),
    Command.OPEN: _Standard.Open,
    Command.SAVE: _Standard.Save,
    Command.SAVE_AS: ("Ctrl+Shift+S",),
    Command.EXPORT: ("Ctrl+Shift+E",),
    Command.PRINT: _Standard.Print,
    Command.PREVIEW: ("Ctrl+Shift+I",),
    Command.YEARLY_AMOUNTS: ("Ctrl+Shift+Y",),
    Command.CLOSE_WINDOW: ("Ctrl+W",),
    Command.QUIT: ("Ctrl+Q",),
    Command.UNDO: _Standard.Undo,
    Command.REDO: REDO_KEYS,
    Command.CUT: ("Ctrl+X",),
    Command.COPY_ROW: ("Ctrl+C",),
    Command.PASTE_ROWS: ("Ctrl+V",),
    Command.FILL_DOWN: ("Ctrl+D",),
    Command.DUPLICATE_ROW: ("Ctrl+Shift+D",),
    Command.MOVE_ROW_UP: ("Alt+Shift+Up",),
    Command.MOVE_ROW_DOWN: ("Alt+Shift+Down",),
    Command.DELETE_ROW: ("Ctrl+Backspace",),
    Command.SERVICE_DETAILS: ("Alt+Return", "Alt+Enter"),
    Command.PATIENT_YEAR: ("Ctrl+E",),
    Command.NEXT_TO_SETTLE: ("F8", "Ctrl+G"),
    Command.PREVIOUS_TO_SETTLE: ("Shift+F8",),
    Command.VISIT_LABEL: ("Ctrl+L",),
    Command.COPY_CLAIM_LINES: ("Ctrl+Shift+C",),
    Command.SETTINGS: ("Ctrl+,",),
    Command.COMPARE_RULES: ("Ctrl+R",),
    Command.EXPLANATION: ("Ctrl+I",),
    Command.AUDIT_DAY: ("Ctrl+Shift+A",),
    Command.NEXT_PANE: ("F6",),
    Command.PREVIOUS_PANE: ("Shift+F6",),
    Command.ZOOM_IN: ("Ctrl+=", "Ctrl++"),
    Command.ZOOM_OUT: ("Ctrl+-",),
    Command.USUAL_SIZE: ("Ctrl+0",),
    Command.GUIDE: ("Ctrl+F",),
    Command.ABOUT_SERVICE: ("F1",),
    Command.SHOW_SAMPLE: ("Ctrl+Shift+H",),
}
# Only the table hears their keys, not the fields.
_OF_ROWS = (
    *(Command.CUT, Command.COPY_ROW, Command.PASTE_ROWS, Command.FILL_DOWN),
    *(Command.DUPLICATE_ROW, Command.MOVE_ROW_UP, Command.MOVE_ROW_DOWN, Command.DELETE_ROW),
)
_CHECKABLE = (Command.DETAILED, Command.EXPLANATION, Command.VISIT_LIST)
# Where macOS has a place of its own for them.
_ROLES = {
    Command.QUIT: QAction.MenuRole.QuitRole,
    Command.SETTINGS: QAction.MenuRole.PreferencesRole,
    Command.ABOUT: QAction.MenuRole.AboutRole,
}


def add_menus(
    bar: QMenuBar,
    runs: Mapping[Command, Callable[[], object]],
    fills: Mapping[Menu, Callable[[QMenu], object]],
) -> dict[Command, QAction]:
    """Give a menu bar its menus; return their entries.

    `fills` are called when their menus are opened.
    """
    actions: dict[Command, QAction] = {}
    for kind, entries in _MENUS.items():
        menu = add_menu(bar, WORDS[kind])
        own: dict[Command, QAction] = {}
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, Menu):
                below = menu.addMenu(WORDS[entry])
                below.aboutToShow.connect(partial(fills[entry], below))
            else:
                own[entry] = add_action(menu, WORDS[entry], runs.get(entry), _KEYS.get(entry))
                own[entry].setCheckable(entry in _CHECKABLE)
                # No other goes there by what it is called.
                own[entry].setMenuRole(_ROLES.get(entry, QAction.MenuRole.NoRole))
        # The first window waits for no icon; they are drawn anew where the colors have changed.
        menu.aboutToShow.connect(partial(draw_icons, own, menu))
        actions |= own
    return actions


def add_menu(bar: QMenuBar, text: str) -> QMenu:
    """Add a menu, which closes once an entry of it is done."""
    menu = bar.addMenu(text)
    # By assistive technology an entry is done while its menu is open, and Qt leaves it so.
    menu.triggered.connect(menu.close)
    return menu


def add_action(
    menu: QMenu,
    text: str,
    run: Callable[[], object] | None = None,
    keys: QKeySequence.StandardKey | tuple[str, ...] | None = None,
) -> QAction:
    """Add an entry that runs something, by its keys too where it has some."""
    action = menu.addAction(text)
    if run is not None:
        # Qt says whether the action is checked, which none of these is told.
        action.triggered.connect(lambda checked: run())
    if isinstance(keys, tuple):
        action.setShortcuts([QKeySequence(key) for key in keys])
    elif keys is not None:
        action.setShortcuts(keys)
    return action


class KeyboardBack(QObject):
    """Gives the keyboard to the table where a menu bar has it after a dialog, with no menu chosen.

    It had it as the dialog was chosen by keys; Qt gives it back there, where nothing shows it, and
    not even Esc leads away.
    """

    def __init__(self, bar: QMenuBar, table: ServiceTable) -> None:
        super().__init__(bar)
        self._table = table
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of the window that is in use again."""
        back = Qt.FocusReason.ActiveWindowFocusReason
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() is back:
            QTimer.singleShot(0, self._table, self._table.setFocus)
        return False


def give_row_edits(table: ServiceTable, actions: Mapping[Command, QAction]) -> None:
    """Have the table, and its menu, do what is done with whole rows."""
    for command in _OF_ROWS:
        actions[command].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        table.addAction(actions[command])
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


def follow_history(worksheet: Worksheet, actions: Mapping[Command, QAction]) -> None:
    """Have the steps back and forth say what they take back or do again."""
    history = worksheet.session.history

    def follow() -> None:
        for command, edit in ((Command.UNDO, history.undoes), (Command.REDO, history.redoes)):
            text = WORDS[command] if edit is None else f"{WORDS[command]} {EDIT_WORDS[edit]}"
            actions[command].setText(text)
            actions[command].setEnabled(edit is not None)

    worksheet.recorded.connect(follow)
    follow()

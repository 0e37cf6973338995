"""Every window that Quarterhour can open, found by choosing what is in its menus."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import FunctionType, ModuleType

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QMenu,
    QTableView,
    QTabWidget,
    QWidget,
)

import quarterhour.window
from quarterhour.window import MainWindow
from quarterhour.window.details import HoldingDialog, ReadingDialog
from quarterhour.window.words import Command

_LIST_OF_A_BOX = "QComboBoxPrivateContainer"  # which is Qt's, and speaks as part of the box
_ENDING = (Command.QUIT, Command.CLOSE_WINDOW, Command.NEW_WINDOW)


def dialog_classes() -> set[type[QDialog]]:
    """Return every dialog that the program defines, in whatever module."""
    for module in pkgutil.walk_packages(quarterhour.window.__path__, "quarterhour.window."):
        importlib.import_module(module.name)
    own = {kind for kind in _all_below(QDialog) if kind.__module__.startswith("quarterhour.")}
    return own - {HoldingDialog, ReadingDialog}  # which others are made of


def prompts_of(module: ModuleType) -> set[str]:
    """Name everything in a module that asks in a window which waits for its answer."""
    return {
        name
        for name, thing in vars(module).items()
        if isinstance(thing, FunctionType) and thing.__module__ == module.__name__
        if not name.startswith("_")
    }


def choices(window: MainWindow) -> list[str]:
    """Return the text of every entry of the menu bar that opens or does something."""
    ending = [window.parts.entries[command] for command in _ENDING]
    return [action.text() for action in _actions(window) if action not in ending]


def choose(window: MainWindow, text: str) -> list[QWidget]:
    """Choose an entry of the menu bar; return the windows that it opens."""
    before = set(_on_view())
    next(action for action in _actions(window) if action.text() == text).trigger()
    QApplication.processEvents()
    return [widget for widget in _on_view() if widget not in before]


def popups(window: QWidget) -> Iterator[QWidget]:
    """Open what each widget opens by F4, and the menu that it makes; each is closed again."""
    for widget in list(window.findChildren(QWidget)):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield from _opened_by(widget, window)


def turned_pages(window: QWidget) -> Iterator[None]:
    """Turn to each page but the first of a window that has several."""
    for tabs in window.findChildren(QTabWidget):
        for at in range(1, tabs.count()):
            tabs.setCurrentIndex(at)
            yield


def _opened_by(widget: QWidget, window: QWidget) -> Iterator[QWidget]:
    kind = type(widget)
    if isinstance(widget, QTableView):
        widget.setCurrentIndex(widget.model().index(0, 1))  # whose cell has a list
    own_menu = kind.__module__.startswith("quarterhour.") and "contextMenuEvent" in vars(kind)
    for open_it in (_press_f4, ask_for_menu) if own_menu else (_press_f4,):
        before = set(_on_view()) | set(_lists(window))
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        open_it(widget)
        QApplication.processEvents()
        for opened in {*_on_view(), *_lists(window)} - before:
            if opened.metaObject().className() != _LIST_OF_A_BOX:
                yield opened
            opened.close() if opened.isWindow() else opened.hide()


def _press_f4(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_F4)


def ask_for_menu(widget: QWidget) -> None:
    keyboard = QContextMenuEvent.Reason.Keyboard
    inside = getattr(widget, "viewport", lambda: widget)()
    middle = widget.rect().center()
    event = QContextMenuEvent(keyboard, middle, inside.mapToGlobal(middle))
    QApplication.sendEvent(inside, event)


def _on_view() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def _lists(window: QWidget) -> list[QWidget]:
    """Lists that hang under a field, within the window."""
    views = window.findChildren(QAbstractItemView)
    return [view for view in views if view.isVisible() and view.parentWidget() is window]


def _actions(window: MainWindow) -> list[QAction]:
    return [action for menu in window.menuBar().actions() for action in _below(menu)]


def _below(entry: QAction) -> Iterator[QAction]:
    menu = entry.menu()
    if not isinstance(menu, QMenu):
        yield entry
        return
    menu.aboutToShow.emit()
    for action in menu.actions():
        if not action.isSeparator() and action.isEnabled():
            yield from _below(action)


def _all_below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
    for below in kind.__subclasses__():
        yield below
        yield from _all_below(below)

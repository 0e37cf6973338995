"""The File menu."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from quarterhour.resources import imported_database, resource_folder
from quarterhour.window import prompts
from quarterhour.window.documents.files import SUFFIX
from quarterhour.window.menus.action import add_action

if TYPE_CHECKING:
    from quarterhour.window.main_window import MainWindow


def add_file_menu(window: MainWindow) -> None:
    """Give a window its File menu."""
    menu = window.menuBar().addMenu("&File")
    files, keys = window.files, QKeySequence.StandardKey
    add_action(menu, "&New visit", files.new, keys.New)
    add_action(menu, "New win&dow", window.desk.open_window, "Ctrl+Shift+N")
    add_action(menu, "&Open\u2026", lambda: _open(window), keys.Open)
    recent = menu.addMenu("Open &recent")
    recent.aboutToShow.connect(lambda: _fill_recent(recent, window))
    samples = menu.addMenu("Open sa&mple visit")
    samples.aboutToShow.connect(lambda: _fill_samples(samples, window))
    menu.addSeparator()
    add_action(menu, "&Save", files.save, keys.Save)
    add_action(menu, "Save &as\u2026", files.save_as, "Ctrl+Shift+S")
    menu.addSeparator()
    add_action(menu, "&Export\u2026", lambda: _export(window), "Ctrl+Shift+E")
    add_action(menu, "&Print\u2026", lambda: _print(window), keys.Print)
    add_action(menu, "Print previe&w\u2026", lambda: _preview(window), "Ctrl+Shift+I")
    menu.addSeparator()
    add_action(menu, "&Fee schedules\u2026", lambda: _show_imports(window), "Ctrl+I")
    menu.addSeparator()
    add_action(menu, "&Close window", window.close, "Ctrl+W")
    leave = add_action(menu, "&Quit", window.desk.close_all, "Ctrl+Q")
    leave.setMenuRole(QAction.MenuRole.QuitRole)


def _open(window: MainWindow) -> None:
    path = prompts.ask_visit_to_open(window)
    if path is not None:
        window.desk.open_file(path, window)


def _fill_recent(menu: QMenu, window: MainWindow) -> None:
    """List the files opened or saved last, as they are now."""
    menu.clear()
    recent = window.desk.recent
    for place, path in enumerate(recent.paths, 1):
        text = f"&{place}  {path.name}".replace("&&", "&")
        action = add_action(menu, text, partial(window.desk.open_file, path, window))
        action.setStatusTip(str(path))
        action.setToolTip(str(path))
    if menu.isEmpty():
        menu.addAction("No files yet").setEnabled(False)
        return
    menu.setToolTipsVisible(True)
    menu.addSeparator()
    add_action(menu, "&Clear this list", recent.clear)


def _fill_samples(menu: QMenu, window: MainWindow) -> None:
    """List the samples when the menu is first opened."""
    if not menu.isEmpty():
        return
    for path in sorted((resource_folder() / "samples").glob(f"*{SUFFIX}")):
        add_action(menu, _title(path), partial(window.files.open_copy, path))


def _title(path: Path) -> str:
    return path.stem.replace("-", " ").capitalize()


def _export(window: MainWindow) -> None:
    from quarterhour.window.output.export import export

    export(window)


def _print(window: MainWindow) -> None:
    from quarterhour.window.output.printing import print_sheet

    print_sheet(window)


def _preview(window: MainWindow) -> None:
    from quarterhour.window.output.printing import preview_sheet

    preview_sheet(window)


def _show_imports(window: MainWindow) -> None:
    # Importing sqlite-utils takes longer than anything else at the start.
    from quarterhour.window.imports import ImportsDialog

    # One dialog for the window, since it keeps what it said of each file.
    dialog = window.findChild(ImportsDialog)
    if dialog is None:
        dialog = ImportsDialog(window.worksheet.session.reference, imported_database(), window)
        dialog.changed.connect(window.desk.renew)
    dialog.show()
    dialog.activateWindow()

"""Everything that asks in a window of its own. Tests put their own answers here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from quarterhour.window.look.buttons import without_icons
from quarterhour.window.look.text import plain_box
from quarterhour.window.system_dialogs import (
    Printers,
    PrintService,
    chosen,
    file_dialog,
    printers_command,
    save_dialog,
)
from quarterhour.window.words import WORDS, Title

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrinter

_VISITS = "Visits (*.quarterhour)"
_TABLES = "Comma-separated values (*.csv *.txt);;All files (*)"
_DOWNLOADS = "CMS downloads (*.zip *.csv *.txt *.xlsx);;All files (*)"
_MODES = QFileDialog.FileMode
_ICONS, _ROLES, _BUTTONS = QMessageBox.Icon, QMessageBox.ButtonRole, QMessageBox.StandardButton


class Unsaved(Enum):
    """What becomes of unsaved work."""

    SAVE = auto()
    DISCARD = auto()
    KEEP = auto()


def ask_visit_to_open(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a visit to open, in a folder to begin with; return None if nothing was chosen."""
    dialog = file_dialog(parent, Title.OPEN_VISIT, folder, f"{_VISITS};;All files (*)")
    dialog.setFileMode(_MODES.ExistingFile)
    return next(iter(chosen(dialog)), None)


def ask_downloads_to_import(parent: QWidget) -> list[Path]:
    """Ask for CMS downloads to import; return none if nothing was chosen."""
    dialog = file_dialog(parent, Title.IMPORT, _downloads_folder(), _DOWNLOADS)
    dialog.setFileMode(_MODES.ExistingFiles)
    return chosen(dialog)


def ask_folder_to_import(parent: QWidget) -> list[Path]:
    """Ask for a folder of CMS downloads to import; return none if nothing was chosen.

    The files in it are shown, too, to tell it by.
    """
    dialog = file_dialog(parent, Title.IMPORT_FOLDER, _downloads_folder(), _DOWNLOADS)
    dialog.setFileMode(_MODES.Directory)
    return chosen(dialog)


def ask_prices_to_import(parent: QWidget) -> Path | None:
    """Ask for a price list to import; return None if nothing was chosen."""
    dialog = file_dialog(parent, Title.IMPORT_PRICES, _downloads_folder(), _TABLES)
    dialog.setFileMode(_MODES.ExistingFile)
    return next(iter(chosen(dialog)), None)


def ask_where_to_save(parent: QWidget, suggested: Path) -> Path | None:
    """Ask for the file to save a visit in; return None if nothing was chosen."""
    return next(iter(chosen(save_dialog(parent, Title.SAVE_VISIT, suggested, _VISITS))), None)


def ask_where_to_export(parent: QWidget, suggested: Path, filters: str) -> Path | None:
    """Ask for the file to write, its format by its ending; return None if nothing was chosen."""
    return next(iter(chosen(save_dialog(parent, Title.EXPORT, suggested, filters))), None)


def wait_for_printers(parent: QWidget) -> Printers:
    """Wait until the print service answers; whoever waits may give up, or have a file instead."""
    service = PrintService(printers_command())
    service.wait_a_moment()
    box = _box(
        parent,
        _ICONS.Information,
        "Waiting for your computer\u2019s printers\u2026",
        "The print service hasn't answered yet.",
    )
    box.setWindowModality(Qt.WindowModality.WindowModal)
    to_file = box.addButton("&Export as PDF\u2026", _ROLES.AcceptRole)
    box.setDefaultButton(box.addButton(_BUTTONS.Cancel))
    service.ended.connect(box.close)
    if not service.answered:
        _answer(box)
    if box.clickedButton() is to_file:
        answer = Printers.TO_FILE
    elif service.answered:
        answer = Printers.THERE
    else:
        answer = Printers.SILENT if service.is_late else Printers.GIVEN_UP
    service.end()
    box.deleteLater()
    return answer


def ask_for_printer(parent: QWidget, name: str) -> QPagedPaintDevice | None:
    """Ask for the printer, its paper and its copies; return None if nothing is to be printed.

    The name is that of a PDF file, if that is what it is printed to.
    """
    from PySide6.QtPrintSupport import QPrintDialog

    printer = _printer(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    return printer if dialog.exec() else None


def show_preview(
    parent: QWidget, title: str, name: str, draw: Callable[[QPagedPaintDevice], object]
) -> None:
    """Show what would be printed, as `draw` draws it, with a button that prints it.

    The name is that of a PDF file, if that is what it is printed to.
    """
    from PySide6.QtPrintSupport import QPrintPreviewDialog

    printer = _printer(name)  # the dialog does not keep it alive
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(WORDS[Title.PREVIEW].format(title))
    dialog.paintRequested.connect(draw)
    dialog.resize(parent.size())
    dialog.exec()


def tell_of_crash(report: str, log: Path) -> None:
    """Say that something went wrong, with the report to copy. Nothing is sent anywhere."""
    box = _box(
        QApplication.activeWindow(),
        _ICONS.Warning,
        "Something went wrong.",
        "Your work is still open. Save it and restart Quarterhour. An error report without "
        f"anything you typed is in {log}. It isn't sent anywhere.",
    )
    box.setDetailedText(report)
    copy = box.addButton("&Copy report", _ROLES.ActionRole)
    box.setDefaultButton(box.addButton(_BUTTONS.Close))
    _answer(box)
    if box.clickedButton() is copy:
        QApplication.clipboard().setText(report)


def tell_of_failure(said: str) -> None:
    """Say why the program cannot go on."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    box = _box(None, _ICONS.Critical, said)
    box.setWindowTitle("Quarterhour")
    box.addButton(_BUTTONS.Close)
    _answer(box)
    del application


def ask_to_reset(parent: QWidget) -> bool:
    """Ask whether all settings are to be the usual ones again."""
    box = _box(
        parent,
        _ICONS.Question,
        "Reset all settings to their defaults?",
        "Your last location is cleared too. Visits don't change.",
    )
    return _confirmed(box, "&Reset", _ROLES.AcceptRole)


def ask_about_unsaved(parent: QWidget, name: str) -> Unsaved:
    """Ask whether to save what has changed."""
    box = _box(
        parent,
        _ICONS.Warning,
        f"Save the changes to \u201c{name}\u201d?",
        "Your changes will be lost if you don't save them.",
    )
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setStandardButtons(_BUTTONS.Save | _BUTTONS.Discard | _BUTTONS.Cancel)
    box.setDefaultButton(_BUTTONS.Save)
    answers = {_BUTTONS.Save: Unsaved.SAVE, _BUTTONS.Discard: Unsaved.DISCARD}
    return answers.get(_BUTTONS(_answer(box)), Unsaved.KEEP)


def ask_to_write_over(parent: QWidget, name: str) -> bool:
    """Ask whether a file that another program has changed is to be written over."""
    box = _box(
        parent,
        _ICONS.Warning,
        f"Another program has changed \u201c{name}\u201d since it was opened here.",
        "If you replace it, those changes are lost. Or cancel, and save this one under another "
        "name.",
    )
    box.setWindowModality(Qt.WindowModality.WindowModal)
    return _confirmed(box, "&Replace", _ROLES.DestructiveRole)


def _downloads_folder() -> Path:
    downloads = QStandardPaths.StandardLocation.DownloadLocation
    return Path(QStandardPaths.writableLocation(downloads))


def _printer(name: str) -> QPrinter:
    """Return the usual printer with the usual paper. It is loaded only when asked for."""
    from PySide6.QtPrintSupport import QPrinter

    from quarterhour.report.pdf import set_usual_page

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    set_usual_page(printer)
    return printer


def _box(
    parent: QWidget | None, icon: QMessageBox.Icon, text: str, information: str = ""
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setText(text)
    box.setInformativeText(information)
    return box


def _confirmed(box: QMessageBox, text: str, role: QMessageBox.ButtonRole) -> bool:
    """Show a box with a button that confirms, and one that cancels; return what is answered."""
    button = box.addButton(text, role)
    box.setDefaultButton(box.addButton(_BUTTONS.Cancel))
    _answer(box)
    return box.clickedButton() is button


def _answer(box: QMessageBox) -> int:
    """Show a box, its texts and buttons as plain as those of dialogs; return what is answered."""
    plain_box(box)
    without_icons(box.buttons())
    return box.exec()

"""Everything that asks in a window of its own. Tests put their own answers here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quarterhour.window.words import WORDS, Title

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QMessageBox

    from quarterhour.window.print_service import Printers

_VISITS = "Visits (*.quarterhour)"
_TABLES = "Comma-separated values (*.csv *.txt);;All files (*)"
_DOWNLOADS = "CMS downloads (*.zip *.csv *.txt *.xlsx);;All files (*)"


class Unsaved(Enum):
    """What becomes of unsaved work."""

    SAVE = auto()
    DISCARD = auto()
    KEEP = auto()


def ask_visit_to_open(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a visit to open, in a folder to begin with; return None if nothing was chosen."""
    # Loaded only when asked for: it would delay the first window.
    from PySide6.QtWidgets import QFileDialog

    from quarterhour.window.file_dialog import chosen, file_dialog

    dialog = file_dialog(parent, Title.OPEN_VISIT, folder, f"{_VISITS};;All files (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return next(iter(chosen(dialog)), None)


def ask_downloads_to_import(parent: QWidget) -> list[Path]:
    """Ask for CMS downloads to import; return none if nothing was chosen."""
    from PySide6.QtWidgets import QFileDialog

    from quarterhour.window.file_dialog import chosen, file_dialog

    dialog = file_dialog(parent, Title.IMPORT, _downloads_folder(), _DOWNLOADS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return chosen(dialog)


def ask_folder_to_import(parent: QWidget) -> list[Path]:
    """Ask for a folder of CMS downloads to import; return none if nothing was chosen.

    The files in it are shown, too, to tell it by.
    """
    from PySide6.QtWidgets import QFileDialog

    from quarterhour.window.file_dialog import chosen, file_dialog

    dialog = file_dialog(parent, Title.IMPORT_FOLDER, _downloads_folder(), _DOWNLOADS)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return chosen(dialog)


def ask_prices_to_import(parent: QWidget) -> Path | None:
    """Ask for a price list to import; return None if nothing was chosen."""
    from PySide6.QtWidgets import QFileDialog

    from quarterhour.window.file_dialog import chosen, file_dialog

    dialog = file_dialog(parent, Title.IMPORT_PRICES, _downloads_folder(), _TABLES)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return next(iter(chosen(dialog)), None)


def ask_where_to_save(parent: QWidget, suggested: Path) -> Path | None:
    """Ask for the file to save a visit in; return None if nothing was chosen."""
    from quarterhour.window.file_dialog import chosen, save_dialog

    return next(iter(chosen(save_dialog(parent, Title.SAVE_VISIT, suggested, _VISITS))), None)


def ask_where_to_export(parent: QWidget, suggested: Path, filters: str) -> Path | None:
    """Ask for the file to write, its format by its ending; return None if nothing was chosen."""
    from quarterhour.window.file_dialog import chosen, save_dialog

    return next(iter(chosen(save_dialog(parent, Title.EXPORT, suggested, filters))), None)


def wait_for_printers(parent: QWidget) -> Printers:
    """Wait until the print service answers; whoever waits may give up, or have a file instead."""
    from PySide6.QtWidgets import QMessageBox

    from quarterhour.window.print_service import Printers, PrintService, printers_command

    service = PrintService(printers_command())
    service.wait_a_moment()
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setText("Waiting for your computer\u2019s printers\u2026")
    box.setInformativeText("The print service hasn't answered yet.")
    to_file = box.addButton("&Export as PDF\u2026", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
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


def _downloads_folder() -> Path:
    from PySide6.QtCore import QStandardPaths

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


def tell_of_crash(report: str, log: Path) -> None:
    """Say that something went wrong, with the report to copy. Nothing is sent anywhere."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText("Something went wrong.")
    box.setInformativeText(
        "Your work is still open. Save it and restart Quarterhour. An error report without "
        f"anything you typed is in {log}. It isn't sent anywhere."
    )
    box.setDetailedText(report)
    copy = box.addButton("&Copy report", QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
    _answer(box)
    if box.clickedButton() is copy:
        QApplication.clipboard().setText(report)


def ask_to_reset(parent: QWidget) -> bool:
    """Ask whether all settings are to be the usual ones again."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText("Reset all settings to their defaults?")
    box.setInformativeText("Your last location is cleared too. Visits don't change.")
    reset = box.addButton("&Reset", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    _answer(box)
    return box.clickedButton() is reset


def tell_of_failure(said: str) -> None:
    """Say why the program cannot go on."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    application = QApplication.instance() or QApplication(sys.argv[:1])
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("Quarterhour")
    box.setText(said)
    box.addButton(QMessageBox.StandardButton.Close)
    _answer(box)
    del application


def ask_about_unsaved(parent: QWidget, name: str) -> Unsaved:
    """Ask whether to save what has changed."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setText(f"Save the changes to \u201c{name}\u201d?")
    box.setInformativeText("Your changes will be lost if you don't save them.")
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    answers = {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}
    return answers.get(QMessageBox.StandardButton(_answer(box)), Unsaved.KEEP)


def ask_to_write_over(parent: QWidget, name: str) -> bool:
    """Ask whether a file that another program has changed is to be written over."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setText(f"Another program has changed \u201c{name}\u201d since it was opened here.")
    box.setInformativeText(
        "If you replace it, those changes are lost. Or cancel, and save this one under another "
        "name."
    )
    replace = box.addButton("&Replace", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    _answer(box)
    return box.clickedButton() is replace


def _answer(box: QMessageBox) -> int:
    """Show a box, its texts and buttons as plain as those of dialogs; return what is answered."""
    from quarterhour.window.look.buttons import without_icons
    from quarterhour.window.look.plain import plain_box

    plain_box(box)
    without_icons(box.buttons())
    return box.exec()

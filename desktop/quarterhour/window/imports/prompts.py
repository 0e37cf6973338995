"""What the dialog asks in a window of its own. Tests put their own answers here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from quarterhour.window.words import WORDS, Title


def ask_downloads_to_import(parent: QWidget) -> list[Path]:
    """Ask for downloads to import; return none if nothing was chosen."""
    names, _ = QFileDialog.getOpenFileNames(
        parent,
        WORDS[Title.IMPORT],
        "",
        "CMS downloads (*.zip *.csv *.txt *.xlsx);;All files (*)",
    )
    return [Path(name) for name in names]

"""The dialog that asks for the file to export to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from quarterhour.window.words import WORDS, Title


def export_dialog(parent: QWidget | None, suggested: str, filters: str) -> QFileDialog:
    """Return a dialog that puts the ending of the kind chosen where none is typed.

    It does so itself, and so asks before a file of that name is written over.
    """
    dialog = QFileDialog(parent, WORDS[Title.EXPORT], str(Path(suggested).parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def follow(kind: str) -> None:
        dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")"))  # "Day sheet, PDF (*.pdf)"

    dialog.filterSelected.connect(follow)
    follow(dialog.nameFilters()[0])
    dialog.selectFile(Path(suggested).name)
    return dialog

"""Dialogs that ask for files. Where someone has been in them is remembered nowhere.

Qt's own dialog notes the folders visited in settings that all programs of Qt share, when it is
deleted; nothing tells it not to. The desktops of Linux list the files chosen for other programs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import QChildEvent, QEvent, QObject, QSettings
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from quarterhour.resources import is_portable
from quarterhour.window.look.plain import plain_box
from quarterhour.window.words import WORDS, Title


def file_dialog(parent: QWidget | None, title: Title, start: Path, filters: str) -> QFileDialog:
    """Return a dialog that begins in a folder, or with a file in it.

    A portable program has Qt's own dialog: those of Windows and macOS have a memory of theirs.
    """
    folder = start if start.is_dir() else start.parent
    dialog = QFileDialog(parent, WORDS[title], str(folder), filters)
    dialog.installEventFilter(_PlainBoxes(dialog))
    if sys.platform == "linux" or is_portable():
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


def save_dialog(parent: QWidget | None, title: Title, suggested: Path, filters: str) -> QFileDialog:
    """Return a dialog that puts the ending of the kind chosen where none is typed.

    It does so itself, and so asks before a file of that name is written over.
    """
    dialog = file_dialog(parent, title, suggested, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def follow(kind: str) -> None:
        dialog.setDefaultSuffix(
            kind.rpartition("*.")[2].rstrip(")")
        )  # "Visit summary, PDF (*.pdf)"

    dialog.filterSelected.connect(follow)
    follow(dialog.nameFilters()[0])
    dialog.selectFile(suggested.name)
    return dialog


def chosen(dialog: QFileDialog) -> list[Path]:
    """Show a dialog; return the files that were chosen, none if it was left."""
    with _others_settings_kept():
        files = dialog.selectedFiles() if dialog.exec() else []
        shiboken6.delete(dialog)  # this is when it writes
    return [Path(file) for file in files]


class _PlainBoxes(QObject):
    """Has the boxes that a dialog opens, to ask about a file, show its name as it is written."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a box before it is shown."""
        if isinstance(event, QChildEvent) and event.polished():
            child = event.child()
            if isinstance(child, QMessageBox):
                plain_box(child)
        return False


@contextmanager
def _others_settings_kept() -> Iterator[None]:
    """Put Qt's settings of dialogs back as they were: Windows and macOS keep them in no file."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup("FileDialog")
    before = {key: settings.value(key) for key in settings.allKeys()}
    yield
    settings.remove("")
    for key, value in before.items():
        settings.setValue(key, value)
    settings.sync()

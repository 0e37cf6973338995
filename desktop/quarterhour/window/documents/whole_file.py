"""Writing a file whole or not at all."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a crash leaves the old content. Raises OSError."""
    # Loaded with the first file: it takes 1 ms of the first window, which writes none.
    from PySide6.QtCore import QIODevice, QSaveFile

    file = QSaveFile(str(path))
    file.setDirectWriteFallback(False)
    written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content)
    if not written or not file.commit():
        raise OSError(file.errorString())

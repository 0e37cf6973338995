"""The files opened or saved last, as they are offered in the File menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileInfo, QStandardPaths

from quarterhour.entry.settings import MAX_RECENT, RECENT
from quarterhour.window.settings import KeptSettings

_DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation


class RecentFiles:
    """The paths of the last files, the latest first. Nothing of their content is kept."""

    def __init__(self, kept: KeptSettings) -> None:
        self._kept = kept

    @property
    def paths(self) -> list[Path]:
        """The files, whether or not they are still there."""
        return [Path(text).absolute() for text in self._kept.get(RECENT)]

    @property
    def folder(self) -> Path:
        """Where to begin to look for a visit: where the last of them lies, else among documents."""
        for path in self.paths:
            if QFileInfo(str(path.parent)).isDir():  # which takes any name, and asks for no right
                return path.parent
        return Path(QStandardPaths.writableLocation(_DOCUMENTS))

    def add(self, path: Path) -> None:
        """Put a file first."""
        path = path.absolute()
        self._keep([path, *(other for other in self.paths if other != path)])

    def remove(self, path: Path) -> None:
        """Take a file off, since it is not there any more."""
        self._keep([other for other in self.paths if other != path])

    def clear(self) -> None:
        """Forget all of them."""
        self._keep([])

    def _keep(self, paths: list[Path]) -> None:
        self._kept.keep(RECENT, tuple(str(path) for path in paths[:MAX_RECENT]))

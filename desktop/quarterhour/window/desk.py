"""What the windows of one program share, and the windows that are open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QSize, Qt

from quarterhour.entry import Draft
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from quarterhour.window.documents.recent import RecentFiles
from quarterhour.window.documents.recovery import leftovers
from quarterhour.window.look import GRID
from quarterhour.window.main_window import MainWindow
from quarterhour.window.settings import KeptSettings

_FRAME = QSize(2 * GRID, 10 * GRID)  # what a frame and a title bar take from the screen
_RECOVERED = (
    "This is unsaved work of a program that ended unexpectedly. Save it, or close it without "
    "saving: it is not kept again."
)
_UNREADABLE = (
    "Unsaved work was kept that this version of the program cannot read; it is set aside in {}."
)


class Desk:
    """Opens windows and knows them. `folder` is where unsaved work is kept through a crash."""

    def __init__(self, reference: Reference, settings: QSettings, folder: Path) -> None:
        self.reference = reference
        self.kept = KeptSettings(settings)
        self.recent = RecentFiles(settings)
        self.folder = folder
        self.windows: list[MainWindow] = []

    def open_window(self, visit: Visit | None = None, path: Path | None = None) -> MainWindow:
        """Open a window on a visit and its file, or on an empty visit dated today."""
        window = MainWindow(self, visit, path)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        *others, _ = self.windows
        if others:
            window.resize(others[-1].size())
            window.move(others[-1].pos() + QPoint(6 * GRID, 6 * GRID))
        elif not window.restoreGeometry(self.kept.geometry):
            window.resize(window.size().boundedTo(window.screen().availableSize() - _FRAME))
        window.show()
        return window

    def let_go(self, window: MainWindow) -> None:
        """Take note that a window closes; the next one opens where it was."""
        if window in self.windows:
            self.windows.remove(window)
            self.kept.keep_geometry(window.saveGeometry())

    def open_file(self, path: Path, asking: MainWindow) -> None:
        """Show a file: where it is open, in a window that holds nothing, or in a new one."""
        absolute = path.absolute()
        for window in self.windows:
            if window.files.path == absolute:
                window.come_forward()
                return
        if asking.files.untouched:
            asking.files.open(path)
        elif (visit := asking.files.read(path)) is not None:
            self.recent.add(path)
            self.open_window(visit, absolute)

    def recover(self) -> None:
        """Open the unsaved work of programs that died, each in a window of its own.

        What of it cannot be read is set aside, and the first window says where it lies.
        """
        unreadable = []
        for left in leftovers(self.folder):
            if isinstance(left, Path):
                unreadable.append(left)
            else:
                self._open_recovered(left)
        if unreadable:
            lies = unreadable[0] if len(unreadable) == 1 else unreadable[0].parent
            first = self.windows[0] if self.windows else self.open_window()
            first.messages.say(_UNREADABLE.format(lies))

    def renew(self) -> None:
        """Have every window assess anew, after an import or a removal."""
        for window in self.windows:
            window.worksheet.renew()

    def close_all(self) -> None:
        """Close the windows one by one, until one has unsaved work that is to be kept."""
        for window in reversed(list(self.windows)):
            if not window.close():
                return

    def _open_recovered(self, draft: Draft) -> None:
        window = self.open_window()
        window.show_recovered(draft, _RECOVERED)

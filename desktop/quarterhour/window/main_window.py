"""The main window: first its frame, which is shown at once, and then what stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QVBoxLayout, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.settings import FRAME

if TYPE_CHECKING:
    from quarterhour.entry.documents import Document
    from quarterhour.visit import VisitFile
    from quarterhour.window.parts import Parts
    from quarterhour.window.program import Program

_SIZE = (1366, 768)
_HEADER = 17 * GRID  # the menus and the header, in letters of the usual size


class MainWindow(QMainWindow):
    """A day being typed, visit by visit, and what it comes to.

    It begins with its frame alone, so that the first one is on the screen before its parts are
    loaded; `fill` puts them in. `closed` follows its closing, and carries it.
    """

    closed = Signal(QMainWindow)
    parts: Parts

    def __init__(self) -> None:
        super().__init__()
        self.painted = False
        self._filled = self._assessed = False
        self.resize(*_SIZE)

    def show_frame(self) -> None:
        """Show it without its parts: the ground of the header over that of the center."""
        ground = QWidget(self)
        center = QWidget(ground)
        center.setAutoFillBackground(True)
        center.setBackgroundRole(QPalette.ColorRole.Base)
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(0, _HEADER, 0, 0)
        layout.addWidget(center)
        self.setCentralWidget(ground)
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.show()

    def fill(
        self, program: Program, document: Document | None = None, file: VisitFile | None = None
    ) -> None:
        """Show a visit or a day and its file, or an empty visit dated today."""
        # Loaded once the frame of the first window is on the screen.
        from quarterhour.window.parts import Parts

        self.parts = parts = Parts(self, program, document, file)
        self.program, self.worksheet = program, parts.worksheet
        self.files, self.messages = parts.files, parts.messages
        self._filled = True
        self.setAcceptDrops(True)
        if self.isVisible():
            parts.fit(self.size())
            parts.draw_icons()
            for part in (self.menuBar(), parts.content, self.statusBar()):
                part.show()  # Qt would do it later, and what is hidden takes no key until then
        parts.begin()
        parts.entitle()

    def take_room(self, room: QSize) -> None:
        """Be no larger than the room; what gives way in a small window does so first."""
        size = self.size().boundedTo(room)
        if self._filled:
            self.parts.fit(size)
        self.resize(size)

    def go_back_to(self, geometry: bytes) -> None:
        """Go where a window was closed last, or else be no larger than the screen."""
        if not self.restoreGeometry(geometry):
            self.take_room(self.screen().availableSize() - FRAME)

    def changeEvent(self, event: QEvent) -> None:
        """Have what other programs changed while this one was not looked at."""
        super().changeEvent(event)
        activated = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if self._filled and activated:
            self.program.catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the parts take the room that there is now."""
        super().resizeEvent(event)
        if self._filled:
            self.parts.fit(self.size())

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the icons: what is beside them would move if they came after the first paint."""
        if self._filled:
            self.parts.draw_icons()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Have what assesses a visit loaded right after the first paint, which needs none of it."""
        super().paintEvent(event)
        self.painted = True
        if self._filled and not self._assessed:
            self._assessed = True
            QTimer.singleShot(0, self.parts, self.parts.assess_first)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work first."""
        if self._filled and not self._may_close():
            event.ignore()
            return
        self.closed.emit(self)
        super().closeEvent(event)

    def _may_close(self) -> bool:
        """Return whether it may close, and end what goes on in it if so."""
        from quarterhour.window.details import HoldingDialog

        # Before it is asked about the visit: that answer would be for nothing.
        for dialog in self.findChildren(HoldingDialog):
            if dialog.isVisible() and dialog.holds_back():
                dialog.activateWindow()
                return False
        if not self.files.may_leave():
            return False
        for each in self.findChildren(QDialog):
            each.close()  # an import that goes on in one ends
        self.parts.close()
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged in."""
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files that are dropped."""
        event.acceptProposedAction()
        for path in _dropped(event.mimeData()):
            self.program.open_file(path, self.files)


def _dropped(data: QMimeData) -> list[Path]:
    """Return the files that are dragged in."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

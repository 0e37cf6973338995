"""How large the letters are, beside the system's own size, and the room that they may take."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from quarterhour.entry.settings import ZOOM, ZOOMS
from quarterhour.window.look import GRID
from quarterhour.window.settings import KeptSettings

_USUAL = "quarterhour_usual_font"
FRAME = QSize(2 * GRID, 10 * GRID)  # what a frame and a title bar take from the screen


def zoom(kept: KeptSettings, step: int) -> None:
    """Go to the next larger or smaller size, or with 0 to the system's, and keep it."""
    now = ZOOMS.index(kept.get(ZOOM))
    usual = ZOOMS.index(ZOOM.usual)
    wanted = min(max(now + step, 0), len(ZOOMS) - 1) if step else usual
    if wanted != now:
        kept.keep(ZOOM, ZOOMS[wanted])
    apply_zoom(kept)


def apply_zoom(kept: KeptSettings) -> None:
    """Have letters of the size that is set."""
    program = QApplication.instance()
    assert isinstance(program, QApplication)
    usual = program.property(_USUAL)
    if usual is None:
        if kept.get(ZOOM) == ZOOM.usual:
            return  # the system's own font goes on to be followed
        usual = QFont(program.font())
        program.setProperty(_USUAL, usual)
    font = QFont(usual)
    share = kept.get(ZOOM) / 100
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * share)
    else:
        font.setPixelSize(round(font.pixelSize() * share))
    if font != program.font():
        program.setFont(font)


class LettersRoom(QObject):
    """Keeps a window within its screen as letters grow, and gives back what they have taken.

    A window is as large as its parts need at the least. Where that is more than the screen has, its
    parts have less.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._size: QSize | None = None  # that it had before letters took some
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # once its parts have letters of that size
        self._soon.timeout.connect(self._fit)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow its letters, and the size that someone gives it."""
        match event.type():
            case QEvent.Type.FontChange:
                self._size = self._size or self._window.size()
                self._window.setMinimumSize(self._window.minimumSize().boundedTo(self._room))
                self._soon.start()
            case QEvent.Type.Show:
                self._soon.start()
            case QEvent.Type.Resize:
                assert isinstance(event, QResizeEvent)
                if not (self._soon.isActive() or self._is_taken(event.oldSize(), event.size())):
                    self._size = None
        return False

    def _is_taken(self, before: QSize, now: QSize) -> bool:
        """Return whether the window became larger just for what its parts need."""
        least = self._window.minimumSize()
        widths = (before.width(), now.width(), least.width())
        heights = (before.height(), now.height(), least.height())
        return all(new in (old, max(old, needed)) for old, new, needed in (widths, heights))

    @property
    def _room(self) -> QSize:
        window = self._window
        known = window.frameSize() - window.size()  # nothing before it is shown
        return window.screen().availableSize() - known.expandedTo(FRAME)

    def _fit(self) -> None:
        window, room = self._window, self._room
        layout = window.layout()
        assert layout is not None  # a main window has one
        least = layout.totalMinimumSize()
        # Without a size of its own, the least is what its parts need.
        width = room.width() if least.width() > room.width() else 0
        height = room.height() if least.height() > room.height() else 0
        window.setMinimumSize(width, height)
        before = self._size
        if window.isMaximized() or window.isFullScreen():
            return
        if before is not None:  # someone may have it span several screens
            window.resize(before.expandedTo(least).boundedTo(room.expandedTo(before)))
            self._size = before
        elif width or height:
            window.resize(window.size().boundedTo(room))

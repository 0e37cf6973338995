"""The settings in Qt's store of them, the size of letters that is set, and the room they may take.

`quarterhour.entry.settings` says which settings there are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QObject,
    QPoint,
    QRect,
    QSettings,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMainWindow

from quarterhour.entry.settings import (
    KEPT_BY,
    LAST_PLACE,
    OWN_PLACE,
    PRACTICE,
    SETTINGS,
    VERSION,
    ZOOM,
    ZOOMS,
    KeptPlace,
    Setting,
)
from quarterhour.private import private_file
from quarterhour.visit import Provider
from quarterhour.window.look import GRID
from quarterhour.window.look.text import resized

T = TypeVar("T")

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class KeptSettings(QObject):
    """What is kept of the settings in a table. `changed` follows those that someone sets."""

    changed = Signal()

    def __init__(self, settings: QSettings, table: Iterable[Setting[Any]] = SETTINGS) -> None:
        super().__init__()
        self._settings = settings
        self._table = tuple(table)

    def begin(self) -> bool:
        """Mark the settings as those of this version; return whether none were kept before.

        The mark of a later version stays: its settings are there, too.
        """
        marks = (*KEPT_BY.keys, *LAST_PLACE.keys)
        first = not any(map(self._settings.contains, marks))
        if self.get(KEPT_BY) < VERSION:
            self.keep(KEPT_BY, VERSION)
        return first

    @property
    def where(self) -> str:
        """The file, or the place of the system, that the settings lie in."""
        return self._settings.fileName()

    @property
    def _in_file(self) -> bool:
        """Whether they lie in a file: Windows and macOS have a place of their own for them."""
        own_file = self._settings.format() is QSettings.Format.IniFormat
        return own_file or sys.platform not in ("win32", "darwin")

    def get(self, setting: Setting[T]) -> T:
        """Return what is kept, or the usual value."""
        raw = self._settings.value(setting.key)
        if raw is None and setting.former:
            raw = [self._settings.value(key) for key in setting.former]
        read = setting.kind.read(bytes(raw.data()) if isinstance(raw, QByteArray) else raw)
        return setting.usual if read is None else read

    def keep(self, setting: Setting[T], value: T) -> None:
        """Keep the value of a setting."""
        self._keep([(setting, value)])

    def reset(self) -> None:
        """Forget everything that was set, and the place last used; files opened stay listed."""
        for setting in self._table:
            for key in setting.keys if setting.forgotten else ():
                self._settings.remove(key)
        self.changed.emit()

    @property
    def place(self) -> KeptPlace:
        """The place that a new visit begins with: the own one, else the last used."""
        own = self.get(OWN_PLACE)
        return own if own.text else self.get(LAST_PLACE)

    @property
    def practice(self) -> Provider:
        """How the practice takes part in Medicare, and its order of modifiers."""
        return Provider(**{name: self.get(setting) for name, setting in PRACTICE.items()})

    def keep_place(self, place: str, locality: str) -> None:
        """Keep a place that was found in a visit, as the last used."""
        found = KeptPlace(place, locality)
        if found != self.get(LAST_PLACE):
            self.keep(LAST_PLACE, found)

    def keep_own_place(self, place: str, locality: str) -> None:
        """Keep the place that every new visit begins with; empty for the last used."""
        self.keep(OWN_PLACE, KeptPlace(place, locality))

    def keep_practice(self, provider: Provider) -> None:
        """Keep how the practice bills."""
        self._keep([(setting, getattr(provider, name)) for name, setting in PRACTICE.items()])

    def _keep(self, values: list[tuple[Setting[Any], Any]]) -> None:
        if self._in_file:
            with suppress(OSError):  # it keeps nothing then, and what is asked for goes on
                private_file(Path(self.where))  # Qt leaves a file the rights that it has
        for setting, value in values:
            stored = setting.kind.stored(value)
            raw = QByteArray(stored) if isinstance(stored, bytes) else stored
            self._settings.setValue(setting.key, raw)
            for key in setting.former:
                self._settings.remove(key)
        if any(setting.followed for setting, _ in values):
            self.changed.emit()


_USUAL = "quarterhour_usual_font"


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
    font = resized(usual, kept.get(ZOOM) / 100)
    if font != program.font():
        program.setFont(font)


FRAME = QSize(2 * GRID, 10 * GRID)  # what a frame and a title bar take from the screen


def within(room: QRect, at: QPoint, size: QSize) -> QPoint:
    """Return the place nearest to another one at which all of a window is on the screen."""
    last = room.bottomRight() - QPoint(size.width(), size.height())
    x, y = min(at.x(), last.x()), min(at.y(), last.y())
    return QPoint(max(x, room.left()), max(y, room.top()))


class WindowRoom(QObject):
    """Keeps a window within its screen as its parts need more, and gives back what they have taken.

    A window is as large as its parts need at the least: more with larger letters, or where it shows
    a message. Where that is more than the screen has, its parts have less. It has a least size of
    its own for that: Qt would have it grow beyond the screen at once, and stay so.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._size: QSize | None = None  # that it had before its parts took some
        self._at = self._moved_to = QPoint()  # where it was then, and where it was moved
        self._least = QSize()
        self._fitting = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # once its parts have letters of that size
        self._soon.timeout.connect(self._fit)
        window.installEventFilter(self)
        if window.isVisible():  # its parts came after it, and need more until they are laid out
            self._note_size()
            self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow its letters, what its parts need, and the size that someone gives it."""
        match event.type():
            case QEvent.Type.FontChange:
                self._note_size()
                self._soon.start()
            case QEvent.Type.Show:
                self._soon.start()
            case QEvent.Type.LayoutRequest:
                if self._window.isVisible() and not self._soon.isActive():
                    self._follow_parts()
            case QEvent.Type.Resize:
                if not (self._fitting or self._soon.isActive()):
                    self._size = None
        return False

    def _note_size(self) -> None:
        """Keep the size to go back to, and the place, unless someone moved the window since."""
        if self._size is None or self._window.pos() != self._moved_to:
            self._at = self._moved_to = self._window.pos()
        self._size = self._size or self._window.size()

    def _follow_parts(self) -> None:
        """Have what its parts need now, where that is another size than before."""
        if self._needed != self._least:
            self._note_size()
            self._fit()

    @property
    def _needed(self) -> QSize:
        layout = self._window.layout()
        assert layout is not None  # a main window has one
        return layout.totalMinimumSize()

    @property
    def _room(self) -> QSize:
        window = self._window
        known = window.frameSize() - window.size()  # nothing before it is shown
        return window.screen().availableSize() - known.expandedTo(FRAME)

    def _fit(self) -> None:
        window, room = self._window, self._room
        self._least = least = self._needed
        before = self._size
        self._fitting = True
        # First none: Qt ignores a least size that equals the one it has worked out itself.
        for size in (QSize(0, 0), least.boundedTo(room)):
            window.setMinimumSize(size)
        if window.isMaximized() or window.isFullScreen():
            pass  # the system gives it its size
        elif before is not None:  # someone may have it span several screens
            window.resize(before.expandedTo(least).boundedTo(room.expandedTo(before)))
            self._go_where_seen(before)
        elif least.boundedTo(room) != least:
            window.resize(window.size().boundedTo(room))
        self._fitting = False

    def _go_where_seen(self, before: QSize) -> None:
        """Move a window that grew over the edge of its screen, and back once it is smaller."""
        window, at = self._window, self._at
        if before.expandedTo(window.size()) != before:
            frame = window.frameSize().expandedTo(window.size() + FRAME)
            at = within(window.screen().availableGeometry(), at, frame)
        if window.pos() == self._moved_to != at:
            window.move(at)
            self._moved_to = at

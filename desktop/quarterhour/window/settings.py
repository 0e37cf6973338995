"""The settings in Qt's store of them, the size of letters that is set, and the room they may take.

`quarterhour.entry.settings` says which settings there are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QResizeEvent
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
    font = QFont(usual)
    share = kept.get(ZOOM) / 100
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * share)
    else:
        font.setPixelSize(round(font.pixelSize() * share))
    if font != program.font():
        program.setFont(font)


FRAME = QSize(2 * GRID, 10 * GRID)  # what a frame and a title bar take from the screen


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
        if window.isVisible():  # its parts came after it
            self._soon.start()

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

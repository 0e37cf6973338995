"""Starting the program with its window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QLocale,
    QObject,
    QSettings,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from quarterhour import __version__
from quarterhour.entry.settings import APPEARANCE, GEOMETRY
from quarterhour.log import FILE, crash_report, log_crash
from quarterhour.practice_files import PracticeFiles
from quarterhour.private import private_folder
from quarterhour.resources import (
    portable_problem,
    practice_folder,
    recovery_folder,
    resource_folder,
    settings_file,
    user_folder,
)
from quarterhour.window.look.colors import (
    button_palette,
    dark_palette,
    edge_palette,
    light_palette,
    mark_palette,
    popup_palette,
    wants_system_colors,
    with_focus,
)
from quarterhour.window.main_window import MainWindow
from quarterhour.window.settings import SCHEMES, KeptSettings, apply_zoom

if TYPE_CHECKING:
    from quarterhour.entry.documents import Document
    from quarterhour.reference import Reference
    from quarterhour.visit import VisitFile
    from quarterhour.window.look.focus_ring import FocusRing


def catch_crashes(folder: Path) -> None:
    """From now on, log unexpected errors in a folder and tell the user, who can go on.

    While one error is told, others are only logged: a window that cannot be painted has many.
    """
    telling = False

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        nonlocal telling
        report = crash_report(kind, trace)
        log_crash(report, folder)
        if not telling:
            telling = True
            try:
                # Loaded only when something asks: it would delay the first window.
                from quarterhour.window import prompts

                prompts.tell_of_crash(report, folder / FILE)
            finally:
                telling = False

    sys.excepthook = caught


_NAME = "Quarterhour"
_COLLECTED_AFTER = 20_000  # objects that stay
_FRAME_WAIT = 100  # milliseconds, at the most, until the frame is on the screen


def run(
    load: Callable[[], Reference], document: Document | None = None, file: VisitFile | None = None
) -> int:
    """Show a window on a visit or a day and its file, or an empty visit; return the exit status.

    Its frame is on the screen before `load` gives the fees, and what else it shows is loaded.
    """
    application = _application()
    settings = _settings()
    catch_crashes(user_folder())
    window = show_frame(KeptSettings(settings))
    try:
        reference = load()
        # Read before unsaved work is taken up: where they are damaged, the program ends here.
        services = reference.services
        # Loaded once the frame is on the screen.
        from quarterhour.entry.own_words import without_code
        from quarterhour.window.desk import Desk

        desk = Desk(reference, settings, recovery_folder(), PracticeFiles(practice_folder()))
        desk.fill(window, document, file)
    except BaseException:
        window.close()
        raise
    if user_folder().is_dir():
        private_folder(user_folder())  # an earlier version left it open to others
    desk.kept.changed.connect(lambda: dress(desk.kept))
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda: color(scheme_of(desk.kept)))
    newcomer = desk.kept.begin()
    desk.recover()
    unread = desk.unread or without_code(desk.own_words, services)
    if problem := portable_problem() or unread:
        window.messages.say_too(problem)
    elif newcomer and window.files.untouched:
        window.parts.welcome()
    collect_seldom()
    if isinstance(application, Application):
        opens = partial(
            application.open_files_with,
            lambda path: desk.open_file(path, desk.windows[-1].files),
        )
        QTimer.singleShot(0, application, opens)  # what fails then is told as elsewhere
    return application.exec()


def collect_seldom() -> None:
    """Have little time go into collecting garbage while someone types.

    What is loaded by now stays to the end, and is passed by. A key makes thousands of results and
    drops them; they need no collecting, which would only go through them.
    """
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)
    gc.enable()


def _application() -> QApplication:
    application = QApplication.instance() or Application(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(_NAME)
    application.setApplicationDisplayName(_NAME)
    application.setOrganizationName(_NAME)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("quarterhour")
    application.setWindowIcon(_icon())
    application.focusChanged.connect(KeyboardSign(application).follow)
    # Texts are in English and figures are written alike everywhere, not as the system writes them.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    return application


class KeyboardSign(QObject):
    """Shows where the keyboard is, by whatever way it came there: by a ring, and by the style.

    The style does so only once Tab was pressed in a window, and no more after another was closed.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: FocusRing | None = None

    def follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Show that the keyboard went from one widget to another."""
        if now is not None:
            now.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if before is not None or not (now is None or now.isWindow()):
            # Not loaded for the frame of the first window, in which there is nothing to go around.
            from quarterhour.window.look.focus_ring import bring_into_view, put_ring

            if now is not None:
                bring_into_view(now)
            self._ring = put_ring(now, self._ring)


def show_frame(kept: KeptSettings) -> MainWindow:
    """Show the frame of the first window, in its colors and where it was, and return it."""
    dress(kept)
    apply_zoom(kept)
    window = MainWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.go_back_to(kept.get(GEOMETRY))
    window.show_frame()
    late = QDeadlineTimer(_FRAME_WAIT)
    while not (window.painted or late.hasExpired()):
        # What someone types or presses meanwhile waits for the parts.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return window


class Application(QApplication):
    """The application, which macOS hands files to; those that come early are opened later."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(arguments)
        self._early: list[Path] = []
        self._open: Callable[[Path], object] = self._early.append

    def open_files_with(self, opens: Callable[[Path], object]) -> None:
        """Open the files that came, and from now on each that comes."""
        early, self._early = self._early, []
        self._open = opens
        for path in early:
            opens(path)

    def event(self, event: QEvent) -> bool:
        """Take the files that the system wants opened."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open(Path(event.file()))
            return True
        return super().event(event)


def _settings() -> QSettings:
    """Return the settings: beside a portable program, else where the system keeps them.

    From then on, those of Qt itself lie nowhere, as far as they would lie in a file.
    """
    file = settings_file()
    settings = QSettings(str(file), QSettings.Format.IniFormat) if file else QSettings()
    # Qt's dialogs, of which one for files is within that of printing, would write settings too.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    return settings


# What is ticked: drawn by a color of its own in the dark.
MARKED = ("QCheckBox", "QRadioButton")
# What has an edge that is to be seen.
EDGED = ("QLineEdit", "QComboBox", "QAbstractSpinBox")
# What hangs under something, and was the ground behind it in the dark.
HUNG = ("QMenu", "SuggestionList", "CalendarPopup")


def dress(kept: KeptSettings) -> None:
    """Have the colors that are set: light or dark as the system, or always one of them."""
    wanted = scheme_of(kept)
    QGuiApplication.styleHints().setColorScheme(wanted)
    color(wanted)


def scheme_of(kept: KeptSettings) -> Qt.ColorScheme:
    """Return the colors that are set."""
    return SCHEMES[kept.get(APPEARANCE)]


def color(wanted: Qt.ColorScheme) -> None:
    """Give the program its palette. In high contrast the system's own colors stay."""
    palette = marks = edges = buttons = hung = QPalette()
    if not wants_system_colors():
        scheme = QGuiApplication.styleHints().colorScheme()
        dark = Qt.ColorScheme.Dark in (wanted, scheme) and wanted is not Qt.ColorScheme.Light
        palette = dark_palette() if dark else light_palette()
        marks = with_focus(mark_palette(dark))
        edges, buttons = edge_palette(palette), button_palette(palette)
        hung = popup_palette(palette)
    QApplication.setPalette(palette)
    for widget in MARKED:
        QApplication.setPalette(marks, widget)  # type: ignore[arg-type]  # it refuses bytes
    for widget in EDGED:
        QApplication.setPalette(edges, widget)  # type: ignore[arg-type]
    QApplication.setPalette(buttons, "QPushButton")  # type: ignore[arg-type]
    for widget in HUNG:
        QApplication.setPalette(hung, widget)  # type: ignore[arg-type]


def _icon() -> QIcon:
    """Return the program's icon in every size that it is drawn in."""
    icon = QIcon()
    for picture in sorted((resource_folder() / "icons").glob("quarterhour-*.png")):
        icon.addFile(str(picture))
    return icon

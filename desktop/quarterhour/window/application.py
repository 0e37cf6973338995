"""Starting the program with its window."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from quarterhour import __version__
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.visit import Visit
from quarterhour.window.main_window import MainWindow
from quarterhour.window.settings import KeptSettings

_NAME = "Quarterhour"


def run(reference: Reference, visit: Visit | None = None) -> int:
    """Show the window with a visit, or an empty one dated today; return the exit status."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(_NAME)
    application.setApplicationDisplayName(_NAME)
    application.setOrganizationName(_NAME)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("quarterhour")
    application.setWindowIcon(_icon())
    # Texts are in English and figures are written alike everywhere, whatever the system's own.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    window = MainWindow(reference, visit, KeptSettings(QSettings()))
    window.show()
    return application.exec()


def _icon() -> QIcon:
    """Return the program's icon in every size that it is drawn in."""
    icon = QIcon()
    for picture in sorted((resource_folder() / "icons").glob("quarterhour-*.png")):
        icon.addFile(str(picture))
    return icon

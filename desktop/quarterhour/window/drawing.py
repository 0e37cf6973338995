"""Whether Qt draws what it should here, for the program's check of itself."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from quarterhour.assess import assess
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference
from quarterhour.report.formats import FORMATS
from quarterhour.visit import Visit
from quarterhour.window.desk import Desk
from quarterhour.window.look.icons import picture

_FEWEST_COLORS = 16
_ICON_SIDE = 16
_STEP = 3  # pixels between those looked at


def drawing_faults(reference: Reference, visit: Visit) -> Iterator[str]:
    """Open an unseen window on a visit, and print its visit summary; say what fails."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    # A platform without a screen warns of every window that it cannot size.
    QLoggingCategory.setFilterRules("default.warning=false")
    try:
        if _is_blank(_painted(reference, visit)):
            yield "The window stays blank. Reinstall Quarterhour."
        if picture("calendar", "#000000", _ICON_SIDE).isNull():
            yield "Icons can't be drawn. Reinstall Quarterhour."
    except OSError as error:
        yield (
            f"Couldn't test the window: no temporary folder can be written ({error.strerror}). "
            "Free some space on the disk and try again."
        )
    QLoggingCategory.setFilterRules("")
    if not FORMATS["pdf"](assess(visit, reference)).startswith(b"%PDF-"):
        yield "Couldn't make the visit summary as a PDF. Reinstall Quarterhour."
    del application


def _painted(reference: Reference, visit: Visit) -> QImage:
    """Return a picture of the window; the user's own settings and unsaved work stay as they are."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        practice = PracticeFiles(folder / "practice")
        window = Desk(reference, settings, folder / "recovery", practice).open_window(visit)
        picture = window.grab().toImage()
        window.close()
        settings.sync()  # else it writes them later, and makes the folder anew
    return picture


def _is_blank(picture: QImage) -> bool:
    colors = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), _STEP)
        for y in range(0, picture.height(), _STEP)
    }
    return len(colors) < _FEWEST_COLORS

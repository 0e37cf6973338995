"""How large the letters are, beside the system's own size."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from quarterhour.entry.settings import ZOOM, ZOOMS
from quarterhour.window.settings import KeptSettings

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

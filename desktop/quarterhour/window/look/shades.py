"""Colours of pictures: the minute ruler's by the names it gives them, and who pays what."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from quarterhour.report.ruler import DARK_SHADES, SHADES
from quarterhour.window.look.ink import edge, is_dark, on, range_tint, secondary

_PAYERS_ON_LIGHT = ("#2f6fb5", "#b87a10")
_PAYERS_ON_DARK = ("#7fb4ee", "#e0ac50")


def payer_colours(palette: QPalette) -> tuple[QColor, QColor]:
    """Return the colours of what Medicare pays and of what the patient pays. Words say the same."""
    medicare, patient = _PAYERS_ON_DARK if is_dark(palette) else _PAYERS_ON_LIGHT
    return QColor(medicare), QColor(patient)


def ruler_colours(palette: QPalette) -> dict[str, QColor]:
    """Return the colours that suit a palette."""
    base = palette.color(QPalette.ColorRole.Base)
    colours = {
        "text": palette.color(QPalette.ColorRole.WindowText),
        "quiet": secondary(palette),
        "ground": base,
        "track": base,
        "tint": range_tint(palette),
        "line": edge(palette),
    }
    for at, name in enumerate(DARK_SHADES if is_dark(palette) else SHADES):
        shade = QColor(name)
        colours |= {f"shade-{at}": shade, f"on-shade-{at}": on(shade)}
    return colours

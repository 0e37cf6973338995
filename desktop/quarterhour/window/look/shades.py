"""Colours of the minute ruler, by the names that its picture gives them."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from quarterhour.report.ruler import DARK_SHADES, SHADES
from quarterhour.window.look.ink import edge, is_dark, on, range_tint, secondary


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

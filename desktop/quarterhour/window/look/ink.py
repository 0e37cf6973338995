"""Colours that the palette has no role for, worked out from those that it has."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette

from quarterhour.claims import Severity

_SECONDARY_SHARE = 0.66
_TINT_SHARE = 0.16
_HAIRLINE_SHARE = 0.25
_ON_LIGHT = {Severity.ACTION: "#b3261e", Severity.WARNING: "#8a5300", Severity.NOTE: "#1f5fa8"}
_ON_DARK = {Severity.ACTION: "#ff9a90", Severity.WARNING: "#f0bd5a", Severity.NOTE: "#93c4ff"}


def is_dark(palette: QPalette) -> bool:
    """Return whether text is light on dark."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def secondary(palette: QPalette) -> QColor:
    """Return the colour of text that says less than the text beside it, still easy to read."""
    text = palette.color(QPalette.ColorRole.WindowText)
    return _mixed(text, palette.color(QPalette.ColorRole.Window), _SECONDARY_SHARE)


def severity_colour(palette: QPalette, severity: Severity) -> QColor:
    """Return the colour of a severity's mark. Its shape and its word say the same."""
    return QColor((_ON_DARK if is_dark(palette) else _ON_LIGHT)[severity])


def link_colour(palette: QPalette) -> QColor:
    """Return the colour of text that can be clicked. It is underlined, too."""
    return severity_colour(palette, Severity.NOTE)


def selection_tint(palette: QPalette) -> QColor:
    """Return the ground of the selected row: plain text stays readable on it."""
    highlight = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
    return _mixed(highlight, palette.color(QPalette.ColorRole.Base), _TINT_SHARE)


def hairline(palette: QPalette) -> QColor:
    """Return the colour of the lines of a table that is read, not typed into."""
    text = palette.color(QPalette.ColorRole.Text)
    return _mixed(text, palette.color(QPalette.ColorRole.Base), _HAIRLINE_SHARE)


def link(palette: QPalette) -> QColor:
    """Return the colour of a link: that of a note, which stands out on light and on dark."""
    return severity_colour(palette, Severity.NOTE)


def figures_font(font: QFont) -> QFont:
    """Return a font whose figures are all of one width, so that amounts line up."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular


def _mixed(over: QColor, under: QColor, share: float) -> QColor:
    def channel(top: int, bottom: int) -> int:
        return round(top * share + bottom * (1 - share))

    return QColor(
        channel(over.red(), under.red()),
        channel(over.green(), under.green()),
        channel(over.blue(), under.blue()),
    )

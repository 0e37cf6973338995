"""Colors that the palette has no role for: worked out from those it has, or our own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette

from quarterhour.claims import Severity
from quarterhour.report.ruler import DARK_SHADES, SHADES

_SECONDARY_SHARE = 0.66
_TINT_SHARE = 0.16
_HAIRLINE_SHARE = 0.25
_RANGE_SHARE = 0.3
_EDGE_SHARE = 0.4
_LEAST_CONTRAST = 4.5  # of text, by WCAG 2.2 (1.4.3)
_ON_LIGHT = {Severity.ACTION: "#b3261e", Severity.WARNING: "#855000", Severity.NOTE: "#1f5fa8"}
_ON_DARK = {Severity.ACTION: "#ff9a90", Severity.WARNING: "#f0bd5a", Severity.NOTE: "#93c4ff"}
_DARK = {
    QPalette.ColorRole.Window: "#2b2b2b",
    QPalette.ColorRole.WindowText: "#eeeeee",
    QPalette.ColorRole.Base: "#1e1e1e",
    QPalette.ColorRole.AlternateBase: "#252525",
    QPalette.ColorRole.Text: "#eeeeee",
    QPalette.ColorRole.Button: "#383838",
    QPalette.ColorRole.ButtonText: "#eeeeee",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.PlaceholderText: "#9a9a9a",
    QPalette.ColorRole.ToolTipBase: "#383838",
    QPalette.ColorRole.ToolTipText: "#eeeeee",
    QPalette.ColorRole.Highlight: "#2f6fb5",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: "#2f6fb5",
    QPalette.ColorRole.Link: "#93c4ff",
    QPalette.ColorRole.LinkVisited: "#c9a8ff",
    QPalette.ColorRole.Light: "#4a4a4a",
    QPalette.ColorRole.Midlight: "#404040",
    QPalette.ColorRole.Mid: "#262626",
    QPalette.ColorRole.Dark: "#1a1a1a",
    QPalette.ColorRole.Shadow: "#000000",
}
_DARK_DISABLED = "#8a8a8a"
_DARK_MARK = "#ffffff"
_DARK_WORDS = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)
_PAYERS_ON_LIGHT = ("#2f6fb5", "#b87a10")
_PAYERS_ON_DARK = ("#7fb4ee", "#e0ac50")


def is_dark(palette: QPalette) -> bool:
    """Return whether text is light on dark."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def secondary(palette: QPalette) -> QColor:
    """Return the color of text that says less than the text beside it, still easy to read."""
    text = palette.color(QPalette.ColorRole.WindowText)
    return _mixed(text, palette.color(QPalette.ColorRole.Window), _SECONDARY_SHARE)


def severity_color(palette: QPalette, severity: Severity) -> QColor:
    """Return the color of a severity's mark. Its shape and its word say the same."""
    return QColor((_ON_DARK if is_dark(palette) else _ON_LIGHT)[severity])


def link_color(palette: QPalette) -> QColor:
    """Return the color of text that can be clicked. It is underlined, too."""
    return severity_color(palette, Severity.NOTE)


def selection_tint(palette: QPalette) -> QColor:
    """Return the ground of the selected row: plain text stays readable on it."""
    return _tint(palette, _TINT_SHARE)


def readable_highlight(palette: QPalette, group: QPalette.ColorGroup) -> QColor:
    """Return the ground of selected text: the palette's, deepened until the text stands out."""
    text = palette.color(group, QPalette.ColorRole.HighlightedText)
    given = palette.color(group, QPalette.ColorRole.Highlight)
    ends = (QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white))
    far = max(ends, key=lambda end: contrast(text, end))
    shades = (_mixed(far, given, percent / 100) for percent in range(100))
    return next((shade for shade in shades if contrast(text, shade) >= _LEAST_CONTRAST), far)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colors by WCAG 2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def range_tint(palette: QPalette) -> QColor:
    """Return the ground of a range on a scale. No text stands on it."""
    return _tint(palette, _RANGE_SHARE)


def edge(palette: QPalette) -> QColor:
    """Return the color of thin lines that divide."""
    text = palette.color(QPalette.ColorRole.WindowText)
    return _mixed(text, palette.color(QPalette.ColorRole.Window), _EDGE_SHARE)


def on(fill: QColor) -> QColor:
    """Return the color of letters on a fill: black where the fill is middling or bright."""
    return QColor(Qt.GlobalColor.black if fill.lightness() > 90 else Qt.GlobalColor.white)


def hairline(palette: QPalette) -> QColor:
    """Return the color of the lines of a table that is read, not typed into."""
    text = palette.color(QPalette.ColorRole.Text)
    return _mixed(text, palette.color(QPalette.ColorRole.Base), _HAIRLINE_SHARE)


def figures_font(font: QFont) -> QFont:
    """Return a font whose figures are all of one width, so that amounts line up."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular


def _luminance(color: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _tint(palette: QPalette, share: float) -> QColor:
    highlight = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
    return _mixed(highlight, palette.color(QPalette.ColorRole.Base), share)


def _mixed(over: QColor, under: QColor, share: float) -> QColor:
    def channel(top: int, bottom: int) -> int:
        return round(top * share + bottom * (1 - share))

    return QColor(
        channel(over.red(), under.red()),
        channel(over.green(), under.green()),
        channel(over.blue(), under.blue()),
    )


def dark_palette() -> QPalette:
    """Return a dark palette of our own, for systems that have none to offer."""
    palette = QPalette()
    for role, color in _DARK.items():
        palette.setColor(role, QColor(color))
    for role in _DARK_WORDS:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DARK_DISABLED))
    return palette


def dark_mark_palette() -> QPalette:
    """Return what a box or a ring to be ticked has under the dark palette, so that it is seen.

    Its edge is drawn somewhat darker than what the style takes for the window behind it.
    """
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(_DARK_MARK))
    return palette


def payer_colors(palette: QPalette) -> tuple[QColor, QColor]:
    """Return the colors of what Medicare pays and of what the patient pays. Words say the same."""
    medicare, patient = _PAYERS_ON_DARK if is_dark(palette) else _PAYERS_ON_LIGHT
    return QColor(medicare), QColor(patient)


def ruler_colors(palette: QPalette) -> dict[str, QColor]:
    """Return the colors that suit a palette."""
    base = palette.color(QPalette.ColorRole.Base)
    colors = {
        "text": palette.color(QPalette.ColorRole.WindowText),
        "quiet": secondary(palette),
        "ground": base,
        "track": base,
        "tint": range_tint(palette),
        "line": edge(palette),
    }
    for at, name in enumerate(DARK_SHADES if is_dark(palette) else SHADES):
        shade = QColor(name)
        colors |= {f"shade-{at}": shade, f"on-shade-{at}": on(shade)}
    return colors

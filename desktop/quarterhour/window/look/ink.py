"""Colors that the palette has no role for: worked out from those it has, or our own."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette

from quarterhour.claims import Severity
from quarterhour.report.ruler import COLORS
from quarterhour.window.look.palette import ink_of, nearest_ink

_SECONDARY_SHARE = 0.66
_TINT_SHARE = 0.16
_HAIRLINE_SHARE = 0.25
_RANGE_SHARE = 0.3
_EDGE_SHARE = 0.4


def secondary(palette: QPalette) -> QColor:
    """Return the color of text that says less than the text beside it, still easy to read."""
    if ink := ink_of(palette):
        return QColor(ink.secondary)
    text = palette.color(QPalette.ColorRole.WindowText)
    return _mixed(text, palette.color(QPalette.ColorRole.Window), _SECONDARY_SHARE)


def severity_color(palette: QPalette, severity: Severity) -> QColor:
    """Return the color of a severity's mark. Its shape and its word say the same."""
    ink = nearest_ink(palette)
    colors = {Severity.ACTION: ink.danger, Severity.WARNING: ink.choice}
    return QColor(colors.get(severity, ink.accent))


def severity_fill(palette: QPalette, severity: Severity) -> QColor | None:
    """Return what is within the outline of a severity's mark; None for the ground behind it."""
    ink = ink_of(palette)
    return QColor(ink.choice_fill) if ink and severity is Severity.WARNING else None


def settled_fill(palette: QPalette) -> QColor | None:
    """Return what is within the badge of what is settled; None for the ground behind it."""
    ink = ink_of(palette)
    return QColor(ink.settled_fill) if ink else None


def settled_color(palette: QPalette) -> QColor:
    """Return the color of the badge of what is settled."""
    return QColor(nearest_ink(palette).settled)


def link_color(palette: QPalette) -> QColor:
    """Return the color of text that can be clicked. It is underlined, too."""
    return QColor(nearest_ink(palette).accent)


def accent(palette: QPalette) -> QColor:
    """Return the color of the focus and of what is selected: of our palette, or the system's."""
    if ink := ink_of(palette):
        return QColor(ink.accent)
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)


def selection_tint(palette: QPalette) -> QColor:
    """Return the ground of the selected row: plain text stays readable on it."""
    if ink_of(palette):
        return palette.color(QPalette.ColorRole.Highlight)
    return _tint(palette, _TINT_SHARE)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colors by WCAG 2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def hover_tint(palette: QPalette) -> QColor | None:
    """Return the ground of what the mouse is over; the system's own colors have none."""
    ink = ink_of(palette)
    return QColor(ink.hover) if ink else None


def danger_fill(palette: QPalette) -> QColor:
    """Return the ground of a mistake."""
    ink = ink_of(palette)
    return QColor(ink.danger_fill) if ink else palette.color(QPalette.ColorRole.Base)


def range_tint(palette: QPalette) -> QColor:
    """Return the ground of a range on a scale. No text is written on it."""
    if ink := ink_of(palette):
        return QColor(ink.band)
    return _tint(palette, _RANGE_SHARE)


def edge(palette: QPalette) -> QColor:
    """Return the color of thin lines that divide."""
    if ink := ink_of(palette):
        return QColor(ink.line)
    text = palette.color(QPalette.ColorRole.WindowText)
    return _mixed(text, palette.color(QPalette.ColorRole.Window), _EDGE_SHARE)


def control_edge(palette: QPalette) -> QColor:
    """Return the color of the edges of controls and of scales, which has to be seen."""
    if ink_of(palette):
        return palette.color(QPalette.ColorRole.Mid)
    return palette.color(QPalette.ColorRole.Text)


def hairline(palette: QPalette) -> QColor:
    """Return the color of the lines between the rows of a table."""
    if ink := ink_of(palette):
        return QColor(ink.row_line)
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


def payer_colors(palette: QPalette) -> tuple[QColor, QColor]:
    """Return the colors of what Medicare pays and of what the patient pays. Words say the same."""
    ink = nearest_ink(palette)
    return QColor(ink.payer), QColor(ink.patient)


def other_color(palette: QPalette) -> QColor:
    """Return the color of what neither Medicare nor the patient pays. Words say the same."""
    return QColor(nearest_ink(palette).other)


def ruler_colors(palette: QPalette) -> dict[str, QColor]:
    """Return the colors of the minute ruler that suit a palette."""
    colors = {
        "text": palette.color(QPalette.ColorRole.Text),
        "quiet": secondary(palette),
        "ground": palette.color(QPalette.ColorRole.Base),
        "band": range_tint(palette),
        "line": edge(palette),
        "control": control_edge(palette),
    }
    for at in range(COLORS):
        colors[f"fill-{at}"], colors[f"edge-{at}"] = service_ink(palette, at)
    return colors


def service_ink(palette: QPalette, color: int) -> tuple[QColor, QColor]:
    """Return the fill and the edge of a service; in the system's colors none is filled."""
    if ink := ink_of(palette):
        fill, rim = ink.services[color % COLORS]
        return QColor(fill), QColor(rim)
    return palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)


def side(palette: QPalette) -> QColor:
    """Return the ground of what stands at the side of the window."""
    ink = ink_of(palette)
    return QColor(ink.side) if ink else palette.color(QPalette.ColorRole.Base)

"""The colors of the window, light and dark: the palette's roles, and those that no role is for.

Every pair of a color and the ground behind it was measured: text has 4.5 to 1 or more, edges of
controls and marks have 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11). In the high contrast of the system its
own colors are used.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from quarterhour.report.ruler import COLORS, LIGHT_SERVICES

_SECONDARY_SHARE = 0.66
_TINT_SHARE = 0.16
_HAIRLINE_SHARE = 0.25
_RANGE_SHARE = 0.3
_EDGE_SHARE = 0.4
_ROLE = QPalette.ColorRole


class Ink(NamedTuple):
    """Colors that no role of a palette is for.

    `services` are the fill and the edge of each service's swatch and segment. `payer`, `patient`,
    and `other` are the parts of the payment.
    """

    side: str
    line: str
    row_line: str
    secondary: str
    accent: str
    on_accent: str
    control_edge: str
    hover: str
    band: str
    danger: str
    danger_fill: str
    choice: str
    choice_fill: str
    settled: str
    settled_fill: str
    payer: str
    patient: str
    other: str
    services: tuple[tuple[str, str], ...]


LIGHT_INK = Ink(
    side="#ebedf0",
    line="#dce0e5",
    row_line="#edeff2",
    secondary="#59616c",
    accent="#1f5fa6",
    on_accent="#ffffff",
    control_edge="#7e8691",
    hover="#f2f5f8",
    band="#eef3f9",
    danger="#b3261e",
    danger_fill="#fcedeb",
    choice="#855400",
    choice_fill="#fff4db",
    settled="#1d7348",
    settled_fill="#e6f4ec",
    payer="#4a7fb8",
    patient="#b07a1e",
    other="#7e8691",
    services=LIGHT_SERVICES,
)
DARK_INK = Ink(
    side="#1e2023",
    line="#363b41",
    row_line="#292d32",
    secondary="#a6aeb9",
    accent="#8ab8f0",
    on_accent="#10202f",
    control_edge="#7b8490",
    hover="#22262a",
    band="#20272f",
    danger="#ff938a",
    danger_fill="#3b2422",
    choice="#f0bf62",
    choice_fill="#352d1c",
    settled="#7ccba0",
    settled_fill="#1e3228",
    payer="#6fa0d8",
    patient="#d6a24e",
    other="#7b8490",
    services=(
        ("#2a4a6c", "#6fa3d6"),
        ("#54421a", "#c9a14a"),
        ("#2c4c33", "#7db887"),
        ("#5a3337", "#d98c93"),
        ("#443a63", "#a893dc"),
        ("#1e4c4d", "#6bbcbb"),
        ("#5b3b25", "#d79a6b"),
        ("#3b424b", "#98a3af"),
    ),
)
_LIGHT = {
    _ROLE.Window: "#f3f4f6",
    _ROLE.WindowText: "#1b1f24",
    _ROLE.Base: "#ffffff",
    _ROLE.AlternateBase: "#ffffff",
    _ROLE.Text: "#1b1f24",
    _ROLE.Button: "#ffffff",
    _ROLE.ButtonText: "#1b1f24",
    _ROLE.BrightText: "#ffffff",
    _ROLE.PlaceholderText: LIGHT_INK.secondary,
    _ROLE.ToolTipBase: "#ffffff",
    _ROLE.ToolTipText: "#1b1f24",
    _ROLE.Highlight: "#e2ecf8",
    _ROLE.HighlightedText: "#1b1f24",
    _ROLE.Accent: LIGHT_INK.accent,
    _ROLE.Link: LIGHT_INK.accent,
    _ROLE.LinkVisited: LIGHT_INK.accent,
    _ROLE.Light: "#ffffff",
    _ROLE.Midlight: "#edeff2",
    _ROLE.Mid: LIGHT_INK.control_edge,
    _ROLE.Dark: LIGHT_INK.control_edge,
    _ROLE.Shadow: "#59616c",
}
_DARK = {
    _ROLE.Window: "#232629",
    _ROLE.WindowText: "#e9ecef",
    _ROLE.Base: "#191b1e",
    _ROLE.AlternateBase: "#191b1e",
    _ROLE.Text: "#e9ecef",
    _ROLE.Button: "#2b2f33",
    _ROLE.ButtonText: "#e9ecef",
    _ROLE.BrightText: "#ffffff",
    _ROLE.PlaceholderText: DARK_INK.secondary,
    _ROLE.ToolTipBase: "#2b2f33",
    _ROLE.ToolTipText: "#e9ecef",
    _ROLE.Highlight: "#233a55",
    _ROLE.HighlightedText: "#e9ecef",
    _ROLE.Accent: DARK_INK.accent,
    _ROLE.Link: DARK_INK.accent,
    _ROLE.LinkVisited: DARK_INK.accent,
    _ROLE.Light: "#363b41",
    _ROLE.Midlight: "#2f3439",
    _ROLE.Mid: DARK_INK.control_edge,
    _ROLE.Dark: DARK_INK.control_edge,
    _ROLE.Shadow: "#000000",
}
_WORDS = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText)
_known_inks: dict[int, tuple[Ink | None, Ink]] = {}  # its own, and the nearest
_MAX_KNOWN = 500
_LIGHTER = 12  # percent, by which it draws the edge of a list lighter than that
_DARKER = 140  # percent, by which the style darkens a window to its edges
_DARKER_DEFAULT = 125  # percent, by which it darkens the selection to that of a default button


def light_palette() -> QPalette:
    """Return the light palette."""
    return _palette(_LIGHT, LIGHT_INK)


def dark_palette() -> QPalette:
    """Return the dark palette."""
    return _palette(_DARK, DARK_INK)


def with_focus(palette: QPalette) -> QPalette:
    """Return a palette in which the style draws the focus in the accent."""
    focused, ink = QPalette(palette), nearest_ink(palette)
    focused.setColor(_ROLE.Highlight, QColor(ink.accent))
    focused.setColor(_ROLE.HighlightedText, QColor(ink.on_accent))
    return focused


def edge_palette(palette: QPalette) -> QPalette:
    """Return what fields and buttons have, so that their edge and the focus are seen.

    The style draws the edge somewhat darker than what it takes for the window behind them, and
    the focus in the color of the selection: of letters in a field, too.
    """
    edged = with_focus(palette)
    edged.setColor(_ROLE.Window, palette.color(_ROLE.Mid).lighter(_DARKER))
    return edged


def button_palette(palette: QPalette) -> QPalette:
    """Return what buttons have, so that their edge is seen and is always the same.

    The style draws that of a default button in the color of the selection, and somewhat darker:
    as if the keyboard were there.
    """
    edged = edge_palette(palette)
    edged.setColor(_ROLE.Highlight, palette.color(_ROLE.Mid).lighter(_DARKER_DEFAULT))
    return edged


def popup_palette(palette: QPalette) -> QPalette:
    """Return what menus and lists that hang under a field have, so that their edge is seen.

    It is drawn as that of a field, though somewhat lighter around a list, which on a light ground
    would be too faint. So are the boxes to be ticked in a menu.
    """
    edged = QPalette(palette)
    darker = _DARKER if is_dark(palette) else _DARKER - _LIGHTER
    edged.setColor(_ROLE.Window, palette.color(_ROLE.Mid).lighter(darker))
    return edged


def mark_palette(dark: bool) -> QPalette:
    """Return what a box or a ring to be ticked has, so that it is seen.

    Its edge is drawn somewhat darker than what the style takes for the window behind it. All else
    is that of the light or the dark: what is not set here would be the system's, whose letters may
    be black.
    """
    palette = dark_palette() if dark else light_palette()
    palette.setColor(_ROLE.Window, QColor("#ffffff") if dark else palette.color(_ROLE.Mid))
    return palette


def ink_of(palette: QPalette) -> Ink | None:
    """Return the further colors that go with a palette, None for one that is not ours."""
    return _inks_of(palette)[0]


def nearest_ink(palette: QPalette) -> Ink:
    """Return the further colors for letters and bars on any palette: for light or for dark."""
    return _inks_of(palette)[1]


def _inks_of(palette: QPalette) -> tuple[Ink | None, Ink]:
    key = palette.cacheKey()  # every cell that is painted asks
    if key not in _known_inks:
        if len(_known_inks) > _MAX_KNOWN:
            _known_inks.clear()
        own = _find_ink(palette)
        _known_inks[key] = own, own or (DARK_INK if is_dark(palette) else LIGHT_INK)
    return _known_inks[key]


def _find_ink(palette: QPalette) -> Ink | None:
    known = (_ROLE.Base, _ROLE.Text, _ROLE.PlaceholderText)  # others are other ones for fields
    # Not of the group that the palette has now: what can't be used has other letters.
    found = [palette.color(QPalette.ColorGroup.Active, role).name() for role in known]
    ours = ((_LIGHT, LIGHT_INK), (_DARK, DARK_INK))
    return next((ink for roles, ink in ours if [roles[role] for role in known] == found), None)


def is_dark(palette: QPalette) -> bool:
    """Return whether text is light on dark."""
    return palette.color(_ROLE.Base).lightness() < 128


def wants_system_colors() -> bool:
    """Return whether the system is set to high contrast, so that its own colors hold."""

    hints = QGuiApplication.styleHints()  # it owns what it hands out
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _palette(roles: dict[QPalette.ColorRole, str], ink: Ink) -> QPalette:
    palette = QPalette()
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in _WORDS:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(ink.other))
    # Flat, so that its faint words are still read.
    off = palette.color(_ROLE.Window)
    palette.setColor(QPalette.ColorGroup.Disabled, _ROLE.Button, off)
    return palette


def secondary(palette: QPalette) -> QColor:
    """Return the color of text that says less than the text beside it, still easy to read."""
    if ink := ink_of(palette):
        return QColor(ink.secondary)
    text = palette.color(QPalette.ColorRole.WindowText)
    return _mixed(text, palette.color(QPalette.ColorRole.Window), _SECONDARY_SHARE)


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

"""Palettes to look at the window in."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

LIGHT = {
    QPalette.ColorRole.Window: "#efefef",
    QPalette.ColorRole.WindowText: "#000000",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f5f5f5",
    QPalette.ColorRole.Text: "#000000",
    QPalette.ColorRole.Button: "#efefef",
    QPalette.ColorRole.ButtonText: "#000000",
    QPalette.ColorRole.Highlight: "#0067c0",
    QPalette.ColorRole.HighlightedText: "#ffffff",
}
DARK = {
    QPalette.ColorRole.Window: "#2b2b2b",
    QPalette.ColorRole.WindowText: "#eeeeee",
    QPalette.ColorRole.Base: "#1e1e1e",
    QPalette.ColorRole.AlternateBase: "#252525",
    QPalette.ColorRole.Text: "#eeeeee",
    QPalette.ColorRole.Button: "#333333",
    QPalette.ColorRole.ButtonText: "#eeeeee",
    QPalette.ColorRole.PlaceholderText: "#9a9a9a",
    QPalette.ColorRole.Highlight: "#0067c0",
    QPalette.ColorRole.HighlightedText: "#ffffff",
}
HIGH_CONTRAST = {
    QPalette.ColorRole.Window: "#000000",
    QPalette.ColorRole.WindowText: "#ffffff",
    QPalette.ColorRole.Base: "#000000",
    QPalette.ColorRole.AlternateBase: "#000000",
    QPalette.ColorRole.Text: "#ffffff",
    QPalette.ColorRole.Button: "#000000",
    QPalette.ColorRole.ButtonText: "#ffffff",
    QPalette.ColorRole.PlaceholderText: "#ffffff",
    QPalette.ColorRole.Highlight: "#1aebff",
    QPalette.ColorRole.HighlightedText: "#000000",
}
HIGH_CONTRAST_WHITE = HIGH_CONTRAST | {
    QPalette.ColorRole.Window: "#ffffff",
    QPalette.ColorRole.WindowText: "#000000",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#ffffff",
    QPalette.ColorRole.Text: "#000000",
    QPalette.ColorRole.Button: "#ffffff",
    QPalette.ColorRole.ButtonText: "#000000",
    QPalette.ColorRole.PlaceholderText: "#000000",
    QPalette.ColorRole.Highlight: "#37006e",
    QPalette.ColorRole.HighlightedText: "#ffffff",
}


def palette_of(colors: dict[QPalette.ColorRole, str]) -> QPalette:
    """Return a palette with these colors, the others as they are."""
    palette = QPalette()
    for role, color in colors.items():
        palette.setColor(role, QColor(color))
    return palette

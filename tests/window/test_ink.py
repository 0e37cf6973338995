"""The colors of letters and of their ground: both are told apart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPalette, QRegion
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QStyleFactory, QWidget

from quarterhour.window.look.colors import (
    DARK_INK,
    LIGHT_INK,
    Ink,
    contrast,
    dark_palette,
    ink_of,
    light_palette,
    mark_palette,
)

GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive)


def test_contrast_is_that_of_wcag() -> None:
    white = QColor("#ffffff")
    assert contrast(white, QColor("#000000")) == contrast(QColor("#000000"), white) == 21
    assert contrast(white, QColor("#767676")) == pytest.approx(4.54, abs=0.01)


# Each color that letters or marks have, with the least contrast to the grounds behind them.
OURS = [(light_palette(), LIGHT_INK), (dark_palette(), DARK_INK)]
EACH = pytest.mark.parametrize(("palette", "ink"), OURS, ids=["light", "dark"])


def grounds(palette: QPalette, ink: Ink) -> list[QColor]:
    roles = (QPalette.ColorRole.Base, QPalette.ColorRole.Window, QPalette.ColorRole.Highlight)
    return [*(palette.color(role) for role in roles), QColor(ink.side), QColor(ink.hover)]


def least(color: str | QColor, palette: QPalette, ink: Ink) -> float:
    return min(contrast(QColor(color), ground) for ground in grounds(palette, ink))


@EACH
def test_letters_are_readable_on_every_ground(palette: QPalette, ink: Ink) -> None:
    roles = QPalette.ColorRole
    assert least(palette.color(roles.WindowText), palette, ink) >= 9.5
    for color in (ink.secondary, palette.color(roles.Link), ink.danger, ink.choice, ink.settled):
        assert least(color, palette, ink) >= 4.5


@EACH
def test_what_is_off_has_the_same_further_colors(palette: QPalette, ink: Ink) -> None:
    """Found once for a palette, they would else be missing where it is on again."""
    palette = QPalette(palette)
    palette.setCurrentColorGroup(QPalette.ColorGroup.Disabled)
    assert ink_of(palette) is ink
    palette.setCurrentColorGroup(QPalette.ColorGroup.Active)
    assert ink_of(palette) is ink


@EACH
def test_edges_and_bars_are_seen_on_every_ground(palette: QPalette, ink: Ink) -> None:
    for color in (palette.color(QPalette.ColorRole.Mid), ink.payer, ink.patient, ink.other):
        assert least(color, palette, ink) >= 3


@EACH
def test_letters_and_edges_of_services_are_seen(palette: QPalette, ink: Ink) -> None:
    text, base = (
        palette.color(role) for role in (QPalette.ColorRole.Text, QPalette.ColorRole.Base)
    )
    assert len({fill for fill, _ in ink.services}) == 8
    for fill, edge in ink.services:
        assert contrast(text, QColor(fill)) >= 7.5
        assert contrast(QColor(edge), base) >= 4.4


def test_what_is_ticked_has_the_letters_of_the_dark() -> None:
    """The system's own can be dark on dark: where it knows no dark, they are black."""
    marks, dark = mark_palette(dark=True), dark_palette()
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Base, QPalette.ColorRole.Text):
        assert marks.color(role) == dark.color(role)
    disabled = QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText
    assert marks.color(*disabled) == dark.color(*disabled)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_ring_to_be_ticked_is_seen(
    kind: type[QCheckBox] | type[QRadioButton], dark: bool, qapp: QApplication
) -> None:
    """Its edge stands apart from the window, and what is chosen from its inside (WCAG 1.4.11)."""
    window = (dark_palette() if dark else light_palette()).color(QPalette.ColorRole.Window)
    marks = []
    for chosen in (False, True):
        button = kind()
        button.setStyle(QStyleFactory.create("Fusion"))
        button.setPalette(mark_palette(dark))
        button.setChecked(chosen)
        picture = QImage(button.sizeHint(), QImage.Format.Format_RGB32)
        picture.fill(window)
        button.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
        marks.append(picture)
    empty, full = (
        [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        for picture in marks
    )
    assert max(contrast(pixel, window) for pixel in empty) >= 3
    changed = [pair for pair in zip(empty, full, strict=True) if pair[0] != pair[1]]
    assert max(contrast(one, other) for one, other in changed) >= 3

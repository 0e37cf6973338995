"""The colors of letters and of their ground: both are told apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPalette, QRegion
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QStyleFactory, QWidget

from quarterhour.window import application
from quarterhour.window.look.ink import (
    contrast,
    dark_mark_palette,
    dark_palette,
    readable_highlight,
)
from window.palettes import DARK, HIGH_CONTRAST, HIGH_CONTRAST_WHITE, LIGHT, palette_of

GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive)


@pytest.fixture
def strengthened(qapp: QApplication) -> Iterator[QPalette]:
    """Dress the program in light colors; yield its palette."""
    before = qapp.palette()
    application.strengthen()
    yield qapp.palette()
    qapp.setPalette(before)


def test_contrast_is_that_of_wcag() -> None:
    white = QColor("#ffffff")
    assert contrast(white, QColor("#000000")) == contrast(QColor("#000000"), white) == 21
    assert contrast(white, QColor("#767676")) == pytest.approx(4.54, abs=0.01)


def test_what_stands_in_an_empty_field_is_readable(strengthened: QPalette) -> None:
    letters = strengthened.color(QPalette.ColorRole.PlaceholderText)
    assert contrast(letters, strengthened.color(QPalette.ColorRole.Base)) >= 4.5


def _selected(palette: QPalette, group: QPalette.ColorGroup) -> float:
    ground = palette.color(group, QPalette.ColorRole.Highlight)
    return contrast(palette.color(group, QPalette.ColorRole.HighlightedText), ground)


@pytest.mark.parametrize("group", GROUPS)
def test_a_selected_row_is_readable(strengthened: QPalette, group: QPalette.ColorGroup) -> None:
    assert _selected(strengthened, group) >= 4.5
    assert _selected(dark_palette(), group) >= 4.5


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_ring_to_be_ticked_is_seen_in_the_dark(
    kind: type[QCheckBox] | type[QRadioButton], qapp: QApplication
) -> None:
    """Its edge stands apart from the window, and what is chosen from its inside (WCAG 1.4.11)."""
    palette = dark_palette()
    palette.setColor(
        QPalette.ColorRole.Window, dark_mark_palette().color(QPalette.ColorRole.Window)
    )
    window = dark_palette().color(QPalette.ColorRole.Window)
    marks = []
    for chosen in (False, True):
        button = kind()
        button.setStyle(QStyleFactory.create("Fusion"))
        button.setPalette(palette)
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


@pytest.mark.parametrize("letters", ["#ffffff", "#000000", "#777777"])
@pytest.mark.parametrize("ground", ["#308cc6", "#8ab4e0", "#777777", "#101010"])
def test_a_faint_highlight_is_deepened(letters: str, ground: str) -> None:
    roles = QPalette.ColorRole
    palette = palette_of({roles.HighlightedText: letters, roles.Highlight: ground})
    for group in GROUPS:
        palette.setColor(group, roles.Highlight, readable_highlight(palette, group))
        best = max(contrast(QColor(letters), QColor(end)) for end in ("#000000", "#ffffff"))
        assert _selected(palette, group) >= min(4.5, best)


@pytest.mark.parametrize("colors", [LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_WHITE])
def test_a_readable_highlight_is_the_systems_own(colors: dict[QPalette.ColorRole, str]) -> None:
    palette = palette_of(colors)
    for group in GROUPS:
        own = palette.color(group, QPalette.ColorRole.Highlight)
        assert readable_highlight(palette, group) == own

"""Icons are SVG files without a color of their own, drawn anew in each color and size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPixmap
from pytestqt.qtbot import QtBot

from builders import ROOT
from quarterhour.claims import Severity
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from quarterhour.window import drawing
from quarterhour.window.header_fields import DateField
from quarterhour.window.look.colors import (
    DARK_INK,
    LIGHT_INK,
    Ink,
    contrast,
    dark_palette,
    light_palette,
    secondary,
    settled_color,
)
from quarterhour.window.look.icons import (
    _DRAWINGS,
    MARK_SIZE,
    icon,
    paint_mark,
    paint_settled,
    picture,
    severity_color,
)
from window.palettes import DARK, LIGHT, palette_of

ICONS = ROOT / "resources" / "icons"
NAMES = sorted(
    path.relative_to(ICONS).with_suffix("").as_posix()
    for path in ICONS.rglob("*.svg")
    if not path.name.startswith("quarterhour")
)
pytestmark = pytest.mark.usefixtures("qapp")


def colors(image: QImage) -> set[str]:
    """Return the colors of what isn't see-through in an image."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", [24, 32, 40])
def test_a_drawing_has_the_color_and_the_size_that_are_asked_for(name: str, side: int) -> None:
    drawn = picture(name, "#40a0f0", side)
    assert (drawn.width(), drawn.height()) == (side, side)
    assert colors(drawn.toImage()) == {"#40a0f0"}


def test_each_drawing_is_used() -> None:
    marks = {"marks/action", "marks/warning", "marks/settled"}
    header = {"calendar", "panel", "below", "visits", "close", "add"}
    drawings = {f"menu/{name}" for name in _DRAWINGS.values()}
    assert set(NAMES) == drawings | marks | header | {"lock"}


def test_an_icon_is_drawn_for_screens_of_usual_scales() -> None:
    drawn = icon("calendar", QColor("#40a0f0"))
    for ratio in (1, 1.25, 1.5, 2, 3):
        side = int(16 * ratio)
        shown = drawn.pixmap(drawn.availableSizes()[0], ratio).toImage()
        expected = picture("calendar", "#40a0f0", side).toImage()
        expected.setDevicePixelRatio(ratio)
        assert shown.convertToFormat(expected.format()) == expected


@pytest.mark.parametrize("ratio", [1, 1.5, 2, 3])
@pytest.mark.parametrize("severity", [Severity.ACTION, Severity.WARNING])
def test_a_mark_is_drawn_for_the_pixels_of_the_screen(severity: Severity, ratio: float) -> None:
    palette, side = palette_of(LIGHT), int(MARK_SIZE * ratio)
    painted = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    painted.fill(Qt.GlobalColor.transparent)
    painted.setDevicePixelRatio(ratio)
    with QPainter(painted) as painter:
        paint_mark(painter, QRectF(0, 0, MARK_SIZE, MARK_SIZE), severity, palette)
    color = severity_color(palette, severity).name()
    expected = picture(f"marks/{severity.value}", color, side).toImage()
    expected.setDevicePixelRatio(ratio)
    assert painted == expected.convertToFormat(painted.format())


def test_what_is_settled_has_a_badge_of_its_own_color() -> None:
    palette = palette_of(DARK)
    painted = QImage(64, 64, QImage.Format.Format_ARGB32)
    painted.fill(Qt.GlobalColor.transparent)
    with QPainter(painted) as painter:
        paint_settled(painter, QRectF(painted.rect()), palette)
    assert colors(painted) == {settled_color(palette).name()}


@pytest.mark.parametrize(
    ("palette", "ink"),
    [(light_palette, LIGHT_INK), (dark_palette, DARK_INK)],
    ids=["light", "dark"],
)
def test_what_is_to_choose_and_what_is_settled_is_filled(
    palette: Callable[[], QPalette], ink: Ink
) -> None:
    choice, settled = (QImage(64, 64, QImage.Format.Format_ARGB32) for _ in range(2))
    for image in (choice, settled):
        image.fill(Qt.GlobalColor.transparent)
    with QPainter(choice) as painter:
        paint_mark(painter, QRectF(choice.rect()), Severity.WARNING, palette())
    with QPainter(settled) as painter:
        paint_settled(painter, QRectF(settled.rect()), palette())
    assert {ink.choice, ink.choice_fill} <= colors(choice)
    assert {ink.settled, ink.settled_fill} <= colors(settled)
    assert contrast(QColor(ink.choice), QColor(ink.choice_fill)) >= 4.5
    assert contrast(QColor(ink.settled), QColor(ink.settled_fill)) >= 4.5


def test_the_calendar_is_drawn_after_the_window_and_follows_the_palette(qtbot: QtBot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    (action,) = field.actions()
    field.grab()
    assert action.icon().isNull()
    qtbot.waitUntil(lambda: not action.icon().isNull())
    for wanted in (LIGHT, DARK):
        palette = palette_of(wanted)
        field.setPalette(palette)
        assert colors(action.icon().pixmap(48).toImage()) == {secondary(palette).name()}


def test_the_self_check_says_that_icons_cannot_be_drawn(
    reference: Reference, visit: Callable[..., Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "picture", lambda *asked: QPixmap())
    assert list(drawing.drawing_faults(reference, visit())) == [
        "Icons can't be drawn. Reinstall Quarterhour."
    ]

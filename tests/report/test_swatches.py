"""The swatches of a printed visit: those of the window, readable in black and white."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from builders import pt, visit_fields
from quarterhour.assess import assess
from quarterhour.entry.session import Session
from quarterhour.reference import Reference
from quarterhour.report.ruler import LIGHT_SERVICES
from quarterhour.report.ruler.svg import swatch_svg
from quarterhour.report.visit_summary import visit_summary
from quarterhour.visit import visit_from
from quarterhour.window.look.colors import contrast

SCALE = 8
FIELDS = visit_fields(pt("97110", 33), pt("97161", 30), pt("97140", 7))
WHITE = QColor("#ffffff")


def drawn(svg: str) -> QImage:
    """Draw a swatch on white paper, in gray."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    image = QImage(renderer.defaultSize() * SCALE, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(image.rect()))
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def test_each_row_has_the_swatch_that_it_has_in_the_window(reference: Reference) -> None:
    visit = visit_from(FIELDS)
    page = visit_summary(assess(visit, reference), detailed=False)
    window = [row.color for row in Session(reference, visit).outcome.rows[:3]]
    assert window == [0, None, 1]
    for number, color in enumerate(window, 1):
        assert swatch_svg(number, color) in page
    shown = re.findall(r'aria-label="Row (\d)"', page)
    assert shown == ["1", "2", "3"]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("color", [None, *range(len(LIGHT_SERVICES))])
def test_it_is_read_in_black_and_white(color: int | None) -> None:
    image = drawn(swatch_svg(7, color))
    middle = image.height() // 2
    line = [image.pixelColor(x, middle) for x in range(image.width())]
    fill = line[3 * SCALE]
    assert contrast(fill, WHITE) < 2, "letters are read on it"
    assert max(contrast(each, fill) for each in line[6 * SCALE : 14 * SCALE]) >= 4.5
    assert max(contrast(each, WHITE) for each in line[: 2 * SCALE]) >= 3


@pytest.mark.usefixtures("qapp")
def test_numbers_tell_them_apart_without_color() -> None:
    pictures = [drawn(swatch_svg(number, number - 1)) for number in range(1, 9)]
    dark = [
        {
            (x, y)
            for x in range(4 * SCALE, 16 * SCALE)
            for y in range(3 * SCALE, 13 * SCALE)
            if picture.pixelColor(x, y).lightness() < 100
        }
        for picture in pictures
    ]
    assert all(len(one ^ other) > SCALE * SCALE for one, other in pairwise(dark))

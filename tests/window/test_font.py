"""The tests measure with a font of their own: plain, bold, and with figures of one width."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication

from quarterhour.visit import Visit
from quarterhour.window.look.text import figures_font
from quarterhour.window.settings import _USUAL, zoom
from window.person import Person

LETTERS = "\u00b7\u00d7\u2002\u2011\u2013\u2019\u201c\u201d\u2026\u2190\u2192\u2212\u00eb"


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_it_is_ours_and_has_what_the_window_writes(
    qapp: QApplication, weight: QFont.Weight
) -> None:
    font = QFont(qapp.font())
    font.setWeight(weight)
    assert QFontInfo(font).family() == "Quarterhour Tests"
    raw = QRawFont.fromFont(font)
    assert (raw.familyName(), raw.weight()) == ("Quarterhour Tests", weight)
    assert [letter for letter in LETTERS if not raw.supportsCharacter(ord(letter))] == []
    metrics = QFontMetrics(figures_font(font))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only fontconfig can be told what to see")
def test_no_font_of_the_machine_is_seen(qapp: QApplication) -> None:
    meant = {QFontInfo(QFont(family)).family() for family in QFontDatabase.families()}
    assert meant == {"Quarterhour Tests"}  # the general names of Qt, such as Serif, among them


def test_bold_is_wider(qapp: QApplication) -> None:
    plain, bold = QFont(qapp.font()), QFont(qapp.font())
    bold.setBold(True)
    widths = [QFontMetrics(font).horizontalAdvance("Therapeutic") for font in (plain, bold)]
    assert widths[0] < widths[1]


def test_a_font_whose_size_is_set_in_pixels_is_drawn_smaller_and_larger_too(
    qapp: QApplication, opened: Callable[..., Person], visit: Callable[..., Visit]
) -> None:
    """Qt warns, and the test fails, where one asks for a part of its points: it has none."""
    before = qapp.font()
    font = QFont(before)
    font.setPixelSize(13)
    qapp.setFont(font)
    qapp.setProperty(_USUAL, None)
    try:
        person = opened(visit({"code": "97110", "therapist_minutes": 33}, zip="33101"))
        sizes = []
        for step in (1, 0):
            zoom(person.window.program.kept, step)
            qapp.processEvents()
            person.window.grab()
            sizes.append(person.window.font().pixelSize())
    finally:
        qapp.setFont(before)
        qapp.setProperty(_USUAL, None)
    larger, usual = sizes
    assert larger > usual == 13

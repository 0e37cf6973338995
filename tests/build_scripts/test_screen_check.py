"""A blank screen, a word on standard error, a program that ended: each is noticed."""

import struct

import pytest
from PySide6.QtGui import QImage

import screen_check
from screen_check import Picture


def picture(colors: list[tuple[int, int, int]], width: int = 40, height: int = 25) -> Picture:
    """A picture that repeats the colors."""
    pixels = [colors[place % len(colors)] for place in range(width * height)]
    return Picture(width, height, bytes(part for pixel in pixels for part in pixel))


RAINBOW = [(shade, 255 - shade, 7) for shade in range(100)]
FULL = picture(RAINBOW)


@pytest.mark.parametrize(
    ("colors", "blank"),
    [
        ([(0, 0, 0)], True),
        (RAINBOW[:15], True),
        (RAINBOW[:16], False),
        ([(0, 0, 0)] * 980 + RAINBOW[:20], True),
        ([(0, 0, 0)] * 960 + RAINBOW[:40], False),
    ],
    ids=["black", "few colors", "enough colors", "nearly all black", "a small window"],
)
def test_blank(colors: list[tuple[int, int, int]], blank: bool) -> None:
    assert screen_check.is_blank(picture(colors)) is blank


def test_a_screen_is_read() -> None:
    header = [0] * 25
    header[0], header[4], header[5], header[19] = 104, 2, 1, 3
    content = (
        struct.pack(">25I", *header) + b"name" + bytes(3 * 12) + b"\x03\x02\x01\0\x06\x05\x04\0"
    )
    assert screen_check.read_screen(content) == Picture(2, 1, bytes([1, 2, 3, 4, 5, 6]))


def test_the_screenshot_is_a_picture() -> None:
    image = QImage.fromData(screen_check.png(FULL))
    assert (image.width(), image.height()) == (40, 25)
    assert image.pixelColor(1, 0).getRgb() == (1, 254, 7, 255)


@pytest.mark.parametrize(
    ("seen", "status", "said", "complaint"),
    [
        (picture([(0, 0, 0)]), None, "", "The screen is blank."),
        (FULL, 1, "", "The program ended, with exit status 1."),
        (FULL, None, "qt.qpa: oh", "The program wrote to standard error:\nqt.qpa: oh"),
    ],
)
def test_complaints(seen: Picture, status: int | None, said: str, complaint: str) -> None:
    assert screen_check.complaints(seen, status, said) == [complaint]


def test_nothing_to_complain_of() -> None:
    assert screen_check.complaints(FULL, None, "") == []

"""The icons hold the pictures, as Windows and macOS look for them."""

import struct

import environment
from bundling import icons

PICTURES = icons.read_pictures(environment.RESOURCES / "icons")
PNG = b"\x89PNG\r\n\x1a\n"


def test_the_pictures_have_the_size_of_their_names() -> None:
    assert {16, 32, 48, 64, 128, 256, 512} <= set(PICTURES)
    for size, picture in PICTURES.items():
        assert struct.unpack_from(">2I", picture, 16) == (size, size)


def test_the_windows_icon_points_at_its_pictures() -> None:
    icon = icons.ico(PICTURES)
    _, kind, count = struct.unpack_from("<3H", icon)
    assert (kind, count) == (1, 5)
    ends = []
    for index in range(count):
        width, *_, size, place = struct.unpack_from("<4B2H2I", icon, 6 + 16 * index)
        assert icon[place : place + size] == PICTURES[width or 256]
        ends.append(place + size)
    assert ends[-1] == len(icon)


def test_the_macos_icon_is_whole() -> None:
    icon = icons.icns(PICTURES)
    assert (icon[:4], struct.unpack_from(">I", icon, 4)) == (b"icns", (len(icon),))
    place, kinds = 8, []
    while place < len(icon):
        kind, length = struct.unpack_from(">4sI", icon, place)
        assert icon[place + 8 : place + 8 + len(PNG)] == PNG
        kinds.append(kind)
        place += length
    assert place == len(icon)
    assert {b"ic07", b"ic08", b"ic09", b"ic14"} <= set(kinds)
